//! No field is dead: changing any leaf of an example changes an output or a finding.
//!
//! `program.json` and the manifest hold every leaf by construction, so they do not count. Run it
//! with `cargo test --release --test dead_fields`: it checks and builds the examples thousands of
//! times.

#[allow(dead_code)]
#[path = "suite/programs.rs"]
mod programs;

use programs::{EXAMPLES, example_files};
use rayon::prelude::*;
use senda::emit::{self, Options, TARGETS, Target};
use senda::source::{FileId, MemoryWorld, Span};
use senda::syntax::{self, Content, Node};
use senda::{Outcome, check};
use std::collections::BTreeMap;

/// What is said about a program.
fn findings(outcome: &Outcome) -> Vec<String> {
    let said =
        |d: &senda::diagnostic::Diagnostic| format!("{} {} {:?}", d.rule.name, d.message.en, d.severity);
    outcome.diagnostics.iter().map(said).collect()
}

/// What one target makes of a program.
fn output(target: &'static Target, outcome: &Outcome) -> Vec<(String, Vec<u8>)> {
    let Some(checked) = outcome.checked() else { return Vec::new() };
    let output = emit::emit(&[target], &checked, &Options::default());
    let said = output.findings.iter().map(|d| (d.rule.name.to_owned(), d.message.en.clone().into_bytes()));
    output.artifacts.into_iter().map(|a| (a.path, a.bytes)).chain(said).collect()
}

/// What a program gives before anything is changed: findings, and what each target makes of it.
struct Before {
    findings: Vec<String>,
    outputs: Vec<(&'static Target, Vec<(String, Vec<u8>)>)>,
}

impl Before {
    fn of(outcome: &Outcome) -> Self {
        // The small targets first: most changes show there or in the findings.
        let mut targets: Vec<&'static Target> = TARGETS.iter().filter(|t| t.name != "json").collect();
        targets.sort_by_key(|t| t.name == "site");
        let outputs = targets.into_iter().map(|t| (t, output(t, outcome))).collect();
        Self { findings: findings(outcome), outputs }
    }

    fn differs(&self, outcome: &Outcome) -> bool {
        findings(outcome) != self.findings
            || self.outputs.iter().any(|(target, before)| output(target, outcome) != *before)
    }
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
    let excused: BTreeMap<&str, &str> = include_str!("dead_fields.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(": ").expect("a path and a reason"))
        .collect();
    let mut dead: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = 0;
    for name in EXAMPLES {
        let files = example_files(name);
        let before = Before::of(&programs::check_world(&programs::example(name)));
        // Every path of keys once in each example, at its first place: that is what a field is.
        let mut seen = std::collections::BTreeSet::new();
        let mut jobs = Vec::new();
        for (index, (_, bytes)) in files.iter().enumerate() {
            let text = std::str::from_utf8(bytes).unwrap();
            jobs.extend(
                leaves(text)
                    .into_iter()
                    .filter(|(_, path)| seen.insert(path.clone()))
                    .map(|(s, p)| (index, s, p)),
            );
        }
        tried += jobs.len();
        let found: Vec<(String, String)> = jobs
            .par_iter()
            .filter_map(|(index, span, path)| {
                let text = std::str::from_utf8(&files[*index].1).unwrap();
                let raw = &text[span.range()];
                let new =
                    format!("{}{}{}", &text[..span.start as usize], changed(raw), &text[span.end as usize..]);
                let mut world = MemoryWorld::new(files.clone());
                world.set(files[*index].0.clone(), new);
                let alive = before.differs(&check(&world, programs::day()).ok()?);
                (!alive).then(|| (path.clone(), format!("{name}/{} `{raw}`", files[*index].0)))
            })
            .collect();
        dead.extend(found);
    }
    let unexcused: Vec<String> = dead
        .iter()
        .filter(|(path, _)| !excused.contains_key(path.as_str()))
        .map(|(p, w)| format!("{p}: {w}"))
        .collect();
    let idle: Vec<&str> = excused.keys().copied().filter(|path| !dead.contains_key(*path)).collect();
    println!("{tried} leaves changed, {} excused", excused.len());
    assert!(tried > 500, "only {tried} leaves were found");
    assert!(unexcused.is_empty(), "{} dead fields:\n{}", unexcused.len(), unexcused.join("\n"));
    assert!(idle.is_empty(), "excused, and alive: {idle:?}");
}
