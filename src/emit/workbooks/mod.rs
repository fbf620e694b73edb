//! `workbooks`: the KPI dictionary, the roadmap and the survey book for spreadsheets.
//!
//! - `workbooks/kpis.<language>.xlsx`: every KPI with its definition, bands and targets
//! - `workbooks/roadmap.<language>.xlsx`: initiatives, gaps, vision, dependencies and reviews of every roadmap
//! - `workbooks/surveys.<language>.xlsx`: surveys, their questions with the wording in each language, scales,
//!   options, what they branch on, and what people are told before they answer
//!
//! Sheets, heads and our own words are in the language of the book; texts have a column for each language of
//! the program, so that translations stand side by side. Days are written as files write them. What a cell
//! shows is never taken for a formula. For machines, the KPI dictionary is the target `catalog`.

mod kpis;
mod roadmap;
mod surveys;
#[cfg(test)]
mod tests;

use super::catalog;
use super::site::{Page, Shared, Site};
use super::survey::instruments;
use super::table;
use super::{Artifact, Options, Out, Target};
use crate::analyze::{Checked, in_use};
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::options::{OptionInfo, Takes};
use crate::emit::table::Cell;
use crate::model::roadmap::Roadmap;
use crate::model::text::Text;
use crate::model::{Kind, Of};

pub const TARGET: Target = Target {
    name: "workbooks",
    about: Words {
        en: "the KPI dictionary, the roadmap and the survey book as XLSX, for spreadsheets",
        es: "el diccionario de KPI, la hoja de ruta y el libro de encuestas en XLSX, para hojas de cálculo",
    },
    folder: "workbooks",
    by_default: false,
    selects: &[Kind::Metric, Kind::Roadmap, Kind::Survey],
    options: &[
        OptionInfo {
            name: "languages",
            about: Words {
                en: "the languages that workbooks are written in",
                es: "los idiomas en que se escriben los libros",
            },
            takes: Takes::Languages,
        },
        OptionInfo {
            name: "books",
            about: Words { en: "the workbooks that are written", es: "los libros que se escriben" },
            takes: Takes::SomeOf(&["kpis", "roadmap", "surveys"]),
        },
    ],
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let program = checked.program;
    let roadmaps: Vec<Of<'_, Roadmap>> = program
        .all::<Roadmap>()
        .filter(|it| in_use(it.entity, checked.as_of) && options.wants(it.index))
        .collect();
    let (instruments, findings) = if options.has("books", "surveys") {
        instruments(checked, &|survey| options.wants(survey))
    } else {
        Default::default()
    };
    let (catalogue, metrics) = catalog::tables(checked, options);
    let shared = Shared::of(checked);
    for language in program.languages().into_iter().filter(|it| options.has("languages", it)) {
        let site = Site::new(checked, &shared, language);
        let page = Page::new(&site, "");
        let path = format!("kpis.{language}.xlsx");
        if !metrics.is_empty() && options.has("books", "kpis") && out.wants(&path) {
            let bytes = table::xlsx(&kpis::tables(&page, &catalogue));
            out.put(Artifact { path, bytes, from: metrics.clone() });
        }
        let path = format!("roadmap.{language}.xlsx");
        if !roadmaps.is_empty() && options.has("books", "roadmap") && out.wants(&path) {
            let bytes = table::xlsx(&roadmap::tables(&page, &roadmaps));
            let from = roadmaps.iter().map(|it| it.index).collect();
            out.put(Artifact { path, bytes, from });
        }
        let path = format!("surveys.{language}.xlsx");
        if !instruments.is_empty() && out.wants(&path) {
            let bytes = table::xlsx(&surveys::tables(&page, &instruments));
            let from = instruments.iter().map(|it| it.survey.index).collect();
            out.put(Artifact { path, bytes, from });
        }
    }
    findings
}

/// What a sheet is called.
fn sheet(page: &Page<'_>, name: &str) -> String {
    page.word(&format!("book.sheets.{name}"))
}

/// What a text says in each language.
fn told(text: Option<&Text>, languages: &[&str], first: &str) -> Vec<Cell> {
    languages.iter().map(|tag| Cell::from(text.map_or("", |text| text.reading(tag, first)))).collect()
}

/// The word for a value of an enumeration; empty where none is written.
fn value(page: &Page<'_>, domain: &str, value: Option<&str>) -> Cell {
    Cell::Text(value.map(|value| page.value(domain, value)).unwrap_or_default())
}

/// What a column is called; of a text, with its language.
fn heading(page: &Page<'_>, name: &str, language: Option<&str>) -> String {
    let word = page.word(&format!("book.columns.{name}"));
    language.map_or(word.clone(), |tag| format!("{word} ({tag})"))
}

/// A head of columns, of which those with a `*` are texts in each language.
fn head(page: &Page<'_>, columns: &[&str], languages: &[&str]) -> Vec<String> {
    let of = |name: &&str| match name.strip_suffix('*') {
        Some(name) => languages.iter().map(|tag| heading(page, name, Some(tag))).collect(),
        None => vec![heading(page, name, None)],
    };
    columns.iter().flat_map(of).collect()
}
