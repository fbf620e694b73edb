//! Display logic: which options are selected and which are not. Qualtrics lists every option; here
//! they become a comparison again.

use super::Reader;
use crate::diagnostic::say;
use crate::emit::survey::Comparator;
use crate::import::condition::{Foreign, all};
use crate::import::draft::When;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The options of a question, as logic names them.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub id: String,
    /// Their keys in order, without "does not apply"; of a scale with the codes.
    pub keys: Vec<(String, Option<i64>)>,
    pub several: bool,
}

/// What a way says of one question.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// The answer is one of these.
    One(BTreeSet<String>),
    /// It is none of these, or there is none.
    None(BTreeSet<String>),
    /// Of several options, these are taken and these are not; whether any is.
    Several { on: BTreeSet<String>, off: BTreeSet<String>, any: bool },
}

type Way = BTreeMap<String, Said>;

/// The condition of a logic; what is not understood is said.
pub fn when(logic: &Json, place: &str, reader: &mut Reader<'_, '_>) -> Option<When> {
    let condition = ways(logic, reader).and_then(|ways| told(&merged(ways, reader), reader));
    let written = described(logic);
    if condition.is_none() {
        let shown = crate::import::report::shortened(&written);
        reader.report.lost(
            place,
            say!(en: "the logic is not understood: {shown}", es: "no se entiende la lógica: {shown}"),
            say!(en: "it is left out: what hangs on it is always there", es: "se deja fuera: lo que depende de ella está siempre"),
        );
    }
    Some(When { place: place.to_owned(), written, condition: condition? })
}

/// The descriptions that Qualtrics writes beside each expression, without their marks.
fn described(logic: &Json) -> String {
    let set = logic["0"].as_object().into_iter().flatten();
    let each = set.filter_map(|(_, one)| one["Description"].as_str()).map(crate::import::text::without_html);
    each.collect::<Vec<_>>().join("; ")
}

/// The ways of a logic: "and" within, "or" between them.
fn ways(logic: &Json, reader: &Reader<'_, '_>) -> Option<Vec<Way>> {
    let sets = logic.as_object()?;
    if sets.values().filter(|set| set.is_object()).count() != 1 {
        return None;
    }
    let set = sets.get("0")?.as_object()?;
    let mut ways: Vec<Way> = Vec::new();
    for (key, expression) in set {
        if key == "Type" {
            continue;
        }
        if expression["LogicType"] != "Question" || expression["Type"] != "Expression" {
            return None;
        }
        let selected = match expression["Operator"].as_str()? {
            "Selected" => true,
            "NotSelected" => false,
            _ => return None,
        };
        let locator = expression["ChoiceLocator"].as_str().or_else(|| expression["LeftOperand"].as_str())?;
        let (question, option) = locator.strip_prefix("q://")?.split_once("/SelectableChoice/")?;
        let known = reader.keys.get(question)?;
        let starts = ways.is_empty()
            || expression["Conjuction"].as_str().or_else(|| expression["Conjunction"].as_str()) == Some("Or");
        if starts {
            ways.push(Way::new());
        }
        let way = ways.last_mut()?;
        let one = || BTreeSet::from([option.to_owned()]);
        let said = match (known.several, selected) {
            (true, true) => Said::Several { on: one(), off: BTreeSet::new(), any: false },
            (true, false) => Said::Several { on: BTreeSet::new(), off: one(), any: false },
            (false, true) => Said::One(one()),
            (false, false) => Said::None(one()),
        };
        let both = match way.remove(question) {
            None => said,
            Some(before) => met(before, said)?,
        };
        way.insert(question.to_owned(), both);
    }
    (!ways.is_empty()).then_some(ways)
}

/// Both at once.
fn met(one: Said, other: Said) -> Option<Said> {
    Some(match (one, other) {
        (Said::None(mut one), Said::None(other)) => {
            one.extend(other);
            Said::None(one)
        }
        (Said::One(one), Said::None(none)) | (Said::None(none), Said::One(one)) => {
            Said::One(one.difference(&none).cloned().collect())
        }
        (Said::Several { mut on, mut off, any }, Said::Several { on: more, off: less, .. }) => {
            on.extend(more);
            off.extend(less);
            Said::Several { on, off, any }
        }
        _ => return None,
    })
}

/// Ways that differ in one question only are one: options of one answer are joined, and "this one or
/// that one or any other" of several is an answer at all.
fn merged(mut ways: Vec<Way>, reader: &Reader<'_, '_>) -> Vec<Way> {
    let mut kept: Vec<Way> = Vec::new();
    for way in ways.drain(..) {
        let same = kept.iter_mut().any(|own| {
            let differing: Vec<String> =
                own.keys().chain(way.keys()).filter(|key| own.get(*key) != way.get(*key)).cloned().collect();
            let Some(question) = differing.first().filter(|first| differing.iter().all(|it| it == *first))
            else {
                return differing.is_empty();
            };
            match (own.get_mut(question), way.get(question)) {
                (Some(Said::One(one)), Some(Said::One(other))) => {
                    one.extend(other.iter().cloned());
                    true
                }
                _ => false,
            }
        });
        if !same {
            kept.push(way);
        }
    }
    for (question, options) in reader.keys.iter().filter(|(_, options)| options.several) {
        kept = any_of(kept, question, options);
    }
    kept
}

