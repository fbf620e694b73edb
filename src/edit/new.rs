//! A new file of a kind: what it must say, filled in, with a comment that explains each field.

use super::format::{Formatted, format};
use crate::diagnostic::{Lang, say};
use crate::model::id::Id;
use crate::model::record::{FieldInfo, Need};
use crate::model::sample::{field_lines, lines};
use crate::model::{Kind, Model};
use crate::source::FileId;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Values that cannot be made up from a declaration alone, by kind and field.
static SAMPLES: LazyLock<BTreeMap<String, BTreeMap<String, Json>>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("samples.yml")).expect("our own list of samples reads")
});

/// A survey that is ready to be sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ready {
    about: BTreeMap<String, String>,
    fields: BTreeMap<String, Json>,
}

static READY: LazyLock<BTreeMap<String, Ready>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("ready.yml")).expect("our own ready surveys read"));

/// The names of the surveys that are ready, with what they are.
pub fn ready(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    READY.iter().map(move |(name, it)| (name.as_str(), it.about[lang.code()].as_str()))
}

/// The text of a file with a survey that is ready; none when nothing is called so.
pub fn ready_survey(name: &str, id: &str, model: &Model, lang: Lang) -> Option<String> {
    let fields = &READY.get(name)?.fields;
    let out = document(Kind::Survey, id, model, lang, &mut Vec::new(), Some(fields));
    Some(match format(FileId(0), &out) {
        Formatted::Changed(ordered) => ordered,
        _ => out,
    })
}

/// The text of a new file. Where a reference needs something that the program does not have yet, a
/// small document of that kind stands below.
pub fn file(kind: Kind, id: &str, model: &Model, lang: Lang) -> String {
    let mut wanted: Vec<(Kind, String)> = vec![(kind, id.to_owned())];
    let mut out = String::new();
    let mut done = 0;
    while done < wanted.len() {
        let (kind, id) = wanted[done].clone();
        if done > 0 {
            out.push_str("---\n");
        }
        let samples = SAMPLES.get(kind.name());
        out.push_str(&document(kind, &id, model, lang, &mut wanted, samples));
        done += 1;
    }
    match format(FileId(0), &out) {
        Formatted::Changed(ordered) => ordered,
        _ => out,
    }
}

fn document(
    kind: Kind,
    id: &str,
    model: &Model,
    lang: Lang,
    wanted: &mut Vec<(Kind, String)>,
    samples: Option<&BTreeMap<String, Json>>,
) -> String {
    let info = kind.info();
    let mut out = comment(info.docs().in_lang(lang));
    out.push_str(&format!("kind: {}\n", kind.name()));
    let fields: BTreeMap<&str, &FieldInfo> = info.all_fields().map(|field| (field.key, field)).collect();
    let mut optional = String::new();
    for key in info.written_order().filter(|key| *key != "kind") {
        let Some(field) = fields.get(key) else { continue };
        let sample = samples.and_then(|samples| samples.get(key));
        let explained = comment(field.docs().in_lang(lang));
        if key == "id" {
            out.push_str(&format!("id: {id}\n"));
        } else if let Some(value) = sample {
            let value = in_words(value, lang, model, wanted);
            out.push_str(&format!("{explained}{}\n", lines(key, &value)));
        } else if field.need == Need::Yes {
            let mut named = |target: &str| known(target, model, wanted);
            if let Some(text) = field_lines(field, lang, &mut named) {
                out.push_str(&format!("{explained}{text}\n"));
            }
        } else if field.need == Need::Rule {
            optional.push_str(&format!("{explained}# {key}:\n"));
        }
    }
    if !optional.is_empty() {
        let head = say!(en: "Good programs say this as well:", es: "Un buen programa también dice esto:");
        out.push_str(&format!("\n{}{optional}", comment(head.in_lang(lang))));
    }
    out
}

