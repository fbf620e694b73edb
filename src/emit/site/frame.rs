//! What stands around every page: sections, the pages of the section, other languages, build.

use super::page::{Page, Site, list_path, path_of};
use super::theme::{self, ThemeView};
use crate::model::Kind;
use crate::model::time::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Where a section leads: the list of a kind, or a page of its own with the path of its word.
#[derive(Clone, Copy)]
enum Stop {
    Kind(Kind),
    Page(&'static str, &'static str),
}

use Stop::{Kind as Of, Page as At};

/// The sections and their pages, in reading order.
const SECTIONS: [(&str, &[Stop]); 9] = [
    ("home", &[At("index.html", "frame.first_page"), At("sponsor.html", "sponsor.title")]),
    ("model", &[Of(Kind::BusinessModel), Of(Kind::ValueProposition), Of(Kind::EconomicBehavior)]),
    ("customers", &[Of(Kind::Archetype), Of(Kind::Job)]),
    ("journeys", &[Of(Kind::Journey), At("moments.html", "moments.title"), Of(Kind::Channel)]),
    ("listening", &[Of(Kind::Survey), Of(Kind::Question), Of(Kind::ContactPolicy)]),
    ("measures", &[Of(Kind::Metric), Of(Kind::Scorecard), Of(Kind::Dataset)]),
    ("action", &[Of(Kind::Playbook), At("sheets.html", "sheets.title"), Of(Kind::Role)]),
    ("change", &[Of(Kind::Roadmap), Of(Kind::Study), Of(Kind::Assessment)]),
    (
        "program",
        &[
            Of(Kind::Program),
            At("coverage.html", "coverage.title"),
            At("findings.html", "findings.title"),
            Of(Kind::Glossary),
            Of(Kind::Policy),
            Of(Kind::Test),
            At("all.html", "frame.all"),
        ],
    ),
];

/// A link of the bar.
#[derive(Serialize, JsonSchema)]
pub struct Link {
    word: String,
    href: String,
    count: String,
    /// Empty, `page` (this very page) or `true` (this page belongs to it).
    current: &'static str,
}

/// This page in another language.
#[derive(Serialize, JsonSchema)]
struct Other {
    lang: String,
    code: String,
    word: String,
    href: String,
}

#[derive(Serialize, JsonSchema)]
struct Build {
    as_of: String,
    revision: Option<String>,
    entities: String,
    files: String,
}

/// The `page` of the templates.
#[derive(Serialize, JsonSchema)]
pub struct Frame {
    lang: String,
    title: String,
    brand: String,
    home: String,
    assets: String,
    /// The program's own look; none when it has none.
    theme: Option<ThemeView>,
    /// The list of everything, which is the search without scripts, and the index of the search.
    all: String,
    index: String,
    shape: &'static str,
    nav: Vec<Link>,
    sub: Vec<Link>,
    others: Vec<Other>,
    build: Build,
}

/// Everything about the program that the frame of a page needs, computed once per language.
pub struct Frames<'s> {
    site: &'s Site<'s>,
    languages: Vec<&'s str>,
    brand: String,
    counts: Vec<(Kind, usize)>,
}

impl<'s> Frames<'s> {
    pub fn new(site: &'s Site<'s>) -> Self {
        let program = site.program();
        let home = Page::new(site, "index.html");
        let brand = program.program().map(|p| home.title(p.index).s).unwrap_or_default();
        let counts = Kind::ALL.iter().map(|kind| (*kind, site.shown_of(*kind).count())).collect();
        let mut languages = program.languages();
        languages.retain(|language| site.options.has("languages", language));
        Self { site, languages, brand, counts }
    }

    pub fn brand(&self) -> &str {
        &self.brand
    }

    /// Whether a site about some entities has a page.
    fn in_part(&self, path: &str) -> bool {
        matches!(path, "index.html" | "all.html") || path == "sheets.html" && self.count(Kind::Playbook) > 0
    }

    fn count(&self, kind: Kind) -> usize {
        self.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }

