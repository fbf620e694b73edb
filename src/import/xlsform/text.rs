//! Labels: `${name}` as an answer, and the marks that keep Markdown from being read taken off.

use super::form::Reader;
use crate::diagnostic::say;
use crate::emit::survey::Known;
use crate::emit::survey::platform::has_markup;
use crate::import::draft::Text;
use crate::import::report::shortened;
use crate::import::text::{Part, bases, joined, without_html};
use crate::model::text::base_language;
use std::collections::BTreeSet;

impl Reader<'_> {
    /// The words of a label in each language, with what they repeat of answers.
    pub fn text(&mut self, raw: &Text, place: &str) -> Text {
        let missing: Vec<String> =
            bases(&self.languages.tags).filter(|tag| raw.get(tag).is_none()).cloned().collect();
        for missing in missing {
            let shown = shortened(raw.0.values().next().map_or("", String::as_str));
            self.report.lost(
                place,
                say!(en: "it has no words in `{missing}`", es: "no tiene palabras en `{missing}`"),
                say!(en: "they are left out there; in another language it says “{shown}”", es: "ahí se dejan fuera; en otro idioma dice «{shown}»"),
            );
        }
        let mut unknown = BTreeSet::new();
        let mut marked = false;
        let mut text = Text::default();
        for (tag, words) in &raw.0 {
            let base = base_language(tag);
            if tag != base && raw.get(base) == Some(words) {
                continue; // a variant says only what it says otherwise
            }
            marked |= has_markup(words) || words.contains("**");
            let words = if has_markup(words) { without_html(words) } else { words.clone() };
            text.0.insert(tag.clone(), self.with_gaps(&words, &mut unknown));
        }
        if marked {
            self.report.changed(
                place,
                say!(en: "it has marks for bold, color or the like", es: "tiene marcas de negrita, color o similares"),
                say!(en: "HTML is taken off, asterisks stay as letters", es: "se quita el HTML, los asteriscos quedan como letras"),
            );
        }
        for name in unknown {
            self.report.lost(
                place,
                say!(en: "`${{{name}}}` is no earlier answer and no name that the sender knows", es: "`${{{name}}}` no es una respuesta anterior ni un nombre que conozca quien envía"),
                say!(en: "it stays as it is; write in its place what it stands for", es: "queda tal cual; escribe en su lugar lo que representa"),
            );
        }
        text
    }

    fn with_gaps(&self, words: &str, unknown: &mut BTreeSet<String>) -> String {
        let mut pieces: Vec<(String, Option<Part<'static>>)> = Vec::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, behind)) = after.split_once('}') else { break };
            let of = name.trim().strip_suffix("__words_").unwrap_or(name.trim());
            let known = Known::ALL.into_iter().find(|known| known.path().replace('.', "_") == of);
            let gap = match (self.names.find(of).filter(|id| self.repeatable.contains(*id)), known) {
                (Some(id), _) => Some(Part::Answer(id.to_owned())),
                (None, known) => known.map(Part::Known),
            };
            match gap {
                Some(gap) => pieces.push((plain(before), Some(gap))),
                None => {
                    unknown.insert(name.to_owned());
                    pieces.push((format!("{}${{{name}}}", plain(before)), None));
                }
            }
            rest = behind;
        }
        pieces.push((plain(rest), None));
        let mut parts = Vec::new();
        for (words, gap) in &pieces {
            parts.push(Part::Words(words));
            parts.extend(gap.clone());
        }
        joined(&parts)
    }
}

/// Words without the backslashes that keep Markdown from being read.
pub fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.next_if(|next| letter == '\\' && matches!(next, '*' | '_' | '#' | '\\' | '[')) {
            Some(mark) => out.push(mark),
            None => out.push(letter),
        }
    }
    out
}
