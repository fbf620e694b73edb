//! Options of Qualtrics: numbered, in an order of their own, with codes that are stored for them.

use super::logic::Options;
use super::question::most;
use super::{NO_MEANING, Reader};
use crate::diagnostic::{Say, say};
use crate::emit::survey::{not_applicable, ours};
use crate::import::NOT_APPLICABLE;
use crate::import::draft::{Answer, Choice, Most, Scale, Text};
use crate::import::keys::{Keys, whole};
use crate::import::names::{Names, id_of_option};
use crate::import::points::{self, Point};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// One option, row or point.
pub struct Listed {
    pub key: String,
    pub text: Text,
    pub other: bool,
    pub exclusive: bool,
}

/// The options under a key, in their order.
pub fn list(
    keys: &Keys<'_>,
    payload: &Map<String, Json>,
    of: &'static str,
    order: &str,
    reader: &mut Reader<'_, '_>,
) -> Vec<Listed> {
    let all = keyed(keys.take(of));
    let order: Vec<String> = match keys.take(order).and_then(Json::as_array).filter(|order| !order.is_empty())
    {
        Some(order) => {
            order.iter().map(|key| key.as_str().map_or_else(|| key.to_string(), str::to_owned)).collect()
        }
        None => all.iter().map(|(key, _)| key.clone()).collect(),
    };
    let known: BTreeMap<&String, &Json> = all.iter().map(|(key, value)| (key, *value)).collect();
    let mut listed = Vec::new();
    for key in order {
        let Some(value) = known.get(&key).and_then(|value| value.as_object()) else { continue };
        let place = format!("{}.{of}.{key}", keys.place);
        let own = Keys::new(place.as_str(), value);
        own.take("Display");
        let is_on = |value: Option<&Json>| {
            value.is_some_and(|it| {
                *it == true || it.as_str().is_some_and(|it| matches!(it, "true" | "on" | "yes"))
            })
        };
        let (other, exclusive) = (is_on(own.take("TextEntry")), is_on(own.take("ExclusiveAnswer")));
        own.finish(NO_MEANING, reader.report);
        let display = |said: &Map<String, Json>| {
            let own = keyed(said.get(of));
            let found = own.iter().find(|(other, _)| *other == key)?.1;
            found["Display"].as_str().map(str::to_owned)
        };
        let mut raw = reader.raw(payload, &display);
        if let Some(number) = raw.get(&reader.default).filter(|words| words.trim().parse::<i64>().is_ok()) {
            // A number reads the same in every language.
            let own = Text::same(number, &reader.draft.languages);
            raw.0 = own.0.into_iter().chain(raw.0).collect();
        }
        let text = reader.text(&raw, &place);
        listed.push(Listed { key, text, other, exclusive });
    }
    listed
}

