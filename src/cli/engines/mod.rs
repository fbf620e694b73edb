//! Engines that are programs of their own: started here, asked by their standard input, read by their
//! standard output. Never through a shell, and no password is in a list of arguments.

mod address;
mod duckdb;
mod postgres;
mod program;
mod spark;

use super::Failure;
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::Dialect;
use crate::emit::kpi::staging::dialect::table;
use crate::measure::engine::Engine;
use crate::measure::read::{Form, Sink, TableOf, load};
use crate::measure::report::DatasetOf;
use crate::measure::run::{
    Files, Measuring, Outcome, RawOf, dialect, does_not_fit, is_there, no_file, stopped_dataset, unknown_form,
};
use clap::ArgMatches;
use duckdb::DuckDb;
use postgres::Postgres;
use spark::Spark;
use std::path::Path;

/// What a measurement by another engine gives: the outcome, the engine and its version.
pub struct Measured<'m, 'p> {
    pub outcome: Outcome<'m, 'p>,
    pub engine: &'static str,
    pub version: Option<String>,
}

/// An engine that takes the rows of files, besides tables of its own.
trait TakesFiles: Engine {
    /// Rows of a file on their way.
    type Waiting: Sink;

    fn dialect(&self) -> &'static dyn Dialect;

    /// Whether the `table` of a dataset is to be found there.
    fn has_tables(&self) -> bool;

    /// Why it cannot take files of this machine.
    fn no_files(&self) -> Option<Mistake> {
        None
    }

    /// A Parquet file as a relation.
    fn parquet(&self, place: &Path) -> String;

    /// Takes the rows of a stage; [`Self::filled`] makes a table of them.
    ///
    /// # Errors
    /// There is no room for them.
    fn table(&self, at: usize, table: &TableOf<'_>) -> Result<Self::Waiting, Mistake>;

    /// The relation that holds the rows of a stage.
    ///
    /// # Errors
    /// There is no room for them.
    fn filled(
        &mut self,
        at: usize,
        stage: &Stage<'_>,
        table: &TableOf<'_>,
        rows: Self::Waiting,
    ) -> Result<String, Mistake>;
}

/// Measures in DuckDB: tables of its database when one is named, else the files of the program.
pub fn in_duckdb<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
    files: &dyn Files,
) -> Result<Measured<'m, 'p>, Failure> {
    let engine = DuckDb::new(matches.get_one::<String>("database").cloned());
    in_program(measuring, engine.map_err(super::measure::stopped)?, files)
}

/// Measures in Spark: tables of its catalogue when it is said where it works, else the files of the program.
pub fn in_spark<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
    files: &dyn Files,
) -> Result<Measured<'m, 'p>, Failure> {
    let engine = Spark::new(matches.get_one::<String>("database").cloned());
    in_program(measuring, engine.map_err(super::measure::stopped)?, files)
}

fn in_program<'m, 'p, E: TakesFiles>(
    measuring: &Measuring<'m, 'p>,
    mut engine: E,
    files: &dyn Files,
) -> Result<Measured<'m, 'p>, Failure> {
    let dialect = engine.dialect();
    let (mut datasets, mut raw) = (Vec::new(), Vec::new());
    for at in measuring.stages() {
        let stage = &measuring.kpis.stages[at];
        if engine.has_tables() && stage.dataset.it.table.get().is_some() {
            datasets.push(is_there(stage, &stage.table, None));
            raw.push(RawOf { at, name: table(dialect, &stage.table), counted: false });
            continue;
        }
        let (dataset, name) = of_file(measuring, &mut engine, at, files).map_err(super::measure::stopped)?;
        raw.extend(name.map(|name| RawOf { at, name, counted: false }));
        datasets.push(dataset);
    }
    let outcome = measuring.ask(&mut engine, dialect, &raw, datasets).map_err(super::measure::stopped)?;
    Ok(Measured { outcome, engine: engine.name(), version: engine.version() })
}

/// The file of a stage as a table in an engine.
fn of_file<E: TakesFiles>(
    measuring: &Measuring<'_, '_>,
    engine: &mut E,
    at: usize,
    files: &dyn Files,
) -> Result<(DatasetOf, Option<String>), Mistake> {
    let stage = &measuring.kpis.stages[at];
    let Some(file) = stage.file else {
        return Ok((stopped_dataset(stage, &stage.table, None, no_file(stage)), None));
    };
    let Some(form) = Form::of(file) else {
        return Ok((stopped_dataset(stage, file, None, unknown_form(file)), None));
    };
    if let Some(why) = engine.no_files() {
        return Ok((stopped_dataset(stage, file, None, why), None));
    }
    let mut source = match files.open(file) {
        Ok(source) => source,
        Err(mistake) => return Ok((stopped_dataset(stage, file, None, mistake), None)),
    };
    if form == Form::Parquet {
        return Ok((is_there(stage, file, None), Some(engine.parquet(&files.place(file)))));
    }
    let table = measuring.table_of(at, file);
    let mut sink = engine.table(at, &table)?;
    let loaded = load(&mut *source, form, &table, &mut sink, &mut |bytes| files.progress(file, bytes));
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(mistake) => return Ok((stopped_dataset(stage, file, None, mistake), None)),
    };
    if loaded.is_broken() && !measuring.skips {
        let why = does_not_fit(&loaded);
        return Ok((stopped_dataset(stage, file, Some(loaded), why), None));
    }
    let name = engine.filled(at, stage, &table, sink)?;
    Ok((is_there(stage, file, Some(loaded)), Some(name)))
}

/// Measures in PostgreSQL, where the tables are.
pub fn in_postgres<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
) -> Result<Measured<'m, 'p>, Failure> {
    let mut engine = Postgres::new(matches.get_one::<String>("database").map(String::as_str))?;
    let dialect = dialect("postgres");
    let (mut datasets, mut raw) = (Vec::new(), Vec::new());
    for at in measuring.stages() {
        let stage = &measuring.kpis.stages[at];
        if stage.dataset.it.table.get().is_none() {
            let place = stage.file.unwrap_or_default();
            let why = Mistake::new(
                say!(en: "it names a file and no `table`, and PostgreSQL is asked where its tables are", es: "nombra un archivo y ningún `table`, y a PostgreSQL se le pregunta donde están sus tablas"),
                say!(en: "add `table: schema.name` to the dataset, or measure the file without `--engine`", es: "agrega `table: esquema.nombre` al conjunto de datos, o mide el archivo sin `--engine`"),
            );
            datasets.push(stopped_dataset(stage, place, None, why));
            continue;
        }
        datasets.push(is_there(stage, &stage.table, None));
        raw.push(RawOf { at, name: table(dialect, &stage.table), counted: false });
    }
    let outcome = measuring.ask(&mut engine, dialect, &raw, datasets);
    let outcome = outcome.map_err(super::measure::stopped)?;
    Ok(Measured { outcome, engine: engine.name(), version: engine.version() })
}

fn no_room() -> Mistake {
    Mistake::new(
        say!(en: "there is no room for the rows in the folder of temporary files", es: "no hay lugar para las filas en la carpeta de archivos temporales"),
        say!(en: "make room, or set TMPDIR to a folder that has some", es: "haz lugar, o pon en TMPDIR una carpeta que lo tenga"),
    )
}
