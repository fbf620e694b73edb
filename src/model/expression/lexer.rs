//! Text to lexemes. Signs of other languages (`==`, `&&`, `≤`, `[`) are reported here and handed on
//! as the sign that was meant, so that one slip gives one message.

mod number;
mod signs;

pub(super) use number::ambiguous;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::ExpressionMistake;
use crate::diagnostic::{Mistake, say};
use crate::source::Span;

/// What a lexeme is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A keyword, a unit or a name; hyphens and inner points belong to it.
    Word(&'t str),
    Number(Decimal),
    Text(String),
    Date(Date),
    Sign(Sign),
}

/// The signs of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Divided,
    Open,
    Close,
    Comma,
    Range,
    Percent,
}

/// A token, its place, and whether white space stands before it.
#[derive(Clone, Debug)]
pub(super) struct Lexeme<'t> {
    pub token: Token<'t>,
    pub span: Span,
    pub spaced: bool,
}

/// All lexemes of a text, and what was wrong with them.
pub(super) struct Lexed<'t> {
    pub lexemes: Vec<Lexeme<'t>>,
    pub mistakes: Vec<ExpressionMistake>,
    /// A quote never closes, so what follows it was not read: nothing more is said about the end.
    pub cut: bool,
}

/// Reads a whole text. Never fails: what cannot be read is reported and left out.
pub(super) fn lex(text: &str) -> Lexed<'_> {
    let mut lexer = Lexer { text, at: 0, lexemes: Vec::new(), mistakes: Vec::new(), cut: false };
    while lexer.next() {}
    Lexed { lexemes: lexer.lexemes, mistakes: lexer.mistakes, cut: lexer.cut }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    lexemes: Vec<Lexeme<'t>>,
    mistakes: Vec<ExpressionMistake>,
    cut: bool,
}

impl<'t> Lexer<'t> {
    /// Reads one lexeme; false at the end.
    fn next(&mut self) -> bool {
        let before = self.at;
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let spaced = self.at > before || before == 0;
        let Some(first) = self.rest().chars().next() else { return false };
        let start = self.at;
        let token = match first {
            '0'..='9' => self.number(),
            _ if starts_word(first) => Some(self.word()),
            '\'' | '"' => Some(self.quoted(first)),
            '“' | '”' | '‘' | '’' | '«' => Some(self.typographic_quoted(first)),
            _ => self.sign(spaced),
        };
        if let Some(token) = token {
            self.lexemes.push(Lexeme { token, span: Span::new(start, self.at), spaced });
        }
        true
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes on by `len` bytes and gives them.
    fn take(&mut self, len: usize) -> &'t str {
        let taken = &self.text[self.at..self.at + len];
        self.at += len;
        taken
    }

    fn mistake(&mut self, from: usize, mistake: Mistake) -> &mut ExpressionMistake {
        self.mistakes.push(ExpressionMistake::new(Span::new(from, self.at), mistake));
        self.mistakes.last_mut().expect("one was just pushed")
    }

    fn word(&mut self) -> Token<'t> {
        Token::Word(self.take(word_length(self.rest())))
    }

    /// A text in straight quotes; the quote itself is written twice.
    fn quoted(&mut self, quote: char) -> Token<'t> {
        let start = self.at;
        self.at += 1;
        let mut value = String::new();
        while let Some(end) = self.rest().find(quote) {
            value.push_str(self.take(end));
            self.at += 1;
            if !self.rest().starts_with(quote) {
                return Token::Text(value);
            }
            self.at += 1;
            value.push(quote);
        }
        self.unclosed(start, quote);
        Token::Text(value)
    }

    fn typographic_quoted(&mut self, open: char) -> Token<'t> {
        let start = self.at;
        self.at += open.len_utf8();
        let closes: &[char] = match open {
            '“' | '”' => &['”', '“', '"'],
            '‘' | '’' => &['’', '‘', '\''],
            _ => &['»'],
        };
        let Some(end) = self.rest().find(closes) else {
            self.unclosed(start, open);
            return Token::Text(String::new());
        };
        let value = self.take(end).to_owned();
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let right = format!("'{}'", value.replace('\'', "''"));
        let mistake = Mistake::new(
            say!(en: "Text stands in straight quotes.", es: "El texto va entre comillas rectas."),
            say!(en: "Write {right}.", es: "Escribe {right}."),
        );
        self.mistake(start, mistake).replacement = Some(right);
        Token::Text(value)
    }

    fn unclosed(&mut self, start: usize, quote: char) {
        self.at = self.text.len();
        self.cut = true;
        self.mistake(
            start,
            Mistake::new(
                say!(en: "This quote is never closed.", es: "Esta comilla no se cierra."),
                say!(
                    en: "Write {quote} after the last letter of the text, or take this one away.",
                    es: "Escribe {quote} después de la última letra del texto, o quita esta.",
                ),
            ),
        );
    }
}

/// Whether a word may start with this character. Accents are let in so that the message can be
/// about the whole word.
fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// How long the word at the start of `rest` is: hyphens count between two letters or digits, points
/// and the colon behind the name of a package before a letter.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let belongs = match c {
            '-' => at > 0 && next.is_some_and(continues_word) && !rest[..at].ends_with('-'),
            '.' | ':' => at > 0 && next.is_some_and(starts_word),
            _ => continues_word(c),
        };
        if !belongs {
            return at;
        }
    }
    rest.len()
}

/// Whether a text is one plain name: what a bare id may look like.
pub(super) fn is_word(text: &str) -> bool {
    text.chars().next().is_some_and(starts_word) && word_length(text) == text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let lexed = lex(text);
        assert_eq!(lexed.mistakes, [], "{text}");
        lexed.lexemes.into_iter().map(|lexeme| lexeme.token).collect()
    }

    #[test]
    fn a_hyphen_inside_a_word_belongs_to_it() {
        assert_eq!(tokens("first-contact"), [Token::Word("first-contact")]);
        assert_eq!(tokens("a - b").len(), 3);
        assert_eq!(tokens("owner.capacity"), [Token::Word("owner.capacity")]);
    }

    #[test]
    fn two_points_between_numbers_are_a_range() {
        let six = Token::Number(6.into());
        assert_eq!(tokens("0..6"), [Token::Number(0.into()), Token::Sign(Sign::Range), six]);
    }

    #[test]
    fn a_quote_inside_a_text_is_written_twice() {
        assert_eq!(tokens("'d''Or'"), [Token::Text("d'Or".into())]);
        assert_eq!(tokens("\"it's\""), [Token::Text("it's".into())]);
    }

    #[test]
    fn an_unclosed_quote_is_one_mistake() {
        let lexed = lex("name = 'Ana");
        assert!(lexed.cut);
        assert_eq!(lexed.mistakes.len(), 1);
        assert_eq!(lexed.mistakes[0].span, Span::new(7, 11));
    }

    #[test]
    fn typographic_quotes_are_shown_straight() {
        assert_eq!(lex("name = “Ana”").mistakes[0].replacement.as_deref(), Some("'Ana'"));
    }
}
