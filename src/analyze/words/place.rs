//! Where words of a text stand in its file, whatever its quotes, folds and escapes.

use crate::source::Span;
use std::ops::Range;

/// The span of some bytes of a text inside the scalar it was read from. `raw` is the scalar as it
/// stands in the file, at `span`. When it cannot be told, the whole scalar.
pub fn of(span: Span, raw: &str, words: &str, range: Range<usize>) -> Span {
    let inside = || {
        let starts = align(raw, words, range.start)?;
        let last = words[..range.end].char_indices().next_back()?.0;
        let ends = align(raw, words, last)? + words[last..].chars().next()?.len_utf8();
        (starts < ends && raw.get(starts..ends).is_some()).then(|| span.part(starts, ends - starts))
    };
    inside().unwrap_or(span)
}

/// The byte of the raw scalar at which a byte of its text stands.
fn align(raw: &str, words: &str, target: usize) -> Option<usize> {
    let mut source = raw.char_indices().peekable();
    // The mark of a block is no part of the text.
    if raw.starts_with(['|', '>']) {
        while source.next_if(|(_, c)| *c != '\n').is_some() {}
    }
    for (at, char) in words.char_indices() {
        loop {
            let (place, seen) = *source.peek()?;
            let same = seen == char || (seen.is_whitespace() && char.is_whitespace());
            if same {
                if at == target {
                    return Some(place);
                }
                source.next();
                break;
            }
            if char.is_whitespace() {
                break; // a fold: the line's end has been passed
            }
            if !(seen.is_whitespace() || matches!(seen, '"' | '\'' | '\\')) {
                return None;
            }
            source.next();
        }
        if char.is_whitespace() {
            while source.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'r>(raw: &'r str, words: &str, wanted: &str) -> &'r str {
        let start = words.find(wanted).unwrap();
        let at = of(Span::new(0, raw.len()), raw, words, start..start + wanted.len());
        &raw[at.range()]
    }

    #[test]
    fn plain_and_quoted_scalars_are_aligned() {
        assert_eq!(shown("Lograr que compre", "Lograr que compre", "que"), "que");
        assert_eq!(shown("\"Lograr que compre\"", "Lograr que compre", "compre"), "compre");
        assert_eq!(shown("'It''s a sale'", "It's a sale", "sale"), "sale");
        assert_eq!(shown(r#""Di \"sí\" ya""#, "Di \"sí\" ya", "ya"), "ya");
    }

    #[test]
    fn folded_and_block_scalars_are_aligned() {
        assert_eq!(shown("Lograr que\n    compre más", "Lograr que compre más", "compre"), "compre");
        assert_eq!(shown(">-\n  Lograr que\n  compre más", "Lograr que compre más", "más"), "más");
        assert_eq!(shown("|\n  uno\n  dos\n", "uno\ndos\n", "dos"), "dos");
    }

    #[test]
    fn what_cannot_be_told_is_the_whole() {
        assert_eq!(shown(r#""a\u00f1o fiscal""#, "año fiscal", "fiscal"), r#""a\u00f1o fiscal""#);
    }
}
