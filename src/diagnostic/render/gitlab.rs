//! The code quality report of GitLab: what a merge request shows beside the lines.

use super::format::Report;
use crate::diagnostic::{Diagnostic, Severity, fingerprints};
use serde_json::{Value, json};

/// One entry for each finding. What stops a build is critical, because nothing is generated then.
pub fn gitlab(report: &Report<'_>) -> Value {
    let prints = fingerprints(report.diagnostics, report.sources);
    let entries = report.diagnostics.iter().zip(prints).map(|(it, print)| {
        let source = report.sources.get(it.at.file);
        json!({
            "description": it.message.in_lang(report.look.lang),
            "check_name": it.rule.name,
            "fingerprint": print,
            "severity": severity(it),
            "location": {
                "path": format!("{}{}", report.folder, source.path),
                "lines": {"begin": source.place(it.at.span.start).line},
            },
        })
    });
    entries.collect()
}

fn severity(it: &Diagnostic) -> &'static str {
    match it.severity {
        Severity::Error if it.stops_a_build() => "critical",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
