//! What a phrase of a lexicon matches.
//!
//! `hac* que @client`: words in a row. `*` after a word lets it end as it will, `a|b` is either
//! word, `a?` may be left out, `@name` is a set of the lexicon, `_` is any word, `NUM` a number, `...`
//! up to three words, `^` the beginning of a sentence and `$` its end.

use super::letters::{Beginning, Opening, first_letter};
use super::plain::{Break, Plain};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A word as a phrase has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stem {
    pub text: Box<str>,
    /// Whether it may go on.
    pub open: bool,
    /// How the words begin that it may be.
    pub opening: Opening,
}

impl Stem {
    fn new(text: String, open: bool) -> Self {
        let opening = Opening::of(&text, open);
        Self { text: text.into(), open, opening }
    }

    fn matches(&self, word: &str) -> bool {
        if self.open { word.starts_with(&*self.text) } else { word == &*self.text }
    }
}

/// The words of which one stands in a place. Many phrases have the same in one of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stems {
    pub all: Arc<[Stem]>,
    /// A bit for each letter with which any of them begins.
    firsts: u32,
}

impl Stems {
    fn new(all: Vec<Stem>) -> Self {
        let firsts = all.iter().fold(0, |bits, stem| bits | 1 << first_letter(stem.opening.word));
        Self { all: all.into(), firsts }
    }

    /// Whether a word that begins so may be one of them.
    fn may_be(&self, word: Beginning) -> bool {
        self.firsts >> first_letter(word) & 1 == 1 && self.all.iter().any(|stem| stem.opening.fits(word))
    }

    fn matches(&self, word: &str) -> bool {
        self.all.iter().any(|stem| stem.matches(word))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Word { stems: Stems, optional: bool },
    Any { optional: bool },
    Number,
    Gap,
    End,
}

/// A phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    at_start: bool,
    first: Stems,
    rest: Vec<Element>,
}

/// Where a word of a phrase may stand: in this place, or so many further on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    pub first: u32,
    pub more: u32,
}

/// Words that may stand where `...` is.
const GAP: usize = 3;

/// Sets of words, by name.
pub type Sets = BTreeMap<String, Vec<String>>;

/// What phrases of one language are read with.
pub struct Vocabulary<'s> {
    sets: &'s Sets,
    /// By how they are written: `@client`, `el|los`.
    known: HashMap<String, Stems>,
}

impl<'s> Vocabulary<'s> {
    pub fn new(sets: &'s Sets) -> Self {
        Self { sets, known: HashMap::new() }
    }

    /// The words that `el|los` or `@client` stands for.
    fn stems(&mut self, piece: &str) -> Result<Stems, String> {
        if let Some(known) = self.known.get(piece) {
            return Ok(known.clone());
        }
        let mut stems = Vec::new();
        for word in piece.split('|') {
            match word.strip_prefix('@') {
                Some(name) => {
                    let set = self.sets.get(name).ok_or_else(|| format!("there is no set `{name}`"))?;
                    stems.extend(set.iter().map(|word| stem(word)));
                }
                None => stems.push(stem(word)),
            }
        }
        if let Some(odd) = stems.iter().find(|stem| stem.text.is_empty() || stem.text.contains(' ')) {
            return Err(format!("`{}` is not one word", odd.text));
        }
        let stems = Stems::new(stems);
        self.known.insert(piece.to_owned(), stems.clone());
        Ok(stems)
    }
}

