//! `senda test` as a person or a pipeline runs it.

use crate::command::{senda, write};
use crate::programs::{DAY, files_below, repository};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const HOLDS: &str = "kind: test
id: a-detractor-is-written-to
title: A three is written to
given:
  now: 2026-11-20T16:00
  responses:
    - { survey: season-survey, customer: r1, archetype: new-rider, at: 2026-11-20T16:00, answers: { recommend: 3, why: Nobody told me } }
    - { survey: season-survey, customer: r2, archetype: new-rider, at: 2026-11-20T16:05, answers: { recommend: 9 } }
expect:
  bands: { season-nps: alert }
  playbooks:
    - { playbook: make-it-right, customer: r1, step: contact, due: 2026-11-23T16:00 }
  no_playbooks:
    - { playbook: make-it-right, customer: r2 }
";

/// The program of the rules' tests, with a file of tests.
fn program(tests: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, file) in files_below(&repository().join("tests/rules/base")) {
        write(&folder, &path, &fs::read(file).unwrap());
    }
    write(&folder, "tests.yaml", tests.as_bytes());
    folder
}

fn run(folder: &TempDir, more: &[&str]) -> crate::command::Run {
    senda(folder.path(), &[&["test", "--as-of", DAY], more].concat())
}

fn json(folder: &TempDir) -> Value {
    let found: Value = serde_json::from_str(&run(folder, &["--format", "json"]).out).expect("it is JSON");
    let schema = fs::read_to_string(repository().join("schemas/test-results.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&found).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    found
}

/// What no test touches of an aspect, and the counts.
fn part(found: &Value, aspect: &str) -> (Vec<String>, [u64; 3]) {
    let parts = found["coverage"].as_array().unwrap();
    let part = parts.iter().find(|part| part["aspect"] == aspect).unwrap();
    let what = part["untouched"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap().to_owned());
    (what.collect(), ["touched", "of", "beyond"].map(|key| part[key].as_u64().unwrap()))
}

#[test]
fn tests_that_hold_pass_and_what_they_touch_is_counted() {
    let here = program(HOLDS);
    let shown = run(&here, &[]);
    assert_eq!(shown.status, 0, "{}", shown.all());
    assert!(shown.out.contains("passed  a-detractor-is-written-to  A three is written to"), "{}", shown.out);
    assert!(shown.out.contains("1 test: 1 passed"), "{}", shown.out);
    let found = json(&here);
    let (metrics, [touched, ..]) = part(&found, "metrics");
    assert_eq!(touched, 1);
    assert!(
        !metrics.contains(&"metric:season-nps".to_owned())
            && metrics.contains(&"metric:churn-rate".to_owned())
    );
    let (bands, [touched, ..]) = part(&found, "bands");
    assert_eq!(touched, 1);
    assert!(bands.contains(&"metric:season-nps: `watch`".to_owned()), "{bands:?}");
    let (steps, [touched, _, beyond]) = part(&found, "steps");
    assert!(
        touched == 1 && beyond > 0 && steps.contains(&"playbook:make-it-right/resolve".to_owned()),
        "{steps:?}"
    );
    let (branches, _) = part(&found, "branches");
    for (branch, untouched) in [
        ("playbook:make-it-right starts with `recommend <= 6`", false),
        ("playbook:make-it-right does not start with `recommend <= 6`", false),
        ("playbook:make-it-right starts with `satisfied <= 2`", true),
        ("playbook:thank-and-invite starts with `recommend >= 9`", true),
    ] {
        assert_eq!(branches.contains(&branch.to_owned()), untouched, "{branch}: {branches:#?}");
    }
    assert!(run(&here, &["--untouched"]).out.contains("playbook:make-it-right/resolve (playbooks.yaml:"));
}

#[test]
fn a_test_that_fails_shows_what_was_expected_and_what_was_found() {
    let here =
        program(&HOLDS.replace("due: 2026-11-23T16:00", "due: 2026-11-21T16:00").replace("alert", "watch"));
    let shown = run(&here, &[]);
    assert_eq!(shown.status, 1);
    assert!(shown.out.contains("FAILED"), "{}", shown.out);
    assert!(
        shown.out.contains("- expected  2026-11-21T16:00\n    + found     2026-11-23T16:00"),
        "{}",
        shown.out
    );
    assert!(shown.out.contains("- expected  watch\n    + found     alert"), "{}", shown.out);
    assert!(shown.out.contains("tests.yaml:12:"), "{}", shown.out);
    let found = json(&here);
    assert_eq!(found["summary"]["failed"], 1);
    assert_eq!(found["tests"][0]["outcomes"][0]["found"], "alert");
    let spanish = run(&here, &["--lang", "es"]);
    assert!(spanish.out.contains("FALLÓ") && spanish.out.contains("- esperado    watch"), "{}", spanish.out);
}

#[test]
fn what_cannot_be_told_or_read_does_not_pass() {
    let wave = "  surveys: [{ survey: season-survey, customer: r1, at: 2026-11-20T16:00, sent: true }]\n";
    let here = program(&format!("{HOLDS}{wave}"));
    let shown = run(&here, &[]);
    assert!(shown.status == 1 && shown.out.contains("OPEN"), "{}", shown.all());
    assert_eq!(json(&here)["tests"][0]["verdict"], "undecided");
    let here = program(&HOLDS.replace("recommend: 3", "recommend: thirty"));
    let shown = run(&here, &[]);
    assert_eq!(shown.status, 1, "{}", shown.all());
    assert!(shown.out.contains("UNREAD") && shown.err.contains("senda check"), "{}", shown.all());
    assert_eq!(json(&here)["tests"][0]["verdict"], "unread");
}

#[test]
fn some_tests_alone_a_least_share_and_no_tests_at_all() {
    let other = HOLDS.replace("id: a-detractor-is-written-to", "id: another").replace("alert", "watch");
    let here = program(&format!("{HOLDS}---\n{other}"));
    let alone = run(&here, &["--only", "a-detractor-is-written-to"]);
    assert_eq!(alone.status, 0, "{}", alone.all());
    assert!(alone.out.contains("1 test: 1 passed") && !alone.out.contains("another"), "{}", alone.out);
    let nobody = run(&here, &["--only", "nobody"]);
    assert!(nobody.status == 2 && nobody.err.contains("there is no test `nobody`"), "{}", nobody.all());
    let more = run(&here, &["--only", "a-detractor-is-written-to", "--min", "90"]);
    assert!(more.status == 1 && more.err.contains("90 % is asked for"), "{}", more.all());
    assert_eq!(run(&here, &["--only", "a-detractor-is-written-to", "--min", "1"]).status, 0);
    let none = program("# no tests yet\n");
    let shown = run(&none, &[]);
    assert!(shown.status == 0 && shown.out.contains("senda new test"), "{}", shown.all());
}

#[test]
fn a_build_server_gets_a_case_for_each_test() {
    let other =
        HOLDS.replace("id: a-detractor-is-written-to", "id: another").replace("alert", "<watch> & \"more\"");
    let here = program(&format!(
        "{HOLDS}---\n{}",
        other.replace("bands: { season-nps: <watch> & \"more\" }", "bands: { season-nps: watch }")
    ));
    let shown = run(&here, &["--format", "junit=out.xml"]);
    assert!(shown.status == 1 && shown.out.contains("FAILED"), "people still read it: {}", shown.all());
    let xml = fs::read_to_string(here.path().join("out.xml")).unwrap();
    assert!(xml.contains("<testsuites name=\"senda\" tests=\"2\" failures=\"1\">"), "{xml}");
    assert!(xml.contains("<testcase classname=\"tests.yaml\" name=\"a-detractor-is-written-to\" file=\"tests.yaml\" line=\"2\"/>"), "{xml}");
    assert!(xml.contains("<failure type=\"failed\" message=\"`season-nps` comes to `0 points`"), "{xml}");
    let shown =
        run(&here, &["--format", "github", "--format", "sarif=out.sarif", "--format", "gitlab=out.json"]);
    assert!(shown.out.starts_with("::error file=tests.yaml,line="), "{}", shown.all());
    for (form, words) in
        [("out.sarif", "\"ruleId\": \"test-failed\""), ("out.json", "\"check_name\": \"test-failed\"")]
    {
        let text = fs::read_to_string(here.path().join(form)).unwrap();
        assert!(text.matches(words).count() == 1, "{text}");
    }
    let unread = program(&HOLDS.replace("recommend: 3", "recommend: thirty"));
    assert!(
        run(&unread, &["--format", "github"]).out.contains("test-undecided"),
        "one that is not tried is told"
    );
    let over = run(&here, &["--format", "junit=tests.yaml"]);
    assert!(over.status == 2, "{}", over.all());
}
