//! Finds all phrases of all lexicons in one pass over a text.

use super::pattern::Pattern;
use super::plain::Plain;
use aho_corasick::AhoCorasick;
use std::ops::Range;

/// Phrases of one language, each with what it stands for.
pub struct Scanner<T> {
    /// Finds where phrases may begin; none when there is no phrase.
    beginnings: Option<AhoCorasick>,
    /// The phrase behind each beginning.
    owners: Vec<u32>,
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
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        for (owner, (pattern, _)) in phrases.iter().enumerate() {
            for stem in pattern.first() {
                words.push(if stem.open { format!(" {}", stem.text) } else { format!(" {} ", stem.text) });
                owners.push(owner as u32);
            }
        }
        // Building fails only beyond two thousand million states.
        let beginnings = if words.is_empty() { None } else { AhoCorasick::new(&words).ok() };
        Self { beginnings, owners, phrases }
    }

    /// Every phrase in a text, in the order of the words; of two that begin together, the longer first.
    pub fn find(&self, plain: &Plain) -> Vec<Found<T>> {
        let mut found = Vec::new();
        let Some(beginnings) = &self.beginnings else { return found };
        for hit in beginnings.find_overlapping_iter(plain.words()) {
            let Some(start) = plain.token_at(hit.start() + 1) else { continue };
            let (pattern, means) = &self.phrases[self.owners[hit.pattern().as_usize()] as usize];
            if let Some(end) = pattern.end(plain, start) {
                found.push(Found { means: *means, tokens: start..end });
            }
        }
        found.sort_by_key(|it| (it.tokens.start, std::cmp::Reverse(it.tokens.end)));
        found
    }
}
