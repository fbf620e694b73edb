//! `senda graph`: the program as nodes and edges.

use super::rename::kind_called;
use super::{Failure, Setting, Status, disk::DiskWorld, root, unreadable};
use crate::check;
use crate::diagnostic::say;
use crate::model::{Entity, Kind};
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
    let kinds = kinds(matches)?;
    let part = Part { program: &outcome.program, kinds };
    let text = match matches.get_one::<String>("format").map_or("mermaid", String::as_str) {
        "dot" => dot(&part),
        "json" => as_json(&part),
        _ => mermaid(&part),
    };
    setting.terminal.say(&text);
    if text.starts_with(MERMAID) {
        let (edges, length) = (links(&part).len(), text.chars().count());
        if edges > MOST_EDGES || length > MOST_TEXT {
            let words = say!(
                en: "this graph has {edges} edges and {length} characters; Mermaid draws {MOST_EDGES} and {MOST_TEXT} unless it is set up otherwise: choose kinds, such as `--only journey,playbook`, or use `--format dot`",
                es: "este grafo tiene {edges} enlaces y {length} caracteres; Mermaid dibuja {MOST_EDGES} y {MOST_TEXT} si no se configura otra cosa: elige clases, por ejemplo `--only journey,playbook`, o usa `--format dot`"
            );
            setting.terminal.note(words.in_lang(setting.lang));
        }
    }
    Ok(Status::Clean)
}

const MERMAID: &str = "flowchart LR\n";
/// What Mermaid draws as it comes, on GitHub too: `maxEdges` and `maxTextSize`, which no diagram may set.
const MOST_EDGES: usize = 500;
const MOST_TEXT: usize = 50_000;

/// The part of a program that is shown.
struct Part<'p> {
    program: &'p Resolved,
    kinds: Vec<Kind>,
}

impl Part<'_> {
    fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.program.entities().map(|(_, entity)| entity).filter(|entity| self.shows(entity))
    }

    fn shows(&self, entity: &Entity) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&entity.kind)
    }
}

fn kinds(matches: &ArgMatches) -> Result<Vec<Kind>, Failure> {
    let names = matches.get_many::<String>("only").into_iter().flatten();
    names.map(|name| kind_called(name)).collect()
}

/// From, key, to: each link once, whole entities only.
fn links(part: &Part<'_>) -> BTreeSet<(String, &'static str, String)> {
    let program = part.program;
    program
        .edges()
        .iter()
        .filter_map(|edge| Some((edge, edge.to.entity()?)))
        .filter(|(edge, to)| edge.from != *to)
        .filter(|(edge, to)| part.shows(program.entity(edge.from)) && part.shows(program.entity(*to)))
        .map(|(edge, to)| (program.entity(edge.from).name(), edge.field(), program.entity(to).name()))
        .collect()
}

fn title(program: &Resolved, entity: &crate::model::Entity) -> String {
    let first = program.first_language();
    entity.common().title.get().map_or_else(|| entity.id.readable(), |t| t.reading(first, first).to_owned())
}

fn mermaid(part: &Part<'_>) -> String {
    let name = |name: &str| name.replace([':', '-'], "_");
    let mut out = String::from(MERMAID);
    for entity in part.entities() {
        let label = title(part.program, entity).replace('"', "#quot;").replace('\n', " ");
        let _ = writeln!(
            out,
            "  {}[\"{label}<br/><small>{}</small>\"]",
            name(&entity.name()),
            entity.kind.name()
        );
    }
    for (from, field, to) in links(part) {
        let _ = writeln!(out, "  {} -->|{field}| {}", name(&from), name(&to));
    }
    out
}

fn dot(part: &Part<'_>) -> String {
    let quoted =
        |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "));
    let mut out = String::from("digraph program {\n  rankdir=LR;\n  node [shape=box];\n");
    for entity in part.entities() {
        let label = format!(
            "{}\\n{}",
            title(part.program, entity).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "),
            entity.kind.name()
        );
        let _ = writeln!(out, "  {} [label=\"{label}\"];", quoted(&entity.name()));
    }
    for (from, field, to) in links(part) {
        let _ = writeln!(out, "  {} -> {} [label={}];", quoted(&from), quoted(&to), quoted(field));
    }
    out.push_str("}\n");
    out
}

fn as_json(part: &Part<'_>) -> String {
    let nodes: Vec<_> = part
        .entities()
        .map(|e| json!({"name": e.name(), "kind": e.kind.name(), "id": e.id.as_str(), "title": title(part.program, e)}))
        .collect();
    let edges: Vec<_> = links(part)
        .into_iter()
        .map(|(from, field, to)| json!({"from": from, "field": field, "to": to}))
        .collect();
    serde_json::to_string_pretty(&json!({"version": 1, "nodes": nodes, "edges": edges})).unwrap_or_default()
}
