//! XLSForm: the workbook of KoboToolbox, ODK and whoever reads that standard.

mod expression;
mod form;
mod limits;
mod lists;
mod sheet;
mod special;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::report::Report;
use super::{Format, Languages, Refusal};
use crate::diagnostic::{Words, say};

pub const FORMAT: Format = Format {
    name: "xlsform",
    about: Words { en: "XLSForm, a workbook", es: "XLSForm, un libro de cálculo" },
    no_meaning: NO_MEANING,
    recognises: |bytes| bytes.starts_with(b"PK\x03\x04"),
    read,
};

/// Columns, types and settings that mean nothing to Senda, with the reason.
const NO_MEANING: &[(&str, &str)] = &[
    ("appearance", "how it looks"),
    ("constraint_message", "Senda writes the message of a limit itself"),
    ("required_message", "Senda writes the message itself"),
    ("start", "data that the platform keeps about itself"),
    ("end", "data that the platform keeps about itself"),
    ("today", "data that the platform keeps about itself"),
    ("deviceid", "data that the platform keeps about itself"),
    ("phonenumber", "data that the platform keeps about itself"),
    ("username", "data that the platform keeps about itself"),
    ("audit", "data that the platform keeps about itself"),
    ("form_id", "the file has its own name"),
    ("id_string", "the file has its own name"),
    ("version", "Senda makes one of the content"),
    ("style", "how it looks"),
    ("default_language", "read with the languages"),
];

fn means_nothing(key: &str) -> bool {
    NO_MEANING.iter().any(|(name, _)| *name == key)
}

fn read(bytes: &[u8], languages: &Languages<'_>, report: &mut Report) -> Result<Draft, Refusal> {
    let sheets = workbook::sheets(bytes)?;
    let Some(survey) = sheets.get("survey") else {
        return Err(Refusal::new(
            say!(en: "the workbook has no sheet `survey`", es: "el libro no tiene una hoja `survey`"),
            say!(en: "an XLSForm has the sheets `survey`, `choices` and `settings`; export the form, not its answers",
                 es: "un XLSForm tiene las hojas `survey`, `choices` y `settings`; exporta el formulario, no sus respuestas"),
        ));
    };
    for name in sheets.keys().filter(|name| !matches!(name.as_str(), "survey" | "choices" | "settings")) {
        report.lost(
            name.clone(),
            say!(en: "the sheet `{name}` is no part of a form", es: "la hoja `{name}` no es parte de un formulario"),
            super::report::left_out(),
        );
    }
    let empty = Vec::new();
    let lines = |name: &str| sheets.get(name).unwrap_or(&empty);
    let header = sheet::Languages::of([survey, lines("choices")], lines("settings"), languages, report);
    let table = |name: &'static str, report: &mut Report| sheet::table(name, lines(name), &header, report);
    let (survey, choices) = (table("survey", report), table("choices", report));
    let settings = table("settings", report);
    form::read(survey, choices, settings, header, report)
}
