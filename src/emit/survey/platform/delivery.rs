//! How a platform hands over what people answered, and where in it each answer stands.
//!
//! Places are JSONPath (RFC 9535), which other programs read as well: from the document to its responses,
//! and from a response to what it says. A row of a table counts as an object with a member for each column.

use super::Column;
use crate::diagnostic::Words;
use crate::emit::survey::{Answer, Instrument, Item, Most};
use serde::Serialize;
use std::collections::BTreeMap;

/// How answers arrive.
pub struct Delivery {
    /// What hands them over, for people.
    pub by: Words,
    pub formats: &'static [Format],
    /// From a document to its responses: the first of these that finds any. Responses that were not finished
    /// are left out where the platform says so. A table is the document `{"responses": [row, …]}`.
    pub responses: &'static [&'static str],
    /// From a response to what tells it from every other.
    pub key: &'static str,
    /// From a response to the moment in which it was given.
    pub time: &'static str,
    pub clock: Clock,
    pub language: SpokenLanguage,
    /// From a response to a value that the invitation brought along, by its name.
    pub sent_along: Option<fn(&str) -> String>,
    /// Where the answer to the question at a place stands; nothing where it is spread over several places.
    pub answer: fn(&Instrument<'_>, usize) -> Option<Found>,
}

/// What answers come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A document, or one in each line.
    Json,
    /// A table whose first line has the names.
    Csv,
    /// The same, with two more lines of headings below the names.
    CsvWithThreeHeadings,
}

/// In which time a moment without a zone is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    Utc,
    /// That of the program.
    Local,
}

/// How a response tells in which language it was asked.
#[derive(Clone, Copy)]
pub enum SpokenLanguage {
    /// At this place, as one of the codes that the platform has for a language of the survey.
    At(&'static str, fn(&Instrument<'_>, &str) -> Vec<String>),
    /// Each form is in one language.
    OfForm,
    /// It does not.
    Nowhere,
}

/// Where an answer stands, and how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// From a response to the answer, or to a list of several.
    pub at: String,
    /// Several answers may be there.
    pub several: bool,
    /// What stands between several answers in one value.
    pub split: Option<&'static str>,
    /// What is stored, and what it means, by language; under `*` where languages do not matter.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether all values that can stand there are listed; otherwise one that is not means itself.
    pub listed: bool,
    /// What anything else means: words of one's own.
    pub otherwise: Option<String>,
}

/// The language under which values stand that mean the same in all.
pub const ANY: &str = "*";

impl Found {
    pub fn at(at: impl Into<String>) -> Self {
        Self { at: at.into(), ..Self::default() }
    }

    /// With what the codebook says of its values.
    pub fn told(mut self, column: &Column) -> Self {
        let spelled = column.values.iter().filter(|value| !value.contains(".."));
        let pairs = spelled.map(|value| value.split_once('=').unwrap_or((value, value)));
        let pairs: BTreeMap<_, _> = pairs.map(|(stored, id)| (stored.to_owned(), id.to_owned())).collect();
        if !pairs.is_empty() {
            self.values.insert(ANY.to_owned(), pairs);
        }
        self.listed = matches!(column.sort, "boolean" | "option" | "options" | "ranking");
        self
    }

    /// With the texts that are stored, by language: what each language says, and the answer it means.
    pub fn labelled(mut self, languages: impl IntoIterator<Item = (String, Vec<(String, String)>)>) -> Self {
        for (language, labels) in languages {
            let labels: BTreeMap<_, _> = labels.into_iter().map(|(id, label)| (label, id)).collect();
            if !labels.is_empty() {
                self.values.insert(language, labels);
                self.listed = true;
            }
        }
        self
    }

    pub fn several(mut self, several: bool) -> Self {
        self.several = several;
        self
    }

    pub fn split(mut self, by: &'static str) -> Self {
        self.several = true;
        self.split = Some(by);
        self
    }

    pub fn otherwise(mut self, item: &Item<'_>) -> Self {
        self.otherwise = item.asks_for_words().map(|option| option.id.to_string());
        self
    }
}

/// Whether more than one answer can be given to a question.
pub fn takes_several(item: &Item<'_>) -> bool {
    matches!(item.answer, Answer::Ranking { .. })
        || matches!(item.answer, Answer::Choice { most, .. } if most != Most::One)
}

/// A name as a step of a JSONPath: `['page_1/nps']`.
pub fn member(name: &str) -> String {
    format!("[{}]", quoted(name))
}

/// A string of a JSONPath, between single quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for letter in text.chars() {
        match letter {
            '\'' | '\\' => out.extend(['\\', letter]),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            letter => out.push(letter),
        }
    }
    out.push('\'');
    out
}
