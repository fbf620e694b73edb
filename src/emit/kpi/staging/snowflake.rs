//! Snowflake and Redshift, which add to days and convert between zones by the same functions.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Warehouse {
    Snowflake,
    Redshift,
}

impl Warehouse {
    fn is_snowflake(self) -> bool {
        self == Warehouse::Snowflake
    }

    fn epoch(self, moment: &str) -> String {
        if self.is_snowflake() {
            format!("DATE_PART(EPOCH_SECOND, {moment})")
        } else {
            format!("EXTRACT(EPOCH FROM {moment})")
        }
    }
}

impl Dialect for Warehouse {
    fn name(&self) -> &'static str {
        if self.is_snowflake() { "snowflake" } else { "redshift" }
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        let name = match (ty, self) {
            (ColumnType::Text, Warehouse::Snowflake) => "VARCHAR",
            (ColumnType::Text, Warehouse::Redshift) => "VARCHAR(65535)",
            (ColumnType::Integer, _) => "BIGINT",
            (ColumnType::Number, _) => "DOUBLE PRECISION",
            (ColumnType::Boolean, _) => "BOOLEAN",
            (ColumnType::Date, _) => "DATE",
            (ColumnType::Timestamp, Warehouse::Snowflake) => "TIMESTAMP_NTZ",
            (ColumnType::Timestamp, Warehouse::Redshift) => "TIMESTAMP",
            (ColumnType::Money, _) => "DECIMAL(18, 4)",
        };
        format!("CAST({value} AS {name})")
    }

    fn day_literal(&self, day: Date) -> String {
        format!("CAST({} AS DATE)", text::literal(&day.to_string()))
    }

    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String {
        format!("CONVERT_TIMEZONE('UTC', {}, {moment})", text::literal(&setting.zone))
    }

    fn day(&self, moment: &str) -> String {
        format!("CAST({moment} AS DATE)")
    }

    fn midnight(&self, day: &str) -> String {
        self.cast(day, ColumnType::Timestamp)
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("DATEDIFF(DAY, {from}, {to})")
    }

    fn clock_seconds(&self, moment: &str) -> String {
        self.epoch(moment)
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        self.epoch(&format!("CONVERT_TIMEZONE({}, 'UTC', {moment})", text::literal(&setting.zone)))
    }

    fn second_of_day(&self, moment: &str) -> String {
        format!(
            "(EXTRACT(HOUR FROM {moment}) * 3600 + EXTRACT(MINUTE FROM {moment}) * 60 + FLOOR(EXTRACT(SECOND FROM {moment})))"
        )
    }

    fn whole(&self, value: &str, by: u32) -> String {
        format!("CAST(TRUNC(({value}) / {by}.0) AS BIGINT)")
    }

    fn part(&self, part: DayPart, day: &str) -> String {
        let word = match part {
            DayPart::Year => "YEAR",
            DayPart::Month => "MONTH",
            DayPart::Day => "DAY",
        };
        format!("EXTRACT({word} FROM {day})")
    }

    fn last_of_month(&self, day: &str) -> String {
        self.part(DayPart::Day, &format!("LAST_DAY({day})"))
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let text = |value: &str| format!("CAST({value} AS VARCHAR(4))");
        let year = format!("TO_CHAR({day}, 'YYYY')");
        match unit {
            CalendarUnit::Day => format!("TO_CHAR({day}, 'YYYY-MM-DD')"),
            CalendarUnit::Week if self.is_snowflake() => format!(
                "{} || '-W' || LPAD({}, 2, '0')",
                text(&format!("YEAROFWEEKISO({day})")),
                text(&format!("WEEKISO({day})"))
            ),
            CalendarUnit::Week => format!("TO_CHAR({day}, 'IYYY') || '-W' || TO_CHAR({day}, 'IW')"),
            CalendarUnit::Month => format!("TO_CHAR({day}, 'YYYY-MM')"),
            CalendarUnit::Quarter => {
                format!("{year} || '-Q' || {}", text(&format!("EXTRACT(QUARTER FROM {day})")))
            }
            CalendarUnit::HalfYear => format!(
                "{year} || CASE WHEN EXTRACT(MONTH FROM {day}) <= 6 THEN '-H1' WHEN {day} IS NOT NULL THEN '-H2' END"
            ),
            CalendarUnit::Year => year,
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let truncated = |word: &str| format!("CAST(DATE_TRUNC('{word}', {day}) AS DATE)");
        match unit {
            CalendarUnit::Day => day.to_owned(),
            // A session of Snowflake may begin its weeks on another day.
            CalendarUnit::Week if self.is_snowflake() => {
                format!("CAST(DATEADD(DAY, 1 - DAYOFWEEKISO({day}), {day}) AS DATE)")
            }
            CalendarUnit::Week => truncated("week"),
            CalendarUnit::Month => truncated("month"),
            CalendarUnit::Quarter => truncated("quarter"),
            CalendarUnit::HalfYear => {
                let year = truncated("year");
                format!(
                    "CASE WHEN EXTRACT(MONTH FROM {day}) <= 6 THEN {year} ELSE {} END",
                    self.plus_months(&year, 6)
                )
            }
            CalendarUnit::Year => truncated("year"),
        }
    }

    fn plus_days(&self, day: &str, days: i64) -> String {
        format!("CAST(DATEADD(DAY, {days}, {day}) AS DATE)")
    }

    fn plus_months(&self, day: &str, months: i64) -> String {
        format!("CAST(DATEADD(MONTH, {months}, {day}) AS DATE)")
    }
}
