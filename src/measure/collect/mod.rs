//! Responses of a survey platform as rows of a dataset: each answer in its column, with what its values mean
//! to the program. Nothing is guessed: a response with a value that the survey does not offer is told.

mod arrived;
mod moment;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Mistake, Say, say};
use crate::emit::sheet::Sheet;
use crate::emit::survey::mapping::{AnswerView, ColumnView, DatasetView, Filled, Mapping};
use crate::emit::survey::platform::{ANY, Format};
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use serde_json_path::JsonPath;
use std::collections::HashMap;

/// What is asked for, besides the file.
pub struct Collecting<'m> {
    pub mapping: &'m Mapping,
    pub dataset: &'m DatasetView,
    /// The language of all responses, where they do not say it.
    pub language: Option<&'m str>,
    /// The program's.
    pub zone: TimeZone,
}

/// The rows, and what did not become one.
pub struct Collected {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub faults: Vec<Fault>,
    /// Responses that came more than once, alike.
    pub repeated: usize,
    /// Responses without an answer that lands here.
    pub empty: usize,
}

/// A response that has no row.
pub struct Fault {
    /// Its key, or its place in the file.
    pub response: String,
    pub what: Say,
}

impl Collected {
    /// As the dataset's file: names, then rows.
    pub fn csv(&self) -> String {
        let mut out = Sheet::PLAIN.line(&self.columns);
        self.rows.iter().for_each(|row| out.push_str(&Sheet::PLAIN.line(row)));
        out
    }
}

/// Several answers in one column stand between these.
const BETWEEN: &str = "|";

/// Reads what a platform handed over.
///
/// # Errors
/// A file that cannot be read at all.
pub fn collect(bytes: &[u8], wanted: &Collecting<'_>) -> Result<Collected, Mistake> {
    let Mapping { responses, formats, .. } = wanted.mapping;
    let documents = arrived::documents(bytes, formats)?;
    let ways: Vec<JsonPath> = responses.iter().map(|way| path(way)).collect();
    let reader = Reader::of(wanted);
    let mut found = Collected {
        columns: wanted.dataset.columns.iter().map(|it| it.column.clone()).collect(),
        rows: Vec::new(),
        faults: Vec::new(),
        repeated: 0,
        empty: 0,
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut number = 0;
    let is_table = !formats.contains(&Format::Json) || arrived::is_table(bytes);
    for document in &documents {
        let way = ways.iter().map(|way| way.query(document).all()).find(|nodes| !nodes.is_empty());
        for response in way.unwrap_or_default() {
            // In a table every response has every column; elsewhere what was not answered is left out.
            if is_table && number == 0 {
                reader.refuse_missing_columns(response)?;
            }
            number += 1;
            reader.add(response, number, &mut seen, &mut found);
        }
    }
    Ok(found)
}

/// The places of a mapping are written by us, so they are JSONPath.
fn path(text: &str) -> JsonPath {
    JsonPath::parse(text).unwrap_or_else(|error| panic!("`{text}` of a mapping is no JSONPath: {error}"))
}

struct Reader<'m> {
    wanted: &'m Collecting<'m>,
    key: JsonPath,
    time: JsonPath,
    language: Option<JsonPath>,
    columns: Vec<(&'m ColumnView, Source<'m>)>,
}

/// Where the value of a column comes from.
enum Source<'m> {
    Key,
    Time,
    Language,
    Always(&'m str),
    At(JsonPath),
    Answer(&'m AnswerView, JsonPath, Option<&'m str>),
    Nothing,
}