/// Words as a comment, in lines that fit.
fn comment(words: &str) -> String {
    let mut out = String::new();
    let mut line = String::from("#");
    for word in words.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > 100 {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    out + &line + "\n"
}

/// A sample: `{es: …, en: …}` is a word in one language, `@kind` the id of something of that kind.
fn in_words(value: &Json, lang: Lang, model: &Model, wanted: &mut Vec<(Kind, String)>) -> Json {
    match value {
        Json::Object(map) if map.len() == 2 && map.contains_key("en") && map.contains_key("es") => {
            map[lang.code()].clone()
        }
        Json::Object(map) => {
            let entries = map.iter().map(|(key, inner)| (key.clone(), in_words(inner, lang, model, wanted)));
            Json::Object(entries.collect())
        }
        Json::Array(items) => {
            Json::Array(items.iter().map(|item| in_words(item, lang, model, wanted)).collect())
        }
        Json::String(text) => match text.strip_prefix('@') {
            Some(target) => known(target, model, wanted).map_or(value.clone(), Json::String),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}

/// Something that a reference may name: what the program has, or what will stand below.
fn known(target: &str, model: &Model, wanted: &mut Vec<(Kind, String)>) -> Option<String> {
    let kind = Kind::of_name(&target.replace(' ', "-"))?;
    if let Some((_, id)) = wanted.iter().find(|(other, _)| *other == kind) {
        return Some(id.clone());
    }
    if let Some(id) = model.ids(kind).next() {
        return Some(id.to_string());
    }
    let id = unused(kind, model);
    wanted.push((kind, id.clone()));
    Some(id)
}

/// An id that nothing of this kind has: `my-journey`, `my-journey-2`.
pub fn unused(kind: Kind, model: &Model) -> String {
    let base = format!("my-{}", kind.name());
    let taken = |id: &str| model.find(kind, Id::new(id)).is_some();
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    const ROOT: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [en]\nlocale: en-US\ncurrency: USD\ntimezone: America/New_York\n";

    #[test]
    fn a_survey_that_is_ready_has_no_error_and_every_question_of_its_set() {
        let day = Date::parse("2026-11-20").unwrap();
        for (name, questions) in [("four-questions", 5), ("a11", 8)] {
            for lang in Lang::ALL {
                let root = ROOT.replace("[en]", &format!("[{}]", lang.code()));
                let text = ready_survey(name, "mine", &Model::default(), lang).expect("it is there");
                let world = MemoryWorld::new([("senda.yaml", root.as_str()), ("new.yaml", &text)]);
                let outcome = crate::check(&world, day).unwrap();
                let wrong: Vec<_> = outcome.diagnostics.iter().filter(|d| d.stops_a_build()).collect();
                assert!(wrong.is_empty(), "{name}: {wrong:?}\n{text}");
                let survey = outcome.program.all::<crate::model::survey::Survey>().next().expect("a survey");
                assert_eq!(survey.it.questions.items().count(), questions, "{text}");
            }
        }
        assert_eq!(ready(Lang::En).count(), 2);
    }

    #[test]
    fn a_new_file_of_every_kind_has_no_error_of_form() {
        let day = Date::parse("2026-11-20").unwrap();
        let mut wrong = Vec::new();
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Program) {
            for lang in Lang::ALL {
                let root = ROOT.replace("[en]", &format!("[{}]", lang.code()));
                let text = file(*kind, "mine", &Model::default(), lang);
                let world = MemoryWorld::new([("senda.yaml", root.as_str()), ("new.yaml", &text)]);
                let outcome = crate::check(&world, day).unwrap();
                for d in outcome.diagnostics.iter().filter(|d| d.stops_a_build()) {
                    wrong.push(format!(
                        "{} {} {}: {}",
                        kind.name(),
                        outcome.sources.describe(d.at),
                        d.rule.name,
                        d.message.en
                    ));
                }
                let form = crate::edit::format::format(crate::source::FileId(0), &text);
                if !matches!(form, crate::edit::format::Formatted::Same) {
                    wrong.push(format!("{}: not in its form {form:?}\n{text}", kind.name()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
