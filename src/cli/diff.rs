//! `senda diff`: what changed in meaning, and what it breaks.

use super::formats::{self, Forms, Wanted};
use super::sides::{self, Home, Side};
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::changes::report::{Findings, Report, findings, json, markdown, text};
use crate::analyze::changes::{self, Found, Level, differences};
use crate::diagnostic::render::{self, Counts, Format};
use crate::diagnostic::{Diagnostic, counted, say};
use crate::emit::site::review;
use crate::model::read::{ROOT_FILE, ReadError, is_yaml};
use crate::source::Listed;
use crate::{Loaded, judge, load, load_beside};
use clap::ArgMatches;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io;

/// A form of changes of its own.
struct Form {
    render: fn(&Report<'_>) -> String,
    /// Whether it tells what a check finds, which costs two checks.
    tells_findings: bool,
}

/// The forms of changes; the first is what people read.
const FORMS: Forms<Form> = Forms {
    own: &[
        ("text", Form { render: text, tells_findings: false }),
        ("json", Form { render: pretty, tells_findings: true }),
        ("markdown", Form { render: markdown, tells_findings: true }),
        ("html", Form { render: review, tells_findings: true }),
    ],
    findings: &["github", "sarif", "gitlab", "junit"],
};

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.names())?;
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
    let tells = |(form, _): &(usize, _)| matches!(FORMS.at(*form), Wanted::Own(form) if form.tells_findings);
    let found = forms.iter().any(tells).then(|| {
        let judged = |loaded, side: &Side| judge(loaded, &*side.world, setting.as_of);
        Found::new((was, judged(&before, &from)), (is, judged(&after, &to)), setting.as_of)
    });
    let report = Report {
        from: &from.name,
        to: &to.name,
        before: was,
        after: is,
        differences: &differences,
        lang: setting.lang,
        folder: &home.folder,
        found: found.as_ref(),
    };
    let own = home.root.as_deref().map(|root| (root, &after.sources));
    let level = matches.get_one::<String>("fail-on").and_then(|name| Level::of_name(name));
    formats::give(&forms, own, setting, |form| match FORMS.at(form) {
        Wanted::Own(form) => (form.render)(&report),
        Wanted::Findings(format) => for_build_servers(&report, format, level, setting),
    })?;
    let fails = level.is_some_and(|level| differences.from_level(level).next().is_some());
    let status = if fails { Status::Findings } else { Status::Clean };
    std::mem::forget((before, after)); // the process ends: giving them back piece by piece costs time
    Ok(status)
}

fn pretty(report: &Report<'_>) -> String {
    serde_json::to_string_pretty(&json(report)).unwrap_or_default() + "\n"
}

/// The changes as findings: those fail that `--fail-on` asks for.
fn for_build_servers(
    report: &Report<'_>,
    format: &Format,
    level: Option<Level>,
    setting: &Setting,
) -> String {
    let Findings { diagnostics, sources, earlier } = findings(report);
    let failing: HashSet<&str> = level
        .into_iter()
        .flat_map(|level| report.differences.from_level(level))
        .map(|it| it.fingerprint.as_str())
        .collect();
    (format.render)(&render::Report {
        diagnostics: &diagnostics,
        sources: &sources,
        look: setting.look(setting.lang),
        counts: Counts { files: report.after.sources.len(), entities: report.after.program.len() },
        folder: report.folder,
        fails: &|it| it.known_by.as_deref().is_some_and(|known| failing.contains(known)),
        run: "senda-diff",
        earlier: Some(earlier),
    })
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