/// A map from numbers, or a list that begins at 0.
fn keyed(json: Option<&Json>) -> Vec<(String, &Json)> {
    match json {
        Some(Json::Object(map)) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Some(Json::Array(list)) => {
            list.iter().enumerate().map(|(nth, value)| (nth.to_string(), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The points of a scale with the codes that are stored for them; "does not apply" by its words.
pub fn points(keys: &Keys<'_>, listed: Vec<Listed>) -> Vec<Point> {
    let codes = keys.take("RecodeValues").cloned().unwrap_or_default();
    let point = |it: Listed| {
        let stored = match is_none(&it) {
            true => NOT_APPLICABLE.to_owned(),
            false => codes[&it.key].as_str().map_or_else(|| it.key.clone(), str::to_owned),
        };
        Point { stored, place: format!("{}.{}", keys.place, it.key), text: it.text }
    };
    listed.into_iter().map(point).collect()
}

fn is_none(it: &Listed) -> bool {
    !it.text.0.is_empty() && it.text.0.iter().all(|(tag, words)| words == ours(&not_applicable(), tag))
}

/// How a question with options is answered.
pub fn answer(
    keys: &Keys<'_>,
    payload: &Map<String, Json>,
    selector: &str,
    settings: &Json,
    reader: &mut Reader<'_, '_>,
) -> Answer {
    let listed = list(keys, payload, "Choices", "ChoiceOrder", reader);
    let ranks = payload.get("QuestionType").is_some_and(|sort| sort == "RO");
    let bare = |it: &Listed| it.text.0.values().all(|words| words.trim().parse::<i64>().is_ok());
    if selector == "NPS" {
        return nps(keys, payload, &listed, reader);
    }
    let looks_like_a_scale = !ranks && (selector == "SAHR" || listed.iter().skip(1).all(bare));
    if looks_like_a_scale && let Some(scale) = scale(keys, payload, &listed, reader) {
        return Answer::Scale(scale);
    }
    keys.take("RecodeValues");
    let most = most(selector, settings);
    if most == Most::One && !ranks && is_yes_no(&listed) {
        know(keys, &listed, |_| None, false, reader);
        let stored = |nth: usize| vec![listed[nth].key.clone()];
        return Answer::YesNo { yes: stored(0), no: stored(1) };
    }
    know(keys, &listed, |_| None, most != Most::One, reader);
    let mut names = Names::default();
    let option = |(nth, it): (usize, Listed)| {
        let words = reader.draft.languages.first().and_then(|tag| it.text.get(tag)).unwrap_or_default();
        let id = names.wished(&it.key, &id_of_option("", words, nth));
        let exclusive = it.exclusive && most != Most::One;
        Choice { id, stored: it.key, text: it.text, when: None, other: it.other, exclusive }
    };
    let options = listed.into_iter().enumerate().map(option).collect();
    if ranks { Answer::Ranking { options, most: Most::All } } else { Answer::Choice { options, most } }
}

/// What logic needs to know of the options.
fn know(
    keys: &Keys<'_>,
    listed: &[Listed],
    code: impl Fn(&Listed) -> Option<i64>,
    several: bool,
    reader: &mut Reader<'_, '_>,
) {
    let known = listed.iter().filter(|it| !is_none(it)).map(|it| (it.key.clone(), code(it))).collect();
    reader.keys.insert(keys.place.clone(), Options { id: String::new(), keys: known, several });
}

fn is_yes_no(listed: &[Listed]) -> bool {
    let says = |it: &Listed, word: &Say| it.text.0.iter().all(|(tag, words)| words == ours(word, tag));
    let (yes, no) = (say!(en: "Yes", es: "Sí"), say!(en: "No", es: "No"));
    matches!(listed, [first, second] if says(first, &yes) && says(second, &no))
}

/// The row of 0 to 10, with the words of its ends.
fn nps(
    keys: &Keys<'_>,
    payload: &Map<String, Json>,
    listed: &[Listed],
    reader: &mut Reader<'_, '_>,
) -> Answer {
    keys.take("ColumnLabels");
    keys.take("RecodeValues");
    let end = |nth: usize, reader: &Reader<'_, '_>| {
        let words = |said: &Map<String, Json>| {
            said.get("ColumnLabels")?.get(nth)?["Display"]
                .as_str()
                .filter(|words| !words.is_empty())
                .map(str::to_owned)
        };
        Some(reader.raw(payload, &words)).filter(|words| !words.0.is_empty())
    };
    let count = i64::try_from(listed.len()).unwrap_or(11);
    let (low_words, high_words) = (end(0, reader), end(1, reader).or_else(|| end(2, reader)));
    let place: BTreeMap<&String, i64> = listed.iter().map(|it| &it.key).zip(0..).collect();
    know(keys, listed, |it| place.get(&it.key).copied(), false, reader);
    Answer::Scale(Scale { low: 0, high: count.max(1) - 1, low_words, high_words, ..Scale::default() })
}

/// A row of points with codes one after the other.
fn scale(
    keys: &Keys<'_>,
    payload: &Map<String, Json>,
    listed: &[Listed],
    reader: &mut Reader<'_, '_>,
) -> Option<Scale> {
    let codes = payload.get("RecodeValues").cloned().unwrap_or_default();
    let code = |it: &Listed| whole(&codes[&it.key]).or_else(|| it.key.parse().ok());
    let counted: Vec<i64> = listed.iter().filter(|it| !is_none(it)).map(code).collect::<Option<_>>()?;
    let follows = counted.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    if !follows || listed.iter().any(|it| it.other || it.exclusive) || counted.is_empty() {
        return None;
    }
    keys.take("RecodeValues");
    know(keys, listed, code, false, reader);
    let point = |it: &Listed| Point {
        stored: if is_none(it) {
            NOT_APPLICABLE.to_owned()
        } else {
            code(it).map_or_else(String::new, |it| it.to_string())
        },
        text: it.text.clone(),
        place: format!("{}.Choices.{}", keys.place, it.key),
    };
    Some(points::scale(listed.iter().map(point).collect(), &keys.place_of("Choices"), true, reader.report))
}
