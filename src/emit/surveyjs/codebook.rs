//! `codebook.csv`: which property of an answer is which question, and what can stand in it.

use super::values::{NOT_APPLICABLE, offers_not_applicable, stored};
use crate::emit::survey::{Answer, Instrument, Item, Most, Scale};
use std::fmt::Write;

/// One line for each question; for a matrix, one for each of its lines.
pub fn codebook(instruments: &[Instrument<'_>]) -> String {
    let mut csv = "survey,question,version,name,stored,values\n".to_owned();
    for instrument in instruments {
        for item in &instrument.items {
            let (stored, values) = stored_as(item);
            let mut line = |question: &str, name: &str| {
                let _ =
                    writeln!(csv, "{},{question},{},{name},{stored},{values}", instrument.id(), item.version);
            };
            match &item.answer {
                Answer::Matrix { rows, .. } => {
                    for row in rows {
                        line(&format!("{}.{}", item.id, row.id), &format!("{}.{}", item.name, row.id));
                    }
                }
                _ => line(item.id.as_str(), &item.name),
            }
        }
    }
    csv
}

/// The type of what is stored, and its values: ids of options, with what is stored in their place.
fn stored_as(item: &Item<'_>) -> (&'static str, String) {
    let options = || {
        let spelled = item.options().iter().map(|option| {
            let id = option.id.as_str();
            let own = stored(item, id);
            if own == id { id.to_owned() } else { format!("{own}={id}") }
        });
        spelled.collect::<Vec<_>>().join("|")
    };
    match &item.answer {
        Answer::Open => ("text", String::new()),
        Answer::YesNo => ("boolean", "true|false".to_owned()),
        Answer::Number => ("number", String::new()),
        Answer::Date => ("date", String::new()),
        Answer::Choice { most: Most::One, .. } => ("option", options()),
        Answer::Choice { .. } => ("options", options()),
        Answer::Ranking { .. } => ("ranking", options()),
        Answer::Scale(scale) | Answer::Matrix { scale, .. } => ("code", codes(scale)),
    }
}

fn codes(scale: &Scale<'_>) -> String {
    let range = format!("{}..{}", scale.low, scale.high);
    if offers_not_applicable(scale) { format!("{range}|{NOT_APPLICABLE}") } else { range }
}
