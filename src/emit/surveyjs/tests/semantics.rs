//! What we write means in SurveyJS exactly what the condition means in the language.

use super::engine::runs;
use super::{Built, build, survey};
use crate::emit::survey::{Answer, Answers, Instrument, Variable};
use crate::emit::surveyjs::element;
use crate::emit::surveyjs::values::{NOT_APPLICABLE, json};
use crate::model::expression::{Value, covering};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

/// Questions of every kind, for conditions.
const ASKED: &str = r#"
  - { id: nps, type: scale, text: "¿A?", scale: { points: 0..10 } }
  - { id: speed, type: scale, text: "¿B?", scale: { points: 1..5, not_applicable: true } }
  - id: reason
    type: choice
    text: "¿C?"
    options: [{ id: price, text: P }, { id: staff, text: S }, { id: another, text: O, other: true }]
  - id: drivers
    type: choice
    multiple: true
    text: "¿D?"
    options: [{ id: price, text: P }, { id: staff, text: S }, { id: wait, text: W }]
  - { id: achieved, type: yes-no, text: "¿E?" }
  - { id: times, type: number, text: "¿F?" }
  - { id: day, type: date, text: "¿G?" }
  - { id: words, type: open, text: "¿H?" }
  - id: grid
    type: matrix
    text: "¿I?"
    rows: [{ id: row-a, text: A }, { id: row-b, text: B }]
    scale: { points: 1..3, not_applicable: true }
"#;

fn asking(condition: &str) -> Built {
    let quoted = serde_json::to_string(condition).unwrap();
    build(&survey(&format!("{ASKED}  - {{ id: target, type: open, text: \"¿Z?\", show_when: {quoted} }}\n")))
}

/// The answers as SurveyJS stores them. `refused`: what may not apply is told so, not left empty.
fn stored(instrument: &Instrument<'_>, answers: &Answers, refused: bool) -> Json {
    let mut map = Map::new();
    for (place, item) in instrument.items.iter().enumerate() {
        let not_applicable = refused && item.scale().is_some_and(|scale| scale.not_applicable.is_some());
        let value = |row: Option<String>| {
            let given =
                answers.given.get(&Variable { item: place, row }).filter(|value| **value != Value::None);
            given.map(|value| json(item, value)).or(not_applicable.then(|| Json::from(NOT_APPLICABLE)))
        };
        let told = match &item.answer {
            Answer::Matrix { rows, .. } => {
                let line = |id: &str| Some((id.to_owned(), value(Some(id.to_owned()))?));
                let lines: Map<String, Json> = rows.iter().filter_map(|row| line(row.id.as_str())).collect();
                (!lines.is_empty()).then_some(Json::Object(lines))
            }
            _ => value(None),
        };
        map.extend(told.map(|told| (item.name.clone(), told)));
    }
    Json::Object(map)
}

/// Compares both meanings for every assignment that matters to the condition.
fn agree(condition: &str) {
    let built = asking(condition);
    let (instruments, _) = built.instruments();
    let instrument = &instruments[0];
    let place = instrument.items.len() - 1;
    let branch = instrument.items[place].branch.as_ref().unwrap_or_else(|| panic!("{condition} is typed"));
    assert!(branch.condition.is_ok(), "{condition}: {:?}", branch.condition);
    let element = element::element(instrument, place);
    let told = match (&element["visibleIf"], &element["visible"]) {
        (Json::String(expression), _) => expression.clone(),
        (_, Json::Bool(false)) => "1 = 2".to_owned(),
        _ => "1 = 1".to_owned(),
    };
    let cases = covering(branch.typed);
    let all: Vec<_> = cases.when_true.iter().chain(&cases.when_false).collect();
    assert!(!all.is_empty(), "{condition}");
    for assignment in all {
        let mut answers = Answers::on(jiff::civil::date(2026, 11, 20));
        for answer in &assignment.0 {
            match instrument.variable(&answer.symbol) {
                Some(variable) => _ = answers.given.insert(variable, answer.value.clone()),
                None => match answer.value {
                    Value::Date(day) => answers.today = day,
                    _ => continue,
                },
            }
        }
        spread_groups(instrument, &mut answers);
        let meant = instrument.is_open(Some(branch), &answers);
        // Only what is empty may be told not to apply; a whole matrix that is empty stays empty.
        let whole = condition.contains("grid is");
        for refused in [false, true].into_iter().filter(|refused| !(*refused && whole)) {
            let stored = stored(instrument, &answers, refused);
            let ran = runs(&told, &stored, &answers.today.to_string());
            assert_eq!(ran, meant, "{condition}\n{told}\n{stored}");
        }
    }
}

