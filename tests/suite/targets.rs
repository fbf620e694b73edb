//! `targets` of a program: which outputs are written, where, of what, and how.

use crate::programs::{self, check_world, example_files};
use senda::Outcome;
use senda::diagnostic::Diagnostic;
use senda::emit::{self, Artifact, Kept, Options, TARGETS};
use senda::source::MemoryWorld;
use std::collections::BTreeSet;

const PROGRAM: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [es, en]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\n";

fn ordered(targets: &str) -> Outcome {
    check_world(&MemoryWorld::new([("senda.yaml", format!("{PROGRAM}targets:\n{targets}"))]))
}

/// Rule, words pointed at, and help of each finding about outputs.
fn faults(targets: &str) -> Vec<(String, String, String)> {
    let outcome = ordered(targets);
    let about = outcome.diagnostics.iter().filter(|d| d.rule.name.starts_with("output-"));
    about
        .map(|d| {
            let text = &outcome.sources.get(d.at.file).text()[d.at.span.range()];
            let help = d.help.as_ref().map(|help| help.en.clone()).unwrap_or_default();
            (d.rule.name.to_owned(), text.to_owned(), help)
        })
        .collect()
}

fn one(targets: &str) -> (String, String, String) {
    let faults = faults(targets);
    assert_eq!(faults.len(), 1, "{targets}: {faults:#?}");
    faults.into_iter().next().unwrap()
}

#[test]
fn what_does_not_exist_is_told_with_the_nearest_that_does() {
    let cases = [
        ("  - { id: a, emits: surveyj }", "surveyj", "`surveyjs`"),
        ("  - { id: a, emits: sql, options: { dialect: [sqlite] } }", "dialect", "`dialects`"),
        (
            "  - { id: a, emits: sql, options: { dialects: [oracle] } }",
            "[oracle]",
            "[duckdb, postgres, sqlite, spark, datafusion, databricks, bigquery, snowflake, redshift, trino]",
        ),
        ("  - { id: a, emits: sql, options: { checks: sometimes } }", "sometimes", "`checks: false`"),
        ("  - { id: a, emits: site, options: { languages: [fr] } }", "[fr]", "[es, en]"),
        ("  - { id: a, emits: dbt, options: { colour: red } }", "colour", "it has none"),
        ("  - { id: a, emits: sql, only: [small] }", "small", "metric"),
    ];
    for (targets, words, help) in cases {
        let (rule, at, said) = one(targets);
        assert_eq!((rule.as_str(), at.as_str()), ("output-unknown", words), "{targets}");
        assert!(said.contains(help), "{targets}: {said}");
    }
}

#[test]
fn outputs_stay_inside_and_out_of_each_other() {
    for (targets, at) in [
        ("  - { id: a, emits: site, to: ../elsewhere }", "../elsewhere"),
        ("  - { id: a, emits: site, to: /elsewhere }", "/elsewhere"),
        ("  - { id: a, emits: site }\n  - { id: b, emits: json, to: site }", "site"),
        ("  - { id: a, emits: sql, to: kpi }\n  - { id: b, emits: dbt, to: kpi/dbt }", "kpi/dbt"),
    ] {
        assert_eq!(one(targets).0, "output-place", "{targets}");
        assert_eq!(one(targets).1, at, "{targets}");
    }
    assert!(faults("  - { id: a, emits: site }\n  - { id: b, emits: site, to: board/site }").is_empty());
}

fn build(outcome: &Outcome) -> Vec<Artifact> {
    let jobs = emit::jobs(&outcome.program, &Options::default());
    let kept = Kept::default();
    emit::emit_into(&jobs, &outcome.checked().expect("it passes the gate"), &kept);
    kept.into_artifacts()
}

/// The bank with other targets.
fn bank(targets: &str) -> Vec<Artifact> {
    let mut files = example_files("banco-horizonte");
    let root = files.iter_mut().find(|(path, _)| path == "senda.yaml").expect("a root");
    let text = String::from_utf8(root.1.clone()).unwrap();
    let (before, rest) = text.split_once("\ntargets:\n").expect("the bank orders outputs");
    let after = rest.split_once("\nrules:\n").expect("rules come next").1;
    root.1 = format!("{before}\ntargets:\n{targets}\nrules:\n{after}").into_bytes();
    build(&check_world(&MemoryWorld::new(files)))
}

fn paths(artifacts: &[Artifact]) -> BTreeSet<&str> {
    artifacts.iter().map(|artifact| artifact.path.as_str()).collect()
}

#[test]
fn only_what_is_ordered_is_written_and_where_it_is_ordered() {
    let files = bank(
        "  - { id: a, emits: sql, to: board/kpi, only: [churn-rate], options: { dialects: [duckdb], checks: false } }\n  \
         - { id: b, emits: surveyjs, only: [relationship-survey], options: { tests: false, progress: false } }\n  \
         - { id: c, emits: json, only: [relationship-survey], options: { indent: false } }",
    );
    let wanted = [
        "board/kpi/churn_rate.sql",
        "board/kpi/staging/duckdb.sql",
        "program.json",
        "surveys/surveyjs/codebook.csv",
        "surveys/surveyjs/mappings/relationship-survey.json",
        "surveys/surveyjs/relationship-survey.json",
    ];
    assert_eq!(paths(&files), wanted.into());
    let text =
        |path: &str| String::from_utf8(files.iter().find(|a| a.path == path).unwrap().bytes.clone()).unwrap();
    assert!(text("surveys/surveyjs/relationship-survey.json").contains("\"showProgressBar\": false"));
    let json: serde_json::Value = serde_json::from_str(&text("program.json")).unwrap();
    assert_eq!(json["entities"].as_array().unwrap().len(), 1);
    assert_eq!(text("program.json").lines().count(), 1);
}

#[test]
fn a_program_without_targets_gets_the_usual_ones_and_no_platform_that_it_never_chose() {
    let outcome = check_world(&programs::example("city-permits"));
    let jobs = emit::jobs(&outcome.program, &Options::default());
    let names: Vec<&str> = jobs.iter().map(|job| job.target.name).collect();
    assert_eq!(names, ["site", "surveyjs", "sql", "dbt", "json"]);
    let findings = emit::emit_into(&jobs, &outcome.checked().unwrap(), &Kept::default());
    let platforms = TARGETS.iter().filter(|target| !target.by_default).filter_map(|target| target.platform);
    for platform in platforms {
        let about = |finding: &Diagnostic| finding.message.en.contains(platform.name);
        assert!(!findings.iter().any(about), "{}: {findings:?}", platform.name);
    }
    let all = build(&outcome);
    for path in ["site/index.html", "program.json", "kpi/dbt/dbt_project.yml", "kpi/sql/staging/duckdb.sql"] {
        assert!(paths(&all).contains(path), "{path}");
    }
    let elsewhere = |path: &&str| path.starts_with("surveys/") && !path.starts_with("surveys/surveyjs/");
    assert_eq!(paths(&all).into_iter().filter(elsewhere).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_platform_is_written_when_the_program_names_it() {
    let files = bank("  - { id: a, emits: qsf, only: [relationship-survey] }");
    let wanted = ["codebook.csv", "mappings/relationship-survey.json", "relationship-survey.qsf"];
    let wanted = wanted.map(|file| format!("surveys/qsf/{file}"));
    assert_eq!(paths(&files), wanted.iter().map(String::as_str).collect());
}
