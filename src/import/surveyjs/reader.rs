//! What reading a SurveyJS document needs all along: languages, names, the report.

use crate::diagnostic::say;
use crate::emit::surveyjs::variables;
use crate::import::draft::{Draft, Text};
use crate::import::names::Names;
use crate::import::report::{Report, left_out, shortened};
use crate::import::text::{Part, bases, joined, ordered, tag, without_html};
use crate::import::{Languages, MOST_PARTS, Refusal};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The language that `default` stands for unless the document says another.
const DEFAULT: &str = "en";

/// Properties with words in them.
const WORDS: &[&str] = &[
    "title",
    "description",
    "text",
    "html",
    "completedHtml",
    "navigationTitle",
    "minRateDescription",
    "maxRateDescription",
    "otherText",
    "noneText",
];

pub struct Reader<'r, 'j> {
    pub draft: Draft,
    pub names: Names,
    pub report: &'r mut Report,
    /// The language of `default`.
    default: String,
    /// The id of each question that was read, and whether a text can repeat its answer.
    pub repeatable: BTreeMap<String, bool>,
    pub document: &'j Json,
}

impl<'r, 'j> Reader<'r, 'j> {
    pub fn new(document: &'j Json, program: &Languages<'_>, report: &'r mut Report) -> Result<Self, Refusal> {
        let mut codes = BTreeSet::new();
        gather(document, "", &mut codes);
        let locale = document["locale"].as_str().filter(|locale| !locale.is_empty());
        let mut tags = Vec::new();
        for code in codes.iter().filter(|code| *code != "default") {
            match tag(code) {
                Some(tag) => tags.push(tag),
                None => report.lost(
                    format!("`{code}`"),
                    say!(en: "`{code}` is no language that a program can name", es: "`{code}` no es un idioma que un programa pueda nombrar"),
                    say!(en: "its words are left out", es: "sus palabras se dejan fuera"),
                ),
            }
        }
        let default = default_language(locale, &tags, program);
        tags.push(default.clone());
        let languages = ordered(tags, locale.and_then(tag).as_deref(), program);
        if languages.len() > MOST_PARTS {
            return Err(Refusal::too_many(&say!(en: "languages", es: "idiomas")));
        }
        let draft = Draft { languages, ..Draft::default() };
        Ok(Self { draft, names: Names::default(), report, default, repeatable: BTreeMap::new(), document })
    }

    /// A text in each language, with what it repeats of answers.
    pub fn text(&mut self, json: &Json, place: &str) -> Text {
        let raw = self.raw(json);
        for missing in bases(&self.draft.languages).filter(|tag| raw.get(tag).is_none()) {
            let shown = shortened(raw.get(&self.default).unwrap_or_default());
            self.report.lost(
                place,
                say!(en: "it has no words in `{missing}`", es: "no tiene palabras en `{missing}`"),
                say!(en: "they are left out there; SurveyJS would show “{shown}”", es: "ahí se dejan fuera; SurveyJS mostraría «{shown}»"),
            );
        }
        let mut unknown = BTreeSet::new();
        let text = raw.map(|words| words.to_owned());
        let text = Text(
            text.0.into_iter().map(|(tag, words)| (tag, self.with_gaps(&words, &mut unknown))).collect(),
        );
        for name in unknown {
            self.report.lost(
                place,
                say!(en: "`{{{name}}}` is no earlier answer and no name that the sender knows", es: "`{{{name}}}` no es una respuesta anterior ni un nombre que conozca quien envía"),
                say!(en: "it stays as it is; write in its place what it stands for", es: "queda tal cual; escribe en su lugar lo que representa"),
            );
        }
        text
    }

    /// A text of HTML without it, in each language.
    pub fn without_html(&mut self, html: &Json, place: &str) -> Json {
        let mut marked = false;
        let mut bare = |html: &str| {
            let lines: Option<Vec<&str>> = html
                .strip_prefix("<p>")
                .and_then(|html| html.strip_suffix("</p>"))
                .map(|html| html.split("</p><p>").collect());
            marked |= match &lines {
                Some(lines) => lines.iter().any(|line| line.contains('<')),
                None => html.contains('<'),
            };
            match lines {
                Some(lines) => lines.into_iter().map(without_html).collect::<Vec<_>>().join("\n"),
                None => without_html(html).trim().to_owned(),
            }
        };
        let text = match html {
            Json::String(html) => Json::String(bare(html)),
            Json::Object(map) => {
                let each = map.iter().map(|(code, html)| {
                    (
                        code.clone(),
                        html.as_str().map_or_else(|| html.clone(), |html| Json::String(bare(html))),
                    )
                });
                Json::Object(each.collect())
            }
            other => other.clone(),
        };
        if marked {
            self.report.changed(
                place,
                say!(en: "it has marks for bold, color or the like", es: "tiene marcas de negrita, color o similares"),
                say!(en: "HTML is taken off", es: "se quita el HTML"),
            );
        }
        text
    }

