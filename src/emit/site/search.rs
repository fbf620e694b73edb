//! The index that the search of the pages looks in: one script per language, loaded when somebody searches.
//!
//! Titles and ids of entities and of their parts that have a place, and how each entity begins to be
//! told. It is a call with JSON in it, because a page that was opened from a folder may run a script
//! beside it and may not read a file.

use super::page::{Page, Site, anchor};
use super::pages::PageOf;
use crate::model::Kind;
use crate::model::record::FieldInfo;
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::PartIndex;
use crate::source::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where it stands, from the folder of the language.
pub const PATH: &str = "search.js";

/// How many bytes of what an entity says are looked in, besides titles and ids.
const TOLD: usize = 280;

#[derive(Serialize, JsonSchema)]
struct Index<'w> {
    /// Words of the window: they are needed where the index is.
    words: BTreeMap<&'static str, &'w str>,
    /// Name in addresses, and word, of each kind.
    kinds: Vec<(&'static str, String)>,
    /// Word of the pages that are not of one entity, then their addresses and titles.
    pages: (String, Vec<(String, String)>),
    /// Word of the sheets, then their addresses and titles.
    sheets: (String, Vec<(String, String)>),
    entities: Vec<Entry>,
}

/// Place of the kind, id, title, beginning of what it says, and parts: anchor and title.
type Entry = (usize, &'static str, String, String, Vec<(String, String)>);

const WORDS: [&str; 6] = ["title", "hint", "none", "one", "many", "keys"];

/// The script of a language.
pub fn script(site: &Site<'_>, pages: &[PageOf]) -> String {
    let page = Page::new(site, "index.html");
    let program = site.program();
    let mut parts: BTreeMap<_, Vec<PartIndex>> = BTreeMap::new();
    for (index, part) in program.parts.iter().filter(|(index, _)| anchor(program, *index).is_some()) {
        parts.entry(part.entity).or_default().push(index);
    }
    let mut index = Index {
        words: WORDS.iter().map(|word| (*word, site.words.get(path_of_word(word)))).collect(),
        kinds: Kind::ALL.iter().map(|k| (k.name(), page.word(&format!("kinds.{}.one", k.name())))).collect(),
        pages: (page.word("search.page"), Vec::new()),
        sheets: (page.word("sheet.kind"), Vec::new()),
        entities: Vec::new(),
    };
    for of in pages {
        let address = || of.path(program);
        match *of {
            PageOf::Entity(entity) => {
                let it = program.entity(entity);
                let kind = Kind::ALL.iter().position(|kind| *kind == it.kind).unwrap_or_default();
                let named = |part: &PartIndex| Some((anchor(program, *part)?, page.part_name(*part).s));
                let inside = parts.get(&entity).into_iter().flatten().filter_map(named).collect();
                let title = page.title(entity).s;
                index.entities.push((kind, it.id.as_str(), title, told(&page, entity), inside));
            }
            PageOf::Sheet(playbook, role) => {
                let title = format!("{} · {}", page.title(playbook).s, page.title(role).s);
                index.sheets.1.push((address(), title));
            }
            PageOf::Fields(_) | PageOf::Card(..) => {}
            PageOf::List(kind) => {
                index.pages.1.push((address(), page.word(&format!("kinds.{}.many", kind.name()))));
            }
            of => index.pages.1.extend(of.word().map(|word| (address(), page.word(word)))),
        }
    }
    let json = serde_json::to_string(&index).unwrap_or_default();
    format!("sendaIndex({json});\n")
}

fn path_of_word(word: &str) -> &'static str {
    match word {
        "title" => "search.title",
        "hint" => "search.hint",
        "none" => "search.none",
        "one" => "search.one",
        "many" => "search.many",
        _ => "search.keys",
    }
}

/// The first texts of an entity in the language of the site.
fn told(page: &Page<'_>, entity: crate::model::EntityIndex) -> String {
    let it = page.program().entity(entity);
    let mut told = Told { page, text: String::new() };
    it.body.walk(it.span, &mut told);
    told.text
}

struct Told<'t> {
    page: &'t Page<'t>,
    text: String,
}

impl<'m> Visitor<'m> for Told<'_> {
    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.text.len() < TOLD && field.key != "title"
    }

    fn leaf(&mut self, leaf: Leaf<'m>, _: Span) {
        if self.text.len() >= TOLD {
            return;
        }
        let words = match leaf {
            Leaf::Text(text) => self.page.text(text).s,
            Leaf::Plain(text) => text.into_owned(),
            _ => return,
        };
        if !self.text.is_empty() {
            self.text.push_str(" · ");
        }
        let room = TOLD.saturating_sub(self.text.len());
        let end = words.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= room).last();
        self.text.push_str(&words[..end.unwrap_or_default()]);
    }
}
