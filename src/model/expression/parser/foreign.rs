//! The words that join two values, in English as the language has them, and in the spellings people
//! bring from Spanish, SQL and spreadsheets.

use super::level;
use crate::model::expression::ast::{BinaryOp, State};

/// What joins a value to what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Infix {
    Binary(BinaryOp),
    In,
    /// `x not in (a, b)`: ours is `not x in (a, b)`.
    NotIn,
    Includes,
    /// `x not includes a`: ours is `not x includes a`.
    NotIncludes,
    /// `x is …`; `true` when the negation stands before it, as in Spanish.
    Is(bool),
    /// `x between a and b`: ours is `x in a..b`.
    Between,
}

impl Infix {
    pub fn level(self) -> u8 {
        use BinaryOp::*;
        match self {
            Infix::Binary(Or) => level::OR,
            Infix::Binary(And) => level::AND,
            Infix::Binary(Plus | Minus) => level::SUM,
            Infix::Binary(Times | Divided) => level::PRODUCT,
            _ => level::COMPARE,
        }
    }
}

/// An operator as it was found.
pub(super) struct Found {
    pub infix: Infix,
    /// How many lexemes it takes.
    pub lexemes: usize,
    /// Our spelling, when another one was found.
    pub right: Option<&'static str>,
}

impl Found {
    pub fn ours(infix: Infix) -> Self {
        Self { infix, lexemes: 1, right: None }
    }

    fn foreign(infix: Infix, lexemes: usize, right: &'static str) -> Self {
        Self { infix, lexemes, right: Some(right) }
    }
}

/// The operator that starts with this word, knowing the next one.
pub(super) fn infix_of_word(word: &str, next: Option<&str>) -> Option<Found> {
    use BinaryOp::*;
    let ours = match word {
        "or" => Some(Infix::Binary(Or)),
        "and" => Some(Infix::Binary(And)),
        "in" => Some(Infix::In),
        "is" => Some(Infix::Is(false)),
        "includes" => Some(Infix::Includes),
        _ => None,
    };
    if let Some(infix) = ours {
        return Some(Found::ours(infix));
    }
    let next = next.map(str::to_lowercase);
    let next = next.as_deref().unwrap_or("");
    let foreign = |infix, right| Some(Found::foreign(infix, 1, right));
    match word.to_lowercase().as_str() {
        "or" | "o" | "u" => foreign(Infix::Binary(Or), "or"),
        "and" | "y" | "e" => foreign(Infix::Binary(And), "and"),
        "in" | "en" => foreign(Infix::In, "in"),
        "is" | "es" | "está" | "esta" | "fue" | "was" | "are" => foreign(Infix::Is(false), "is"),
        "includes" | "include" | "incluye" | "contains" | "contiene" | "has" => {
            foreign(Infix::Includes, "includes")
        }
        "between" | "entre" => foreign(Infix::Between, "in"),
        "equals" | "equal" | "eq" | "igual" | "like" => foreign(Infix::Binary(Equal), "="),
        "ne" | "neq" | "distinto" | "diferente" => foreign(Infix::Binary(NotEqual), "!="),
        "lt" => foreign(Infix::Binary(Less), "<"),
        "le" | "lte" => foreign(Infix::Binary(AtMost), "<="),
        "gt" => foreign(Infix::Binary(More), ">"),
        "ge" | "gte" => foreign(Infix::Binary(AtLeast), ">="),
        "mayor" | "greater" | "more" if matches!(next, "que" | "than") => {
            Some(Found::foreign(Infix::Binary(More), 2, ">"))
        }
        "menor" | "less" | "fewer" if matches!(next, "que" | "than") => {
            Some(Found::foreign(Infix::Binary(Less), 2, "<"))
        }
        "not" | "no" => match next {
            "in" | "en" => Some(Found::foreign(Infix::NotIn, 2, "not")),
            "is" | "es" | "está" | "esta" | "fue" => Some(Found::foreign(Infix::Is(true), 2, "is not")),
            "includes" | "include" | "incluye" | "contains" | "contiene" => {
                Some(Found::foreign(Infix::NotIncludes, 2, "not"))
            }
            _ if state_of_word(next).is_some() => Some(Found::foreign(Infix::Is(true), 1, "is not")),
            _ => None,
        },
        _ => None,
    }
}

/// What a word after `is` asks, and whether it asks the contrary (`empty` is not answered). A word
/// that may as well be the name of a band is left to the checker.
pub(super) fn state_of_word(word: &str) -> Option<(State, bool)> {
    Some(match word.to_lowercase().as_str() {
        "null" | "nulo" | "nula" => (State::Null, false),
        "answered" | "respondida" | "respondido" | "contestada" | "contestado" => (State::Answered, false),
        "present" | "presente" => (State::Present, false),
        "empty" | "vacío" | "vacio" | "vacía" | "vacia" | "unanswered" => (State::Answered, true),
        _ => return None,
    })
}

/// Words that can never be names.
pub(in crate::model::expression) fn is_reserved(word: &str) -> bool {
    matches!(word, "or" | "and" | "not" | "in" | "is" | "includes" | "null" | "true" | "false")
}
