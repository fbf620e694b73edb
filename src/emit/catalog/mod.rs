//! `catalog`: every KPI of the program with its definition, for a data catalogue and for people.
//!
//! - `kpi/catalog/catalog.json`, described by `schemas/kpi-catalog.schema.json`
//! - `catalog.csv`, and `catalog.es.csv` as spreadsheets in Spanish open it
//! - `catalog.xlsx`, with the bands and targets on sheets of their own
//!
//! What a cell shows is never taken for a formula.

mod entry;
mod sheets;
#[cfg(test)]
mod tests;

use super::sheet::Sheet;
use super::table::{self, Table};
use super::{Artifact, Options, Out, Target};
use crate::analyze::{Checked, in_use};
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::kpi::Kpis;
use crate::emit::options::{OptionInfo, Takes};
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::{EntityIndex, Kind};
use entry::Entry;
use serde_json::json;

pub const TARGET: Target = Target {
    name: "catalog",
    about: Words {
        en: "the definitions of all KPIs as JSON, CSV (also for spreadsheets in Spanish) and XLSX",
        es: "las definiciones de todos los KPI en JSON, CSV (también para hojas de cálculo en español) y XLSX",
    },
    folder: "kpi/catalog",
    by_default: false,
    selects: &[Kind::Metric],
    options: &[OptionInfo {
        name: "forms",
        about: Words { en: "the files that are written", es: "los archivos que se escriben" },
        takes: Takes::SomeOf(&["json", "csv", "csv-es", "xlsx"]),
    }],
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let program = checked.program;
    let entries = entries(checked, options);
    let from: Vec<EntityIndex> = entries.iter().map(|entry| entry.metric).collect();
    if options.has("forms", "json") && out.wants("catalog.json") {
        let all = json!({
            "version": 1,
            "program": program.program().map(|root| root.id().to_string()),
            "as_of": checked.as_of.spell(),
            "languages": program.languages(),
            "metrics": entries.iter().map(Entry::json).collect::<Vec<_>>(),
        });
        out.put(Artifact::json("catalog.json", &all, from.clone()));
    }
    let languages = program.languages();
    let [lines, bands, targets] = sheets::all(&entries, &languages);
    if options.has("forms", "csv") {
        out.put(Artifact::text("catalog.csv", table::csv(&Sheet::PLAIN, &lines), from.clone()));
    }
    if options.has("forms", "csv-es") {
        let text = Sheet::MARK.to_owned() + &table::csv(&Sheet::SPANISH, &lines);
        out.put(Artifact::text("catalog.es.csv", text, from.clone()));
    }
    if options.has("forms", "xlsx") && out.wants("catalog.xlsx") {
        let bytes = table::xlsx(&[lines, bands, targets]);
        out.put(Artifact { path: "catalog.xlsx".to_owned(), bytes, from });
    }
    Vec::new()
}

/// The KPIs that are wanted, those that are in use.
fn entries(checked: &Checked<'_>, options: &Options) -> Vec<Entry> {
    let kpis = Kpis::of(checked, &|metric| options.wants(metric));
    checked
        .program
        .all::<Metric>()
        .filter(|metric| in_use(metric.entity, checked.as_of) && options.wants(metric.index))
        .map(|metric| Entry::of(checked, &kpis, metric))
        .collect()
}

/// The sheets of the catalogue, and the metrics that they come from.
pub fn tables(checked: &Checked<'_>, options: &Options) -> ([Table; 3], Vec<EntityIndex>) {
    let entries = entries(checked, options);
    let from = entries.iter().map(|entry| entry.metric).collect();
    (sheets::all(&entries, &checked.program.languages()), from)
}
