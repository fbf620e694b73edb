//! What was measured, on the pages: the same numbers, with what may be said of them, and never stale ones.

use crate::command::{Run, folder, senda, write};
use crate::programs::{DAY, files_below, repository};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

const PROGRAM: &str = "kind: program
id: small
senda: 1
languages: [en, es]
locale: en-US
currency: USD
timezone: America/Mexico_City
approach: reactive
readiness: passive
---
kind: dataset
id: visits
grain: { en: One visit, es: Una visita }
file: data/visits.csv
columns:
  id: { type: text, key: true }
  day: { type: date, time: true }
  minutes: { type: number }
  shop: { type: text, values: [north, south] }
---
kind: metric
id: wait
title: { en: Wait, es: Espera }
family: mean
dataset: visits
value: minutes
unit: number
direction: down
period: quarter
cuts: [shop]
minimum_n: 3
target: { value: TARGET, by: 2027-12-31 }
bands: [{ name: good, below: 10 }, { name: bad, from: 10 }]
history: [{ from: by-hand, to: by-clock, method: restart, date: 2026-04-01 }]
---
kind: scorecard
id: board
title: { en: Board, es: Tablero }
type: executive
audience: public
metrics: [wait]
";

/// A program with six visits in each quarter of a year; the last quarter of the year is not over.
fn program(target: &str) -> TempDir {
    let here = folder(&[("senda.yaml", &PROGRAM.replace("TARGET", target))]);
    let mut rows = "id,day,minutes,shop\n".to_owned();
    let days = ["2025-11-03", "2026-02-03", "2026-05-03", "2026-08-03", "2026-11-03"];
    for (quarter, day) in days.iter().enumerate() {
        for (visit, minutes) in [4, 6, 8, 9, 12, 15].iter().enumerate() {
            let shop = if visit == 0 { "south" } else { "north" };
            rows.push_str(&format!("{quarter}-{visit},{day},{},{shop}\n", minutes + quarter));
        }
    }
    write(&here, "data/visits.csv", rows.as_bytes());
    here
}

fn measure(here: &TempDir) {
    let run =
        senda(here.path(), &["measure", "--as-of", DAY, "--all-periods", "--format", "json=values.json"]);
    assert_eq!(run.status, 0, "{}", run.all());
}

fn build(here: &TempDir, out: &str, more: &[&str]) -> Run {
    senda(here.path(), &[&["build", "--out", out, "--target", "site", "--as-of", DAY], more].concat())
}

fn page(here: &TempDir, path: &str) -> String {
    fs::read_to_string(here.path().join(path)).unwrap_or_else(|_| panic!("{path} is there"))
}

#[test]
fn a_page_says_what_was_measured_and_what_may_be_said_of_it() {
    let here = program("8");
    measure(&here);
    let run = build(&here, "out", &["--measured", "values.json"]);
    assert_eq!(run.status, 0, "{}", run.all());
    let metric = page(&here, "out/site/en/metric/wait.html");
    for said in [
        "not distinguishable from the target",
        "not distinguishable from the period before",
        "Measured",
        "n 6",
        "too few answers",
        "not compared: a series break lies between",
    ] {
        assert!(metric.contains(said), "{said}");
    }
    let values: Value = serde_json::from_str(&page(&here, "values.json")).unwrap();
    let of = |period: &str| {
        let points = values["metrics"][0]["values"].as_array().unwrap();
        points.iter().find(|it| it["period"] == period && it["cut"] == "total").unwrap()["value"]
            .as_f64()
            .unwrap()
    };
    for period in ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] {
        assert!(
            metric.contains(&format!("<td data-l=\"Value\">{:.0}</td>", of(period))),
            "{period}: {}",
            of(period)
        );
    }
    let score = page(&here, "out/site/es/scorecard/board.html");
    assert!(
        score.contains("no se distingue de la meta") && score.contains("medido el")
            || score.contains("Medido el")
    );
    for path in ["en/scorecard/board.html", "en/sponsor.html"] {
        let text = page(&here, &format!("out/site/{path}"));
        assert!(text.contains("<title>Wait: By period</title><desc>"), "{path}");
        assert!(text.contains("not distinguishable from the target"), "{path}");
    }
}

