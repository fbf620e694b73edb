//! One measurement: what is asked of which data, and what came of it.

use super::engine::{Asked, Engine, Rows, Text, used_columns, views};
use super::read::{ColumnOf, Form, Loaded, TableOf, load};
use super::report::{DatasetOf, NotComputed};
use super::sqlite::Sqlite;
use super::values::Values;
use crate::analyze::Checked;
use crate::diagnostic::{Mistake, Say, say};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::{Dialect, Setting};
use crate::emit::kpi::{Kpis, text};
use crate::emit::sql::checks;
use std::collections::BTreeSet;
use std::io::Read;

/// What a measurement is made of.
pub struct Measuring<'m, 'p> {
    pub program: &'m Checked<'p>,
    pub kpis: &'m Kpis<'p>,
    pub asked: &'m [Asked<'m, 'p>],
    /// Rows that do not fit are left out, counted and shown; otherwise their dataset is not measured.
    pub skips: bool,
}

/// Where the bytes of data files come from.
pub trait Files {
    /// # Errors
    /// The file is not there, or may not be read.
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Mistake>;

    /// Where the file lies on this machine.
    fn place(&self, path: &str) -> std::path::PathBuf;

    /// How far reading has come.
    fn progress(&self, path: &str, bytes: u64);
}

/// What came of it.
pub struct Outcome<'m, 'p> {
    pub values: Vec<Values<'m, 'p>>,
    pub datasets: Vec<DatasetOf>,
    pub not_computed: Vec<NotComputed>,
}

impl<'m, 'p> Measuring<'m, 'p> {
    /// The stages that some metric reads.
    pub fn stages(&self) -> Vec<usize> {
        let all: BTreeSet<usize> = self.asked.iter().flat_map(|asked| asked.stages.iter().copied()).collect();
        all.into_iter().collect()
    }

    /// Reads the files of a program into SQLite and asks it.
    ///
    /// # Errors
    /// The engine stops.
    pub fn in_sqlite(&self, files: &dyn Files) -> Result<Outcome<'m, 'p>, Mistake> {
        let mut sqlite = Sqlite::open()?;
        let (mut datasets, mut raw) = (Vec::new(), Vec::new());
        for at in self.stages() {
            let stage = &self.kpis.stages[at];
            let (dataset, name) = self.load(&sqlite, at, stage, files)?;
            raw.extend(name.map(|name| (at, name)));
            datasets.push(dataset);
        }
        self.ask(&mut sqlite, dialect("sqlite"), &raw, datasets)
    }

