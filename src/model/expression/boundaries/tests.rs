use proptest::prelude::*;

use super::super::check::tests::{Bank, typed};
use super::super::check::{Expected, check};
use super::super::eval::{Value, holds};
use super::super::parse;
use super::{Covering, Satisfying, covering, satisfying};

fn codes(text: &str) -> Satisfying {
    satisfying(&typed(text, Expected::YesNo)).unwrap_or_else(|| panic!("{text} is about one scale"))
}

fn cover(text: &str) -> Covering {
    let condition = typed(text, Expected::YesNo);
    let covering = covering(&condition);
    for assignment in &covering.when_true {
        assert!(holds(&condition, assignment), "{text}: {assignment:?}");
    }
    for assignment in &covering.when_false {
        assert!(!holds(&condition, assignment), "{text}: {assignment:?}");
    }
    covering
}

/// The values of the only symbol, in words.
fn values(assignments: &[super::Assignment]) -> Vec<String> {
    let words = |value: &Value| match value {
        Value::None => "none".to_owned(),
        Value::Number(value) => value.to_string(),
        value => format!("{value:?}"),
    };
    assignments
        .iter()
        .map(|assignment| {
            assignment.0.iter().map(|answer| words(&answer.value)).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn the_codes_that_satisfy_a_condition_are_listed() {
    let of = |codes: &[i64], unanswered| Satisfying { codes: codes.to_vec(), unanswered };
    assert_eq!(codes("recommend <= 2"), of(&[0, 1, 2], false));
    assert_eq!(codes("recommend in 7..8 or recommend = 10"), of(&[7, 8, 10], false));
    assert_eq!(codes("not recommend <= 8"), of(&[9, 10], false));
    assert_eq!(codes("recommend is not answered or recommend >= 10"), of(&[10], true));
    assert_eq!(codes("recommend <= 11").codes.len(), 11);
    assert_eq!(codes("effort * 2 > 13"), of(&[7], false));
    assert_eq!(satisfying(&typed("recommend > effort", Expected::YesNo)), None);
    assert_eq!(satisfying(&typed("tenure_days > 3", Expected::YesNo)), None);
}

#[test]
fn a_covering_stands_on_both_sides_of_each_boundary() {
    let covering = cover("recommend <= 6");
    assert!(covering.complete);
    assert!(values(&covering.when_true).contains(&"6".to_owned()));
    assert!(values(&covering.when_false).contains(&"7".to_owned()));
    assert!(values(&covering.when_false).contains(&"none".to_owned()));
}

#[test]
fn each_question_decides_somewhere() {
    let covering = cover("recommend <= 6 and drivers includes speed or main = care");
    assert!(covering.complete);
    let all = [covering.when_true, covering.when_false].concat();
    assert!(all.len() <= 64);
    for symbol in ["recommend", "drivers", "main"] {
        let mut seen: Vec<&Value> = Vec::new();
        for answer in all.iter().flat_map(|assignment| &assignment.0).filter(|of| of.symbol.name == symbol) {
            if !seen.contains(&&answer.value) {
                seen.push(&answer.value);
            }
        }
        assert!(seen.len() >= 3, "{symbol}: {seen:?}");
    }
}

#[test]
fn what_never_or_always_holds_is_proven() {
    let never = cover("recommend <= 3 and recommend >= 5");
    assert!(never.complete && never.when_true.is_empty());
    let always = cover("recommend is answered or recommend is not answered");
    assert!(always.complete && always.when_false.is_empty());
    let both = cover("drivers includes speed and drivers includes care and not drivers includes clarity");
    assert!(both.complete && !both.when_true.is_empty());
}

#[test]
fn what_cannot_be_enumerated_is_not_called_complete() {
    assert!(!cover("days(opened_on, closed_on) > 90").complete);
    assert!(!cover("tenure_days > customers").complete);
    assert!(cover("recommend > effort").complete);
}

#[test]
fn shares_dates_texts_and_bands_have_their_boundaries() {
    for text in [
        "churn-rate > 20 %",
        "opened_on >= 2026-01-01",
        "responded_at < 2026-01-01",
        "segment = 'premium'",
        "nps is alert",
        "is_active",
        "archetype = family",
        "tenure_days in 30..90",
    ] {
        let covering = cover(text);
        assert!(!covering.when_true.is_empty() && !covering.when_false.is_empty(), "{text}");
    }
}

/// Texts that have the form of an expression, most of them with types that do not mix.
fn text() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "recommend",
        "effort",
        "why",
        "drivers",
        "main",
        "resolved",
        "tenure_days",
        "segment",
        "opened_on",
        "responded_at",
        "archetype",
        "margin",
        "fee",
        "dues",
        "waited",
        "churn-rate",
        "nps",
        "say",
        "gate",
        "owner",
        "target.value",
        "as_of",
        "nobody",
        "speed",
        "app",
        "3",
        "-1",
        "0.5",
        "20 %",
        "5 pp",
        "30 points",
        "850 MXN",
        "3 EUR",
        "240 MXN per year",
        "24 h",
        "2 months",
        "1 business day",
        "'x'",
        "2026-01-01",
        "true",
        "79228162514264337593543950335",
        "79228162514264337593543950335 %",
    ]);
    let sign =
        prop::sample::select(vec!["=", "!=", "<", "<=", "+", "-", "*", "/", "and", "or", "in (1, app)"]);
    let state = prop::sample::select(vec!["is null", "is answered", "is not present", "is alert", "in 0..6"]);
    let name =
        prop::sample::select(vec!["days", "months", "hours", "coalesce", "min", "max", "business_days"]);
    atom.prop_map(str::to_owned).prop_recursive(4, 16, 2, move |inner| {
        prop_oneof![
            4 => (inner.clone(), sign.clone(), inner.clone()).prop_map(|(a, sign, b)| match sign {
                "in (1, app)" => format!("({a} {sign})"),
                _ => format!("({a} {sign} {b})"),
            }),
            1 => inner.clone().prop_map(|a| format!("(not {a})")),
            1 => inner.clone().prop_map(|a| format!("-({a})")),
            1 => inner.clone().prop_map(|a| format!("({a} includes speed)")),
            1 => inner.clone().prop_map(|a| format!("abs({a})")),
            1 => (inner.clone(), state.clone()).prop_map(|(a, state)| format!("({a} {state})")),
            1 => (name.clone(), inner.clone(), inner).prop_map(|(name, a, b)| format!("{name}({a}, {b})")),
        ]
    })
}

