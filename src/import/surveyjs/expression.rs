//! The expression language of SurveyJS.

use super::reader::Reader;
use crate::diagnostic::say;
use crate::emit::survey::{Arithmetic, Comparator};
use crate::import::condition::Foreign;
use crate::import::condition::tokens::{Token, tokens};
use crate::import::draft::When;
use crate::import::keys::Keys;
use crate::import::report::shortened;
use rust_decimal::Decimal;
use serde_json::Value as Json;

/// The condition under a key. One that cannot be read is said, and left out.
pub fn when(keys: &Keys<'_>, key: &str, reader: &mut Reader<'_, '_>) -> Option<When> {
    let written = keys.take_if(key, Json::as_str)?;
    let place = keys.place_of(key);
    if written.trim().is_empty() {
        return None;
    }
    match parse(written) {
        Some(condition) => Some(When { place, written: written.to_owned(), condition }),
        None => {
            let shown = shortened(written);
            reader.report.lost(
                place,
                say!(en: "the condition `{shown}` is not understood", es: "no se entiende la condición `{shown}`"),
                say!(en: "it is left out: what hangs on it is always there", es: "se deja fuera: lo que depende de ella está siempre"),
            );
            None
        }
    }
}

/// Parentheses and functions inside one another.
const MOST_DEPTH: usize = 60;

