//! `senda build`.

use super::check::{fails_from, status};
use super::disk::DiskWorld;
use super::folder::DiskFolder;
use super::formats::OfFindings;
use super::store::{self, StoreError, Written};
use super::{Failure, Setting, Status, root, unreadable};
use crate::analyze::Checked;
use crate::analyze::levels;
use crate::diagnostic::{self, Diagnostic, Severity, counted, say};
use crate::emit::measured::{self, Measured};
use crate::emit::site::theme;
use crate::emit::{self, Job, Options, Target};
use crate::model::read::ReadError;
use crate::source::World;
use crate::{Outcome, check};
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let (wanted, fails) = (OfFindings::of(matches)?, fails_from(matches));
    let root = root(matches)?;
    let world = DiskWorld::open(&root).map_err(|error| unreadable(&ReadError::List(error)))?;
    let bar = setting.terminal.progress(3, "senda build");
    let outcome = check(&world, setting.as_of).map_err(|error| unreadable(&error))?;
    bar.inc(1);
    let strict = matches.get_flag("strict");
    let practice = outcome.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let Some(checked) = outcome.checked().filter(|_| !(strict && practice)) else {
        bar.finish_and_clear();
        wanted.give(&root, &outcome, &outcome.diagnostics, fails, setting)?;
        let lang = setting.lang;
        setting.terminal.note(
            say!(en: "nothing was written: mend the errors first", es: "no se escribió nada: corrige primero los errores").in_lang(lang),
        );
        return Ok(Status::Findings);
    };
    let revision = matches.get_one::<String>("revision").cloned();
    let (overrides, (files, _)) = (overrides(&world)?, theme::read(&outcome.program, &world));
    let (measured, stale) = measured(matches, &checked)?.unzip();
    let options = Options {
        overrides: overrides.into(),
        files: files.into(),
        revision,
        measured: measured.map(Arc::new),
        ..Options::default()
    };
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let folder = DiskFolder::new(&out);
    let only_look = matches.get_flag("check");
    let store = store::Build::start(&folder, &outcome.program.model, only_look);
    let store = store.map_err(|error| failed(error, &out))?;
    let jobs = jobs(matches, &outcome, &options);
    let mut findings = emit::emit_into(&jobs, &checked, &store);
    findings.extend(stale.into_iter().flatten());
    levels::settle(&outcome.program, outcome.as_of, &mut findings);
    bar.inc(1);
    let mut diagnostics = outcome.diagnostics.clone();
    diagnostics.extend(findings.into_iter().map(|d| if strict { d.severity(Severity::Error) } else { d }));
    diagnostic::sort(&mut diagnostics);
    let lost = strict && diagnostics.iter().any(|d| d.severity == Severity::Error);
    if lost || diagnostics.iter().any(Diagnostic::stops_a_build) {
        bar.finish_and_clear();
        wanted.give(&root, &outcome, &diagnostics, fails, setting)?;
        return Ok(Status::Findings);
    }
    let written = store.finish();
    bar.finish_and_clear();
    wanted.give(&root, &outcome, &diagnostics, fails, setting)?;
    let written = match written {
        Ok(written) => written,
        // Asked only whether the output is current: a file that was changed by hand is not.
        Err(StoreError::Foreign(path)) if only_look => {
            let (message, help) = StoreError::Foreign(path).inside(&out).say();
            let lang = setting.lang;
            setting.terminal.fail(&Failure::new(message, help), lang);
            return Ok(Status::Findings);
        }
        Err(error) => return Err(failed(error, &out)),
    };
    report(&written, &out, only_look, setting);
    if only_look && !written.is_current() {
        return Ok(Status::Findings);
    }
    Ok(status(&diagnostics, matches))
}

