//! Texts as Qualtrics reads them: HTML, in which `${…}` stands for an answer or a name.

use super::document::qid;
use crate::diagnostic::Say;
use crate::emit::survey::platform::is_unseen;
use crate::emit::survey::{Answer, Instrument, Part, Words, ours};
use crate::model::text::base_language;

/// The languages for which Qualtrics has a code of two letters that is the usual one.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu",
    "id", "it", "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv",
    "th", "tr", "vi",
];

/// The code of a language of the survey: nothing for a variant, and for what Qualtrics has no code for.
/// A variant stands for a language that has nothing else.
pub fn code(instrument: &Instrument<'_>, tag: &str) -> Option<String> {
    let base = base_language(tag);
    let first = instrument.languages.iter().find(|other| base_language(other) == base)?;
    (LANGUAGES.contains(&base) && first == tag).then(|| base.to_ascii_uppercase())
}

/// The languages that are written: tag and code.
pub fn languages<'i>(instrument: &'i Instrument<'_>) -> Vec<(&'i str, String)> {
    instrument.languages.iter().filter_map(|tag| Some((tag.as_str(), code(instrument, tag)?))).collect()
}

/// Words in one language. `before`: see [`Instrument::read`].
pub fn text<'p>(instrument: &Instrument<'p>, words: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => escaped(&words),
        Part::Answer(item) => {
            let field = match instrument.items[item].answer {
                Answer::Open | Answer::Number | Answer::Date => "ChoiceTextEntryValue",
                Answer::Scale(ref scale) if !scale.has_buttons() => "ChoiceTextEntryValue",
                _ => "ChoiceGroup/SelectedChoices",
            };
            format!("${{q://{}/{field}}}", qid(item))
        }
        Part::Known(known) => format!("${{e://Field/{}}}", known.hidden_name()),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(words, tag, before).into_iter().map(part).collect()
}

/// Our own words.
pub fn own(say: &Say, tag: &str) -> String {
    escaped(ours(say, tag))
}

/// Text inside HTML, with nothing in it that would be filled in.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|c| !is_unseen(*c)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '\n' => out.push_str("<br>"),
            letter => out.push(letter),
        }
    }
    out
}
