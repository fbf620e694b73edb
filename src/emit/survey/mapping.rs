//! How the answers that a platform hands over become rows of the datasets that metrics read: where each
//! stands, what its values mean, in which column it lands, and what else a row has to say.

use super::landing::{self, Landing};
use super::platform::{Clock, Delivery, Format, Found, Platform, SpokenLanguage};
use super::{Answer, Instrument, Item};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::dataset::{Column, ColumnType, ColumnZone, Dataset};
use crate::model::scalar::Scalar;
use crate::model::unions::ColumnValues;
use crate::resolve::Resolved;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::BTreeMap;

/// The mapping of one survey on one platform.
#[derive(Serialize)]
pub struct Mapping {
    version: u32,
    pub survey: String,
    pub platform: &'static str,
    arrives_as: BTreeMap<&'static str, &'static str>,
    pub formats: &'static [Format],
    pub responses: &'static [&'static str],
    pub key: &'static str,
    pub time: &'static str,
    pub time_without_zone: Clock,
    pub language: Language,
    pub answers: Vec<AnswerView>,
    /// Questions whose answers land nowhere, with the reason.
    pub not_landed: Vec<NotLanded>,
    pub datasets: Vec<DatasetView>,
}

#[derive(Serialize)]
pub struct Language {
    /// Nothing where it has to be told: each form has one language, or responses do not say.
    pub at: Option<&'static str>,
    /// The platform's code, and the language or variant of the survey.
    pub codes: BTreeMap<String, String>,
}

#[derive(Serialize)]
pub struct AnswerView {
    pub question: String,
    pub wording_version: i64,
    canonical: Option<&'static str>,
    #[serde(flatten)]
    pub found: Found,
    pub lands_in: Vec<Landing>,
}

