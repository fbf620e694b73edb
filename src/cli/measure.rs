//! `senda measure`: the values of metrics from their data.

use super::engines;
use super::files::Files as Program;
use super::formats;
use super::{Failure, Setting, Status, unreadable};
use crate::diagnostic::{Mistake, counted, say};
use crate::emit::kpi::Kpis;
use crate::measure::engine::asked;
use crate::measure::render;
use crate::measure::report::{Chosen, NotComputed, Periods, Report};
use crate::measure::run::{Files, Measuring};
use crate::measure::sqlite;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::time::{Month, PeriodName};
use crate::resolve::Resolved;
use crate::{Outcome, check};
use clap::ArgMatches;
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

type Form = fn(&Report<'_, '_, '_>) -> String;

/// The forms of a measurement; the first is what people read.
const FORMS: [(&str, Form); 4] =
    [("table", render::table), ("json", render::json), ("csv", render::csv), ("csv-es", render::csv_es)];

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.map(|(name, _)| name))?;
    let files = Program::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let Some(checked) = outcome.checked() else { return Err(does_not_hold(&outcome)) };
    let program = checked.program;
    let metrics = metrics(matches, program)?;
    let wanted = |metric| metrics.is_empty() || metrics.contains(&metric);
    let kpis = Kpis::of(&checked, &wanted);
    let chosen = chosen(matches, program, &kpis)?;
    let asked = asked(program, &kpis);
    let measuring = Measuring {
        program: &checked,
        kpis: &kpis,
        asked: &asked,
        more: &[],
        skips: matches.get_flag("skip-rows"),
        trusts: matches.get_flag("trust-tables"),
    };
    let data = data_folder(matches)?;
    let root = data.as_deref().unwrap_or(files.world.root());
    let measured = by_engine(&measuring, matches, root, setting)?;
    let engines::Measured { outcome: found, engine, version } = measured;
    let mut not_computed = without_query(&kpis);
    not_computed.extend(found.not_computed);
    let report = Report {
        program: &checked,
        engine,
        engine_version: version,
        datasets: found.datasets,
        values: found.values,
        not_computed,
        chosen,
        lang: setting.lang,
    };
    formats::give(&forms, Some((&files.root, &outcome.sources)), setting, |form| FORMS[form].1(&report))?;
    Ok(if report.has_faults() { Status::Findings } else { Status::Clean })
}

/// The folder of `--data`, by its real name.
fn data_folder(matches: &ArgMatches) -> Result<Option<PathBuf>, Failure> {
    let Some(named) = matches.get_one::<PathBuf>("data") else { return Ok(None) };
    named.canonicalize().map(Some).map_err(|error| {
        let (shown, why) = (named.display(), super::store::describe(&error));
        Failure::new(
            say!(en: "the folder `{shown}` cannot be read: {}", why.en; es: "no se puede leer la carpeta `{shown}`: {}", why.es),
            say!(en: "name the folder that `senda simulate --out` wrote, or another with the files of the datasets", es: "nombra la carpeta que escribió `senda simulate --out`, u otra con los archivos de los conjuntos de datos"),
        )
    })
}

/// Measures by the engine that the command line names.
pub fn by_engine<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
    root: &Path,
    setting: &Setting,
) -> Result<engines::Measured<'m, 'p>, Failure> {
    let disk = Disk { root: root.to_owned(), bar: setting.terminal.progress(0, "senda") };
    let found = match matches.get_one::<String>("engine").map(String::as_str) {
        Some("duckdb") => engines::in_duckdb(measuring, matches, &disk),
        Some("spark") => engines::in_spark(measuring, matches, &disk),
        Some("postgres") => engines::in_postgres(measuring, matches),
        _ => in_sqlite(measuring, matches, &disk),
    };
    disk.bar.finish_and_clear();
    found
}

/// Reads the files of the program, or the tables of a SQLite database, by the engine of this binary.
fn in_sqlite<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
    disk: &Disk,
) -> Result<engines::Measured<'m, 'p>, Failure> {
    let database = matches.get_one::<String>("database").map(Path::new);
    if let Some(path) = database.filter(|path| !path.is_file()) {
        let shown = path.display();
        return Err(Failure::new(
            say!(en: "there is no database `{shown}`", es: "no hay base de datos `{shown}`"),
            say!(en: "name the file of a SQLite database, say which engine has it (`--engine postgres`), or leave `--database` out to measure the program's files", es: "nombra el archivo de una base de SQLite, di qué motor la tiene (`--engine postgres`), o quita `--database` para medir los archivos del programa"),
        ));
    }
    let outcome = measuring.in_sqlite(disk, database).map_err(stopped)?;
    Ok(engines::Measured { outcome, engine: "sqlite", version: Some(sqlite::version().to_owned()) })
}

pub fn stopped(mistake: Mistake) -> Failure {
    Failure { message: mistake.message, help: Some(mistake.help) }
}

/// A program whose form does not hold has no definitions to measure by.
pub fn does_not_hold(outcome: &Outcome) -> Failure {
    let errors = outcome.diagnostics.iter().filter(|it| it.stops_a_build()).count();
    let errors = counted(errors, ["error", "errors"], ["error", "errores"]);
    Failure::new(
        say!(en: "the program has {}, so nothing was measured", errors.en; es: "el programa tiene {}, así que no se midió nada", errors.es),
        say!(en: "see them with `senda check`", es: "míralos con `senda check`"),
    )
}

