//! What a good program is: rules over the resolved program, levels and suppressions, and the
//! gate that lets a program through to the emitters.

mod answers;
mod bands;
pub mod business_time;
mod catalog;
pub mod changes;
pub mod clocks;
pub mod contacts;
mod context;
pub mod deadlines;
pub mod definitions;
pub mod draw;
pub mod effects;
pub mod examples;
pub mod fieldwork;
mod held_back;
pub mod impact;
mod imported;
pub mod journeys;
pub mod levels;
pub mod measure;
mod open_week;
pub mod outputs;
mod overlaps;
pub mod pace;
pub mod playbooks;
pub mod policies;
pub mod questions;
pub mod reach;
pub mod readiness;
mod regulations;
pub mod rule;
pub mod rules;
mod run;
pub mod sampling;
pub mod score;
pub mod signals;
pub mod statistics;
pub mod terms;
pub mod texts;
pub mod theme;
pub mod words;
mod written;

pub use catalog::{all_rules, find_rule};
pub use context::{Asks, Context, in_use};
pub use rule::{Findings, Rule, rule};

use crate::diagnostic::Diagnostic;
use crate::model::time::Date;
use crate::resolve::Resolved;
use crate::source::SourceMap;

/// A program without an error of form: the only way in to the emitters.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    pub program: &'a Resolved,
    pub sources: &'a SourceMap,
    pub diagnostics: &'a [Diagnostic],
    pub as_of: Date,
}

/// Lets a program through when no correctness error stands. Practice rules set the exit status
/// and appear in the outputs; they do not stop a build.
pub fn gate<'a>(
    program: &'a Resolved,
    sources: &'a SourceMap,
    diagnostics: &'a [Diagnostic],
    as_of: Date,
) -> Option<Checked<'a>> {
    let broken = diagnostics.iter().any(Diagnostic::stops_a_build);
    (!broken).then_some(Checked { program, sources, diagnostics, as_of })
}

/// Runs every rule that is not switched off, sets the levels of the program and takes out what is suppressed.
pub fn analyze(
    program: &Resolved,
    sources: &SourceMap,
    as_of: Date,
    earlier: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let context = Context::new(program, sources, as_of);
    let mut diagnostics: Vec<Diagnostic> = earlier;
    diagnostics.extend(run::run(rules::ALL, &context));
    imported::at_the_door(program, sources, &mut diagnostics);
    levels::apply(program, &mut diagnostics);
    levels::suppress(program, as_of, &mut diagnostics);
    held_back::hold_back(program, &mut diagnostics);
    crate::diagnostic::sort(&mut diagnostics);
    diagnostics
}
