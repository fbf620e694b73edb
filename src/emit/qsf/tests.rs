//! The target on small programs.

use super::document::document;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome};
use crate::emit::{Options, emit};
use serde_json::{Value as Json, json};

/// The question of a name.
fn question(questions: &str, name: &str) -> Json {
    let outcome = outcome(questions);
    let document = document(&instruments(&checked(&outcome), &|_| true).0[0]);
    let elements = document["SurveyElements"].as_array().unwrap();
    let found = elements.iter().find(|element| element["Payload"]["DataExportTag"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))["Payload"].clone()
}

/// Operator, option and conjunction of each expression of a display logic.
fn logic(questions: &str, name: &str) -> Vec<String> {
    let question = question(questions, name);
    let Some(set) = question["DisplayLogic"]["0"].as_object() else { return Vec::new() };
    let written = set.values().filter(|one| one.is_object()).map(|one| {
        let locator = one["LeftOperand"]
            .as_str()
            .unwrap()
            .trim_start_matches("q://")
            .replace("/SelectableChoice/", ".");
        let word = one.get("Conjuction").and_then(Json::as_str).unwrap_or("");
        format!("{word} {} {locator}", one["Operator"].as_str().unwrap()).trim().to_owned()
    });
    written.collect()
}

/// Line, severity and message of each finding of the target.
fn losses(questions: &str) -> Vec<(u32, Severity, String)> {
    let outcome = outcome(questions);
    let findings = emit(&[&super::TARGET], &checked(&outcome), &Options::default()).findings;
    let told = |finding: &Diagnostic| {
        let line = outcome.sources.get(finding.at.file).place(finding.at.span.start).line;
        (line, finding.severity, finding.message.en.clone())
    };
    findings.iter().map(told).collect()
}

const ASKED: &str = r#"
  - { id: nps, type: scale, text: { es: "¿A?", en: "A?" }, scale: { points: 0..10 } }
  - { id: speed, type: scale, text: { es: "¿B?", en: "B?" }, scale: { points: 1..3, not_applicable: true } }
  - { id: done, type: yes-no, text: { es: "¿C?", en: "C?" } }
  - { id: times, type: number, text: { es: "¿D?", en: "D?" } }
  - id: drivers
    type: choice
    multiple: 2
    text: { es: "¿E?", en: "E?" }
    options:
      - { id: price, text: { es: P, en: P } }
      - { id: none, text: { es: N, en: N }, exclusive: true }
      - { id: words, text: { es: O, en: O }, other: true }
"#;

fn when(condition: &str) -> (String, Vec<String>) {
    let questions = format!(
        "{ASKED}  - {{ id: target, type: open, text: {{ es: \"¿Z?\", en: \"Z?\" }}, show_when: \"{condition}\" }}\n"
    );
    let logic = logic(&questions, "target");
    (questions, logic)
}

#[test]
fn a_condition_is_the_list_of_options_with_which_it_holds() {
    assert_eq!(when("nps in 7..8").1, ["Selected QID1.7", "Or Selected QID1.8"]);
    assert_eq!(when("not (speed >= 2)").1, ["Selected QID2.1"]);
    assert_eq!(when("done").1, ["Selected QID3.1"]);
    assert_eq!(when("done = (nps = 10)").1.len(), 22);
    assert_eq!(when("false").1, ["Selected QID1.0", "And NotSelected QID1.0"]);
    assert_eq!(when("nps >= 0 or true").1, Vec::<String>::new());
}

#[test]
fn no_answer_and_does_not_apply_are_what_is_left() {
    assert_eq!(
        when("speed is not answered").1,
        ["NotSelected QID2.1", "And NotSelected QID2.2", "And NotSelected QID2.3"]
    );
    assert_eq!(
        when("nps <= 1 and done is not answered").1,
        [
            "Selected QID1.0",
            "And NotSelected QID3.1",
            "And NotSelected QID3.2",
            "Or Selected QID1.1",
            "And NotSelected QID3.1",
            "And NotSelected QID3.2"
        ]
    );
}

