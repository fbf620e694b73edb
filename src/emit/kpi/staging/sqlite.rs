//! SQLite: days and moments are text, there is no time zone table and no name for ISO weeks.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use super::zone;
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

pub struct Sqlite;

impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    /// Only a temporary view may read tables of attached databases.
    fn create_view(&self) -> &'static str {
        "CREATE TEMPORARY VIEW"
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        match ty {
            ColumnType::Text => format!("CAST({value} AS TEXT)"),
            ColumnType::Integer => format!("CAST({value} AS INTEGER)"),
            ColumnType::Number | ColumnType::Money => format!("CAST({value} AS REAL)"),
            ColumnType::Boolean => format!(
                "CASE LOWER(CAST({value} AS TEXT)) WHEN '1' THEN 1 WHEN 'true' THEN 1 WHEN 't' THEN 1 WHEN '0' THEN 0 WHEN 'false' THEN 0 WHEN 'f' THEN 0 END"
            ),
            ColumnType::Date => format!("DATE({value})"),
            ColumnType::Timestamp => format!("DATETIME({value})"),
        }
    }

    fn day_literal(&self, day: Date) -> String {
        text::literal(&day.to_string())
    }

    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String {
        format!("DATETIME({moment}, {} || ' seconds')", zone::offset_at_utc(&setting.rules, moment))
    }

    fn day(&self, moment: &str) -> String {
        format!("DATE({moment})")
    }

    fn midnight(&self, day: &str) -> String {
        format!("DATETIME({day})")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("CAST(JULIANDAY({to}) - JULIANDAY({from}) AS INTEGER)")
    }

    fn clock_seconds(&self, moment: &str) -> String {
        format!("CAST(STRFTIME('%s', {moment}) AS INTEGER)")
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        format!("({} - {})", self.clock_seconds(moment), zone::offset_at_local(&setting.rules, moment))
    }

    fn second_of_day(&self, moment: &str) -> String {
        format!(
            "(CAST(STRFTIME('%H', {moment}) AS INTEGER) * 3600 + CAST(STRFTIME('%M', {moment}) AS INTEGER) * 60 + CAST(STRFTIME('%S', {moment}) AS INTEGER))"
        )
    }

    fn whole(&self, value: &str, by: u32) -> String {
        format!("(({value}) / {by})")
    }

    fn part(&self, part: DayPart, day: &str) -> String {
        let word = match part {
            DayPart::Year => "%Y",
            DayPart::Month => "%m",
            DayPart::Day => "%d",
        };
        format!("CAST(STRFTIME('{word}', {day}) AS INTEGER)")
    }

    fn last_of_month(&self, day: &str) -> String {
        format!("CAST(STRFTIME('%d', {day}, 'start of month', '+1 month', '-1 day') AS INTEGER)")
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let third_of_month =
            |length: u32| format!("((CAST(STRFTIME('%m', {day}) AS INTEGER) - 1) / {length} + 1)");
        match unit {
            CalendarUnit::Day => format!("STRFTIME('%Y-%m-%d', {day})"),
            // The year and number of an ISO week are those of its Thursday.
            CalendarUnit::Week => {
                let thursday = format!("DATE({day}, '-3 days', 'weekday 4')");
                let number = format!("(CAST(STRFTIME('%j', {thursday}) AS INTEGER) - 1) / 7 + 1");
                format!("STRFTIME('%Y', {thursday}) || '-W' || SUBSTR('0' || ({number}), -2)")
            }
            CalendarUnit::Month => format!("STRFTIME('%Y-%m', {day})"),
            CalendarUnit::Quarter => format!("STRFTIME('%Y', {day}) || '-Q' || {}", third_of_month(3)),
            CalendarUnit::HalfYear => format!("STRFTIME('%Y', {day}) || '-H' || {}", third_of_month(6)),
            CalendarUnit::Year => format!("STRFTIME('%Y', {day})"),
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let month_of = |length: u32| {
            format!(
                "DATE({day}, 'start of month', '-' || ((CAST(STRFTIME('%m', {day}) AS INTEGER) - 1) % {length}) || ' months')"
            )
        };
        match unit {
            CalendarUnit::Day => format!("DATE({day})"),
            CalendarUnit::Week => format!("DATE({day}, '-6 days', 'weekday 1')"),
            CalendarUnit::Month => format!("DATE({day}, 'start of month')"),
            CalendarUnit::Quarter => month_of(3),
            CalendarUnit::HalfYear => month_of(6),
            CalendarUnit::Year => format!("DATE({day}, 'start of year')"),
        }
    }

    fn plus_days(&self, day: &str, days: i64) -> String {
        format!("DATE({day}, '{days:+} days')")
    }

    /// `+1 month` of SQLite goes from 31 January to 3 March, so the day of the month is put back by hand.
    fn plus_months(&self, day: &str, months: i64) -> String {
        let first = format!("{day}, 'start of month', '{months:+} months'");
        let own = self.part(DayPart::Day, day);
        let last = format!("CAST(STRFTIME('%d', {first}, '+1 month', '-1 day') AS INTEGER)");
        format!("DATE({first}, '+' || (CASE WHEN {own} < {last} THEN {own} ELSE {last} END - 1) || ' days')")
    }
}
