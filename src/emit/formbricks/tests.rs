//! The target on small programs.

use super::survey::survey;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome, program};
use crate::emit::{Options, emit};
use serde_json::{Value as Json, json};

const ASKED: &str = r#"
  - { id: nps, type: scale, text: { es: "¿A?", en: "A?" }, scale: { points: 0..10, low: { es: Mal, en: Bad } } }
  - { id: speed, type: scale, text: { es: "¿B?", en: "B?" }, scale: { points: 1..3, not_applicable: true } }
  - { id: start, type: yes-no, text: { es: "¿C?", en: "C?" } }
  - { id: times, type: number, text: { es: "¿D?", en: "D?" } }
  - id: drivers
    type: choice
    multiple: 2
    text: { es: "¿E?", en: "E?" }
    options:
      - { id: nothing, text: { es: N, en: N }, exclusive: true }
      - { id: none, text: { es: P, en: P } }
      - { id: words, text: { es: O, en: Other }, other: true }
  - id: grid
    type: matrix
    text: { es: "¿F?", en: "F?" }
    rows: [{ id: row-a, text: { es: A, en: A } }, { id: b, text: { es: B, en: B } }]
    scale: { points: 1..3 }
"#;

fn written(questions: &str) -> Json {
    let outcome = outcome(questions);
    survey(&instruments(&checked(&outcome), &|_| true).0[0])
}

/// The element of an id.
fn element(questions: &str, id: &str) -> Json {
    let survey = written(questions);
    let blocks = survey["blocks"].as_array().unwrap();
    let mut all = blocks.iter().flat_map(|block| block["elements"].as_array().unwrap());
    all.find(|element| element["id"] == id).unwrap_or_else(|| panic!("no {id}")).clone()
}

/// A condition in a line: `(a equals 3 | b isSkipped)`.
fn line(told: &Json) -> String {
    if let Some(parts) = told["conditions"].as_array() {
        let word = if told["connector"] == "or" { " | " } else { " & " };
        let all = parts.iter().map(line).collect::<Vec<_>>().join(word);
        return if parts.len() > 1 { format!("({all})") } else { all };
    }
    let left = told["leftOperand"]["value"].as_str().unwrap();
    let row = told["leftOperand"]["meta"]["row"].as_str().map(|row| format!("[{row}]")).unwrap_or_default();
    let right = told["rightOperand"]["value"].to_string().replace('"', "");
    format!("{left}{row} {} {right}", told["operator"].as_str().unwrap()).replace(" null", "")
}

