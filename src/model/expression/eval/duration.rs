//! Durations: those of one clock are compared exactly, the rest only when no calendar can change the
//! answer.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Value;
use crate::model::expression::ast::BinaryOp;
use crate::model::expression::units::{DurationUnit, PeriodWord, UnitWord};

/// The clock a duration is measured by, with its smallest unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// Seconds; a day counts 24 hours.
    Elapsed,
    /// Months.
    Calendar,
    BusinessHours,
    BusinessDays,
}

/// A duration in the smallest unit of its clock.
fn measure((value, unit): (Decimal, UnitWord)) -> Option<(Clock, Decimal)> {
    let UnitWord::Duration(unit) = unit else { return None };
    let (clock, size) = match unit {
        DurationUnit::Seconds => (Clock::Elapsed, 1),
        DurationUnit::Minutes => (Clock::Elapsed, 60),
        DurationUnit::Hours => (Clock::Elapsed, 3_600),
        DurationUnit::Days => (Clock::Elapsed, 86_400),
        DurationUnit::Weeks => (Clock::Elapsed, 604_800),
        DurationUnit::Months => (Clock::Calendar, 1),
        DurationUnit::Quarters => (Clock::Calendar, 3),
        DurationUnit::Years => (Clock::Calendar, 12),
        DurationUnit::BusinessHours => (Clock::BusinessHours, 1),
        DurationUnit::BusinessDays => (Clock::BusinessDays, 1),
    };
    Some((clock, value.checked_mul(size.into())?))
}

/// How two durations stand to each other; unknown when it depends on the calendar.
pub(super) fn order(left: (Decimal, UnitWord), right: (Decimal, UnitWord)) -> Option<Ordering> {
    let ((left_clock, left), (right_clock, right)) = (measure(left)?, measure(right)?);
    match (left_clock, right_clock) {
        (one, other) if one == other => Some(left.cmp(&right)),
        (Clock::Elapsed, Clock::Calendar) => against_months(left, right),
        (Clock::Calendar, Clock::Elapsed) => against_months(right, left).map(Ordering::reverse),
        _ => None,
    }
}

/// Seconds against months of 28 to 31 days.
fn against_months(seconds: Decimal, months: Decimal) -> Option<Ordering> {
    let days = seconds.checked_div(86_400.into())?;
    let (shortest, longest) = (months.checked_mul(28.into())?, months.checked_mul(31.into())?);
    if days < shortest.min(longest) {
        Some(Ordering::Less)
    } else if days > longest.max(shortest) {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// A sum, difference or ratio of two durations of one clock.
pub(super) fn calculate(
    op: BinaryOp,
    left: (Decimal, UnitWord),
    right: (Decimal, UnitWord),
) -> Option<Value> {
    let ((clock, left), (other, right)) = (measure(left)?, measure(right)?);
    if clock != other {
        return None;
    }
    let unit = UnitWord::Duration(match clock {
        Clock::Elapsed => DurationUnit::Seconds,
        Clock::Calendar => DurationUnit::Months,
        Clock::BusinessHours => DurationUnit::BusinessHours,
        Clock::BusinessDays => DurationUnit::BusinessDays,
    });
    match op {
        BinaryOp::Plus => left.checked_add(right).map(|value| Value::Quantity(value, unit)),
        BinaryOp::Minus => left.checked_sub(right).map(|value| Value::Quantity(value, unit)),
        BinaryOp::Divided => left.checked_div(right).map(Value::Number),
        _ => None,
    }
}

/// Money per time for a duration; no value when the period does not divide it on every calendar.
pub(super) fn money(amount: &Value, period: PeriodWord, duration: &Value) -> Option<Value> {
    let (Value::Number(amount), Value::Quantity(value, unit)) = (amount, duration) else { return None };
    let (clock, size) = match period {
        PeriodWord::Day => (Clock::Elapsed, 86_400),
        PeriodWord::Week => (Clock::Elapsed, 604_800),
        PeriodWord::Month => (Clock::Calendar, 1),
        PeriodWord::Quarter => (Clock::Calendar, 3),
        PeriodWord::Year => (Clock::Calendar, 12),
    };
    let (_, length) = measure((*value, *unit)).filter(|(of, _)| *of == clock)?;
    amount.checked_mul(length)?.checked_div(size.into()).map(Value::Number)
}