#[test]
fn several_options_are_on_or_off_each_by_itself() {
    assert_eq!(when("drivers includes price").1, ["Selected QID5.1"]);
    assert_eq!(when("not (drivers includes price)").1.len(), 4);
    assert_eq!(
        when("drivers includes price and not (drivers includes words)").1,
        ["Selected QID5.1", "And NotSelected QID5.3"]
    );
}

#[test]
fn a_condition_on_anything_else_is_asked_of_everybody_and_said_at_its_line() {
    for condition in ["times > 3", "times is answered", "nps + speed > 4", "nps > speed"] {
        let (questions, logic) = when(condition);
        assert_eq!(logic, Vec::<String>::new(), "{condition}");
        let told = losses(&questions);
        assert_eq!(told.len(), 1, "{condition}: {told:?}");
        assert_eq!((told[0].0, told[0].1), (18, Severity::Warning), "{condition}");
        assert!(told[0].2.contains("`target`"), "{condition}");
    }
}

#[test]
fn options_have_numbers_codes_and_translations() {
    let drivers = question(ASKED, "drivers");
    assert_eq!(
        (&drivers["Selector"], &drivers["Validation"]["Settings"]["MaxChoices"]),
        (&json!("MAVR"), &json!("2"))
    );
    assert_eq!(drivers["Choices"]["2"], json!({"Display": "N", "ExclusiveAnswer": true}));
    assert_eq!(drivers["Choices"]["3"], json!({"Display": "O", "TextEntry": "true"}));
    let speed = question(ASKED, "speed");
    assert_eq!(speed["RecodeValues"], json!({"1": "1", "2": "2", "3": "3", "4": "99"}));
    assert_eq!(speed["Language"]["EN"]["Choices"]["4"]["Display"], "Does not apply");
    assert_eq!(question(ASKED, "nps")["Selector"], "NPS");
}

#[test]
fn texts_are_shown_as_they_are_written() {
    let asked = |text: &str| {
        let quoted = serde_json::to_string(text).unwrap();
        let questions = format!("  - {{ id: a, type: open, text: {{ es: {quoted}, en: {quoted} }} }}\n");
        question(&questions, "a")["QuestionText"].as_str().unwrap().to_owned()
    };
    assert_eq!(asked("<b>\"x\" & ${e://Field/y}"), "&lt;b&gt;&quot;x&quot; &amp; $&#123;e://Field/y}");
    assert_eq!(asked("uno\ndos"), "uno<br>dos");
    assert_eq!(asked("\u{202e}=1+1 \u{1f600}"), "\u{202e}=1+1 \u{1f600}");
    let long = "ñ".repeat(10_000);
    assert_eq!(asked(&long), long);
}

#[test]
fn what_the_file_has_no_place_for_is_said() {
    let told = losses(
        r#"
  - { id: a, type: date, text: { es: "¿A?", "es:usted": "¿Y usted?", en: "A?" } }
  - id: b
    type: ranking
    multiple: 2
    text: { es: "¿B?", en: "B?" }
    options: [{ id: x, text: { es: X, en: X } }, { id: y, text: { es: Y, en: Y } }, { id: z, text: { es: Z, en: Z } }]
  - { id: c, type: yes-no, text: { es: "¿C?", en: "C?" } }
  - id: d
    type: choice
    text: { es: "¿D?", en: "D?" }
    options: [{ id: x, text: { es: X, en: X } }, { id: y, text: { es: Y, en: Y }, show_when: c }]
"#,
    );
    let lines: Vec<(u32, Severity)> = told.iter().map(|(line, severity, _)| (*line, *severity)).collect();
    let expected =
        [(6, Severity::Info), (6, Severity::Warning), (9, Severity::Warning), (16, Severity::Warning)];
    assert_eq!(lines, expected, "{told:?}");
}
