use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::scope::{Lookup, Scope, Symbol, SymbolKind, TypedExpr};
use super::super::types::{Choices, Type};
use super::super::units::{Currency, PeriodWord};
use super::super::{ExpressionMistake, parse};
use super::{Expected, check};
use crate::diagnostic::{Mistake, say};

/// A survey, a table, two metrics, a baseline and fields, all at once.
pub(in super::super) struct Bank;

impl Scope for Bank {
    fn name(&self, path: &[&str]) -> Lookup {
        let name = path.join(".");
        if name == "later" {
            let message =
                say!(en: "`later` is asked after this question.", es: "`later` se pregunta después.");
            return Lookup::Refused(Mistake::new(message, say!(en: "Move it up.", es: "Súbela.")));
        }
        let found = symbols().into_iter().find(|symbol| symbol.name == name);
        found.map_or_else(
            || Lookup::Unknown(symbols().into_iter().map(|symbol| symbol.name).collect()),
            |symbol| Lookup::Found(Arc::new(symbol)),
        )
    }

    fn rate(&self, from: Currency, to: Currency) -> Option<Decimal> {
        (from.code() == "EUR" && to.code() == "MXN").then(|| Decimal::from(20))
    }
}

fn symbols() -> Vec<Symbol> {
    use SymbolKind::*;
    let mxn = Currency::of_code("MXN").expect("ISO 4217 has it");
    let eur = Currency::of_code("EUR").expect("ISO 4217 has it");
    let drivers = || Choices::closed("drivers", ["clarity", "speed", "care"]);
    vec![
        Symbol::new(Question, "recommend", Type::Integer).with_scale(0, 10),
        Symbol::new(Question, "effort", Type::Integer).with_scale(1, 7),
        Symbol::new(Question, "why", Type::Text),
        Symbol::new(Question, "drivers", Type::Options(drivers())),
        Symbol::new(Question, "main", Type::Option(drivers())),
        Symbol::new(Question, "resolved", Type::YesNo),
        Symbol::new(Column, "tenure_days", Type::Integer),
        Symbol::new(Column, "customers", Type::Integer),
        Symbol::new(Column, "segment", Type::Text),
        Symbol::new(Column, "opened_on", Type::Date),
        Symbol::new(Column, "closed_on", Type::Date),
        Symbol::new(Column, "responded_at", Type::Timestamp),
        Symbol::new(Column, "is_active", Type::YesNo),
        Symbol::new(Column, "archetype", Type::Id(Choices::closed("archetype", ["first-credit", "family"]))),
        Symbol::new(Column, "channel", Type::Option(Choices::closed("channel", ["app", "branch", "24h"]))),
        Symbol::new(Column, "margin", Type::Money(mxn)),
        Symbol::new(Column, "fee", Type::Money(eur)),
        Symbol::new(Column, "dues", Type::MoneyPerTime(mxn, PeriodWord::Year)),
        Symbol::new(Column, "waited", Type::Duration),
        Symbol::new(Metric, "churn-rate", Type::Share),
        Symbol::new(Metric, "retention", Type::Share),
        Symbol::new(Metric, "nps", Type::Points).with_bands(["alert", "watch", "healthy"]),
        Symbol::new(Field, "say", Type::Text),
        Symbol::new(Field, "gate", Type::Group),
        Symbol::new(Field, "owner", Type::Id(Choices::open("role"))),
        Symbol::new(Field, "target.value", Type::Level),
    ]
}

/// The typed form of a text with no mistakes.
pub(in super::super) fn typed(text: &str, expected: Expected) -> TypedExpr {
    let expr = parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
    check(&expr, &Bank, &expected).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"))
}

fn type_of(text: &str) -> Type {
    typed(text, Expected::Value).ty
}

fn mistakes(text: &str, expected: &Expected) -> Vec<ExpressionMistake> {
    let expr = parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
    match check(&expr, &Bank, expected) {
        Ok(typed) => panic!("{text} has the type {:?}", typed.ty),
        Err(mistakes) => mistakes,
    }
}

