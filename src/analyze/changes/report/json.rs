//! For programs: one JSON document, described by `schemas/changes.schema.json`.

use super::Report;
use crate::analyze::changes::{Change, Level};
use crate::diagnostic::Diagnostic;
use crate::source::{At, SourceMap};
use serde_json::{Map, Value, json};

pub fn json(report: &Report<'_>) -> Value {
    let lang = report.lang;
    let impact = report.impact();
    let all = &report.differences.changes;
    let mut counts = Map::new();
    for level in Level::ALL {
        let count = all.iter().filter(|it| it.counts() && it.level == level).count();
        counts.insert(level.name().into(), count.into());
    }
    counts.insert("declared".into(), all.iter().filter(|it| !it.counts()).count().into());
    counts.insert("unread".into(), report.differences.unread.into());
    let touched = impact.touched.iter().map(|it| {
        json!({
            "entity": it.name(),
            "through": it.through,
            "field": it.field,
            "distance": it.distance,
        })
    });
    let owners = impact.owners.iter().map(|it| json!({"role": it.role, "entities": it.entities}));
    let new =
        report.found.iter().flat_map(|it| it.fresh()).map(|it| finding(it, report.after.sources, report));
    let mended =
        report.found.iter().flat_map(|it| it.mended()).map(|it| finding(it, report.before.sources, report));
    json!({
        "version": 1,
        "from": report.from.in_lang(lang),
        "to": report.to.in_lang(lang),
        "findings": {"new": new.collect::<Vec<_>>(), "mended": mended.collect::<Vec<_>>()},
        "changes": all.iter().map(|it| change(it, report)).collect::<Vec<_>>(),
        "impact": {"touched": touched.collect::<Vec<_>>(), "owners": owners.collect::<Vec<_>>()},
        "summary": counts,
    })
}

fn finding(it: &Diagnostic, sources: &SourceMap, report: &Report<'_>) -> Value {
    json!({
        "rule": it.rule.name,
        "severity": it.severity.name(),
        "entity": it.entity,
        "message": it.message.in_lang(report.lang),
        "help": it.help.as_ref().map(|help| help.in_lang(report.lang)),
        "at": place(it.at, sources, report.folder),
    })
}

fn change(it: &Change, report: &Report<'_>) -> Value {
    json!({
        "kind": it.what.name(),
        "level": it.level.name(),
        "entity": it.entity,
        "path": it.path,
        "message": it.say().in_lang(report.lang),
        "before": it.before,
        "after": it.after,
        "declared": it.bridge,
        "from": it.before_at.map(|at| place(at, report.before.sources, report.folder)),
        "to": it.after_at.map(|at| place(at, report.after.sources, report.folder)),
        "fingerprint": it.fingerprint,
    })
}

fn place(at: At, sources: &SourceMap, folder: &str) -> Value {
    let source = sources.get(at.file);
    let start = source.place(at.span.start);
    json!({"file": format!("{folder}{}", source.path), "line": start.line, "column": start.column})
}