#[derive(Serialize)]
pub struct NotLanded {
    pub question: String,
    pub why: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
pub struct DatasetView {
    pub dataset: String,
    table: Option<String>,
    pub file: Option<String>,
    /// Every column in its order, and what fills it.
    pub columns: Vec<ColumnView>,
}

#[derive(Serialize)]
pub struct ColumnView {
    pub column: String,
    #[serde(rename = "type")]
    pub column_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<&'static str>,
    /// The codes that can stand there, besides those that mean "no answer".
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<String>,
    #[serde(skip)]
    codes: Option<(i64, i64)>,
    #[serde(skip)]
    missing: Vec<String>,
    /// Where the dataset lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    pub filled: Filled,
}

impl ColumnView {
    /// A value as the column has it; none when it cannot stand there.
    pub fn fitting(&self, value: &str) -> Option<String> {
        let number = || value.trim().parse::<Decimal>().ok();
        match self.column_type {
            _ if value.is_empty() || self.missing.iter().any(|code| code == value) => Some(value.to_owned()),
            Some("integer") => {
                let number = number().filter(|number| number.fract().is_zero())?.to_i64()?;
                let within = self.codes.is_none_or(|(from, to)| (from..=to).contains(&number));
                within.then(|| number.to_string())
            }
            Some("number" | "money") => Some(number()?.normalize().to_string()),
            Some("boolean") => matches!(value, "true" | "false").then(|| value.to_owned()),
            Some("date") => value.get(..10)?.parse::<Date>().ok().map(|day| day.to_string()),
            _ => Some(value.to_owned()),
        }
    }
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filled {
    /// The answer to a question of this survey.
    Answer(String),
    /// What tells the response from every other.
    Key,
    /// When it was given.
    Time,
    /// In which language or variant it was asked.
    Language,
    /// The same in every row.
    Always(String),
    /// What the invitation brought along, from there.
    SentAlong(String),
    /// Nothing that this platform knows.
    Nothing,
}

pub fn mapping(instrument: &Instrument<'_>, platform: &Platform, program: &Resolved) -> Mapping {
    let delivery = &platform.delivery;
    let datasets = landing::datasets(instrument, program);
    let (mut answers, mut not_landed) = (Vec::new(), Vec::new());
    for (place, item) in instrument.answered() {
        let lands_in = landing::of_question(instrument, item, &datasets, program);
        let found = (delivery.answer)(instrument, place);
        match found.filter(|_| !lands_in.is_empty()) {
            Some(found) => answers.push(AnswerView {
                question: item.id.to_string(),
                wording_version: item.version,
                canonical: item.canonical,
                found,
                lands_in,
            }),
            None => not_landed.push(not_landing(item, platform, lands_in.is_empty())),
        }
    }
    let view = |(dataset, beside): &(Of<'_, Dataset>, landing::Beside)| {
        dataset_view(*dataset, beside, &answers, instrument, delivery)
    };
    let datasets = datasets.iter().map(view).collect();
    Mapping {
        version: 1,
        survey: instrument.id().to_string(),
        platform: platform.name,
        arrives_as: BTreeMap::from([("en", delivery.by.en), ("es", delivery.by.es)]),
        formats: delivery.formats,
        responses: delivery.responses,
        key: delivery.key,
        time: delivery.time,
        time_without_zone: delivery.clock,
        language: language(instrument, delivery),
        answers,
        not_landed,
        datasets,
    }
}

fn language(instrument: &Instrument<'_>, delivery: &Delivery) -> Language {
    let SpokenLanguage::At(at, codes_of) = delivery.language else {
        return Language { at: None, codes: BTreeMap::new() };
    };
    let mut codes = BTreeMap::new();
    for tag in &instrument.languages {
        for code in codes_of(instrument, tag) {
            codes.entry(code).or_insert_with(|| tag.clone());
        }
    }
    Language { at: Some(at), codes }
}

fn not_landing(item: &Item<'_>, platform: &Platform, no_column: bool) -> NotLanded {
    let name = platform.name;
    let why: Say = if no_column {
        say!(en: "no dataset has a column for it", es: "ningún conjunto de datos tiene una columna para ella")
    } else if let Answer::Matrix { .. } = item.answer {
        say!(en: "each of its lines is an answer of its own", es: "cada una de sus filas es una respuesta aparte")
    } else {
        say!(en: "{name} keeps each of its options or places in a column of its own",
             es: "{name} guarda cada opción o lugar en una columna aparte")
    };
    NotLanded { question: item.id.to_string(), why: BTreeMap::from([("en", why.en), ("es", why.es)]) }
}

fn dataset_view(
    dataset: Of<'_, Dataset>,
    beside: &landing::Beside,
    answers: &[AnswerView],
    instrument: &Instrument<'_>,
    delivery: &Delivery,
) -> DatasetView {
    let name = dataset.id().to_string();
    let landed = |column: &str| {
        answers
            .iter()
            .find(|answer| answer.lands_in.iter().any(|it| it.dataset == name && it.column == column))
    };
    // A row says one version: that of the first question that lands in it.
    let version = answers
        .iter()
        .find(|answer| answer.lands_in.iter().any(|it| it.dataset == name))
        .map(|answer| answer.wording_version);
    let says = |column: &str| beside.iter().find(|(_, own)| *own == column).map(|(what, _)| *what);
    let columns = dataset.it.columns.pairs().map(|(column, it)| {
        let own = column.as_str();
        let filled = match (landed(own), says(own)) {
            (Some(answer), _) => Filled::Answer(answer.question.clone()),
            (None, Some("key")) => Filled::Key,
            (None, Some("time")) => Filled::Time,
            (None, Some("language")) => Filled::Language,
            (None, Some("survey")) => Filled::Always(instrument.id().to_string()),
            (None, Some("wording_version")) => {
                version.map_or(Filled::Nothing, |version| Filled::Always(version.to_string()))
            }
            (None, Some(_)) if instrument.sent_along.iter().any(|sent| sent == own) => delivery
                .sent_along
                .map_or(Filled::Nothing, |at| Filled::SentAlong(at(&landing::sent_name(own)))),
            (None, _) => Filled::Nothing,
        };
        let kind = it.column_type.value();
        ColumnView {
            column: own.to_owned(),
            column_type: kind.map(|kind: ColumnType| kind.word()),
            zone: it.zone.value().map(|zone: ColumnZone| zone.word()),
            scale: it.scale.get().map(Scalar::spell),
            codes: it.scale.get().map(|scale| (scale.from(), scale.to())),
            missing: it.missing.items().map(|code| code.to_string()).collect(),
            values: values(it),
            filled,
        }
    });
    let columns = columns.collect();
    DatasetView {
        dataset: name,
        table: dataset.it.table.get().map(|table| table.to_string()),
        file: dataset.it.file.get().map(|file| file.to_string()),
        columns,
    }
}

/// The values that a dataset lists for a column, as they stand in the data.
fn values(column: &Column) -> Vec<String> {
    match column.values.get() {
        Some(ColumnValues::Valid(values)) => values.iter().map(|value| value.to_string()).collect(),
        Some(ColumnValues::Meanings(map)) => {
            map.entries().iter().map(|entry| entry.key.to_string()).collect()
        }
        None => Vec::new(),
    }
}
