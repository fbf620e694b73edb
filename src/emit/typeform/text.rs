//! Texts as Typeform reads them: `{{field:…}}` is an answer, `{{hidden:…}}` a name.

use super::form::reference;
use crate::diagnostic::Say;
use crate::emit::survey::platform::{is_unseen, opens_markup};
use crate::emit::survey::{Instrument, Part, Words, ours};

/// Words in one language. `before`: see [`Instrument::read`].
pub fn text<'p>(instrument: &Instrument<'p>, words: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => plain(&words),
        Part::Answer(item) => format!("{{{{field:{}}}}}", reference(&instrument.items[item], None)),
        Part::Known(known) => format!("{{{{hidden:{}}}}}", known.hidden_name()),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(words, tag, before).into_iter().map(part).collect()
}

/// Our own words.
pub fn own(say: &Say, tag: &str) -> String {
    plain(ours(say, tag))
}

/// Words that are shown as they are written: nothing that is filled in, no tags.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().filter(|c| !is_unseen(*c)).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // Also before what is filled in behind these words.
            '{' if out.ends_with('{') => out.push_str(" {"),
            '<' if opens_markup(letters.peek().copied()) => out.push('‹'),
            letter => out.push(letter),
        }
    }
    if out.ends_with('{') {
        out.push(' ');
    }
    out
}