/// What the program orders; with `--target`, what it orders of these, or each in its usual place.
fn jobs(matches: &ArgMatches, outcome: &Outcome, options: &Options) -> Vec<Job> {
    let ordered = emit::jobs(&outcome.program, options);
    let Some(names) = matches.get_many::<String>("target") else { return ordered };
    let asked: Vec<&'static Target> = names.filter_map(|name| emit::find_target(name)).collect();
    let usual: Vec<Job> = asked
        .iter()
        .filter(|target| ordered.iter().all(|job| job.target.name != target.name))
        .map(|target| Job::usual(target, options))
        .collect();
    let is_asked = |job: &Job| asked.iter().any(|target| target.name == job.target.name);
    ordered.into_iter().filter(is_asked).chain(usual).collect()
}

/// The values that `--measured` names, and what of them is stale.
fn measured(
    matches: &ArgMatches,
    checked: &Checked<'_>,
) -> Result<Option<(Measured, Vec<Diagnostic>)>, Failure> {
    let Some(file) = matches.get_one::<PathBuf>("measured") else { return Ok(None) };
    let shown = file.display();
    let bytes = std::fs::read(file).map_err(|error| {
        let why = store::describe(&error);
        Failure::new(
            say!(en: "the measured values in `{shown}` cannot be read: {}", why.en; es: "no se pueden leer los valores medidos de `{shown}`: {}", why.es),
            say!(en: "write them with `senda measure --all-periods --format json={shown}`", es: "escríbelos con `senda measure --all-periods --format json={shown}`"),
        )
    })?;
    let found = measured::read(&bytes).map_err(|mistake| {
        let (en, es) = (mistake.message.en, mistake.message.es);
        Failure::new(
            say!(en: "`{shown}` holds no measured values: {en}", es: "`{shown}` no tiene valores medidos: {es}"),
            mistake.help,
        )
    })?;
    let own = checked.program.program().map(|root| root.id().to_string());
    if found.program != own {
        let (other, own) = (found.program.unwrap_or_default(), own.unwrap_or_default());
        return Err(Failure::new(
            say!(en: "`{shown}` measures the program `{other}`, and this is `{own}`", es: "`{shown}` mide el programa `{other}`, y este es `{own}`"),
            say!(en: "give the file that `senda measure` wrote for this program", es: "da el archivo que `senda measure` escribió para este programa"),
        ));
    }
    Ok(Some(measured::current(found, checked)))
}

/// Files in `templates/` of the program that take the place of ours.
pub fn overrides(world: &dyn World) -> Result<std::collections::BTreeMap<String, String>, Failure> {
    let listed = world.list().map_err(|error| unreadable(&ReadError::List(error)))?;
    let mut found = std::collections::BTreeMap::new();
    for file in listed.into_iter().filter(|f| f.path.starts_with("templates/")) {
        let failed = |error| unreadable(&ReadError::File { path: file.path.clone(), error });
        let bytes = world.read(&file.path).map_err(failed)?;
        if let Ok(text) = String::from_utf8(bytes) {
            found.insert(file.path, text);
        }
    }
    Ok(found)
}

fn failed(error: StoreError, out: &Path) -> Failure {
    let (message, help) = error.inside(out).say();
    Failure::new(message, help)
}

fn report(written: &Written, out: &Path, only_look: bool, setting: &Setting) {
    let lang = setting.lang;
    let (new, gone, same, folder) =
        (written.written.len(), written.removed.len(), written.unchanged, out.display());
    let new_words = counted(new, ["written", "written"], ["escrito", "escritos"]);
    let gone_words = counted(gone, ["removed", "removed"], ["quitado", "quitados"]);
    let words = if only_look && written.is_current() {
        say!(en: "{folder} is current", es: "{folder} está al día")
    } else if only_look {
        say!(en: "{folder} is not current: {new} to write, {gone} to remove; run `senda build` without `--check`",
             es: "{folder} no está al día: {new} por escribir, {gone} por quitar; ejecuta `senda build` sin `--check`")
    } else {
        say!(en: "{folder}: {}, {}, {same} unchanged", new_words.en, gone_words.en;
             es: "{folder}: {}, {}, {same} sin cambio", new_words.es, gone_words.es)
    };
    setting.terminal.note(words.in_lang(lang));
}
