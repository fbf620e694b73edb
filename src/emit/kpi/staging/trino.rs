//! Trino, and Athena with it.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

pub struct Trino;

/// The first signs of a day as text: 4 give its year, 7 its month.
fn first_signs(day: &str, length: u32) -> String {
    format!("SUBSTR(CAST({day} AS VARCHAR), 1, {length})")
}

impl Dialect for Trino {
    fn name(&self) -> &'static str {
        "trino"
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        let name = match ty {
            ColumnType::Text => "VARCHAR",
            ColumnType::Integer => "BIGINT",
            ColumnType::Number => "DOUBLE",
            ColumnType::Boolean => "BOOLEAN",
            ColumnType::Date => "DATE",
            ColumnType::Timestamp => "TIMESTAMP",
            ColumnType::Money => "DECIMAL(18, 4)",
        };
        format!("CAST({value} AS {name})")
    }

    fn day_literal(&self, day: Date) -> String {
        format!("CAST({} AS DATE)", text::literal(&day.to_string()))
    }

    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String {
        let zone = text::literal(&setting.zone);
        format!("CAST(AT_TIMEZONE(WITH_TIMEZONE({moment}, 'UTC'), {zone}) AS TIMESTAMP)")
    }

    fn day(&self, moment: &str) -> String {
        format!("CAST({moment} AS DATE)")
    }

    fn midnight(&self, day: &str) -> String {
        format!("CAST({day} AS TIMESTAMP)")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("DATE_DIFF('day', {from}, {to})")
    }

    fn clock_seconds(&self, moment: &str) -> String {
        format!("TO_UNIXTIME(WITH_TIMEZONE({moment}, 'UTC'))")
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        format!("TO_UNIXTIME(WITH_TIMEZONE({moment}, {}))", text::literal(&setting.zone))
    }

    fn second_of_day(&self, moment: &str) -> String {
        format!("(HOUR({moment}) * 3600 + MINUTE({moment}) * 60 + SECOND({moment}))")
    }

    /// As a double: a decimal would be rounded to the digits that it has.
    fn whole(&self, value: &str, by: u32) -> String {
        format!("CAST(TRUNCATE(CAST(({value}) AS DOUBLE) / {by}) AS BIGINT)")
    }

    fn part(&self, part: DayPart, day: &str) -> String {
        let word = match part {
            DayPart::Year => "YEAR",
            DayPart::Month => "MONTH",
            DayPart::Day => "DAY",
        };
        format!("{word}({day})")
    }

    fn last_of_month(&self, day: &str) -> String {
        format!("DAY(LAST_DAY_OF_MONTH({day}))")
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let year = first_signs(day, 4);
        match unit {
            CalendarUnit::Day => format!("CAST({day} AS VARCHAR)"),
            CalendarUnit::Week => format!(
                "CAST(YEAR_OF_WEEK({day}) AS VARCHAR) || '-W' || LPAD(CAST(WEEK({day}) AS VARCHAR), 2, '0')"
            ),
            CalendarUnit::Month => first_signs(day, 7),
            CalendarUnit::Quarter => format!("{year} || '-Q' || CAST(QUARTER({day}) AS VARCHAR)"),
            CalendarUnit::HalfYear => {
                format!(
                    "{year} || CASE WHEN MONTH({day}) <= 6 THEN '-H1' WHEN {day} IS NOT NULL THEN '-H2' END"
                )
            }
            CalendarUnit::Year => year,
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let truncated = |word: &str| format!("DATE_TRUNC('{word}', {day})");
        match unit {
            CalendarUnit::Day => day.to_owned(),
            CalendarUnit::Week => truncated("week"),
            CalendarUnit::Month => truncated("month"),
            CalendarUnit::Quarter => truncated("quarter"),
            CalendarUnit::HalfYear => {
                let year = truncated("year");
                format!("CASE WHEN MONTH({day}) <= 6 THEN {year} ELSE {} END", self.plus_months(&year, 6))
            }
            CalendarUnit::Year => truncated("year"),
        }
    }

    fn plus_days(&self, day: &str, days: i64) -> String {
        format!("DATE_ADD('day', {days}, {day})")
    }

    fn plus_months(&self, day: &str, months: i64) -> String {
        format!("DATE_ADD('month', {months}, {day})")
    }
}
