//! Two values, word by word: what only one of them has is marked.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// The longest value that is compared word by word; a longer one is shown whole.
const LONGEST: usize = 20_000;

/// Some words of a value.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub text: String,
    /// Whether the other value lacks them.
    pub own: bool,
}

/// Both values in pieces; none for one that is not there.
pub fn of(before: Option<&str>, after: Option<&str>) -> (Vec<Piece>, Vec<Piece>) {
    let whole = |text: &str| vec![Piece { text: text.to_owned(), own: false }];
    match (before, after) {
        (Some(before), Some(after)) if before.len() + after.len() < LONGEST => {
            let (mut was, mut is) = (Vec::new(), Vec::new());
            for part in TextDiff::from_words(before, after).iter_all_changes() {
                match part.tag() {
                    ChangeTag::Delete => put(&mut was, part.value(), true),
                    ChangeTag::Insert => put(&mut is, part.value(), true),
                    ChangeTag::Equal => {
                        put(&mut was, part.value(), false);
                        put(&mut is, part.value(), false);
                    }
                }
            }
            (was, is)
        }
        (before, after) => (before.map(whole).unwrap_or_default(), after.map(whole).unwrap_or_default()),
    }
}

fn put(pieces: &mut Vec<Piece>, text: &str, own: bool) {
    match pieces.last_mut().filter(|last| last.own == own) {
        Some(last) => last.text.push_str(text),
        None => pieces.push(Piece { text: text.to_owned(), own }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_one_side_has_are_marked() {
        let (was, is) = of(Some("How clear was it?"), Some("How honest was it?"));
        let own = |pieces: &[Piece]| {
            pieces.iter().filter(|it| it.own).map(|it| it.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!((own(&was), own(&is)), (vec!["clear".to_owned()], vec!["honest".to_owned()]));
        let text = |pieces: &[Piece]| pieces.iter().map(|it| it.text.as_str()).collect::<String>();
        assert_eq!((text(&was), text(&is)), ("How clear was it?".into(), "How honest was it?".into()));
        assert_eq!(of(None, Some("new")).0, Vec::new());
    }
}
