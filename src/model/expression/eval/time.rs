//! The whole units of time completed between two dates.

use jiff::civil::Date;
use jiff::{Span, Timestamp, Unit, Zoned};

use super::{Evaluator, Value};
use crate::model::expression::ast::Function;

impl Evaluator<'_> {
    /// Whole units from one date to another; negative when the other is earlier.
    pub(super) fn between(&self, function: Function, from: &Value, to: &Value) -> Option<i64> {
        if let (Value::Date(from), Value::Date(to)) = (from, to) {
            match function {
                Function::Days => return Some(from.until((Unit::Day, *to)).ok()?.get_days().into()),
                Function::Months => return months(*from, *to),
                _ => {}
            }
        }
        let (from, to) = (self.zoned(from)?, self.zoned(to)?);
        match function {
            Function::Days => Some(from.until((Unit::Day, &to)).ok()?.get_days().into()),
            Function::Hours => Some(from.until((Unit::Hour, &to)).ok()?.get_hours().into()),
            Function::Months => zoned_months(&from, &to),
            Function::BusinessHours => self.values.business_hours(from.timestamp(), to.timestamp()),
            Function::BusinessDays => self.values.business_days(from.timestamp(), to.timestamp()),
            _ => None,
        }
    }

    /// A moment in the zone of the values; a date is its first moment.
    fn zoned(&self, value: &Value) -> Option<Zoned> {
        let zone = self.values.zone();
        match value {
            Value::Date(date) => date.to_zoned(zone).ok(),
            Value::Moment(moment) => Some(Timestamp::to_zoned(*moment, zone)),
            _ => None,
        }
    }
}

/// Months keep the day of the month or the last day: from 31 January to 28 February is one.
fn months(from: Date, to: Date) -> Option<i64> {
    if to < from {
        return months(to, from).map(|months| -months);
    }
    let apart = months_apart(from, to);
    let full = from.checked_add(Span::new().try_months(apart).ok()?).ok()? <= to;
    Some(if full { apart } else { apart - 1 })
}

fn zoned_months(from: &Zoned, to: &Zoned) -> Option<i64> {
    if to < from {
        return zoned_months(to, from).map(|months| -months);
    }
    let apart = months_apart(from.date(), to.date());
    let full = from.checked_add(Span::new().try_months(apart).ok()?).ok()? <= *to;
    Some(if full { apart } else { apart - 1 })
}

fn months_apart(from: Date, to: Date) -> i64 {
    (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month())
}
