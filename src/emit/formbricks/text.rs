//! Texts as Formbricks reads them: HTML where there is a tag, and `#recall:…#` is an answer or a name.

use super::survey::element_id;
use crate::diagnostic::Say;
use crate::emit::survey::platform::{is_unseen, opens_markup};
use crate::emit::survey::{Instrument, Part, Told, Words, ours};
use crate::model::text::base_language;
use serde_json::{Map, Value as Json, json};

/// A language with the country that Formbricks wants beside it.
const LOCALES: &[&str] = &[
    "ar-SA", "bg-BG", "ca-ES", "cs-CZ", "da-DK", "de-DE", "el-GR", "en-US", "es-ES", "et-EE", "eu-ES",
    "fi-FI", "fr-FR", "gl-ES", "he-IL", "hi-IN", "hr-HR", "hu-HU", "id-ID", "it-IT", "ja-JP", "ko-KR",
    "lt-LT", "lv-LV", "nl-NL", "pl-PL", "pt-PT", "ro-RO", "ru-RU", "sk-SK", "sl-SI", "sr-RS", "sv-SE",
    "th-TH", "tr-TR", "uk-UA", "vi-VN",
];

/// The code of a language or variant of a survey; nothing for what Formbricks has none for. A variant for
/// the country that stands beside its language anyway has none, when the language is there too.
pub fn locale(instrument: &Instrument<'_>, tag: &str) -> Option<String> {
    let base = base_language(tag);
    let usual =
        LOCALES.iter().find(|locale| locale.strip_prefix(base).is_some_and(|rest| rest.starts_with('-')));
    if tag == base {
        return usual.map(|locale| (*locale).to_owned());
    }
    let country = tag.strip_prefix(base)?.strip_prefix('-')?;
    let taken = usual == Some(&tag) && instrument.languages.iter().any(|other| other == base);
    let plain = base.len() == 2 && country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    (plain && !taken).then(|| tag.to_owned())
}

/// The languages that are written: tag and code.
pub fn locales<'i>(instrument: &'i Instrument<'_>) -> Vec<(&'i str, String)> {
    let each = instrument.languages.iter();
    each.filter_map(|tag| Some((tag.as_str(), locale(instrument, tag)?))).collect()
}

/// A text in each language that is written.
pub fn localized(instrument: &Instrument<'_>, say: &dyn Fn(&str) -> String) -> Json {
    let each = locales(instrument).into_iter().map(|(tag, code)| (code, json!(say(tag))));
    Json::Object(each.collect::<Map<_, _>>())
}

/// Words in each language. `before`: see [`Instrument::read`].
pub fn words<'p>(instrument: &Instrument<'p>, of: &Words<'p>, before: usize) -> Json {
    localized(instrument, &|tag| text(instrument, of, tag, before))
}

/// Words in one language.
pub fn text<'p>(instrument: &Instrument<'p>, of: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => plain(&words),
        Part::Answer(item) => recall(&element_id(&instrument.items[item].name)),
        Part::Known(known) => recall(&known.hidden_name()),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(of, tag, before).into_iter().map(part).collect()
}

fn recall(id: &str) -> String {
    format!("#recall:{id}/fallback:…#")
}

/// Our own words in each language.
pub fn own(instrument: &Instrument<'_>, say: &Say) -> Json {
    localized(instrument, &|tag| plain(ours(say, tag)))
}

/// What a line of the notice says.
pub fn told<'p>(of: &Told<'p>, tag: &str) -> String {
    match of {
        Told::Ours(say) => plain(ours(say, tag)),
        Told::Program(words) => plain(&words.read(tag).unwrap_or_default()),
    }
}

/// Words that are shown as they are written: no tags, nothing that is filled in.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().filter(|c| !is_unseen(*c)).peekable();
    while let Some(letter) = letters.next() {
        out.push(if letter == '<' && opens_markup(letters.peek().copied()) { '‹' } else { letter });
    }
    out.replace("recall:", "recall :")
}
