//! Finds all phrases of all lexicons in one pass over a text.

use super::pattern::{Pattern, Stem};
use super::plain::Plain;
use aho_corasick::AhoCorasick;
use std::collections::HashMap;
use std::ops::Range;

/// Phrases of one language, each with what it stands for.
pub struct Scanner<T> {
    /// Finds the rarest word of each phrase; none when there is no phrase.
    anchors: Option<AhoCorasick>,
    /// The phrase behind each of these words, and its place in the phrase.
    owners: Vec<(u32, usize)>,
    phrases: Vec<(Pattern, T)>,
}

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    pub means: T,
    /// Which words.
    pub tokens: Range<usize>,
}

impl<T: Copy> Scanner<T> {
    pub fn new(phrases: Vec<(Pattern, T)>) -> Self {
        // A thousand products may begin with one word (`Card Azul`, `Card Oro`): each is sought by the
        // word that the fewest have.
        let mut uses: HashMap<&[Stem], usize> = HashMap::new();
        for stems in phrases.iter().flat_map(|(pattern, _)| pattern.fixed()) {
            *uses.entry(stems).or_default() += 1;
        }
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        for (owner, (pattern, _)) in phrases.iter().enumerate() {
            let rarest = pattern.fixed().enumerate().min_by_key(|(_, stems)| uses[stems]);
            let Some((place, stems)) = rarest else { continue };
            for stem in stems {
                words.push(if stem.open { format!(" {}", stem.text) } else { format!(" {} ", stem.text) });
                owners.push((owner as u32, place));
            }
        }
        // Building fails only beyond two thousand million states.
        let anchors = if words.is_empty() { None } else { AhoCorasick::new(&words).ok() };
        Self { anchors, owners, phrases }
    }

    /// Every phrase in a text, in the order of the words; of two that begin together, the longer first.
    pub fn find(&self, plain: &Plain) -> Vec<Found<T>> {
        let Some(anchors) = &self.anchors else { return Vec::new() };
        let mut found = Vec::new();
        for hit in anchors.find_overlapping_iter(plain.words()) {
            let (owner, place) = self.owners[hit.pattern().as_usize()];
            let token = plain.token_at(hit.start() + 1);
            let Some(start) = token.and_then(|token| token.checked_sub(place)) else { continue };
            let (pattern, means) = &self.phrases[owner as usize];
            if let Some(end) = pattern.end(plain, start) {
                found.push((start, std::cmp::Reverse(end), owner, *means));
            }
        }
        // two stems of one set may both fit a word
        found.sort_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.dedup_by_key(|(start, end, owner, _)| (*start, *end, *owner));
        found.into_iter().map(|(start, end, _, means)| Found { means, tokens: start..end.0 }).collect()
    }
}
