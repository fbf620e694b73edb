//! Options, and the points of scales.

use super::expression::when;
use super::reader::Reader;
use crate::diagnostic::say;
use crate::emit::survey::{not_applicable, ours};
use crate::import::draft::{Choice, Scale, Text, When};
use crate::import::keys::{Keys, whole};
use crate::import::names::{Names, id_of_option};
use crate::import::{MOST_PARTS, NOT_APPLICABLE};
use serde_json::{Value as Json, json};

/// An option, a row or a point: `3`, `"a"`, `{value, text}`.
pub struct Item {
    pub value: String,
    pub text: Text,
    pub when: Option<When>,
    pub exclusive: bool,
}

/// Reads one; nothing when it has no value.
pub fn item(json: &Json, place: &str, reader: &mut Reader<'_, '_>) -> Option<Item> {
    let spelled = |value: &Json| match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let Json::Object(map) = json else {
        let value = spelled(json);
        if value.is_none() {
            reader.report.unknown(place, "value", &json.to_string());
        }
        let value = value?;
        let text = reader.raw(&Json::String(value.clone()));
        return Some(Item { text, value, when: None, exclusive: false });
    };
    let keys = Keys::new(place, map);
    let Some(value) = keys.take_if("value", spelled) else {
        keys.finish(&[], reader.report);
        return None;
    };
    let text = match keys.take("text") {
        Some(text) => reader.text(text, &keys.place_of("text")),
        None => reader.raw(&json!(value)),
    };
    let when = when(&keys, "visibleIf", reader);
    let exclusive = keys.is_on("isExclusive");
    keys.finish(&[], reader.report);
    Some(Item { value, text, when, exclusive })
}

/// The options of a question.
pub fn read(keys: &Keys<'_>, several: bool, reader: &mut Reader<'_, '_>) -> Vec<Choice> {
    let empty = Vec::new();
    let list = keys.take_if("choices", Json::as_array).unwrap_or(&empty);
    let mut names = Names::default();
    let mut options: Vec<Choice> = Vec::new();
    for (nth, json) in list.iter().take(MOST_PARTS).enumerate() {
        let place = format!("{}[{nth}]", keys.place_of("choices"));
        let Some(Item { value, text, when, exclusive }) = item(json, &place, reader) else { continue };
        if options.iter().any(|option| option.stored == value) {
            reader.report.unknown(place, "value", &value);
            continue;
        }
        let words = reader.draft.languages.first().and_then(|tag| text.get(tag)).unwrap_or_default();
        let id = names.wished(&value, &id_of_option(&value, words, nth));
        if exclusive && !several {
            reader.report.unknown(&place, "isExclusive", "true");
        }
        options.push(Choice { id, stored: value, text, when, other: false, exclusive: exclusive && several });
    }
    if list.len() > MOST_PARTS {
        reader.report.unknown(keys.place_of("choices"), "choices", &list.len().to_string());
    }
    special(keys, several, &mut names, &mut options, reader);
    told_names(keys, &options, reader);
    options
}

/// "None" and "other", which SurveyJS has as switches.
fn special(
    keys: &Keys<'_>,
    several: bool,
    names: &mut Names,
    options: &mut Vec<Choice>,
    reader: &mut Reader<'_, '_>,
) {
    let is_on = |new: &str, old: &str| keys.is_on(new) | keys.is_on(old);
    let mut add = |stored: &str,
                   words: &str,
                   text: Option<&Json>,
                   other: bool,
                   reader: &mut Reader<'_, '_>| {
        let text = match text {
            Some(text) => reader.text(text, &keys.place_of(words)),
            None => {
                reader.report.changed(
                    keys.place.clone(),
                    say!(en: "the option `{stored}` has the words of SurveyJS", es: "la opción `{stored}` tiene las palabras de SurveyJS"),
                    say!(en: "it reads “{stored}”; write it as people shall read it", es: "dice «{stored}»; escríbela como la leerá la gente"),
                );
                reader.raw(&json!(stored))
            }
        };
        let id = names.wished(stored, stored);
        options.push(Choice {
            id,
            stored: stored.to_owned(),
            text,
            when: None,
            other,
            exclusive: !other && several,
        });
    };
    if is_on("showNoneItem", "hasNone") {
        add("none", "noneText", keys.take("noneText"), false, reader);
    }
    if is_on("showOtherItem", "hasOther") {
        add("other", "otherText", keys.take("otherText"), true, reader);
    }
}

