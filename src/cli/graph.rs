//! `senda graph`: the program as nodes and edges.

use super::{Failure, Setting, Status, disk::DiskWorld, root, unreadable};
use crate::check;
use crate::resolve::Resolved;
use clap::ArgMatches;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let root = root(matches)?;
    let world =
        DiskWorld::open(&root).map_err(|error| unreadable(&crate::model::read::ReadError::List(error)))?;
    let outcome = check(&world, setting.as_of).map_err(|error| unreadable(&error))?;
    let text = match matches.get_one::<String>("format").map_or("mermaid", String::as_str) {
        "dot" => dot(&outcome.program),
        "json" => as_json(&outcome.program),
        _ => mermaid(&outcome.program),
    };
    setting.terminal.say(&text);
    Ok(Status::Clean)
}

/// From, key, to: each link once, whole entities only.
fn links(program: &Resolved) -> BTreeSet<(String, &'static str, String)> {
    program
        .edges()
        .iter()
        .filter_map(|edge| Some((edge, edge.to.entity()?)))
        .filter(|(edge, to)| edge.from != *to)
        .map(|(edge, to)| (program.entity(edge.from).name(), edge.field, program.entity(to).name()))
        .collect()
}

fn title(program: &Resolved, entity: &crate::model::Entity) -> String {
    let first = program.first_language();
    entity.common().title.get().map_or_else(|| entity.id.readable(), |t| t.reading(first, first).to_owned())
}

fn mermaid(program: &Resolved) -> String {
    let name = |name: &str| name.replace([':', '-'], "_");
    let mut out = String::from("flowchart LR\n");
    for (_, entity) in program.entities() {
        let label = title(program, entity).replace('"', "#quot;").replace('\n', " ");
        let _ = writeln!(
            out,
            "  {}[\"{label}<br/><small>{}</small>\"]",
            name(&entity.name()),
            entity.kind.name()
        );
    }
    for (from, field, to) in links(program) {
        let _ = writeln!(out, "  {} -->|{field}| {}", name(&from), name(&to));
    }
    out
}

fn dot(program: &Resolved) -> String {
    let quoted =
        |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "));
    let mut out = String::from("digraph program {\n  rankdir=LR;\n  node [shape=box];\n");
    for (_, entity) in program.entities() {
        let label = format!(
            "{}\\n{}",
            title(program, entity).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "),
            entity.kind.name()
        );
        let _ = writeln!(out, "  {} [label=\"{label}\"];", quoted(&entity.name()));
    }
    for (from, field, to) in links(program) {
        let _ = writeln!(out, "  {} -> {} [label={}];", quoted(&from), quoted(&to), quoted(field));
    }
    out.push_str("}\n");
    out
}

fn as_json(program: &Resolved) -> String {
    let nodes: Vec<_> = program
        .entities()
        .map(|(_, e)| json!({"name": e.name(), "kind": e.kind.name(), "id": e.id.as_str(), "title": title(program, e)}))
        .collect();
    let edges: Vec<_> = links(program)
        .into_iter()
        .map(|(from, field, to)| json!({"from": from, "field": field, "to": to}))
        .collect();
    serde_json::to_string_pretty(&json!({"version": 1, "nodes": nodes, "edges": edges})).unwrap_or_default()
}