proptest! {
    #[test]
    fn no_expression_makes_the_checker_or_the_evaluator_fail(text in text()) {
        let expr = parse(&text).map_err(|mistakes| TestCaseError::fail(format!("{text}: {mistakes:#?}")))?;
        for expected in [Expected::YesNo, Expected::Value] {
            match check(&expr, &Bank, &expected) {
                Ok(typed) if expected == Expected::YesNo => {
                    let covering = covering(&typed);
                    prop_assert!(covering.when_true.iter().all(|assignment| holds(&typed, assignment)));
                    prop_assert!(!covering.when_false.iter().any(|assignment| holds(&typed, assignment)));
                }
                Ok(_) => {}
                Err(mistakes) => prop_assert!(!mistakes.is_empty(), "{}", text),
            }
        }
    }

    #[test]
    fn a_complete_covering_is_right_about_every_answer(
        marks in prop::collection::vec((0usize..3, 0usize..6, -1i64..12), 1..5), joints in any::<u8>()
    ) {
        let mut text = String::new();
        for (at, (name, sign, mark)) in marks.iter().enumerate() {
            let name = ["recommend", "effort", "churn-rate"][*name];
            let sign = ["=", "!=", "<", "<=", ">", ">="][*sign];
            let unit = if name == "churn-rate" { " %" } else { "" };
            let joint = match (at, joints >> at & 1) { (0, _) => "", (_, 0) => " and ", _ => " or not " };
            text.push_str(&format!("{joint}{name} {sign} {mark}{unit}"));
        }
        let condition = typed(&text, Expected::YesNo);
        let covering = covering(&condition);
        prop_assert!(covering.complete);
        let symbols = condition.symbols();
        let mut outcomes = [false; 2];
        // Halves stand between all the marks of a share; scales have whole codes only.
        for at in 0..29usize.pow(symbols.len() as u32) {
            let answers = symbols.iter().enumerate().map(|(place, symbol)| {
                let half = (at / 29usize.pow(place as u32) % 29) as i64 - 5;
                let (lowest, highest) = symbol.scale.unwrap_or((-2, 12));
                let value = match half {
                    -5 => Value::None,
                    half if symbol.scale.is_none() => Value::Number(rust_decimal::Decimal::new(half * 5, 3)),
                    half => Value::Number((half / 2).clamp(lowest, highest).into()),
                };
                super::Answer { symbol: symbol.clone(), value }
            });
            outcomes[usize::from(holds(&condition, &super::Assignment(answers.collect())))] = true;
        }
        prop_assert_eq!(!covering.when_false.is_empty(), outcomes[0], "{}", text);
        prop_assert_eq!(!covering.when_true.is_empty(), outcomes[1], "{}", text);
    }
}
