//! The target on small programs.

use super::sheets::{Sheet, form};
use super::workbook::bytes;
use crate::Outcome;
use crate::diagnostic::Severity;
use crate::emit::survey::instruments;
use crate::emit::survey::small::{checked, outcome};
use crate::emit::{Options, emit};
use std::collections::BTreeMap;

fn sheets(outcome: &Outcome) -> Vec<Sheet> {
    form(&instruments(&checked(outcome), &|_| true).0[0])
}

/// The rows of a sheet by the value of a column: the cells that are not empty, by the head of their column.
fn rows(questions: &str, sheet: usize, key: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let sheets = sheets(&outcome(questions));
    let (head, lines) = sheets[sheet].lines.split_first().unwrap();
    let row = |line: &Vec<String>| -> BTreeMap<String, String> {
        head.iter().cloned().zip(line.iter().cloned()).filter(|(_, cell)| !cell.is_empty()).collect()
    };
    let rows = lines.iter().map(row).filter(|row| row.contains_key(key));
    rows.map(|row| (row[key].clone(), row)).collect()
}

fn survey(questions: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    rows(questions, 0, "name")
}

fn choices(questions: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    rows(questions, 1, "name")
}

/// Line, severity and message of each finding of the target.
fn losses(questions: &str) -> Vec<(u32, Severity, String)> {
    let outcome = outcome(questions);
    let findings = emit(&[&super::TARGET], &checked(&outcome), &Options::default()).findings;
    let told = |finding: &crate::diagnostic::Diagnostic| {
        let line = outcome.sources.get(finding.at.file).place(finding.at.span.start).line;
        (line, finding.severity, finding.message.en.clone())
    };
    findings.iter().map(told).collect()
}

const ES: &str = "label::Español (es)";
const EN: &str = "label::English (en)";

#[test]
fn nps_is_a_list_of_eleven_codes_with_words_at_its_ends_in_each_language() {
    let questions = "  - { id: recommend-us, use: nps, subject: Acme, required: true }\n";
    let row = &survey(questions)["recommendUs"];
    assert_eq!((&*row["type"], &*row["required"]), ("select_one recommendUs", "yes"));
    let codes = choices(questions);
    assert_eq!(codes.len(), 11);
    assert_eq!((&*codes["0"][ES], &*codes["10"][EN]), ("0 · Nada probable", "10 · Extremely likely"));
    assert_eq!(codes["5"][EN], "5");
}

#[test]
fn conditions_guard_what_is_not_answered_and_what_does_not_apply() {
    let rows = survey(
        r#"
  - { id: speed, type: scale, text: { es: "¿A?", en: "A?" }, scale: { points: 1..3, not_applicable: true } }
  - { id: why, type: open, text: { es: "¿B?", en: "B?" }, show_when: not (speed = 3) }
  - { id: none, type: open, text: { es: "¿C?", en: "C?" }, show_when: speed is not answered }
"#,
    );
    assert_eq!(rows["why"]["relevant"], "(${speed} != '' and ${speed} != 'na') and ${speed} != 3");
    assert_eq!(rows["none"]["relevant"], "not(${speed} != '' and ${speed} != 'na')");
}

#[test]
fn options_are_limited_exclude_and_come_and_go() {
    let questions = r#"
  - { id: yes, type: yes-no, text: { es: "¿A?", en: "A?" } }
  - id: drivers
    type: choice
    multiple: 2
    text: { es: "¿B?", en: "B?" }
    options:
      - { id: price, text: { es: P, en: P }, show_when: "yes" }
      - { id: none, text: { es: N, en: N }, exclusive: true }
      - { id: words, text: { es: O, en: O }, other: true }
"#;
    let rows = survey(questions);
    let drivers = &rows["drivers"];
    assert_eq!(drivers["type"], "select_multiple drivers");
    assert_eq!(
        drivers["constraint"],
        "count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)"
    );
    assert_eq!(drivers["constraint_message::English (en)"], "At most 2. “N” goes alone.");
    assert_eq!(
        drivers["choice_filter"],
        "when = 'always' or (when = 'c1' and (${yes} != '' and ${yes} = 'yes'))"
    );
    let words = &rows["drivers__words"];
    assert_eq!((&*words["relevant"], &*words["required"]), ("selected(${drivers}, 'words')", "yes"));
    assert_eq!(choices(questions)["price"]["when"], "c1");
}

