//! The target on small programs.

use crate::emit::survey::small::{checked, program};
use crate::emit::{Options, emit};
use serde_json::{Value as Json, json};

const PROGRAM: &str = r#"kind: archetype
id: family
size: 3000
---
kind: archetype
id: student
size: 1000
---
kind: survey
id: s
since: 2026-01-15
type: relationship
title: { es: "La relación, \"de verdad\"; hoy", en: The relationship }
audience:
  archetypes: [family, student]
  minimum_tenure: 90 days
trigger: { every: quarter }
sample: { invitations: 400, response_rate: 25 %, method: random }
contact_policy: standard
reminders: [3 days, 1 week]
open_for: 14 days
questions:
  - { id: nps, use: nps, subject: { es: el banco, en: the bank } }
  - { id: speed, type: scale, text: { es: "¿B?", en: "B?" }, scale: { points: 1..5 } }
---
kind: contact-policy
id: standard
rules:
  - { id: one-a-month, scope: surveys, window: 30 days, maximum: 1 }
---
kind: dataset
id: answers
grain: One row per answer
table: warehouse.answers
columns:
  id: { type: text, key: true }
  who: { type: text, person: true }
  at: { type: timestamp, time: true }
  lang: { type: text, role: language }
  wording: { type: text, role: wording-version }
  kind_of_person: { type: text, refers_to: archetype }
  nps: { type: integer, question: s/nps, scale: 0..10, missing: [99] }
  speed: { type: integer, question: s/speed, scale: 1..5 }
---
kind: metric
id: score
family: nps
dataset: answers
question: s/nps
direction: up
cuts: [kind_of_person]
minimum_n: 30
---
kind: metric
id: how-fast
family: mean
unit: number
dataset: answers
question: s/speed
direction: up
"#;

fn files(entities: &str) -> Vec<(String, String)> {
    let outcome = program("es, en", entities);
    let output = emit(&[&super::TARGET], &checked(&outcome), &Options::default());
    let text = |artifact: crate::emit::Artifact| (artifact.path, String::from_utf8(artifact.bytes).unwrap());
    output.artifacts.into_iter().map(text).collect()
}

fn plan(entities: &str) -> Json {
    let files = files(entities);
    let (_, text) =
        files.iter().find(|(path, _)| path == "operations/surveys/s.json").expect("it is written");
    serde_json::from_str(text).unwrap()
}

fn calendar(entities: &str) -> String {
    let files = files(entities);
    files.into_iter().find(|(path, _)| path == "operations/surveys.ics").expect("it is written").1
}

#[test]
fn waves_are_those_of_the_coming_year_with_their_reminders_and_last_days() {
    let plan = plan(PROGRAM);
    let waves = plan["waves"].as_array().unwrap();
    let opens: Vec<&str> = waves.iter().map(|wave| wave["opens"].as_str().unwrap()).collect();
    assert_eq!(opens, ["2027-01-15", "2027-04-15", "2027-07-15", "2027-10-15"]);
    assert_eq!(
        waves[0],
        json!({"opens": "2027-01-15", "reminders": ["2027-01-18", "2027-01-22"], "closes": "2027-01-29"})
    );
    let moment = PROGRAM.replace("{ every: quarter }", "{ on_request: true }");
    assert_eq!(super::tests::plan(&moment)["waves"], json!([]));
    let ended = PROGRAM.replace("since: 2026-01-15", "since: 2026-01-15\nuntil: 2027-05-01");
    assert_eq!(super::tests::plan(&ended)["waves"].as_array().unwrap().len(), 2);
}

#[test]
fn the_answers_expected_are_divided_by_the_sizes_of_archetypes_and_have_their_margins() {
    let plan = plan(PROGRAM);
    assert_eq!(plan["expected"]["answers"], 100.0);
    let readings = plan["expected"]["readings"].as_array().unwrap();
    let told: Vec<Json> = readings
        .iter()
        .map(|it| json!([it["metric"], it["archetype"], it["answers"], it["shown"], it["margin_unit"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["how-fast", null, 100.0, true, "points of the scale, at most"]),
            json!(["score", null, 100.0, true, "points"]),
            json!(["score", "family", 75.0, true, "points"]),
            json!(["score", "student", 25.0, false, "points"]),
        ]
    );
    // 1.96 × 100 × √(2/3 ÷ 100), and t(99) × 2 ÷ √100
    let margin = |at: usize| readings[at]["margin"].as_f64().unwrap();
    assert!((margin(1) - 16.003_039).abs() < 1e-5, "{}", margin(1));
    assert!((margin(0) - 0.396_844).abs() < 1e-4, "{}", margin(0));
}

#[test]
fn every_answer_has_its_column_and_every_row_what_else_it_says() {
    let plan = plan(PROGRAM);
    assert_eq!(
        plan["questions"],
        json!([
            {"id": "nps", "version": 1, "answered_as": "code", "canonical": "nps",
             "lands_in": [{"dataset": "answers", "column": "nps", "missing": ["99"]}]},
            {"id": "speed", "version": 1, "answered_as": "code", "canonical": null,
             "lands_in": [{"dataset": "answers", "column": "speed"}]},
        ])
    );
    assert_eq!(
        plan["lands_in"],
        json!([{"dataset": "answers", "table": "warehouse.answers", "file": null, "beside": {
            "archetype": "kind_of_person", "customer": "who", "key": "id", "language": "lang", "time": "at",
            "wording_version": "wording"}}])
    );
    assert_eq!(
        plan["holds_back"]["limits"],
        json!([{"policy": "standard", "id": "one-a-month", "maximum": 1, "window": "30 days", "counts_reminders": true}])
    );
    assert_eq!(plan["audience"]["minimum_tenure"], "90 days");
    assert_eq!(plan["sample"]["per"], "wave");
}

#[test]
fn a_calendar_is_escaped_folded_and_the_same_every_time() {
    let text = calendar(PROGRAM);
    assert_eq!(text, calendar(PROGRAM));
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 4 * 4, "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20270115\r\n"), "{text}");
    assert!(text.contains("UID:2027-01-15-opens-s@p.senda\r\n"), "{text}");
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("SUMMARY:Enviar: La relación\\, \"de verdad\"\\; hoy\r\n"), "{unfolded}");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
}
