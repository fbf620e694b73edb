//! Finds all phrases of all lexicons in one pass over the words of a text.

use super::letters::{Beginning, FIRST_LETTER_BITS, Opening, first_letter};
use super::pattern::{Pattern, Stems};
use super::plain::Plain;
use std::collections::{BTreeMap, HashMap};
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

/// A phrase that may begin at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    start: u32,
    phrase: u32,
}

/// A phrase and the place in it of the word by which it is found.
type Owner = (u32, u32);

/// The words by which phrases are found, by their first letters. Most words of a text are none, and one
/// look tells so.
struct Anchors {
    /// By where their first letters are in `starts`.
    words: Vec<Anchor>,
    /// For the first letters of words, where those that begin so stand; where the last ones end is at the end.
    starts: Vec<u32>,
    /// Beginnings of fewer letters than that, by their first one.
    short: [Vec<Anchor>; 1 << FIRST_LETTER_BITS],
}

type Anchor = (Opening, Vec<Owner>);

/// Letters by which anchors are sought.
const LETTERS: u32 = 3;

/// The place of a word by its first letters.
fn place(word: Beginning) -> usize {
    (0..LETTERS)
        .fold(0, |place, at| place << FIRST_LETTER_BITS | first_letter(word >> (u8::BITS * at)) as usize)
}

impl Anchors {
    fn new(all: BTreeMap<Opening, Vec<Owner>>) -> Self {
        let (short, mut words): (Vec<Anchor>, Vec<Anchor>) =
            all.into_iter().partition(|(opening, _)| opening.letters() < LETTERS);
        words.sort_by_key(|(opening, _)| place(opening.word));
        let mut starts = vec![0; (1 << (FIRST_LETTER_BITS * LETTERS)) + 1];
        words.iter().for_each(|(opening, _)| starts[place(opening.word) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut by_first: [Vec<Anchor>; 1 << FIRST_LETTER_BITS] = Default::default();
        short.into_iter().for_each(|anchor| by_first[first_letter(anchor.0.word) as usize].push(anchor));
        Self { words, starts, short: by_first }
    }

    /// The phrases that may have a word with this beginning, and its place in them.
    fn owners(&self, word: Beginning, mut take: impl FnMut(&Owner)) {
        let place = place(word);
        let words = &self.words[self.starts[place] as usize..self.starts[place + 1] as usize];
        for anchors in [words, &self.short[first_letter(word) as usize]] {
            for (opening, owners) in anchors {
                if opening.fits(word) {
                    owners.iter().for_each(&mut take);
                }
            }
        }
    }
}

impl<T: Copy> Scanner<T> {
    pub fn new(phrases: Vec<(Pattern, T)>) -> Self {
        // Short words stand everywhere, and a thousand products may begin with one word (`Card Azul`,
        // `Card Oro`): each is sought by a longer word of it, the one that the fewest have.
        let mut uses: HashMap<&Stems, usize> = HashMap::new();
        for stems in phrases.iter().flat_map(|(pattern, _)| pattern.fixed()) {
            *uses.entry(stems).or_default() += 1;
        }
        let mut anchors: BTreeMap<Opening, Vec<Owner>> = BTreeMap::new();
        for (phrase, (pattern, _)) in phrases.iter().enumerate() {
            let is_everywhere = |stems: &Stems| stems.all.iter().any(|stem| stem.text.len() < 4);
            let rarest =
                pattern.fixed().enumerate().min_by_key(|(_, stems)| (is_everywhere(stems), uses[stems]));
            let Some((place, stems)) = rarest else { continue };
            for stem in &stems.all {
                let owners = anchors.entry(stem.opening).or_default();
                let owner = (phrase as u32, place as u32);
                if owners.last() != Some(&owner) {
                    owners.push(owner);
                }
            }
        }
        Self { anchors: Anchors::new(anchors), phrases }
    }

    /// The phrases that may stand in a text whose words begin so: in most texts none.
    pub fn candidates(&self, words: &[Beginning]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for (token, word) in words.iter().enumerate() {
            self.anchors.owners(*word, |(phrase, place)| {
                let start = token.checked_sub(*place as usize);
                let may_begin = |start: &usize| self.phrases[*phrase as usize].0.may_begin(words, *start);
                if let Some(start) = start.filter(may_begin) {
                    candidates.push(Candidate { start: start as u32, phrase: *phrase });
                }
            });
        }
        candidates
    }

    /// What a candidate would stand for.
    pub fn means(&self, candidate: Candidate) -> T {
        self.phrases[candidate.phrase as usize].1
    }

    /// Every phrase in a text, of those that may stand in it, in the order of the words; of two that begin
    /// together, the longer first.
    pub fn find(&self, candidates: &[Candidate], plain: &Plain) -> Vec<Found<T>> {
        let end = |it: &Candidate| {
            let (pattern, means) = &self.phrases[it.phrase as usize];
            let end = pattern.end(plain, it.start as usize)?;
            Some((it.start as usize, std::cmp::Reverse(end), it.phrase, *means))
        };
        let mut found: Vec<_> = candidates.iter().filter_map(end).collect();
        // two stems of one set may both fit a word
        found.sort_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.dedup_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.into_iter().map(|(start, end, _, means)| Found { means, tokens: start..end.0 }).collect()
    }
}
