//! Which answers make a condition true: for proofs over bands and for tests of branching.

mod candidates;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::ast::BinaryOp;
use super::eval::{Value, Values, holds};
use super::scope::{Symbol, TypedExpr, TypedNode};
use candidates::candidates;

/// More combinations than this are not all tried.
const MOST_TRIED: usize = 20_000;

/// A covering has at most this many assignments.
const MOST_KEPT: usize = 64;

/// The answers to one question on a scale that make a condition true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Satisfying {
    /// The codes of the scale, in ascending order.
    pub codes: Vec<i64>,
    /// Whether it is true when the question was not answered.
    pub unanswered: bool,
}

/// The answers that make a condition true, if it reads exactly one symbol and that has a scale.
pub fn satisfying(condition: &TypedExpr) -> Option<Satisfying> {
    let symbols = condition.symbols();
    let [symbol] = symbols.as_slice() else { return None };
    let (lowest, highest) = symbol.scale?;
    let with = |answer: Option<i64>| {
        let value = answer.map_or(Value::None, |code| Value::Number(code.into()));
        holds(condition, &Assignment(vec![Answer { symbol: symbol.clone(), value }]))
    };
    Some(Satisfying {
        codes: (lowest..=highest).filter(|code| with(Some(*code))).collect(),
        unanswered: with(None),
    })
}

/// The answer to one question, or the value of any other symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub symbol: Arc<Symbol>,
    /// [`Value::None`]: not answered.
    pub value: Value,
}

/// One answer for each symbol of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment(pub Vec<Answer>);

impl Values for Assignment {
    fn value(&self, symbol: &Symbol) -> Value {
        let answer = self.0.iter().find(|answer| *answer.symbol == *symbol);
        answer.map_or(Value::None, |answer| answer.value.clone())
    }

    fn band(&self, metric: &Symbol) -> Option<String> {
        match self.value(metric) {
            Value::Text(band) => Some(band),
            _ => None,
        }
    }
}

/// Assignments that show where a condition is true and where it is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Covering {
    pub when_true: Vec<Assignment>,
    pub when_false: Vec<Assignment>,
    /// Whether every combination of the values that matter was tried. Then an empty `when_true`
    /// proves that the condition never holds, and an empty `when_false` that it always does.
    pub complete: bool,
}

/// A small set of assignments: each value on either side of a boundary appears where it decides,
/// that is, where changing it alone changes the outcome; the same answers give the same set.
/// Comparisons of symbols with each other are covered by their scales and dates only.
pub fn covering(condition: &TypedExpr) -> Covering {
    let symbols = condition.symbols();
    let values: Vec<Vec<Value>> = symbols.iter().map(|symbol| candidates(condition, symbol)).collect();
    let total = values.iter().try_fold(1usize, |total, values| total.checked_mul(values.len()));
    let complete = total.is_some_and(|total| total <= MOST_TRIED) && candidates::exact(condition);
    let assignments: Vec<Vec<usize>> = match total {
        Some(total) if total <= MOST_TRIED => (0..total).map(|at| digits(at, &values)).collect(),
        _ => sampled(&values),
    };
    let assign = |choice: &[usize]| assigned(&symbols, &values, choice);
    let outcomes: BTreeMap<Vec<usize>, bool> =
        assignments.into_iter().map(|choice| (choice.clone(), holds(condition, &assign(&choice)))).collect();
    let mut kept: Vec<&Vec<usize>> = Vec::new();
    for wanted in [true, false] {
        kept.extend(outcomes.iter().find(|(_, outcome)| **outcome == wanted).map(|(choice, _)| choice));
    }
    for choice in deciding(&outcomes, &values) {
        if kept.len() < MOST_KEPT && !kept.contains(&choice) {
            kept.push(choice);
        }
    }
    let of = |wanted: bool| {
        kept.iter().filter(|choice| outcomes[**choice] == wanted).map(|choice| assign(choice)).collect()
    };
    Covering { when_true: of(true), when_false: of(false), complete }
}

