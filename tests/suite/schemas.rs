//! The committed schemas are current, and accept exactly what the reader accepts.

use crate::programs::{self, EXAMPLES, example_files, repository};
use senda::diagnostic::{Diagnostic, Lang};
use senda::model::reader::Reader;
use senda::model::{Body, Kind, document_schema, rules};
use senda::source::FileId;
use senda::syntax;
use std::fs;

#[test]
fn committed_schemas_are_what_the_declarations_give() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut stale = Vec::new();
    for kind in Kind::ALL {
        let path = repository().join("schemas").join(format!("{}.schema.json", kind.name()));
        let now = serde_json::to_string_pretty(&document_schema::of_kind(*kind, Lang::En)).unwrap() + "\n";
        if update {
            fs::write(&path, &now).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != now {
            stale.push(kind.name());
        }
    }
    assert!(stale.is_empty(), "run `UPDATE=1 cargo test schemas`, then again: {stale:?}");
}

#[test]
fn every_field_is_described_in_both_languages() {
    let mut missing = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for lang in Lang::ALL {
        let schema = document_schema::of_all(lang);
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            let Some(properties) = definition.get("properties").and_then(|p| p.as_object()) else { continue };
            seen.insert(name.clone());
            for (key, property) in properties {
                let words = property.get("description").and_then(|d| d.as_str()).unwrap_or("");
                if words.len() < 4 {
                    missing.push(format!("{name}.{key} in {}", lang.code()));
                }
            }
        }
    }
    assert!(seen.len() > 60, "only {} records were looked at", seen.len());
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Reads a text as one document, and says what the reader and what the schema found.
fn read_both(text: &str) -> Option<(Vec<Diagnostic>, bool)> {
    let (tree, mistakes) = syntax::parse(FileId(0), text);
    if !mistakes.is_empty() {
        return None;
    }
    let document = tree.documents().next()?;
    let kind = Kind::of_name(document.get("kind")?.raw()?)?;
    let mut faults = Vec::new();
    Body::read(kind, document, &mut Reader::new(FileId(0), &mut faults));
    Some((faults, kind.checker().accepts(document)))
}

/// Form is what a schema can decide; the reader alone sees a 31st of February or a wrong formula.
fn is_of_form(fault: &Diagnostic) -> bool {
    let beyond_a_schema = [&rules::BAD_VALUE, &rules::EXPRESSION, &rules::EMPTY_VALUE];
    !beyond_a_schema.iter().any(|rule| **rule == *fault.rule)
}

/// Every document of the examples, alone.
fn documents() -> Vec<String> {
    EXAMPLES
        .iter()
        .flat_map(|name| example_files(name))
        .flat_map(|(_, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            text.split("\n---\n").map(|d| d.to_owned() + "\n").collect::<Vec<_>>()
        })
        .collect()
}

/// A document with one line changed: a key misspelt, a value replaced or gone.
fn mutations(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        if value.starts_with(['|', '>', '{', '[', '&'])
            || key.trim_start().starts_with('#')
            || key.trim() == "kind"
        {
            continue;
        }
        let with = |new: String| {
            let mut changed: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            changed[index] = new;
            changed.join("\n") + "\n"
        };
        for value in ["[1, 2]", "{a: b}", "true", "12", "1.5", "zzz yyy", "\"\""] {
            out.push(with(format!("{key}: {value}")));
        }
        out.push(with(format!("{key}x: {value}")));
    }
    out
}

#[test]
fn the_schema_rejects_what_the_reader_rejects() {
    let (mut tried, mut rejected) = (0, 0);
    let mut drifts = Vec::new();
    for (index, document) in documents().iter().enumerate() {
        // All documents as they are; of the mutations every seventh, another one for each document.
        let changed =
            mutations(document).into_iter().enumerate().filter(|(i, _)| i % 7 == index % 7).map(|(_, m)| m);
        for text in std::iter::once(document.clone()).chain(changed) {
            let Some((faults, accepted)) = read_both(&text) else { continue };
            tried += 1;
            rejected += usize::from(!accepted);
            let form = faults.iter().any(is_of_form);
            if accepted && form || !accepted && faults.is_empty() {
                let line = text
                    .lines()
                    .zip(document.lines())
                    .find(|(a, b)| a != b)
                    .map_or("", |(a, _)| a)
                    .to_owned();
                let said: Vec<_> = faults.iter().map(|f| (f.rule.name, f.message.en.clone())).collect();
                drifts.push(format!("`{}`: schema {accepted}, reader {said:?}", line.trim()));
            }
        }
    }
    assert!(tried > 2000 && rejected > 500, "{tried} tried, {rejected} rejected");
    drifts.sort();
    drifts.dedup();
    assert!(
        drifts.is_empty(),
        "{} drifts of {tried}:\n{}",
        drifts.len(),
        drifts[..drifts.len().min(40)].join("\n")
    );
}

#[test]
fn the_examples_hold_every_kind() {
    let worlds: Vec<_> =
        EXAMPLES.iter().map(|name| programs::check_world(&programs::example(name))).collect();
    for kind in Kind::ALL {
        assert!(
            worlds.iter().any(|o| o.program.of_kind(*kind).next().is_some()),
            "no example has a {}",
            kind.name()
        );
    }
}
