//! The leaves of a program's files, and what each can be changed to.

use senda::model::{Entity, EntityIndex, Kind};
use senda::resolve::{Resolved, Target};
use senda::source::{FileId, Span};
use senda::syntax::{self, Content, Node};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// One leaf: where its value stands, and the keys that lead to it.
pub struct Leaf {
    pub span: Span,
    pub kind: Kind,
    /// `steps`, `[]`, `gate`, `ask`; `[]` is an item of a list.
    pub path: Vec<String>,
}

impl Leaf {
    /// `playbook.steps[].gate.ask`
    pub fn name(&self) -> String {
        let mut name = self.kind.name().to_owned();
        for key in &self.path {
            name.push_str(&if key == "[]" { key.clone() } else { format!(".{key}") });
        }
        name
    }
}

/// Every leaf of a file, but for what a team keeps for itself (`x-…`) and the kinds of documents.
pub fn leaves(text: &str) -> Vec<Leaf> {
    let (tree, _) = syntax::parse(FileId(0), text);
    let mut found = Vec::new();
    for document in tree.documents() {
        let kind = document.get("kind").and_then(Node::raw).and_then(Kind::of_name);
        walk(document, kind.expect("a document of an example has a kind"), &mut Vec::new(), &mut found);
    }
    found
}

fn walk(node: Node<'_>, kind: Kind, path: &mut Vec<String>, found: &mut Vec<Leaf>) {
    match node.content() {
        Content::List => node.items().for_each(|item| {
            path.push("[]".to_owned());
            walk(item, kind, path, found);
            path.pop();
        }),
        Content::Map => {
            for (key, value) in node.entries() {
                let key = key.raw().unwrap_or("");
                if !(key.starts_with("x-") || key == "kind" && path.is_empty()) {
                    path.push(key.to_owned());
                    walk(value, kind, path, found);
                    path.pop();
                }
            }
        }
        _ => found.push(Leaf { span: node.span(), kind, path: path.clone() }),
    }
}

/// The entity whose document holds a place of a file.
pub fn entity_at<'p>(
    program: &'p Resolved,
    path: &str,
    at: Span,
    files: &[String],
) -> Option<(EntityIndex, &'p Entity)> {
    program.entities().find(|(_, entity)| {
        files[entity.file.0 as usize] == path && entity.span.start <= at.start && at.end <= entity.span.end
    })
}

/// Another value of the same sort: of an enumeration another word of it, of a reference another thing
/// that it may mean, of a quantity another one, of words other words. The lines stay as many.
pub fn changed(raw: &str, other: Option<&str>) -> String {
    let plain = raw.trim_matches(['"', '\'']);
    let quoted = |text: &str| match raw.chars().next() {
        Some(mark @ ('"' | '\'')) => format!("{mark}{text}{mark}"),
        _ => text.to_owned(),
    };
    if let Some(other) = other {
        return quoted(other);
    }
    match plain {
        "true" => return "false".into(),
        "false" => return "true".into(),
        _ => {}
    }
    let words = plain.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count();
    if words < 4
        && let Some(start) = plain.find(|c: char| c.is_ascii_digit())
    {
        // The last digit of the first number: a quantity stays one, a date stays one.
        let end = plain[start..].find(|c: char| !c.is_ascii_digit()).map_or(plain.len(), |n| start + n) - 1;
        let other = if &plain[end..=end] == "1" { "2" } else { "1" };
        return quoted(&format!("{}{other}{}", &plain[..end], &plain[end + 1..]));
    }
    // The longest word.
    let mut best = 0..0;
    let mut at = 0;
    for word in plain.split(|c: char| !c.is_alphabetic()) {
        if word.len() > best.len() {
            best = at..at + word.len();
        }
        at = plain[at + word.len()..].chars().next().map_or(plain.len(), |c| at + word.len() + c.len_utf8());
    }
    quoted(&format!("{}zzz{}", &plain[..best.start], &plain[best.end..]))
}

/// What a reference may mean instead: another entity of the kind, another part of the same list.
pub fn other_targets(program: &Resolved, from: EntityIndex) -> BTreeMap<u32, String> {
    let mut others = BTreeMap::new();
    for edge in program.edges_from(from) {
        let other = match edge.to {
            Target::Entity(to) => {
                let entity = program.entity(to);
                program.of_kind(entity.kind).find(|(index, _)| *index != to).map(|(_, e)| e.id.to_string())
            }
            Target::Part(entity, part) => {
                let own = program.parts.get(part);
                let same = |other: &&senda::resolve::Part| other.parent == own.parent && other.id != own.id;
                let mut list = program.parts.in_list(entity, own.list()).map(|(_, other)| other);
                list.find(same).map(|other| other.id.to_string())
            }
            Target::BuiltIn(_) => None,
        };
        if let Some(other) = other {
            others.insert(edge.at.start, other);
        }
    }
    others
}

/// The words of the enumeration at a path of keys, as the schema of the kind has it.
pub fn enumeration(schema: &Json, path: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    search(schema, schema, path, 0, &mut found);
    found
}

fn search(root: &Json, at: &Json, path: &[String], depth: usize, found: &mut BTreeSet<String>) {
    if depth > 40 {
        return;
    }
    if let Some(name) = at["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        search(root, &root["$defs"][name], path, depth + 1, found);
    }
    for branch in ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| at[*key].as_array()).flatten() {
        search(root, branch, path, depth + 1, found);
    }
    let Some((key, rest)) = path.split_first() else {
        found.extend(at["enum"].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned));
        return;
    };
    if key == "[]" {
        search(root, &at["items"], rest, depth + 1, found);
    } else if let Some(inner) = at["properties"].get(key) {
        search(root, inner, rest, depth + 1, found);
    } else {
        search(root, &at["additionalProperties"], rest, depth + 1, found);
    }
}
