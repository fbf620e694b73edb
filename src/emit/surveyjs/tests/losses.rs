//! What is said of what cannot be carried.

use super::{build, program, survey};

/// Rules and lines; the questions start on line 6.
fn told(questions: &str) -> Vec<(&'static str, usize, String)> {
    build(&survey(questions)).findings()
}

fn warning(rule: &'static str, line: usize) -> (&'static str, usize, String) {
    (rule, line, "warning".to_owned())
}

fn note(rule: &'static str, line: usize) -> (&'static str, usize, String) {
    (rule, line, "info".to_owned())
}

#[test]
fn a_plain_survey_loses_nothing() {
    assert_eq!(
        told("  - { id: a, use: nps, subject: el banco }\n  - { id: b, use: why, show_when: a <= 6 }\n"),
        []
    );
}

#[test]
fn a_missing_wording_takes_its_language_out_of_the_survey_and_is_told_at_the_question() {
    let questions = r#"
  - { id: a, type: open, text: { es: "¿A?", en: "A?" } }
  - { id: b, type: open, text: { es: "¿B?" } }
"#;
    let built = program("es, en", &survey(questions));
    assert_eq!(built.findings(), [warning("survey-language-incomplete", 7)]);
    assert_eq!(built.element("a")["title"], "¿A?");
}

#[test]
fn a_language_in_which_nothing_is_written_is_told_once() {
    let questions = "  - { id: a, type: open, text: { es: \"¿A?\" } }\n  - { id: b, type: open, text: { es: \"¿B?\" } }\n";
    assert_eq!(program("es, en", &survey(questions)).findings(), [warning("survey-language-incomplete", 2)]);
}

#[test]
fn a_survey_that_is_complete_in_no_language_is_not_written() {
    let questions =
        "  - { id: a, type: open, text: { es: \"¿A?\" } }\n  - { id: b, type: open, text: { en: \"B?\" } }\n";
    let built = program("es, en", &survey(questions));
    assert_eq!(built.findings().len(), 2);
    assert!(built.output().artifacts.is_empty());
}

#[test]
fn a_canonical_item_without_its_subject_is_told_once() {
    assert_eq!(told("  - { id: a, use: nps }\n"), [warning("survey-language-incomplete", 6)]);
}

#[test]
fn two_questions_of_one_name_are_told_at_both_and_keep_their_answers_apart() {
    let built = build(&survey(
        "  - { id: re-ad, type: open, text: \"¿A?\" }\n  - { id: read, type: open, text: \"¿B?\" }\n",
    ));
    assert_eq!(built.findings(), [warning("question-name-clash", 6), warning("question-name-clash", 7)]);
    assert_eq!(built.element("read2")["title"], "¿B?");
}

#[test]
fn what_no_platform_can_be_told_is_asked_of_everybody_and_said() {
    let built = build(&survey(
        r#"
  - { id: day, type: date, text: "¿A?" }
  - { id: b, type: open, text: "¿B?", show_when: "days(day, as_of) > 30" }
  - { id: c, type: open, text: "¿C?", show_when: "b = 'a\\b'" }
"#,
    ));
    assert_eq!(built.findings(), [warning("target-loss", 7), warning("target-loss", 8)]);
    assert_eq!(built.element("b").get("visibleIf"), None);
}

#[test]
fn a_repeated_answer_must_be_that_of_an_earlier_question() {
    let built = build(&survey(
        r#"
  - { id: a, type: open, text: "¿{{ answer.b }}?" }
  - { id: b, type: open, text: "¿{{ promise.fast }} {{ due }}?" }
"#,
    ));
    let told = [warning("piped-answer-unknown", 6), warning("target-loss", 7), warning("target-loss", 7)];
    assert_eq!(built.findings(), told);
    assert_eq!(
        (&built.element("a")["title"], &built.element("b")["title"]),
        (&"¿…?".into(), &"¿… …?".into())
    );
}

#[test]
fn limits_of_surveyjs_are_told_where_they_bite() {
    let questions = r#"
  - { id: a, type: scale, text: "¿A?", scale: { points: 0..20, low: Nada, high: Todo, not_applicable: true } }
  - id: b
    type: choice
    text: "¿B?"
    options:
      - { id: x, text: X, other: true }
      - { id: y, text: Y }
      - { id: z, text: Z, other: true }
  - { id: c, type: open, text: "¿{C}?" }
  - { id: d, type: open, text: "¿D?", show_when: "c = 'sí'" }
"#;
    let told = told(questions);
    let expected = [
        warning("target-loss", 6),
        note("target-loss", 11),
        warning("target-loss", 13),
        note("target-loss", 14),
        note("target-loss", 15),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_wording_beside_a_used_question_is_not_asked_and_said() {
    let told = told("  - { id: a, use: why, text: \"¿Por qué?\" }\n");
    assert_eq!(told, [warning("target-loss", 6)]);
}

#[test]
fn a_title_that_not_everybody_can_read_is_not_shown() {
    let built = program("es, en", &format!("title: Encuesta\n{}", survey("  - { id: a, use: why }\n")));
    assert_eq!(built.findings(), [note("target-loss", 1)]);
    assert_eq!(built.file("s.json").get("title"), None);
}

#[test]
fn drafts_and_what_is_over_are_left_out_and_proposals_are_marked() {
    let question = "  - { id: a, use: why }\n";
    let with = |line: &str| build(&format!("{line}{}", survey(question)));
    for line in ["status: draft\n", "status: retired\n", "until: 2026-11-19\n", "since: 2026-11-21\n"] {
        assert!(with(line).output().artifacts.is_empty(), "{line}");
    }
    assert_eq!(with("status: proposed\n").file("s.json")["description"], "Propuesta: todavía no se envía.");
    assert_eq!(with("until: 2026-11-20\n").file("s.json").get("description"), None);
}
