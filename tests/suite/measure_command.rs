//! `senda measure` as an analyst runs it: right numbers, and words for data that does not fit.

use crate::command::{Run, folder, senda, write};
use crate::programs::{DAY, repository};
use serde_json::Value;
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
kind: survey
id: visit
type: relationship
trigger: { every: quarter }
consent: { basis: consent, purpose: { en: Improve, es: Mejorar }, retention: 12 months }
questions:
  - { id: recommend, use: nps, subject: { en: us, es: nosotros } }
---
kind: dataset
id: answers
grain: { en: One answer, es: Una respuesta }
file: data/answers.csv
columns:
  id: { type: text, key: true }
  at: { type: timestamp, time: true, zone: local }
  recommend: { type: integer, question: visit/recommend, scale: 0..10, missing: [99] }
  channel: { type: text, values: [web, shop] }
  minutes: { type: number }
  weight: { type: number, weight: true }
---
kind: metric
id: nps
title: { en: Our NPS, es: Nuestro NPS }
family: nps
dataset: answers
question: visit/recommend
direction: up
period: quarter
cuts: [channel]
minimum_n: 2
target: { value: 20 points, by: 2026-12-31 }
bands: [{ name: low, below: 0 points }, { name: high, from: 0 points }]
HISTORY
---
kind: metric
id: wait
family: mean
dataset: answers
value: minutes
unit: number
direction: down
period: quarter
";

const HEADER: &str = "id,at,recommend,channel,minutes,weight\n";

/// Answers of two quarters: 2026-Q2 has NPS 0, 2026-Q3 has 50 (with the weights).
const ROWS: &str = "a,2026-04-01 10:00:00,10,web,3,1
b,2026-06-30T23:30:00,2,shop,5.5,1
c,2026-07-01 00:00:00,9,web,2,2
d,2026-09-30 23:59:59,5,shop,4,1
e,2026-08-01 08:00,8,web,,1
f,2026-08-02 08:00:00,99,web,9,1
g,2026-08-03 08:00:00,0,shop,9,0
h,2026-08-04 08:00:00,10,,1e0,
i,2026-10-01 08:00:00,10,web,1,1
";

fn program(data: &str) -> TempDir {
    let here = folder(&[("senda.yaml", &PROGRAM.replace("HISTORY\n", ""))]);
    write(&here, "data/answers.csv", data.as_bytes());
    here
}

fn measure(here: &TempDir, more: &[&str]) -> Run {
    senda(here.path(), &[&["measure", "--as-of", DAY], more].concat())
}