impl<'m> Reader<'m> {
    fn of(wanted: &'m Collecting<'m>) -> Self {
        let Collecting { mapping, dataset, .. } = wanted;
        let source = |column: &'m ColumnView| match &column.filled {
            Filled::Key => Source::Key,
            Filled::Time => Source::Time,
            Filled::Language => Source::Language,
            Filled::Always(value) => Source::Always(value),
            Filled::SentAlong(at) => Source::At(path(at)),
            Filled::Answer(question) => {
                let answer = mapping.answers.iter().find(|answer| answer.question == *question);
                answer.map_or(Source::Nothing, |answer| {
                    let lands = answer
                        .lands_in
                        .iter()
                        .find(|it| it.dataset == dataset.dataset && it.column == column.column);
                    let none = lands.and_then(|it| it.missing.first()).map(String::as_str);
                    Source::Answer(answer, path(&answer.found.at), none)
                })
            }
            Filled::Nothing => Source::Nothing,
        };
        Self {
            wanted,
            key: path(mapping.key),
            time: path(mapping.time),
            language: mapping.language.at.map(path),
            columns: dataset.columns.iter().map(|column| (column, source(column))).collect(),
        }
    }

    fn add(&self, response: &Json, number: usize, seen: &mut HashMap<String, usize>, found: &mut Collected) {
        let key = one(&self.key, response).filter(|key| !key.is_empty());
        let shown = key.clone().unwrap_or_else(|| format!("#{number}"));
        let row = match key {
            None => Err(
                say!(en: "it has no id at `{}`", self.wanted.mapping.key; es: "no tiene id en `{}`", self.wanted.mapping.key),
            ),
            Some(key) => self.row(response, key),
        };
        match row {
            Err(what) => found.faults.push(Fault { response: shown, what }),
            Ok(None) => found.empty += 1,
            Ok(Some(row)) => match seen.get(&shown) {
                Some(at) if found.rows[*at] == row => found.repeated += 1,
                Some(_) => found.faults.push(Fault {
                    response: shown,
                    what: say!(en: "it is there twice, with different answers", es: "está dos veces, con respuestas distintas"),
                }),
                None => {
                    seen.insert(shown, found.rows.len());
                    found.rows.push(row);
                }
            },
        }
    }

    fn refuse_missing_columns(&self, response: &Json) -> Result<(), Mistake> {
        let mapping = self.wanted.mapping;
        let answers = self.columns.iter().filter_map(|(_, source)| match source {
            Source::Answer(answer, at, _) => Some((answer.found.at.as_str(), at)),
            _ => None,
        });
        let language = mapping.language.at.zip(self.language.as_ref());
        let all = answers.chain([(mapping.key, &self.key), (mapping.time, &self.time)]).chain(language);
        let missing: Vec<String> = all
            .filter(|(_, at)| at.query(response).is_empty())
            .map(|(shown, _)| format!("`{shown}`"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let missing = missing.join(", ");
        Err(Mistake::new(
            say!(en: "it has no column for {missing}", es: "no tiene columna para {missing}"),
            say!(en: "export it with names and codes of questions, not with their texts, and with all columns",
                 es: "expórtala con nombres y códigos de las preguntas, no con sus textos, y con todas las columnas"),
        ))
    }

    /// The row of a response; none when it has no answer that lands here.
    fn row(&self, response: &Json, key: String) -> Result<Option<Vec<String>>, Say> {
        let language = self.language(response)?;
        let (mut row, mut answered) = (Vec::with_capacity(self.columns.len()), false);
        for (column, source) in &self.columns {
            let cell = match source {
                Source::Key => key.clone(),
                Source::Time => self.time(response, column)?,
                Source::Language => spoken(column, &language),
                Source::Always(value) => (*value).to_owned(),
                Source::At(at) => one(at, response).unwrap_or_default(),
                Source::Answer(answer, at, none) => {
                    let cell = answer_of(answer, at, *none, response, &language, column)?;
                    answered |= !cell.is_empty();
                    cell
                }
                Source::Nothing => String::new(),
            };
            row.push(cell);
        }
        Ok(answered.then_some(row))
    }

    /// In which language or variant it was asked: what the response says, or what the command line does.
    fn language(&self, response: &Json) -> Result<String, Say> {
        let told = || self.wanted.language.unwrap_or_default().to_owned();
        let Some(at) = &self.language else { return Ok(told()) };
        let code = one(at, response).unwrap_or_default();
        match self.wanted.mapping.language.codes.get(&code) {
            Some(tag) => Ok(tag.clone()),
            None if code.is_empty() => Ok(told()),
            None => {
                let offered: Vec<&str> =
                    self.wanted.mapping.language.codes.keys().map(String::as_str).collect();
                let offered = offered.join(", ");
                Err(say!(en: "it is in `{code}`, and the survey is offered in {offered}",
                         es: "está en `{code}`, y la encuesta se ofrece en {offered}"))
            }
        }
    }

    fn time(&self, response: &Json, column: &ColumnView) -> Result<String, Say> {
        let written = one(&self.time, response).unwrap_or_default();
        let Collecting { mapping, zone, .. } = self.wanted;
        moment::as_column(&written, mapping.time_without_zone, zone, column).ok_or_else(
            || say!(en: "`{written}` is no moment that can be read", es: "`{written}` no es un momento que se pueda leer"),
        )
    }
}

/// The language as the column has it: the variant, where it is one of its values or any may stand there.
fn spoken(column: &ColumnView, tag: &str) -> String {
    let base = crate::model::text::base_language(tag);
    let offers = |value: &str| column.values.iter().any(|it| it == value);
    if !column.values.is_empty() && !offers(tag) && offers(base) { base.to_owned() } else { tag.to_owned() }
}

fn one(at: &JsonPath, response: &Json) -> Option<String> {
    at.query(response).all().into_iter().find_map(scalar)
}

fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

fn answer_of(
    answer: &AnswerView,
    at: &JsonPath,
    none: Option<&str>,
    response: &Json,
    language: &str,
    column: &ColumnView,
) -> Result<String, Say> {
    let found = &answer.found;
    let nodes = at.query(response).all();
    let stored = nodes.iter().flat_map(|node| match node {
        Json::Array(list) => list.iter().filter_map(scalar).collect::<Vec<_>>(),
        node => scalar(node).into_iter().collect(),
    });
    let stored: Vec<String> = match found.split {
        Some(by) => stored.flat_map(|all| all.split(by).map(str::to_owned).collect::<Vec<_>>()).collect(),
        None => stored.collect(),
    };
    let stored: Vec<String> = stored.into_iter().filter(|value| !value.trim().is_empty()).collect();
    let question = &answer.question;
    if stored.len() > 1 && !found.several {
        let n = stored.len();
        return Err(
            say!(en: "`{question}` has {n} answers, and takes one", es: "`{question}` tiene {n} respuestas, y admite una"),
        );
    }
    let values = found.values.get(language).or_else(|| found.values.get(ANY));
    if values.is_none() && !found.values.is_empty() {
        return Err(
            say!(en: "`{question}` is stored as the text that was read, and nobody says in which language",
                        es: "`{question}` se guarda como el texto que se leyó, y nadie dice en qué idioma"),
        );
    }
    let mut meant = Vec::with_capacity(stored.len());
    for value in &stored {
        let known = values.and_then(|values| values.get(value)).map(String::as_str);
        let meaning = known.or(found.otherwise.as_deref()).or((!found.listed).then_some(value.as_str()));
        let Some(meaning) = meaning else { return Err(not_offered(question, value)) };
        let cell = if meaning == NOT_APPLICABLE { none.unwrap_or_default() } else { meaning };
        meant.push(column.fitting(cell).ok_or_else(|| not_offered(question, value))?);
    }
    Ok(meant.join(BETWEEN))
}

/// What "does not apply" means everywhere.
const NOT_APPLICABLE: &str = crate::emit::survey::decided::NOT_APPLICABLE;

fn not_offered(question: &str, value: &str) -> Say {
    let value = crate::measure::read::fault::shortened(value);
    say!(en: "`{question}`: `{value}` is no answer that it offers", es: "`{question}`: `{value}` no es una respuesta que ofrezca")
}
