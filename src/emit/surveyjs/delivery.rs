//! What a page that shows a survey posts when somebody has finished it: the page is the team's own, and
//! docs/surveys.md has the lines for it.

use super::{columns, text};
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "what the page that shows the survey posts when somebody has finished it",
        es: "lo que envía la página que muestra la encuesta cuando alguien la termina",
    },
    formats: &[Format::Json],
    responses: &["$"],
    key: "$.id",
    time: "$.completed_at",
    clock: Clock::Utc,
    language: SpokenLanguage::At("$.locale", |instrument, tag| vec![text::locale(instrument, tag)]),
    sent_along: Some(|name| format!("$.variables{}", member(name))),
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } = item.answer {
        return None;
    }
    let column = columns(instrument, item).into_iter().next()?;
    let found = Found::at(format!("$.data{}", member(&column.name)));
    Some(found.told(&column).several(takes_several(item)))
}
