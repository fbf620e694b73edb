//! The target on small programs.

mod engine;
mod losses;
mod semantics;
mod shapes;
mod walks;

use crate::analyze::Checked;
use crate::diagnostic::Diagnostic;
use crate::emit::survey::{Instrument, instruments};
use crate::emit::{Options, Output, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use crate::{Outcome, check};
use serde_json::Value as Json;

/// A program that was checked.
pub struct Built(Outcome);

impl Built {
    fn checked(&self) -> Checked<'_> {
        Checked {
            program: &self.0.program,
            sources: &self.0.sources,
            diagnostics: &self.0.diagnostics,
            as_of: self.0.as_of,
        }
    }

    pub fn instruments(&self) -> (Vec<Instrument<'_>>, Vec<Diagnostic>) {
        instruments(&self.checked(), &|_| true)
    }

    pub fn output(&self) -> Output {
        emit(&[&super::TARGET], &self.checked(), &Options::default())
    }

    /// The file of the survey `s`, or its tests.
    pub fn file(&self, name: &str) -> Json {
        let output = self.output();
        let path = format!("surveys/surveyjs/{name}");
        let found = output.artifacts.iter().find(|artifact| artifact.path == path);
        serde_json::from_slice(&found.unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
    }

    /// The element of a question of the survey `s`.
    pub fn element(&self, name: &str) -> Json {
        let survey = self.file("s.json");
        let pages = survey["pages"].as_array().unwrap().iter();
        let mut elements = pages.flat_map(|page| page["elements"].as_array().unwrap().clone());
        elements.find(|element| element["name"] == name).unwrap_or_else(|| panic!("no {name}"))
    }

    /// Rule, line and severity of each finding of the build.
    pub fn findings(&self) -> Vec<(&'static str, usize, String)> {
        let output = self.output();
        let told = |finding: &Diagnostic| {
            let line = self.0.sources.get(finding.at.file).place(finding.at.span.start).line;
            (finding.rule.name, line as usize, finding.severity.name().to_owned())
        };
        output.findings.iter().map(told).collect()
    }
}

/// A program in Spanish and English with one file of entities.
pub fn program(languages: &str, entities: &str) -> Built {
    let root = format!(
        "kind: program\nid: p\nsenda: 1\nlanguages: [{languages}]\nlocale: es-MX\ncurrency: MXN\ntimezone: UTC\n"
    );
    let files =
        [("senda.yaml".to_owned(), root.into_bytes()), ("all.yaml".to_owned(), entities.as_bytes().to_vec())];
    let day = Date::parse("2026-11-20").unwrap();
    Built(check(&MemoryWorld::new(files.to_vec()), day).unwrap())
}

/// A program in Spanish.
pub fn build(entities: &str) -> Built {
    program("es", entities)
}

/// The survey `s` with these questions, from line 6 on.
pub fn survey(questions: &str) -> String {
    format!(
        "kind: survey\nid: s\ntype: pulse\ntrigger: {{ on_request: true }}\nquestions:\n{}",
        questions.trim_start_matches('\n')
    )
}
