//! What a text says, without the words that carry nothing, so that two texts can be compared.

use super::lexicon::is_filler;
use super::plain::Plain;
use std::collections::BTreeSet;

/// Letters by which two forms of a word are taken for one.
const STEM: usize = 5;
/// Shorter texts are alike by chance.
const FEWEST: usize = 3;

/// The words of a text that carry something, by their beginnings.
pub fn content(language: &str, text: &str) -> BTreeSet<String> {
    let plain = Plain::of(text);
    let words = (0..plain.tokens.len()).map(|word| plain.word(word));
    words.filter(|word| !is_filler(language, word)).map(|word| word.chars().take(STEM).collect()).collect()
}

/// Whether two texts share at least so many per cent of their words, and have enough to be compared.
pub fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>, percent: usize) -> bool {
    let shared = a.intersection(b).count();
    a.len().min(b.len()) >= FEWEST && shared * 100 >= percent * a.union(b).count()
}
