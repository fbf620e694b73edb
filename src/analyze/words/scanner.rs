//! Finds all phrases of all lexicons in one pass over the words of a text.

use super::pattern::{Pattern, Stem};
use super::plain::Plain;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;

/// Phrases of one language, each with what it stands for.
pub struct Scanner<T> {
    anchors: Anchors,
    phrases: Vec<(Pattern, T)>,
}

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    pub means: T,
    /// Which words.
    pub tokens: Range<usize>,
}

/// A phrase and the place in it of the word by which it is found.
type Owner = (u32, u32);

/// The words by which phrases are found. Most words of a text are none, and a look or two tells so.
#[derive(Default)]
struct Anchors {
    whole: HashMap<String, Vec<Owner>, FixedState>,
    /// Beginnings of words, by their first letters.
    beginnings: HashMap<[u8; START], Vec<Beginning>, FixedState>,
    /// Beginnings of fewer letters, by the first one; nothing while there are none.
    short: Vec<Vec<Beginning>>,
    seen: Starts,
}

type Beginning = (String, Vec<Owner>);

const START: usize = 3;

/// Which first letters any of them has, five bits of each letter: two letters may share their bits, so
/// a word that passes is looked up, and one that does not is none.
struct Starts(Vec<u64>);

impl Default for Starts {
    fn default() -> Self {
        Self(vec![0; (1 << (5 * START)) / 64])
    }
}

impl Starts {
    fn place(letters: [u8; START]) -> usize {
        letters.iter().fold(0, |place, letter| place << 5 | usize::from(letter & 31))
    }

    /// The first letters of a word; nought where it is shorter.
    fn of(word: &str) -> [u8; START] {
        std::array::from_fn(|at| word.as_bytes().get(at).copied().unwrap_or(0))
    }

    fn add(&mut self, stem: &Stem) {
        let from = Self::place(Self::of(&stem.text));
        let free = if stem.open { START.saturating_sub(stem.text.len()) } else { 0 };
        (from..from + (1 << (5 * free))).for_each(|place| self.0[place / 64] |= 1 << (place % 64));
    }

    fn has(&self, word: &str) -> bool {
        let place = Self::place(Self::of(word));
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

impl Anchors {
    fn add(&mut self, stem: &Stem, owner: Owner) {
        self.seen.add(stem);
        if !stem.open {
            return self.whole.entry(stem.text.clone()).or_default().push(owner);
        }
        let list = match stem.text.as_bytes().first_chunk() {
            Some(start) => self.beginnings.entry(*start).or_default(),
            None => {
                self.short.resize(256, Vec::new());
                &mut self.short[first_byte(&stem.text)]
            }
        };
        match list.iter_mut().find(|(text, _)| *text == stem.text) {
            Some((_, owners)) => owners.push(owner),
            None => list.push((stem.text.clone(), vec![owner])),
        }
    }

    /// The phrases that may have this word, and its place in them.
    fn owners<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Owner> {
        let begun = word.as_bytes().first_chunk().and_then(|start| self.beginnings.get(start));
        let short = self.short.get(first_byte(word));
        let begun = begun.into_iter().chain(short).flatten().filter(|(text, _)| word.starts_with(text));
        self.whole.get(word).into_iter().chain(begun.map(|(_, owners)| owners)).flatten().copied()
    }
}

fn first_byte(word: &str) -> usize {
    word.bytes().next().map_or(0, usize::from)
}

impl<T: Copy> Scanner<T> {
    pub fn new(phrases: Vec<(Pattern, T)>) -> Self {
        // Short words stand everywhere, and a thousand products may begin with one word (`Card Azul`,
        // `Card Oro`): each is sought by a longer word of it, the one that the fewest have.
        let mut uses: HashMap<&[Stem], usize> = HashMap::new();
        for stems in phrases.iter().flat_map(|(pattern, _)| pattern.fixed()) {
            *uses.entry(stems).or_default() += 1;
        }
        let mut anchors = Anchors::default();
        for (phrase, (pattern, _)) in phrases.iter().enumerate() {
            let is_everywhere = |stems: &[Stem]| stems.iter().any(|stem| stem.text.len() < 4);
            let rarest =
                pattern.fixed().enumerate().min_by_key(|(_, stems)| (is_everywhere(stems), uses[stems]));
            let Some((place, stems)) = rarest else { continue };
            stems.iter().for_each(|stem| anchors.add(stem, (phrase as u32, place as u32)));
        }
        Self { anchors, phrases }
    }

    /// Every phrase in a text, in the order of the words; of two that begin together, the longer first.
    pub fn find(&self, plain: &Plain) -> Vec<Found<T>> {
        let mut found = Vec::new();
        for (token, word) in plain.all().enumerate().filter(|(_, word)| self.anchors.seen.has(word)) {
            for (phrase, place) in self.anchors.owners(word) {
                let Some(start) = token.checked_sub(place as usize) else { continue };
                let (pattern, means) = &self.phrases[phrase as usize];
                if let Some(end) = pattern.end(plain, start) {
                    found.push((start, std::cmp::Reverse(end), phrase, *means));
                }
            }
        }
        // two stems of one set may both fit a word
        found.sort_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.dedup_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.into_iter().map(|(start, end, _, means)| Found { means, tokens: start..end.0 }).collect()
    }
}
