//! The value of a metric computed here is the value that its query gives: both are held to the same
//! expected values, which other means computed.

use crate::programs::{check_world, day, files_below, repository};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use senda::analyze::business_time;
use senda::analyze::measure::{Facts, Measured, Row, Scope, measure};
use senda::model::dataset::Dataset;
use senda::model::expression::Value;
use senda::model::id::Id;
use senda::model::metric::Metric;
use senda::model::scalar::Scalar;
use senda::model::time::{Days, Month, PeriodName};
use senda::model::{EntityIndex, Of};
use senda::resolve::Resolved;
use senda::resolve::names::{self, cells, metrics};
use senda::source::MemoryWorld;
use std::collections::{BTreeMap, HashMap};
use std::fs;

/// The lines of a simple CSV file by the names of its columns.
fn lines(text: &str) -> Vec<HashMap<String, String>> {
    let mut lines = text.lines().map(cells_of);
    let names = lines.next().expect("a CSV file has a head");
    lines.map(|line| names.iter().cloned().zip(line).collect()).collect()
}

/// The cells of a line; quotes inside quotes are doubled.
fn cells_of(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.push(letters.next().expect("peeked")),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

fn tables(program: &Resolved, folder: &std::path::Path) -> BTreeMap<EntityIndex, Vec<Row>> {
    let zone = names::zone(program);
    let mut tables = BTreeMap::new();
    for dataset in program.all::<Dataset>() {
        let Some(file) = dataset.it.file.get() else { continue };
        let text = fs::read_to_string(folder.join(&**file)).expect("the data is there");
        let rows = lines(&text).into_iter().map(|line| {
            let mut row = Row::default();
            for (name, column) in dataset.it.columns.pairs() {
                let symbol = names::column_symbol(program, dataset.index, name.as_str(), column).unwrap();
                let code = line.get(name.as_str()).map_or("", String::as_str);
                let value = cells::of_code(column, &symbol.ty, &zone, code)
                    .unwrap_or_else(|why| panic!("{}: {code}: {}", name.as_str(), why.en));
                row.cells.insert(name.as_str(), value);
            }
            row
        });
        tables.insert(dataset.index, rows.collect());
    }
    tables
}

/// The facts of which only the rows of one period are left, in the tables that a metric reads.
fn within(facts: &Facts<'_>, metric: Of<'_, Metric>, period: &str) -> BTreeMap<EntityIndex, Vec<Row>> {
    let mut tables = facts.tables.clone();
    if period == "all" {
        return tables;
    }
    let days: Days = match (PeriodName::parse(period), metric.it.period.value()) {
        (Ok(name @ PeriodName::Day(_)), Some(length)) => {
            length.around(name.days(Month::parse("1").unwrap()).last)
        }
        (Ok(name), _) => name.days(Month::parse("1").unwrap()),
        (Err(_), _) => panic!("{period} is no period"),
    };
    for index in metrics::datasets(facts.program, metric) {
        let dataset = facts.program.as_kind::<Dataset>(index).unwrap();
        let time = dataset.it.columns.pairs().find(|(_, column)| column.time.value() == Some(true));
        let Some((time, _)) = time else { continue };
        let lies = |row: &Row| match row.cell(time.as_str()) {
            Value::Date(day) => days.contains(day),
            Value::Moment(moment) => days.contains(moment.to_zoned(facts.zone.clone()).date()),
            _ => false,
        };
        tables.get_mut(&index).unwrap().retain(lies);
    }
    tables
}

/// The scope of a value of a cut: `group/online` is `its/true`.
fn scope(program: &Resolved, metric: Of<'_, Metric>, cut: &str, value: &str) -> Scope {
    let mut scope = Scope::default();
    if cut == "total" {
        return scope;
    }
    for (column, value) in cut.split('/').zip(value.splitn(cut.split('/').count(), '/')) {
        let own = metrics::datasets(program, metric).into_iter();
        let all = program.all::<Dataset>().map(|dataset| dataset.index);
        let (dataset, name, column) = own
            .chain(all)
            .find_map(|index| {
                let dataset = program.as_kind::<Dataset>(index)?;
                let (name, found) = dataset.it.columns.pairs().find(|(name, _)| name.as_str() == column)?;
                Some((index, name.as_str(), found))
            })
            .expect("the cut is a column");
        let symbol = names::column_symbol(program, dataset, name, column).unwrap();
        let value = match value {
            "not stated" => Value::None,
            code => cells::of_code(column, &symbol.ty, &names::zone(program), code).unwrap(),
        };
        scope.cuts.push((dataset, name, value));
    }
    scope
}

#[test]
fn every_value_that_queries_must_give_is_computed_here_as_well() {
    let folder = repository().join("tests/emit/kpi/every-family");
    let files = files_below(&folder).into_iter().filter(|(path, _)| path.ends_with(".yaml"));
    let world = MemoryWorld::new(files.map(|(path, disk)| (path, fs::read(disk).unwrap())));
    let outcome = check_world(&world);
    let program = &outcome.program;
    let calendar = business_time::of_program(program);
    assert!(calendar.is_some());
    let facts = Facts {
        program,
        tables: tables(program, &folder),
        as_of: day(),
        zone: names::zone(program),
        calendar,
    };
    let text = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, BTreeMap<String, (Option<f64>, usize)>> =
        serde_json::from_str(&text).unwrap();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (name, values) in &expected {
        let metric = program.get::<Metric>(Id::new(&name.replace('_', "-"))).expect("the metric is there");
        let mut periods: HashMap<String, BTreeMap<EntityIndex, Vec<Row>>> = HashMap::new();
        for (key, (value, n)) in values {
            let [period, cut, of] = key.splitn(3, '|').collect::<Vec<_>>()[..] else { panic!("{key}") };
            let tables = periods.entry(period.to_owned()).or_insert_with(|| within(&facts, metric, period));
            let here = Facts {
                tables: tables.clone(),
                zone: facts.zone.clone(),
                calendar: facts.calendar.clone(),
                ..facts
            };
            let found = measure(&here, metric, &scope(program, metric, cut, of));
            compared += 1;
            match found {
                Err(why) => wrong.push(format!("{name} {key}: {why:?}")),
                Ok(found) if !agrees(&found, *value, *n, cut) => {
                    wrong.push(format!(
                        "{name} {key}: {:?} of {}, not {value:?} of {n}",
                        found.value, found.n
                    ));
                }
                Ok(_) => {}
            }
        }
    }
    assert!(compared > 500, "{compared} values");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Cuts of few answers have no value in queries, because they are not shown.
fn agrees(found: &Measured, value: Option<f64>, n: usize, cut: &str) -> bool {
    let near = |one: Decimal, other: f64| {
        let one = one.to_f64().unwrap();
        (one - other).abs() <= 1e-9 * other.abs().max(1.0)
    };
    found.n == n
        && match (found.value, value) {
            (Some(one), Some(other)) => near(one, other),
            (None, None) => true,
            (Some(_), None) => cut != "total",
            (None, Some(_)) => false,
        }
}

/// Answers of real people, with weights and a code for "no answer": how many gave each answer with each
/// weight in the customer survey of San Francisco airport, 2017 (DataSF).
#[test]
fn real_answers_with_weights_give_the_published_score() {
    let counted = lines(include_str!("../data/airport-2017.csv"));
    let passengers = |line: &HashMap<String, String>| line["passengers"].parse::<usize>().unwrap();
    assert_eq!(counted.iter().map(passengers).sum::<usize>(), 2831);
    let program = "kind: program\nid: airport\nsenda: 1\nlanguages: [en]\nlocale: en-US\ncurrency: USD\ntimezone: America/Los_Angeles\n---\nkind: survey\nid: passengers\ntype: relationship\ntrigger: { every: year }\nquestions:\n  - { id: recommend, use: nps, subject: the airport }\n---\nkind: dataset\nid: answers\ngrain: One row per passenger\nfile: a.csv\ncolumns:\n  netpro: { type: integer, question: passengers/recommend, scale: 0..10, missing: [11] }\n  weight: { type: number, weight: true }\n---\nkind: metric\nid: airport-nps\nfamily: nps\ndataset: answers\nquestion: passengers/recommend\ndirection: up\n";
    let outcome = check_world(&MemoryWorld::new([("senda.yaml", program)]));
    let dataset = outcome.program.get::<Dataset>(Id::new("answers")).unwrap();
    let zone = names::zone(&outcome.program);
    let rows = |weighted: bool| -> Vec<Row> {
        let row = |line: &HashMap<String, String>| {
            let mut row = Row::default();
            for (name, column) in dataset.it.columns.pairs() {
                let symbol =
                    names::column_symbol(&outcome.program, dataset.index, name.as_str(), column).unwrap();
                if weighted || name.as_str() != "weight" {
                    let value = cells::of_code(column, &symbol.ty, &zone, &line[name.as_str()]).unwrap();
                    row.cells.insert(name.as_str(), value);
                }
            }
            row
        };
        let alike = |line| (0..passengers(line)).map(move |_| line);
        counted.iter().flat_map(alike).map(row).collect()
    };
    let metric = outcome.program.get::<Metric>(Id::new("airport-nps")).unwrap();
    for (weighted, expected) in [(false, 39.839_766_933_721_776), (true, 40.398_435_511_707)] {
        let facts = Facts {
            program: &outcome.program,
            tables: BTreeMap::from([(dataset.index, rows(weighted))]),
            as_of: day(),
            zone: zone.clone(),
            calendar: None,
        };
        let found = measure(&facts, metric, &Scope::default()).unwrap();
        assert_eq!(found.n, 2746);
        assert!((found.value.unwrap().to_f64().unwrap() - expected).abs() < 1e-9, "{:?}", found.value);
    }
}
