//! `senda collect` as a team runs it: rows on standard output or in a file, what does not fit, and command
//! lines that say what is not there.

use crate::command::{Run, folder, senda, write};
use crate::programs::repository;
use std::fs;
use std::path::Path;

fn run(here: &Path, more: &[&str]) -> Run {
    let bank = repository().join("examples/banco-horizonte");
    let bank = bank.to_str().unwrap();
    senda(
        here,
        &[&["collect"], &more[..1], &[bank, "--as-of", "2026-11-20", "--lang", "en"], &more[1..]].concat(),
    )
}

const NPS: [&str; 4] = ["--survey", "relationship-survey", "--from", "formbricks"];

fn response(id: &str, score: i64) -> String {
    format!(
        r#"{{"event": "responseFinished", "data": {{"id": "{id}", "createdAt": "2026-11-20T18:10:00Z", "finished": true, "language": "es-MX", "data": {{"recommend": {score}, "sent_customer_id": "C1"}}}}}}"#
    )
}

#[test]
fn responses_become_rows_of_the_dataset() {
    let here = folder(&[]);
    write(&here, "in.json", format!("{}\n{}\n", response("a", 9), response("b", 10)).as_bytes());
    let shown = run(here.path(), &[&["in.json"], &NPS[..]].concat());
    assert_eq!(shown.status, 0, "{}", shown.all());
    let lines: Vec<&str> = shown.out.lines().collect();
    assert!(
        lines[0].starts_with("response_id,customer_id,survey,wording_version,language,archetype"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("a,C1,relationship-survey,2,es-MX,,,2026-11-20T12:10:00,,9,"),
        "{}",
        lines[1]
    );
    assert!(shown.err.contains("2 rows for `responses`"), "{}", shown.err);
    assert!(shown.err.contains("`why` stays behind: no dataset has a column for it"), "{}", shown.err);
    let filed = run(here.path(), &[&["in.json"], &NPS[..], &["--format", "csv=new/rows.csv"]].concat());
    assert_eq!(filed.status, 0, "{}", filed.all());
    assert_eq!(fs::read_to_string(here.path().join("new/rows.csv")).unwrap(), shown.out);
}

#[test]
fn nothing_is_written_while_a_response_does_not_fit_unless_it_is_left_out() {
    let here = folder(&[]);
    write(&here, "in.json", format!("[{}, {}]", response("a", 9), response("b", 12)).as_bytes());
    let file = ["--format", "csv=rows.csv"];
    let refused = run(here.path(), &[&["in.json"], &NPS[..], &file].concat());
    assert_eq!(refused.status, 1, "{}", refused.all());
    assert!(refused.err.contains("b: `recommend`: `12` is no answer that it offers"), "{}", refused.err);
    assert!(!here.path().join("rows.csv").exists());
    let left_out = run(here.path(), &[&["in.json"], &NPS[..], &file, &["--skip-rows"]].concat());
    assert_eq!(left_out.status, 1, "{}", left_out.all());
    assert_eq!(fs::read_to_string(here.path().join("rows.csv")).unwrap().lines().count(), 2);
}

#[test]
fn a_command_line_that_names_what_is_not_there_says_what_is() {
    let here = folder(&[]);
    write(&here, "in.json", response("a", 9).as_bytes());
    let said = |more: &[&str]| {
        let run = run(here.path(), more);
        assert_eq!(run.status, 2, "{}", run.all());
        run.err
    };
    let survey = said(&["in.json", "--survey", "relation-survey", "--from", "qsf"]);
    assert!(survey.contains("the nearest is `relationship-survey`"), "{survey}");
    let platform = said(&["in.json", "--survey", "relationship-survey", "--from", "surveymonkey"]);
    assert!(platform.contains("there are surveyjs, xlsform, qsf"), "{platform}");
    let language = said(&["in.json", "--survey", "relationship-survey", "--from", "typeform"]);
    assert!(language.contains("say it with `--language`: it is offered in es, es-MX, en"), "{language}");
    let other = said(&[&["in.json"], &NPS[..], &["--language", "fr"]].concat());
    assert!(other.contains("is not offered in `fr`"), "{other}");
    let nowhere = said(&["in.json", "--survey", "exit-survey", "--from", "formbricks"]);
    assert!(nowhere.contains("no answer to `exit-survey` lands in a dataset"), "{nowhere}");
    let file = said(&[&["nothing.json"], &NPS[..]].concat());
    assert!(file.contains("`nothing.json` could not be read"), "{file}");
    let own = said(&[&["in.json"], &NPS[..], &["--format", "csv=in.json"]].concat());
    assert!(own.contains("`in.json` is there already, and would be lost"), "{own}");
}
