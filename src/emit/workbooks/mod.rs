//! `workbooks`: the roadmap and the survey book for spreadsheets.
//!
//! - `workbooks/roadmap.xlsx`: initiatives, gaps, vision, dependencies and reviews of every roadmap
//! - `workbooks/surveys.xlsx`: surveys, their questions with the wording in each language, scales, options,
//!   what they branch on, and what people are told before they answer
//!
//! Texts have a column for each language of the program. What a cell shows is never taken for a formula.
//! The KPI dictionary is the workbook of the target `catalog`.

mod roadmap;
mod surveys;
#[cfg(test)]
mod tests;

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
        en: "the roadmap and the survey book as XLSX, for spreadsheets",
        es: "la hoja de ruta y el libro de encuestas en XLSX, para hojas de cálculo",
    },
    folder: "workbooks",
    by_default: false,
    selects: &[Kind::Roadmap, Kind::Survey],
    options: &[OptionInfo {
        name: "books",
        about: Words { en: "the workbooks that are written", es: "los libros que se escriben" },
        takes: Takes::SomeOf(&["roadmap", "surveys"]),
    }],
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let program = checked.program;
    let roadmaps: Vec<Of<'_, Roadmap>> = program
        .all::<Roadmap>()
        .filter(|it| in_use(it.entity, checked.as_of) && options.wants(it.index))
        .collect();
    if !roadmaps.is_empty() && options.has("books", "roadmap") && out.wants("roadmap.xlsx") {
        let bytes = table::xlsx(&roadmap::tables(program, &roadmaps));
        let from = roadmaps.iter().map(|it| it.index).collect();
        out.put(Artifact { path: "roadmap.xlsx".to_owned(), bytes, from });
    }
    if !options.has("books", "surveys") {
        return Vec::new();
    }
    let (instruments, findings) = instruments(checked, &|survey| options.wants(survey));
    if !instruments.is_empty() && out.wants("surveys.xlsx") {
        let bytes = table::xlsx(&surveys::tables(&program.languages(), &instruments));
        let from = instruments.iter().map(|it| it.survey.index).collect();
        out.put(Artifact { path: "surveys.xlsx".to_owned(), bytes, from });
    }
    findings
}

/// The columns of a text: one for each language.
fn named(name: &str, languages: &[&str]) -> Vec<String> {
    languages.iter().map(|tag| format!("{name}_{tag}")).collect()
}

/// What a text says in each language.
fn told(text: Option<&Text>, languages: &[&str], first: &str) -> Vec<Cell> {
    languages.iter().map(|tag| Cell::from(text.map_or("", |text| text.reading(tag, first)))).collect()
}

/// A head of columns, of which those with a `*` are texts in each language.
fn head(columns: &[&str], languages: &[&str]) -> Vec<String> {
    let of = |name: &&str| match name.strip_suffix('*') {
        Some(name) => named(name, languages),
        None => vec![(*name).to_owned()],
    };
    columns.iter().flat_map(of).collect()
}
