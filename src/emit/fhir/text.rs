//! Texts with their translations, as the extension that FHIR has for them.

use crate::diagnostic::Say;
use crate::emit::survey::platform::is_unseen;
use crate::emit::survey::{Instrument, Part, Told, Words, ours};
use serde_json::{Map, Value as Json, json};

const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";

/// A language or variant as a code of BCP 47: a form of address is a private part of it.
pub fn language(tag: &str) -> String {
    match tag.split_once(':') {
        Some((place, address)) => format!("{place}-x-{address}"),
        None => tag.to_owned(),
    }
}

/// A text in each language of the survey.
pub fn localized(instrument: &Instrument<'_>, say: &dyn Fn(&str) -> String) -> Vec<String> {
    instrument.languages.iter().map(|tag| say(tag)).collect()
}

/// Words in each language. `before`: see [`Instrument::read`].
pub fn words<'p>(instrument: &Instrument<'p>, words: &Words<'p>, before: usize) -> Vec<String> {
    let part = |part: Part| match part {
        Part::Words(words) => plain(&words),
        Part::Answer(_) | Part::Known(_) | Part::Unknown => "…".to_owned(),
    };
    localized(instrument, &|tag| instrument.read(words, tag, before).into_iter().map(part).collect())
}

/// Our own words in each language.
pub fn own(instrument: &Instrument<'_>, say: &Say) -> Vec<String> {
    localized(instrument, &|tag| plain(ours(say, tag)))
}

/// What a line of the notice says.
pub fn told<'p>(instrument: &Instrument<'p>, told: &Told<'p>) -> Vec<String> {
    match told {
        Told::Ours(say) => own(instrument, say),
        Told::Program(program) => localized(instrument, &|tag| plain(&program.read(tag).unwrap_or_default())),
    }
}

/// Puts a text under a name, and its translations beside it.
pub fn put(instrument: &Instrument<'_>, map: &mut Map<String, Json>, name: &str, said: &[String]) {
    let Some(first) = said.first() else { return };
    map.insert(name.to_owned(), json!(first));
    let others = instrument.languages.iter().zip(said).skip(1).map(|(tag, text)| {
        json!({"url": TRANSLATION, "extension": [
            {"url": "lang", "valueCode": language(tag)},
            {"url": "content", "valueString": text}
        ]})
    });
    let others: Vec<Json> = others.collect();
    if !others.is_empty() {
        map.insert(format!("_{name}"), json!({"extension": others}));
    }
}

/// A text without what nobody can see. Nothing in it is read as anything else.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}
