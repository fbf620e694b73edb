//! `codebook.csv`: which column of the data is which question, and what can stand in it.

use super::Platform;
use crate::emit::survey::{Answer, Instrument, Item, Most, Scale};
use std::fmt::Write;

/// Where the answers to a question, or to one line of a matrix, are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The question, or `question.line`, as the program names it.
    pub question: String,
    /// Its name in the data of the platform.
    pub name: String,
    /// What sort of value stands there.
    pub sort: &'static str,
    /// The values that can stand there: an id, or `stored=id` where the platform has its own.
    pub values: Vec<String>,
}

/// The usual sort and values of an answer. `stored` is what an option is stored as;
/// `not_applicable` what "does not apply" is stored as, where it is offered.
pub fn column(
    item: &Item<'_>,
    name: String,
    stored: &dyn Fn(&str) -> String,
    not_applicable: &str,
) -> Column {
    let options = || {
        let spelled = item.options().iter().map(|option| {
            let id = option.id.as_str();
            let own = stored(id);
            if own == id { own } else { format!("{own}={id}") }
        });
        spelled.collect()
    };
    let codes = |scale: &Scale<'_>| {
        let range = format!("{}..{}", scale.low, scale.high);
        let refused = scale.offers_not_applicable().then(|| not_applicable.to_owned());
        std::iter::once(range).chain(refused).collect()
    };
    let (sort, values) = match &item.answer {
        Answer::Open => ("text", Vec::new()),
        Answer::YesNo => ("boolean", ["true", "false"].map(stored_as_it_is).to_vec()),
        Answer::Number => ("number", Vec::new()),
        Answer::Date => ("date", Vec::new()),
        Answer::Choice { most: Most::One, .. } => ("option", options()),
        Answer::Choice { .. } => ("options", options()),
        Answer::Ranking { .. } => ("ranking", options()),
        Answer::Scale(scale) | Answer::Matrix { scale, .. } => ("code", codes(scale)),
        Answer::Statement => ("nothing", Vec::new()),
    };
    Column { question: item.id.to_string(), name, sort, values }
}

fn stored_as_it_is(value: &str) -> String {
    value.to_owned()
}

/// The columns of a question: one, or one for each line of a matrix. `name` is told the line.
pub fn columns_by_id(
    item: &Item<'_>,
    name: &dyn Fn(Option<&str>) -> String,
    stored: &dyn Fn(&str) -> String,
    not_applicable: &str,
) -> Vec<Column> {
    let Answer::Matrix { rows, .. } = &item.answer else {
        return vec![column(item, name(None), stored, not_applicable)];
    };
    let line = |row: &crate::emit::survey::Row<'_>| {
        let own = column(item, name(Some(row.id.as_str())), stored, not_applicable);
        Column { question: format!("{}.{}", item.id, row.id), ..own }
    };
    rows.iter().map(line).collect()
}

/// One line for each column of the data.
pub(super) fn codebook(platform: &Platform, instruments: &[&Instrument<'_>]) -> String {
    let mut csv = "survey,question,version,name,stored,values,item\n".to_owned();
    for instrument in instruments {
        for (_, item) in instrument.answered() {
            for column in (platform.columns)(instrument, item) {
                let Column { question, name, sort, values } = column;
                let (survey, version) = (instrument.id(), item.version);
                let (values, canonical) = (values.join("|"), item.canonical.unwrap_or_default());
                let _ = writeln!(csv, "{survey},{question},{version},{name},{sort},{values},{canonical}");
            }
        }
    }
    csv
}