/// The metrics of `--metric`; none for all of them.
fn metrics(matches: &ArgMatches, program: &Resolved) -> Result<Vec<crate::model::EntityIndex>, Failure> {
    let mut found = Vec::new();
    for name in matches.get_many::<String>("metric").into_iter().flatten() {
        let is_named = |metric: &Of<'_, Metric>| metric.id().as_str() == name;
        match program.all::<Metric>().find(is_named) {
            Some(metric) => found.push(metric.index),
            None => return Err(no_metric(name, program)),
        }
    }
    Ok(found)
}

fn no_metric(name: &str, program: &Resolved) -> Failure {
    let near = program
        .all::<Metric>()
        .map(|metric| metric.id().to_string())
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let help = match near {
        Some(near) => say!(en: "the nearest is `{near}`", es: "la más parecida es `{near}`"),
        None => say!(en: "the program has no metrics", es: "el programa no tiene métricas"),
    };
    Failure::new(say!(en: "there is no metric `{name}`", es: "no hay métrica `{name}`"), help)
}

/// Which values are shown.
fn chosen(matches: &ArgMatches, program: &Resolved, kpis: &Kpis<'_>) -> Result<Chosen, Failure> {
    let stated = program.program().and_then(|root| root.it.fiscal_year_start.value());
    let month = stated.and_then(|month| i8::try_from(month.get()).ok()).unwrap_or(1);
    let days = |text: &String| match PeriodName::parse(text) {
        Ok(name) => Ok(Month::new(month).map(|fiscal| name.days(fiscal))),
        Err(mistake) => Err(stopped(mistake)),
    };
    let period = matches.get_one::<String>("period").map(days).transpose()?.flatten();
    let since = matches.get_one::<String>("since").map(days).transpose()?.flatten();
    let periods = match (period, since) {
        (Some(days), _) => Periods::Within(days),
        (None, Some(days)) => Periods::Since(days.first),
        (None, None) if matches.get_flag("all-periods") => Periods::All,
        (None, None) => Periods::Current,
    };
    let mut cuts: Vec<String> = matches.get_many::<String>("by").into_iter().flatten().cloned().collect();
    let known: BTreeSet<&str> = kpis
        .queries
        .iter()
        .flat_map(|query| &query.cuts)
        .map(|cut| cut.name.as_str())
        .chain(["total"])
        .collect();
    if let Some(unknown) = cuts.iter().find(|cut| !known.contains(cut.as_str())) {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(Failure::new(
            say!(en: "no metric that was asked for has the cut `{unknown}`", es: "ninguna métrica de las que se pidieron tiene el corte `{unknown}`"),
            say!(en: "possible: {known}", es: "posibles: {known}"),
        ));
    }
    if !cuts.is_empty() {
        cuts.push("total".to_owned());
    }
    Ok(Chosen { periods, cuts })
}

/// Metrics that no query can compute.
fn without_query(kpis: &Kpis<'_>) -> Vec<NotComputed> {
    let about = |finding: &crate::diagnostic::Diagnostic| {
        let metric = finding.entity.as_ref()?.to_string();
        let metric = metric.rsplit(':').next().unwrap_or_default().to_owned();
        let help = finding.help.clone().unwrap_or_else(|| say!(en: "", es: ""));
        Some(NotComputed { metric, why: finding.message.clone(), help })
    };
    kpis.findings.iter().filter_map(about).collect()
}

/// Data files in the folder of the program.
struct Disk {
    root: PathBuf,
    bar: ProgressBar,
}

impl Files for Disk {
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Mistake> {
        let inside =
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let place = self.root.join(path);
        let within = || place.canonicalize().is_ok_and(|real| real.starts_with(&self.root));
        if !inside || (place.exists() && !within()) {
            return Err(Mistake::new(
                say!(en: "`{path}` lies outside of the program's folder", es: "`{path}` está fuera de la carpeta del programa"),
                say!(en: "put the file in the folder, such as `data/answers.csv`", es: "pon el archivo en la carpeta, por ejemplo `data/respuestas.csv`"),
            ));
        }
        let file = std::fs::File::open(&place).and_then(|file| {
            let data = file.metadata()?;
            if data.is_file() { Ok((file, data.len())) } else { Err(std::io::ErrorKind::IsADirectory.into()) }
        });
        match file {
            Ok((file, size)) => {
                self.bar.set_length(size);
                self.bar.set_position(0);
                self.bar.set_message(path.to_owned());
                Ok(Box::new(file))
            }
            Err(error) => {
                let why = super::store::describe(&error);
                Err(Mistake::new(
                    say!(en: "`{path}` could not be read: {}", why.en; es: "no se pudo leer `{path}`: {}", why.es),
                    say!(en: "put the file there, or change `file` in the dataset", es: "pon ahí el archivo, o cambia `file` en el conjunto de datos"),
                ))
            }
        }
    }

    fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn progress(&self, _path: &str, bytes: u64) {
        self.bar.set_position(bytes);
    }
}
