//! Finds all phrases of all lexicons in one pass over the words of a text.

use super::letters::{Beginning, FIRST_LETTER_BITS, Opening, first_letter};
use super::pattern::{Pattern, Places, Stem, Stems};
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

/// A phrase, and where in it the word stands by which it is found.
type Owner = (u32, Places);

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

/// Words of fewer letters stand in more texts.
const SHORT: usize = 4;

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
    /// `is_common` tells the words that stand in most texts.
    pub fn new(phrases: Vec<(Pattern, T)>, is_common: impl Fn(&str) -> bool) -> Self {
        // Common words stand everywhere, and a thousand products may begin with one word (`Card Azul`,
        // `Card Oro`): each is sought by the words of it that the fewest texts and phrases have.
        let mut uses: HashMap<&Stems, usize> = HashMap::new();
        for (_, stems) in phrases.iter().flat_map(|(pattern, _)| pattern.words()) {
            *uses.entry(stems).or_default() += 1;
        }
        // roughly how often a word stands in texts
        let often = |stem: &Stem| match (stem.text.len() < SHORT, is_common(&stem.text)) {
            (true, true) => 100,
            (false, true) => 30,
            (true, false) => 4,
            (false, false) => 1,
        };
        let mut anchors: BTreeMap<Opening, Vec<Owner>> = BTreeMap::new();
        for (phrase, (pattern, _)) in phrases.iter().enumerate() {
            let frequency = |stems: &Stems| stems.all.iter().map(often).max();
            let rarest =
                pattern.words().min_by_key(|(places, stems)| (frequency(stems), places.more, uses[stems]));
            let Some((places, stems)) = rarest else { continue };
            for stem in stems.all.iter() {
                let owners = anchors.entry(stem.opening).or_default();
                let owner = (phrase as u32, places);
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
            self.anchors.owners(*word, |(phrase, places)| {
                let pattern = &self.phrases[*phrase as usize].0;
                let starts =
                    (0..=places.more).filter_map(|more| token.checked_sub((places.first + more) as usize));
                candidates.extend(
                    starts
                        .filter(|start| pattern.may_begin(words, *start))
                        .map(|start| Candidate { start: start as u32, phrase: *phrase }),
                );
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

#[cfg(test)]
mod tests {
    use super::super::letters::beginnings;
    use super::super::pattern::{Sets, Vocabulary};
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 9] = ["the", "bank", "banks", "customer", "que", "de", "card", "cards", "other"];

    /// A piece of a phrase: words, what may be left out, gaps.
    fn piece() -> impl Strategy<Value = String> {
        let word = prop::sample::select(WORDS.to_vec());
        prop_oneof![
            4 => word.clone().prop_map(str::to_owned),
            1 => word.clone().prop_map(|word| format!("{word}*")),
            1 => word.clone().prop_map(|word| format!("{word}?")),
            1 => (word.clone(), word).prop_map(|(one, other)| format!("{one}|{other}")),
            2 => prop::sample::select(vec!["_", "_?", "...", "NUM", "@own"]).prop_map(str::to_owned),
        ]
    }

    fn phrase() -> impl Strategy<Value = String> {
        let first = prop::sample::select(WORDS.to_vec());
        let ends = prop::sample::select(vec!["", " $"]);
        (prop::sample::select(vec!["", "^ "]), first, prop::collection::vec(piece(), 0..4), ends)
            .prop_map(|(start, first, rest, end)| format!("{start}{first} {}{end}", rest.join(" ")))
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select([&WORDS[..], &["7", "a.", "card."]].concat());
        prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn what_is_sought_by_one_word_of_each_phrase_is_what_stands_there(
            phrases in prop::collection::vec(phrase(), 1..6),
            text in text(),
            common in prop::collection::hash_set(prop::sample::select(WORDS.to_vec()), 0..5),
        ) {
            let sets = Sets::from([("own".to_owned(), vec!["bank".to_owned(), "card*".to_owned()])]);
            let mut vocabulary = Vocabulary::new(&sets);
            let read = |(number, phrase): (usize, &String)| {
                (Pattern::parse(phrase, &mut vocabulary).unwrap(), number)
            };
            let phrases: Vec<(Pattern, usize)> = phrases.iter().enumerate().map(read).collect();
            let plain = Plain::of(&text);
            let mut there: Vec<(usize, usize, usize)> = Vec::new();
            for start in 0..plain.tokens.len() {
                let ends = phrases.iter().filter_map(|(pattern, number)| Some((*number, pattern.end(&plain, start)?)));
                there.extend(ends.map(|(number, end)| (start, end, number)));
            }
            let mut words = Vec::new();
            beginnings(&text, &mut words);
            let scanner = Scanner::new(phrases, |word| common.contains(word));
            let found = scanner.find(&scanner.candidates(&words), &plain).into_iter();
            let mut found: Vec<_> = found.map(|it| (it.tokens.start, it.tokens.end, it.means)).collect();
            found.sort_unstable();
            there.sort_unstable();
            prop_assert_eq!(found, there);
        }
    }
}
