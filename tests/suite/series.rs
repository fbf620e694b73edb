//! A declared break of a series stands wherever somebody reads the numbers: the definitions of KPIs, the
//! charts, the pages and what was measured.

use crate::command::{senda, write};
use crate::programs::{DAY, files_below, repository};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The question of this KPI is a shared one, and the break is declared there alone.
const CLARITY: &str = "kind: metric
id: statement-clarity-score
title: { en: Clarity, es: Claridad }
family: csat
dataset: responses
question: relationship-survey/clarity
period: quarter
";

fn built() -> (TempDir, TempDir) {
    let program = tempfile::tempdir().unwrap();
    for (path, disk) in files_below(&repository().join("examples/banco-horizonte")) {
        write(&program, &path, &fs::read(disk).unwrap());
    }
    write(&program, "metrics/clarity.yaml", CLARITY.as_bytes());
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("out");
    let mut words = vec!["build", ".", "--as-of", DAY, "--out", to.to_str().unwrap()];
    words.extend(["sql", "dbt", "catalog", "vega-lite", "site"].iter().flat_map(|it| ["--target", it]));
    let run = senda(program.path(), &words);
    assert!(run.status < 2, "{}", run.all());
    (program, out)
}

/// The one file below a folder with this name.
fn text(folder: &Path, name: &str) -> String {
    let found: Vec<_> = files_below(folder).into_iter().filter(|(path, _)| path.ends_with(name)).collect();
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    fs::read_to_string(&found[0].1).unwrap()
}

#[test]
fn a_declared_break_stands_in_every_definition_chart_and_page() {
    let (_program, out) = built();
    let all = out.path().join("out");
    // Wording of the queries: in each language, with the n and the reason.
    let sql = text(&all, "sql/ces_decision.sql");
    for words in [
        "series break on 2026-03-02: mail → app-and-email, joined by a parallel run, n 520 (It moved from email",
        "corte de la serie el 2026-03-02: mail → app-and-email, unida por una medición en paralelo, n 520 (Pasó de correo",
    ] {
        assert!(sql.contains(words), "{words}: {}", &sql[..1500]);
    }
    // What metric and question both declare stands once; the question's own break is enough.
    let nps = text(&all, "sql/relationship_nps.sql");
    assert_eq!(
        nps.matches("series break on 2026-01-12: 1 → 2; values before and after").count(),
        1,
        "{}",
        &nps[..1500]
    );
    let clarity = text(&all, "sql/statement_clarity_score.sql");
    assert!(
        clarity.contains("series break on 2026-01-12") && clarity.contains("n 640"),
        "{}",
        &clarity[..900]
    );

    let dbt = text(&all, "models/kpi/_kpi.yml");
    let dbt: Value = serde_yaml::from_str(&dbt).unwrap();
    let model = |name: &str| {
        let all = dbt["models"].as_array().unwrap();
        all.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("{name}")).clone()
    };
    let effort = model("kpi_ces_decision");
    assert!(effort["description"].as_str().unwrap().contains("series break on 2026-03-02"));
    let said = &effort["config"]["meta"]["series_breaks"][0];
    assert_eq!(
        (&said["day"], &said["method"], &said["n"]),
        (&"2026-03-02".into(), &"parallel-run".into(), &520.into())
    );
    assert!(
        model("kpi_churn_rate")["config"]["meta"].get("series_breaks").is_none(),
        "one without a break says none"
    );

    let catalog: Value = serde_json::from_str(&text(&all, "/catalog.json")).unwrap();
    let entry = |id: &str| {
        catalog["metrics"].as_array().unwrap().iter().find(|it| it["metric"] == id).unwrap().clone()
    };
    let broken = &entry("ces-decision")["breaks"][0];
    assert_eq!((&broken["n"], &broken["offset"]), (&520.into(), &serde_json::json!(-0.1)));
    assert!(broken["why"]["es"].as_str().unwrap().starts_with("Pasó de correo"), "{broken}");
    assert_eq!(entry("relationship-nps")["breaks"].as_array().unwrap().len(), 1);
    let sheet = text(&all, "/catalog.csv");
    assert!(sheet.contains("2026-03-02: mail → app-and-email, parallel-run, n 520"), "the table for people");

    let chart = text(&all, "/ces-decision.json");
    assert!(chart.contains("2026-03-02") && chart.contains("strokeDash"), "a rule on the day of the break");
    for (page, words) in [
        ("en/metric/statement-clarity-score.html", ["Declared breaks", "n 640", "asked side by side"]),
        ("es/metric/ces-decision.html", ["n 520", "mail → app-and-email", "se preguntó por las dos vías"]),
    ] {
        let page = text(&all, page);
        for words in words {
            assert!(page.contains(words), "{words}");
        }
    }
}

#[test]
fn what_is_measured_says_why_its_series_breaks() {
    let run = senda(
        &repository().join("examples/banco-horizonte"),
        &["measure", "--as-of", DAY, "--format", "json", "--metric", "ces-decision"],
    );
    let found: Value = serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}", run.all()));
    let one = &found["metrics"][0]["breaks"][0];
    assert_eq!((&one["n"], &one["method"]), (&520.into(), &"parallel-run".into()));
    assert!(one["why"].as_str().is_some_and(|why| !why.is_empty()), "{one}");
}
