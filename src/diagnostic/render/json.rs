//! For programs: one JSON document, described by `schemas/diagnostics.schema.json`.

use super::Tally;
use crate::diagnostic::{Diagnostic, Fix, Lang, fingerprints};
use crate::source::{At, SourceMap};
use serde_json::{Map, Value, json};

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub files: usize,
    pub entities: usize,
}

/// All findings. Lines and columns count from 1, columns in Unicode characters, ends are
/// exclusive; `start` and `end` are bytes; what is not there is `null`.
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap, lang: Lang, counts: Counts) -> Value {
    let prints = fingerprints(diagnostics, sources);
    let all: Vec<Value> =
        diagnostics.iter().zip(prints).map(|(d, print)| one(d, print, sources, lang)).collect();
    let tally = Tally::of(diagnostics);
    json!({
        "version": 1,
        "diagnostics": all,
        "summary": {
            "files": counts.files,
            "entities": counts.entities,
            "errors": tally.errors,
            "warnings": tally.warnings,
            "infos": tally.infos,
        },
    })
}

fn one(it: &Diagnostic, fingerprint: String, sources: &SourceMap, lang: Lang) -> Value {
    let mut out = Map::new();
    out.insert("rule".into(), it.rule.name.into());
    out.insert("category".into(), it.rule.category.name().into());
    out.insert("severity".into(), it.severity.name().into());
    out.insert("message".into(), it.message.in_lang(lang).into());
    out.insert("help".into(), it.help.as_ref().map(|help| help.in_lang(lang)).into());
    out.insert("entity".into(), it.entity.clone().into());
    out.extend(place(it.at, sources));
    out.insert("fingerprint".into(), fingerprint.into());
    out.insert("fix".into(), it.fix.as_ref().map_or(Value::Null, |fix| suggested(fix, sources)));
    let related = it.related.iter().map(|(at, words)| {
        let mut other = place(*at, sources);
        other.insert("message".into(), words.in_lang(lang).into());
        Value::Object(other)
    });
    out.insert("related".into(), related.collect());
    Value::Object(out)
}

fn place(at: At, sources: &SourceMap) -> Map<String, Value> {
    let source = sources.get(at.file);
    let (start, end) = (source.place(at.span.start), source.place(at.span.end));
    let mut out = Map::new();
    out.insert("file".into(), (*source.path).into());
    out.insert("line".into(), start.line.into());
    out.insert("column".into(), start.column.into());
    out.insert("end_line".into(), end.line.into());
    out.insert("end_column".into(), end.column.into());
    out.insert("start".into(), at.span.start.into());
    out.insert("end".into(), at.span.end.into());
    out
}

fn suggested(fix: &Fix, sources: &SourceMap) -> Value {
    let edits = fix.edits.iter().map(|(at, text)| {
        let mut edit = place(*at, sources);
        edit.insert("text".into(), text.clone().into());
        Value::Object(edit)
    });
    json!({ "safe": fix.safe, "edits": edits.collect::<Vec<_>>() })
}
