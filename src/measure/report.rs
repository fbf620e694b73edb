//! Everything that a measurement says, and which of its values are shown.

use super::read::Loaded;
use super::values::{Point, Values};
use crate::analyze::Checked;
use crate::diagnostic::{Lang, Say};
use crate::model::time::Days;
use jiff::civil::Date;

/// A dataset, and what was read of it.
pub struct DatasetOf {
    pub id: String,
    /// The file, or the table where the engine has it.
    pub place: String,
    /// None where the engine read its own table.
    pub loaded: Option<Loaded>,
    /// Such a table was taken as it is declared.
    pub trusted: bool,
    /// Declarations that rows of the engine's own table break: what is declared of which column, how many.
    pub broken: Vec<(String, String, u64)>,
    /// Why nothing of it could be measured.
    pub stopped: Option<(Say, Say)>,
}

impl DatasetOf {
    /// Whether some of it did not fit.
    pub fn has_faults(&self) -> bool {
        let faults = self.loaded.as_ref().is_some_and(|loaded| !loaded.faults.is_empty());
        faults || self.stopped.is_some() || !self.broken.is_empty()
    }
}

/// A metric without values, and why.
pub struct NotComputed {
    pub metric: String,
    pub why: Say,
    pub help: Say,
}

pub struct Report<'r, 'k, 'p> {
    pub program: &'r Checked<'p>,
    pub engine: &'static str,
    pub engine_version: Option<String>,
    pub datasets: Vec<DatasetOf>,
    pub values: Vec<Values<'k, 'p>>,
    pub not_computed: Vec<NotComputed>,
    pub chosen: Chosen,
    pub lang: Lang,
}

/// Which values are shown.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub periods: Periods,
    /// Names of cuts, and `total`; empty for all.
    pub cuts: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub enum Periods {
    /// Of each metric the last period that is over.
    #[default]
    Current,
    All,
    /// Those that lie in these days.
    Within(Days),
    Since(Date),
}

impl Chosen {
    /// The values of a metric that are shown.
    pub fn of<'v>(&self, values: &'v Values<'_, '_>) -> Vec<&'v Point> {
        let current = values.current();
        let period = |point: &Point| match (&self.periods, point.days) {
            (Periods::All, _) => true,
            (Periods::Current, _) => Some(point.period.as_str()) == current,
            (Periods::Within(days), Some(own)) => days.first <= own.first && own.last <= days.last,
            (Periods::Since(first), Some(own)) => *first <= own.first,
            (Periods::Within(_) | Periods::Since(_), None) => true,
        };
        let cut = |point: &Point| self.cuts.is_empty() || self.cuts.contains(&point.cut);
        values.points.iter().filter(|point| period(point) && cut(point)).collect()
    }
}

impl Report<'_, '_, '_> {
    /// Whether some data did not fit, or some metric that was asked for has no value for that reason.
    pub fn has_faults(&self) -> bool {
        self.datasets.iter().any(DatasetOf::has_faults)
    }
}
