//! A submission as KoboToolbox sends it on, and as its interface lists it.

use super::values;
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, member, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "a submission from a REST service of KoboToolbox, or `results` of its interface",
        es: "un envío de un servicio REST de KoboToolbox, o `results` de su interfaz",
    },
    formats: &[Format::Json],
    responses: &["$.results[*]", "$"],
    key: "$._uuid",
    time: "$._submission_time",
    clock: Clock::Utc,
    language: SpokenLanguage::Nowhere,
    sent_along: Some(|name| format!("${}", member(name))),
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    if let Answer::Matrix { .. } = item.answer {
        return None;
    }
    let column = values::columns(instrument, item).into_iter().next()?;
    let page = instrument.pages.iter().position(|places| places.contains(&place))? + 1;
    let found = Found::at(format!("${}", member(&format!("page_{page}/{}", column.name)))).told(&column);
    Some(if takes_several(item) { found.split(" ") } else { found })
}
