//! The responses as `forms.responses.list` gives them.

use super::{form, ids};
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "`forms.responses.list` of the Forms interface",
        es: "`forms.responses.list` de la interfaz de Formularios",
    },
    formats: &[Format::Json],
    responses: &["$.responses[*]"],
    key: "$.responseId",
    time: "$.lastSubmittedTime",
    clock: Clock::Utc,
    language: SpokenLanguage::OfForm,
    sent_along: None,
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } | Answer::Ranking { .. } = item.answer {
        return None;
    }
    let several = takes_several(item);
    let which = if several { "[*]" } else { "[0]" };
    let question = member(&ids::question(item, None));
    let found = Found::at(format!("$.answers{question}.textAnswers.answers{which}.value")).several(several);
    if !form::is_labelled(item) {
        return Some(found);
    }
    let said = |tag: &String| (tag.clone(), form::labels(instrument, item, place, tag));
    Some(found.labelled(instrument.languages.iter().map(said)).otherwise(item))
}
