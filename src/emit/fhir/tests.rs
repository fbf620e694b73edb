//! The target on small programs.

use super::Release;
use super::questionnaire::questionnaire;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::options::Told;
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome};
use crate::emit::{Options, emit};
use serde_json::{Value as Json, json};

const ASKED: &str = r#"
  - { id: nps, type: scale, text: { es: "¿A?", en: "A?" }, scale: { points: 0..10, low: { es: Mal, en: Bad } } }
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
      - { id: words, text: { es: O, en: Other }, other: true }
  - { id: hundred, type: scale, text: { es: "¿F?", en: "F?" }, scale: { points: 0..100, high: { es: Todo, en: All } } }
"#;

fn written(questions: &str, release: Release) -> Json {
    let outcome = outcome(questions);
    questionnaire(&instruments(&checked(&outcome), &|_| true).0[0], release)
}

/// The item of a name, and the groups around it.
fn found(items: &Json, name: &str) -> Option<(Json, Vec<Json>)> {
    items.as_array()?.iter().find_map(|item| {
        if item["linkId"] == name {
            return Some((item.clone(), Vec::new()));
        }
        let (inner, mut around) = found(&item["item"], name)?;
        around.push(item.clone());
        Some((inner, around))
    })
}

fn item(questions: &str, name: &str, release: Release) -> Json {
    found(&written(questions, release)["item"], name).unwrap_or_else(|| panic!("no {name}")).0
}

/// What enables an item: `a = 1 | b = 2`.
fn line(item: &Json) -> Option<String> {
    let when = item["enableWhen"].as_array()?;
    let word = if item["enableBehavior"] == "any" { " | " } else { " & " };
    let one = |one: &Json| {
        let (_, value) = one.as_object().unwrap().iter().find(|(key, _)| key.starts_with("answer")).unwrap();
        let value = value.get("code").unwrap_or(value);
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{} {} {value}", one["question"].as_str().unwrap(), one["operator"].as_str().unwrap())
    };
    Some(when.iter().map(one).collect::<Vec<_>>().join(word))
}

/// What enables `target`, from the inside to the outside.
fn when(condition: &str) -> (String, Vec<String>) {
    let questions = format!(
        "{ASKED}  - {{ id: target, type: open, text: {{ es: \"¿Z?\", en: \"Z?\" }}, show_when: \"{condition}\" }}\n"
    );
    let (target, around) = found(&written(&questions, Release::R5)["item"], "target").unwrap();
    let lines = std::iter::once(&target).chain(&around).filter_map(line).collect();
    (questions, lines)
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

#[test]
fn a_condition_is_demands_that_all_hold() {
    let cases: &[(&str, &[&str])] = &[
        ("nps in 7..8", &["nps = 7 | nps = 8"]),
        ("done", &["done = true"]),
        ("not (speed >= 2)", &["speed = 1"]),
        ("nps is answered", &["nps exists true"]),
        ("speed is not answered", &["speed exists false | speed = na"]),
        ("done and nps = 3", &["done = true & nps = 3"]),
        ("times > 3", &["times exists true & times > 3"]),
        ("hundred >= 50", &["hundred exists true & hundred >= 50"]),
        ("drivers includes price", &["drivers exists true & drivers = price"]),
        ("not (drivers includes price)", &["drivers exists true & drivers != price"]),
        ("nps <= 1 and speed in 1..2", &["speed = 1 | speed = 2", "nps = 0 | nps = 1"]),
        ("done or nps = 3", &["done = true | nps = 3"]),
        ("false", &["nps exists true & nps exists false"]),
        ("true", &[]),
    ];
    for (condition, expected) in cases {
        assert_eq!(when(condition).1, *expected, "{condition}");
    }
}

#[test]
fn what_cannot_be_told_is_enabled_for_everybody_and_said_at_its_line() {
    for condition in ["nps + times > 4", "nps > times", "drivers includes words"] {
        let (questions, lines) = when(condition);
        assert_eq!(lines, Vec::<String>::new(), "{condition}");
        let told = losses(&questions);
        let lost: Vec<_> = told.iter().filter(|(line, ..)| *line == 19).collect();
        assert_eq!(lost.len(), 1, "{condition}: {told:?}");
        assert_eq!(lost[0].1, Severity::Warning, "{condition}");
    }
}

#[test]
fn releases_have_their_own_words() {
    let (old, new) = (item(ASKED, "drivers", Release::R4b), item(ASKED, "drivers", Release::R5));
    assert_eq!((&old["type"], &old["answerConstraint"]), (&json!("open-choice"), &Json::Null));
    assert_eq!((&new["type"], &new["answerConstraint"]), (&json!("coding"), &json!("optionsOrString")));
    assert_eq!(new["repeats"], true);
    let options = new["answerOption"].as_array().unwrap();
    assert_eq!(options.len(), 2, "the one that asks for words is a label: {options:?}");
    assert_eq!(options[1]["extension"][0]["valueBoolean"], true);
    let limits: Vec<&Json> =
        new["extension"].as_array().unwrap().iter().map(|one| &one["valueInteger"]).collect();
    assert!(limits.contains(&&json!(2)), "{limits:?}");
}

#[test]
fn every_text_has_its_translations() {
    let nps = item(ASKED, "nps", Release::R5);
    assert_eq!(nps["text"], "¿A?");
    assert_eq!(nps["_text"]["extension"][0]["extension"][1], json!({"url": "content", "valueString": "A?"}));
    let low = &nps["answerOption"][0]["valueCoding"];
    assert_eq!((&low["code"], &low["display"]), (&json!("0"), &json!("0 · Mal")));
    assert_eq!(low["_display"]["extension"][0]["extension"][1]["valueString"], "0 · Bad");
    let usted = ASKED.replace("es: \"¿A?\"", "es: \"¿A?\", \"es:usted\": \"¿Y?\"");
    let nps = item(&usted, "nps", Release::R5);
    assert_eq!(nps["_text"]["extension"][0]["extension"][0]["valueCode"], "es-x-usted");
}

#[test]
fn releases_can_be_chosen() {
    let outcome = outcome(ASKED);
    let told = [("releases", Told::Words(vec!["r5".to_owned()]))].into();
    let options = Options { told, ..Options::default() };
    let files = emit(&[&super::TARGET], &checked(&outcome), &options).artifacts;
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["surveys/fhir/codebook.csv", "surveys/fhir/s.r5.json"]);
}

#[test]
fn texts_are_shown_as_they_are_written() {
    let plain = super::text::plain;
    let hostile = "<b>\"x\" & ${y} {{z}} =1+1 \u{202e}\u{1f600}\n#recall";
    assert_eq!(plain(hostile), hostile);
    assert_eq!(plain("a\u{7}b"), "ab");
    assert_eq!(plain(&"ñ".repeat(10_000)), "ñ".repeat(10_000));
}
