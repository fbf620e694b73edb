//! The stretch of time that one value covers, as a column of a staging view.

use crate::model::quantity::Duration;
use crate::model::quantity::TimeUnit;
use crate::model::time::{CalendarUnit, Period};
use jiff::ToSpan;
use jiff::civil::Date;

/// The stretch of time that one value covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// All rows are one period, because the metric names none.
    Whole,
    Calendar(CalendarUnit),
    /// One window, which ends on the day that the data is looked at.
    Rolling(Duration),
}

impl Grain {
    pub fn of(period: Option<Period>) -> Self {
        match period {
            None => Grain::Whole,
            Some(Period::Calendar(unit)) => Grain::Calendar(unit),
            Some(Period::Rolling(length)) => Grain::Rolling(length),
        }
    }

    /// As part of a name: `half_year`, `rolling_90_days`.
    pub fn slug(self) -> String {
        match self {
            Grain::Whole => "whole".to_owned(),
            Grain::Calendar(unit) => unit.name().replace('-', "_"),
            Grain::Rolling(length) => {
                format!("rolling_{}_{}", length.amount().normalize(), length.unit().names().1)
            }
        }
    }

    /// The time grain of MetricFlow that makes the same periods.
    pub fn in_metricflow(self) -> Option<&'static str> {
        match self {
            Grain::Calendar(CalendarUnit::HalfYear) | Grain::Rolling(_) | Grain::Whole => None,
            Grain::Calendar(unit) => Some(unit.name()),
        }
    }
}

/// The day from which the youngest rows of a period are old enough, when rows have to wait.
pub fn ripe_on(last: Date, wait: Duration) -> Date {
    let count = i64::try_from(wait.amount()).unwrap_or(0);
    match wait.unit() {
        TimeUnit::Month => last.saturating_add(count.months()),
        TimeUnit::Quarter => last.saturating_add((3 * count).months()),
        TimeUnit::Year => last.saturating_add(count.years()),
        TimeUnit::Week => last.saturating_add(count.weeks()),
        TimeUnit::Day => last.saturating_add(count.days()),
        _ => last.saturating_add(1.day()),
    }
}

/// How long a window is: whole days or whole months.
pub fn window(length: Duration) -> (i64, Window) {
    let count = i64::try_from(length.amount()).unwrap_or(i64::from(i32::MAX));
    match length.unit() {
        TimeUnit::Week => (count * 7, Window::Days),
        TimeUnit::Month => (count, Window::Months),
        TimeUnit::Quarter => (count * 3, Window::Months),
        TimeUnit::Year => (count * 12, Window::Months),
        _ => (count, Window::Days),
    }
}

/// The unit of a [`window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    Days,
    Months,
}
