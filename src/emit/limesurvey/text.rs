//! Texts as LimeSurvey reads them: HTML, in which braces hold an expression.

use super::codes;
use crate::diagnostic::Say;
use crate::emit::survey::platform::is_unseen;
use crate::emit::survey::{Answer, Instrument, Known, Most, Part, Words, ours};

/// The language or variant as LimeSurvey calls it; nothing for what it has no translation of its own for.
pub fn language(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|known| **known == tag).copied()
}

/// Languages that LimeSurvey speaks to respondents in.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "es-AR", "es-CL", "es-CO", "es-MX", "et",
    "eu", "fa", "fi", "fr", "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "mk",
    "ms", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "ur", "vi",
];

/// The languages that are written: tag and code.
pub fn languages<'i>(instrument: &'i Instrument<'_>) -> Vec<(&'i str, &'static str)> {
    instrument.languages.iter().filter_map(|tag| Some((tag.as_str(), language(tag)?))).collect()
}

/// Words in one language. `before`: see [`Instrument::read`].
pub fn text<'p>(instrument: &Instrument<'p>, words: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => escaped(&words),
        Part::Answer(item) => {
            let item = &instrument.items[item];
            match item.answer {
                Answer::Ranking { .. } => "…".to_owned(),
                Answer::Choice { most, .. } if most != Most::One => "…".to_owned(),
                _ => format!("{{{}.shown}}", codes::code(&item.name)),
            }
        }
        Part::Known(known) => format!("{{TOKEN:{}}}", attribute(known)),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(words, tag, before).into_iter().map(part).collect()
}

/// Our own words.
pub fn own(say: &Say, tag: &str) -> String {
    escaped(ours(say, tag))
}

/// The field of a participant.
pub fn attribute(known: Known) -> &'static str {
    match known {
        Known::CustomerFirstName => "FIRSTNAME",
        Known::CustomerFormalName => "ATTRIBUTE_1",
        Known::AgentName => "ATTRIBUTE_2",
        Known::OrganizationName => "ATTRIBUTE_3",
    }
}

/// Text inside HTML, with nothing in it that would be computed: not there, and not in a spreadsheet
/// that opens the file.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (nth, letter) in text.chars().filter(|c| !is_unseen(*c)).enumerate() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '\\' => out.push_str("&#92;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            '=' | '+' | '-' | '@' if nth == 0 => out.push_str(&format!("&#{};", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out
}
