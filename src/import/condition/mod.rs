//! Conditions of other platforms, and what they are in the language.

mod guards;
pub mod tokens;
mod translate;

pub use translate::{Answers, Kind, Variable};

use crate::emit::survey::{Arithmetic, Comparator};
use rust_decimal::Decimal;

/// A condition, or a value in it, as a platform means it: what is asked has two truth values, and an
/// empty answer differs from everything.
#[derive(Clone, Debug, PartialEq)]
pub enum Foreign {
    Number(Decimal),
    Text(String),
    YesNo(bool),
    /// An answer, by the name that the file gives it.
    Name(String),
    Today,
    Answered(Box<Foreign>),
    Unanswered(Box<Foreign>),
    All(Vec<Foreign>),
    Any(Vec<Foreign>),
    Not(Box<Foreign>),
    Compare(Box<Foreign>, Comparator, Box<Foreign>),
    /// The answer is one of these, or none of them.
    OneOf {
        of: Box<Foreign>,
        list: Vec<Foreign>,
        inside: bool,
    },
    /// The answers have this one among them, or do not have it.
    Includes {
        of: Box<Foreign>,
        option: Box<Foreign>,
        inside: bool,
    },
    Calculated(Box<Foreign>, Arithmetic, Box<Foreign>),
    /// If the first holds the second, else the third.
    Either(Box<Foreign>, Box<Foreign>, Box<Foreign>),
}

impl Foreign {
    /// The names of the answers in it, each once, in the order of the text.
    pub fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.gather(&mut found);
        found
    }

    fn gather(&self, found: &mut Vec<String>) {
        if let Foreign::Name(name) = self
            && !found.contains(name)
        {
            found.push(name.clone());
        }
        match self {
            Foreign::Answered(of) | Foreign::Unanswered(of) | Foreign::Not(of) => of.gather(found),
            Foreign::All(each) | Foreign::Any(each) => each.iter().for_each(|part| part.gather(found)),
            Foreign::Compare(left, _, right) | Foreign::Calculated(left, _, right) => {
                left.gather(found);
                right.gather(found);
            }
            Foreign::OneOf { of, .. } | Foreign::Includes { of, .. } => of.gather(found),
            Foreign::Either(when, first, second) => {
                [when, first, second].iter().for_each(|part| part.gather(found));
            }
            _ => {}
        }
    }

    /// What holds exactly when this does not.
    pub fn negated(&self) -> Foreign {
        let each = |parts: &[Foreign]| parts.iter().map(Foreign::negated).collect();
        match self {
            Foreign::Not(of) => (**of).clone(),
            Foreign::All(parts) => Foreign::Any(each(parts)),
            Foreign::Any(parts) => Foreign::All(each(parts)),
            Foreign::Answered(of) => Foreign::Unanswered(of.clone()),
            Foreign::Unanswered(of) => Foreign::Answered(of.clone()),
            Foreign::YesNo(value) => Foreign::YesNo(!value),
            Foreign::OneOf { of, list, inside } => {
                Foreign::OneOf { of: of.clone(), list: list.clone(), inside: !inside }
            }
            Foreign::Includes { of, option, inside } => {
                Foreign::Includes { of: of.clone(), option: option.clone(), inside: !inside }
            }
            Foreign::Compare(left, by, right) => {
                let turned = Foreign::Compare(left.clone(), by.opposite(), right.clone());
                if matches!(by, Comparator::Equal | Comparator::NotEqual) {
                    return turned;
                }
                // What is not there is not less, and not more either.
                let names = self.names().into_iter();
                let gone = names.map(|name| Foreign::Unanswered(Box::new(Foreign::Name(name))));
                Foreign::Any(gone.chain([turned]).collect())
            }
            other => {
                Foreign::Compare(Box::new(other.clone()), Comparator::Equal, Box::new(Foreign::YesNo(false)))
            }
        }
    }
}

/// Several conditions as one; none when there is none.
pub fn all(mut conditions: Vec<Foreign>) -> Option<Foreign> {
    match conditions.len() {
        0 => None,
        1 => conditions.pop(),
        _ => Some(Foreign::All(conditions)),
    }
}
