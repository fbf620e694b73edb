//! The answers as QuestionnaireResponses, each alone or several in a Bundle.

use super::item::{columns, link};
use crate::diagnostic::Words;
use crate::emit::survey::platform::{Clock, Delivery, Format, Found, SpokenLanguage, quoted, takes_several};
use crate::emit::survey::{Answer, Instrument};

pub const DELIVERY: Delivery = Delivery {
    by: Words {
        en: "a QuestionnaireResponse that is completed, or a Bundle of them",
        es: "una QuestionnaireResponse completada, o un Bundle de ellas",
    },
    formats: &[Format::Json],
    responses: &["$.entry[?@.resource.status == 'completed'].resource", "$"],
    key: "$.id",
    time: "$.authored",
    clock: Clock::Local,
    language: SpokenLanguage::At("$.language", |_, tag| vec![tag.to_owned()]),
    sent_along: None,
    answer,
};

fn answer(instrument: &Instrument<'_>, place: usize) -> Option<Found> {
    let item = &instrument.items[place];
    let value = match &item.answer {
        Answer::Open => "valueString",
        Answer::YesNo => "valueBoolean",
        Answer::Number => "valueDecimal",
        Answer::Date => "valueDate",
        Answer::Scale(scale) if !scale.has_buttons() => "valueInteger",
        Answer::Scale(_) => "valueCoding.code",
        Answer::Choice { .. } if item.asks_for_words().is_some() => "['valueString', 'valueCoding']",
        Answer::Choice { .. } => "valueCoding.code",
        Answer::Ranking { .. } | Answer::Matrix { .. } | Answer::Statement => return None,
    };
    // A choice with words of one's own is a coding or a text.
    let value = match value {
        "['valueString', 'valueCoding']" => "..['code', 'valueString']".to_owned(),
        value => format!(".{value}"),
    };
    let column = columns(instrument, item).into_iter().next()?;
    let answers = if takes_several(item) { "[*]" } else { "[0]" };
    let at = format!("$..item[?@.linkId == {}].answer{answers}{value}", quoted(&link(item, None)));
    Some(Found::at(at).told(&column).several(takes_several(item)).otherwise(item))
}
