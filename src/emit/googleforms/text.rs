//! Texts as Google Forms takes them: plain, each in one line, with nothing that is filled in.

use crate::diagnostic::Say;
use crate::emit::survey::platform::is_unseen;
use crate::emit::survey::{Instrument, Part, Words, ours};

/// Words in one language. `before`: see [`Instrument::read`].
pub fn text<'p>(instrument: &Instrument<'p>, words: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => words,
        Part::Answer(_) | Part::Known(_) | Part::Unknown => "…".to_owned(),
    };
    let whole: String = instrument.read(words, tag, before).into_iter().map(part).collect();
    one_line(&whole)
}

/// Our own words.
pub fn own(say: &Say, tag: &str) -> String {
    one_line(ours(say, tag))
}

/// A text without line breaks, which the interface refuses, and without what nobody can see.
pub fn one_line(text: &str) -> String {
    let line = |c: char| if matches!(c, '\n' | '\t') { ' ' } else { c };
    text.chars().filter(|c| !is_unseen(*c)).map(line).collect()
}
