//! The target on small programs.

mod engine;
mod losses;
mod semantics;
mod shapes;
mod walks;

use crate::Outcome;
use crate::diagnostic::Diagnostic;
pub use crate::emit::survey::small::survey;
use crate::emit::survey::small::{self, checked};
use crate::emit::survey::{Instrument, instruments};
use crate::emit::{Options, Output, emit};
use serde_json::Value as Json;

/// A program that was checked.
pub struct Built(Outcome);

impl Built {
    pub fn instruments(&self) -> (Vec<Instrument<'_>>, Vec<Diagnostic>) {
        instruments(&checked(&self.0), &|_| true)
    }

    pub fn output(&self) -> Output {
        emit(&[&super::TARGET], &checked(&self.0), &Options::default())
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
    Built(small::program(languages, entities))
}

/// A program in Spanish.
pub fn build(entities: &str) -> Built {
    program("es", entities)
}
