//! A year that a program assumes, made up: customers, invitations and answers as its plans say them, with
//! the values that its metrics start from. For previewing scorecards and for seeing what the planned
//! sample can show; it is never data about anybody.
//!
//! 1. [`plan`]: what the program says of people, answers and rows, and what it does not
//! 2. [`candidates`]: rows as they could be
//! 3. [`tilt`]: which of them, so that metrics have their values
//! 4. [`shows`]: what intervals and comparisons will be able to say

mod candidates;
pub mod chance;
pub mod plan;
pub mod render;
pub mod shows;
mod tilt;
mod year;

pub use year::{Table, Year, simulate};

use crate::analyze::Checked;
use crate::analyze::measure::bands;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::source::At;
use rust_decimal::Decimal;

/// The value that a metric starts from, as its query would give it.
pub struct Start {
    pub value: Decimal,
    /// As it is written.
    pub written: String,
    pub at: At,
}

/// The baseline of a metric; else the last value that was published.
pub fn start(checked: &Checked<'_>, metric: Of<'_, Metric>) -> Option<Start> {
    let baseline = metric.it.baseline.get().and_then(|it| Some((it.value.get()?, metric.it.baseline.span())));
    let published = || {
        let everybody = metric.it.actuals.items().filter(|it| it.r#for.get().is_none_or(|of| of.is_empty()));
        let last = everybody.max_by_key(|it| {
            it.period.get().map(|period| period.days(crate::model::time::Month::default()).last)
        })?;
        Some((last.value.get()?, last.value.span()))
    };
    let (level, span) = baseline.or_else(published)?;
    let value = bands::number(checked.program, metric, level)?;
    Some(Start { value, written: level.spell(), at: metric.entity.place(span) })
}
