//! Small programs for the tests of survey platforms.

use crate::analyze::Checked;
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use crate::{Outcome, check};

/// A program in some languages with one file of entities.
pub fn program(languages: &str, entities: &str) -> Outcome {
    let root = format!(
        "kind: program\nid: p\nsenda: 1\nlanguages: [{languages}]\nlocale: es-MX\ncurrency: MXN\ntimezone: UTC\n"
    );
    let files = [("senda.yaml", root), ("all.yaml", entities.to_owned())];
    check(&MemoryWorld::new(files), Date::parse("2026-11-20").unwrap()).unwrap()
}

/// The survey `s` with these questions, from line 6 on.
pub fn survey(questions: &str) -> String {
    format!(
        "kind: survey\nid: s\ntype: pulse\ntrigger: {{ on_request: true }}\nquestions:\n{}",
        questions.trim_start_matches('\n')
    )
}

/// It in a program in Spanish and English.
pub fn outcome(questions: &str) -> Outcome {
    program("es, en", &survey(questions))
}

/// For targets, whatever was found.
pub fn checked(outcome: &Outcome) -> Checked<'_> {
    Checked {
        program: &outcome.program,
        sources: &outcome.sources,
        diagnostics: &outcome.diagnostics,
        as_of: outcome.as_of,
    }
}
