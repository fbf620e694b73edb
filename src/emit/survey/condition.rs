//! Conditions as platforms can take them: with two truth values, and every doubt written out.
//!
//! In the language, what compares with no answer is unknown, and unknown at the top does not hold;
//! `not` of unknown is unknown again. Platforms know nothing of that: to some an empty answer is 0,
//! to others it differs from everything. So each condition is turned into the question when it is
//! *certainly* true: negations go down to the comparisons, and each comparison stands beside the
//! demand that its answers are there. What is left has no negation, and nothing is compared that may
//! be missing.

use super::operand::{Operand, operand};
use crate::diagnostic::{Say, say};
use crate::model::expression::{BinaryOp, Literal, SymbolKind, TypedExpr, TypedNode, TypedSet};
use crate::model::expression::{Function, Symbol, Type};
use crate::source::Span;
use rust_decimal::Decimal;

/// An answer that a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// The question, by its place in the instrument.
    pub item: usize,
    /// The line, of a matrix.
    pub row: Option<String>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Comparator {
    fn of(op: BinaryOp) -> Option<Self> {
        Some(match op {
            BinaryOp::Equal => Self::Equal,
            BinaryOp::NotEqual => Self::NotEqual,
            BinaryOp::Less => Self::Less,
            BinaryOp::AtMost => Self::AtMost,
            BinaryOp::More => Self::More,
            BinaryOp::AtLeast => Self::AtLeast,
            _ => return None,
        })
    }

    /// The same with both sides in each other's place.
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::More => Self::Less,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// Whether it holds of two values in this order.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    /// What holds of two values exactly when this does not.
    pub fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }
}

/// A condition that is true or false, never unknown. Inside [`Condition::All`], what says that an
/// answer is there stands before whatever compares it.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Always,
    Never,
    All(Vec<Condition>),
    Any(Vec<Condition>),
    /// There is an answer. "Does not apply" is none.
    Answered(Variable),
    Unanswered(Variable),
    Compare {
        left: Operand,
        by: Comparator,
        right: Operand,
    },
    /// The option that was chosen is one of these, or none of them.
    OneOf {
        of: Variable,
        options: Vec<String>,
        inside: bool,
    },
    /// The options that were chosen have this one, or do not have it.
    Includes {
        of: Variable,
        option: String,
        inside: bool,
    },
}

/// A part of a condition that no platform can be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsupported {
    /// Inside the text of the condition.
    pub span: Span,
    /// What it is, as a subject: "the number of business days".
    pub what: Say,
}

/// Finds the question that a symbol stands for.
pub type Find<'f> = dyn Fn(&Symbol) -> Option<Variable> + 'f;

/// When a condition is certainly true.
///
/// # Errors
/// The part that cannot be lowered: a metric, business time, a quantity with a unit.
pub fn certainly(condition: &TypedExpr, find: &Find<'_>) -> Result<Condition, Unsupported> {
    Ok(simplified(certain(condition, true, find)?))
}

/// When an expression is certainly true, or certainly false.
fn certain(expr: &TypedExpr, wanted: bool, find: &Find<'_>) -> Result<Condition, Unsupported> {
    match &expr.node {
        TypedNode::Literal(Literal::YesNo(value)) => Ok(constant(*value == wanted)),
        TypedNode::Not(of) => certain(of, !wanted, find),
        TypedNode::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => {
            let both = vec![certain(left, wanted, find)?, certain(right, wanted, find)?];
            let all = (*op == BinaryOp::And) == wanted;
            Ok(if all { Condition::All(both) } else { Condition::Any(both) })
        }
        TypedNode::Binary(op, left, right) => {
            let Some(by) = Comparator::of(*op) else { return Err(unsupported(expr)) };
            compared(left, if wanted { by } else { by.opposite() }, right, find)
        }
        TypedNode::In(of, set) => within(of, set, wanted, find),
        TypedNode::State { of, state, negated } => {
            let there = state.wants_value(*negated) == wanted;
            let defined = defined(of, find)?;
            Ok(if there { defined } else { opposite(defined) })
        }
        TypedNode::Includes { of, choice } => {
            let variable = variable(of, find)?;
            let includes =
                Condition::Includes { of: variable.clone(), option: choice.clone(), inside: wanted };
            Ok(Condition::All(vec![Condition::Answered(variable), includes]))
        }
        TypedNode::Symbol(_) if expr.ty == Type::YesNo => {
            let variable = variable(expr, find)?;
            let holds = Condition::Compare {
                left: Operand::Answer(variable.clone()),
                by: Comparator::Equal,
                right: Operand::YesNo(wanted),
            };
            Ok(Condition::All(vec![Condition::Answered(variable), holds]))
        }
        _ => Err(unsupported(expr)),
    }
}

