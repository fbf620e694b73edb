//! The program's own words: the terms of its glossaries and the products it offers.

use super::letters::Beginning;
use super::lexicon::{Theme, is_filler};
use super::pattern::Pattern;
use super::plain::Plain;
use super::said::language;
use super::scanner::{Candidate, Found, Scanner};
use crate::analyze::in_use;
use crate::model::glossary::{Glossary, Term, Vocabulary};
use crate::model::text::Text;
use crate::model::time::Date;
use crate::model::value_proposition::ValueProposition;
use crate::resolve::Resolved;
use crate::source::At;
use std::collections::BTreeMap;

/// A term of a glossary.
#[derive(Clone, Debug)]
pub struct OwnTerm {
    pub term: Text,
    pub at: At,
}

/// What a word of the program's own is: its theme, and the term when it names one.
type Means = (Theme, Option<u32>);

/// The program's own words, ready to be found.
pub struct OwnWords {
    pub terms: Vec<OwnTerm>,
    scanners: BTreeMap<String, Scanner<Means>>,
}

/// Names of products with fewer words than this are everyday words: `Loan`.
const SHORTEST_PRODUCT: usize = 2;
/// With more, it is a description and not a name.
const LONGEST_PRODUCT: usize = 6;

/// By language, and each phrase once: many propositions offer the same product.
type Phrases = BTreeMap<String, BTreeMap<(String, Means), Pattern>>;

impl OwnWords {
    pub fn of(program: &Resolved, day: Date) -> Self {
        let first = program.first_language();
        let (mut terms, mut phrases) = (Vec::new(), Phrases::new());
        for glossary in program.all::<Glossary>().filter(|it| in_use(it.entity, day)) {
            for term in glossary.it.terms.items() {
                let Some((at, words)) = term.term.spanned() else { continue };
                let number = terms.len() as u32;
                terms.push(OwnTerm { term: words.clone(), at: glossary.place(at) });
                add_term(term, number, first, &mut phrases);
            }
        }
        for proposition in program.all::<ValueProposition>().filter(|it| in_use(it.entity, day)) {
            for product in proposition.it.offer.get().into_iter().flat_map(|offer| offer.products.items()) {
                for reading in product.readings() {
                    let words = Plain::of(reading.words).tokens.len();
                    if (SHORTEST_PRODUCT..=LONGEST_PRODUCT).contains(&words) {
                        add(&mut phrases, language(reading, first), reading.words, (Theme::OwnProduct, None));
                    }
                }
            }
        }
        let scanner = |(language, all): (String, BTreeMap<(String, Means), Pattern>)| {
            let phrases = all.into_iter().map(|((_, means), pattern)| (pattern, means)).collect();
            let scanner = Scanner::new(phrases, |word| is_filler(&language, word));
            (language, scanner)
        };
        let scanners = phrases.into_iter().map(scanner).collect();
        Self { terms, scanners }
    }

    /// The own words that may stand in a text of a language whose words begin so.
    pub fn candidates(&self, language: &str, words: &[Beginning]) -> Vec<Candidate> {
        self.scanners.get(language).map(|scanner| scanner.candidates(words)).unwrap_or_default()
    }

    /// Every own word in a text of a language, of those that may stand in it.
    pub fn find(&self, candidates: &[Candidate], language: &str, plain: &Plain) -> Vec<Found<Means>> {
        self.scanners.get(language).map(|scanner| scanner.find(candidates, plain)).unwrap_or_default()
    }
}

fn add(phrases: &mut Phrases, language: &str, words: &str, means: Means) {
    if let Some(pattern) = Pattern::of_name(words) {
        let words = Plain::of(words).words().to_owned();
        phrases.entry(language.to_owned()).or_default().insert((words, means), pattern);
    }
}

fn add_term(term: &Term, number: u32, first: &str, phrases: &mut Phrases) {
    let watched = term.vocabulary.value().map(|vocabulary| match vocabulary {
        Vocabulary::Product => Theme::OwnProduct,
        Vocabulary::Funnel => Theme::Funnel,
        Vocabulary::Control => Theme::Control,
        Vocabulary::Risk => Theme::Risk,
        Vocabulary::Sector => Theme::IdentityProduct,
    });
    for reading in term.term.get().into_iter().flat_map(|text| text.readings()) {
        add(
            phrases,
            language(reading, first),
            reading.words,
            (watched.unwrap_or(Theme::Preferred), Some(number)),
        );
    }
    let lists = [(&term.synonyms, watched.unwrap_or(Theme::Synonym)), (&term.forbidden, Theme::Forbidden)];
    for (list, theme) in lists {
        for (tag, words) in list.pairs() {
            for word in words.iter() {
                add(phrases, tag.language(), word, (theme, Some(number)));
            }
        }
    }
}
