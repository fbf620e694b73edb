//! The table of responses that Qualtrics exports with numeric values.

use super::{question, text};
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "the table of responses, exported as CSV with numeric values and several answers in one column",
        es: "la tabla de respuestas, exportada como CSV con valores numéricos y varias respuestas en una columna",
    },
    formats: &[Format::CsvWithThreeHeadings],
    responses: &["$.responses[?@.Finished == '1' || @.Finished == 'True' || @.Finished == 'TRUE']"],
    key: "$.ResponseId",
    time: "$.RecordedDate",
    clock: Clock::Local,
    language: SpokenLanguage::At("$.UserLanguage", |instrument, tag| {
        text::code(instrument, tag).into_iter().collect()
    }),
    sent_along: Some(|name| format!("${}", member(name))),
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } | Answer::Ranking { .. } = item.answer {
        return None;
    }
    let column = question::columns(instrument, item).into_iter().next()?;
    let found = Found::at(format!("${}", member(&column.name))).told(&column);
    Some(if takes_several(item) { found.split(",") } else { found })
}
