//! The readings of a text, all in one piece of memory: a large program has a hundred thousand texts.

use super::id::Id;
use crate::source::Span;
use arcstr::ArcStr;

/// One reading of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'t> {
    /// `es`, `es-MX`, `es-ES:usted`; empty for a plain string, which is the program's first language.
    pub language: Id,
    pub span: Span,
    pub words: &'t str,
}

/// Readings one behind another: language, place and number of bytes of each, and its words. Numbers are
/// spelt in ASCII, so that the whole is text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings(ArcStr);

impl Readings {
    pub fn of(readings: &[Reading<'_>]) -> Self {
        let mut all = String::with_capacity(readings.iter().map(|it| HEAD + it.words.len()).sum());
        for Reading { language, span, words } in readings {
            for number in [language.key(), span.start, span.end - span.start, words.len() as u32] {
                all.push_str(std::str::from_utf8(&spelt(number)).expect("digits are ASCII"));
            }
            all.push_str(words);
        }
        Self(all.into())
    }

    pub fn iter(&self) -> impl Iterator<Item = Reading<'_>> + Clone {
        Iter(&self.0)
    }
}

#[derive(Clone)]
struct Iter<'t>(&'t str);

impl<'t> Iterator for Iter<'t> {
    type Item = Reading<'t>;

    fn next(&mut self) -> Option<Reading<'t>> {
        let (head, rest) = self.0.split_at_checked(HEAD)?;
        let (numbers, _) = head.as_bytes().as_chunks::<DIGITS>();
        let [language, start, length, bytes] = *numbers else { return None };
        let (words, others) = rest.split_at(number(bytes) as usize);
        self.0 = others;
        let (language, start) = (Id::of_key(number(language)), number(start));
        Some(Reading { language, span: Span { start, end: start + number(length) }, words })
    }
}

/// Characters of a number, and bits in each: numbers are below 268 million, and files below 5 megabytes.
const DIGITS: usize = 4;
const BITS: usize = 7;

/// What stands before the words of a reading.
const HEAD: usize = 4 * DIGITS;

fn spelt(number: u32) -> [u8; DIGITS] {
    assert!(number >> (DIGITS * BITS) == 0, "{number} is more than a text or its place can have");
    std::array::from_fn(|digit| (number >> (digit * BITS)) as u8 & 0x7f)
}

fn number(digits: [u8; DIGITS]) -> u32 {
    let [a, b, c, d] = digits.map(u32::from);
    a | b << BITS | c << (2 * BITS) | d << (3 * BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_together_comes_apart_again(
            all in prop::collection::vec(("[a-z]{0,3}", 0..200_000_000u32, 0..60_000_000u32, "\\PC*"), 0..6),
        ) {
            let readings: Vec<Reading<'_>> = all
                .iter()
                .map(|(language, start, length, words)| {
                    let span = Span { start: *start, end: start + length };
                    Reading { language: Id::new(language), span, words }
                })
                .collect();
            let together = Readings::of(&readings);
            prop_assert_eq!(together.iter().collect::<Vec<_>>(), readings);
        }
    }

    #[test]
    fn nothing_has_no_readings() {
        assert_eq!(Readings::default().iter().count(), 0);
    }
}
