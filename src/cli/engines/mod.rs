//! Engines that are programs of their own: started here, asked by their standard input, read by their
//! standard output. Never through a shell, and no password is in a list of arguments.

mod address;
mod duckdb;
mod postgres;
mod program;

pub use duckdb::DuckDb;
pub use postgres::Postgres;

use super::Failure;
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::staging::dialect::table;
use crate::measure::engine::Engine as _;
use crate::measure::read::{Form, load};
use crate::measure::report::DatasetOf;
use crate::measure::run::{
    Files, Measuring, Outcome, RawOf, dialect, does_not_fit, is_there, no_file, stopped_dataset, unknown_form,
};
use clap::ArgMatches;

/// What a measurement by another engine gives: the outcome, the engine and its version.
pub struct Measured<'m, 'p> {
    pub outcome: Outcome<'m, 'p>,
    pub engine: &'static str,
    pub version: Option<String>,
}

/// Measures in DuckDB: tables of its database when one is named, else the files of the program.
pub fn in_duckdb<'m, 'p>(
    measuring: &Measuring<'m, 'p>,
    matches: &ArgMatches,
    files: &dyn Files,
) -> Result<Measured<'m, 'p>, Failure> {
    let database = matches.get_one::<String>("database").cloned();
    let mut engine = DuckDb::new(database.clone()).map_err(super::measure::stopped)?;
    let (mut datasets, mut raw) = (Vec::new(), Vec::new());
    for at in measuring.stages() {
        let stage = &measuring.kpis.stages[at];
        let declares_table = stage.dataset.it.table.get().is_some();
        if database.is_some() && declares_table {
            datasets.push(is_there(stage, &stage.table, None));
            raw.push(RawOf { at, name: table(&stage.table), counted: false });
            continue;
        }
        let (dataset, name) = of_file(measuring, &mut engine, at, files).map_err(super::measure::stopped)?;
        raw.extend(name.map(|name| RawOf { at, name, counted: false }));
        datasets.push(dataset);
    }
    let outcome = measuring.ask(&mut engine, dialect("duckdb"), &raw, datasets);
    let outcome = outcome.map_err(super::measure::stopped)?;
    Ok(Measured { outcome, engine: engine.name(), version: engine.version() })
}

/// The file of a stage as a table in DuckDB.
fn of_file(
    measuring: &Measuring<'_, '_>,
    engine: &mut DuckDb,
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
    let mut source = match files.open(file) {
        Ok(source) => source,
        Err(mistake) => return Ok((stopped_dataset(stage, file, None, mistake), None)),
    };
    if form == Form::Parquet {
        return Ok((is_there(stage, file, None), Some(engine.parquet(&files.place(file)))));
    }
    let table = measuring.table_of(at, file);
    let mut sink = engine.table(at, stage, &table)?;
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
        raw.push(RawOf { at, name: table(&stage.table), counted: false });
    }
    let outcome = measuring.ask(&mut engine, dialect("postgres"), &raw, datasets);
    let outcome = outcome.map_err(super::measure::stopped)?;
    Ok(Measured { outcome, engine: engine.name(), version: engine.version() })
}