    /// The path and word of a stop; none when there is nothing to show.
    fn stop(&self, page: &Page<'_>, stop: Stop) -> Option<(String, String, usize)> {
        match stop {
            Stop::Page(path, _) if self.site.is_part() && !self.in_part(path) => None,
            Stop::Page(path, word) => Some((path.to_owned(), page.word(word), 0)),
            Stop::Kind(kind) => {
                let count = self.count(kind);
                let word = |number: &str| page.word(&format!("kinds.{}.{number}", kind.name()));
                match count {
                    0 => None,
                    1 if matches!(kind, Kind::Program | Kind::Glossary) => {
                        let index = self.site.shown_of(kind).next()?;
                        Some((path_of(self.site.program(), index), word("one"), 0))
                    }
                    _ => Some((list_path(kind), word("many"), count)),
                }
            }
        }
    }

    /// The frame of a page. `section` is one of the sections by name; `kind` is the kind that
    /// the page belongs to.
    pub fn frame(&self, page: &Page<'_>, title: &str, shape: &'static str) -> Frame {
        let here = Here::of(&page.path);
        let section = here.section();
        let nav = SECTIONS
            .iter()
            .filter_map(|(name, stops)| {
                let (path, ..) = stops.iter().find_map(|stop| self.stop(page, *stop))?;
                Some(Link {
                    word: page.word(&format!("sections.{name}")),
                    href: page.href(&path),
                    count: String::new(),
                    current: if section == Some(*name) { "true" } else { "" },
                })
            })
            .collect();
        let stops =
            SECTIONS.iter().find(|(name, _)| section == Some(*name)).map_or(&[][..], |(_, stops)| *stops);
        let sub = stops
            .iter()
            .filter_map(|stop| {
                let (path, word, count) = self.stop(page, *stop)?;
                let current = if path == page.path {
                    "page"
                } else if here.belongs_to(*stop) {
                    "true"
                } else {
                    ""
                };
                let count = if count > 0 { count.to_string() } else { String::new() };
                Some(Link { word, href: page.href(&path), count, current })
            })
            .collect();
        Frame {
            lang: page.tag(),
            title: title.to_owned(),
            brand: self.brand.clone(),
            home: page.href("index.html"),
            assets: format!("{}../assets/", page.up()),
            theme: theme::view(page, &format!("{}../", page.up())),
            all: page.href("all.html"),
            index: page.href(super::search::PATH),
            shape,
            nav,
            sub,
            others: self.others(page),
            build: self.build(page),
        }
    }

    fn others(&self, page: &Page<'_>) -> Vec<Other> {
        let others = self.languages.iter().filter(|language| **language != page.language);
        others
            .map(|language| Other {
                lang: (*language).to_owned(),
                code: language.to_uppercase(),
                word: language_name(language),
                href: format!("{}../{language}/{}", page.up(), page.path),
            })
            .collect()
    }

    fn build(&self, page: &Page<'_>) -> Build {
        let as_of: Date = page.checked.as_of;
        Build {
            as_of: page.locale.date(as_of),
            revision: page.options.revision.clone(),
            entities: page.locale.count(page.program().len() as i64),
            files: page.locale.count(page.checked.sources.len() as i64),
        }
    }
}

/// A language in its own words.
pub fn language_name(language: &str) -> String {
    let name = match language.split('-').next().unwrap_or(language) {
        "es" => "Español",
        "en" => "English",
        "pt" => "Português",
        "fr" => "Français",
        "de" => "Deutsch",
        "it" => "Italiano",
        "ca" => "Català",
        "eu" => "Euskara",
        "gl" => "Galego",
        _ => language,
    };
    name.to_owned()
}

/// What a path is: the page of a kind, or a page of its own.
struct Here<'p> {
    path: &'p str,
    kind: Option<Kind>,
}

impl<'p> Here<'p> {
    fn of(path: &'p str) -> Self {
        let name = path.split(['/', '.']).next().unwrap_or(path);
        let name = match name {
            "sheet" | "card" => "sheets",
            // `fields/journey--first-credit.html` belongs to journeys.
            "fields" => path.trim_start_matches("fields/").split("--").next().unwrap_or(name),
            name => name,
        };
        Self { path, kind: Kind::of_name(name) }
    }

    fn belongs_to(&self, stop: Stop) -> bool {
        match stop {
            Stop::Kind(kind) => self.kind == Some(kind),
            Stop::Page(path, _) => {
                let sheet = self.path.starts_with("sheet/") || self.path.starts_with("card/");
                path == self.path || sheet && path == "sheets.html"
            }
        }
    }

    fn section(&self) -> Option<&'static str> {
        SECTIONS
            .iter()
            .find(|(_, stops)| stops.iter().any(|stop| self.belongs_to(*stop)))
            .map(|(name, _)| *name)
    }
}
