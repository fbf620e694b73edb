//! Words by language, as SurveyJS reads them: `default` is what its own default language, English,
//! and every language without an entry get; `es-MX` without an entry reads `es`.

use crate::diagnostic::Say;
use crate::emit::survey::{Instrument, Known, Part, Words, ours};
use crate::model::text::base_language;
use serde_json::{Map, Value as Json, json};

/// The language that SurveyJS reads `default` for, and that it takes when nothing is chosen.
pub const DEFAULT: &str = "en";

/// The languages besides English in which SurveyJS has words of its own (survey-core 3.1.1 with
/// `survey-core/survey.i18n`). Only these can stand in a document.
pub const LOCALES: &[&str] = &[
    "id", "ca", "cy", "da", "de", "et", "es", "eu", "fil", "fr", "hr", "it", "kk", "ht", "lv", "lt", "hu",
    "ms", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sr", "fi", "sv", "sw", "tr", "vi", "is", "cs", "el",
    "bg", "mk", "ru", "tg", "uk", "he", "ar", "fa", "hi", "tel", "th", "mm", "ka", "ja", "ko",
];

/// The locale under which a language or variant is found. A variant takes the place of its language
/// when the survey has no other wording in it.
pub fn locale(instrument: &Instrument<'_>, tag: &str) -> String {
    let base = base_language(tag);
    let offers_base = instrument.languages.iter().any(|other| other == base);
    let first = instrument.languages.iter().find(|other| base_language(other) == base);
    if !offers_base && first.is_some_and(|first| first == tag) {
        base.to_owned()
    } else {
        tag.replace(':', "-")
    }
}

/// What is said in each language of the survey; a plain string when it is the same in all.
pub fn localized(instrument: &Instrument<'_>, say: impl Fn(&str) -> String) -> Json {
    let entries: Vec<(String, String)> =
        instrument.languages.iter().map(|tag| (locale(instrument, tag), say(tag))).collect();
    let default = entries.iter().find(|(key, _)| key == DEFAULT).or(entries.first());
    let Some((default_key, default)) = default else { return Json::Null };
    let mut map = Map::new();
    map.insert("default".to_owned(), json!(default));
    for (key, text) in entries.iter().filter(|(key, _)| key != default_key) {
        let base = entries.iter().find(|(other, _)| key != other && other == base_language(key));
        if base.is_none_or(|(_, own)| own != text) {
            map.insert(key.clone(), json!(text));
        }
    }
    if map.len() == 1 { json!(default) } else { Json::Object(map) }
}

/// The words of the program, with their gaps. `before`: see [`Instrument::read`].
pub fn words<'p>(instrument: &Instrument<'p>, words: &Words<'p>, before: usize) -> Json {
    localized(instrument, |tag| text(instrument, words, tag, before))
}

/// Our own words.
pub fn own(instrument: &Instrument<'_>, say: &Say) -> Json {
    localized(instrument, |tag| ours(say, tag).to_owned())
}

/// Words in one language as SurveyJS takes them.
pub fn text<'p>(instrument: &Instrument<'p>, words: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => without_braces(&words),
        Part::Answer(item) => format!("{{{}}}", instrument.items[item].name),
        Part::Known(known) => format!("{{{}}}", variable(known)),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(words, tag, before).into_iter().map(part).collect()
}

/// The variable that whoever shows the survey sets. Questions have no `_` in their names, so the two
/// never meet.
pub fn variable(known: Known) -> String {
    known.path().replace('.', "_")
}

/// Braces would be read as the name of a question.
pub fn without_braces(text: &str) -> String {
    text.replace('{', "(").replace('}', ")")
}

/// Text inside HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
