//! The whole way from files to findings.

use crate::analyze::{self, Checked};
use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::model::earlier::Earlier;
use crate::model::read::{self, Read, ReadError};
use crate::model::time::Date;
use crate::packages;
use crate::resolve::{self, Resolved};
use crate::source::{FileId, SourceMap, World};
use std::collections::HashSet;

/// What checking a program gives: always a program, as far as it could be read.
pub struct Outcome {
    pub program: Resolved,
    pub sources: SourceMap,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    pub as_of: Date,
    /// The files whose form something is wrong with.
    faulty: HashSet<FileId>,
}

impl Outcome {
    /// The program as emitters take it, when no error of form stands.
    pub fn checked(&self) -> Option<Checked<'_>> {
        analyze::gate(&self.program, &self.sources, &self.diagnostics, self.as_of)
    }
}

/// A program as it is written, with its references followed and nothing judged.
pub struct Loaded {
    pub program: Resolved,
    pub sources: SourceMap,
    /// What is wrong with its form.
    pub findings: Vec<Diagnostic>,
}

/// Reads and resolves a program.
///
/// # Errors
/// The environment: files that cannot be listed or read.
pub fn load(world: &dyn World) -> Result<Loaded, ReadError> {
    load_within(world, &[world.identity()])
}

/// Reads and resolves a program that others import, which are `open`.
pub(crate) fn load_within(world: &dyn World, open: &[String]) -> Result<Loaded, ReadError> {
    Ok(resolved(read::read(world)?, world, open))
}

/// Reads and resolves another state of a program; the files that `same` names are those of the first.
///
/// # Errors
/// As [`load`].
pub fn load_beside(
    world: &dyn World,
    other: &Loaded,
    same: &dyn Fn(&str) -> bool,
) -> Result<Loaded, ReadError> {
    let earlier = Earlier::new(&other.program.model, &other.sources, &faulty(&other.findings), same);
    Ok(resolved(read::read_beside(world, Some(&earlier))?, world, &[world.identity()]))
}

fn resolved(mut read: Read, world: &dyn World, open: &[String]) -> Loaded {
    packages::bring_in(world, &mut read, open);
    let mut findings = read.findings;
    let program = resolve::resolve(read.model, &mut findings);
    Loaded { program, sources: read.sources, findings }
}

/// Reads, resolves and analyzes a program as it stands on a day.
///
/// # Errors
/// The environment: files that cannot be listed or read. What is wrong with the program is in
/// the diagnostics.
pub fn check(world: &dyn World, as_of: Date) -> Result<Outcome, ReadError> {
    Ok(analyzed(load(world)?, world, as_of))
}

/// Checks a program again after some of its files changed; those that `same` names are not read again.
///
/// # Errors
/// As [`check`].
pub fn check_again(
    world: &dyn World,
    before: &Outcome,
    same: &dyn Fn(&str) -> bool,
    as_of: Date,
) -> Result<Outcome, ReadError> {
    let earlier = Earlier::new(&before.program.model, &before.sources, &before.faulty, same);
    let read = read::read_beside(world, Some(&earlier))?;
    Ok(analyzed(resolved(read, world, &[world.identity()]), world, as_of))
}

fn analyzed(loaded: Loaded, world: &dyn World, as_of: Date) -> Outcome {
    let Loaded { program, sources, findings } = loaded;
    let faulty = faulty(&findings);
    let findings = of_outputs(&program, world, findings);
    let diagnostics = analyze::analyze(&program, &sources, as_of, findings);
    Outcome { program, sources, diagnostics, as_of, faulty }
}

/// What is found in a program that was loaded, as [`check`] finds it.
pub fn judge(loaded: &Loaded, world: &dyn World, as_of: Date) -> Vec<Diagnostic> {
    let Loaded { program, sources, findings } = loaded;
    analyze::analyze(program, sources, as_of, of_outputs(program, world, findings.clone()))
}

/// Adds what is wrong with what the program orders.
fn of_outputs(program: &Resolved, world: &dyn World, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.extend(emit::jobs::faults(program));
    findings.extend(emit::site::theme::read(program, world).1);
    findings
}

fn faulty(findings: &[Diagnostic]) -> HashSet<FileId> {
    findings.iter().map(|finding| finding.at.file).collect()
}