/// Says which options are called otherwise now.
fn told_names(keys: &Keys<'_>, options: &[Choice], reader: &mut Reader<'_, '_>) {
    let renamed: Vec<String> = options
        .iter()
        .filter(|option| option.id != option.stored && scale(options).is_none())
        .map(|option| format!("`{}` → `{}`", option.stored, option.id))
        .collect();
    if !renamed.is_empty() {
        let list = renamed.join(", ");
        reader.report.changed(
            keys.place_of("choices"),
            say!(en: "some options are stored as what is no id", es: "algunas opciones se guardan como algo que no es un id"),
            say!(en: "they are called otherwise: {list}", es: "se llaman de otro modo: {list}"),
        );
    }
}

/// Options that are numbers one after the other: a scale with words.
pub fn scale(options: &[Choice]) -> Option<Scale> {
    let codes: Vec<i64> = options.iter().map(|option| option.stored.parse().ok()).collect::<Option<_>>()?;
    let plain = options.iter().all(|option| !option.other && !option.exclusive && option.when.is_none());
    let (first, last) = (*codes.first()?, *codes.last()?);
    let follows = codes.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let spoken = options.iter().any(|option| option.text.0.values().any(|words| *words != option.stored));
    let labels = if spoken { options.iter().map(|option| option.text.clone()).collect() } else { Vec::new() };
    (plain && follows && codes.len() > 2).then(|| Scale {
        low: first,
        high: last,
        labels,
        ..Scale::default()
    })
}

/// The points of a rating or the columns of a matrix. `ends`: the words of the lowest and the highest
/// may stand behind their numbers.
pub fn points(list: &[Json], place: &str, ends: bool, reader: &mut Reader<'_, '_>) -> Scale {
    let mut scale = Scale::default();
    let mut read: Vec<(Item, Option<i64>)> = Vec::new();
    for (nth, json) in list.iter().take(MOST_PARTS).enumerate() {
        let place = format!("{place}[{nth}]");
        let Some(item) = item(json, &place, reader) else { continue };
        let none = item.text.0.iter().all(|(tag, words)| words == ours(&not_applicable(), tag));
        if item.value == NOT_APPLICABLE {
            scale.not_applicable = true;
            if !none {
                reader.report.changed(
                    place,
                    say!(en: "`na` has words of its own", es: "`na` tiene palabras propias"),
                    say!(en: "it is “does not apply”, in Senda's words", es: "es «no aplica», con las palabras de Senda"),
                );
            }
            continue;
        }
        let code = whole(&json!(item.value));
        read.push((item, code));
    }
    let codes: Option<Vec<i64>> = read.iter().map(|(_, code)| *code).collect();
    let follows = codes.as_ref().is_some_and(|codes| codes.windows(2).all(|pair| pair[1] == pair[0] + 1));
    let codes = match codes.filter(|_| follows) {
        Some(codes) => codes,
        None => {
            let count = i64::try_from(read.len()).unwrap_or(1);
            reader.report.changed(
                place,
                say!(en: "its points are not numbers one after the other", es: "sus puntos no son números seguidos"),
                say!(en: "they are counted from 1 to {count}, in their order", es: "se cuentan del 1 al {count}, en su orden"),
            );
            (1..=count).collect()
        }
    };
    let (Some(low), Some(high)) = (codes.first(), codes.last()) else { return scale };
    (scale.low, scale.high) = (*low, *high);
    words(&mut scale, &read.into_iter().map(|(item, _)| item.text).collect::<Vec<_>>(), ends);
    scale
}

/// What is written on the points: words on each, words of the ends behind their numbers, or the
/// numbers alone.
pub fn words(scale: &mut Scale, texts: &[Text], ends: bool) {
    let says =
        |text: &Text, words: &dyn Fn(&str) -> bool| !text.0.is_empty() && text.0.values().all(|it| words(it));
    let code = |nth: usize| (scale.low + i64::try_from(nth).unwrap_or(0)).to_string();
    let bare = |nth: usize, text: &Text| says(text, &|words| words == code(nth));
    let Some(last) = texts.len().checked_sub(1) else { return };
    let behind = |nth: usize| format!("{} · ", code(nth));
    let is_end = |nth: usize, text: &Text| {
        ends && (nth == 0 || nth == last) && says(text, &|words| words.starts_with(&behind(nth)))
    };
    if texts.iter().enumerate().all(|(nth, text)| bare(nth, text) || is_end(nth, text)) {
        let cut = |nth: usize| {
            let text = &texts[nth];
            is_end(nth, text).then(|| text.map(|words| words[behind(nth).len()..].to_owned()))
        };
        let (low, high) = (cut(0), cut(last));
        scale.low_words = low;
        scale.high_words = high.filter(|_| last > 0);
        return;
    }
    scale.labels = texts.to_vec();
}