    /// Asks an engine about every metric whose stages are there, each with its raw relation.
    ///
    /// # Errors
    /// The engine stops.
    pub fn ask(
        &self,
        engine: &mut dyn Engine,
        dialect: &dyn Dialect,
        raw: &[(usize, String)],
        mut datasets: Vec<DatasetOf>,
    ) -> Result<Outcome<'m, 'p>, Mistake> {
        let is_there = |at: &usize| raw.iter().any(|(known, _)| known == at);
        let (can, cannot): (Vec<_>, Vec<_>) =
            self.asked.iter().partition(|asked| asked.stages.iter().all(is_there));
        let stages: Vec<(&Stage<'_>, String)> =
            raw.iter().map(|(at, name)| (&self.kpis.stages[*at], name.clone())).collect();
        let views = views(self.program, &stages, dialect, &Setting::of(self.program.program));
        let text = |asked: &Asked<'_, '_>, sql: &String| Text {
            about: asked.query.metric.id().to_string(),
            sql: sql.clone(),
        };
        let both = |asked: &&Asked<'_, '_>| {
            let texts: Vec<Text> =
                std::iter::once(&asked.values).chain(&asked.spread).map(|sql| text(asked, sql)).collect();
            texts
        };
        let mut queries: Vec<Text> = can.iter().flat_map(both).collect();
        // Tables that no file of ours was read into are looked at where they are.
        let looked_at: Vec<usize> = raw
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| {
                let id = self.kpis.stages[*at].dataset.id();
                datasets.iter().any(|dataset| dataset.id == id.as_str() && dataset.loaded.is_none())
            })
            .collect();
        let checks: Vec<(usize, Text)> =
            looked_at.into_iter().filter_map(|at| Some((at, self.check(at)?))).collect();
        queries.extend(checks.iter().map(|(_, text)| text.clone()));
        let mut answers = engine.ask(&views, &queries)?.into_iter();
        let mut found = Vec::new();
        for asked in can {
            let rows: Rows = answers.next().unwrap_or_default();
            let spread = if asked.spread.is_some() { answers.next() } else { None };
            found.push((asked, rows, spread));
        }
        let mut broken = Vec::new();
        for ((at, _), rows) in checks.iter().zip(answers) {
            let dataset = self.kpis.stages[*at].dataset.id();
            let Some(dataset) = datasets.iter_mut().find(|it| it.id == dataset.as_str()) else { continue };
            dataset.broken = rows.iter().filter_map(|row| broken_rows(row)).collect();
            let stops =
                |(_, declared, _): &(String, String, u64)| declared == "scale" || declared == "weight";
            if dataset.broken.iter().any(stops) && !self.skips {
                dataset.stopped = Some(codes_do_not_fit());
                broken.push(*at);
            }
        }
        let raw: Vec<(usize, String)> = raw.iter().filter(|(at, _)| !broken.contains(at)).cloned().collect();
        let is_there = |at: &usize| raw.iter().any(|(known, _)| known == at);
        let (mut values, mut cannot) = (Vec::new(), cannot);
        for (asked, rows, spread) in found {
            if asked.stages.iter().all(is_there) {
                values.push(Values::of(self.program, asked.query, &rows, spread.as_ref()));
            } else {
                cannot.push(asked);
            }
        }
        let not_computed = cannot.into_iter().map(|asked| self.no_data(asked, &raw)).collect();
        Ok(Outcome { values, datasets, not_computed })
    }

    /// The query for rows of a stage that break what its dataset declares.
    fn check(&self, at: usize) -> Option<Text> {
        let stage = &self.kpis.stages[at];
        let sql = text::with_plain_relations(&checks::statement(stage)?);
        Some(Text { about: stage.dataset.id().to_string(), sql })
    }

    fn no_data(&self, asked: &Asked<'_, '_>, raw: &[(usize, String)]) -> NotComputed {
        let lacks = asked.stages.iter().filter(|at| raw.iter().all(|(known, _)| known != *at));
        let lacks: Vec<String> =
            lacks.map(|at| format!("`{}`", self.kpis.stages[*at].dataset.id())).collect();
        let lacks = lacks.join(", ");
        NotComputed {
            metric: asked.query.metric.id().to_string(),
            why: say!(en: "{lacks} could not be measured", es: "no se pudo medir {lacks}"),
            help: say!(en: "see what is said about the data below", es: "mira lo que se dice de los datos más abajo"),
        }
    }

    /// What a stage needs of its file.
    pub fn table_of<'s>(&self, at: usize, file: &'s str) -> TableOf<'s>
    where
        'p: 's,
    {
        let stage = &self.kpis.stages[at];
        let texts: Vec<&str> = self
            .asked
            .iter()
            .filter(|asked| asked.stages.contains(&at))
            .flat_map(|asked| std::iter::once(asked.values.as_str()).chain(asked.spread.as_deref()))
            .collect();
        let zone = Setting::of(self.program.program).rules;
        let used = used_columns(stage, &texts);
        let columns =
            stage.columns.iter().zip(used).map(|(column, used)| ColumnOf::of(column, &zone, used)).collect();
        TableOf { file, columns }
    }

    /// Reads the file of one stage; gives the relation that holds its rows when they can be measured.
    fn load(
        &self,
        sqlite: &Sqlite,
        at: usize,
        stage: &Stage<'p>,
        files: &dyn Files,
    ) -> Result<(DatasetOf, Option<String>), Mistake> {
        let Some(file) = stage.file else {
            let place = stage.table.clone();
            return Ok((stopped_dataset(stage, &place, None, no_file(stage)), None));
        };
        let table = self.table_of(at, file);
        let Some(form) = Form::of(file) else {
            return Ok((stopped_dataset(stage, file, None, unknown_form(file)), None));
        };
        let mut source = match files.open(file) {
            Ok(source) => source,
            Err(mistake) => return Ok((stopped_dataset(stage, file, None, mistake), None)),
        };
        let name = sqlite.table(at, stage, &table)?;
        let mut rows = sqlite.rows_of(at, &table)?;
        let loaded = load(&mut *source, form, &table, &mut rows, &mut |bytes| files.progress(file, bytes));
        drop(rows);
        sqlite.done()?;
        Ok(match loaded {
            Err(mistake) => (stopped_dataset(stage, file, None, mistake), None),
            Ok(loaded) if loaded.is_broken() && !self.skips => {
                let why = does_not_fit(&loaded);
                (stopped_dataset(stage, file, Some(loaded), why), None)
            }
            Ok(loaded) => (is_there(stage, file, Some(loaded)), Some(name)),
        })
    }
}

