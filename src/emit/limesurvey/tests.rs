//! The target on small programs.

use super::rows::rows;
use super::table::{COLUMNS, Row, text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome};
use crate::emit::{Options, emit};

fn all(questions: &str) -> Vec<Row> {
    let outcome = outcome(questions);
    rows(&instruments(&checked(&outcome), &|_| true).0[0])
}

fn cell<'r>(row: &'r Row, column: &'static str) -> &'r str {
    assert!(COLUMNS.contains(&column), "{column}");
    row.0.get(column).map_or("", String::as_str)
}

/// A question in a language, and what follows it: answers and lines.
fn question(questions: &str, name: &str, language: &str) -> (Row, Vec<Row>) {
    let rows = all(questions);
    let mut own = rows.into_iter().skip_while(|row| {
        !(cell(row, "class") == "Q" && cell(row, "name") == name && cell(row, "language") == language)
    });
    let question = own.next().unwrap_or_else(|| panic!("no {name}"));
    (question, own.take_while(|row| matches!(cell(row, "class"), "A" | "SQ")).collect())
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
  - { id: nps, type: scale, text: { es: "¿A?", en: "A?" }, scale: { points: -1..9, not_applicable: true } }
  - { id: done, type: yes-no, text: { es: "¿B?", en: "B?" } }
  - { id: times, type: number, text: { es: "¿C?", en: "C?" } }
  - id: drivers
    type: choice
    multiple: 2
    text: { es: "¿D?", en: "D?" }
    options:
      - { id: price, text: { es: P, en: P } }
      - { id: none, text: { es: N, en: N }, exclusive: true }
      - { id: words, text: { es: O, en: Other }, other: true }
  - id: grid
    type: matrix
    text: { es: "¿E?", en: "E?" }
    rows: [{ id: row-a, text: { es: A, en: A } }, { id: b, text: { es: B, en: B } }]
    scale: { points: 1..3 }
  - { id: day, type: date, text: { es: "¿F?", en: "F?" } }
"#;

fn when(condition: &str) -> (String, String) {
    let questions = format!(
        "{ASKED}  - {{ id: target, type: open, text: {{ es: \"¿Z?\", en: \"Z?\" }}, show_when: \"{condition}\" }}\n"
    );
    let relevance = cell(&question(&questions, "target", "es").0, "relevance").to_owned();
    (questions, relevance)
}

#[test]
fn relevance_guards_what_is_not_answered_and_what_does_not_apply() {
    assert_eq!(when("times > 3").1, "!is_empty(times.NAOK) && times.NAOK > 3");
    assert_eq!(when("not done").1, "!is_empty(done.NAOK) && done.NAOK == \"N\"");
    assert_eq!(when("nps is not answered").1, "!(!is_empty(nps.NAOK) && nps.NAOK != \"na\")");
    assert_eq!(when("grid.row-a < 2").1, "!is_empty(grid_rowXa.NAOK) && grid_rowXa.NAOK < 2");
    assert_eq!(when("grid is answered").1, "!is_empty(grid_rowXa.NAOK) || !is_empty(grid_b.NAOK)");
    assert_eq!(when("times + 1 > 3").1, "!is_empty(times.NAOK) && sum(times.NAOK, 1) > 3");
}

#[test]
fn several_options_are_columns_and_the_other_one_is_its_words() {
    let relevance = when("drivers includes price and not (drivers includes words)").1;
    assert!(relevance.contains("drivers_A1.NAOK == \"Y\""), "{relevance}");
    assert!(relevance.contains("is_empty(drivers_other.NAOK)"), "{relevance}");
    let (drivers, lines) = question(ASKED, "drivers", "en");
    assert_eq!(lines.iter().map(|row| cell(row, "name")).collect::<Vec<_>>(), ["A1", "A2"]);
    assert_eq!((cell(&drivers, "type/scale"), cell(&drivers, "other")), ("M", "Y"));
    assert_eq!(cell(&drivers, "other_replace_text"), "Other");
    assert_eq!((cell(&drivers, "max_answers"), cell(&drivers, "exclude_all_others")), ("2", "A2"));
}

#[test]
fn a_code_below_zero_has_a_letter_and_counts_as_its_number() {
    let questions = ASKED.replace("points: -1..9", "points: -1..1");
    let (_, points) = question(&questions, "nps", "es");
    assert_eq!(points.iter().map(|row| cell(row, "name")).collect::<Vec<_>>(), ["m1", "0", "1", "na"]);
    let questions =
        format!("{questions}  - {{ id: z, type: open, text: {{ es: Z, en: Z }}, show_when: nps < 1 }}\n");
    let relevance = cell(&question(&questions, "z", "es").0, "relevance").to_owned();
    assert!(relevance.ends_with("if(nps.NAOK == \"m1\", (-1), nps.NAOK) < 1"), "{relevance}");
}

#[test]
fn codes_are_short_stable_and_none_of_those_that_limesurvey_uses() {
    let code = super::codes::code;
    assert_eq!(code("recommendUs"), "recommendUs");
    for long in ["aQuestionWithAVeryLongName", "aQuestionWithAVeryLongNameToo", "id", "token"] {
        let own = code(long);
        assert!(own.len() <= 20 && own != long && own.bytes().all(|b| b.is_ascii_alphanumeric()), "{own}");
    }
    assert_ne!(code("aQuestionWithAVeryLongName"), code("aQuestionWithAVeryLongNameToo"));
}

#[test]
fn every_language_has_the_same_rows() {
    let rows = all(ASKED);
    let of = |language: &str| -> Vec<(String, String)> {
        let own = rows.iter().filter(|row| cell(row, "language") == language && cell(row, "class") != "SL");
        own.map(|row| (cell(row, "class").to_owned(), cell(row, "name").to_owned())).collect()
    };
    assert!(of("es").len() > 20);
    assert_eq!(of("es"), of("en"));
}

#[test]
fn texts_are_shown_as_they_are_written_and_nothing_is_computed() {
    let escaped = super::text::escaped;
    assert_eq!(
        escaped("<b>\"x\" & {nps} ${y}"),
        "&lt;b&gt;&quot;x&quot; &amp; &#123;nps&#125; $&#123;y&#125;"
    );
    assert_eq!(escaped("=1+1"), "&#61;1+1");
    assert_eq!(escaped("@a\nb"), "&#64;a<br>b");
    assert_eq!(escaped("\u{202e}a\u{1f600}\u{7}"), "\u{202e}a\u{1f600}");
    assert_eq!(escaped(&"ñ".repeat(10_000)), "ñ".repeat(10_000));
    let file = text(&[Row::of("Q").with("relevance", "x == \"a\"")]);
    assert!(file.ends_with("\"x == \"\"a\"\"\"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n"), "{file}");
}

#[test]
fn what_the_file_has_no_place_for_is_said() {
    let (questions, relevance) = when("day < 2026-01-01");
    assert_eq!(relevance, "1");
    let told = losses(&questions);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0, told[0].1), (23, Severity::Warning), "{told:?}");
    let told = losses(
        r#"
  - { id: a, type: choice, multiple: true, text: { es: "¿A?", "es:usted": "¿Y usted?", en: "A?" }, options: [{ id: x, text: { es: X, en: X } }, { id: y, text: { es: Y, en: Y } }] }
  - { id: b, type: open, text: { es: "¿{{ answer.a }}?", en: "{{ answer.a }}?" } }
"#,
    );
    let lines: Vec<(u32, Severity)> = told.iter().map(|(line, severity, _)| (*line, *severity)).collect();
    assert_eq!(lines, [(6, Severity::Warning), (7, Severity::Warning)], "{told:?}");
}
