//! The expressions of XLSForm: XPath, with `${name}` for an answer.

use crate::emit::survey::{Arithmetic, Comparator};
use crate::import::condition::Foreign;
use crate::import::condition::tokens::{Token, tokens};
use rust_decimal::Decimal;

/// Parentheses and functions inside one another.
const MOST_DEPTH: usize = 60;

/// What a name without `${}` begins with: a column of the list that is chosen from.
pub const COLUMN: &str = "column ";

/// An expression; nothing where it is none that is known here.
pub fn parse(text: &str) -> Option<Foreign> {
    let mut parser = Parser { tokens: tokens(text, false)?, at: 0, depth: 0 };
    let condition = parser.any()?;
    (parser.at == parser.tokens.len()).then_some(condition)
}

/// What `if(A, 1, if(B, 2, 3))` chooses: numbers, each with its condition; the last number has none.
pub fn choice_of(text: &str) -> Option<Vec<(usize, Foreign)>> {
    let mut parser = Parser { tokens: tokens(text, false)?, at: 0, depth: 0 };
    let mut ways = Vec::new();
    while parser.word(&["if"]).is_some() {
        parser.sign(&["("])?;
        let condition = parser.any()?;
        parser.sign(&[","])?;
        ways.push((parser.whole()?, condition));
        parser.sign(&[","])?;
    }
    parser.whole()?;
    (0..ways.len()).try_for_each(|_| parser.sign(&[")"]).map(drop))?;
    (parser.at == parser.tokens.len()).then_some(ways)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn whole(&mut self) -> Option<usize> {
        let Token::Number(number) = self.tokens.get(self.at)? else { return None };
        self.at += 1;
        number.to_string().parse().ok()
    }

    fn sign(&mut self, wanted: &[&str]) -> Option<&'static str> {
        match self.tokens.get(self.at)? {
            Token::Sign(sign) if wanted.contains(sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn word(&mut self, wanted: &[&str]) -> Option<String> {
        match self.tokens.get(self.at)? {
            Token::Word(word) if wanted.contains(&word.as_str()) => {
                let word = word.clone();
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    fn deeper(&mut self, read: fn(&mut Self) -> Option<Foreign>) -> Option<Foreign> {
        self.depth += 1;
        let found = if self.depth > MOST_DEPTH { None } else { read(self) };
        self.depth -= 1;
        found
    }

    fn any(&mut self) -> Option<Foreign> {
        let mut each = vec![self.all()?];
        while self.word(&["or"]).is_some() {
            each.push(self.all()?);
        }
        Some(if each.len() == 1 { each.remove(0) } else { Foreign::Any(each) })
    }

    fn all(&mut self) -> Option<Foreign> {
        let mut each = vec![self.comparison()?];
        while self.word(&["and"]).is_some() {
            each.push(self.comparison()?);
        }
        Some(if each.len() == 1 { each.remove(0) } else { Foreign::All(each) })
    }

    fn comparison(&mut self) -> Option<Foreign> {
        let left = self.sum()?;
        let by = match self.sign(&["=", "!=", "<=", ">=", "<", ">"]) {
            None => return Some(left),
            Some("=") => Comparator::Equal,
            Some("!=") => Comparator::NotEqual,
            Some("<=") => Comparator::AtMost,
            Some(">=") => Comparator::AtLeast,
            Some("<") => Comparator::Less,
            Some(_) => Comparator::More,
        };
        let right = self.sum()?;
        let empty = |side: &Foreign| *side == Foreign::Text(String::new());
        let (of, nothing) = if empty(&left) { (right, left) } else { (left, right) };
        Some(match by {
            Comparator::NotEqual if empty(&nothing) => Foreign::Answered(Box::new(of)),
            Comparator::Equal if empty(&nothing) => Foreign::Unanswered(Box::new(of)),
            by => Foreign::Compare(Box::new(of), by, Box::new(nothing)),
        })
    }

    fn sum(&mut self) -> Option<Foreign> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let by = if sign == "+" { Arithmetic::Plus } else { Arithmetic::Minus };
            left = Foreign::Calculated(Box::new(left), by, Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Foreign> {
        let mut left = self.value()?;
        loop {
            let by = if self.sign(&["*"]).is_some() {
                Arithmetic::Times
            } else if self.word(&["div"]).is_some() {
                Arithmetic::Divided
            } else {
                return Some(left);
            };
            left = Foreign::Calculated(Box::new(left), by, Box::new(self.value()?));
        }
    }

    fn value(&mut self) -> Option<Foreign> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Number(number) => Some(Foreign::Number(number)),
            Token::Text(text) => Some(Foreign::Text(text)),
            Token::Answer(name) => Some(Foreign::Name(name)),
            Token::Sign("-") => match self.deeper(Self::value)? {
                Foreign::Number(number) => Some(Foreign::Number(-number)),
                _ => None,
            },
            Token::Sign("(") => {
                let inner = self.deeper(Self::any)?;
                self.sign(&[")"])?;
                Some(inner)
            }
            Token::Word(word) => match self.sign(&["("]) {
                Some(_) => self.function(&word),
                None => Some(Foreign::Name(format!("{COLUMN}{word}"))),
            },
            Token::Sign(_) => None,
        }
    }

    fn function(&mut self, name: &str) -> Option<Foreign> {
        let mut arguments = Vec::new();
        while self.sign(&[")"]).is_none() {
            arguments.push(self.deeper(Self::any)?);
            self.sign(&[","]);
        }
        match (name, &arguments[..]) {
            ("true", []) => Some(Foreign::YesNo(true)),
            ("false", []) => Some(Foreign::YesNo(false)),
            ("today", []) => Some(Foreign::Today),
            ("not", [of]) => Some(Foreign::Not(Box::new(of.clone()))),
            ("date", [day @ Foreign::Text(_)]) => Some(day.clone()),
            ("selected", [of, option]) => Some(Foreign::Includes {
                of: Box::new(of.clone()),
                option: Box::new(option.clone()),
                inside: true,
            }),
            ("if", [when, first, second]) => Some(Foreign::Either(
                Box::new(when.clone()),
                Box::new(first.clone()),
                Box::new(second.clone()),
            )),
            ("concat", pieces) => {
                let text = |piece: &Foreign| match piece {
                    Foreign::Text(text) => Some(text.clone()),
                    _ => None,
                };
                pieces.iter().map(text).collect::<Option<String>>().map(Foreign::Text)
            }
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
