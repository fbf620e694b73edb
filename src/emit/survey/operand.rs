//! The values that a lowered condition compares.

use super::condition::Comparator;
use super::condition::{Condition, Find, Unsupported, Variable, defined, simplified, unsupported, variable};
use crate::model::expression::{BinaryOp, Function, Literal, SymbolKind, TypedExpr, TypedNode};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What is calculated with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    Plus,
    Minus,
    Times,
    /// The divisor is not 0: a guard says so.
    Divided,
}

/// A value that is there whenever the guards before it hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Answer(Variable),
    Number(Decimal),
    Text(String),
    /// The id of an option.
    Option(String),
    YesNo(bool),
    Date(Date),
    /// The day on which the survey is answered.
    Today,
    Calculated(Box<Operand>, Arithmetic, Box<Operand>),
    /// The first when the condition holds, else the second.
    Either(Box<Condition>, Box<Operand>, Box<Operand>),
}

impl Operand {
    pub(super) fn simplified(self) -> Self {
        match self {
            Operand::Calculated(left, by, right) => {
                Operand::Calculated(Box::new(left.simplified()), by, Box::new(right.simplified()))
            }
            Operand::Either(condition, first, second) => match simplified(*condition) {
                Condition::Always => first.simplified(),
                Condition::Never => second.simplified(),
                condition => Operand::Either(
                    Box::new(condition),
                    Box::new(first.simplified()),
                    Box::new(second.simplified()),
                ),
            },
            other => other,
        }
    }
}

/// The value of an expression.
///
/// # Errors
/// The part that no platform can be told.
pub(super) fn operand(expr: &TypedExpr, find: &Find<'_>) -> Result<Operand, Unsupported> {
    Ok(match &expr.node {
        TypedNode::Literal(Literal::Number(value)) => Operand::Number(value.normalize()),
        // Platforms do not agree on what a backslash is.
        TypedNode::Literal(Literal::Text(text)) if !text.contains('\\') => Operand::Text(text.clone()),
        TypedNode::Literal(Literal::Date(date)) => Operand::Date(*date),
        TypedNode::Literal(Literal::YesNo(value)) => Operand::YesNo(*value),
        TypedNode::Choice(id) => Operand::Option(id.clone()),
        TypedNode::Symbol(symbol) if symbol.kind == SymbolKind::Clock => {
            if symbol.name != "as_of" {
                return Err(unsupported(expr));
            }
            Operand::Today
        }
        TypedNode::Symbol(_) => Operand::Answer(variable(expr, find)?),
        TypedNode::Minus(of) => {
            calculated(Operand::Number(Decimal::ZERO), Arithmetic::Minus, operand(of, find)?)
        }
        TypedNode::Binary(op, left, right) => {
            let by = match op {
                BinaryOp::Plus => Arithmetic::Plus,
                BinaryOp::Minus => Arithmetic::Minus,
                BinaryOp::Times => Arithmetic::Times,
                BinaryOp::Divided => Arithmetic::Divided,
                _ => return Err(unsupported(expr)),
            };
            if !(left.ty.is_number() && right.ty.is_number()) {
                return Err(unsupported(expr));
            }
            calculated(operand(left, find)?, by, operand(right, find)?)
        }
        TypedNode::Call(function, arguments) => call(expr, *function, arguments, find)?,
        _ => return Err(unsupported(expr)),
    })
}

fn calculated(left: Operand, by: Arithmetic, right: Operand) -> Operand {
    Operand::Calculated(Box::new(left), by, Box::new(right))
}

fn call(
    expr: &TypedExpr,
    function: Function,
    arguments: &[TypedExpr],
    find: &Find<'_>,
) -> Result<Operand, Unsupported> {
    let by = match function {
        Function::Coalesce => None,
        Function::Min => Some(Comparator::Less),
        Function::Max => Some(Comparator::More),
        Function::Abs => {
            let [of] = arguments else { return Err(unsupported(expr)) };
            let (of, zero) = (operand(of, find)?, Operand::Number(Decimal::ZERO));
            let negative = Condition::Compare { left: of.clone(), by: Comparator::Less, right: zero.clone() };
            let turned = calculated(zero, Arithmetic::Minus, of.clone());
            return Ok(Operand::Either(Box::new(negative), Box::new(turned), Box::new(of)));
        }
        _ => return Err(unsupported(expr)),
    };
    let mut rest = arguments.iter().rev();
    let Some(last) = rest.next() else { return Err(unsupported(expr)) };
    let mut value = operand(last, find)?;
    for argument in rest {
        let own = operand(argument, find)?;
        let first = match by {
            Some(by) => Condition::Compare { left: own.clone(), by, right: value.clone() },
            None => defined(argument, find)?,
        };
        value = Operand::Either(Box::new(first), Box::new(own), Box::new(value));
    }
    Ok(value)
}

/// A part of a larger condition, in brackets where it stands beside others.
pub fn bracketed(text: String, nested: bool) -> String {
    if nested { format!("({text})") } else { text }
}

/// A number as conditions of platforms have it: never with an exponent; a negative one in brackets.
pub fn number(value: Decimal) -> String {
    let text = value.normalize().to_string();
    if value.is_sign_negative() && !value.is_zero() { format!("({text})") } else { text }
}