/// The rules before `target`.
fn when(condition: &str) -> (String, Vec<String>) {
    let questions = format!(
        "{ASKED}  - {{ id: target, type: open, text: {{ es: \"¿Z?\", en: \"Z?\" }}, show_when: \"{condition}\" }}\n"
    );
    let survey = written(&questions);
    let blocks = survey["blocks"].as_array().unwrap();
    let rules = blocks.iter().filter_map(|block| block["logic"].as_array()).flatten();
    let told = rules.map(|rule| line(&rule["conditions"])).collect();
    (questions, told)
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
fn a_condition_is_a_rule_that_no_empty_answer_passes() {
    let cases: &[(&str, &[&str])] = &[
        ("nps in 7..8", &["(nps equals 7 | nps equals 8)"]),
        ("not (speed >= 2)", &["speed equalsOneOf [1]"]),
        ("speed is not answered", &["(speed isSkipped | speed equalsOneOf [na])"]),
        ("start", &["start_ equalsOneOf [true]"]),
        ("times > 3", &["(times isSubmitted & times isGreaterThan 3)"]),
        ("drivers includes none", &["(drivers isSubmitted & drivers includesOneOf [none_])"]),
        ("drivers includes nothing", &["(drivers isSubmitted & drivers includesOneOf [none])"]),
        ("drivers includes words", &["(drivers isSubmitted & drivers includesOneOf [other])"]),
        ("grid.b <= 1", &["((grid[1] equals 0 | grid[1] equals 1 | grid[1] equals 2) & grid[1] equals 0)"]),
        ("false", &["(grid isSubmitted | grid isSkipped)"]),
        ("true", &[]),
    ];
    for (condition, expected) in cases {
        assert_eq!(when(condition).1, *expected, "{condition}");
    }
}

#[test]
fn what_cannot_be_told_is_asked_of_everybody_and_said_at_its_line() {
    for condition in ["nps + times > 4", "nps > times"] {
        let (questions, rules) = when(condition);
        assert_eq!(rules, Vec::<String>::new(), "{condition}");
        let told = losses(&questions);
        let lost: Vec<_> =
            told.iter().filter(|(line, severity, _)| (*line, *severity) == (23, Severity::Warning)).collect();
        assert_eq!(lost.len(), 1, "{condition}: {told:?}");
        assert!(lost[0].2.contains("`target` of everybody"), "{condition}");
    }
}

#[test]
fn a_question_with_a_condition_is_a_block_and_others_are_pages() {
    let questions = r#"
  - { id: a, type: yes-no, text: { es: "¿A?", en: "A?" } }
  - { id: b, type: open, text: { es: "¿B?", en: "B?" }, show_when: a }
  - { id: c, type: open, text: { es: "¿C?", en: "C?" }, show_when: not a }
  - { id: d, type: open, text: { es: "¿D?", en: "D?" } }
  - { id: e, type: open, text: { es: "¿E?", en: "E?" } }
"#;
    let survey = written(questions);
    let blocks = survey["blocks"].as_array().unwrap();
    let names: Vec<Vec<&str>> = blocks
        .iter()
        .map(|block| {
            block["elements"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect()
        })
        .collect();
    assert_eq!(names, [vec!["a"], vec!["b"], vec!["c"], vec!["d", "e"]]);
    let rules: Vec<usize> =
        blocks.iter().map(|block| block["logic"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(rules, [2, 1, 0, 0]);
    let twice = questions.replace("show_when: not a", "show_when: a");
    assert_eq!(
        written(&twice)["blocks"][0]["logic"].as_array().unwrap().len(),
        1,
        "one condition is asked once"
    );
    assert_eq!(blocks[0]["logicFallback"], blocks[3]["id"]);
    assert_eq!(blocks[0]["logic"][0]["actions"][0]["target"], blocks[1]["id"]);
}

#[test]
fn options_that_mean_something_there_have_the_ids_for_it_and_no_others_do() {
    let drivers = element(ASKED, "drivers");
    let ids: Vec<&str> =
        drivers["choices"].as_array().unwrap().iter().map(|choice| choice["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["none_", "other", "none"]);
    assert_eq!(drivers["validation"]["rules"][0]["params"], json!({"max": 2}));
    assert_eq!(element(ASKED, "start_")["type"], "multipleChoiceSingle");
    assert_eq!(element(ASKED, "nps")["lowerLabel"], json!({"es-ES": "Mal", "en-US": "Bad"}));
}

#[test]
fn languages_have_a_country_or_are_said_to_be_lost() {
    let questions = "  - { id: a, type: open, text: { es: A, es-MX: B, \"es:usted\": C, eo: D } }\n";
    let outcome = program("es, eo", &crate::emit::survey::small::survey(questions));
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    let codes: Vec<String> = super::text::locales(instrument).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["es-ES", "es-MX"]);
    let findings = emit(&[&super::TARGET], &checked(&outcome), &Options::default()).findings;
    for lost in ["`es:usted`", "`eo`"] {
        assert!(findings.iter().any(|finding| finding.message.en.contains(lost)), "{lost}: {findings:#?}");
    }
}

#[test]
fn answers_that_read_the_same_are_refused() {
    let questions = r#"
  - id: a
    type: choice
    text: { es: "¿A?", en: "A?" }
    options: [{ id: x, text: { es: X, en: Same } }, { id: y, text: { es: Y, en: " Same" } }]
"#;
    let told = losses(questions);
    assert!(told.iter().any(|(line, _, said)| *line == 6 && said.contains("read the same")), "{told:?}");
}

#[test]
fn texts_are_shown_as_they_are_written() {
    let plain = super::text::plain;
    assert_eq!(plain("<b>x</b> a < b {y} ${z} =1+1"), "‹b>x‹/b> a < b {y} ${z} =1+1");
    assert_eq!(plain("#recall:nps/fallback:0#"), "#recall :nps/fallback:0#");
    assert_eq!(plain("\u{202e}\"a\" \u{1f600}\u{7}"), "\u{202e}\"a\" \u{1f600}");
    assert_eq!(plain(&"ñ".repeat(10_000)), "ñ".repeat(10_000));
    let told = losses("  - { id: a, type: open, text: { es: \"#recall:x <b>\", en: C } }\n");
    let lines = told.iter().filter(|(line, severity, _)| (*line, *severity) == (6, Severity::Info)).count();
    assert_eq!(lines, 2, "{told:?}");
}
