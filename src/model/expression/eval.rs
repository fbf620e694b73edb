//! What an expression gives for given values, in three-valued logic: what compares or calculates with
//! nothing is unknown, and unknown at the top does not hold.

mod duration;
mod time;
mod value;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::ast::{BinaryOp, Function};
use super::scope::{Symbol, TypedExpr, TypedNode, TypedSet};
use super::types::Type;
pub use value::Value;
use value::{level, of_literal, plain};

/// Where an expression reads its values.
pub trait Values {
    /// The value of a symbol; [`Value::None`] when it has none.
    fn value(&self, symbol: &Symbol) -> Value;

    /// The band in which the value of a metric lies.
    fn band(&self, _metric: &Symbol) -> Option<String> {
        None
    }

    /// The time zone in which a moment has its day.
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    /// Whole business hours from one moment to a later or earlier one.
    fn business_hours(&self, _from: Timestamp, _to: Timestamp) -> Option<i64> {
        None
    }

    /// Whole business days from one moment to a later or earlier one.
    fn business_days(&self, _from: Timestamp, _to: Timestamp) -> Option<i64> {
        None
    }
}

/// Whether a condition holds: unknown does not.
pub fn holds(condition: &TypedExpr, values: &dyn Values) -> bool {
    truth(condition, values) == Some(true)
}

/// Whether a condition is true or false, or unknown.
pub fn truth(condition: &TypedExpr, values: &dyn Values) -> Option<bool> {
    Evaluator { values }.truth(condition)
}

/// The value of an expression.
pub fn compute(expr: &TypedExpr, values: &dyn Values) -> Value {
    Evaluator { values }.value(expr)
}

struct Evaluator<'v> {
    values: &'v dyn Values,
}

