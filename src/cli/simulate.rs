//! `senda simulate`: a made-up year that fits what the program assumes.

use super::files::Files as Program;
use super::folder::DiskFolder;
use super::measure::{does_not_hold, stopped};
use super::store::{self, StoreError};
use super::{Failure, Setting, Status, formats, unreadable};
use crate::check;
use crate::diagnostic::{counted, say};
use crate::emit::kpi::Kpis;
use crate::emit::{Artifact, Sink as _};
use crate::measure::simulate::render::{self, Report};
use crate::measure::simulate::shows;
use crate::measure::simulate::{plan, simulate};
use crate::model::scalar::Scalar;
use crate::model::time::{Month, PeriodName};
use clap::ArgMatches;
use std::path::PathBuf;

type Form = fn(&Report<'_, '_>) -> String;

const FORMS: [(&str, Form); 2] = [("table", render::text), ("json", render::json)];

/// The report beside the tables.
const REPORT: &str = "simulation.json";

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.map(|(name, _)| name))?;
    let files = Program::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let Some(checked) = outcome.checked() else { return Err(does_not_hold(&outcome)) };
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let runs = matches.get_one::<u64>("runs").copied().unwrap_or(1000) as usize;
    let people = matches.get_one::<u64>("customers").map(|it| usize::try_from(*it).unwrap_or(usize::MAX));
    let days = match matches.get_one::<String>("year") {
        None => plan::year_before(setting.as_of.0),
        Some(text) => match PeriodName::parse(text) {
            Ok(name @ PeriodName::Year(_)) => name.days(Month::default()),
            _ => return Err(no_year(text)),
        },
    };
    let kpis = Kpis::of(&checked, &|_| true);
    let year = simulate(&checked, &kpis, seed, days, people).map_err(stopped)?;
    let (shows, coverage) = shows::measured(&checked, &kpis, &year, |values| {
        let found = shows::shows(&kpis, &year, values);
        let coverage = shows::coverage(&kpis, &year, values, &found, seed, runs);
        (found, coverage)
    })
    .map_err(stopped)?;
    let report = Report {
        checked: &checked,
        year: &year,
        shows: &shows,
        coverage: &coverage,
        seed,
        lang: setting.lang,
    };
    if let Some(out) = matches.get_one::<PathBuf>("out") {
        let failed = |error: StoreError| {
            let (message, help) = error.inside(out).say();
            Failure::new(message, help)
        };
        let folder = DiskFolder::new(out);
        let store = store::Build::start(&folder, &outcome.program.model, false).map_err(failed)?;
        for table in &year.tables {
            store.put(Artifact::text(table.path.clone(), table.csv.clone(), [table.dataset]));
        }
        let root = checked.program.program().map(|root| root.index);
        store.put(Artifact::text(REPORT, render::json(&report), root));
        let written = store.finish().map_err(failed)?;
        let count = counted(
            written.written.len(),
            ["file written", "files written"],
            ["archivo escrito", "archivos escritos"],
        );
        let shown = out.display();
        let lang = setting.lang;
        setting.terminal.note(
            say!(en: "{shown}: {}; measure them with `senda measure --data {shown}`", count.en; es: "{shown}: {}; mídelos con `senda measure --data {shown}`", count.es).in_lang(lang),
        );
    }
    formats::give(&forms, Some((&files.root, &outcome.sources)), setting, |form| FORMS[form].1(&report))?;
    Ok(Status::Clean)
}

fn no_year(text: &str) -> Failure {
    Failure::new(
        say!(en: "`{text}` is no year", es: "`{text}` no es un año"),
        say!(en: "write it as `2026`", es: "escríbelo como `2026`"),
    )
}
