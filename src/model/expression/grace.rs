//! `grace`: an event this late still counts as in time. `matures_after`: a row counts from this age on.
//!
//! In the condition that says which rows count, an upper limit on the time between two moments moves
//! up (`days(a, b) <= 90` with `5 days` is `<= 95`), and an event that must not come after a day may
//! come that much later.

use super::{BinaryOp, Function, Literal, Type, TypedExpr, TypedNode, TypedSet};
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;

/// The condition with its limits moved by the grace.
///
/// # Errors
/// No limit in it can be moved by that much.
pub fn with_grace(condition: &TypedExpr, grace: Duration) -> Result<TypedExpr, Mistake> {
    let mut moved = 0;
    let lenient = lenient(condition, grace, false, &mut moved);
    if moved > 0 {
        return Ok(lenient);
    }
    let grace = grace.spell();
    Err(Mistake::new(
        say!(en: "its grace of `{grace}` has no limit in `count` that it could move",
             es: "su margen de `{grace}` no tiene en `count` un límite que pueda mover"),
        say!(en: "write the limit in the unit of the grace, such as `days(opened_on, used_on) <= 90` with `grace: 5 days`",
             es: "escribe el límite en la unidad del margen, como `days(opened_on, used_on) <= 90` con `grace: 5 days`"),
    ))
}

fn lenient(expr: &TypedExpr, grace: Duration, negated: bool, moved: &mut u32) -> TypedExpr {
    let node = match &expr.node {
        TypedNode::Not(of) => TypedNode::Not(Box::new(lenient(of, grace, !negated, moved))),
        TypedNode::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => TypedNode::Binary(
            *op,
            Box::new(lenient(left, grace, negated, moved)),
            Box::new(lenient(right, grace, negated, moved)),
        ),
        TypedNode::Binary(op, left, right) if op.orders() => match limit(*op, left, right, grace, negated) {
            Some(found) => {
                *moved += 1;
                found
            }
            None => return expr.clone(),
        },
        TypedNode::In(of, TypedSet::Range(from, to)) if !negated => match (units(of), whole(grace, of)) {
            (Some(_), Some(more)) => {
                *moved += 1;
                TypedNode::In(of.clone(), TypedSet::Range(*from, to.saturating_add(more)))
            }
            _ => return expr.clone(),
        },
        _ => return expr.clone(),
    };
    TypedExpr { node, ..expr.clone() }
}

/// A comparison with its limit moved: the upper end of a time between two moments, or a day that an
/// event must not pass. Under `not`, it is the lower end that makes a row count.
fn limit(
    op: BinaryOp,
    left: &TypedExpr,
    right: &TypedExpr,
    grace: Duration,
    negated: bool,
) -> Option<TypedNode> {
    use BinaryOp::{AtLeast, AtMost, Less, More};
    let late_on_the_left = matches!((op, negated), (Less | AtMost, false) | (More | AtLeast, true));
    let (event, end) = if late_on_the_left { (left, right) } else { (right, left) };
    if units(event).is_some() {
        let more = Decimal::from(whole(grace, event)?);
        let TypedNode::Literal(Literal::Number(value)) = &end.node else { return None };
        let end =
            TypedExpr { node: TypedNode::Literal(Literal::Number(value.checked_add(more)?)), ..end.clone() };
        let (left, right) = if late_on_the_left { (event.clone(), end) } else { (end, event.clone()) };
        return Some(TypedNode::Binary(op, Box::new(left), Box::new(right)));
    }
    if !(event.ty.is_date() && end.ty.is_date()) {
        return None;
    }
    let function = if seconds(grace.unit()).is_some_and(|each| each < 86_400) {
        Function::Hours
    } else {
        Function::Days
    };
    let lateness = TypedExpr {
        span: event.span,
        ty: Type::Integer,
        node: TypedNode::Call(function, vec![end.clone(), event.clone()]),
    };
    let more = Decimal::from(whole(grace, &lateness)?);
    let more =
        TypedExpr { span: end.span, ty: Type::Integer, node: TypedNode::Literal(Literal::Number(more)) };
    let (left, right) = if late_on_the_left { (lateness, more) } else { (more, lateness) };
    Some(TypedNode::Binary(op, Box::new(left), Box::new(right)))
}

/// The function of a time between two moments.
fn units(expr: &TypedExpr) -> Option<Function> {
    match &expr.node {
        TypedNode::Call(function, _) if function.between_dates() => Some(*function),
        _ => None,
    }
}

/// The grace in whole units of a time between two moments; none when it is no whole number of them.
fn whole(grace: Duration, between: &TypedExpr) -> Option<i64> {
    let per_unit: Decimal = match (units(between)?, grace.unit()) {
        (Function::Days, unit) => Decimal::from(seconds(unit)?) / Decimal::from(86_400),
        (Function::Hours, unit) => Decimal::from(seconds(unit)?) / Decimal::from(3_600),
        (Function::Months, unit) => Decimal::from(months(unit)?),
        (Function::BusinessHours, TimeUnit::BusinessHour)
        | (Function::BusinessDays, TimeUnit::BusinessDay) => Decimal::ONE,
        _ => return None,
    };
    let whole = (grace.amount() * per_unit).normalize();
    if whole.is_integer() { whole.try_into().ok() } else { None }
}

/// Seconds in a unit of elapsed time; a day counts 24 hours.
pub fn seconds(unit: TimeUnit) -> Option<u32> {
    Some(match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3_600,
        TimeUnit::Day => 86_400,
        TimeUnit::Week => 604_800,
        _ => return None,
    })
}

/// Months in a unit of the calendar.
pub fn months(unit: TimeUnit) -> Option<u32> {
    Some(match unit {
        TimeUnit::Month => 1,
        TimeUnit::Quarter => 3,
        TimeUnit::Year => 12,
        _ => return None,
    })
}

/// How the age of a row is measured that has to reach a length of time: with which function of two
/// moments, and how much of it is enough.
pub fn maturity(wait: Duration) -> (Function, Decimal) {
    let amount = wait.amount();
    match wait.unit() {
        TimeUnit::BusinessHour => (Function::BusinessHours, amount),
        TimeUnit::BusinessDay => (Function::BusinessDays, amount),
        TimeUnit::Day => (Function::Days, amount),
        TimeUnit::Week => (Function::Days, amount * Decimal::from(7)),
        unit => match (months(unit), seconds(unit)) {
            (Some(months), _) => (Function::Months, amount * Decimal::from(months)),
            (None, Some(seconds)) => {
                (Function::Hours, amount * Decimal::from(seconds) / Decimal::from(3_600))
            }
            (None, None) => (Function::Days, amount),
        },
    }
}