fn json(run: &Run) -> Value {
    let found: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.all()));
    let schema = fs::read_to_string(repository().join("schemas/measure.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&found).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    found
}

/// The values of a metric as (period, value of the cut, value, n).
fn values(found: &Value, metric: &str) -> Vec<(String, String, Option<f64>, u64)> {
    let all = found["metrics"].as_array().unwrap();
    let metric = all.iter().find(|it| it["metric"] == metric).unwrap_or_else(|| panic!("{found:#}"));
    let text = |value: &Value| value.as_str().unwrap_or("all").to_owned();
    let points = metric["values"].as_array().unwrap().iter();
    points
        .map(|it| {
            (text(&it["period"]), text(&it["cut_value"]), it["value"].as_f64(), it["n"].as_u64().unwrap())
        })
        .collect()
}

#[test]
fn values_come_from_the_emitted_queries_with_their_intervals() {
    let here = program(&format!("{HEADER}{ROWS}"));
    let run = measure(&here, &["--all-periods", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.all());
    let found = json(&run);
    let of = |period: &str, cut: &str, value: f64, n| (period.to_owned(), cut.to_owned(), Some(value), n);
    let hidden = |period: &str, cut: &str| (period.to_owned(), cut.to_owned(), None, 1);
    assert_eq!(
        values(&found, "nps"),
        [
            of("2026-Q2", "all", 0.0, 2),
            hidden("2026-Q2", "shop"),
            hidden("2026-Q2", "web"),
            of("2026-Q3", "all", 25.0, 3),
            hidden("2026-Q3", "shop"),
            of("2026-Q3", "web", 200.0 / 3.0, 2),
            of("2026-Q4", "all", 100.0, 1),
            hidden("2026-Q4", "web"),
        ]
    );
    let nps = &found["metrics"][0];
    assert_eq!(nps["interval"], "adjusted-wald");
    let third = &nps["values"][3];
    assert_eq!(third["effective_n"], 16.0 / 6.0);
    assert_eq!((third["band"].as_str(), third["state"].as_str()), (Some("high"), Some("complete")));
    assert_eq!(third["target"]["verdict"], "not-distinguishable");
    assert_eq!(third["before"]["verdict"], "not-distinguishable");
    assert_eq!(third["before"]["change"], 25.0);
    let last = &nps["values"][6];
    assert_eq!(
        (last["state"].as_str(), last["target"]["verdict"].as_str()),
        (Some("unfinished"), Some("not-compared"))
    );
    // (2 + 5.5) / 2; 2 × 2, 4 × 1, 9 × 1 over 4; 1.
    let wait: Vec<f64> = values(&found, "wait").iter().map(|(.., value, _)| value.unwrap()).collect();
    assert_eq!(wait, [4.25, 17.0 / 4.0, 1.0]);
    assert_eq!(found["datasets"][0]["without_weight"], 2);
}

#[test]
fn a_person_reads_what_can_be_said_in_the_language_of_the_reader() {
    let here = program(&format!("{HEADER}{ROWS}"));
    let run = measure(&here, &[]);
    assert!(run.out.contains("Our NPS (nps), points"), "{}", run.out);
    assert!(run.out.contains("2026-Q3") && !run.out.contains("2026-Q4"), "{}", run.out);
    assert!(run.out.contains("not distinguishable"), "{}", run.out);
    assert!(run.out.contains("answers (data/answers.csv): 9 rows, 2 without weight"), "{}", run.out);
    let spanish = measure(&here, &["--lang", "es", "--period", "2026", "--by", "total", "--metric", "nps"]);
    for words in ["Nuestro NPS (nps), puntos", "2026-Q4 (en curso)", "no se distingue", "no se compara"] {
        assert!(spanish.out.contains(words), "{words}: {}", spanish.out);
    }
    assert!(!spanish.out.contains("wait") && !spanish.out.contains("channel"), "{}", spanish.out);
}

#[test]
fn spreadsheets_get_no_formulas_and_their_own_decimals() {
    let here = program(&format!("{HEADER}{}", ROWS.replace("web", "=1+1")));
    let run = measure(&here, &["--format", "csv", "--metric", "nps"]);
    assert!(run.out.lines().any(|line| line.contains(",channel,'=1+1,66.66666666666667,2,")), "{}", run.out);
    let run = measure(&here, &["--format", "csv-es=out/nps.csv", "--metric", "nps"]);
    assert!(run.out.contains("Our NPS"), "people still read: {}", run.out);
    let text = fs::read_to_string(here.path().join("out/nps.csv")).unwrap();
    assert!(text.starts_with("\u{feff}metric;title;") && text.contains(";66,66666666666667;2;"), "{text}");
}

#[test]
fn no_line_is_drawn_across_a_break() {
    let with = |history: &str| {
        let text = PROGRAM.replace("HISTORY", &format!("history: [{{ from: old, to: new, {history} }}]"));
        let here = folder(&[("senda.yaml", &text)]);
        write(&here, "data/answers.csv", format!("{HEADER}{ROWS}").as_bytes());
        json(&measure(&here, &["--format", "json", "--metric", "nps", "--by", "total"]))["metrics"][0].clone()
    };
    let restart = with("method: restart, date: 2026-07-01");
    let before = &restart["values"][0]["before"];
    assert_eq!(
        (before["verdict"].as_str(), before["break"].as_str()),
        (Some("not-compared"), Some("2026-07-01"))
    );
    assert_eq!(before["change"], Value::Null);
    let joined = with("method: parallel-run, n: 300, offset: +5 points, date: 2026-07-01");
    assert_eq!(joined["values"][0]["before"]["change"], 20.0);
    let within = with("method: parallel-run, n: 300, offset: +5 points, date: 2026-08-01");
    assert_eq!(within["values"][0]["before"]["verdict"], "not-compared");
    let earlier = with("method: restart, date: 2026-01-01");
    assert_eq!(earlier["values"][0]["before"]["break"], Value::Null);
}

/// What is said about a file, with its status.
fn told(data: &[u8], more: &[&str]) -> String {
    let here = folder(&[("senda.yaml", &PROGRAM.replace("HISTORY\n", ""))]);
    write(&here, "data/answers.csv", data);
    let run = measure(&here, &[&["--metric", "nps"], more].concat());
    assert_eq!(run.status, 1, "{}", run.all());
    run.out
}

#[test]
fn a_row_that_does_not_fit_is_named_and_never_guessed() {
    for (row, words) in [
        ("x,20/11/2026 10:00,9,web,1,1", &["`at`", "line 3: `20/11/2026 10:00`", "2026-11-20 10:00:00"][..]),
        ("x,11-20-2026,9,web,1,1", &["line 3: `11-20-2026`"]),
        ("x,2026-11-20,9,web,1,1", &["a day without its time of day"]),
        ("x,20 nov 2026,9,web,1,1", &["line 3: `20 nov 2026`"]),
        ("x,46346.4166,9,web,1,1", &["line 3: `46346.4166`"]),
        ("x,2026-08-01 10:00,9,web,\"1,5\",1", &["`minutes`", "a decimal comma", "line 3: `1,5`"]),
        ("x,2026-08-01 10:00,9,web,1,5,1", &["more or fewer fields than the header", "7 ≠ 6"]),
        ("x,2026-08-01 10:00,11,web,1,1", &["`recommend`", "neither on the scale", "0..10", "line 3: `11`"]),
        ("x,2026-08-01 10:00,nine,web,1,1", &["not a number", "line 3: `nine`"]),
        ("x,2026-08-01 10:00,9.5,web,1,1", &["not a whole number"]),
        ("x,2026-08-01 10:00,9,web,1,-1", &["a negative weight", "line 3: `-1`"]),
    ] {
        let data = format!("{HEADER}a,2026-08-01 10:00,10,web,3,1\n{row}\nb,2026-08-01 10:00,10,web,3,1\n");
        let out = told(data.as_bytes(), &[]);
        for word in words {
            assert!(out.contains(word), "{row}: `{word}` is missing in\n{out}");
        }
        assert!(out.contains("1 of 3 rows do not fit, so nothing of it was measured"), "{out}");
        assert!(out.contains("Not computed"), "{out}");
        let out = told(data.as_bytes(), &["--skip-rows"]);
        assert!(out.contains("100.00") && out.contains("1 that do not fit"), "{out}");
    }
}

#[test]
fn a_file_that_is_no_table_is_refused_in_our_words() {
    let nothing = format!("{}\n", ",".repeat(2_000_000));
    for (data, words) in [
        (&b""[..], &["is empty"][..]),
        (b"\n\n", &["is empty"]),
        (
            b"id,at\na,b\n",
            &["lacks columns", "`recommend`, `channel`, `minutes`, `weight`", "the file has `id`, `at`"],
        ),
        (b"id,at,Would Recommend,channel,minutes,weight\n", &["`recommend`"]),
        (b"id,at,recommend,recommend,channel,minutes,weight\n", &["has the column `recommend` twice"]),
        (
            b"id,at,recommend,channel,minutes,weight\na,\"2026-08-01 10:00,9,web,1,1\nb\n",
            &["line 2", "never closes"],
        ),
        (nothing.as_bytes(), &["more than 10000 columns"]),
        (b"\xff\xfei\0d\0", &["UTF-16"]),
        (
            b"id,at,recommend,channel,minutes,weight\na,2026-08-01 10:00,9,caf\xe9,1,1\n",
            &["`channel`", "not UTF-8"],
        ),
    ] {
        let out = told(data, &[]);
        for word in words {
            assert!(out.contains(word), "`{word}` is missing in\n{out}");
        }
    }
    let here = folder(&[("senda.yaml", &PROGRAM.replace("HISTORY\n", ""))]);
    assert!(measure(&here, &[]).out.contains("`data/answers.csv` could not be read"));
}

#[test]
fn rows_that_fit_and_look_wrong_are_counted_and_told() {
    let rows = "a,2026-08-01 10:00,10,web,3,1\na,2026-08-01 11:00,10,fax,3,1\n,2026-08-01 11:00,10,web,3,1\n";
    let out = told(format!("{HEADER}{rows}").as_bytes(), &[]);
    for words in [
        "100.00",
        "a key that an earlier row has",
        "line 3: `a (2)`",
        "a row without its key",
        "line 3: `fax`",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn other_separators_and_json_lines_give_the_same_values() {
    let plain = program(&format!("{HEADER}{ROWS}"));
    let wanted = values(&json(&measure(&plain, &["--all-periods", "--format", "json"])), "nps");
    let semicolons = program(&format!("\u{feff}{HEADER}{ROWS}").replace(',', ";").replace('\n', "\r\n"));
    assert_eq!(values(&json(&measure(&semicolons, &["--all-periods", "--format", "json"])), "nps"), wanted);
    let here = folder(&[("senda.yaml", &PROGRAM.replace("HISTORY\n", "").replace(".csv", ".jsonl"))]);
    let names: Vec<&str> = HEADER.trim().split(',').collect();
    let lines = ROWS.lines().map(|row| {
        let cells = names.iter().zip(row.split(',')).map(|(name, cell)| match cell.parse::<f64>() {
            Ok(_) => format!("\"{name}\":{}", cell.replace("1e0", "1")),
            Err(_) if cell.is_empty() => format!("\"{name}\":null"),
            Err(_) => format!("\"{name}\":\"{cell}\""),
        });
        format!("{{{}}}\n", cells.collect::<Vec<_>>().join(","))
    });
    let lines: String = lines.collect();
    write(&here, "data/answers.jsonl", lines.as_bytes());
    assert_eq!(values(&json(&measure(&here, &["--all-periods", "--format", "json"])), "nps"), wanted);
    write(&here, "data/answers.jsonl", format!("{lines}[1]\n{{\"id\":{{}}}}\n").as_bytes());
    let out = measure(&here, &[]).out;
    assert!(out.contains("a line that is not one JSON object") && out.contains("line 10: `[1]`"), "{out}");
    assert!(out.contains("a list or an object where one value is meant"), "{out}");
}

#[test]
fn a_program_or_an_option_that_is_wrong_measures_nothing() {
    let here = program(&format!("{HEADER}{ROWS}"));
    for (more, words) in [
        (&["--metric", "npss"][..], "the nearest is `nps`"),
        (&["--by", "chanel"], "possible: channel, total"),
        (&["--period", "Q3"], "2026-Q3"),
        (&["--database", "x"], "there is no database `x`"),
        (&["--database", "senda.yaml"], "--engine duckdb"),
        (&["--format", "xml"], "table, json, csv, csv-es"),
        (&["--format", "csv=senda.yaml"], "is a file of the program"),
    ] {
        let run = measure(&here, more);
        assert_eq!(run.status, 2, "{}", run.all());
        assert!(run.err.contains(words), "{more:?}: {}", run.err);
    }
    write(&here, "senda.yaml", PROGRAM.replace("HISTORY", "family: nps").as_bytes());
    let run = measure(&here, &[]);
    assert!(run.status == 2 && run.err.contains("nothing was measured"), "{}", run.all());
}

/// More rows than wait at once, most of them equal, at every hour of a year whose clocks change.
#[test]
fn equal_rows_count_as_many_as_they_are() {
    let program = PROGRAM
        .replace("HISTORY\n", "")
        .replace("zone: local", "zone: utc")
        .replace("Mexico_City", "New_York");
    let here = folder(&[("senda.yaml", &program)]);
    let start = jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let clocks = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let (mut data, mut wanted) =
        (HEADER.to_owned(), std::collections::BTreeMap::<String, (f64, f64, u64)>::new());
    for number in 0..70_000_i64 {
        let moment = start.timestamp() + jiff::SignedDuration::from_mins(number * 7);
        let utc = moment.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S");
        let (code, weight) = ([10, 9, 7, 3][(number % 4) as usize], if number % 3 == 0 { 0.5 } else { 2.0 });
        data.push_str(&format!("r{number},{utc},{code},web,1,{weight}\n"));
        let day = moment.to_zoned(clocks.clone()).date();
        let sums = wanted.entry(format!("{}-Q{}", day.year(), (day.month() + 2) / 3)).or_default();
        let side = if code >= 9 {
            1.0
        } else if code <= 6 {
            -1.0
        } else {
            0.0
        };
        *sums = (sums.0 + side * weight, sums.1 + weight, sums.2 + 1);
    }
    write(&here, "data/answers.csv", data.as_bytes());
    let found = json(&measure(&here, &["--all-periods", "--by", "total", "--format", "json"]));
    let got = values(&found, "nps");
    assert_eq!(got.len(), wanted.len());
    for (period, _, value, n) in got {
        let (sides, weight, count) = wanted[&period];
        assert_eq!(n, count, "{period}");
        assert!((value.unwrap() - 100.0 * sides / weight).abs() < 1e-9, "{period}");
    }
}

/// Numbers that were computed by other means stand beside the program.
#[test]
fn every_family_has_the_values_that_were_computed_elsewhere() {
    let program = repository().join("tests/emit/kpi/every-family");
    let run = senda(&program, &["measure", "--as-of", DAY, "--all-periods", "--format", "json"]);
    let found = json(&run);
    let text = fs::read_to_string(program.join("expected.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for metric in found["metrics"].as_array().unwrap() {
        let name = metric["metric"].as_str().unwrap();
        let wanted = expected[&name.replace('-', "_")].as_object().unwrap();
        let got = metric["values"].as_array().unwrap();
        assert_eq!(got.len(), wanted.len(), "{name}");
        for point in got {
            let (period, cut) = (point["period"].as_str().unwrap(), point["cut"].as_str().unwrap());
            let key = format!("{period}|{cut}|{}", point["cut_value"].as_str().unwrap_or("all"));
            let (value, n) = (wanted[&key][0].as_f64(), &wanted[&key][1]);
            let near = match (value, point["value"].as_f64()) {
                (Some(wanted), Some(got)) => (wanted - got).abs() <= 1e-9 * wanted.abs().max(1.0),
                (wanted, got) => wanted == got,
            };
            assert!(near && *n == point["n"], "{name} {key}: {point:#}, wanted {value:?}");
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared}");
}

/// A survey of passengers at San Francisco airport in 2017 (DataSF): a row for each of those that are
/// counted in the data of the tests, and the file itself where somebody has put it.
#[test]
fn the_airport_has_the_score_that_is_published() {
    let mut counted = "RESPNUM,NETPRO,WEIGHT\n".to_owned();
    let mut number = 0;
    for line in include_str!("../data/airport-2017.csv").lines().skip(1) {
        let (answer, passengers) = line.rsplit_once(',').unwrap();
        for _ in 0..passengers.parse().unwrap() {
            number += 1;
            counted.push_str(&format!("{number},{answer}\n"));
        }
    }
    let places = ["../shared", "../../shared"].map(|it| repository().join(it).join("data/sfo_2017.csv"));
    let file = places.iter().find_map(|place| fs::read(place).ok());
    for data in std::iter::once(counted.into_bytes()).chain(file) {
        airport_score(&data);
    }
}

fn airport_score(data: &[u8]) {
    let dataset = |id: &str, more: &str| {
        format!(
            "---\nkind: dataset\nid: {id}\ngrain: {{ en: One, es: Una }}\nfile: data/sfo.csv\ncolumns:\n  respnum: {{ type: integer, key: true }}\n  netpro: {{ type: integer, question: visit/recommend, scale: 0..10, missing: [11] }}\n{more}---\nkind: metric\nid: {id}-nps\nfamily: nps\ndataset: {id}\nquestion: visit/recommend\ndirection: up\n"
        )
    };
    let weight = "  weight: { type: number, weight: true }\n";
    let own = PROGRAM.split("---\nkind: dataset").next().unwrap();
    let text = format!("{own}{}{}", dataset("plain", ""), dataset("weighted", weight));
    let here = folder(&[("senda.yaml", &text)]);
    write(&here, "data/sfo.csv", data);
    let found = json(&measure(&here, &["--format", "json"]));
    let (plain, weighted) = (&found["metrics"][0]["values"][0], &found["metrics"][1]["values"][0]);
    let rounded = |value: &Value, decimals: i32| {
        let scale = 10f64.powi(decimals);
        (value.as_f64().unwrap() * scale).round() / scale
    };
    assert_eq!((rounded(&plain["value"], 2), rounded(&plain["margin"], 1)), (39.84, 2.6));
    assert_eq!((rounded(&weighted["value"], 2), &weighted["n"]), (40.40, &2746.into()));
    assert!(measure(&here, &[]).out.contains("39.84  ± 2.6"));
}

#[test]
fn tables_are_looked_at_unless_somebody_else_does() {
    let here = program(&format!("{HEADER}{ROWS}"));
    let with_table = PROGRAM.replace("HISTORY\n", "").replace("file: data/answers.csv", "table: answers");
    write(&here, "senda.yaml", with_table.as_bytes());
    let store = rusqlite::Connection::open(here.path().join("store.sqlite")).unwrap();
    store.execute_batch("CREATE TABLE answers (id TEXT, at TEXT, recommend INTEGER, channel TEXT, minutes REAL, weight REAL)").unwrap();
    for line in ROWS.lines().chain(["a,2026-07-05 10:00:00,11,web,3,1"]) {
        let cells = line.split(',').map(|cell| (!cell.is_empty()).then_some(cell));
        store
            .execute("INSERT INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6)", rusqlite::params_from_iter(cells))
            .unwrap();
    }
    drop(store);
    let stored = ["--database", "store.sqlite", "--all-periods", "--format", "json"];
    let run = measure(&here, &stored);
    let found = json(&run);
    assert!(run.status == 1 && found["metrics"].as_array().unwrap().is_empty(), "{found:#}");
    assert_eq!(found["datasets"][0]["broken"].as_array().unwrap().len(), 2, "{found:#}");

    let run = measure(&here, &[&stored[..], &["--trust-tables"]].concat());
    let found = json(&run);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(values(&found, "nps").iter().any(|it| it.0 == "2026-Q2" && it.2 == Some(0.0)), "{found:#}");
    assert_eq!(found["datasets"][0]["trusted"], true);
    for (lang, words) in [("en", "taken as declared"), ("es", "tal como se declara")] {
        let run = measure(&here, &["--database", "store.sqlite", "--trust-tables", "--lang", lang]);
        assert!(run.out.contains(words), "{}", run.all());
    }
}