/// The paths of a drawing as the places that each passes.
fn strokes(page: &str) -> Vec<Vec<f64>> {
    let drawn = page.split(" d=\"M").skip(1).filter_map(|rest| rest.split('"').next());
    let x = |place: &str| place.split(' ').next().and_then(|x| x.parse::<f64>().ok());
    let path = |text: &str| text.split('L').map(|place| x(place).expect("a place")).collect::<Vec<f64>>();
    drawn
        .filter(|text| text.split('L').all(|place| x(place).is_some() && place.split(' ').count() == 2))
        .map(path)
        .collect()
}

#[test]
fn no_line_of_a_page_crosses_a_break() {
    let here = program("8");
    measure(&here);
    build(&here, "out", &["--measured", "values.json"]);
    for path in ["scorecard/board.html", "sponsor.html", "metric/wait.html"] {
        let text = page(&here, &format!("out/site/en/{path}"));
        let drawing =
            text.split("<svg class=\"full spark\"").nth(1).or_else(|| text.split("trended\"").nth(1));
        let drawing = drawing.unwrap_or_else(|| panic!("{path} has a line"));
        let at = drawing.split("class=\"ink dash\" x1=\"").nth(1).and_then(|it| it.split('%').next());
        let at: f64 = at.unwrap_or_else(|| panic!("{path} marks the break")).parse().unwrap();
        let lines = strokes(drawing.split("</svg>").next().unwrap());
        assert_eq!(lines.len(), 2, "{path}: {lines:?}");
        let crossing =
            |line: &Vec<f64>| line.iter().any(|x| *x < at * 10.0) && line.iter().any(|x| *x > at * 10.0);
        assert!(!lines.iter().any(crossing), "{path}: {lines:?} and {at}");
    }
}

#[test]
fn values_of_another_definition_are_not_shown() {
    let here = program("8");
    measure(&here);
    for (change, to) in
        [("value: 8,", "value: 7,"), ("below: 10", "below: 9"), ("value: minutes", "value: minutes * 2")]
    {
        let text = PROGRAM.replace("TARGET", "8").replace(change, to);
        write(&here, "senda.yaml", text.as_bytes());
        let run = build(&here, "changed", &["--measured", "values.json"]);
        assert!(
            run.all().contains("`wait` was measured on 2026-11-22 by another definition")
                || run.all().contains("by another definition"),
            "{to}: {}",
            run.all()
        );
        assert!(!page(&here, "changed/site/en/metric/wait.html").contains("_measured"), "{to}");
    }
    // What only readers see changes nothing.
    let text = PROGRAM.replace("TARGET", "8").replace("title: { en: Wait,", "title: { en: Waiting time,");
    write(&here, "senda.yaml", text.as_bytes());
    let run = build(&here, "same", &["--measured", "values.json"]);
    assert!(!run.all().contains("measurement-stale"), "{}", run.all());
    assert!(page(&here, "same/site/en/metric/wait.html").contains("_measured"));
}

#[test]
fn one_metric_measured_alone_has_the_same_definition() {
    let here = program("8");
    measure(&here);
    let all = page(&here, "values.json");
    senda(
        here.path(),
        &["measure", "--metric", "wait", "--as-of", "2027-01-09", "--format", "json=values.json"],
    );
    let digest =
        |text: &str| serde_json::from_str::<Value>(text).unwrap()["metrics"][0]["definition"].clone();
    assert_eq!(digest(&all), digest(&page(&here, "values.json")));
}