/// A comparison, beside the demand that both sides have a value.
fn compared(
    left: &TypedExpr,
    by: Comparator,
    right: &TypedExpr,
    find: &Find<'_>,
) -> Result<Condition, Unsupported> {
    if left.ty == Type::YesNo {
        let same = by == Comparator::Equal;
        let either = |first: bool| -> Result<Condition, Unsupported> {
            let second = first == same;
            Ok(Condition::All(vec![certain(left, first, find)?, certain(right, second, find)?]))
        };
        return Ok(Condition::Any(vec![either(true)?, either(false)?]));
    }
    let compare = Condition::Compare { left: operand(left, find)?, by, right: operand(right, find)? };
    Ok(Condition::All(vec![defined(left, find)?, defined(right, find)?, compare]))
}

fn within(of: &TypedExpr, set: &TypedSet, wanted: bool, find: &Find<'_>) -> Result<Condition, Unsupported> {
    let items = match set {
        TypedSet::Range(from, to) => {
            let end = |by: Comparator, end: i64| -> Result<Condition, Unsupported> {
                let by = if wanted { by } else { by.opposite() };
                Ok(Condition::Compare {
                    left: operand(of, find)?,
                    by,
                    right: Operand::Number(Decimal::from(end)),
                })
            };
            let ends = vec![end(Comparator::AtLeast, *from)?, end(Comparator::AtMost, *to)?];
            let ends = if wanted { Condition::All(ends) } else { Condition::Any(ends) };
            return Ok(Condition::All(vec![defined(of, find)?, ends]));
        }
        TypedSet::List(items) => items,
    };
    let options: Option<Vec<String>> = items
        .iter()
        .map(|item| match &item.node {
            TypedNode::Choice(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    if let (Some(options), Ok(variable)) = (options, variable(of, find)) {
        let one = Condition::OneOf { of: variable.clone(), options, inside: wanted };
        return Ok(Condition::All(vec![Condition::Answered(variable), one]));
    }
    let by = if wanted { Comparator::Equal } else { Comparator::NotEqual };
    let each = items.iter().map(|item| compared(of, by, item, find)).collect::<Result<Vec<_>, _>>()?;
    Ok(if wanted { Condition::Any(each) } else { Condition::All(each) })
}

/// When an expression has a value.
pub(super) fn defined(expr: &TypedExpr, find: &Find<'_>) -> Result<Condition, Unsupported> {
    match &expr.node {
        TypedNode::Literal(_) | TypedNode::Choice(_) => Ok(Condition::Always),
        TypedNode::Symbol(symbol) if symbol.kind == SymbolKind::Clock => Ok(Condition::Always),
        TypedNode::Symbol(_) => Ok(Condition::Answered(variable(expr, find)?)),
        TypedNode::Minus(of) => defined(of, find),
        TypedNode::Binary(op, left, right) if !op.compares() => {
            let mut all = vec![defined(left, find)?, defined(right, find)?];
            if *op == BinaryOp::Divided {
                let zero = Operand::Number(Decimal::ZERO);
                all.push(Condition::Compare {
                    left: operand(right, find)?,
                    by: Comparator::NotEqual,
                    right: zero,
                });
            }
            Ok(Condition::All(all))
        }
        TypedNode::Call(
            function @ (Function::Coalesce | Function::Min | Function::Max | Function::Abs),
            arguments,
        ) => {
            let each = arguments.iter().map(|of| defined(of, find)).collect::<Result<Vec<_>, _>>()?;
            Ok(if *function == Function::Coalesce { Condition::Any(each) } else { Condition::All(each) })
        }
        _ => Err(unsupported(expr)),
    }
}

/// The answer that an expression is.
pub(super) fn variable(expr: &TypedExpr, find: &Find<'_>) -> Result<Variable, Unsupported> {
    match &expr.node {
        TypedNode::Symbol(symbol) => find(symbol).ok_or_else(|| unsupported(expr)),
        _ => Err(unsupported(expr)),
    }
}

/// Why a part cannot be lowered.
pub(super) fn unsupported(expr: &TypedExpr) -> Unsupported {
    let what = match &expr.node {
        TypedNode::Call(function, _) if function.between_dates() => {
            let name = function.word();
            say!(en: "the time that `{name}` counts", es: "el tiempo que cuenta `{name}`")
        }
        TypedNode::Band { metric, .. } => {
            let name = &metric.name;
            say!(en: "the band of the metric `{name}`", es: "la banda de la métrica `{name}`")
        }
        TypedNode::Symbol(symbol) => {
            let name = &symbol.name;
            say!(en: "`{name}`", es: "`{name}`")
        }
        TypedNode::Literal(Literal::Text(_)) => {
            say!(en: "a text with a backslash", es: "un texto con una barra invertida")
        }
        _ => say!(en: "this calculation", es: "este cálculo"),
    };
    Unsupported { span: expr.span, what }
}

/// What is true exactly when a condition is not.
pub(super) fn opposite(condition: Condition) -> Condition {
    match condition {
        Condition::Always => Condition::Never,
        Condition::Never => Condition::Always,
        Condition::Any(each) => Condition::All(each.into_iter().map(opposite).collect()),
        Condition::Answered(variable) => Condition::Unanswered(variable),
        Condition::Unanswered(variable) => Condition::Answered(variable),
        Condition::Compare { left, by, right } => Condition::Compare { left, by: by.opposite(), right },
        Condition::OneOf { of, options, inside } => Condition::OneOf { of, options, inside: !inside },
        Condition::Includes { of, option, inside } => Condition::Includes { of, option, inside: !inside },
        Condition::All(each) => {
            // Either an early part is false, or the early ones hold (so that the answers are there)
            // and a later one is false.
            let mut held: Vec<Condition> = Vec::new();
            let mut ways = Vec::new();
            for part in each {
                let mut way = held.clone();
                way.push(opposite(part.clone()));
                ways.push(Condition::All(way));
                held.push(part);
            }
            Condition::Any(ways)
        }
    }
}

fn constant(value: bool) -> Condition {
    if value { Condition::Always } else { Condition::Never }
}

/// The same without nesting, repetition and constants that decide nothing.
pub(super) fn simplified(condition: Condition) -> Condition {
    match condition {
        Condition::All(each) => joined(each, true),
        Condition::Any(each) => joined(each, false),
        Condition::Compare { left, by, right } => {
            Condition::Compare { left: left.simplified(), by, right: right.simplified() }
        }
        other => other,
    }
}

fn joined(each: Vec<Condition>, all: bool) -> Condition {
    let (idle, decisive) =
        if all { (Condition::Always, Condition::Never) } else { (Condition::Never, Condition::Always) };
    let mut kept: Vec<Condition> = Vec::new();
    for part in each.into_iter().map(simplified) {
        let parts = match part {
            Condition::All(inner) if all => inner,
            Condition::Any(inner) if !all => inner,
            other => vec![other],
        };
        for part in parts {
            if part == decisive {
                return decisive;
            }
            if part != idle && !kept.contains(&part) {
                kept.push(part);
            }
        }
    }
    match kept.len() {
        0 => idle,
        1 => kept.remove(0),
        _ if all => Condition::All(kept),
        _ => Condition::Any(kept),
    }
}
