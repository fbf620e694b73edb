//! Findings that a team had when it began: kept in a file, so that only new ones count.

use super::{Category, Diagnostic, Mistake, fingerprints, say};
use crate::source::SourceMap;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The file, as JSON. Its entries are known by their content, so that lines may move.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// One finding that is known. Rule, place and message are for people; the fingerprint decides.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    pub rule: String,
    /// The entity, or the file where there is none.
    pub about: String,
    pub message: String,
    pub fingerprint: String,
}

/// Errors of form are never known: nothing could be generated from them.
fn can_be_known(finding: &Diagnostic) -> bool {
    finding.rule.category != Category::Correctness
}

impl Baseline {
    /// Everything that can be known of these findings.
    pub fn of(findings: &[Diagnostic], sources: &SourceMap) -> Self {
        let mut all: Vec<Known> = findings
            .iter()
            .zip(fingerprints(findings, sources))
            .filter(|(finding, _)| can_be_known(finding))
            .map(|(finding, fingerprint)| Known {
                rule: finding.rule.name.to_owned(),
                about: finding
                    .entity
                    .clone()
                    .unwrap_or_else(|| sources.get(finding.at.file).path.to_string()),
                message: finding.message.en.clone(),
                fingerprint,
            })
            .collect();
        all.sort();
        Self { version: 1, findings: all }
    }

    pub fn len(&self) -> usize {
        self.findings.len()
    }

    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// # Errors
    /// No such file, in words.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        serde_json::from_str::<Self>(text).ok().filter(|it| it.version == 1).ok_or_else(|| {
            Mistake::new(
                say!(en: "this is not a baseline that `senda check --write-baseline` wrote",
                     es: "esto no es una línea base escrita por `senda check --write-baseline`"),
                say!(en: "write it anew, or name another file", es: "escríbela de nuevo, o nombra otro archivo"),
            )
        })
    }

    /// The findings that are new, and the entries that are no longer found.
    pub fn split(&self, findings: Vec<Diagnostic>, sources: &SourceMap) -> (Vec<Diagnostic>, Vec<&Known>) {
        let prints = fingerprints(&findings, sources);
        let known: HashSet<&str> = self.findings.iter().map(|it| it.fingerprint.as_str()).collect();
        let found: HashSet<&str> = prints.iter().map(String::as_str).collect();
        let gone = self.findings.iter().filter(|it| !found.contains(it.fingerprint.as_str())).collect();
        let is_new =
            |finding: &Diagnostic, print: &String| !can_be_known(finding) || !known.contains(print.as_str());
        let new = findings.iter().zip(&prints).filter(|(finding, print)| is_new(finding, print));
        (new.map(|(finding, _)| finding.clone()).collect(), gone)
    }
}
