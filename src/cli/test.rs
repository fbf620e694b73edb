//! `senda test`: the tests of a program, what came out otherwise, and what no test touches.

use super::disk::folder_in_repository;
use super::files::Files;
use super::formats::{self, Forms, Wanted};
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::Context;
use crate::analyze::examples::report::{Report, findings, json, junit, text};
use crate::analyze::examples::{Coverage, Tried, Verdict, try_all};
use crate::diagnostic::render::{self, Counts, Format};
use crate::diagnostic::{Diagnostic, counted, say};
use crate::model::id::Id;
use crate::model::test::Test;
use crate::{Loaded, load};
use clap::ArgMatches;

/// How results are written.
type Form = fn(&Report<'_>) -> String;

/// The forms of results; the first is what people read.
const FORMS: Forms<Form> = Forms {
    own: &[
        ("human", text),
        ("json", |report| serde_json::to_string_pretty(&json(report)).unwrap_or_default() + "\n"),
        ("junit", junit),
    ],
    findings: &["github", "sarif", "gitlab"],
};

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.names())?;
    let files = Files::of(matches)?;
    let loaded = load(&files.world).map_err(|error| unreadable(&error))?;
    let context = Context::new(&loaded.program, &loaded.sources, setting.as_of);
    let mut tried = try_all(&context);
    let coverage = Coverage::of(&context, &tried);
    if let Some(names) = matches.get_many::<String>("only") {
        let names: Vec<&str> = names.map(String::as_str).collect();
        known(&names, &loaded)?;
        tried.retain(|it| names.contains(&it.test.id().as_str()));
    }
    tell(&loaded, setting);
    let report = Report {
        tried: &tried,
        coverage: &coverage,
        sources: &loaded.sources,
        lang: setting.lang,
        first_language: loaded.program.first_language(),
        folder: &folder_in_repository(&files.root),
        untouched: matches.get_flag("untouched"),
    };
    formats::give(&forms, Some((&files.root, &loaded.sources)), setting, |form| match FORMS.at(form) {
        Wanted::Own(form) => form(&report),
        Wanted::Findings(format) => for_build_servers(&report, format, &loaded, setting),
    })?;
    let enough = reaches(matches, &coverage, setting);
    let passed = tried.iter().all(|it: &Tried<'_>| it.verdict() == Verdict::Passed);
    Ok(if passed && enough { Status::Clean } else { Status::Findings })
}

/// What came out otherwise, as findings at its lines.
fn for_build_servers(report: &Report<'_>, format: &Format, loaded: &Loaded, setting: &Setting) -> String {
    (format.render)(&render::Report {
        diagnostics: &findings(report.tried),
        sources: &loaded.sources,
        look: setting.look(setting.lang),
        counts: Counts { files: loaded.sources.len(), entities: loaded.program.len() },
        folder: report.folder,
        fails: &|_| true,
        run: "senda-test",
        earlier: None,
    })
}

/// Errors of form hide tests, or parts of what they are about.
fn tell(loaded: &Loaded, setting: &Setting) {
    let errors = loaded.findings.iter().filter(|it| Diagnostic::stops_a_build(it)).count();
    if errors > 0 {
        let errors = counted(errors, ["error", "errors"], ["error", "errores"]);
        let words = say!(en: "the program has {} of form, and what they touch is not tried; `senda check` shows them", errors.en;
            es: "el programa tiene {} de forma, y lo que tocan no se prueba; `senda check` los muestra", errors.es);
        setting.terminal.note(words.in_lang(setting.lang));
    }
}

/// Whether tests touch as much as `--min` asks for.
fn reaches(matches: &ArgMatches, coverage: &Coverage, setting: &Setting) -> bool {
    let Some(least) = matches.get_one::<u32>("min").copied() else { return true };
    let share = coverage.share().map_or(0, |share| (100.0 * share).floor() as u32);
    if share < least {
        let words = say!(en: "tests touch {share} % of what they can, and {least} % is asked for", es: "las pruebas tocan el {share} % de lo que pueden, y se pide el {least} %");
        setting.terminal.note(words.in_lang(setting.lang));
    }
    share >= least
}

/// # Errors
/// A name that no test has.
fn known(names: &[&str], loaded: &Loaded) -> Result<(), Failure> {
    let unknown = names.iter().find(|name| loaded.program.get::<Test>(Id::new(name)).is_none());
    match unknown {
        None => Ok(()),
        Some(name) => Err(Failure::new(
            say!(en: "there is no test `{name}`", es: "no hay ninguna prueba `{name}`"),
            say!(en: "`senda test` without `--only` lists all of them", es: "`senda test` sin `--only` las enumera todas"),
        )),
    }
}