/// That a whole matrix is answered is one answered line.
fn spread_groups(instrument: &Instrument<'_>, answers: &mut Answers) {
    for (place, item) in instrument.items.iter().enumerate() {
        let Answer::Matrix { rows, scale } = &item.answer else { continue };
        if answers.given.remove(&Variable { item: place, row: None }) == Some(Value::Group) {
            let line = Variable { item: place, row: Some(rows[0].id.as_str().to_owned()) };
            answers.given.entry(line).or_insert(Value::Number(scale.low.into()));
        }
    }
}

#[test]
fn no_answer_is_never_true_whatever_stands_around_it() {
    for condition in [
        "nps <= 8",
        "not (nps <= 8)",
        "nps != 3",
        "not (nps != 3)",
        "nps = 0",
        "nps in 7..8",
        "not (nps in 7..8)",
        "nps in (0, 6, 10)",
        "not (nps in (0, 6))",
        "speed <= 2 or nps is not answered",
        "speed is answered and not (speed = 5)",
        "speed is not answered",
        "not (nps <= 6 and achieved = true)",
        "not (nps <= 6 or achieved = true)",
        "not not (nps <= 6)",
    ] {
        agree(condition);
    }
}

#[test]
fn options_texts_dates_and_yes_or_no_mean_the_same() {
    for condition in [
        "reason = price",
        "reason != price",
        "reason = another",
        "reason in (another, staff)",
        "not (reason in (another, staff))",
        "drivers includes wait",
        "not (drivers includes wait)",
        "drivers includes wait and not (drivers includes price) or reason = price",
        "achieved",
        "not achieved",
        "achieved = false",
        "achieved = (nps >= 9)",
        "achieved != (nps >= 9)",
        "day < 2026-03-01",
        "not (day >= 2026-03-01)",
        "day <= as_of",
        "day = as_of",
        "words = 'it''s fine'",
        "words != 'no'",
        "not (words in ('yes', 'no'))",
        "true",
        "false",
        "nps >= 0 or true",
    ] {
        agree(condition);
    }
}

#[test]
fn calculations_are_guarded_against_what_is_missing_and_against_zero() {
    for condition in [
        "nps + speed > 9",
        "not (nps - speed >= 0)",
        "-times < -2",
        "times * 2 - 1 = 5",
        "nps / times > 2",
        "not (nps / times > 2)",
        "(nps / times) is null",
        "abs(times - 3) <= 1",
        "min(nps, speed) = 3",
        "not (max(nps, speed) = 5)",
        "coalesce(nps, 0) = 0",
        "not (coalesce(speed, nps) >= 3)",
        "times < 2.5 and times > -0.5",
        "nps = speed",
        "not (nps = speed)",
    ] {
        agree(condition);
    }
}

#[test]
fn the_lines_of_a_matrix_are_answers_of_their_own() {
    for condition in [
        "grid.row-a >= 2",
        "not (grid.row-a >= 2)",
        "grid.row-a != 2",
        "grid.row-a < grid.row-b",
        "grid is answered",
        "grid is not answered",
    ] {
        agree(condition);
    }
}

fn atom() -> impl Strategy<Value = String> {
    let code = 0i64..=10;
    let sign = prop_oneof![Just("="), Just("!="), Just("<"), Just("<="), Just(">"), Just(">=")];
    prop_oneof![
        (prop_oneof![Just("nps"), Just("speed"), Just("times"), Just("grid.row-b")], sign, code.clone())
            .prop_map(|(of, sign, code)| format!("{of} {sign} {code}")),
        (code.clone(), code).prop_map(|(a, b)| format!("nps in {}..{}", a.min(b), a.max(b))),
        prop_oneof![Just("nps"), Just("reason"), Just("drivers"), Just("achieved"), Just("words")]
            .prop_map(|of| format!("{of} is answered")),
        prop_oneof![Just("price"), Just("staff"), Just("another")].prop_map(|id| format!("reason = {id}")),
        prop_oneof![Just("price"), Just("wait")].prop_map(|id| format!("drivers includes {id}")),
        Just("achieved".to_owned()),
        Just("reason in (price, another)".to_owned()),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    atom().prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|of| format!("not ({of})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a}) or ({b})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_condition_means_the_same_there(condition in condition()) {
        agree(&condition);
    }
}
