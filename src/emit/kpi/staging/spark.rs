//! Spark SQL from version 4, and Databricks with it: moments without a zone are `TIMESTAMP_NTZ`, so that no setting of a session
//! changes them.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spark {
    Spark,
    Databricks,
}

impl Spark {
    /// The first signs of a day as text: 4 give its year, 7 its month, 10 all of it.
    fn first_signs(day: &str, length: u32) -> String {
        format!("SUBSTR(CAST({day} AS STRING), 1, {length})")
    }

    fn seconds_of_day(moment: &str) -> String {
        format!("HOUR({moment}) * 3600 + MINUTE({moment}) * 60")
    }
}

impl Dialect for Spark {
    fn name(&self) -> &'static str {
        if *self == Spark::Spark { "spark" } else { "databricks" }
    }

    fn quoted(&self, name: &str) -> String {
        format!("`{}`", name.replace(text::MARK, "").replace('`', "``"))
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        let name = match ty {
            ColumnType::Text => "STRING",
            ColumnType::Integer => "BIGINT",
            ColumnType::Number => "DOUBLE",
            ColumnType::Boolean => "BOOLEAN",
            ColumnType::Date => "DATE",
            ColumnType::Timestamp => "TIMESTAMP_NTZ",
            ColumnType::Money => "DECIMAL(18, 4)",
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
        format!("CAST({day} AS TIMESTAMP_NTZ)")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("DATEDIFF({to}, {from})")
    }

    /// Days are counted as whole numbers first: a moment has no `EPOCH` here.
    fn clock_seconds(&self, moment: &str) -> String {
        let since = self.days_between("CAST('1970-01-01' AS DATE)", &self.day(moment));
        let seconds = Self::seconds_of_day(moment);
        format!("(CAST({since} AS BIGINT) * 86400 + {seconds} + EXTRACT(SECOND FROM {moment}))")
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        let utc = format!("CONVERT_TIMEZONE({}, 'UTC', {moment})", text::literal(&setting.zone));
        self.clock_seconds(&utc)
    }

    fn second_of_day(&self, moment: &str) -> String {
        format!("({} + SECOND({moment}))", Self::seconds_of_day(moment))
    }

    /// `DIV` leaves the remainder out; `/` of decimals would round.
    fn whole(&self, value: &str, by: u32) -> String {
        format!("(({value}) DIV {by})")
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
        format!("DAY(LAST_DAY({day}))")
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let year = Self::first_signs(day, 4);
        match unit {
            CalendarUnit::Day => format!("CAST({day} AS STRING)"),
            CalendarUnit::Week => format!(
                "CAST(EXTRACT(YEAROFWEEK FROM {day}) AS STRING) || '-W' || LPAD(CAST(WEEKOFYEAR({day}) AS STRING), 2, '0')"
            ),
            CalendarUnit::Month => Self::first_signs(day, 7),
            CalendarUnit::Quarter => format!("{year} || '-Q' || CAST(QUARTER({day}) AS STRING)"),
            CalendarUnit::HalfYear => {
                format!(
                    "{year} || CASE WHEN MONTH({day}) <= 6 THEN '-H1' WHEN {day} IS NOT NULL THEN '-H2' END"
                )
            }
            CalendarUnit::Year => year,
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let truncated = |word: &str| format!("TRUNC({day}, '{word}')");
        match unit {
            CalendarUnit::Day => day.to_owned(),
            CalendarUnit::Week => truncated("WEEK"),
            CalendarUnit::Month => truncated("MONTH"),
            CalendarUnit::Quarter => truncated("QUARTER"),
            CalendarUnit::HalfYear => {
                let year = truncated("YEAR");
                format!("CASE WHEN MONTH({day}) <= 6 THEN {year} ELSE {} END", self.plus_months(&year, 6))
            }
            CalendarUnit::Year => truncated("YEAR"),
        }
    }

    fn plus_days(&self, day: &str, days: i64) -> String {
        format!("DATE_ADD({day}, {days})")
    }

    fn plus_months(&self, day: &str, months: i64) -> String {
        format!("ADD_MONTHS({day}, {months})")
    }
}
