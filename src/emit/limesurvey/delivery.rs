//! The responses that LimeSurvey exports: `export_responses` of its RemoteControl as JSON, or a CSV with codes.

use super::{codes, text};
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "`export_responses` of RemoteControl, or the exported CSV with question codes and answer codes",
        es: "`export_responses` de RemoteControl, o el CSV exportado con códigos de pregunta y de respuesta",
    },
    formats: &[Format::Json, Format::Csv],
    responses: &["$.responses[?@.submitdate != null && @.submitdate != '']"],
    key: "$.id",
    time: "$.submitdate",
    clock: Clock::Local,
    language: SpokenLanguage::At("$.startlanguage", |_, tag| {
        text::language(tag).map(str::to_owned).into_iter().collect()
    }),
    // Values of participants stay in their own table, and its export is another one.
    sent_along: None,
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if takes_several(item) || matches!(item.answer, Answer::Matrix { .. }) {
        return None;
    }
    let column = codes::columns(instrument, item).into_iter().next()?;
    Some(Found::at(format!("${}", member(&column.name))).told(&column))
}
