//! A text as plain words: no accents, no capitals, no punctuation, and where each word stands.

use super::letters::{self, Beginning};
use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the text as it was written. Files have fewer than four thousand million.
    at: Range<u32>,
    /// Bytes in the plain words.
    plain: Range<u32>,
    pub capital: bool,
    /// What stands between this word and the one before it.
    pub before: Break,
}

impl Token {
    /// The byte of the text at which it begins.
    pub fn start(&self) -> usize {
        self.at.start as usize
    }
}

/// What parts two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    #[default]
    None,
    /// A comma, a colon, a parenthesis, a dash.
    Clause,
    /// A full stop, a question mark.
    Sentence,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// Every word between two spaces.
    words: String,
    pub tokens: Vec<Token>,
}

impl Plain {
    pub fn of(text: &str) -> Self {
        let mut plain = Self::default();
        plain.read(text);
        plain
    }

    /// Takes the words of a text in place of its own.
    pub fn read(&mut self, text: &str) {
        let plain = self;
        plain.words.clear();
        plain.tokens.clear();
        plain.words.reserve(text.len() + 2);
        plain.tokens.reserve(text.len() / 5 + 1);
        plain.words.push(' ');
        let mut open: Option<Token> = None;
        let mut pending = Break::Sentence;
        let mut at = 0;
        while let Some(char) = text[at..].chars().next() {
            let start = at;
            // letters without accents are most of a text
            at += letters::unaccented(&text[start..]).max(char.len_utf8());
            if letters::goes_on(char, open.is_some()) {
                let from = plain.words.len() as u32;
                let token = open.get_or_insert_with(|| Token {
                    at: start as u32..start as u32,
                    plain: from..from,
                    capital: char.is_uppercase(),
                    before: std::mem::take(&mut pending),
                });
                token.at.end = at as u32;
                plain.push(&text[start..at]);
                continue;
            }
            if letters::joins(char) && open.is_some() {
                continue;
            }
            plain.close(&mut open);
            if letters::is_word(char) {
                let from = plain.words.len() as u32;
                plain.words.push(char);
                let before = std::mem::take(&mut pending);
                open = Some(Token { at: start as u32..at as u32, plain: from..from, capital: false, before });
                plain.close(&mut open);
            }
            if char != ' ' {
                pending = pending.max(kind_of(char, text[at..].chars().next()));
            }
        }
        plain.close(&mut open);
    }

    /// Adds letters to the last word, in lower case and without their accents.
    fn push(&mut self, piece: &str) {
        if piece.is_ascii() {
            let from = self.words.len();
            self.words.push_str(piece);
            self.words[from..].make_ascii_lowercase();
        } else {
            piece.chars().for_each(|letter| letters::plain(letter, |it| self.words.push(it)));
        }
    }

    fn close(&mut self, open: &mut Option<Token>) {
        if let Some(mut token) = open.take() {
            token.plain.end = self.words.len() as u32;
            self.words.push(' ');
            self.tokens.push(token);
        }
    }

    /// All words, each between two spaces.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// The first of some phrases that stands in it word by word.
    pub fn first<'w>(&self, phrases: &[&'w str]) -> Option<&'w str> {
        phrases.iter().copied().find(|phrase| self.words.contains(Plain::of(phrase).words()))
    }

    pub fn word(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| &self.words[token.plain.start as usize..token.plain.end as usize])
    }

    /// Every word, in its order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(|token| &self.words[token.plain.start as usize..token.plain.end as usize])
    }

    /// How every word begins.
    pub(super) fn beginnings(&self) -> Vec<Beginning> {
        self.all().map(letters::beginning).collect()
    }

    pub fn is_number(&self, index: usize) -> bool {
        self.word(index).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The bytes of some words in the text as it was written.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens).and_then(|all| Some((all.first()?, all.last()?))) {
            Some((first, last)) => first.at.start as usize..last.at.end as usize,
            None => 0..0,
        }
    }

    /// Where the sentence of a word begins and where it ends.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let starts = |i: &usize| self.tokens[*i].before == Break::Sentence;
        let from = (0..=index.min(self.tokens.len().saturating_sub(1))).rev().find(starts).unwrap_or(0);
        let to = (index + 1..self.tokens.len()).find(starts).unwrap_or(self.tokens.len());
        from..to
    }
}

/// What a mark between words parts. A full stop inside a number or an abbreviation parts nothing.
fn kind_of(mark: char, next: Option<char>) -> Break {
    let goes_on = next.is_some_and(|c| !c.is_whitespace());
    match mark {
        '¿' | '¡' | '\n' => Break::Clause,
        '?' | '!' | ';' => Break::Sentence,
        '.' | '…' if !goes_on => Break::Sentence,
        ',' | ':' if !goes_on => Break::Clause,
        '(' | ')' | '—' | '–' => Break::Clause,
        _ => Break::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let plain = Plain::of(text);
        (0..plain.tokens.len()).map(|i| plain.word(i).to_owned()).collect()
    }

    #[test]
    fn accents_capitals_and_marks_are_gone() {
        assert_eq!(words("¿Qué tan FÁCIL fue?"), ["que", "tan", "facil", "fue"]);
        assert_eq!(words("Don't cross-sell; 18:00, 5 %"), ["dont", "cross", "sell", "18", "00", "5", "%"]);
        assert_eq!(words("a\u{0301}rbol niño"), ["arbol", "nino"]);
        assert_eq!(words(""), Vec::<String>::new());
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Año nuevo. ¿Sí, o no?";
        let plain = Plain::of(text);
        assert_eq!(&text[plain.bytes(0..1)], "Año");
        assert_eq!(&text[plain.bytes(2..5)], "Sí, o no");
        assert_eq!(plain.sentence(3), 2..5);
        assert_eq!(plain.tokens[3].before, Break::Clause);
    }

    #[test]
    fn a_phrase_stands_in_it_as_whole_words_and_its_case_and_accents_do_not_count() {
        let first = |text: &str, phrases: &[&'static str]| Plain::of(text).first(phrases);
        assert_eq!(first("Thanks to the call", &["thanks to"]), Some("thanks to"));
        assert_eq!(first("No redujo la perdida", &["reduce", "redujo", "pérdida"]), Some("redujo"));
        assert_eq!(first("because", &["cause"]), None);
        assert_eq!(first("«NPS»", &["nps"]), Some("nps"));
    }
}
