//! One measurement: what is asked of which data, and what came of it.

use super::added_up;
use super::counting::{Counting, Days};
use super::engine::{Asked, Engine, Rows, Staged, Text, countable, only_days, used_columns, views};
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
use crate::model::dataset::{ColumnType, ColumnZone};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// What a measurement is made of.
pub struct Measuring<'m, 'p> {
    pub program: &'m Checked<'p>,
    pub kpis: &'m Kpis<'p>,
    pub asked: &'m [Asked<'m, 'p>],
    /// Queries besides those of metrics.
    pub more: &'m [More],
    /// Rows that do not fit are left out, counted and shown; otherwise their dataset is not measured.
    pub skips: bool,
    /// Tables of an engine are taken as they are declared.
    pub trusts: bool,
}

/// A query that gives rows and not values of a metric.
pub struct More {
    pub text: Text,
    /// The stages whose views it reads.
    pub stages: Vec<usize>,
}

impl More {
    /// A text whose relations stand between marks.
    pub fn of(about: String, sql: &str, kpis: &Kpis<'_>) -> Self {
        let reads = |stage: &Stage<'_>| sql.contains(&text::relation(&stage.view));
        let stages = (0..kpis.stages.len()).filter(|at| reads(&kpis.stages[*at])).collect();
        Self { text: Text { about, sql: text::with_plain_relations(sql) }, stages }
    }
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

/// The relation that holds the rows of a stage.
#[derive(Clone)]
pub struct RawOf {
    pub at: usize,
    pub name: String,
    /// Its rows stand for several.
    pub counted: bool,
}

/// What came of it.
pub struct Outcome<'m, 'p> {
    pub values: Vec<Values<'m, 'p>>,
    pub datasets: Vec<DatasetOf>,
    pub not_computed: Vec<NotComputed>,
    /// What the other queries gave; none where their data could not be measured.
    pub more: Vec<Option<Rows>>,
}

impl<'m, 'p> Measuring<'m, 'p> {
    /// The stages that some metric reads.
    pub fn stages(&self) -> Vec<usize> {
        let more = self.more.iter().flat_map(|more| more.stages.iter().copied());
        let all: BTreeSet<usize> =
            self.asked.iter().flat_map(|asked| asked.stages.iter().copied()).chain(more).collect();
        all.into_iter().collect()
    }