/// Whether some answers make conditions true while others do not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Meeting {
    /// These do.
    Met(Assignment),
    /// None do: every combination of the values that matter was tried.
    Never,
    /// Nothing was found, and not everything was tried.
    Open,
}

/// Answers for which all of some conditions hold and none of others does: one that is unknown does not
/// hold either.
pub fn meeting(hold: &[&TypedExpr], fail: &[&TypedExpr]) -> Meeting {
    let all = hold.iter().chain(fail).map(|it| (*it).clone());
    let Some(joined) = all.reduce(and) else { return Meeting::Met(Assignment(Vec::new())) };
    let symbols = joined.symbols();
    let values: Vec<Vec<Value>> = symbols.iter().map(|symbol| candidates(&joined, symbol)).collect();
    let total = values.iter().try_fold(1usize, |total, values| total.checked_mul(values.len()));
    let total = total.filter(|total| *total <= MOST_TRIED);
    let choices: Vec<Vec<usize>> = match total {
        Some(total) => (0..total).map(|at| digits(at, &values)).collect(),
        None => sampled(&values),
    };
    let met = choices.into_iter().map(|choice| assigned(&symbols, &values, &choice)).find(|answers| {
        hold.iter().all(|it| holds(it, answers)) && !fail.iter().any(|it| holds(it, answers))
    });
    match met {
        Some(answers) => Meeting::Met(answers),
        None if total.is_some() && candidates::exact(&joined) => Meeting::Never,
        None => Meeting::Open,
    }
}

/// Both of two conditions.
fn and(left: TypedExpr, right: TypedExpr) -> TypedExpr {
    let (span, ty) = (left.span, left.ty.clone());
    TypedExpr { span, ty, node: TypedNode::Binary(BinaryOp::And, Box::new(left), Box::new(right)) }
}

fn assigned(symbols: &[Arc<Symbol>], values: &[Vec<Value>], choice: &[usize]) -> Assignment {
    let answers = symbols.iter().zip(choice).zip(values);
    let answer = |((symbol, at), values): ((&Arc<Symbol>, &usize), &Vec<Value>)| Answer {
        symbol: symbol.clone(),
        value: values[*at].clone(),
    };
    Assignment(answers.map(answer).collect())
}

/// For each symbol and each of its values, one assignment of each outcome in which it decides.
fn deciding<'o>(outcomes: &'o BTreeMap<Vec<usize>, bool>, values: &[Vec<Value>]) -> Vec<&'o Vec<usize>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (choice, outcome) in outcomes {
        for symbol in 0..choice.len() {
            let place = (symbol, choice[symbol], *outcome);
            if seen.contains(&place) {
                continue;
            }
            let decides = (0..values[symbol].len()).any(|other| {
                let mut changed = choice.clone();
                changed[symbol] = other;
                outcomes.get(&changed).is_some_and(|changed| changed != outcome)
            });
            if decides && seen.insert(place) && found.last() != Some(&choice) {
                found.push(choice);
            }
        }
    }
    found
}

/// The combination of candidates with this number.
fn digits(mut at: usize, values: &[Vec<Value>]) -> Vec<usize> {
    values
        .iter()
        .map(|values| {
            let digit = at % values.len();
            at /= values.len();
            digit
        })
        .collect()
}

/// When there are too many combinations: each symbol through all its values while the others stay at
/// the same rank of theirs.
fn sampled(values: &[Vec<Value>]) -> Vec<Vec<usize>> {
    let longest = values.iter().map(Vec::len).max().unwrap_or(0);
    let bases = (0..longest).map(|rank| values.iter().map(|values| rank % values.len()).collect::<Vec<_>>());
    let mut found = Vec::new();
    for base in bases {
        for (symbol, values) in values.iter().enumerate() {
            for at in 0..values.len() {
                if found.len() == MOST_TRIED {
                    return found;
                }
                let mut choice = base.clone();
                choice[symbol] = at;
                found.push(choice);
            }
        }
    }
    found
}

/// A number as the value of an answer.
fn code(code: i64) -> Value {
    Value::Number(Decimal::from(code))
}
