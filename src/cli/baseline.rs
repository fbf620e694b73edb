//! `senda check --baseline`: findings that are known already.

use super::check::{language, print, status};
use super::folder::DiskFolder;
use super::store::{Folder, StoreError};
use super::{Failure, Setting, Status};
use crate::Outcome;
use crate::diagnostic::{Baseline, Known, Mistake, say};
use clap::ArgMatches;
use std::path::Path;

/// Tells what is new since the baseline was written, or writes it.
pub fn run(
    path: &Path,
    root: &Path,
    outcome: &Outcome,
    matches: &ArgMatches,
    setting: &Setting,
) -> Result<Status, Failure> {
    if matches.get_flag("write-baseline") {
        return write_baseline(path, outcome, setting);
    }
    let baseline = read_baseline(path)?;
    let (new, gone) = baseline.split(outcome.diagnostics.clone(), &outcome.sources);
    print(root, outcome, &new, matches, setting);
    tell_gone(&gone, outcome.diagnostics.len() - new.len(), outcome, setting);
    Ok(status(&new, matches))
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let why = super::store::describe(&error);
        Failure::new(
            say!(en: "`{shown}` could not be read: {}", why.en; es: "no se pudo leer `{shown}`: {}", why.es),
            say!(en: "`--write-baseline` writes it", es: "`--write-baseline` lo escribe"),
        )
    })?;
    Baseline::parse(&text).map_err(|mistake| {
        let Mistake { message, help } = mistake;
        Failure::new(say!(en: "{shown}: {}", message.en; es: "{shown}: {}", message.es), help)
    })
}

/// Keeps what is found now. Errors of form are not kept: they are mended.
fn write_baseline(path: &Path, outcome: &Outcome, setting: &Setting) -> Result<Status, Failure> {
    let baseline = Baseline::of(&outcome.diagnostics, &outcome.sources);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    DiskFolder::new(folder).write(&name, baseline.to_text().as_bytes()).map_err(|error| {
        let (message, help) = StoreError::Io { path: path.display().to_string(), error }.say();
        Failure::new(message, help)
    })?;
    let (shown, kept, left) = (path.display(), baseline.len(), outcome.diagnostics.len() - baseline.len());
    let words = say!(en: "{shown}: {kept} findings are known from now on", es: "{shown}: desde ahora se conocen {kept} hallazgos");
    let lang = language(outcome, setting);
    setting.terminal.note(words.in_lang(lang));
    if left > 0 {
        let words = say!(
            en: "{left} findings about the form of files are not kept: mend them",
            es: "{left} hallazgos sobre la forma de los archivos no se guardan: corrígelos"
        );
        setting.terminal.note(words.in_lang(lang));
    }
    Ok(Status::Clean)
}

/// What is known and was found again, and what is known and no longer found.
fn tell_gone(gone: &[&Known], known: usize, outcome: &Outcome, setting: &Setting) {
    let lang = language(outcome, setting);
    if known > 0 {
        let words = say!(en: "{known} known findings are not shown", es: "no se muestran {known} hallazgos ya conocidos");
        setting.terminal.note(words.in_lang(lang));
    }
    for it in gone {
        let (rule, about) = (&it.rule, &it.about);
        let words = say!(
            en: "no longer found: {rule} of {about}; `--write-baseline` takes it out of the file",
            es: "ya no se encuentra: {rule} de {about}; `--write-baseline` lo quita del archivo"
        );
        setting.terminal.note(words.in_lang(lang));
    }
}
