//! Values that were measured before: what `senda measure --format json` wrote, as pages show it.
//!
//! 1. [`read`]: the file, as it was written
//! 2. [`current`]: what of it still speaks of the program as it is

mod current;
mod level;
mod read;

pub use current::current;
pub use level::level;
pub use read::read;

use crate::model::time::{Date, Days};
use std::collections::BTreeMap;

/// A measurement.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The id of the program that was measured.
    pub program: Option<String>,
    /// The day on which the data was looked at.
    pub as_of: Date,
    /// `sqlite 3.50.4`.
    pub engine: String,
    /// By the ids of metrics.
    pub metrics: BTreeMap<String, Series>,
}

/// The values of one metric, in the order in which they were written: by period, the total first.
#[derive(Clone, Debug)]
pub struct Series {
    /// What it was computed and judged by.
    pub definition: String,
    pub breaks: Vec<Break>,
    pub points: Vec<Point>,
    /// A later period is over by the day of the build.
    pub behind: bool,
}

/// A day from which values are another series.
#[derive(Clone, Debug)]
pub struct Break {
    pub day: Date,
    pub from: String,
    pub to: String,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Point {
    pub period: String,
    pub days: Option<Days>,
    /// Its period is over, and its rows are ripe.
    pub complete: bool,
    /// `total`, or the columns of the cut.
    pub cut: String,
    pub cut_value: String,
    pub value: Option<f64>,
    pub n: i64,
    /// Fewer answers than may be shown.
    pub hidden: bool,
    pub interval: Option<(f64, f64)>,
    pub band: Option<String>,
    pub target: Option<Against>,
    pub before: Option<Before>,
}

/// How a value stands to its target.
#[derive(Clone, Debug)]
pub struct Against {
    pub value: f64,
    pub by: Option<Date>,
    /// `met`, `not-met`, `not-yet`, `not-distinguishable`, `not-compared`.
    pub verdict: String,
}

/// How a value stands to that of the period before.
#[derive(Clone, Debug)]
pub struct Before {
    pub change: Option<f64>,
    /// `changed`, `not-distinguishable`, `unknown`, `not-compared`.
    pub verdict: String,
    /// The day of the break that lies between.
    pub broken: Option<Date>,
}

impl Point {
    pub fn is_total(&self) -> bool {
        self.cut == "total"
    }
}

impl Series {
    /// The values of everybody, oldest first.
    pub fn totals(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| point.is_total())
    }

    /// The value of everybody that speaks for today: of the last period that is over, else the last one.
    pub fn current(&self) -> Option<&Point> {
        let has_value = |point: &&Point| point.value.is_some();
        let over = self.totals().filter(has_value).filter(|point| point.complete).last();
        over.or_else(|| self.totals().filter(has_value).last())
    }

    /// To which stretch between breaks a value belongs; one whose period holds days of both sides stands alone.
    pub fn stretch(&self, point: &Point) -> Stretch {
        let Some(days) = point.days else { return Stretch::Of(0) };
        let cut = |one: &&Break| days.first < one.day.0 && one.day.0 <= days.last;
        match self.breaks.iter().any(|one| cut(&one)) {
            true => Stretch::Alone,
            false => Stretch::Of(self.breaks.iter().filter(|one| one.day.0 <= days.first).count()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// After so many breaks.
    Of(usize),
    Alone,
}
