//! Scripts: what is said to a customer, with what is filled in for each one set apart.

use super::page::Page;
use super::view::Shown;
use crate::model::id::Id;
use crate::model::text::{Piece, Text, base_language, pieces};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct PieceView {
    s: String,
    /// What is filled in for each customer: `customer-first_name`; empty for words.
    slot: String,
}

/// A script in one language or form of address.
#[derive(Serialize, JsonSchema)]
pub struct Say {
    label: String,
    parts: Vec<PieceView>,
    lang: String,
}

/// The readings of a script for this page: those in its language, or all when there are none.
pub fn says(page: &Page<'_>, text: &Text) -> Vec<Say> {
    let all: Vec<(&str, Shown)> = text
        .readings()
        .map(|r| {
            let tag = if r.language.as_str().is_empty() { page.first } else { r.language.as_str() };
            (tag, page.in_language(tag, r.words))
        })
        .collect();
    let own = all.iter().any(|(_, shown)| shown.lang.is_empty());
    let chosen = all.into_iter().filter(|(_, shown)| !own || shown.lang.is_empty());
    chosen
        .map(|(tag, shown)| {
            let form = tag.split_once(':').map(|(_, form)| format!(" ({form})")).unwrap_or_default();
            let parts = pieces(&shown.s).into_iter().map(|piece| piece_view(page, piece)).collect();
            Say { label: format!("{}{form}", page.word("sheet.say")), parts, lang: shown.lang.clone() }
        })
        .collect()
}

fn piece_view(page: &Page<'_>, piece: Piece<'_>) -> PieceView {
    match piece {
        Piece::Words(words) => PieceView { s: words.to_owned(), slot: String::new() },
        Piece::Path(path) => PieceView { s: slot(page, path), slot: path.replace('.', "-") },
    }
}

/// What stands in a place that is filled in later: a promise in its own words, else what goes there.
fn slot(page: &Page<'_>, path: &str) -> String {
    match path.split_once('.') {
        Some(("promise", id)) => promise(page, id).unwrap_or_else(|| id.replace('-', " ")),
        Some(("answer", _)) => page.word("slot.answer"),
        _ => page.value("slot", &path.replace('.', "-")),
    }
}

fn promise(page: &Page<'_>, id: &str) -> Option<String> {
    let id = Id::new(id);
    let (part, _) = page.program().parts.iter().find(|(_, p)| p.list() == "promises" && p.id == id)?;
    Some(page.part_name(part).s)
}

impl Page<'_> {
    /// Words in a language, marked when it is not the page's.
    pub fn in_language(&self, tag: &str, words: &str) -> Shown {
        let base = tag.split(':').next().unwrap_or(tag);
        let lang = if base_language(base) == self.language { String::new() } else { base.to_owned() };
        Shown { lang, ..Shown::new(words) }
    }
}
