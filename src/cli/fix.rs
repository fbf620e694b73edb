//! `senda fix`: the edits that findings suggest.

use super::files::{Files, show};
use super::{Failure, Setting, Status, unreadable};
use crate::diagnostic::{Severity, say};
use crate::edit::fixes::{Mended, mend};
use crate::source::World;
use crate::syntax::decode_bytes;
use clap::ArgMatches;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::of(matches)?;
    let (all, diff) = (matches.get_flag("unsafe"), matches.get_flag("diff"));
    let mended = mend(&files.world, setting.as_of, all).map_err(|error| unreadable(&error))?;
    for (path, bytes) in &mended.files {
        if diff {
            let text = |bytes: Vec<u8>| decode_bytes(bytes).unwrap_or_default();
            let before = text(files.world.read(path).unwrap_or_default());
            show(path, &before, &text(bytes.clone()), setting);
        } else {
            files.put(path, bytes)?;
        }
    }
    tell(&mended, all, diff, setting);
    let errors = mended.outcome.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let waiting = diff && !mended.files.is_empty();
    Ok(if errors || waiting { Status::Findings } else { Status::Clean })
}

/// What was mended, what is left, and what more could be done.
fn tell(mended: &Mended, all: bool, diff: bool, setting: &Setting) {
    let lang = setting.lang;
    let note = |words: crate::diagnostic::Say| setting.terminal.note(words.in_lang(lang));
    if !diff {
        for it in &mended.applied {
            setting.terminal.say(&format!("{}: {}: {}", it.place, it.rule, it.message.in_lang(lang)));
        }
    }
    let (made, files) = (mended.applied.len(), mended.files.len());
    let left = mended.outcome.diagnostics.len();
    let could = mended.outcome.diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|f| !f.safe)).count();
    note(match diff {
        false => {
            say!(en: "edits: {made}; files: {files}; findings left: {left}", es: "correcciones: {made}; archivos: {files}; hallazgos que quedan: {left}")
        }
        true => {
            say!(en: "edits to make: {made}; files: {files}; findings that would be left: {left}", es: "correcciones por hacer: {made}; archivos: {files}; hallazgos que quedarían: {left}")
        }
    });
    for it in &mended.refused {
        let (place, rule) = (&it.place, it.rule);
        note(say!(
            en: "{place}: {rule}: not mended, because the suggested edit would leave more errors",
            es: "{place}: {rule}: no se corrigió, porque la corrección sugerida dejaría más errores"
        ));
    }
    if could > 0 && !all {
        note(say!(
            en: "with an edit that is a guess: {could}; `senda fix --unsafe --diff` shows it",
            es: "con una corrección que es una suposición: {could}; `senda fix --unsafe --diff` la muestra"
        ));
    }
}
