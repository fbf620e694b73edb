//! How an answer is repeated in a later text. A choice is stored as an id; a hidden calculation finds
//! its words in the language that is shown.

use super::expression::quoted;
use super::values::{name, part};
use crate::emit::survey::{Answer, Instrument, Item, Most, Part};
use std::collections::BTreeSet;

/// The name of what is written into a text for an answer.
pub fn shown_as(item: &Item<'_>) -> String {
    if needs_words(item) { part(item, "words_") } else { name(item) }
}

/// The calculation of those words; nothing where the answer itself is written.
pub fn calculation(item: &Item<'_>) -> Option<String> {
    if !needs_words(item) {
        return None;
    }
    let name = format!("${{{}}}", name(item));
    let mut words = format!("jr:choice-name({name}, {})", single(&name));
    for option in item.options().iter().filter(|option| option.other.is_some()) {
        let id = option.id.as_str();
        words = format!("if({name} = {}, ${{{}}}, {words})", quoted(id), part(item, id));
    }
    Some(words)
}

fn single(name: &str) -> String {
    format!("'{name}'")
}

fn needs_words(item: &Item<'_>) -> bool {
    match &item.answer {
        Answer::YesNo => true,
        Answer::Choice { most, .. } => *most == Most::One,
        Answer::Scale(scale) => {
            scale.has_buttons() && (!scale.labelled().is_empty() || scale.not_applicable.is_some())
        }
        _ => false,
    }
}

/// The items whose answers later texts repeat.
pub fn repeated(instrument: &Instrument<'_>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (place, _, words) in instrument.all_words() {
        for tag in &instrument.languages {
            let parts = instrument.read(&words, tag, place);
            found.extend(parts.iter().filter_map(|part| match part {
                Part::Answer(of) => Some(*of),
                _ => None,
            }));
        }
    }
    found
}