#[test]
fn a_matrix_is_a_group_with_a_head_and_a_line_for_each_row() {
    let rows = survey(
        r#"
  - id: grid
    type: matrix
    required: true
    text: { es: "¿F?", en: "F?" }
    rows: [{ id: row-a, text: { es: A, en: A } }]
    scale: { points: 1..2, low: { es: Poco, en: Little } }
"#,
    );
    assert_eq!((&*rows["grid"]["type"], &*rows["grid__head_"]["appearance"]), ("begin_group", "label"));
    let line = &rows["grid__row_a"];
    assert_eq!(
        (&*line["type"], &*line["appearance"], &*line["required"]),
        ("select_one grid", "list-nolabel", "yes")
    );
}

#[test]
fn the_words_of_a_chosen_option_are_repeated_not_its_id() {
    let rows = survey(
        r#"
  - { id: why, type: choice, text: { es: "¿A?", en: "A?" }, options: [{ id: x, text: { es: X, en: X } }, { id: words, text: { es: O, en: O }, other: true }] }
  - { id: more, type: open, text: { es: "Dijiste {{ answer.why }}", en: "You said {{ answer.why }}" } }
"#,
    );
    assert_eq!(rows["more"][EN], "You said ${why__words_}");
    assert_eq!(
        rows["why__words_"]["calculation"],
        "if(${why} = 'words', ${why__words}, jr:choice-name(${why}, '${why}'))"
    );
}

#[test]
fn texts_are_read_as_they_are_written() {
    let plain = super::text::plain;
    assert_eq!(plain("Cuesta ${x}"), "Cuesta $ {x}");
    assert_eq!(plain("# *uno* _dos_"), "\\# \\*uno\\* \\_dos\\_");
    assert_eq!(plain("3 * 4, mi_cuenta, n.º #1"), "3 * 4, mi_cuenta, n.º #1");
    assert_eq!(plain("<b>x</b> a < b"), "‹b>x‹/b> a < b");
    assert_eq!(plain("[a](b) [c]"), "\\[a](b) \\[c]");
    assert_eq!(plain("a\u{7}b\u{202e}c\u{1f600}"), "ab\u{202e}c\u{1f600}");
}

#[test]
fn an_xpath_literal_holds_any_quotes_and_no_name() {
    let quoted = super::expression::quoted;
    assert_eq!(quoted("it's"), "\"it's\"");
    assert_eq!(quoted("it's \"so\""), "concat('it', \"'\", 's \"so\"')");
    assert_eq!(quoted("${x}"), "concat('$', '{x}')");
}

#[test]
fn limits_are_told_at_their_line() {
    let told = losses(
        r#"
  - id: a
    type: scale
    text: { es: "¿A?", en: "A?" }
    scale:
      points: 0..20
      not_applicable: true
  - id: b
    type: ranking
    text: { es: "¿B ${x}?", en: "B?" }
    multiple: 1..2
    options: [{ id: x, text: { es: X, en: X } }, { id: y, text: { es: Y, en: Y } }, { id: z, text: { es: Z, en: Z } }]
"#
        .replace("1..2", "2")
        .as_str(),
    );
    let lines: Vec<(u32, Severity)> = told.iter().map(|(line, severity, _)| (*line, *severity)).collect();
    assert_eq!(lines, [(11, Severity::Warning), (14, Severity::Info), (15, Severity::Warning)], "{told:?}");
    assert!(told[2].2.contains("`b`"), "{told:?}");
}

#[test]
fn what_no_cell_can_hold_is_refused_with_its_line_and_no_file_is_written() {
    let long = "x".repeat(40_000);
    let questions = format!("  - {{ id: a, type: open, text: {{ es: \"{long}\", en: \"A?\" }} }}\n");
    let told = losses(&questions);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].2.contains("32,767") && told[0].0 == 6);
    let outcome = outcome(&questions);
    assert!(emit(&[&super::TARGET], &checked(&outcome), &Options::default()).artifacts.is_empty());
}

#[test]
fn the_same_survey_gives_the_same_bytes_and_another_one_another_version() {
    let one = |text: &str| {
        let outcome =
            outcome(&format!("  - {{ id: a, type: open, text: {{ es: \"{text}\", en: \"A?\" }} }}\n"));
        let sheets = sheets(&outcome);
        (sheets[2].lines[1][2].clone(), bytes(&sheets))
    };
    assert_eq!(one("¿A?"), one("¿A?"));
    assert_ne!(one("¿A?").0, one("¿B?").0);
}
