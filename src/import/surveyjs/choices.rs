//! Options, and the points of scales.

use super::expression::when;
use super::reader::Reader;
use crate::diagnostic::say;
use crate::import::MOST_PARTS;
use crate::import::draft::{Choice, Scale, Text, When};
use crate::import::keys::Keys;
use crate::import::names::{Names, id_of_option};
use crate::import::points::{self, Point};
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
        .filter(|option| option.id != option.stored && points::of_options(options).is_none())
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

/// The points of a rating or the columns of a matrix. `ends`: the words of the lowest and the highest
/// may stand behind their numbers.
pub fn points(list: &[Json], place: &str, ends: bool, reader: &mut Reader<'_, '_>) -> Scale {
    let mut points = Vec::new();
    for (nth, json) in list.iter().take(MOST_PARTS).enumerate() {
        let place = format!("{place}[{nth}]");
        if let Some(item) = item(json, &place, reader) {
            points.push(Point { stored: item.value, text: item.text, place });
        }
    }
    points::scale(points, place, ends, reader.report)
}