impl Pattern {
    /// Reads a phrase of our own lexicons.
    ///
    /// # Errors
    /// A set that is unknown, or a phrase that does not begin with a word.
    pub fn parse(phrase: &str, vocabulary: &mut Vocabulary<'_>) -> Result<Self, String> {
        let mut pieces = phrase.split_whitespace().peekable();
        let at_start = pieces.next_if_eq(&"^").is_some();
        let mut elements = pieces
            .map(|piece| element(piece, vocabulary))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|why| format!("`{phrase}`: {why}"))?;
        if elements.is_empty() {
            return Err(format!("`{phrase}` is empty"));
        }
        match elements.remove(0) {
            Element::Word { stems, optional: false } => Ok(Self { at_start, first: stems, rest: elements }),
            Element::Number => {
                let digits = ('0'..='9').map(|digit| Stem::new(digit.to_string(), true));
                Ok(Self { at_start, first: Stems::new(digits.collect()), rest: elements })
            }
            _ => Err(format!("`{phrase}` does not begin with a word")),
        }
    }

    /// A name of the user's, word by word, in the singular or in the plural.
    pub fn of_name(name: &str) -> Option<Self> {
        let plain = Plain::of(name);
        let mut words = (0..plain.tokens.len()).map(|i| inflected(plain.word(i)));
        let first = words.next()?;
        let rest = words.map(|stems| Element::Word { stems, optional: false }).collect();
        Some(Self { at_start: false, first, rest })
    }

    /// The words that it cannot be without, and where they stand after its beginning, which is place 0.
    pub fn words(&self) -> impl Iterator<Item = (Places, &Stems)> {
        let mut next = Places { first: 1, more: 0 };
        let rest = self.rest.iter().filter_map(move |element| {
            let here = next;
            match element {
                Element::Word { optional: true, .. } | Element::Any { optional: true } => next.more += 1,
                Element::Gap => next.more += GAP as u32,
                Element::End => {}
                Element::Word { .. } | Element::Any { .. } | Element::Number => next.first += 1,
            }
            match element {
                Element::Word { stems, optional: false } => Some((here, stems)),
                _ => None,
            }
        });
        std::iter::once((Places { first: 0, more: 0 }, &self.first)).chain(rest)
    }

    /// Whether the phrase may begin at one of the words that begin so. Tells most places apart where it does not.
    pub fn may_begin(&self, words: &[Beginning], start: usize) -> bool {
        let Some((first, mut later)) = words.get(start..).and_then(<[Beginning]>::split_first) else {
            return false;
        };
        if !self.first.may_be(*first) {
            return false;
        }
        let mut is_fixed = true;
        self.rest.iter().all(|element| {
            let Element::Word { stems, optional: false } = element else {
                is_fixed = false;
                return true;
            };
            let within = if is_fixed { later.len().min(1) } else { later.len() };
            let at = later[..within].iter().position(|word| stems.may_be(*word));
            later = at.map_or(&[], |at| &later[at + 1..]);
            at.is_some()
        })
    }

    /// Where the phrase ends, when it begins at this word. The longest way through it wins.
    pub fn end(&self, plain: &Plain, start: usize) -> Option<usize> {
        if self.at_start && plain.tokens[start].before != Break::Sentence {
            return None;
        }
        if !self.first.matches(plain.word(start)) {
            return None;
        }
        through(&self.rest, plain, start + 1)
    }
}

/// Where the rest of a phrase ends. A phrase does not go on past the end of a sentence.
fn through(rest: &[Element], plain: &Plain, at: usize) -> Option<usize> {
    let Some((element, later)) = rest.split_first() else { return Some(at) };
    let over = plain.tokens.get(at).is_none_or(|token| token.before == Break::Sentence);
    let one = |fits: bool| (fits && !over).then(|| through(later, plain, at + 1)).flatten();
    match element {
        Element::End => over.then(|| through(later, plain, at)).flatten(),
        Element::Any { optional } => {
            one(true).or_else(|| optional.then(|| through(later, plain, at)).flatten())
        }
        Element::Number => one(plain.is_number(at)),
        Element::Word { stems, optional } => {
            let found = one(stems.matches(plain.word(at)));
            found.or_else(|| optional.then(|| through(later, plain, at)).flatten())
        }
        Element::Gap => (0..=GAP)
            .take_while(|skipped| {
                *skipped == 0
                    || plain.tokens.get(at + skipped - 1).is_some_and(|token| token.before != Break::Sentence)
            })
            .find_map(|skipped| through(later, plain, at + skipped)),
    }
}

