//! `senda check --baseline`: findings that are known already.

use super::check::{fails_from, status};
use super::folder::DiskFolder;
use super::formats::OfFindings;
use super::store::{Folder, StoreError};
use super::{Failure, Setting, Status};
use crate::Outcome;
use crate::diagnostic::{Baseline, Known, Mistake, counted, say};
use clap::ArgMatches;
use std::path::Path;

/// Tells what is new since the baseline was written, or writes it.
pub fn run(
    path: &Path,
    root: &Path,
    outcome: &Outcome,
    wanted: &OfFindings,
    matches: &ArgMatches,
    setting: &Setting,
) -> Result<Status, Failure> {
    if matches.get_flag("write-baseline") {
        return write_baseline(path, outcome, setting);
    }
    let baseline = read_baseline(path)?;
    let (new, gone) = baseline.split(outcome.diagnostics.clone(), &outcome.sources);
    wanted.give(root, outcome, &new, fails_from(matches), setting)?;
    tell_gone(&gone, outcome.diagnostics.len() - new.len(), setting);
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
    let kept = counted(kept, ["finding is", "findings are"], ["hallazgo", "hallazgos"]);
    let words =
        say!(en: "{shown}: {} known from now on", kept.en; es: "{shown}: conocidos desde ahora: {}", kept.es);
    let lang = setting.lang;
    setting.terminal.note(words.in_lang(lang));
    if left > 0 {
        let left = counted(left, ["finding", "findings"], ["hallazgo", "hallazgos"]);
        let words = say!(
            en: "not kept, because it is about the form of files: {}; mend it", left.en;
            es: "sin guardar, porque trata de la forma de los archivos: {}; corrígelo", left.es
        );
        setting.terminal.note(words.in_lang(lang));
    }
    Ok(Status::Clean)
}

/// What is known and was found again, and what is known and no longer found.
fn tell_gone(gone: &[&Known], known: usize, setting: &Setting) {
    let lang = setting.lang;
    if known > 0 {
        let known = counted(
            known,
            ["known finding", "known findings"],
            ["hallazgo ya conocido", "hallazgos ya conocidos"],
        );
        let words = say!(en: "not shown: {}", known.en; es: "sin mostrar: {}", known.es);
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
