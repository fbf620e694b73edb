//! `senda check`.

use super::formats::OfFindings;
use super::{Failure, Setting, Status, disk::DiskWorld, root, unreadable};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use clap::ArgMatches;
use std::path::PathBuf;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let wanted = OfFindings::of(matches)?;
    let root = root(matches)?;
    let world =
        DiskWorld::open(&root).map_err(|error| unreadable(&crate::model::read::ReadError::List(error)))?;
    let outcome = check(&world, setting.as_of).map_err(|error| unreadable(&error))?;
    if let Some(path) = matches.get_one::<PathBuf>("baseline") {
        return super::baseline::run(path, &root, &outcome, &wanted, matches, setting);
    }
    wanted.give(&root, &outcome, &outcome.diagnostics, fails_from(matches), setting)?;
    let status = status(&outcome.diagnostics, matches);
    std::mem::forget(outcome); // the process ends: giving back a large program piece by piece costs time
    Ok(status)
}

/// The severity that `--fail-on` names.
pub fn fails_from(matches: &ArgMatches) -> Severity {
    matches.get_one::<String>("fail-on").and_then(|l| Severity::of_name(l)).unwrap_or(Severity::Error)
}

/// 3 when something was not looked at by a fault of ours; else 1 when something stands at or above
/// `--fail-on`.
pub fn status(diagnostics: &[Diagnostic], matches: &ArgMatches) -> Status {
    status_from(diagnostics, fails_from(matches))
}

fn status_from(diagnostics: &[Diagnostic], level: Severity) -> Status {
    if diagnostics.iter().any(|it| it.internal) {
        return Status::Fault;
    }
    if diagnostics.iter().any(|it| it.severity >= level) { Status::Findings } else { Status::Clean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::levels::RULE_FAILED;
    use crate::diagnostic::say;
    use crate::source::{At, FileId, Span};

    #[test]
    fn a_fault_of_ours_is_not_the_users() {
        let mut found = Diagnostic::new(
            &RULE_FAILED,
            At { file: FileId(0), span: Span::default() },
            say!(en: "x", es: "x"),
        );
        assert_eq!(status_from(&[found.clone()], Severity::Error), Status::Clean);
        assert_eq!(status_from(&[found.clone()], Severity::Warning), Status::Findings);
        found.internal = true;
        assert_eq!(status_from(&[found], Severity::Error), Status::Fault);
    }
}
