//! The target on small programs.

use super::form::{answers, batch_update};
use super::sections::{Leads, plan};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome};
use crate::emit::{Options, emit};
use serde_json::{Value as Json, json};

const ASKED: &str = r#"
  - { id: nps, type: scale, required: true, text: { es: "¿A?", en: "A?" }, scale: { points: 0..10, low: { es: Mal, en: Bad } } }
  - { id: speed, type: scale, text: { es: "¿B?", en: "B?" }, scale: { points: 1..3, not_applicable: true } }
  - { id: done, type: yes-no, text: { es: "¿C?", en: "C?" } }
  - { id: times, type: number, text: { es: "¿D?", en: "D?" } }
"#;

/// A question under a condition.
fn when(id: &str, condition: &str) -> String {
    format!(
        "  - {{ id: {id}, type: open, text: {{ es: \"¿{id}?\", en: \"{id}?\" }}, show_when: \"{condition}\" }}\n"
    )
}

fn requests(questions: &str, tag: &str) -> Vec<Json> {
    let outcome = outcome(questions);
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    batch_update(instrument, &plan(instrument), tag)["requests"].as_array().unwrap().clone()
}

/// The item with a title.
fn titled(questions: &str, title: &str) -> Json {
    let all = requests(questions, "en");
    let items = all.iter().map(|request| &request["createItem"]["item"]);
    items.into_iter().find(|item| item["title"] == title).unwrap_or_else(|| panic!("no {title}")).clone()
}

/// The sections by the ids of their questions.
fn sections(questions: &str) -> Vec<Vec<String>> {
    let outcome = outcome(questions);
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    let id = |place: &usize| instrument.items[*place].id.to_string();
    plan(instrument).sections.iter().map(|section| section.iter().map(id).collect()).collect()
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
fn an_option_leads_past_what_is_not_asked_of_it() {
    let questions = format!("{ASKED}{}", when("why", "done = false"));
    assert_eq!(sections(&questions), [vec!["nps", "speed", "done", "times"], vec!["why"]]);
    let options = titled(&questions, "C?")["questionItem"]["question"]["choiceQuestion"]["options"].clone();
    assert_eq!(
        options,
        json!([{"value": "Yes", "goToAction": "SUBMIT_FORM"}, {"value": "No", "goToAction": "NEXT_SECTION"}])
    );
    let told = losses(&questions);
    assert!(
        told.iter().any(|(line, _, said)| *line == 10 && said.contains("leaves the deciding question empty")),
        "{told:?}"
    );
    assert!(told.iter().all(|(.., said)| !said.contains("`why` of everybody")), "{told:?}");
}

#[test]
fn whoever_is_led_somewhere_gets_all_that_follows_or_the_rest_is_asked_of_everybody() {
    let three = [when("low", "nps <= 6"), when("middle", "nps in 7..8"), when("high", "nps >= 9")].concat();
    let after = "  - { id: last, type: open, text: { es: Z, en: Z } }\n";
    let questions = format!("{}{three}{after}", ASKED.lines().take(2).collect::<Vec<_>>().join("\n") + "\n");
    assert_eq!(sections(&questions), [vec!["nps", "low", "middle"], vec!["high"], vec!["last"]]);
    let lost: Vec<u32> = losses(&questions)
        .into_iter()
        .filter(|(_, severity, _)| *severity == Severity::Warning)
        .map(|l| l.0)
        .collect();
    assert_eq!(lost, [7, 8]);
    let nested = [when("worst", "nps <= 2"), when("bad", "nps <= 6")].concat();
    let questions = format!("{ASKED}{nested}{after}");
    let outcome = outcome(&questions);
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    let plan = plan(instrument);
    let leads = &plan.leads[&0];
    let of = |code: &str| leads[code];
    assert_eq!((of("2"), of("3"), of("7")), (Leads::Section(1), Leads::Section(2), Leads::Section(3)));
}

#[test]
fn a_condition_on_anything_but_one_answer_is_asked_of_everybody_and_said_once() {
    for condition in ["times > 3", "nps > speed", "nps + speed > 4", "nps = 1 and done", "false"] {
        let told = losses(&format!("{ASKED}{}", when("target", condition)));
        let lost: Vec<_> =
            told.iter().filter(|(line, severity, _)| *line == 10 && *severity == Severity::Warning).collect();
        assert_eq!(lost.len(), 1, "{condition}: {told:?}");
        assert!(lost[0].2.contains("`target` of everybody"), "{condition}: {told:?}");
    }
}

#[test]
fn sections_are_there_before_an_option_leads_to_them() {
    let questions =
        format!("{ASKED}{}  - {{ id: last, type: open, text: {{ es: Z, en: Z }} }}\n", when("why", "done"));
    let all = requests(&questions, "es");
    let breaks: Vec<bool> =
        all.iter().map(|request| request["createItem"]["item"].get("pageBreakItem").is_some()).collect();
    assert_eq!(breaks, [true, true, false, false, false, false, false, false]);
    let places: Vec<u64> =
        all.iter().map(|request| request["createItem"]["location"]["index"].as_u64().unwrap()).collect();
    assert_eq!(places, [0, 1, 0, 1, 2, 3, 5, 7]);
}

#[test]
fn answers_are_read_back_by_their_texts() {
    let outcome = outcome(ASKED);
    let instrument = &instruments(&checked(&outcome), &|_| true).0[0];
    let told = answers(instrument, "en");
    let of = |question: &str| {
        let mut all = told["questions"].as_object().unwrap().values();
        all.find(|told| told["question"] == question).unwrap()["values"].clone()
    };
    assert_eq!(of("done"), json!({"Yes": "true", "No": "false"}));
    assert_eq!(of("speed")["Does not apply"], "na");
    assert_eq!(of("nps")["0"], "0");
}

#[test]
fn an_option_that_asks_for_words_has_none_of_its_own() {
    let questions = r#"
  - id: a
    type: choice
    text: { es: "¿A?", en: "A?" }
    options: [{ id: w, text: { es: W, en: W }, other: true }, { id: x, text: { es: X, en: X } }]
"#;
    let options = titled(questions, "A?")["questionItem"]["question"]["choiceQuestion"]["options"].clone();
    assert_eq!(options, json!([{"value": "X"}, {"isOther": true}]));
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
fn texts_are_shown_as_they_are_written_but_for_line_breaks() {
    let line = super::text::one_line;
    assert_eq!(
        line("<b>\"x\" & ${y} {{z}} =1+1 \u{202e}\u{1f600}\u{7}"),
        "<b>\"x\" & ${y} {{z}} =1+1 \u{202e}\u{1f600}"
    );
    assert_eq!(line("one\n\ttwo"), "one  two");
    assert_eq!(line(&"ñ".repeat(10_000)), "ñ".repeat(10_000));
    let told = losses("  - { id: a, type: open, text: { es: \"A\\nB\", en: C } }\n");
    assert!(
        told.iter().any(|(line, severity, said)| (*line, *severity) == (6, Severity::Info)
            && said.contains("line breaks")),
        "{told:?}"
    );
}
