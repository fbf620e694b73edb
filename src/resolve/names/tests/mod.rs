//! Whole small programs, read and resolved, and what is said of their expressions.

mod links;
mod mistakes;
mod question_columns;
mod references;
mod scopes;

use crate::diagnostic::Diagnostic;
use crate::model::read;
use crate::resolve::{Resolved, resolve};
use crate::source::{MemoryWorld, SourceMap};

/// The root of every test program, with a survey, a dataset and a metric of its answers.
const PROGRAM: &str = "
kind: program
id: tests
senda: 1
languages: [en]
locale: en-US
currency: MXN
rates: { USD: 20 }
timezone: America/Mexico_City
sponsor: { role: lead }
---
kind: role
id: lead
manages: program
---
kind: archetype
id: first-credit
---
kind: channel
id: app
direction: both
purpose: [serve]
---
kind: survey
id: pulse
type: pulse
questions:
  - { id: recommend, use: nps, subject: Us }
  - { id: drivers, type: choice, multiple: 2, text: What?, options: [{ id: speed, text: Speed }, { id: care, text: Care }] }
  - { id: reason, type: choice, text: Why?, options: [{ id: price, text: Price }, { id: service, text: Service }] }
  - { id: solved, use: goal-achievement }
---
kind: dataset
id: answers
grain: One row per answer
table: cx.answers
columns:
  answer_id: { type: text, key: true }
  person_id: { type: text, pii: true, person: true }
  archetype: { type: text, refers_to: archetype }
  answered_at: { type: timestamp, time: true, zone: local }
  joined_on: { type: date }
  tenure_days: { type: integer }
  used: { type: number, unit: fraction }
  margin: { type: money, unit: MXN }
  fee: { type: money, unit: USD }
  topic: { type: text, values: [charge, delay] }
  recommend: { type: integer, question: pulse/recommend, scale: 0..10 }
events:
  - { id: late, where: tenure_days > 30 }
---
kind: metric
id: nps
family: nps
dataset: answers
question: pulse/recommend
direction: up
bands: [{ name: alert, below: 20 points }, { name: healthy, from: 20 points }]
";

struct Checked {
    resolved: Resolved,
    sources: SourceMap,
    findings: Vec<Diagnostic>,
}

/// Reads the test program with more documents.
fn program(more: &str) -> Checked {
    let text = format!("{}\n---\n{}", PROGRAM.trim(), more.trim());
    let world = MemoryWorld::new([("senda.yaml", text)]);
    let read = read::read(&world).expect("memory can be read");
    let mut findings = read.findings;
    let resolved = resolve(read.model, &mut findings);
    Checked { resolved, sources: read.sources, findings }
}

impl Checked {
    /// The findings about expressions and names: rule, and the words at the place it points at.
    fn named(&self) -> Vec<(&'static str, String)> {
        let about =
            |finding: &&Diagnostic| super::rules::RULES.iter().any(|rule| rule.name == finding.rule.name);
        self.findings.iter().filter(about).map(|finding| (finding.rule.name, self.text(finding.at))).collect()
    }

    fn text(&self, at: crate::source::At) -> String {
        let source = self.sources.get(at.file);
        source.text()[at.span.start as usize..at.span.end as usize].to_owned()
    }

    /// The one finding about names and types that is expected.
    fn only(&self) -> &Diagnostic {
        let about =
            |finding: &&Diagnostic| super::rules::RULES.iter().any(|rule| rule.name == finding.rule.name);
        let found: Vec<&Diagnostic> = self.findings.iter().filter(about).collect();
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0]
    }

    /// What a finding would write, and over what.
    fn fix(&self, finding: &Diagnostic) -> Option<(String, String)> {
        let (at, right) = finding.fix.as_ref()?.edits.first()?;
        Some((self.text(*at), right.clone()))
    }
}

/// A metric over the answers, with these lines.
fn rate(lines: &str) -> String {
    format!("kind: metric\nid: share-of\nfamily: rate\ndataset: answers\ndirection: up\n{lines}")
}