/// A condition; nothing where it is none that is known here.
pub fn parse(text: &str) -> Option<Foreign> {
    let mut parser = Parser { tokens: tokens(text, true)?, at: 0, depth: 0 };
    let condition = parser.any()?;
    (parser.at == parser.tokens.len()).then_some(condition)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// One of these signs or words, when it comes next.
    fn next_of(&mut self, wanted: &[&str]) -> Option<String> {
        let found = match self.peek()? {
            Token::Sign(sign) => wanted.contains(sign).then(|| (*sign).to_owned()),
            Token::Word(word) => {
                let word = word.to_ascii_lowercase();
                wanted.contains(&word.as_str()).then_some(word)
            }
            _ => None,
        }?;
        self.at += 1;
        Some(found)
    }

    /// Reads what stands inside something else, unless that goes too deep.
    fn deeper(&mut self, read: fn(&mut Self) -> Option<Foreign>) -> Option<Foreign> {
        self.depth += 1;
        let found = if self.depth > MOST_DEPTH { None } else { read(self) };
        self.depth -= 1;
        found
    }

    fn any(&mut self) -> Option<Foreign> {
        let mut each = vec![self.all()?];
        while self.next_of(&["or", "||"]).is_some() {
            each.push(self.all()?);
        }
        Some(if each.len() == 1 { each.remove(0) } else { Foreign::Any(each) })
    }

    fn all(&mut self) -> Option<Foreign> {
        let mut each = vec![self.comparison()?];
        while self.next_of(&["and", "&&"]).is_some() {
            each.push(self.comparison()?);
        }
        Some(if each.len() == 1 { each.remove(0) } else { Foreign::All(each) })
    }

    fn comparison(&mut self) -> Option<Foreign> {
        if self.next_of(&["not", "negate", "!"]).is_some() {
            return Some(Foreign::Not(Box::new(self.deeper(Self::comparison)?)));
        }
        let left = Box::new(self.sum()?);
        if self.next_of(&["notempty"]).is_some() {
            return Some(Foreign::Answered(left));
        }
        if self.next_of(&["empty"]).is_some() {
            return Some(Foreign::Unanswered(left));
        }
        if let Some(word) = self.next_of(&["anyof", "noneof", "allof"]) {
            let list = self.list()?;
            return Some(match word.as_str() {
                "allof" => {
                    let includes = |option: Foreign| Foreign::Includes {
                        of: left.clone(),
                        option: Box::new(option),
                        inside: true,
                    };
                    Foreign::All(list.into_iter().map(includes).collect())
                }
                word => Foreign::OneOf { of: left, list, inside: word == "anyof" },
            });
        }
        if let Some(word) = self.next_of(&["contains", "contain", "*=", "notcontains", "notcontain"]) {
            let option = Box::new(self.sum()?);
            return Some(Foreign::Includes { of: left, option, inside: !word.starts_with("not") });
        }
        let Some(by) = self.comparator() else { return Some(*left) };
        Some(Foreign::Compare(left, by, Box::new(self.sum()?)))
    }

    fn comparator(&mut self) -> Option<Comparator> {
        const SIGNS: &[(&str, Comparator)] = &[
            ("=", Comparator::Equal),
            ("==", Comparator::Equal),
            ("equal", Comparator::Equal),
            ("<>", Comparator::NotEqual),
            ("!=", Comparator::NotEqual),
            ("notequal", Comparator::NotEqual),
            ("<", Comparator::Less),
            ("less", Comparator::Less),
            ("<=", Comparator::AtMost),
            ("lessorequal", Comparator::AtMost),
            (">", Comparator::More),
            ("greater", Comparator::More),
            (">=", Comparator::AtLeast),
            ("greaterorequal", Comparator::AtLeast),
        ];
        let (_, by) = SIGNS.iter().find(|(sign, _)| {
            matches!(self.peek(), Some(Token::Sign(next)) if next == sign)
                || matches!(self.peek(), Some(Token::Word(next)) if next.eq_ignore_ascii_case(sign))
        })?;
        self.at += 1;
        Some(*by)
    }

    fn list(&mut self) -> Option<Vec<Foreign>> {
        if self.next_of(&["["]).is_none() {
            return Some(vec![self.sum()?]);
        }
        let mut list = Vec::new();
        while self.next_of(&["]"]).is_none() {
            list.push(self.sum()?);
            self.next_of(&[","]);
        }
        Some(list)
    }

    fn sum(&mut self) -> Option<Foreign> {
        let mut left = self.product()?;
        while let Some(sign) = self.next_of(&["+", "-"]) {
            let by = if sign == "+" { Arithmetic::Plus } else { Arithmetic::Minus };
            left = Foreign::Calculated(Box::new(left), by, Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Foreign> {
        let mut left = self.value()?;
        while let Some(sign) = self.next_of(&["*", "/"]) {
            let by = if sign == "*" { Arithmetic::Times } else { Arithmetic::Divided };
            left = Foreign::Calculated(Box::new(left), by, Box::new(self.value()?));
        }
        Some(left)
    }

    fn value(&mut self) -> Option<Foreign> {
        let token = self.peek()?.clone();
        self.at += 1;
        match token {
            Token::Number(number) => Some(Foreign::Number(number)),
            Token::Text(text) => Some(Foreign::Text(text)),
            Token::Answer(name) => Some(Foreign::Name(name)),
            Token::Sign("-") => match self.deeper(Self::value)? {
                Foreign::Number(number) => Some(Foreign::Number(-number)),
                other => Some(Foreign::Calculated(
                    Box::new(Foreign::Number(Decimal::ZERO)),
                    Arithmetic::Minus,
                    Box::new(other),
                )),
            },
            Token::Sign("(") => {
                let inner = self.deeper(Self::any)?;
                self.next_of(&[")"])?;
                Some(inner)
            }
            Token::Word(word) => self.named(&word.to_ascii_lowercase()),
            Token::Sign(_) => None,
        }
    }

    /// A constant or a function.
    fn named(&mut self, word: &str) -> Option<Foreign> {
        match word {
            "true" => return Some(Foreign::YesNo(true)),
            "false" => return Some(Foreign::YesNo(false)),
            _ => {}
        }
        if self.next_of(&["("]).is_none() {
            // Options are written without quotes, too.
            return Some(Foreign::Text(word.to_owned()));
        }
        let mut arguments = Vec::new();
        while self.next_of(&[")"]).is_none() {
            arguments.push(self.deeper(Self::any)?);
            self.next_of(&[","]);
        }
        match (word, &arguments[..]) {
            ("today", []) => Some(Foreign::Today),
            ("iif", [when, first, second]) => Some(Foreign::Either(
                Box::new(when.clone()),
                Box::new(first.clone()),
                Box::new(second.clone()),
            )),
            // How Senda writes a quotient.
            ("round", [of @ Foreign::Calculated(_, Arithmetic::Divided, _), Foreign::Number(digits)])
                if *digits == Decimal::from(9) =>
            {
                Some(of.clone())
            }
            _ => None,
        }
    }
}
