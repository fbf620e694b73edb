//! Where answers have to land: the columns of the datasets that the metrics read.

use super::{Instrument, Item};
use crate::analyze::questions::holding;
use crate::model::dataset::{Column, ColumnRole, Dataset};
use crate::model::question::Question;
use crate::model::survey::Survey;
use crate::model::unions::ColumnRefersTo;
use crate::model::{Kind, Of};
use crate::resolve::{Resolved, Target};
use serde::Serialize;
use std::collections::BTreeMap;

/// A column that takes the answers to a question.
#[derive(Serialize)]
pub struct Landing {
    pub dataset: String,
    pub column: String,
    /// Codes that mean "no answer" there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// What a row of a dataset says besides its answers, by what it is, with the column for it.
pub type Beside = BTreeMap<&'static str, String>;

/// The datasets that hold answers to a survey, to its own questions or to those it shares, with what else
/// each of their rows says.
pub fn datasets<'p>(instrument: &Instrument<'p>, program: &'p Resolved) -> Vec<(Of<'p, Dataset>, Beside)> {
    datasets_of(instrument.survey, program)
}

fn datasets_of<'p>(survey: Of<'_, Survey>, program: &'p Resolved) -> Vec<(Of<'p, Dataset>, Beside)> {
    let holding = holding(program, survey).into_iter();
    holding.map(|dataset| (dataset, beside(dataset))).collect()
}

/// What a row says of whoever answered that only the sender knows, and no platform.
const KNOWN_BY_SENDER: [&str; 4] = ["customer", "account", "archetype", "channel"];

/// The columns that only the sender can fill, in their order: an invitation brings their values along, and
/// the platform keeps them beside the answers.
pub fn sent_along(survey: Of<'_, Survey>, program: &Resolved) -> Vec<String> {
    let mut names: Vec<String> = datasets_of(survey, program)
        .into_iter()
        .flat_map(|(_, beside)| beside)
        .filter(|(what, _)| KNOWN_BY_SENDER.contains(what))
        .map(|(_, column)| column)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// What a value that is sent along is called on a platform: no question has such a name.
pub fn sent_name(column: &str) -> String {
    format!("sent_{column}")
}

fn beside(dataset: Of<'_, Dataset>) -> Beside {
    let mut found = Beside::new();
    for (name, column) in dataset.it.columns.pairs() {
        for what in says(column) {
            found.entry(what).or_insert_with(|| name.as_str().to_owned());
        }
    }
    found
}

/// What a column says of a row.
fn says(column: &Column) -> Vec<&'static str> {
    let on = |field: Option<bool>, what| (field == Some(true)).then_some(what);
    let role = column.role.value().map(|role| match role {
        ColumnRole::Language => "language",
        ColumnRole::WordingVersion => "wording_version",
        ColumnRole::Survey => "survey",
        ColumnRole::Respondent => "respondent",
    });
    let names = column.refers_to.get().and_then(|names| match names {
        ColumnRefersTo::Kind(Kind::Archetype) => Some("archetype"),
        ColumnRefersTo::Kind(Kind::Channel) => Some("channel"),
        _ => None,
    });
    [
        on(column.key.value(), "key"),
        on(column.time.value(), "time"),
        on(column.person.value(), "customer"),
        on(column.account.value(), "account"),
        on(column.weight.value(), "weight"),
        role,
        names,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The columns that take the answers to one question.
pub fn of_question(
    instrument: &Instrument<'_>,
    item: &Item<'_>,
    datasets: &[(Of<'_, Dataset>, Beside)],
    program: &Resolved,
) -> Vec<Landing> {
    let survey = instrument.survey;
    let shared = program.follow::<Question>(survey.index, item.question.r#use.span()).map(|it| it.index);
    let is_it = |target: Target| match target {
        Target::Part(owner, part) => owner == survey.index && program.parts.get(part).id == item.id,
        Target::Entity(entity) => Some(entity) == shared,
        Target::BuiltIn(_) => false,
    };
    let mut found = Vec::new();
    for (dataset, _) in datasets {
        for (name, column) in dataset.it.columns.pairs() {
            let mut asked = column.question.spanned_items();
            if asked.any(|(at, _)| program.target(dataset.index, at).is_some_and(is_it)) {
                found.push(Landing {
                    dataset: dataset.id().to_string(),
                    column: name.as_str().to_owned(),
                    missing: column.missing.items().map(|code| code.to_string()).collect(),
                });
            }
        }
    }
    found
}