/// The dialect of an engine by its name.
pub fn dialect(name: &str) -> &'static dyn Dialect {
    let dialects = crate::emit::kpi::staging::DIALECTS;
    dialects.into_iter().find(|dialect| dialect.name() == name).unwrap_or(dialects[0])
}

/// A dataset that an engine has.
pub fn is_there(stage: &Stage<'_>, place: &str, loaded: Option<Loaded>) -> DatasetOf {
    let (id, place) = (stage.dataset.id().to_string(), place.to_owned());
    DatasetOf { id, place, loaded, broken: Vec::new(), stopped: None }
}

/// A dataset of which nothing is measured, and why.
pub fn stopped_dataset(stage: &Stage<'_>, place: &str, loaded: Option<Loaded>, why: Mistake) -> DatasetOf {
    DatasetOf { stopped: Some((why.message, why.help)), ..is_there(stage, place, loaded) }
}

pub fn does_not_fit(loaded: &Loaded) -> Mistake {
    let (out, rows) = (loaded.left_out, loaded.rows);
    Mistake::new(
        say!(en: "{out} of {rows} rows do not fit, so nothing of it was measured", es: "{out} de {rows} filas no encajan, así que no se midió nada de él"),
        say!(en: "mend them, or measure without them: `--skip-rows`", es: "corrígelas, o mide sin ellas: `--skip-rows`"),
    )
}

/// `dataset, column_name, declared, broken_rows` without the first.
fn broken_rows(row: &[Option<String>]) -> Option<(String, String, u64)> {
    let text = |at: usize| row.get(at).cloned().flatten();
    Some((text(1)?, text(2)?, text(3)?.parse().ok()?))
}

fn codes_do_not_fit() -> (Say, Say) {
    (
        say!(en: "rows of it are off the scale or have a negative weight, so nothing of it was measured", es: "tiene filas fuera de la escala o con peso negativo, así que no se midió nada de él"),
        say!(en: "mend them, list the codes under `missing`, or measure without them: `--skip-rows`", es: "corrígelas, lista los códigos en `missing`, o mide sin ellas: `--skip-rows`"),
    )
}

pub fn no_file(stage: &Stage<'_>) -> Mistake {
    let table = &stage.table;
    Mistake::new(
        say!(en: "its rows are in the table `{table}` of a database, and there is no `file`", es: "sus filas están en la tabla `{table}` de una base de datos, y no hay `file`"),
        say!(en: "measure there with `--engine postgres` or `--engine duckdb --database FILE`, or export it and name the `file`",
             es: "mide ahí con `--engine postgres` o `--engine duckdb --database ARCHIVO`, o expórtala y nombra el `file`"),
    )
}

pub fn unknown_form(file: &str) -> Mistake {
    let words: Say = say!(en: "`{file}` is of no form that can be read", es: "`{file}` no tiene una forma que se pueda leer");
    Mistake::new(
        words,
        say!(en: "name a file that ends in .csv, .jsonl or .parquet", es: "nombra un archivo que termine en .csv, .jsonl o .parquet"),
    )
}
