//! The three sheets of a form, as rows of cells.

use super::rows;
use super::text::{language, plain};
use crate::emit::manifest::sha256;
use crate::emit::survey::Instrument;

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub sort: String,
    pub name: String,
    /// By language, in the order of the survey; empty where there is no label.
    pub label: Vec<String>,
    pub hint: Vec<String>,
    pub required: bool,
    pub relevant: String,
    pub constraint: String,
    pub constraint_message: Vec<String>,
    pub appearance: &'static str,
    pub calculation: String,
    pub choice_filter: String,
}

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub list: String,
    pub name: String,
    pub label: Vec<String>,
    /// Which condition of the list it comes and goes with.
    pub when: String,
}

/// A sheet: its name, and its cells line by line.
pub struct Sheet {
    pub name: &'static str,
    pub lines: Vec<Vec<String>>,
}

/// The sheets of a survey.
pub fn form(instrument: &Instrument<'_>) -> Vec<Sheet> {
    let (rows, choices) = rows::rows(instrument);
    let languages: Vec<String> = instrument.languages.iter().map(|tag| language(tag)).collect();
    let survey = survey(&rows, &languages);
    let choices = options(&choices, &languages);
    let mut said = String::new();
    for line in survey.iter().chain(&choices) {
        said.push_str(&line.join("\u{1f}"));
        said.push('\u{1e}');
    }
    // Another form has another version: that is how clients know that they hold an old one.
    let version = sha256(said.as_bytes())[..12].to_owned();
    let title = instrument.title.as_ref().and_then(|title| title.read(instrument.language()));
    let id = instrument.id().as_str().to_owned();
    let settings = vec![
        ["form_title", "form_id", "version", "default_language", "style"].map(str::to_owned).to_vec(),
        vec![
            title.map_or_else(|| id.clone(), |title| plain(&title)),
            id,
            version,
            languages[0].clone(),
            "pages".to_owned(),
        ],
    ];
    vec![
        Sheet { name: "survey", lines: survey },
        Sheet { name: "choices", lines: choices },
        Sheet { name: "settings", lines: settings },
    ]
}

fn headed(name: &str, languages: &[String]) -> Vec<String> {
    languages.iter().map(|language| format!("{name}::{language}")).collect()
}

/// As many cells as there are languages.
fn each(texts: &[String], languages: &[String]) -> Vec<String> {
    if texts.is_empty() { vec![String::new(); languages.len()] } else { texts.to_vec() }
}

fn survey(rows: &[Row], languages: &[String]) -> Vec<Vec<String>> {
    let head = [
        vec!["type".to_owned(), "name".to_owned()],
        headed("label", languages),
        headed("hint", languages),
        ["required", "relevant", "constraint"].map(str::to_owned).to_vec(),
        headed("constraint_message", languages),
        ["appearance", "calculation", "choice_filter"].map(str::to_owned).to_vec(),
    ];
    let line = |row: &Row| {
        let required = if row.required { "yes" } else { "" };
        [
            vec![row.sort.clone(), row.name.clone()],
            each(&row.label, languages),
            each(&row.hint, languages),
            vec![required.to_owned(), row.relevant.clone(), row.constraint.clone()],
            each(&row.constraint_message, languages),
            vec![row.appearance.to_owned(), row.calculation.clone(), row.choice_filter.clone()],
        ]
        .concat()
    };
    std::iter::once(head.concat()).chain(rows.iter().map(line)).collect()
}

fn options(choices: &[Choice], languages: &[String]) -> Vec<Vec<String>> {
    let head = [
        vec!["list_name".to_owned(), "name".to_owned()],
        headed("label", languages),
        vec!["when".to_owned()],
    ];
    let line = |choice: &Choice| {
        let own = vec![choice.list.clone(), choice.name.clone()];
        [own, each(&choice.label, languages), vec![choice.when.clone()]].concat()
    };
    std::iter::once(head.concat()).chain(choices.iter().map(line)).collect()
}
