//! A response as Formbricks' webhook sends it when it is finished, and as its interface lists it.

use super::survey::{element_id, kind, labels};
use super::text::locales;
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "the webhook (`responseFinished`), or `data` of the responses interface",
        es: "el webhook (`responseFinished`), o `data` de la interfaz de respuestas",
    },
    formats: &[Format::Json],
    responses: &["$.data[?@.finished == true]", "$[?@.finished == true]"],
    key: "$.id",
    time: "$.createdAt",
    clock: Clock::Utc,
    language: SpokenLanguage::At("$.language", codes),
    sent_along: Some(|name| format!("$.data{}", member(name))),
    answer,
};

/// The first language is also known by a name of its own.
fn codes(instrument: &Instrument<'_>, tag: &str) -> Vec<String> {
    let own = locales(instrument).into_iter().filter(|(other, _)| *other == tag).map(|(_, code)| code);
    let first = (instrument.language() == tag).then(|| "default".to_owned());
    own.chain(first).collect()
}

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } = item.answer {
        return None;
    }
    let found = Found::at(format!("$.data{}", member(&element_id(&item.name)))).several(takes_several(item));
    if !matches!(kind(item), "multipleChoiceSingle" | "multipleChoiceMulti" | "ranking") {
        return Some(found);
    }
    let said = |tag: &String| (tag.clone(), labels(instrument, item, place, tag));
    Some(found.labelled(instrument.languages.iter().map(said)).otherwise(item))
}