impl Evaluator<'_> {
    fn truth(&self, expr: &TypedExpr) -> Option<bool> {
        match self.value(expr) {
            Value::YesNo(value) => Some(value),
            _ => None,
        }
    }

    fn value(&self, expr: &TypedExpr) -> Value {
        match &expr.node {
            TypedNode::Literal(literal) => of_literal(literal),
            TypedNode::Symbol(symbol) => plain(self.values.value(symbol), &symbol.ty),
            TypedNode::Choice(id) => Value::Text(id.clone()),
            TypedNode::Not(of) => yes_no(self.truth(of).map(|value| !value)),
            TypedNode::Minus(of) => self.times(&Value::Number(Decimal::NEGATIVE_ONE), &self.value(of)),
            TypedNode::Binary(op, left, right) => self.binary(*op, left, right),
            TypedNode::In(of, set) => yes_no(self.is_in(of, set)),
            TypedNode::State { of, state, negated } => {
                let has_value = self.value(of) != Value::None;
                Value::YesNo(has_value == state.wants_value(*negated))
            }
            TypedNode::Band { metric, band } => yes_no(self.values.band(metric).map(|of| of == *band)),
            TypedNode::Includes { of, choice } => match self.value(of) {
                Value::Several(taken) => Value::YesNo(taken.contains(choice)),
                _ => Value::None,
            },
            TypedNode::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn binary(&self, op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Value {
        match op {
            BinaryOp::And => yes_no(match (self.truth(left), self.truth(right)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            }),
            BinaryOp::Or => yes_no(match (self.truth(left), self.truth(right)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            }),
            _ if op.compares() => yes_no(self.compares(op, left, right)),
            _ => self.calculate(op, left, right),
        }
    }

    fn compares(&self, op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Option<bool> {
        let order = self.order((&self.value(left), &left.ty), (&self.value(right), &right.ty))?;
        Some(op.holds(order))
    }

    /// How two values of one type stand to each other; unknown when one is missing.
    fn order(&self, left: (&Value, &Type), right: (&Value, &Type)) -> Option<Ordering> {
        if *left.1 == Type::Level || *right.1 == Type::Level {
            let (left_type, left) = level(left)?;
            let (right_type, right) = level(right)?;
            let same = left_type == right_type || (left_type.is_number() && right_type.is_number());
            return if same { self.order((&left, &left_type), (&right, &right_type)) } else { None };
        }
        match (left.0, right.0) {
            (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
            (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
            (Value::YesNo(left), Value::YesNo(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            (Value::Moment(left), Value::Moment(right)) => Some(left.cmp(right)),
            (Value::Moment(moment), Value::Date(day)) => Some(self.day(*moment).cmp(day)),
            (Value::Date(day), Value::Moment(moment)) => Some(day.cmp(&self.day(*moment))),
            (Value::Quantity(left, of), Value::Quantity(right, unit)) => {
                duration::order((*left, *of), (*right, *unit))
            }
            _ => None,
        }
    }

    fn is_in(&self, of: &TypedExpr, set: &TypedSet) -> Option<bool> {
        let value = self.value(of);
        match set {
            TypedSet::Range(from, to) => match value {
                Value::Number(number) => Some(Decimal::from(*from) <= number && number <= Decimal::from(*to)),
                _ => None,
            },
            TypedSet::List(items) => {
                let mut unknown = value == Value::None;
                for item in items {
                    match self.order((&value, &of.ty), (&self.value(item), &item.ty)) {
                        Some(Ordering::Equal) => return Some(true),
                        Some(_) => {}
                        None => unknown = true,
                    }
                }
                (!unknown).then_some(false)
            }
        }
    }

    fn calculate(&self, op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Value {
        let (first, second) = (self.value(left), self.value(right));
        match (&left.ty, &right.ty) {
            (Type::MoneyPerTime(_, period), Type::Duration) => {
                return duration::money(&first, *period, &second).unwrap_or_default();
            }
            (Type::Duration, Type::MoneyPerTime(_, period)) => {
                return duration::money(&second, *period, &first).unwrap_or_default();
            }
            _ => {}
        }
        match (op, &first, &second) {
            (BinaryOp::Times, _, _) => self.times(&first, &second),
            (BinaryOp::Plus, Value::Number(a), Value::Number(b)) => number(a.checked_add(*b)),
            (BinaryOp::Minus, Value::Number(a), Value::Number(b)) => number(a.checked_sub(*b)),
            (_, Value::Number(a), Value::Number(b)) => number(a.checked_div(*b)),
            (BinaryOp::Divided, Value::Quantity(a, unit), Value::Number(b)) => {
                a.checked_div(*b).map_or(Value::None, |value| Value::Quantity(value, *unit))
            }
            (_, Value::Quantity(a, of), Value::Quantity(b, unit)) => {
                duration::calculate(op, (*a, *of), (*b, *unit)).unwrap_or_default()
            }
            _ => Value::None,
        }
    }

    fn times(&self, left: &Value, right: &Value) -> Value {
        match (left, right) {
            (Value::Number(a), Value::Number(b)) => number(a.checked_mul(*b)),
            (Value::Quantity(a, unit), Value::Number(b)) | (Value::Number(b), Value::Quantity(a, unit)) => {
                a.checked_mul(*b).map_or(Value::None, |value| Value::Quantity(value, *unit))
            }
            _ => Value::None,
        }
    }

    fn call(&self, function: Function, arguments: &[TypedExpr]) -> Value {
        if function.between_dates() {
            let [from, to] = arguments else { return Value::None };
            let units = self.between(function, &self.value(from), &self.value(to));
            return units.map_or(Value::None, |units| Value::Number(units.into()));
        }
        let mut values = arguments.iter().map(|argument| self.value(argument));
        match function {
            Function::Coalesce => values.find(|value| *value != Value::None).unwrap_or_default(),
            Function::Abs => match values.next() {
                Some(Value::Number(value)) => Value::Number(value.abs()),
                Some(Value::Quantity(value, unit)) => Value::Quantity(value.abs(), unit),
                _ => Value::None,
            },
            _ => {
                let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
                let Some(ty) = arguments.first().map(|argument| &argument.ty) else { return Value::None };
                let kept = values.map(Some).reduce(|best, next| {
                    let (best, next) = (best?, next?);
                    let order = self.order((&next, ty), (&best, ty))?;
                    Some(if order == wanted { next } else { best })
                });
                kept.flatten().unwrap_or_default()
            }
        }
    }

    fn day(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.values.zone()).date()
    }
}

fn yes_no(value: Option<bool>) -> Value {
    value.map_or(Value::None, Value::YesNo)
}

fn number(value: Option<Decimal>) -> Value {
    value.map_or(Value::None, Value::Number)
}
