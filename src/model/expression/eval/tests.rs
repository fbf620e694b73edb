use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::check::{Expected, tests::typed};
use super::super::scope::Symbol;
use super::super::units::{DurationUnit, UnitWord};
use super::{Value, Values, compute, holds, truth};

/// Values by name, in Mexico City.
struct Given(BTreeMap<&'static str, Value>);

impl Values for Given {
    fn value(&self, symbol: &Symbol) -> Value {
        self.0.get(symbol.name.as_str()).cloned().unwrap_or_default()
    }

    fn band(&self, metric: &Symbol) -> Option<String> {
        (metric.name == "nps").then(|| "alert".to_owned())
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("America/Mexico_City").expect("the zone table is in the binary")
    }
}

fn given<const N: usize>(values: [(&'static str, Value); N]) -> Given {
    Given(BTreeMap::from(values))
}

fn number(value: i64) -> Value {
    Value::Number(value.into())
}

fn is(text: &str, values: &Given) -> Option<bool> {
    truth(&typed(text, Expected::YesNo), values)
}

fn gives(text: &str, values: &Given) -> Value {
    match compute(&typed(text, Expected::Value), values) {
        Value::Number(value) => Value::Number(value.normalize()),
        value => value,
    }
}

#[test]
fn what_compares_with_no_answer_is_unknown_and_does_not_hold() {
    let nobody = given([]);
    for text in ["recommend <= 8", "not recommend <= 8", "recommend in 0..6", "not drivers includes speed"] {
        assert_eq!(is(text, &nobody), None, "{text}");
        assert!(!holds(&typed(text, Expected::YesNo), &nobody), "{text}");
    }
    assert_eq!(is("recommend <= 8 or resolved is not answered", &nobody), Some(true));
    assert_eq!(is("recommend <= 8 and resolved is answered", &nobody), Some(false));
    assert_eq!(is("coalesce(recommend, 0) <= 8", &nobody), Some(true));
}

#[test]
fn comparisons_follow_the_type() {
    let values = given([
        ("recommend", number(7)),
        ("main", Value::Text("speed".into())),
        ("drivers", Value::Several(vec!["speed".into(), "care".into()])),
        ("churn-rate", Value::Quantity(Decimal::from(20), UnitWord::Percent)),
        ("retention", Value::Number(Decimal::new(8, 1))),
        ("segment", Value::Text("premium".into())),
        ("target.value", Value::Quantity(Decimal::from(38), UnitWord::Points)),
    ]);
    for text in [
        "recommend in 7..8 and recommend in (1, 7) and not recommend in (1, 2)",
        "main = speed and main in (care, speed) and segment != 'other'",
        "drivers includes care and not drivers includes clarity",
        "churn-rate = 20 % and churn-rate + 5 pp = 25 % and retention = 100 % - churn-rate",
        "target.value >= 38 points and nps is alert and not nps is watch",
    ] {
        assert_eq!(is(text, &values), Some(true), "{text}");
    }
    assert_eq!(is("target.value >= 10 %", &values), None, "points are not a share");
    assert_eq!(is("drivers is answered", &given([("drivers", Value::Several(vec![]))])), Some(false));
}

#[test]
fn a_division_by_zero_is_no_value() {
    let values = given([("recommend", number(0)), ("effort", number(3))]);
    assert_eq!(gives("effort / recommend", &values), Value::None);
    assert_eq!(is("effort / recommend > 1", &values), None);
}

#[test]
fn money_and_shares_calculate_exactly() {
    let values = given([
        ("customers", number(10_000)),
        ("churn-rate", Value::Quantity(Decimal::from(20), UnitWord::Percent)),
        ("margin", Value::Number(850.into())),
        ("dues", Value::Number(240.into())),
        ("fee", Value::Number(3.into())),
    ]);
    assert_eq!(gives("customers * churn-rate * 10 % * margin", &values), number(170_000));
    assert_eq!(gives("dues * 18 months", &values), number(360));
    assert_eq!(gives("margin + fee", &values), number(910));
    assert_eq!(gives("dues * 90 days", &values), Value::None, "a year has no fixed number of days");
}

#[test]
fn durations_of_two_clocks_are_compared_only_when_no_calendar_matters() {
    let waited =
        |value: i64, unit| given([("waited", Value::Quantity(value.into(), UnitWord::Duration(unit)))]);
    assert_eq!(is("waited <= 2 days", &waited(48, DurationUnit::Hours)), Some(true));
    assert_eq!(is("waited < 1 month", &waited(27, DurationUnit::Days)), Some(true));
    assert_eq!(is("waited < 1 month", &waited(30, DurationUnit::Days)), None);
    assert_eq!(is("waited <= 24 h", &waited(3, DurationUnit::BusinessDays)), None);
}

#[test]
fn time_between_dates_counts_completed_units() {
    let values = given([
        ("opened_on", Value::Date(date(2026, 1, 31))),
        ("closed_on", Value::Date(date(2026, 2, 28))),
        ("responded_at", Value::Moment("2026-03-01T05:30:00Z".parse().expect("a moment"))),
    ]);
    assert_eq!(gives("days(opened_on, closed_on)", &values), number(28));
    assert_eq!(gives("days(closed_on, opened_on)", &values), number(-28));
    assert_eq!(gives("months(opened_on, closed_on)", &values), number(1));
    assert_eq!(gives("hours(closed_on, responded_at)", &values), number(23));
    assert_eq!(gives("days(closed_on, responded_at)", &values), number(0));
    assert_eq!(is("responded_at = 2026-02-28", &values), Some(true), "its day in Mexico");
    assert_eq!(gives("business_days(opened_on, closed_on)", &values), Value::None, "no calendar was given");
    assert_eq!(gives("min(days(opened_on, closed_on), 5)", &values), number(5));
}

proptest! {
    #[test]
    fn double_negation_and_de_morgan_hold_for_all_answers(
        a in prop::option::of(0i64..11), b in prop::option::of(1i64..8)
    ) {
        let mut values = BTreeMap::new();
        a.map(|a| values.insert("recommend", number(a)));
        b.map(|b| values.insert("effort", number(b)));
        let values = Given(values);
        let both = is("not (recommend <= 6 and effort >= 4)", &values);
        prop_assert_eq!(both, is("not recommend <= 6 or not effort >= 4", &values));
        prop_assert_eq!(is("not not recommend <= 6", &values), is("recommend <= 6", &values));
        if a.is_some() {
            prop_assert_eq!(is("recommend in 3..6", &values), is("recommend >= 3 and recommend <= 6", &values));
        }
    }
}
