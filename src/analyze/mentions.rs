//! Whether a text mentions one of some words or phrases, as whole words, whatever their case.

/// The first of the words that a text mentions.
pub fn first<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let text = text.to_lowercase();
    words.iter().copied().find(|word| mentions(&text, word))
}

/// Whether a text in lower case has a word or phrase, with no letter or digit beside it.
fn mentions(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        [before, after].into_iter().flatten().all(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_whole_and_its_case_does_not_count() {
        assert_eq!(first("Thanks to the call", &["thanks to"]), Some("thanks to"));
        assert_eq!(first("No redujo la pérdida", &["reduce", "redujo"]), Some("redujo"));
        assert_eq!(first("because", &["cause"]), None);
        assert_eq!(first("«NPS»", &["nps"]), Some("nps"));
    }
}
