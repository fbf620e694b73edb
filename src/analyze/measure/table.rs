//! The rows that metrics are computed from.

use crate::model::EntityIndex;
use crate::model::expression::{Symbol, Value, Values};
use crate::model::metric::Each;
use crate::model::time::calendar::BusinessCalendar;
use crate::model::time::{Date, Days};
use crate::resolve::Resolved;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Rows of datasets, and the day they are looked at.
pub struct Facts<'p> {
    pub program: &'p Resolved,
    pub tables: BTreeMap<EntityIndex, Vec<Row>>,
    pub as_of: Date,
    pub zone: TimeZone,
    /// The hours of the program, when it has some.
    pub calendar: Option<BusinessCalendar>,
}

/// One row. A column that is not there was not given; one that holds [`Value::None`] is empty.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub cells: BTreeMap<&'static str, Value>,
}

/// Of whom a value speaks, when not of everybody.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// A column of a dataset with the value it must have.
    pub cuts: Vec<(EntityIndex, &'static str, Value)>,
    /// One customer or account.
    pub subject: Option<(Each, Value)>,
}

impl Facts<'_> {
    pub fn rows(&self, dataset: EntityIndex) -> &[Row] {
        self.tables.get(&dataset).map_or(&[], Vec::as_slice)
    }
}

impl Row {
    /// What a column holds; nothing when it was not given.
    pub fn cell(&self, column: &str) -> Value {
        self.cells.get(column).cloned().unwrap_or_default()
    }

    pub fn gives(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }
}

/// A row as expressions read it.
pub(super) struct RowValues<'f, 'p> {
    pub facts: &'f Facts<'p>,
    pub row: &'f Row,
    pub period: Option<Days>,
}

impl Values for RowValues<'_, '_> {
    fn value(&self, symbol: &Symbol) -> Value {
        let day = |days: Option<jiff::civil::Date>| days.map_or(Value::None, Value::Date);
        match symbol.name.as_str() {
            "as_of" => Value::Date(self.facts.as_of.0),
            "period_start" => day(self.period.map(|days| days.first)),
            "period_end" => day(self.period.map(|days| days.last)),
            name => self.row.cell(name),
        }
    }

    fn zone(&self) -> TimeZone {
        self.facts.zone.clone()
    }

    fn business_hours(&self, from: Timestamp, to: Timestamp) -> Option<i64> {
        let calendar = self.facts.calendar.as_ref()?;
        let local = |moment: Timestamp| moment.to_zoned(calendar.zone().clone());
        Some(calendar.business_hours_between(&local(from), &local(to)))
    }

    fn business_days(&self, from: Timestamp, to: Timestamp) -> Option<i64> {
        let calendar = self.facts.calendar.as_ref()?;
        let local = |moment: Timestamp| moment.to_zoned(calendar.zone().clone());
        Some(calendar.business_days_between(&local(from), &local(to)))
    }
}
