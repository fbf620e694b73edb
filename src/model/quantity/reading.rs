//! A quantity taken apart as a person may have written it, however far from our spelling, so
//! that a message can give it back in the accepted one.

use super::digits::{decimal, groups};
use crate::diagnostic::Mistake;
use rust_decimal::Decimal;

/// The sign in front of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Plus,
    Minus,
}

impl Sign {
    pub(super) fn text(self) -> &'static str {
        match self {
            Sign::None => "",
            Sign::Plus => "+",
            Sign::Minus => "-",
        }
    }
}

/// Sign, number and unit, found without judging them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    pub(super) raw: &'a str,
    pub(super) sign: Sign,
    /// What stands before the number: a currency symbol, a code, a word.
    pub(super) prefix: &'a str,
    /// Digits with whatever marks are between them.
    pub(super) number: &'a str,
    /// What follows the number, trimmed.
    pub(super) unit: &'a str,
}

/// How many times a word multiplies the number before it, and what follows the word: `mil`,
/// `millones de pesos`, `k`.
pub(super) fn magnitude(unit: &str) -> Option<(Decimal, &str)> {
    let (word, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let rest = rest.trim_start().strip_prefix("de ").unwrap_or(rest).trim();
    match word.to_lowercase().trim_end_matches('.') {
        "mil" | "miles" | "thousand" | "thousands" | "k" => Some((Decimal::ONE_THOUSAND, rest)),
        "millón" | "millon" | "millones" | "million" | "millions" | "mio" => {
            Some((Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND, rest))
        }
        "mdp" => Some((Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND, "MXN")),
        _ => None,
    }
}

impl<'a> Parts<'a> {
    pub(super) fn of(raw: &'a str) -> Self {
        let (before, rest) = sign_of(raw.trim());
        let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let mut start = digits;
        if start > 0 && matches!(rest.as_bytes()[start - 1], b'.' | b',') {
            start -= 1;
        }
        let prefix = rest[..start].trim_end();
        let (prefix, after) = match prefix.chars().last().map(|c| (c, sign_char(c))) {
            Some((c, Some(sign))) => (prefix[..prefix.len() - c.len_utf8()].trim_end(), sign),
            _ => (prefix, Sign::None),
        };
        let sign = if before == Sign::None { after } else { before };
        let number = number_of(&rest[start..]);
        let unit = rest[start + number.len()..].trim();
        Self { raw, sign, prefix, number, unit }
    }

    /// No digit anywhere.
    pub(super) fn empty(&self) -> bool {
        self.number.is_empty()
    }

    /// The number with its sign; `finish` puts the unit back for the forms of a message.
    pub(super) fn value(&self, finish: impl Fn(&str) -> String) -> Result<Decimal, Mistake> {
        let sign = self.sign.text();
        let value = decimal(self.number)
            .map_err(|fault| fault.mistake(self.raw, &|number| finish(&format!("{sign}{number}"))))?;
        Ok(if self.sign == Sign::Minus { -value } else { value })
    }

    /// Whether the text is exactly sign, number, one space and this unit.
    pub(super) fn is(&self, unit: &str) -> bool {
        let written = [self.sign.text(), self.number, " ", unit];
        let mut rest = self.raw;
        written.iter().all(|part| match rest.strip_prefix(part) {
            Some(tail) => {
                rest = tail;
                true
            }
            None => false,
        }) && rest.is_empty()
    }

    /// As [`Parts::is`], with or without the space: a percent sign may touch its number.
    pub(super) fn is_percent(&self, unit: &str) -> bool {
        let tight = self.raw.strip_prefix(self.sign.text()).and_then(|r| r.strip_prefix(self.number));
        self.is(unit) || tight == Some(unit)
    }
}

fn sign_char(c: char) -> Option<Sign> {
    match c {
        '+' => Some(Sign::Plus),
        // hyphen, minus sign, dashes: word processors put them in place of each other
        '-' | '\u{2212}' | '\u{2010}'..='\u{2014}' => Some(Sign::Minus),
        _ => None,
    }
}

fn sign_of(text: &str) -> (Sign, &str) {
    match text.chars().next().map(|c| (c, sign_char(c))) {
        Some((c, Some(sign))) => (sign, text[c.len_utf8()..].trim_start()),
        _ => (Sign::None, text),
    }
}

/// The longest beginning of the text that can be one number.
fn number_of(text: &str) -> &str {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut exponent = false;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let taken = match c {
            '0'..='9' => true,
            '.' | ',' => !exponent && (digit(next) || (end > 0 && !text[at + 1..].starts_with(c))),
            'e' | 'E' => {
                let after = text[at + 1..].trim_start_matches(['+', '-']);
                exponent = !exponent && end > 0 && digit(after.chars().next());
                exponent
            }
            '+' | '-' => text[..at].ends_with(['e', 'E']),
            c => groups(c) && end > 0 && digit(next),
        };
        if !taken {
            break;
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}
