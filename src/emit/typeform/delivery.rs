//! A response as Typeform's webhook sends it, and as its interface lists it.

use super::form;
use crate::diagnostic::Words;
use crate::emit::survey::platform::{
    Clock, Delivery, Format, Found, SpokenLanguage, member, quoted, takes_several,
};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "the webhook of the form (`form_response`), or `items` of the Responses interface",
        es: "el webhook del formulario (`form_response`), o `items` de la interfaz Responses",
    },
    formats: &[Format::Json],
    responses: &["$.form_response", "$.items[*]"],
    key: "$.token",
    time: "$.submitted_at",
    clock: Clock::Utc,
    language: SpokenLanguage::OfForm,
    sent_along: Some(|name| format!("$.hidden{}", member(name))),
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } = item.answer {
        return None;
    }
    let column = form::columns(instrument, item).into_iter().next()?;
    let value = match &item.answer {
        Answer::Open => "text",
        Answer::YesNo => "boolean",
        Answer::Number => "number",
        Answer::Date => "date",
        Answer::Scale(scale) if !scale.has_buttons() || form::is_row(scale) => "number",
        _ if takes_several(item) => "choices['refs', 'other']",
        // The words of whoever chose none of the options have no reference.
        _ => "choice['ref', 'other']",
    };
    let found = Found::at(format!("$.answers[?@.field.ref == {}].{value}", quoted(&column.name)));
    Some(found.told(&column).several(takes_several(item)).otherwise(item))
}
