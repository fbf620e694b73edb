//! Texts of Qualtrics: HTML, in which `${…}` stands for an answer or a name.

use super::Reader;
use crate::diagnostic::say;
use crate::emit::survey::Known;
use crate::import::draft::Text;
use crate::import::report::{left_out, shortened};
use crate::import::text::{Part, bases, joined, tag, without_html};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

impl Reader<'_, '_> {
    /// What a question says in each language; `words` finds it in the payload and in each translation.
    pub fn raw(
        &self,
        payload: &Map<String, Json>,
        words: &dyn Fn(&Map<String, Json>) -> Option<String>,
    ) -> Text {
        let mut text = Text::default();
        text.0.extend(words(payload).map(|words| (self.default.clone(), words)));
        let translations = payload.get("Language").and_then(Json::as_object).into_iter().flatten();
        for (code, said) in translations {
            if let (Some(tag), Some(words)) = (tag(code), said.as_object().and_then(words))
                && !words.is_empty()
            {
                text.0.insert(tag, words);
            }
        }
        text
    }

    /// The words that people read, with what they repeat of answers.
    pub fn text(&mut self, raw: &Text, place: &str) -> Text {
        for missing in bases(&self.draft.languages).filter(|tag| raw.get(tag).is_none()) {
            let shown = shortened(&without_html(raw.get(&self.default).unwrap_or_default()));
            self.report.lost(
                place,
                say!(en: "it has no words in `{missing}`", es: "no tiene palabras en `{missing}`"),
                say!(en: "they are left out there; Qualtrics would show “{shown}”", es: "ahí se dejan fuera; Qualtrics mostraría «{shown}»"),
            );
        }
        let mut unknown = BTreeSet::new();
        let each = raw.0.iter().map(|(tag, words)| (tag.clone(), self.with_gaps(words, &mut unknown)));
        let text = Text(each.collect());
        for gap in unknown {
            self.report.lost(
                place,
                say!(en: "`{gap}` is no earlier answer and no name that the sender knows", es: "`{gap}` no es una respuesta anterior ni un nombre que conozca quien envía"),
                say!(en: "it stays as it is; write in its place what it stands for", es: "queda tal cual; escribe en su lugar lo que representa"),
            );
        }
        if raw.0.values().any(|words| has_style(words)) {
            self.report.changed(
                place,
                say!(en: "it has bold, color or the like", es: "tiene negrita, color o similares"),
                say!(en: "only the words are taken", es: "solo se toman las palabras"),
            );
        }
        text
    }

    fn with_gaps(&self, html: &str, unknown: &mut BTreeSet<String>) -> String {
        let mut pieces: Vec<(String, Option<Part<'static>>)> = Vec::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, behind)) = after.split_once('}') else { break };
            let known = name.strip_prefix("e://Field/").and_then(|field| {
                Known::ALL.into_iter().find(|known| known.path().replace('.', "_") == field)
            });
            let asked = name.strip_prefix("q://").and_then(|rest| rest.split('/').next());
            let id = asked.and_then(|qid| Some(self.keys.get(qid)?.id.clone()));
            let id = id.filter(|id| self.repeatable.get(id) == Some(&true));
            match id.map(Part::Answer).or(known.map(Part::Known)) {
                Some(gap) => pieces.push((without_html(before), Some(gap))),
                None => {
                    unknown.insert(format!("${{{name}}}"));
                    pieces.push((format!("{}${{{name}}}", without_html(before)), None));
                }
            }
            rest = behind;
        }
        pieces.push((without_html(rest), None));
        let mut parts = Vec::new();
        for (words, gap) in &pieces {
            parts.push(Part::Words(words));
            parts.extend(gap.clone());
        }
        joined(&parts)
    }

    /// Words for which a survey of Senda has no place.
    pub fn no_place(&mut self, place: &str, html: &str) {
        let words = shortened(without_html(html).trim());
        self.report.lost(
            place,
            say!(en: "Senda has no place for these words: “{words}”", es: "Senda no tiene lugar para estas palabras: «{words}»"),
            left_out(),
        );
    }
}

/// Whether a text has marks besides breaks.
fn has_style(html: &str) -> bool {
    let mut marks = html.match_indices('<').map(|(at, _)| html[at + 1..].trim_start_matches('/'));
    marks.any(|mark| {
        mark.starts_with(|c: char| c.is_ascii_alphabetic()) && !mark.to_ascii_lowercase().starts_with("br")
    })
}
