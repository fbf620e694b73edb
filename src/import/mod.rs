//! Surveys of other platforms as surveys of Senda: each reader hands over a [`Draft`], and one writer
//! makes the YAML of it. What a reader does not understand, it says, with its place in the file.
//!
//! The readers know what Senda itself writes for these platforms, so that a survey that comes back is
//! the same instrument.

mod bank;
mod condition;
mod draft;
mod keys;
mod names;
mod notice;
mod points;
mod qsf;
mod report;
mod surveyjs;
mod text;
mod write;
mod xlsform;

pub use draft::Draft;
pub use report::{Note, Report};
pub use write::{Wanted, Written, write};

use crate::diagnostic::{Say, Words, say};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The most questions of one survey, and the most options, rows or points of one question.
pub const MOST_PARTS: usize = 5_000;

/// What "does not apply" is stored as where Senda wrote the file.
const NOT_APPLICABLE: &str = "na";

/// What the name of a field begins with that Senda adds for the datasets of a program: it is no part of
/// a survey, and is added again.
const SENT: &str = "sent_";

/// A form of survey that can be read. Adding one is a line here and its reader.
pub struct Format {
    /// As `--format` says it.
    pub name: &'static str,
    pub about: Words,
    /// What is not read and not listed because it means nothing to Senda, with the reason.
    pub no_meaning: &'static [(&'static str, &'static str)],
    /// Whether a file looks like one; only its content counts.
    recognises: fn(&[u8]) -> bool,
    read: fn(&[u8], &Languages<'_>, &mut Report) -> Result<Draft, Refusal>,
}

pub static FORMATS: &[Format] = &[surveyjs::FORMAT, xlsform::FORMAT, qsf::FORMAT];

/// The languages of the program that the survey goes to, the first one first; none when there is no
/// program. They decide which language a text has that does not say it.
pub type Languages<'l> = [&'l str];

/// Why a file is not read at all: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub what: Say,
    pub help: Say,
}

impl Refusal {
    pub fn new(what: Say, help: Say) -> Self {
        Self { what, help }
    }

    /// More than this would be no survey.
    fn too_many(what: &Say) -> Self {
        Self::new(
            say!(en: "it has more than {MOST_PARTS} {}", what.en; es: "tiene más de {MOST_PARTS} {}", what.es),
            say!(en: "cut it into several surveys", es: "divídela en varias encuestas"),
        )
    }
}

/// A survey that was read.
#[derive(Debug)]
pub struct Imported {
    pub format: &'static Format,
    pub draft: Draft,
    pub report: Report,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

pub fn find_format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Reads a file; `asked` is its format where somebody said it.
///
/// # Errors
/// It is too large, no survey of a known form, or damaged.
pub fn read(
    bytes: &[u8],
    asked: Option<&'static Format>,
    languages: &Languages<'_>,
) -> Result<Imported, Refusal> {
    if bytes.len() > MOST_BYTES {
        let (size, most) = (bytes.len() / (1024 * 1024), MOST_BYTES / (1024 * 1024));
        return Err(Refusal::new(
            say!(en: "it has {size} MB, and at most {most} MB are read", es: "pesa {size} MB y se leen {most} MB como máximo"),
            say!(en: "export the survey without responses and without pictures", es: "exporta la encuesta sin respuestas y sin imágenes"),
        ));
    }
    let format =
        asked.or_else(|| FORMATS.iter().find(|format| (format.recognises)(bytes))).ok_or_else(unknown)?;
    let mut report = Report::default();
    let draft = (format.read)(bytes, languages, &mut report)?;
    Ok(Imported { format, draft, report })
}

fn unknown() -> Refusal {
    let list = |word: fn(&Words) -> &'static str| {
        let each = FORMATS.iter().map(|format| format!("`{}` ({})", format.name, word(&format.about)));
        each.collect::<Vec<_>>().join(", ")
    };
    let (en, es) = (list(|words| words.en), list(|words| words.es));
    Refusal::new(
        say!(en: "it is no survey of a form that is read here", es: "no es una encuesta de una forma que se lea aquí"),
        say!(en: "these are: {en}; when it is one of them, say which with `--format`",
             es: "estas se leen: {es}; si es una de ellas, di cuál con `--format`"),
    )
}

/// Why a file is no JSON, and where.
fn not_json(error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    let help = say!(en: "export it anew from the platform, or correct that place", es: "expórtala de nuevo desde la plataforma o corrige ese lugar");
    let what = if error.is_eof() {
        say!(en: "the file ends in the middle, on line {line}", es: "el archivo termina a la mitad, en la línea {line}")
    } else {
        say!(en: "it is no JSON at line {line}, column {column}, or nested too deep there",
             es: "no es JSON en la línea {line}, columna {column}, o está demasiado anidado ahí")
    };
    Refusal::new(what, help)
}
