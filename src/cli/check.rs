//! `senda check`.

use super::{Failure, Setting, Status, disk::DiskWorld, root, unreadable};
use crate::diagnostic::render;
use crate::diagnostic::{Diagnostic, Severity};
use crate::{Outcome, check};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let root = root(matches)?;
    let world =
        DiskWorld::open(&root).map_err(|error| unreadable(&crate::model::read::ReadError::List(error)))?;
    let outcome = check(&world, setting.as_of).map_err(|error| unreadable(&error))?;
    if let Some(path) = matches.get_one::<PathBuf>("baseline") {
        return super::baseline::run(path, &root, &outcome, matches, setting);
    }
    print(&root, &outcome, &outcome.diagnostics, matches, setting);
    let status = status(&outcome.diagnostics, matches);
    std::mem::forget(outcome); // the process ends: giving back a large program piece by piece costs time
    Ok(status)
}

pub fn print(
    root: &Path,
    outcome: &Outcome,
    diagnostics: &[Diagnostic],
    matches: &ArgMatches,
    setting: &Setting,
) {
    let lang = setting.lang;
    let sources = &outcome.sources;
    let format = matches.get_one::<String>("format").map_or("human", String::as_str);
    let text = match format {
        "json" => {
            let counts = render::Counts { files: sources.len(), entities: outcome.program.len() };
            serde_json::to_string_pretty(&render::json(diagnostics, sources, lang, counts))
                .unwrap_or_default()
        }
        "github" => render::github(diagnostics, sources, lang, &super::disk::folder_in_repository(root)),
        _ => render::human(diagnostics, sources, setting.look(lang)),
    };
    setting.terminal.say(&text);
}

/// 1 when something stands at or above `--fail-on`.
pub fn status(diagnostics: &[Diagnostic], matches: &ArgMatches) -> Status {
    let level =
        matches.get_one::<String>("fail-on").and_then(|l| Severity::of_name(l)).unwrap_or(Severity::Error);
    if diagnostics.iter().any(|d| d.severity >= level) { Status::Findings } else { Status::Clean }
}