    /// Reads the files of a program into SQLite and asks it; with a database, the `table` of a dataset is
    /// read there.
    ///
    /// # Errors
    /// The engine stops.
    pub fn in_sqlite(&self, files: &dyn Files, database: Option<&Path>) -> Result<Outcome<'m, 'p>, Mistake> {
        let mut sqlite = Sqlite::open()?;
        if let Some(database) = database {
            sqlite.attach(database)?;
        }
        let (mut datasets, mut raw) = (Vec::new(), Vec::new());
        let single: Vec<usize> = self.single().collect();
        let countable = if database.is_some() {
            vec![false; self.kpis.stages.len()] // a table is read row by row, and metrics may mix both
        } else {
            countable(self.asked, &self.kpis.stages, &single)
        };
        for at in self.stages() {
            let stage = &self.kpis.stages[at];
            if database.is_some() && stage.dataset.it.table.get().is_some() {
                match sqlite.attached(stage) {
                    Ok(name) => {
                        raw.push(RawOf { at, name, counted: false });
                        datasets.push(is_there(stage, &stage.table, None));
                    }
                    Err(why) => datasets.push(stopped_dataset(stage, &stage.table, None, why)),
                }
                continue;
            }
            let counted = countable[at];
            let (dataset, name) = self.load(&sqlite, at, counted, files)?;
            raw.extend(name.map(|name| RawOf { at, name, counted }));
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
        raw: &[RawOf],
        mut datasets: Vec<DatasetOf>,
    ) -> Result<Outcome<'m, 'p>, Mistake> {
        let has = |raw: &[RawOf], asked: &Asked<'_, '_>| {
            asked.stages.iter().all(|at| raw.iter().any(|known| known.at == *at))
        };
        for dataset in datasets.iter_mut().filter(|it| it.loaded.is_none() && it.stopped.is_none()) {
            dataset.trusted = self.trusts;
        }
        let (can, mut cannot): (Vec<_>, Vec<_>) = self.asked.iter().partition(|asked| has(raw, asked));
        let stage = |raw: &RawOf| Staged {
            stage: &self.kpis.stages[raw.at],
            raw: raw.name.clone(),
            counted: raw.counted,
        };
        let stages: Vec<Staged<'_, '_>> = raw.iter().map(stage).collect();
        let mut views = views(self.program, &stages, dialect, &Setting::of(self.program.program));
        let added_up = if engine.adds_up_first() { self.added_up(raw) } else { Vec::new() };
        views.extend(added_up.iter().map(|(_, table)| table.clone()));
        let added_up: Vec<usize> = added_up.into_iter().map(|(at, _)| at).collect();
        let mut queries: Vec<Text> = can.iter().flat_map(|asked| self.texts(asked, raw, &added_up)).collect();
        let whole = |stages: &[usize]| stages.iter().all(|at| raw.iter().any(|known| known.at == *at));
        let more: Vec<bool> = self.more.iter().map(|more| whole(&more.stages)).collect();
        queries
            .extend(self.more.iter().zip(&more).filter(|(_, can)| **can).map(|(more, _)| more.text.clone()));
        let checks = self.checks(raw, &datasets);
        queries.extend(checks.iter().map(|(_, text)| text.clone()));
        let mut answers = engine.ask(&views, &queries)?.into_iter();
        let mut found = Vec::new();
        for asked in can {
            let rows: Rows = answers.next().unwrap_or_default();
            let spread = if asked.spread.is_some() { answers.next() } else { None };
            found.push((asked, rows, spread));
        }
        let mut listed: Vec<Option<Rows>> =
            more.iter().map(|can| if *can { answers.next() } else { None }).collect();
        let broken = self.broken(&checks, answers, &mut datasets);
        for (rows, more) in listed.iter_mut().zip(self.more) {
            if more.stages.iter().any(|at| broken.contains(at)) {
                *rows = None;
            }
        }
        let raw: Vec<RawOf> = raw.iter().filter(|raw| !broken.contains(&raw.at)).cloned().collect();
        let mut values = Vec::new();
        for (asked, rows, spread) in found {
            if has(&raw, asked) {
                values.push(Values::of(self.program, asked.query, &rows, spread.as_ref()));
            } else {
                cannot.push(asked);
            }
        }
        let not_computed = cannot.into_iter().map(|asked| self.no_data(asked, &raw)).collect();
        Ok(Outcome { values, datasets, not_computed, more: listed })
    }

    /// Tables that no file of ours was read into are looked at where they are.
    fn checks(&self, raw: &[RawOf], datasets: &[DatasetOf]) -> Vec<(usize, Text)> {
        let is_table = |at: usize| {
            let id = self.kpis.stages[at].dataset.id();
            let looked_at = |it: &DatasetOf| it.loaded.is_none() && !it.trusted;
            datasets.iter().any(|dataset| dataset.id == id.as_str() && looked_at(dataset))
        };
        let tables = raw.iter().map(|raw| raw.at).filter(|at| is_table(*at));
        tables.filter_map(|at| Some((at, self.check(at)?))).collect()
    }

    /// The stages that cannot be measured for what stands in them; each dataset is told what breaks it.
    fn broken(
        &self,
        checks: &[(usize, Text)],
        answers: impl Iterator<Item = Rows>,
        datasets: &mut [DatasetOf],
    ) -> Vec<usize> {
        let mut broken = Vec::new();
        for ((at, _), rows) in checks.iter().zip(answers) {
            let id = self.kpis.stages[*at].dataset.id();
            let Some(dataset) = datasets.iter_mut().find(|it| it.id == id.as_str()) else { continue };
            dataset.broken = rows.iter().filter_map(|row| broken_rows(row)).collect();
            let stops = |declared: &str| declared == "scale" || declared == "weight";
            if dataset.broken.iter().any(|(_, declared, _)| stops(declared)) && !self.skips {
                dataset.stopped = Some(codes_do_not_fit());
                broken.push(*at);
            }
        }
        broken
    }

    /// The query for rows of a stage that break what its dataset declares.
    fn check(&self, at: usize) -> Option<Text> {
        let stage = &self.kpis.stages[at];
        let sql = text::with_plain_relations(&checks::statement(stage)?);
        Some(Text { about: stage.dataset.id().to_string(), sql })
    }

    /// The stages whose rows the engine adds up itself, and the statements for it.
    fn added_up(&self, raw: &[RawOf]) -> Vec<(usize, Text)> {
        let stages = &self.kpis.stages;
        let table = |at: usize| added_up::table(&stages[at], self.asked, at);
        let there = |at: &usize| raw.iter().any(|raw| raw.at == *at && !raw.counted);
        let tables: Vec<Option<Text>> =
            (0..stages.len()).map(|at| Some(at).filter(there).and_then(table)).collect();
        let alone = (0..stages.len()).filter(|at| tables[*at].is_none());
        let single: Vec<usize> = self.single().chain(alone).collect();
        let countable = countable(self.asked, stages, &single);
        let tables = tables.into_iter().enumerate();
        tables.filter_map(|(at, table)| Some((at, table?))).filter(|(at, _)| countable[*at]).collect()
    }

    /// The stages that queries besides those of metrics read row by row.
    fn single(&self) -> impl Iterator<Item = usize> {
        self.more.iter().flat_map(|more| more.stages.iter().copied())
    }

    /// The queries of a metric: over rows that stand for several, where all its rows do.
    fn texts(&self, asked: &Asked<'_, '_>, raw: &[RawOf], added_up: &[usize]) -> Vec<Text> {
        let counted =
            |at: &usize| added_up.contains(at) || raw.iter().any(|raw| raw.at == *at && raw.counted);
        let stages: Vec<&Stage<'_>> = added_up.iter().map(|at| &self.kpis.stages[*at]).collect();
        let about = asked.query.metric.id().to_string();
        let text = |sql: String| Text { about: about.clone(), sql };
        match &asked.counted {
            Some((values, spread)) if asked.stages.iter().all(counted) => {
                let read = |sql: &String| text::with_plain_relations(&added_up::reading(sql, &stages));
                std::iter::once(values).chain(spread).map(read).map(text).collect()
            }
            _ => std::iter::once(&asked.values).chain(&asked.spread).cloned().map(text).collect(),
        }
    }

    fn no_data(&self, asked: &Asked<'_, '_>, raw: &[RawOf]) -> NotComputed {
        let lacks = asked.stages.iter().filter(|at| raw.iter().all(|known| known.at != **at));
        let lacks: Vec<String> =
            lacks.map(|at| format!("`{}`", self.kpis.stages[*at].dataset.id())).collect();
        let lacks = lacks.join(", ");
        NotComputed {
            metric: asked.query.metric.id().to_string(),
            why: say!(en: "{lacks} could not be measured", es: "no se pudo medir {lacks}"),
            help: say!(en: "see what is said about the data below", es: "mira lo que se dice de los datos más abajo"),
        }
    }

    /// The texts that read a stage.
    fn texts_of(&self, at: usize) -> Vec<&str> {
        let reading = self.asked.iter().filter(|asked| asked.stages.contains(&at));
        let more = self.more.iter().filter(|more| more.stages.contains(&at));
        reading
            .flat_map(|asked| std::iter::once(asked.values.as_str()).chain(asked.spread.as_deref()))
            .chain(more.map(|more| more.text.sql.as_str()))
            .collect()
    }

    /// Where the moment of a row stands among the used columns, when only its day matters.
    fn days_of(&self, at: usize, table: &TableOf<'_>) -> Option<Days> {
        let stage = &self.kpis.stages[at];
        let time = stage.time().filter(|time| time.ty == ColumnType::Timestamp)?;
        if !only_days(stage, &self.texts_of(at)) {
            return None;
        }
        let mut used = table.columns.iter().filter(|column| column.used);
        let place = used.position(|column| column.raw == time.raw)?;
        let utc = time.column.zone.value() == Some(ColumnZone::Utc);
        Some(Days::new(place, utc.then(|| Setting::of(self.program.program).rules)))
    }

    /// What a stage needs of its file.
    pub fn table_of<'s>(&self, at: usize, file: &'s str) -> TableOf<'s>
    where
        'p: 's,
    {
        let stage = &self.kpis.stages[at];
        let texts = self.texts_of(at);
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
        counted: bool,
        files: &dyn Files,
    ) -> Result<(DatasetOf, Option<String>), Mistake> {
        let stage = &self.kpis.stages[at];
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
        let name = sqlite.table(at, stage, &table, counted)?;
        let rows = sqlite.rows_of(at, &table)?;
        let progress = &mut |bytes| files.progress(file, bytes);
        let loaded = if counted {
            let mut rows = Counting::new(rows, self.days_of(at, &table));
            let loaded = load(&mut *source, form, &table, &mut rows, progress);
            rows.finish()?;
            loaded
        } else {
            load(&mut *source, form, &table, &mut { rows }, progress)
        };
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
    DatasetOf { id, place, loaded, trusted: false, broken: Vec::new(), stopped: None }
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

#[cfg(test)]
mod tests;
