//! The signs of a condition, for the languages in which platforms write theirs.

use rust_decimal::Decimal;

#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Number(Decimal),
    Text(String),
    /// `{name}` or `${name}`.
    Answer(String),
    Word(String),
    Sign(&'static str),
}

/// Signs of two letters stand before those of one.
const SIGNS: &[&str] = &[
    "<=", ">=", "<>", "!=", "==", "&&", "||", "*=", "<", ">", "=", "(", ")", "[", "]", ",", "+", "-", "*",
    "/", "!", ".",
];

/// Cuts a condition into its signs; nothing where one cannot be read. `escapes`: whether a backslash
/// in a text keeps the quote behind it from ending the text.
pub fn tokens(text: &str, escapes: bool) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(letter) = rest.chars().next() {
        let (token, length) = match letter {
            '\'' | '"' => quoted(rest, letter, escapes)?,
            '{' => answer(rest, 1)?,
            '$' if rest[1..].starts_with('{') => answer(rest, 2)?,
            '0'..='9' => number(rest)?,
            c if c.is_alphabetic() || c == '_' => word(rest),
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
                (Token::Sign(sign), sign.len())
            }
        };
        found.push(token);
        rest = rest[length..].trim_start();
    }
    Some(found)
}

fn quoted(rest: &str, quote: char, escapes: bool) -> Option<(Token, usize)> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let kept = letters.next_if(|(_, next)| escapes && letter == '\\' && matches!(next, '\'' | '"'));
        match kept {
            Some((_, quote)) => text.push(quote),
            None if letter == quote => return Some((Token::Text(text), at + 1)),
            None => text.push(letter),
        }
    }
    None
}

fn answer(rest: &str, opening: usize) -> Option<(Token, usize)> {
    let end = rest.find('}')?;
    Some((Token::Answer(rest[opening..end].trim().to_owned()), end + 1))
}

fn number(rest: &str) -> Option<(Token, usize)> {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    Some((Token::Number(rest[..end].parse().ok()?), end))
}

/// A word; names of XPath have hyphens and colons in them.
fn word(rest: &str) -> (Token, usize) {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    (Token::Word(rest[..end].to_owned()), end)
}
