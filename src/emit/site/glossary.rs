//! Terms in every language of the program, the page's own first.

use super::frame::language_name;
use super::page::Page;
use super::view::Shown;
use crate::model::field::{Field, List, MapOf};
use crate::model::glossary::{Glossary, Term};
use crate::model::quantity::LanguageTag;
use crate::model::text::{Plain, base_language};
use crate::model::value::Key;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Language {
    code: String,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct InLanguage {
    term: Option<Shown>,
    synonyms: Vec<String>,
    forbidden: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct TermView {
    id: String,
    means: Option<Shown>,
    vocabulary: String,
    by: Vec<InLanguage>,
}

#[derive(Serialize, JsonSchema)]
pub struct GlossaryView {
    languages: Vec<Language>,
    terms: Vec<TermView>,
}

pub fn view(page: &Page<'_>, it: &Glossary) -> GlossaryView {
    let mut languages = page.program().languages();
    languages.sort_by_key(|language| *language != page.language);
    let terms = it.terms.items().map(|term| TermView {
        id: term.id.get().map(|id| id.to_string()).unwrap_or_default(),
        means: page.opt(&term.means),
        vocabulary: term.vocabulary.get().map(|v| page.value("vocabulary", v.word())).unwrap_or_default(),
        by: languages.iter().map(|language| in_language(page, term, language)).collect(),
    });
    GlossaryView {
        terms: terms.collect(),
        languages: languages
            .iter()
            .map(|l| Language { code: (*l).to_owned(), word: language_name(l) })
            .collect(),
    }
}

fn in_language(page: &Page<'_>, term: &Term, language: &str) -> InLanguage {
    let own = term.term.get().and_then(|t| t.exact(language, page.first));
    let lang = if language == page.language { String::new() } else { language.to_owned() };
    InLanguage {
        term: own.map(|words| Shown { lang, ..Shown::new(words) }),
        synonyms: words(&term.synonyms, language),
        forbidden: words(&term.forbidden, language),
    }
}

fn words(map: &Field<MapOf<LanguageTag, List<Plain>>>, language: &str) -> Vec<String> {
    map.pairs()
        .filter(|(tag, _)| base_language(&tag.spell_key()) == language)
        .flat_map(|(_, words)| words.iter().map(|w| w.to_string()))
        .collect()
}
