//! SARIF 2.1.0 (OASIS, 2020): what code scanning reads. Rules come with their pages, findings with
//! their fixes and with fingerprints that stay when lines move.

use super::format::Report;
use crate::diagnostic::{Diagnostic, Fix, Lang, RuleInfo, Severity, fingerprints};
use crate::source::At;
use serde_json::{Map, Value, json};

/// The name under which a fingerprint is kept; another way to compute it is another name.
const FINGERPRINT: &str = "senda/v1";

/// The base of all paths: the top of the repository.
const ROOT: &str = "%SRCROOT%";

/// The base of paths in an earlier state, where other lines stand.
const EARLIER: &str = "BEFORE";

pub fn sarif(report: &Report<'_>) -> Value {
    let lang = report.look.lang;
    let mut rules: Vec<&'static RuleInfo> = report.diagnostics.iter().map(|it| it.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup();
    let prints = fingerprints(report.diagnostics, report.sources);
    let mut bases = json!({ROOT: {"description": {"text": "the top of the repository"}}});
    if report.earlier.is_some() {
        bases[EARLIER] = json!({"description": {"text": "the top of the repository in the earlier state"}});
    }
    let results: Vec<Value> =
        report.diagnostics.iter().zip(prints).map(|(it, print)| result(it, &print, &rules, report)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Senda",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.code(),
                "rules": rules.iter().map(|rule| described(rule, lang)).collect::<Vec<_>>(),
            }},
            // Two programs of one repository are two analyses, and neither closes the other's findings.
            "automationDetails": {"id": format!("{}/{}", report.run, report.folder)},
            "language": lang.code(),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": bases,
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn described(rule: &RuleInfo, lang: Lang) -> Value {
    let page = rule.page.text(lang);
    let summary = rule.page.summary(lang);
    json!({
        "id": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.category.name()]},
    })
}

fn result(it: &Diagnostic, print: &str, rules: &[&'static RuleInfo], report: &Report<'_>) -> Value {
    let lang = report.look.lang;
    let message = match &it.help {
        Some(help) => format!("{}\n{}", it.message.in_lang(lang), help.in_lang(lang)),
        None => it.message.in_lang(lang).to_owned(),
    };
    let mut location = Map::new();
    location.insert("physicalLocation".into(), place(it.at, report));
    if let Some(name) = &it.entity {
        location.insert("logicalLocations".into(), json!([{"fullyQualifiedName": name}]));
    }
    let mut out = Map::new();
    out.insert("ruleId".into(), it.rule.name.into());
    out.insert("ruleIndex".into(), rules.binary_search_by_key(&it.rule.name, |rule| rule.name).ok().into());
    out.insert("level".into(), level(it.severity).into());
    out.insert("message".into(), json!({"text": message}));
    out.insert("locations".into(), json!([location]));
    let related = it.related.iter().enumerate().map(|(index, (at, words))| {
        json!({"id": index + 1, "physicalLocation": place(*at, report), "message": {"text": words.in_lang(lang)}})
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        out.insert("relatedLocations".into(), related.into());
    }
    out.insert("partialFingerprints".into(), json!({FINGERPRINT: print}));
    if let Some(fix) = it.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        out.insert("fixes".into(), json!([changes(fix, report)]));
    }
    out.insert("properties".into(), json!({"dependsOnDate": it.depends_on_date}));
    Value::Object(out)
}

/// The edits of a fix, file by file; a guess says so.
fn changes(fix: &Fix, report: &Report<'_>) -> Value {
    let mut files: Vec<(At, Vec<Value>)> = Vec::new();
    for (at, text) in &fix.edits {
        let edit = json!({"deletedRegion": region(*at, report), "insertedContent": {"text": text}});
        match files.iter_mut().find(|(first, _)| first.file == at.file) {
            Some((_, edits)) => edits.push(edit),
            None => files.push((*at, vec![edit])),
        }
    }
    let files = files
        .into_iter()
        .map(|(at, edits)| json!({"artifactLocation": artifact(at, report), "replacements": edits}));
    let words = match (fix.safe, report.look.lang) {
        (true, Lang::En) => "what was meant",
        (true, Lang::Es) => "lo que se quiso decir",
        (false, Lang::En) => "a guess: look at it before you take it",
        (false, Lang::Es) => "una suposición: míralo antes de aceptarlo",
    };
    json!({"description": {"text": words}, "artifactChanges": files.collect::<Vec<_>>()})
}

fn place(at: At, report: &Report<'_>) -> Value {
    json!({"artifactLocation": artifact(at, report), "region": region(at, report)})
}

fn artifact(at: At, report: &Report<'_>) -> Value {
    let path = format!("{}{}", report.folder, report.sources.get(at.file).path);
    let base = if report.earlier.is_some_and(|first| at.file >= first) { EARLIER } else { ROOT };
    json!({"uri": uri(&path), "uriBaseId": base})
}

fn region(at: At, report: &Report<'_>) -> Value {
    let source = report.sources.get(at.file);
    let (start, end) = (source.place(at.span.start), source.place(at.span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a relative reference (RFC 3986): only what is unreserved stays as it is.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
