//! The tests that are written beside each survey.

use super::{build, program, survey};
use serde_json::{Value as Json, json};

/// The steps of each test by its name.
fn tests(questions: &str) -> Vec<(String, Json)> {
    let file = build(&survey(questions)).file("s.tests.json");
    let test = |test: &Json| (test["name"].as_str().unwrap().to_owned(), test.clone());
    file["tests"].as_array().unwrap().iter().map(test).collect()
}

fn named(tests: &[(String, Json)], name: &str) -> Json {
    let names: Vec<&String> = tests.iter().map(|(name, _)| name).collect();
    tests
        .iter()
        .find(|(own, _)| own == name)
        .unwrap_or_else(|| panic!("{name} is not in {names:?}"))
        .1
        .clone()
}

#[test]
fn every_survey_is_answered_to_its_end_in_each_of_its_languages() {
    let built = program(
        "es, en",
        &survey(r#"  - { id: a, type: open, required: true, text: { es: "¿A?", en: "A?" } }"#),
    );
    let tests = built.file("s.tests.json");
    assert_eq!(
        tests["tests"][1],
        json!({
            "name": "todo respondido (en)",
            "options": {"locale": "en"},
            "steps": [
                {"set": {"a": "…"}},
                {"expect": {"a": {"visible": true, "title": "A?", "required": true}}},
                {"complete": {"survey": true}},
                {"expect": {"survey": {"state": "completed"}}}
            ]
        })
    );
    assert_eq!(tests["tests"].as_array().unwrap().len(), 2);
}

const BRANCH: &str = r#"
  - { id: nps, type: scale, text: "¿A?", scale: { points: 0..10 } }
  - { id: why, type: open, text: "¿B {{ answer.nps }}?", show_when: nps <= 8 }
"#;

#[test]
fn a_branch_is_tried_on_both_sides_of_its_boundary_and_without_an_answer() {
    let tests = tests(BRANCH);
    for (name, visible) in [
        ("why se muestra: nps = 8", true),
        ("why se oculta: nps = 9", false),
        ("why se oculta: nps sin respuesta", false),
    ] {
        let steps = named(&tests, name)["steps"].clone();
        assert_eq!(steps.as_array().unwrap().last().unwrap()["expect"]["why"]["visible"], visible, "{name}");
    }
    let first = named(&tests, "why se muestra: nps = 0 (es)");
    let expected = json!({"why": {"visible": true, "title": "¿B 0?"}});
    assert_eq!(first["steps"], json!([{"set": {"nps": 0}}, {"expect": expected}]));
}

#[test]
fn a_person_who_is_to_see_a_branch_answers_what_leads_there() {
    let deep = r#"
  - { id: a, type: yes-no, text: "¿A?" }
  - id: b
    type: choice
    text: "¿B?"
    show_when: a
    options: [{ id: x, text: X }, { id: y, text: Y, show_when: a }]
  - { id: c, type: open, text: "¿C?", show_when: b = y }
"#;
    let test = named(&tests(deep), "c se muestra: b = y (es)");
    assert_eq!(test["steps"][0], json!({"set": {"a": true, "b": "y"}}));
}

#[test]
fn nobody_is_sent_where_nobody_can_get() {
    let closed = r#"
  - { id: a, type: yes-no, required: true, text: "¿A?" }
  - { id: b, type: scale, text: "¿B?", scale: { points: 0..10 }, show_when: a }
  - { id: c, type: open, text: "¿C?", show_when: b > 5 and not a }
"#;
    let tests = tests(closed);
    assert!(tests.iter().all(|(name, _)| !name.starts_with("c se muestra")), "{tests:?}");
    assert!(tests.iter().any(|(name, _)| name.starts_with("c se oculta")));
}

#[test]
fn a_required_question_left_empty_ends_the_way() {
    let questions = r#"
  - { id: a, type: number, required: true, text: "¿A?" }
  - { id: m, type: matrix, text: "¿M?", rows: [{ id: r, text: R }], scale: { points: 1..3 } }
  - { id: c, type: open, text: "¿C?", show_when: a > 2 }
"#;
    let test = named(&tests(questions), "c se oculta: a sin respuesta");
    assert_eq!(test["steps"], json!([{"expect": {"c": {"visible": false}}}]));
}

#[test]
fn options_that_come_and_go_are_listed() {
    let questions = r#"
  - { id: a, type: yes-no, text: "¿A?" }
  - id: b
    type: choice
    text: "¿B?"
    options: [{ id: x, text: X }, { id: y, text: Y, show_when: a }, { id: z, text: Z, other: true }]
"#;
    let test = named(&tests(questions), "b/y se oculta: a = false");
    assert_eq!(test["steps"][1]["expect"]["b"]["choices"], json!(["x", "other"]));
    let test = named(&tests(questions), "b/y se muestra: a = true (es)");
    assert_eq!(test["steps"][1]["expect"]["b"]["choices"], json!(["x", "y", "other"]));
}

#[test]
fn the_words_for_other_are_there_so_that_the_page_can_be_left() {
    let questions = r#"
  - { id: a, type: choice, text: "¿A?", options: [{ id: x, text: X }, { id: mine, text: O, other: true }] }
  - { id: b, type: open, text: "¿B?", show_when: a = mine }
"#;
    let test = named(&tests(questions), "b se muestra: a = mine (es)");
    assert_eq!(test["start"], json!({"dataMode": "restore", "data": {"a-Comment": "…"}}));
    assert_eq!(test["steps"][0], json!({"set": {"a": "other"}}));
}

#[test]
fn the_day_of_a_test_is_the_day_its_condition_needs() {
    let questions = r#"
  - { id: day, type: date, text: "¿A?" }
  - { id: b, type: open, text: "¿B?", show_when: day = as_of }
"#;
    let tests = tests(questions);
    let (_, test) = tests.iter().find(|(name, _)| name.starts_with("b se muestra")).unwrap();
    assert_eq!(test["steps"][0]["set"]["day"], test["options"]["now"]);
}
