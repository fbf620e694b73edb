//! What a question asks: one thing, or two.

use super::lexicon::{Theme, listen};
use super::plain::{Break, Plain};
use std::ops::Range;

/// Words that join two things.
const JOINS: &[&str] = &["and", "y", "e", "&"];
/// Pairs of words that join, from their second word on.
const LONG_JOINS: &[&[&str]] =
    &[&["as", "well", "as"], &["asi", "como"], &["ademas", "de"], &["along", "with"]];
/// Words that a question begins with.
const STARTS: &[&str] = &[
    "how", "was", "were", "did", "do", "does", "is", "are", "what", "which", "would", "could", "can", "have",
    "has", "when", "where", "who", "why", "will", "should", "to",
];
/// Words that name both ends of one thing.
const BETWEEN: &[&str] = &["between", "entre", "from", "desde"];
/// How far from its ends `between` may stand.
const NEAR: usize = 5;

/// The words that join two things which one answer cannot tell apart, with their neighbors.
pub fn joined(language: &str, text: &str, plain: &Plain) -> Option<Range<usize>> {
    let clause = asked(text, plain);
    let pairs: Vec<_> = listen(language, plain).into_iter().filter(|it| it.means == Theme::OnePair).collect();
    clause.clone().find_map(|at| {
        let length = join_at(plain, at)?;
        let (before, after) = (at.checked_sub(1)?, at + length);
        if at == clause.start || after >= clause.end || !clause.contains(&before) {
            return None;
        }
        let is_pair = pairs.iter().any(|pair| pair.tokens.contains(&at));
        let is_range = plain.is_number(before) || plain.is_number(after);
        let is_name = plain.tokens[before].capital && plain.tokens[after].capital && before > clause.start;
        let near = clause.start.max(at.saturating_sub(NEAR))..at;
        let is_between = near.clone().any(|word| BETWEEN.contains(&plain.word(word)));
        let is_apart = plain.tokens[at].before == Break::Sentence;
        (!(is_pair || is_range || is_name || is_between || is_apart)).then_some(before..after + 1)
    })
}

fn join_at(plain: &Plain, at: usize) -> Option<usize> {
    if JOINS.contains(&plain.word(at)) {
        return Some(1);
    }
    LONG_JOINS
        .iter()
        .find(|words| words.iter().enumerate().all(|(i, word)| plain.word(at + i) == *word))
        .map(|words| words.len())
}

/// The words that are asked: what leads up to a question is not.
fn asked(text: &str, plain: &Plain) -> Range<usize> {
    let all = 0..plain.tokens.len();
    let Some(end) = text.rfind('?') else {
        let last = plain.tokens.len().saturating_sub(1);
        return if all.is_empty() { all } else { plain.sentence(last) };
    };
    let to = plain.tokens.iter().position(|token| token.start() > end).unwrap_or(all.end);
    if to == 0 {
        return all;
    }
    let from = match text[..end].rfind('¿') {
        Some(start) => plain.tokens.iter().position(|token| token.start() > start).unwrap_or(0),
        None => {
            let sentence = plain.sentence(to - 1);
            let starts =
                |i: &usize| plain.tokens[*i].before != Break::None && STARTS.contains(&plain.word(*i));
            (sentence.start..to).rev().find(starts).unwrap_or(sentence.start)
        }
    };
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(language: &str, text: &'t str) -> Option<&'t str> {
        let plain = Plain::of(text);
        joined(language, text, &plain).map(|tokens| &text[plain.bytes(tokens)])
    }

    #[test]
    fn what_is_joined_is_told_from_what_leads_up_to_it() {
        assert_eq!(found("en", "How kind and clear was she?"), Some("kind and clear"));
        assert_eq!(found("en", "When you came and asked, was it solved?"), None);
        assert_eq!(found("es", "Viniste y preguntaste: ¿quedó claro?"), None);
        assert_eq!(found("es", "¿Fue amable así como clara?"), Some("amable así como clara"));
        assert_eq!(found("en", "Was it open between Monday and Friday?"), None);
        assert_eq!(found("en", "And how was it?"), None);
        assert_eq!(found("en", ""), None);
    }
}
