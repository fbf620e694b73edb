//! Columns that are computed in a staging view: time between moments, days, periods.

use super::Setting;
use super::business;
use super::dialect::{DayPart, Dialect};
use crate::emit::kpi::grain::{Grain, Window, window};
use crate::emit::kpi::stage::{DerivedValue, Moment, Stage};
use crate::model::expression::Function;

/// Writes the computed columns of one view in one dialect.
pub struct Writer<'w> {
    pub stage: &'w Stage<'w>,
    pub dialect: &'w dyn Dialect,
    pub setting: &'w Setting,
    /// The relation that says which day it is.
    pub clock: &'w str,
}

impl Writer<'_> {
    pub fn derived(&self, value: &DerivedValue) -> String {
        match value {
            DerivedValue::Between(function, from, to) if value.is_business() => {
                business::between(self, *function, from, to)
            }
            DerivedValue::Between(function, from, to) => self.between(*function, from, to),
            DerivedValue::Day(moment) => self.day(moment),
            DerivedValue::Period(grain) => self.period(*grain),
        }
    }

    /// A moment as the engine has it: a day, or a moment of a day.
    pub fn moment(&self, moment: &Moment) -> String {
        let timestamp = moment.is_timestamp();
        let all = |moments: &[Moment]| -> Vec<String> {
            let one = |m: &Moment| {
                if timestamp && !m.is_timestamp() {
                    self.dialect.midnight(&self.moment(m))
                } else {
                    self.moment(m)
                }
            };
            moments.iter().map(one).collect()
        };
        match moment {
            Moment::Column { name, .. } => name.clone(),
            Moment::Literal(day) => self.dialect.day_literal(*day),
            Moment::AsOf => format!("(SELECT as_of FROM {})", self.clock),
            Moment::Start(grain) => self.edge(*grain, false),
            Moment::End(grain) => self.edge(*grain, true),
            Moment::First(moments) => format!("COALESCE({})", all(moments).join(", ")),
            Moment::Earliest(moments) => extreme(&all(moments), "<="),
            Moment::Latest(moments) => extreme(&all(moments), ">="),
        }
    }

    fn day(&self, moment: &Moment) -> String {
        let text = self.moment(moment);
        if moment.is_timestamp() { self.dialect.day(&text) } else { text }
    }

    /// A moment of a day; a day is its first moment.
    pub fn clock_time(&self, moment: &Moment) -> String {
        let text = self.moment(moment);
        if moment.is_timestamp() { text } else { self.dialect.midnight(&text) }
    }

    fn between(&self, function: Function, from: &Moment, to: &Moment) -> String {
        let days_only = !from.is_timestamp() && !to.is_timestamp();
        match function {
            Function::Months => {
                let ((from, to), seconds) =
                    ((self.clock_or_day(from, days_only), self.clock_or_day(to, days_only)), !days_only);
                let (forward, back) = (self.months(&from, &to, seconds), self.months(&to, &from, seconds));
                format!("CASE WHEN {to} >= {from} THEN {forward} WHEN {to} < {from} THEN 0 - ({back}) END")
            }
            Function::Hours => {
                let seconds = |moment| self.dialect.elapsed_seconds(&self.clock_time(moment), self.setting);
                self.dialect.whole(&format!("{} - {}", seconds(to), seconds(from)), 3_600)
            }
            _ if days_only => self.dialect.days_between(&self.moment(from), &self.moment(to)),
            _ => {
                let seconds = |moment| self.dialect.clock_seconds(&self.clock_time(moment));
                self.dialect.whole(&format!("{} - {}", seconds(to), seconds(from)), 86_400)
            }
        }
    }

    fn clock_or_day(&self, moment: &Moment, days_only: bool) -> String {
        if days_only { self.moment(moment) } else { self.clock_time(moment) }
    }

    /// Whole months from an earlier to a later moment. They keep the day of the month, or the last one:
    /// from 31 January to 28 February is one.
    fn months(&self, from: &str, to: &str, with_time: bool) -> String {
        let part = |part, day: &str| self.dialect.part(part, day);
        let apart = format!(
            "({} - {}) * 12 + {} - {}",
            part(DayPart::Year, to),
            part(DayPart::Year, from),
            part(DayPart::Month, to),
            part(DayPart::Month, from)
        );
        let (own, reached, last) =
            (part(DayPart::Day, from), part(DayPart::Day, to), self.dialect.last_of_month(to));
        let mut short = format!("{own} > {reached} AND {reached} < {last}");
        if with_time {
            // On the day itself, the time of day decides.
            let (early, late) = (self.dialect.second_of_day(from), self.dialect.second_of_day(to));
            short = format!(
                "({short}) OR (({own} = {reached} OR ({own} > {reached} AND {reached} = {last})) AND {early} > {late})"
            );
        }
        format!("{apart} - CASE WHEN {short} THEN 1 ELSE 0 END")
    }

    /// The day that the row lies on.
    fn row_day(&self) -> String {
        self.stage.time().map_or_else(|| "NULL".to_owned(), |time| self.day(&time.moment()))
    }

    fn period(&self, grain: Grain) -> String {
        match grain {
            Grain::Whole => "'all'".to_owned(),
            Grain::Calendar(unit) => self.dialect.period(unit, &self.row_day()),
            Grain::Rolling(_) => {
                let (day, first, last) = (self.row_day(), self.edge(grain, false), self.edge(grain, true));
                format!(
                    "CASE WHEN {day} >= {first} AND {day} <= {last} THEN {} END",
                    self.dialect.day_text(&last)
                )
            }
        }
    }

    /// The first or the last day of the period that the row lies in.
    fn edge(&self, grain: Grain, last: bool) -> String {
        let as_of = format!("(SELECT as_of FROM {})", self.clock);
        match (grain, last) {
            (Grain::Rolling(_), true) | (Grain::Whole, _) => as_of,
            (Grain::Rolling(length), false) => {
                let first = match window(length) {
                    (days, Window::Days) => self.dialect.plus_days(&as_of, -days),
                    (months, Window::Months) => self.dialect.plus_months(&as_of, -months),
                };
                self.dialect.plus_days(&first, 1)
            }
            (Grain::Calendar(unit), false) => self.dialect.start(unit, &self.row_day()),
            (Grain::Calendar(unit), true) => {
                use crate::model::time::CalendarUnit::{Day, HalfYear, Month, Quarter, Week, Year};
                let start = self.dialect.start(unit, &self.row_day());
                let next = match unit {
                    Day => return start,
                    Week => return self.dialect.plus_days(&start, 6),
                    Month => self.dialect.plus_months(&start, 1),
                    Quarter => self.dialect.plus_months(&start, 3),
                    HalfYear => self.dialect.plus_months(&start, 6),
                    Year => self.dialect.plus_months(&start, 12),
                };
                self.dialect.plus_days(&next, -1)
            }
        }
    }
}

/// The least or greatest of several moments; nothing when one of them is nothing.
fn extreme(moments: &[String], word: &str) -> String {
    let mut branches = String::new();
    for (index, one) in moments.iter().enumerate() {
        let others = moments.iter().enumerate().filter(|(other, _)| *other != index);
        let beats: Vec<String> = others.map(|(_, other)| format!("{one} {word} {other}")).collect();
        branches.push_str(&format!(" WHEN {} THEN {one}", beats.join(" AND ")));
    }
    format!("CASE{branches} END")
}