#[test]
fn a_later_period_that_is_over_is_said() {
    let here = program("8");
    measure(&here);
    let run = senda(
        here.path(),
        &["build", "--out", "out", "--target", "site", "--as-of", "2027-01-05", "--measured", "values.json"],
    );
    assert!(run.all().contains("was measured up to 2026-Q3, and 2026-Q4 is over since"), "{}", run.all());
    assert!(page(&here, "out/site/en/metric/wait.html").contains("A later period is over since"));
    let before = senda(
        here.path(),
        &["build", "--out", "out", "--target", "site", "--as-of", "2026-01-05", "--measured", "values.json"],
    );
    assert!(before.all().contains("after the day of this build, 2026-01-05"), "{}", before.all());
}

#[test]
fn a_file_that_is_no_measurement_of_this_program_writes_nothing() {
    let here = program("8");
    measure(&here);
    let good = page(&here, "values.json");
    let wrong = [
        ("", "it is not JSON: line 1 cannot be read"),
        ("{\"a\": 1}\n", "it is not what `senda measure --format json` writes"),
        (&good[..good.len() / 2], "it is not JSON"),
        (
            &good.replace("\"definition\"", "\"defined\""),
            "it is not what `senda measure --format json` writes",
        ),
        (
            &good.replace("\"program\": \"small\"", "\"program\": \"other\""),
            "measures the program `other`, and this is `small`",
        ),
    ];
    for (text, said) in wrong {
        write(&here, "wrong.json", text.as_bytes());
        let run = build(&here, "none", &["--measured", "wrong.json"]);
        assert_eq!(run.status, 2, "{}", run.all());
        assert!(run.all().contains(said), "{said}: {}", run.all());
    }
    let run = build(&here, "none", &["--measured", "nowhere.json"]);
    assert!(run.status == 2 && run.all().contains("`nowhere.json` cannot be read"), "{}", run.all());
    assert!(!here.path().join("none").exists());
}

#[test]
fn without_a_measurement_pages_are_as_they_were_and_with_one_builds_repeat() {
    let here = program("8");
    measure(&here);
    build(&here, "plain", &[]);
    let plain = page(&here, "plain/site/en/metric/wait.html");
    assert!(!plain.contains("_measured") && plain.contains("No baseline and no published values"));
    let read = |out: &str| -> BTreeMap<String, Vec<u8>> {
        let files = files_below(&here.path().join(out)).into_iter();
        files.map(|(path, disk)| (path, fs::read(disk).unwrap())).collect()
    };
    build(&here, "one", &["--measured", "values.json"]);
    build(&here, "two", &["--measured", "values.json"]);
    assert_eq!(read("one"), read("two"));
    let check = build(&here, "one", &["--measured", "values.json", "--check"]);
    assert_eq!(check.status, 0, "{}", check.all());
    assert_eq!(build(&here, "one", &["--check"]).status, 1, "without the values it is another site");
}

#[test]
fn both_examples_show_what_their_data_says() {
    let here = tempfile::tempdir().unwrap();
    for (example, pages) in [
        ("banco-horizonte", ["es/sponsor.html", "es/scorecard/executive-scorecard.html"]),
        ("city-permits", ["en/scorecard/counter-scorecard.html", "en/metric/trust.html"]),
    ] {
        let program = repository().join("examples").join(example);
        let program = program.to_str().unwrap();
        let values = format!("json={example}.json");
        let run =
            senda(here.path(), &["measure", program, "--as-of", DAY, "--all-periods", "--format", &values]);
        assert_eq!(run.status, 0, "{}", run.all());
        let (file, day) = (format!("{example}.json"), ["--as-of", DAY]);
        let run = senda(
            here.path(),
            &[&["build", program, "--out", example, "--target", "site", "--measured", &file][..], &day]
                .concat(),
        );
        assert_eq!(run.status, 0, "{}", run.all());
        assert!(!run.all().contains("measurement-stale"), "{}", run.all());
        for path in pages {
            let text = fs::read_to_string(here.path().join(example).join("site").join(path)).unwrap();
            assert!(text.contains("Medido") || text.contains("Measured"), "{path}");
            assert!(
                text.contains("not distinguishable from") || text.contains("no se distingue de"),
                "{path}"
            );
        }
    }
}
