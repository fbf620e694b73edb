//! What the lexicons find in the texts of a program, found once for all rules.

use super::letters::{Beginning, beginnings};
use super::lexicon::{Theme, listen_for, may_be_heard};
use super::own::OwnWords;
use super::place;
use super::plain::Plain;
use crate::analyze::Context;
use crate::analyze::texts::TextSite;
use crate::model::text::{Reading, base_language};
use crate::model::{Entity, Kind};
use crate::resolve::Resolved;
use crate::source::At;
use rayon::prelude::*;
use std::num::NonZeroU32;
use std::ops::Range;

/// One phrase, in one reading of one text.
struct Hit {
    site: u32,
    /// The term of a glossary that it names, counted from 1.
    term: Option<NonZeroU32>,
    /// Where its words begin and how many bytes they take.
    start: u32,
    length: u16,
    reading: u16,
    theme: Theme,
}

/// Everything that was heard, in the order of the texts.
pub struct Hearing {
    /// As they were listened to; within each go by theme.
    hits: Vec<Vec<Hit>>,
    pub own: OwnWords,
}

/// Texts that are listened to in one go.
const TOGETHER: usize = 4096;

impl Hearing {
    /// Listens to every text once, for all themes. Glossaries speak about words and are left out.
    pub fn of(program: &Resolved, sites: &[TextSite<'_>], own: OwnWords) -> Self {
        let first_language = program.first_language();
        let hits: Vec<Vec<Hit>> = sites
            .par_chunks(TOGETHER)
            .enumerate()
            .map(|(chunk, sites)| {
                let mut listener = Listener {
                    program,
                    own: &own,
                    first_language,
                    words: Vec::new(),
                    plain: Plain::default(),
                    hits: Vec::new(),
                };
                for (site, text) in sites.iter().enumerate() {
                    listener.hear((chunk * TOGETHER + site) as u32, text);
                }
                let mut hits = listener.hits;
                hits.sort_unstable_by_key(|hit| {
                    (hit.theme, hit.site, hit.reading, hit.start, hit.length, hit.term)
                });
                hits.shrink_to_fit();
                hits
            })
            .collect();
        Self { hits, own }
    }

    /// What was heard of a theme, in texts of entities that are in use.
    pub fn about<'h>(&'h self, theme: Theme, context: &'h Context<'_>) -> impl Iterator<Item = Said<'h>> {
        let about = move |hits: &'h Vec<Hit>| {
            let from = hits.partition_point(|hit| hit.theme < theme);
            let to = hits.partition_point(|hit| hit.theme <= theme);
            &hits[from..to]
        };
        self.hits.iter().flat_map(about).filter_map(move |hit| {
            let site = context.texts().get(hit.site as usize)?;
            let entity = context.program.entity(site.from);
            let start = hit.start as usize;
            let words = start..start + usize::from(hit.length);
            let reading = site.readings().nth(usize::from(hit.reading))?;
            let said = Said {
                number: hit.site,
                site,
                entity,
                reading,
                words,
                term: hit.term.map(|it| it.get() - 1),
            };
            context.is_in_use(entity).then_some(said)
        })
    }
}

/// Who listens to one text after the other.
struct Listener<'l> {
    program: &'l Resolved,
    own: &'l OwnWords,
    first_language: &'l str,
    /// Of the text that is being listened to.
    words: Vec<Beginning>,
    plain: Plain,
    hits: Vec<Hit>,
}

impl Listener<'_> {
    fn hear(&mut self, site: u32, text: &TextSite<'_>) {
        let kind = self.program.entity(text.from).kind;
        if !is_heard(kind, self.own) {
            return;
        }
        for (number, reading) in text.readings().enumerate() {
            let language = language(reading, self.first_language);
            beginnings(reading.words, &mut self.words);
            let general = if is_spoken(kind) { may_be_heard(language, &self.words) } else { Vec::new() };
            let of_ours = self.own.candidates(language, &self.words);
            if general.is_empty() && of_ours.is_empty() {
                continue;
            }
            self.plain.read(reading.words);
            let plain = &self.plain;
            let general = listen_for(&general, language, plain).into_iter();
            let general = general.map(|it| (it.means, None, it.tokens));
            let of_ours = self.own.find(&of_ours, language, plain).into_iter();
            let of_ours = of_ours.map(|it| (it.means.0, it.means.1, it.tokens));
            self.hits.extend(general.chain(of_ours).map(|(theme, term, tokens)| {
                let bytes = plain.bytes(tokens);
                Hit {
                    site,
                    term: term.and_then(|it| NonZeroU32::new(it + 1)),
                    start: bytes.start as u32,
                    length: u16::try_from(bytes.len()).unwrap_or(u16::MAX),
                    reading: number as u16,
                    theme,
                }
            }));
        }
    }
}

/// Kinds in which no rule listens for the general lexicons: their texts describe data and people of ours.
fn is_spoken(kind: Kind) -> bool {
    !matches!(kind, Kind::Dataset | Kind::Role | Kind::Study | Kind::Test | Kind::Policy | Kind::Assessment)
}

/// Glossaries speak about words; the rest is listened to for what is looked for in it.
fn is_heard(kind: Kind, own: &OwnWords) -> bool {
    kind != Kind::Glossary && (is_spoken(kind) || !own.terms.is_empty())
}

/// The language of a reading, without its region; `first` is that of a plain string.
pub fn language<'r>(reading: Reading<'r>, first: &'r str) -> &'r str {
    match reading.language.as_str() {
        "" => base_language(first),
        own => base_language(own),
    }
}

/// Words in a text of the program.
#[derive(Clone, Debug)]
pub struct Said<'h> {
    /// Which text of the program.
    pub number: u32,
    pub site: &'h TextSite<'h>,
    pub entity: &'h Entity,
    pub reading: Reading<'h>,
    /// Bytes of the reading.
    pub words: Range<usize>,
    /// The term of a glossary that they name.
    pub term: Option<u32>,
}

impl<'h> Said<'h> {
    /// The words themselves, as they were written.
    pub fn quote(&self) -> &'h str {
        self.reading.words.get(self.words.clone()).unwrap_or(self.reading.words)
    }

    /// Where the words stand.
    pub fn at(&self, context: &Context<'_>) -> At {
        place_of(context, self.entity, self.reading, self.words.clone())
    }

    /// Whether the text stands in one of these places: the kind, the key of the entity below which it
    /// stands, and the key it stands under (`*` is any).
    pub fn stands_in(&self, places: &[(Kind, &str, &str)]) -> bool {
        places.iter().any(|(kind, top, field)| {
            self.entity.kind == *kind
                && (*top == "*" || self.site.top() == *top)
                && (*field == "*" || self.site.field() == *field)
        })
    }
}

/// Where some words of a reading stand in its file.
pub fn place_of(context: &Context<'_>, entity: &Entity, reading: Reading<'_>, words: Range<usize>) -> At {
    let whole = entity.place(reading.span);
    let raw = context.sources.slice(whole);
    entity.place(place::of(whole.span, raw, reading.words, words))
}