    /// The words of each language as they stand.
    pub fn raw(&self, json: &Json) -> Text {
        match json {
            Json::String(words) => {
                Text(bases(&self.draft.languages).map(|tag| (tag.clone(), words.clone())).collect())
            }
            Json::Object(map) => {
                let mut words = BTreeMap::new();
                for (code, text) in map {
                    let Some(text) = text.as_str() else { continue };
                    let tag = if code == "default" { Some(self.default.clone()) } else { tag(code) };
                    let Some(tag) = tag else { continue };
                    if code == "default" {
                        words.entry(tag).or_insert_with(|| text.to_owned());
                    } else {
                        words.insert(tag, text.to_owned());
                    }
                }
                Text(words)
            }
            Json::Number(number) => {
                let words = number.to_string();
                Text(bases(&self.draft.languages).map(|tag| (tag.clone(), words.clone())).collect())
            }
            _ => Text::default(),
        }
    }

    /// `{name}` as the answer to it, or as what the sender knows.
    fn with_gaps(&self, words: &str, unknown: &mut BTreeSet<String>) -> String {
        let mut parts = Vec::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            let inner = after.find(['{', '}']).filter(|end| after[*end..].starts_with('}'));
            let Some(end) = inner else {
                parts.push(Part::Words(&rest[..=before.len()]));
                rest = after;
                continue;
            };
            let name = after[..end].trim();
            parts.push(Part::Words(before));
            let known = variables().find(|(_, variable)| variable == name).map(|(known, _)| known);
            match (self.names.find(name).filter(|id| self.repeatable.get(*id) == Some(&true)), known) {
                (Some(id), _) => parts.push(Part::Answer(id.to_owned())),
                (None, Some(known)) => parts.push(Part::Known(known)),
                (None, None) => {
                    if !name.is_empty() {
                        unknown.insert(name.to_owned());
                    }
                    parts.push(Part::Words(&rest[before.len()..before.len() + end + 2]));
                }
            }
            rest = &after[end + 1..];
        }
        parts.push(Part::Words(rest));
        joined(&parts)
    }

    /// Whether these are words of Senda's own, in every language.
    pub fn is_ours(&self, json: &Json, say: &dyn Fn(&str) -> String) -> bool {
        let told = self.raw(json);
        !told.0.is_empty()
            && told.0.iter().all(|(tag, words)| *words == say(tag))
            && bases(&self.draft.languages).all(|tag| told.get(tag).is_some())
    }

    /// The start of a text, for a message.
    pub fn shown(&self, json: &Json) -> String {
        shortened(self.raw(json).0.values().next().map_or("", String::as_str))
    }

    /// Words for which a survey of Senda has no place.
    pub fn no_place(&mut self, place: impl Into<String>, json: &Json) {
        let words = self.shown(json);
        self.report.lost(
            place,
            say!(en: "Senda has no place for these words: “{words}”", es: "Senda no tiene lugar para estas palabras: «{words}»"),
            left_out(),
        );
    }

    pub fn finish(self) -> Draft {
        self.names.told(self.report);
        self.draft
    }
}

/// Which language `default` is: the one that the document opens in, unless that has words of its own;
/// then English, and when that has words of its own too, the first language of the program without.
fn default_language(locale: Option<&str>, tags: &[String], program: &Languages<'_>) -> String {
    let is_free = |tag: &String| !tags.contains(tag);
    let of_locale = locale.and_then(tag).filter(is_free);
    let english = || Some(DEFAULT.to_owned()).filter(|tag| is_free(tag));
    let is_ours = |tag: &String| program.is_empty() || program.contains(&tag.as_str());
    let of_program = || program.iter().map(|tag| (*tag).to_owned()).find(|tag| is_free(tag));
    let plain = of_locale.or_else(|| english().filter(is_ours)).or_else(of_program).or_else(english);
    plain.unwrap_or_else(|| DEFAULT.to_owned())
}

/// The codes of all languages in which something is said.
fn gather(json: &Json, key: &str, codes: &mut BTreeSet<String>) {
    match json {
        Json::Object(map) if WORDS.contains(&key) && map.values().all(Json::is_string) => {
            codes.extend(map.keys().cloned());
        }
        Json::Object(map) => map.iter().for_each(|(key, inner)| gather(inner, key, codes)),
        Json::Array(items) => items.iter().for_each(|inner| gather(inner, "", codes)),
        _ => {}
    }
}