fn element(piece: &str, vocabulary: &mut Vocabulary<'_>) -> Result<Element, String> {
    match piece {
        "_" => return Ok(Element::Any { optional: false }),
        "_?" => return Ok(Element::Any { optional: true }),
        "NUM" => return Ok(Element::Number),
        "..." => return Ok(Element::Gap),
        "$" => return Ok(Element::End),
        _ => {}
    }
    let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
    Ok(Element::Word { stems: vocabulary.stems(piece)?, optional })
}

fn stem(word: &str) -> Stem {
    let (word, open) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    Stem::new(Plain::of(word).words().trim().to_owned(), open)
}

/// A word in the singular and in the plural, in the masculine and in the feminine.
fn inflected(word: &str) -> Stems {
    let mut forms = vec![word.to_owned(), format!("{word}s"), format!("{word}es")];
    if let Some(start) = word.strip_suffix('z') {
        forms.push(format!("{start}ces"));
    }
    if let Some(start) = word.strip_suffix('y') {
        forms.push(format!("{start}ies"));
    }
    if word.ends_with("or") {
        forms.extend([format!("{word}a"), format!("{word}as")]);
    }
    if let Some(start) = word.strip_suffix('o') {
        forms.extend([format!("{start}a"), format!("{start}as")]);
    }
    if let Some(start) = word.strip_suffix("es").or_else(|| word.strip_suffix('s')).filter(|it| it.len() > 3)
    {
        forms.push(start.to_owned());
    }
    Stems::new(forms.into_iter().map(|text| Stem::new(text, false)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds<'t>(phrase: &str, text: &'t str) -> Option<&'t str> {
        let sets = Sets::from([("client".to_owned(), vec!["client*".to_owned(), "usuari*".to_owned()])]);
        let pattern = Pattern::parse(phrase, &mut Vocabulary::new(&sets)).unwrap();
        let plain = Plain::of(text);
        let found = (0..plain.tokens.len()).find_map(|i| Some(i..pattern.end(&plain, i)?))?;
        Some(&text[plain.bytes(found)])
    }

    #[test]
    fn a_phrase_matches_words_whatever_their_ending() {
        assert_eq!(
            finds("hac* que @client", "Hay que hacer que clientas vuelvan"),
            Some("hacer que clientas")
        );
        assert_eq!(
            finds("hac* que el|los? @client", "hacemos que los usuarios"),
            Some("hacemos que los usuarios")
        );
        assert_eq!(finds("hac* que el|los? @client", "hacemos que usuarios"), Some("hacemos que usuarios"));
        assert_eq!(finds("sell", "we resell"), None);
    }

    #[test]
    fn gaps_numbers_and_ends_are_bounded() {
        assert_eq!(finds("retener ... costa", "Retener a toda costa."), Some("Retener a toda costa"));
        assert_eq!(finds("retener ... costa", "Retener a uno dos tres costa"), None);
        assert_eq!(finds("retener ... costa", "Retener. A toda costa"), None);
        assert_eq!(finds("de NUM a NUM", "mujeres de 25 a 34"), Some("de 25 a 34"));
        assert_eq!(finds("^ venta $", "Venta"), Some("Venta"));
        assert_eq!(finds("^ venta $", "Venta de pan"), None);
    }

    #[test]
    fn a_name_is_found_in_the_plural() {
        let pattern = Pattern::of_name("tarjeta de crédito").unwrap();
        let plain = Plain::of("Dos tarjetas de credito");
        assert_eq!(pattern.end(&plain, 1), Some(4));
        assert!(Pattern::of_name(" … ").is_none());
    }

    #[test]
    fn a_phrase_that_cannot_be_read_says_why() {
        let sets = Sets::new();
        let mut none = Vocabulary::new(&sets);
        assert!(Pattern::parse("@nobody compra", &mut none).unwrap_err().contains("nobody"));
        assert!(Pattern::parse("... compra", &mut none).is_err());
        assert!(Pattern::parse("", &mut none).is_err());
    }
}
