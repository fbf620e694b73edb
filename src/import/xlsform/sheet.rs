//! Sheets as lines with named columns, and the languages that their headers name.

use super::means_nothing;
use super::workbook::{Cells, Lines};
use crate::diagnostic::say;
use crate::import::draft::Text;
use crate::import::report::{Report, left_out};
use crate::import::text::{ordered, tag};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What columns without a language and the names of languages mean.
pub struct Languages {
    /// In their order.
    pub tags: Vec<String>,
    /// The language of a column that names none.
    pub default: String,
}

/// Names of languages that stand without a code.
const NAMES: &[(&str, &str)] = &[
    ("english", "en"),
    ("inglés", "en"),
    ("español", "es"),
    ("espanol", "es"),
    ("spanish", "es"),
    ("português", "pt"),
    ("portuguese", "pt"),
    ("français", "fr"),
    ("french", "fr"),
    ("català", "ca"),
    ("galego", "gl"),
    ("deutsch", "de"),
    ("german", "de"),
    ("italiano", "it"),
    ("italian", "it"),
];

/// The tag of `Español (es)`, `Spanish`, `es`.
fn named(language: &str) -> Option<String> {
    let language = language.trim();
    if let Some((_, code)) = language.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        return tag(code.trim());
    }
    let lower = language.to_lowercase();
    NAMES.iter().find(|(name, _)| *name == lower).map(|(_, code)| (*code).to_owned()).or_else(|| tag(&lower))
}

impl Languages {
    pub fn of(sheets: [&Lines; 2], settings: &Lines, program: &[&str], report: &mut Report) -> Self {
        let mut tags = Vec::new();
        let mut has_plain = false;
        for (_, cells) in sheets.iter().filter_map(|lines| lines.first()) {
            for header in cells.values() {
                match split(header) {
                    (name, Some(language)) if is_words(&name) => match named(language) {
                        Some(tag) => tags.push(tag),
                        None => report.lost(
                            format!("`{header}`"),
                            say!(en: "`{language}` is no language that a program can name", es: "`{language}` no es un idioma que un programa pueda nombrar"),
                            say!(en: "the column is left out; write its code: `label::Español (es)`", es: "la columna se deja fuera; escribe su código: `label::Español (es)`"),
                        ),
                    },
                    (name, None) if name == "label" => has_plain = true,
                    _ => {}
                }
            }
        }
        let said = setting(settings, "default_language").and_then(|language| named(&language));
        let usual = program.first().map_or("en", |language| language).to_owned();
        if has_plain && said.is_none() && tags.is_empty() {
            report.changed(
                "survey, `label`",
                say!(en: "the file does not say its language", es: "el archivo no dice su idioma"),
                say!(en: "it is read as `{usual}`", es: "se lee como `{usual}`"),
            );
        }
        let default = said.or_else(|| tags.first().filter(|_| !has_plain).cloned()).unwrap_or(usual);
        if has_plain || tags.is_empty() {
            tags.push(default.clone());
        }
        Self { tags: ordered(tags, Some(&default), program), default }
    }
}

/// Columns with words in them.
fn is_words(name: &str) -> bool {
    matches!(name, "label" | "hint" | "constraint_message" | "required_message" | "guidance_hint")
}

/// The name and the language of a column.
fn split(header: &str) -> (String, Option<&str>) {
    let (name, language) = match header.split_once("::") {
        Some((name, language)) => (name, Some(language)),
        None => match header.split_once(':') {
            Some((name, language)) => (name, Some(language)),
            None => (header, None),
        },
    };
    let name = name.trim().to_lowercase().replace(' ', "_");
    let name = match name.as_str() {
        "caption" => "label",
        "relevance" => "relevant",
        "constraint_msg" => "constraint_message",
        "list" => "list_name",
        other => other,
    };
    (name.to_owned(), language.map(str::trim))
}

/// The value of a setting.
fn setting(settings: &Lines, name: &str) -> Option<String> {
    let (_, head) = settings.first()?;
    let column = head.iter().find(|(_, header)| split(header).0 == name)?.0;
    settings.get(1)?.1.get(column).cloned()
}

/// A line below the header, which remembers what was read of it.
pub struct Line {
    sheet: &'static str,
    /// From 1, as a spreadsheet shows it.
    pub number: u32,
    cells: BTreeMap<String, String>,
    words: BTreeMap<String, Text>,
    taken: RefCell<BTreeSet<String>>,
}

impl Line {
    /// A cell, without the blanks around it; empty when there is nothing.
    pub fn take(&self, column: &str) -> &str {
        self.taken.borrow_mut().insert(column.to_owned());
        self.cells.get(column).map_or("", |text| text.trim())
    }

    pub fn peek(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |text| text.trim())
    }

    /// The words of a column by language, as they stand.
    pub fn words(&self, column: &str) -> Text {
        self.taken.borrow_mut().insert(column.to_owned());
        self.words.get(column).cloned().unwrap_or_default()
    }

    /// Where it stands.
    pub fn place(&self, column: &str) -> String {
        let (sheet, number) = (self.sheet, self.number);
        if column.is_empty() {
            format!("{sheet}, row {number}")
        } else {
            format!("{sheet}, row {number}, {column}")
        }
    }

    /// Lists the cells that were not read.
    pub fn finish(&self, report: &mut Report) {
        let taken = self.taken.borrow();
        let plain = self.cells.iter().map(|(column, text)| (column, text.as_str()));
        let words =
            self.words.iter().filter_map(|(column, text)| Some((column, text.0.values().next()?.as_str())));
        for (column, text) in plain.chain(words) {
            if !taken.contains(column) && !means_nothing(column) {
                report.unknown(self.place(column), column, text);
            }
        }
    }
}

/// The lines of a sheet below its header.
pub fn table(sheet: &'static str, lines: &Lines, languages: &Languages, report: &mut Report) -> Vec<Line> {
    let Some((_, head)) = lines.first() else { return Vec::new() };
    let read = |(number, cells): &(u32, Cells)| {
        let mut line = Line {
            sheet,
            number: number + 1,
            cells: BTreeMap::new(),
            words: BTreeMap::new(),
            taken: RefCell::default(),
        };
        for (column, text) in cells {
            let Some(header) = head.get(column) else {
                let name = column + 1;
                report.lost(
                    line.place(""),
                    say!(en: "column {name} has no name in the first row", es: "la columna {name} no tiene nombre en la primera fila"),
                    left_out(),
                );
                continue;
            };
            match split(header) {
                (name, language) if is_words(&name) => {
                    let tag = language.map_or_else(|| Some(languages.default.clone()), named);
                    if let Some(tag) = tag {
                        line.words.entry(name).or_default().0.insert(tag, text.clone());
                    }
                }
                (name, Some(language)) => {
                    drop(line.cells.insert(format!("{name}::{language}"), text.clone()))
                }
                (name, None) => drop(line.cells.insert(name, text.clone())),
            }
        }
        line
    };
    lines[1..].iter().map(read).collect()
}
