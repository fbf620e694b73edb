//! A made-up year: the same seed gives the same bytes, what was assumed comes back from the data within its
//! interval about as often as intervals promise, and nothing of anybody's is written over.

use crate::command::{Run, senda, write};
use crate::programs::{DAY, files_below, repository};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn example(name: &str) -> String {
    repository().join("examples").join(name).display().to_string()
}

fn simulate(here: &Path, program: &str, out: &str, more: &[&str]) -> Run {
    let run = senda(
        here,
        &[&["simulate", program, "--out", out, "--as-of", DAY, "--runs", "50", "--lang", "en"], more]
            .concat(),
    );
    assert_eq!(run.status, 0, "{}", run.all());
    run
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder).into_iter().map(|(path, disk)| (path, fs::read(disk).unwrap())).collect()
}

fn measured(here: &Path, program: &str, data: &str) -> Value {
    let run = senda(
        here,
        &[
            "measure",
            program,
            "--data",
            data,
            "--as-of",
            DAY,
            "--by",
            "total",
            "--all-periods",
            "--format",
            "json",
        ],
    );
    assert_eq!(run.status, 0, "every row fits what its dataset declares: {}", run.all());
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_year() {
    let here = tempfile::tempdir().unwrap();
    let program = example("city-permits");
    simulate(here.path(), &program, "one", &[]);
    simulate(here.path(), &program, "two", &[]);
    simulate(here.path(), &program, "other", &["--seed", "2"]);
    let all = |name: &str| files(&here.path().join(name));
    assert_eq!(all("one"), all("two"));
    assert!(all("one").keys().any(|path| path == "data/feedback.csv"));
    for table in ["data/feedback.csv", "data/permits.csv"] {
        assert_ne!(all("one")[table], all("other")[table], "{table}");
    }
}

#[test]
fn both_examples_fit_their_datasets_and_their_report_its_schema() {
    let here = tempfile::tempdir().unwrap();
    let schema = fs::read_to_string(repository().join("schemas/simulation.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for name in ["city-permits", "banco-horizonte"] {
        let program = example(name);
        simulate(here.path(), &program, name, &[]);
        let report = fs::read_to_string(here.path().join(name).join("simulation.json")).unwrap();
        let report: Value = serde_json::from_str(&report).unwrap();
        let faults: Vec<String> = schema.iter_errors(&report).map(|it| it.to_string()).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        for table in report["tables"].as_array().unwrap() {
            let file = here.path().join(name).join(table["file"].as_str().unwrap());
            let rows = fs::read_to_string(&file).unwrap().lines().count() - 1;
            assert_eq!(rows as u64, table["rows"].as_u64().unwrap(), "{}", file.display());
        }
        let found = measured(here.path(), &program, name);
        assert!(
            found["datasets"].as_array().unwrap().iter().all(|it| it["faults"] == Value::Array(vec![])),
            "{found:#}"
        );
    }
}

#[test]
fn what_was_assumed_lies_in_the_measured_intervals_about_as_often_as_they_promise() {
    let here = tempfile::tempdir().unwrap();
    let program = example("city-permits");
    let (mut held, mut all) = (0, 0);
    for seed in 1..=15 {
        let seed = seed.to_string();
        simulate(here.path(), &program, &seed, &["--seed", &seed]);
        let report: Value = serde_json::from_str(
            &fs::read_to_string(here.path().join(&seed).join("simulation.json")).unwrap(),
        )
        .unwrap();
        let assumed: BTreeMap<&str, f64> = report["shows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["cut"] == "total")
            .map(|it| (it["metric"].as_str().unwrap(), it["value"].as_f64().unwrap()))
            .collect();
        assert_eq!(
            assumed.keys().copied().collect::<Vec<_>>(),
            ["ease", "opened-as-announced", "trust", "visits-per-shop"]
        );
        assert_eq!(
            (assumed["trust"], assumed["visits-per-shop"]),
            (0.61, 1.9),
            "the baselines of the program"
        );
        let found = measured(here.path(), &program, &seed);
        for metric in found["metrics"].as_array().unwrap() {
            let Some(truth) = assumed.get(metric["metric"].as_str().unwrap()) else { continue };
            for point in metric["values"].as_array().unwrap() {
                let end = |name: &str| point["interval"][name].as_f64().unwrap();
                all += 1;
                held += u32::from(end("low") <= *truth && *truth <= end("high"));
            }
        }
    }
    // 240 intervals of 95 %: with a chance of 1 in 1000 fewer than 217 or more than 238 hold it.
    assert_eq!(all, 240);
    assert!((217..=238).contains(&held), "{held} of {all}");
}

#[test]
fn rows_are_those_of_the_plan() {
    let here = tempfile::tempdir().unwrap();
    simulate(here.path(), &example("city-permits"), "out", &[]);
    let lines =
        |file: &str| fs::read_to_string(here.path().join("out/data").join(file)).unwrap().lines().count() - 1;
    assert_eq!(
        lines("feedback.csv"),
        280 * 12 * 40 / 100,
        "invitations of a month times twelve times the response rate"
    );
    assert_eq!(lines("permits.csv"), 160 * 4, "the count of a quarter times four");
}

#[test]
fn the_smallest_change_is_that_of_the_textbook() {
    let here = tempfile::tempdir().unwrap();
    simulate(here.path(), &example("city-permits"), "out", &[]);
    let report: Value =
        serde_json::from_str(&fs::read_to_string(here.path().join("out/simulation.json")).unwrap()).unwrap();
    let trust = report["shows"].as_array().unwrap().iter().find(|it| it["metric"] == "trust").unwrap();
    let (n, p) = (trust["n"].as_f64().unwrap(), 0.61);
    // (1.959964 + 0.841621) · √(2 p (1 − p) / n)
    let smallest = (1.959_963_985 + 0.841_621_234) * (2.0 * p * (1.0 - p) / n).sqrt();
    assert_eq!(n, 336.0);
    assert!((trust["smallest_change"].as_f64().unwrap() - smallest).abs() < 1e-6, "{trust} {smallest}");
    for one in report["coverage"].as_array().unwrap() {
        assert!(one["held"].as_u64().unwrap() >= 41, "of 50 runs at 95 %: {one}");
    }
}

#[test]
fn nothing_that_somebody_wrote_is_touched() {
    let here = tempfile::tempdir().unwrap();
    write(&here, "out/data/permits.csv", b"mine\n");
    let run = senda(
        here.path(),
        &["simulate", &example("city-permits"), "--out", "out", "--as-of", DAY, "--runs", "1"],
    );
    assert_eq!(run.status, 2, "{}", run.all());
    assert!(run.all().contains("data/permits.csv"), "{}", run.all());
    assert_eq!(fs::read(here.path().join("out/data/permits.csv")).unwrap(), b"mine\n");
    assert!(
        !here.path().join("out/data/feedback.csv").exists()
            && !here.path().join("out/simulation.json").exists()
    );
    let wrong = senda(here.path(), &["simulate", &example("city-permits"), "--year", "next", "--as-of", DAY]);
    assert!(wrong.status == 2 && wrong.all().contains("`next` is no year"), "{}", wrong.all());
    let nowhere =
        senda(here.path(), &["measure", &example("city-permits"), "--data", "nowhere", "--as-of", DAY]);
    assert!(nowhere.status == 2 && nowhere.all().contains("`nowhere` cannot be read"), "{}", nowhere.all());
}

#[test]
fn a_simulated_year_can_be_looked_at_on_the_pages() {
    let here = tempfile::tempdir().unwrap();
    let program = example("city-permits");
    simulate(here.path(), &program, "sim", &[]);
    fs::write(here.path().join("values.json"), measured(here.path(), &program, "sim").to_string()).unwrap();
    let run = senda(
        here.path(),
        &["build", &program, "--out", "out", "--target", "site", "--measured", "values.json", "--as-of", DAY],
    );
    assert_eq!(run.status, 0, "{}", run.all());
    let page = fs::read_to_string(here.path().join("out/site/en/scorecard/counter-scorecard.html")).unwrap();
    assert!(page.contains("<title>Trust after the permit: By period</title>"), "the preview of a scorecard");
}