fn mistake(text: &str) -> ExpressionMistake {
    let mut found = mistakes(text, &Expected::YesNo);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn help(text: &str) -> String {
    mistake(text).mistake.help.en
}

/// The condition after its only mistake was put right; it then has none.
fn corrected(text: &str) -> String {
    let mistake = mistake(text);
    let right = mistake.replacement.unwrap_or_else(|| panic!("{text}: {}", mistake.mistake.help.en));
    let mut whole = text.to_owned();
    whole.replace_range(mistake.span.range(), &right);
    typed(&whole, Expected::YesNo);
    whole
}

#[test]
fn conditions_on_every_type_are_accepted() {
    for text in [
        "recommend <= 8 and why is answered",
        "recommend in 0..6 or effort in (1, 2)",
        "closed_on is not null and days(opened_on, closed_on) <= 90",
        "tenure_days >= 90 and is_active",
        "resolved and not resolved = false",
        "drivers includes speed and main = care or main in (speed, care)",
        "archetype in (first-credit, family) and first-credit = archetype",
        "channel = app or channel = '24h'",
        "segment = 'premium' and opened_on >= 2026-01-01 and responded_at < as_of",
        "nps is alert or nps < 20 points",
        "churn-rate > 20 % and churn-rate - 10 pp > 5 %",
        "retention - churn-rate >= 10 pp",
        "recommend / effort > 50 %",
        "margin + fee > 850 MXN",
        "dues * 12 months > 240 MXN and dues > 240 MXN per year",
        "waited <= 24 h",
        "say is present and gate is not present and owner = cx-lead",
        "target.value >= 30 points or target.value >= 3",
        "coalesce(tenure_days, 0) > min(recommend, 1.5) and abs(0 - recommend) > 1",
        "max(opened_on, closed_on) < period_end",
        "recommend is answered and tenure_days is answered",
    ] {
        typed(text, Expected::YesNo);
    }
}

#[test]
fn calculations_give_the_unit_that_comes_out() {
    let mxn = Currency::of_code("MXN").expect("ISO 4217 has it");
    for (text, ty) in [
        ("tenure_days + 1", Type::Integer),
        ("tenure_days / 2", Type::Number),
        ("days(opened_on, as_of)", Type::Integer),
        ("churn-rate + 5 pp", Type::Share),
        ("churn-rate * 0.9", Type::Share),
        ("customers * churn-rate", Type::Number),
        ("customers * churn-rate * margin", Type::Money(mxn)),
        ("100 % - churn-rate", Type::Share),
        ("margin * retention / (100 % + 10 % - retention)", Type::Money(mxn)),
        ("margin / 850 MXN", Type::Number),
        ("nps - 5 points", Type::Points),
        ("240 MXN per year * 12 months", Type::Money(mxn)),
        ("-margin", Type::Money(mxn)),
        ("fee + margin", Type::Money(mxn)),
        ("coalesce(tenure_days, 1.5)", Type::Number),
        ("waited * 2", Type::Duration),
    ] {
        assert_eq!(type_of(text), ty, "{text}");
    }
}

#[test]
fn a_value_is_fitted_to_the_unit_that_is_declared() {
    let share = Expected::OneOf(vec![Type::Share]);
    assert_eq!(typed("recommend / effort", share.clone()).ty, Type::Share);
    assert_eq!(typed("customers * churn-rate", share.clone()).ty, Type::Share);
    assert_eq!(
        typed("retention - churn-rate", Expected::OneOf(vec![Type::PercentagePoints])).ty,
        Type::PercentagePoints
    );
    let found = mistakes("nps", &share);
    assert_eq!(found[0].mistake.message.en, "Expected here: a share; this gives points.");
    assert_eq!(found[0].mistake.message.es, "Aquí se espera: un porcentaje; esto da puntos.");
    assert_eq!(mistakes("0.35", &share)[0].mistake.help.en, "Write `35 %`.");
}

#[test]
fn types_that_do_not_mix_are_named_and_the_literal_is_put_right() {
    for (text, right) in [
        ("churn-rate > 0.35", "churn-rate > 35 %"),
        ("churn-rate > 35", "churn-rate > 35 %"),
        ("churn-rate > 20 points", "churn-rate > 20 %"),
        ("nps < 20 %", "nps < 20 points"),
        ("nps < 20", "nps < 20 points"),
        ("margin > 850", "margin > 850 MXN"),
        ("dues > 240 MXN", "dues > 240 MXN per year"),
        ("tenure_days > 90 days", "tenure_days > 90"),
        ("days(opened_on, as_of) > 90 days", "days(opened_on, as_of) > 90"),
        ("recommend = '9'", "recommend = 9"),
        ("segment = 9", "segment = '9'"),
        ("segment = premium", "segment = 'premium'"),
        ("opened_on > '2026-01-01'", "opened_on > 2026-01-01"),
        ("resolved = 1", "resolved = true"),
        ("resolved = 'no'", "resolved = false"),
        ("resolved = sí", "resolved = true"),
        ("1 - churn-rate > 50 %", "100 % - churn-rate > 50 %"),
        ("churn-rate + 5 points > 50 %", "churn-rate + 5 % > 50 %"),
        ("recommend in (1, '2')", "recommend in (1, 2)"),
    ] {
        assert_eq!(corrected(text), right);
    }
    assert_eq!(help("waited > 48"), "Write `48 h` or `48 days`.");
    assert_eq!(help("churn-rate < 1"), "Write `100 %` or `1 %`.");
    assert_eq!(help("tenure_days > 35 %"), "Write `35` or `0.35`.");
    let mixed = mistake("segment > tenure_days").mistake;
    assert_eq!(mixed.message.en, "`segment` is a text and `tenure_days` is a whole number: they do not mix.");
    assert_eq!(mixed.message.es, "`segment` es un texto y `tenure_days` es un número entero: no se mezclan.");
    assert!(help("margin > fee * 2 + dues").contains("Multiply the money per time by a duration"));
    assert!(help("margin > 5 USD").contains("rates"));
}

#[test]
fn a_name_that_does_not_exist_comes_with_the_nearest() {
    for (text, right) in [
        ("recomend <= 6", "recommend <= 6"),
        ("tenure-days > 90", "tenure_days > 90"),
        ("tenure_days-customers > 0", "tenure_days - customers > 0"),
        ("tenure_days-5 > 0", "tenure_days - 5 > 0"),
        ("today > opened_on", "as_of > opened_on"),
        ("main = sped", "main = speed"),
        ("channel in (app, brnch)", "channel in (app, branch)"),
        ("archetype = first_credit", "archetype = first-credit"),
        ("drivers includes clarty", "drivers includes clarity"),
        ("nps is alrt", "nps is alert"),
    ] {
        assert_eq!(corrected(text), right);
    }
    assert_eq!(help("main = price"), "It has `clarity`, `speed`, `care`.");
    assert_eq!(help("later = 3"), "Move it up.");
    assert_eq!(help("segment = none"), "Write `x is null` or `x is not null`.");
}

#[test]
fn each_thing_is_asked_in_its_own_word() {
    for (text, right) in [
        ("recommend is null", "recommend is not answered"),
        ("recommend is not null", "recommend is answered"),
        ("tenure_days is present", "tenure_days is not null"),
        ("say is not null", "say is present"),
        ("nps is answered", "nps is not null"),
        ("recommend is missing", "recommend is not answered"),
        ("tenure_days is missing", "tenure_days is null"),
        ("say is set", "say is present"),
        ("channel is app", "channel = app"),
        ("drivers = speed", "drivers includes speed"),
        ("drivers != speed", "not drivers includes speed"),
        ("drivers in (speed, care)", "(drivers includes speed or drivers includes care)"),
        ("main includes speed", "main = speed"),
        ("channel = app or branch", "channel in (app, branch)"),
        ("recommend = 9 or 10", "recommend in (9, 10)"),
        ("recommend <= 6 or 9", "recommend <= 6 or recommend = 9"),
        ("nps is alert or watch", "nps is alert or nps is watch"),
        ("drivers includes speed and care", "drivers includes speed and drivers includes care"),
        ("opened_on - closed_on > 5", "days(closed_on, opened_on) > 5"),
    ] {
        assert_eq!(corrected(text), right);
    }
    assert_eq!(help("as_of is not null"), "Take this condition away.");
    assert_eq!(help("gate = say"), "Bring both sides to the same type.");
    assert_eq!(help("channel < app"), "Write `=`, `!=` or `in (a, b)`.");
    assert_eq!(help("nps in 0..20"), "Write `nps >= a and nps <= b`.");
    assert_eq!(help("recommend"), "Compare it with a value, such as `recommend = …`.");
    assert_eq!(
        help("opened_on + 90 days > as_of"),
        "Count between two dates, as in `days(opened_on, as_of) <= 90`."
    );
    assert_eq!(help("days(recommend, as_of) > 1"), "Name a column with a date, or `as_of`.");
    assert_eq!(help("days(opened_on) > 1"), "Write `days(opened_on, closed_on)`.");
    assert_eq!(help("target.value * 2 > 3"), "Only compare it: its unit is known for each entity alone.");
}

#[test]
fn several_mistakes_are_told_in_order() {
    let found = mistakes("recomend <= 6 and churn-rate > 0.2 and nps is alrt", &Expected::YesNo);
    let right: Vec<_> = found.iter().filter_map(|mistake| mistake.replacement.as_deref()).collect();
    assert_eq!(right, ["recommend", "20 %", "alert"]);
}

#[test]
fn a_value_is_no_condition_and_a_condition_no_value() {
    let found = mistakes("recommend > 3", &Expected::Value);
    assert!(found[0].mistake.message.en.ends_with("this is yes or no."), "{found:?}");
}

#[test]
fn the_deepest_expression_that_is_read_is_typed() {
    typed(&format!("{}resolved{}", "not (".repeat(60), ")".repeat(60)), Expected::YesNo);
    typed(&format!("recommend{} > 3", " + 1".repeat(60)), Expected::YesNo);
}
