//! The target on small programs.

use super::form::{columns, form};
use crate::diagnostic::{Diagnostic, Severity};
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
      - { id: words, text: { es: O, en: O }, other: true }
  - { id: day, type: date, text: { es: "¿F?", en: "F?" } }
"#;

fn written(questions: &str, tag: &str) -> Json {
    let outcome = outcome(questions);
    form(&instruments(&checked(&outcome), &|_| true).0[0], tag)
}

/// The field of a name.
fn field(questions: &str, name: &str) -> Json {
    let form = written(questions, "en");
    let fields = form["fields"].as_array().unwrap();
    fields.iter().find(|field| field["ref"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

/// A condition in a line: `(a is b & c < 3)`.
fn line(told: &Json) -> String {
    let vars = told["vars"].as_array().unwrap();
    let op = told["op"].as_str().unwrap();
    let value = |var: &Json| var["value"].as_str().map_or_else(|| var["value"].to_string(), str::to_owned);
    match op {
        "and" => format!("({})", vars.iter().map(line).collect::<Vec<_>>().join(" & ")),
        "or" => format!("({})", vars.iter().map(line).collect::<Vec<_>>().join(" | ")),
        "always" => "always".to_owned(),
        _ => format!("{} {op} {}", value(&vars[0]), value(&vars[1])),
    }
}

/// Where one goes after the last question before `target`: `target if …`, then where else.
fn when(condition: &str) -> (String, Vec<String>) {
    let questions = format!(
        "{ASKED}  - {{ id: target, type: open, text: {{ es: \"¿Z?\", en: \"Z?\" }}, show_when: \"{condition}\" }}\n"
    );
    let form = written(&questions, "en");
    let Some(logic) = form["logic"].as_array() else { return (questions, Vec::new()) };
    let actions = logic[0]["actions"].as_array().unwrap();
    let told = actions.iter().map(|action| {
        format!("{} if {}", action["details"]["to"]["value"].as_str().unwrap(), line(&action["condition"]))
    });
    let told = told.collect();
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
fn a_condition_is_a_jump_with_the_answers_that_hold() {
    let shown = |condition: &str| {
        let told = when(condition).1;
        assert_eq!(told[1], "thanks if always", "{condition}");
        told[0].clone()
    };
    assert_eq!(shown("nps in 7..8"), "target if (nps equal 7 | nps equal 8)");
    assert_eq!(shown("not (speed >= 2)"), "target if speed is speed_1");
    assert_eq!(shown("done"), "target if done is true");
    assert_eq!(shown("times > 3"), "target if times greater_than 3");
    assert_eq!(shown("times != 3"), "target if (times lower_than 3 | times greater_than 3)");
    assert_eq!(shown("day < 2026-01-02"), "target if day earlier_than 2026-01-02");
    assert_eq!(shown("drivers includes price"), "target if drivers is drivers_price");
    assert_eq!(shown("done and nps = 3"), "target if (done is true & nps equal 3)");
}

#[test]
fn no_answer_is_what_differs_from_every_answer() {
    let shown = |condition: &str| when(condition).1[0].clone();
    assert_eq!(
        shown("speed is not answered"),
        "target if (speed is_not speed_1 & speed is_not speed_2 & speed is_not speed_3)"
    );
    assert_eq!(shown("done is not answered"), "target if (done is_not true & done is_not false)");
}

#[test]
fn what_cannot_be_told_is_asked_of_everybody_and_said_at_its_line() {
    for condition in [
        "nps + times > 4",
        "nps > times",
        "times is answered",
        "not (drivers includes words)",
        "drivers includes words",
        "day = as_of",
    ] {
        let (questions, logic) = when(condition);
        assert_eq!(logic, Vec::<String>::new(), "{condition}");
        let told = losses(&questions);
        let at_its_line = |(line, severity, _): &&_| (*line, *severity) == (19, Severity::Warning);
        let lost: Vec<_> = told.iter().filter(at_its_line).collect();
        assert_eq!(lost.len(), 1, "{condition}: {told:?}");
        assert!(lost[0].2.contains("`target` of everybody"), "{condition}");
    }
}

#[test]
fn several_conditions_in_a_row_are_tried_one_after_another() {
    let questions = r#"
  - { id: a, type: yes-no, text: { es: "¿A?", en: "A?" } }
  - { id: b, type: open, text: { es: "¿B?", en: "B?" }, show_when: a }
  - { id: c, type: open, text: { es: "¿C?", en: "C?" }, show_when: not a }
  - { id: d, type: open, text: { es: "¿D?", en: "D?" } }
"#;
    let form = written(questions, "en");
    let told: Vec<String> = form["logic"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|logic| {
            let from = logic["ref"].as_str().unwrap().to_owned();
            let actions = logic["actions"].as_array().unwrap().clone();
            actions.into_iter().map(move |action| {
                format!(
                    "{from} {} {}",
                    action["details"]["to"]["value"].as_str().unwrap(),
                    line(&action["condition"])
                )
            })
        })
        .collect();
    assert_eq!(told, ["a b a is true", "a c a is false", "a d always", "b c a is false", "b d always"]);
}

#[test]
fn whoever_skips_a_question_has_not_answered_it() {
    let questions = r#"
  - { id: a, type: yes-no, text: { es: "¿A?", en: "A?" } }
  - { id: b, type: yes-no, text: { es: "¿B?", en: "B?" }, show_when: a }
  - { id: c, type: open, text: { es: "¿C?", en: "C?" }, show_when: b is not answered }
  - { id: d, type: open, text: { es: "¿D?", en: "D?" } }
"#;
    let form = written(questions, "en");
    let actions = form["logic"][0]["actions"].as_array().unwrap();
    let told: Vec<String> = actions.iter().map(|action| line(&action["condition"])).collect();
    assert_eq!(told, ["a is true", "always"]);
    assert_eq!(actions[1]["details"]["to"]["value"], "c");
}

#[test]
fn scales_are_rows_or_lists() {
    let nps = field(ASKED, "nps");
    assert_eq!((&nps["type"], &nps["properties"]["steps"]), (&json!("opinion_scale"), &json!(11)));
    assert_eq!(nps["properties"]["labels"], json!({"left": "Bad"}));
    let speed = field(ASKED, "speed");
    assert_eq!(speed["type"], "multiple_choice");
    assert_eq!(speed["properties"]["choices"][3], json!({"ref": "speed_na", "label": "Does not apply"}));
    let drivers = field(ASKED, "drivers");
    assert_eq!(drivers["properties"]["allow_other_choice"], true);
    assert_eq!(drivers["properties"]["choices"].as_array().unwrap().len(), 2);
}

#[test]
fn the_codebook_says_what_each_option_is() {
    let outcome = outcome(ASKED);
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    let values = |nth: usize| columns(instrument, &instrument.items[nth])[0].values.clone();
    assert_eq!(values(1), ["speed_1=1", "speed_2=2", "speed_3=3", "speed_na=na"]);
    assert_eq!(values(4), ["drivers_price=price", "drivers_none=none", "other=words"]);
    assert_eq!(values(0), ["0..10"]);
}

#[test]
fn texts_are_shown_as_they_are_written() {
    let plain = super::text::plain;
    assert_eq!(plain("<b>x</b> a < b {y} ${z} =1+1"), "‹b>x‹/b> a < b {y} ${z} =1+1");
    assert_eq!(plain("{{field:nps}} {"), "{ {field:nps}} { ");
    assert_eq!(plain("\u{202e}\"a\" \u{1f600}\u{7}"), "\u{202e}\"a\" \u{1f600}");
    assert_eq!(plain(&"ñ".repeat(10_000)), "ñ".repeat(10_000));
    let told = losses("  - { id: a, type: open, text: { es: \"*A* <b>\", en: C } }\n");
    let lines: Vec<_> =
        told.iter().filter(|(line, severity, _)| (*line, *severity) == (6, Severity::Info)).collect();
    assert_eq!(lines.len(), 2, "{told:?}");
}

#[test]
fn names_are_hidden_fields_and_answers_are_recalled() {
    let form = written(
        r#"
  - { id: a, type: open, text: { es: "¿A?", en: "A, {{ customer.first_name }}?" } }
  - { id: b, type: open, text: { es: "¿B?", en: "{{ answer.a }}?" } }
"#,
        "en",
    );
    assert_eq!(form["hidden"], json!(["customer_first_name"]));
    assert_eq!(form["fields"][0]["title"], "A, {{hidden:customer_first_name}}?");
    assert_eq!(form["fields"][1]["title"], "{{field:a}}?");
}
