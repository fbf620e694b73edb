//! No field is dead: changing any leaf of an example changes an output or a finding.
//!
//! `program.json` and the manifest hold every leaf by construction, so they do not count.

use crate::programs::{self, EXAMPLES, example_files};
use rayon::prelude::*;
use senda::emit::{self, Options, TARGETS};
use senda::source::{FileId, MemoryWorld, Span};
use senda::syntax::{self, Content, Node};
use senda::{Outcome, check};
use std::collections::BTreeMap;

/// What a program gives: findings, and every output but the ones that hold everything.
fn outputs(outcome: &Outcome) -> Vec<String> {
    let mut all: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|d| format!("{} {} {} {:?}", outcome.sources.describe(d.at), d.rule.name, d.message.en, d.severity))
        .collect();
    if let Some(checked) = outcome.checked() {
        let targets: Vec<_> = TARGETS.iter().filter(|t| t.name != "json").collect();
        let output = emit::emit(&targets, &checked, &Options::default());
        all.extend(output.artifacts.iter().map(|a| format!("{} {}", a.path, emit::sha256(&a.bytes))));
        all.extend(output.findings.iter().map(|d| format!("{} {}", d.rule.name, d.message.en)));
    }
    all
}

/// One leaf: where its value stands, and the path of keys that leads to it.
fn leaves(text: &str) -> Vec<(Span, String)> {
    let (tree, _) = syntax::parse(FileId(0), text);
    let mut found = Vec::new();
    for document in tree.documents() {
        let kind = document.get("kind").and_then(Node::raw).unwrap_or("?").to_owned();
        walk(document, &kind, &mut found);
    }
    found
}

fn walk(node: Node<'_>, path: &str, found: &mut Vec<(Span, String)>) {
    match node.content() {
        Content::List => node.items().for_each(|item| walk(item, &format!("{path}[]"), found)),
        Content::Map => {
            for (key, value) in node.entries() {
                let key = key.raw().unwrap_or("");
                if !key.starts_with("x-") && !(key == "kind" && !path.contains('.')) {
                    walk(value, &format!("{path}.{key}"), found);
                }
            }
        }
        _ => found.push((node.span(), path.to_owned())),
    }
}

/// Another value of the same sort.
fn changed(raw: &str) -> String {
    let plain = raw.trim_matches(['"', '\'']);
    match plain {
        "true" => return "false".into(),
        "false" => return "true".into(),
        _ => {}
    }
    if let Some(at) = plain.rfind(|c: char| c.is_ascii_digit()) {
        // The digit at the end of the first number: a quantity stays one, a date stays one.
        let end = plain.find(|c: char| c.is_ascii_digit()).map_or(at, |start| {
            plain[start..].find(|c: char| !c.is_ascii_digit()).map_or(plain.len(), |n| start + n) - 1
        });
        let digit = plain.as_bytes()[end];
        let other = if digit == b'1' { b'2' } else { b'1' };
        let mut bytes = plain.as_bytes().to_vec();
        bytes[end] = other;
        let text = String::from_utf8(bytes).unwrap_or_default();
        return if raw.starts_with(['"', '\'']) { format!("\"{text}\"") } else { text };
    }
    if raw.contains('\n') || raw.contains(' ') { "Zzz changed words".into() } else { "zzz".into() }
}

#[test]
fn every_leaf_of_the_examples_changes_something() {
    // Each with the reason why changing it may change nothing.
    let excused: BTreeMap<&str, &str> = include_str!("../dead_fields.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(": ").expect("a path and a reason"))
        .collect();
    let mut dead: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = 0;
    for name in EXAMPLES {
        let files = example_files(name);
        let before = outputs(&programs::check_world(&programs::example(name)));
        // Every path of keys once in each example, at its first place: that is what a field is.
        let mut seen = std::collections::BTreeSet::new();
        let mut jobs = Vec::new();
        for (index, (_, bytes)) in files.iter().enumerate() {
            let text = std::str::from_utf8(bytes).unwrap();
            jobs.extend(leaves(text).into_iter().filter(|(_, path)| seen.insert(path.clone())).map(|(s, p)| (index, s, p)));
        }
        tried += jobs.len();
        let found: Vec<(String, String)> = jobs
            .par_iter()
            .filter_map(|(index, span, path)| {
                let text = std::str::from_utf8(&files[*index].1).unwrap();
                let raw = &text[span.range()];
                let new = format!("{}{}{}", &text[..span.start as usize], changed(raw), &text[span.end as usize..]);
                let mut world = MemoryWorld::new(files.clone());
                world.set(files[*index].0.clone(), new);
                let after = outputs(&check(&world, programs::day()).ok()?);
                (after == before).then(|| (path.clone(), format!("{name}/{} `{raw}`", files[*index].0)))
            })
            .collect();
        dead.extend(found);
    }
    let unexcused: Vec<String> =
        dead.iter().filter(|(path, _)| !excused.contains_key(path.as_str())).map(|(p, w)| format!("{p}: {w}")).collect();
    let idle: Vec<&str> = excused.keys().copied().filter(|path| !dead.contains_key(*path)).collect();
    println!("{tried} leaves changed, {} excused", excused.len());
    assert!(tried > 500, "only {tried} leaves were found");
    assert!(unexcused.is_empty(), "{} dead fields:\n{}", unexcused.len(), unexcused.join("\n"));
    assert!(idle.is_empty(), "excused, and alive: {idle:?}");
}
