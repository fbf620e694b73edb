//! `senda diff`: what changed in meaning, and what it breaks.

use super::formats;
use super::sides::{self, Home, Side};
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::changes::report::{Report, json, markdown, text};
use crate::analyze::changes::{self, Level, differences};
use crate::diagnostic::{Diagnostic, counted, say};
use crate::model::read::{ROOT_FILE, ReadError, is_yaml};
use crate::source::Listed;
use crate::{Loaded, load, load_beside};
use clap::ArgMatches;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io;

/// How changes are written.
type Form = fn(&Report<'_>) -> String;

/// The forms of changes; the first is what people read.
const FORMS: [(&str, Form); 3] = [
    ("text", text),
    ("json", |report| serde_json::to_string_pretty(&json(report)).unwrap_or_default() + "\n"),
    ("markdown", markdown),
];

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.map(|(name, _)| name))?;
    let home = Home::of(matches);
    let (from, to) = sides::both(matches, &home)?;
    let same = same_files(&from, &to).map_err(|error| unreadable(&ReadError::List(error)))?;
    let after = load(&*to.world).map_err(|error| unreadable(&error))?;
    let before = load_beside(&*from.world, &after, &|path| same.contains(path));
    let before = before.map_err(|error| unreadable(&error))?;
    for (side, loaded) in [(&from, &before), (&to, &after)] {
        tell(side, loaded, setting);
    }
    let (was, is) = (side_of(&before), side_of(&after));
    let differences = differences(was, is, &|path| same.contains(path));
    let report = Report {
        from: &from.name,
        to: &to.name,
        before: was,
        after: is,
        differences: &differences,
        lang: setting.lang,
        folder: &home.folder,
    };
    let own = home.root.as_deref().map(|root| (root, &after.sources));
    formats::give(&forms, own, setting, |form| FORMS[form].1(&report))?;
    let level = matches.get_one::<String>("fail-on").and_then(|name| Level::of_name(name));
    let fails = level.is_some_and(|level| differences.from_level(level).next().is_some());
    let status = if fails { Status::Findings } else { Status::Clean };
    std::mem::forget((before, after)); // the process ends: giving them back piece by piece costs time
    Ok(status)
}

fn side_of(loaded: &Loaded) -> changes::Side<'_> {
    changes::Side { program: &loaded.program, sources: &loaded.sources }
}

/// Words about a side that is not there, or that cannot be read as a whole.
fn tell(side: &Side, loaded: &Loaded, setting: &Setting) {
    let name = &side.name;
    if side.world.read(ROOT_FILE).is_err() {
        let words = say!(en: "there is no {ROOT_FILE} in {}: everything counts as new or as gone", name.en; es: "no hay un {ROOT_FILE} en {}: todo cuenta como nuevo o como quitado", name.es);
        setting.terminal.note(words.in_lang(setting.lang));
    }
    let errors = loaded.findings.iter().filter(|it| Diagnostic::stops_a_build(it)).count();
    if errors > 0 {
        let errors = counted(errors, ["error", "errors"], ["error", "errores"]);
        let words = say!(en: "{} has {} of form; what cannot be read is not compared", name.en, errors.en; es: "{}: tiene {} de forma; lo que no se puede leer no se compara", name.es, errors.es);
        setting.terminal.note(words.in_lang(setting.lang));
    }
}

/// The paths that have the same bytes on both sides: by their blobs, where both are revisions.
fn same_files(from: &Side, to: &Side) -> io::Result<HashSet<String>> {
    let here: HashMap<String, u64> = to.world.list()?.into_iter().map(|it| (it.path, it.size)).collect();
    let alike = |it: &Listed| match (&from.revision, &to.revision) {
        (Some(from), Some(to)) => from.id(&it.path).is_some() && from.id(&it.path) == to.id(&it.path),
        _ if here.get(&it.path) != Some(&it.size) => false,
        _ => {
            let one = from.world.read(&it.path).ok();
            one.is_some() && one == to.world.read(&it.path).ok()
        }
    };
    let all = from.world.list()?;
    Ok(all.into_par_iter().filter(|it| is_yaml(&it.path) && alike(it)).map(|it| it.path).collect())
}