/// Ways that take each another option of a question with several, and every one that may be taken.
fn any_of(ways: Vec<Way>, question: &str, options: &Options) -> Vec<Way> {
    let mut out: Vec<Way> = Vec::new();
    let mut done = vec![false; ways.len()];
    for (nth, way) in ways.iter().enumerate() {
        if done[nth] {
            continue;
        }
        let single = |way: &Way| match way.get(question) {
            Some(Said::Several { on, off, any: false }) if on.len() == 1 => {
                let mut rest = way.clone();
                rest.remove(question);
                Some((on.first().cloned().unwrap_or_default(), off.clone(), rest))
            }
            _ => None,
        };
        if let Some((_, off, rest)) = single(way) {
            let alike: Vec<usize> = (nth..ways.len())
                .filter(|other| {
                    single(&ways[*other]).is_some_and(|(_, less, own)| less == off && own == rest)
                })
                .collect();
            let taken: BTreeSet<String> = alike.iter().filter_map(|at| Some(single(&ways[*at])?.0)).collect();
            if alike.len() > 1 && options.keys.iter().all(|(key, _)| taken.contains(key) || off.contains(key))
            {
                alike.iter().for_each(|at| done[*at] = true);
                let mut joined = rest;
                joined.insert(question.to_owned(), Said::Several { on: BTreeSet::new(), off, any: true });
                out.push(joined);
                continue;
            }
        }
        out.push(way.clone());
    }
    out
}

fn told(ways: &[Way], reader: &Reader<'_, '_>) -> Option<Foreign> {
    let way = |way: &Way| {
        let each: Vec<Foreign> =
            way.iter().map(|(question, said)| one(question, said, reader)).collect::<Option<_>>()?;
        all(each)
    };
    let mut each: Vec<Foreign> = ways.iter().map(way).collect::<Option<_>>()?;
    Some(if each.len() == 1 { each.remove(0) } else { Foreign::Any(each) })
}

/// What is said of one question.
fn one(question: &str, said: &Said, reader: &Reader<'_, '_>) -> Option<Foreign> {
    let options = reader.keys.get(question)?;
    let name = || Box::new(Foreign::Name(question.to_owned()));
    let known =
        |keys: &BTreeSet<String>| keys.iter().all(|key| options.keys.iter().any(|(own, _)| own == key));
    match said {
        Said::One(keys) if known(keys) => among(question, keys, options),
        Said::None(keys) if known(keys) => {
            let gone = Foreign::Unanswered(name());
            let rest: BTreeSet<String> =
                options.keys.iter().map(|(key, _)| key.clone()).filter(|key| !keys.contains(key)).collect();
            if rest.is_empty() {
                return Some(gone);
            }
            Some(Foreign::Any(vec![gone, among(question, &rest, options)?]))
        }
        Said::Several { on, off, any } if known(on) && known(off) => {
            let includes = |key: &String, inside: bool| Foreign::Includes {
                of: name(),
                option: Box::new(Foreign::Text(key.clone())),
                inside,
            };
            let there = any.then(|| Foreign::Answered(name()));
            if there.is_none() && on.is_empty() && off.len() == options.keys.len() {
                return Some(Foreign::Unanswered(name()));
            }
            let on = on.iter().map(|key| includes(key, true));
            all(there.into_iter().chain(on).chain(off.iter().map(|key| includes(key, false))).collect())
        }
        _ => None,
    }
}

/// That the answer is one of some options: a comparison when they are an end of a scale.
fn among(question: &str, keys: &BTreeSet<String>, options: &Options) -> Option<Foreign> {
    let name = || Box::new(Foreign::Name(question.to_owned()));
    let places: Vec<usize> = options
        .keys
        .iter()
        .enumerate()
        .filter(|(_, (key, _))| keys.contains(key))
        .map(|(nth, _)| nth)
        .collect();
    let (first, last, count) = (*places.first()?, *places.last()?, options.keys.len());
    if places.len() == count {
        return Some(Foreign::Answered(name()));
    }
    let Some(codes) = places.iter().map(|nth| options.keys[*nth].1).collect::<Option<Vec<i64>>>() else {
        let list = places.iter().map(|nth| Foreign::Text(options.keys[*nth].0.clone())).collect();
        return Some(Foreign::OneOf { of: name(), list, inside: true });
    };
    let compare = |by: Comparator, code: i64| {
        Foreign::Compare(name(), by, Box::new(Foreign::Number(Decimal::from(code))))
    };
    let (low, high) = (*codes.first()?, *codes.last()?);
    let follows = last - first + 1 == places.len();
    Some(match () {
        () if places.len() == 1 => compare(Comparator::Equal, low),
        () if follows && first == 0 => compare(Comparator::AtMost, high),
        () if follows && last + 1 == count => compare(Comparator::AtLeast, low),
        () if follows => {
            Foreign::All(vec![compare(Comparator::AtLeast, low), compare(Comparator::AtMost, high)])
        }
        () => Foreign::Any(codes.into_iter().map(|code| compare(Comparator::Equal, code)).collect()),
    })
}
