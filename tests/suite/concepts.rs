//! Every concept of the founding documents is expressed somewhere, and the table says where.

use crate::programs::{self, EXAMPLES, repository};
use senda::analyze::gate;
use senda::emit::json::fields_json;
use senda::model::Kind;
use senda::model::id::Id;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;

/// A row of `docs/concepts.md`: its id and what it points at.
struct Row {
    id: String,
    pointers: Vec<String>,
    checks: Vec<String>,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(repository().join("docs/concepts.md")).unwrap();
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let id = *cells.get(1)?;
            let is_row = id.len() == 3
                && id.starts_with(|c: char| ('A'..='E').contains(&c))
                && id[1..].bytes().all(|b| b.is_ascii_digit());
            is_row.then(|| Row { id: id.to_owned(), pointers: quoted(cells[3]), checks: quoted(cells[4]) })
        })
        .collect()
}

#[test]
fn the_table_has_every_row() {
    let counts = [('A', 37), ('B', 25), ('C', 27), ('D', 41), ('E', 33)];
    let expected: Vec<String> =
        counts.iter().flat_map(|(letter, n)| (1..=*n).map(move |i| format!("{letter}{i:02}"))).collect();
    let found: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_row_points_at_something() {
    let examples: BTreeMap<&str, _> =
        EXAMPLES.iter().map(|name| (*name, programs::check_world(&programs::example(name)))).collect();
    let mut lost = Vec::new();
    for row in rows() {
        if row.pointers.is_empty() {
            lost.push(format!("{}: points at nothing", row.id));
        }
        for pointer in &row.pointers {
            let mut words = pointer.split(' ');
            let (example, entity, path) = (words.next(), words.next(), words.next());
            let found = (|| {
                let outcome = examples.get(example?)?;
                let (kind, id) = entity?.split_once(':')?;
                let index = outcome.program.find(Kind::of_name(kind)?, Id::new(id))?;
                let fields = fields_json(outcome.program.entity(index), outcome.program.first_language());
                path.unwrap_or("")
                    .split('.')
                    .filter(|p| !p.is_empty())
                    .try_fold(fields, |at, key| step(&at, key))
            })();
            if found.is_none_or(|value| value.is_null()) {
                lost.push(format!("{}: `{pointer}`", row.id));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// One step of a path: a key, the id of a list's item, or its index.
fn step(at: &Json, key: &str) -> Option<Json> {
    match at {
        // A single value where a list is allowed too is a list of one.
        Json::Array(list) if list.len() == 1 && list[0].get(key).is_some() => list[0].get(key).cloned(),
        Json::Object(map) => map.get(key).cloned(),
        Json::Array(list) => list
            .iter()
            .find(|item| item.get("id").and_then(Json::as_str) == Some(key))
            .cloned()
            .or_else(|| list.get(key.parse::<usize>().ok()?).cloned()),
        _ => None,
    }
}

#[test]
fn the_rules_it_names_are_rules_or_are_to_come() {
    let pages = ["docs/rules-to-come.md", "docs/rules-not-taken.md"];
    let coming = pages.map(|page| fs::read_to_string(repository().join(page)).unwrap()).concat();
    let unknown: Vec<String> = rows()
        .into_iter()
        .flat_map(|row| row.checks.into_iter().map(move |check| (row.id.clone(), check)))
        .filter(|(_, check)| {
            senda::analyze::find_rule(check).is_none() && !coming.contains(&format!("`{check}`"))
        })
        .map(|(row, check)| format!("{row}: {check}"))
        .collect();
    assert!(unknown.is_empty(), "neither a rule nor in {}:\n{}", pages.join(", "), unknown.join("\n"));
}

#[test]
fn the_examples_pass_the_gate() {
    for name in EXAMPLES {
        let outcome = programs::check_world(&programs::example(name));
        let broken: Vec<_> = outcome
            .diagnostics
            .iter()
            .filter(|d| d.stops_a_build())
            .map(|d| format!("{} {}: {}", outcome.sources.describe(d.at), d.rule.name, d.message.en))
            .collect();
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
        assert!(gate(&outcome.program, &outcome.sources, &outcome.diagnostics, outcome.as_of).is_some());
    }
}
