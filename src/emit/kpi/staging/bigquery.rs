//! BigQuery: a moment without a zone is a `DATETIME`.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

pub struct BigQuery;

impl Dialect for BigQuery {
    fn name(&self) -> &'static str {
        "bigquery"
    }

    fn quoted(&self, name: &str) -> String {
        format!("`{}`", name.replace([text::MARK, '`', '\\'], ""))
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        let name = match ty {
            ColumnType::Text => "STRING",
            ColumnType::Integer => "INT64",
            ColumnType::Number => "FLOAT64",
            ColumnType::Boolean => "BOOL",
            ColumnType::Date => "DATE",
            ColumnType::Timestamp => "DATETIME",
            ColumnType::Money => "NUMERIC",
        };
        format!("CAST({value} AS {name})")
    }

    fn day_literal(&self, day: Date) -> String {
        format!("CAST({} AS DATE)", text::literal(&day.to_string()))
    }

    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String {
        format!("DATETIME(TIMESTAMP({moment}, 'UTC'), {})", text::literal(&setting.zone))
    }

    fn day(&self, moment: &str) -> String {
        format!("CAST({moment} AS DATE)")
    }

    fn midnight(&self, day: &str) -> String {
        format!("CAST({day} AS DATETIME)")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("DATE_DIFF({to}, {from}, DAY)")
    }

    fn clock_seconds(&self, moment: &str) -> String {
        format!("UNIX_SECONDS(TIMESTAMP({moment}, 'UTC'))")
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        format!("UNIX_SECONDS(TIMESTAMP({moment}, {}))", text::literal(&setting.zone))
    }

    fn second_of_day(&self, moment: &str) -> String {
        format!(
            "(EXTRACT(HOUR FROM {moment}) * 3600 + EXTRACT(MINUTE FROM {moment}) * 60 + EXTRACT(SECOND FROM {moment}))"
        )
    }

    fn whole(&self, value: &str, by: u32) -> String {
        format!("DIV({value}, {by})")
    }

    fn remainder(&self, value: &str, by: u32) -> String {
        format!("MOD({value}, {by})")
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
        self.part(DayPart::Day, &format!("LAST_DAY({})", self.day(day)))
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let named = |form: &str| format!("FORMAT_DATE('{form}', {day})");
        match unit {
            CalendarUnit::Day => named("%Y-%m-%d"),
            CalendarUnit::Week => named("%G-W%V"),
            CalendarUnit::Month => named("%Y-%m"),
            CalendarUnit::Quarter => named("%Y-Q%Q"),
            CalendarUnit::HalfYear => format!(
                "{} || CASE WHEN EXTRACT(MONTH FROM {day}) <= 6 THEN '-H1' WHEN {day} IS NOT NULL THEN '-H2' END",
                named("%Y")
            ),
            CalendarUnit::Year => named("%Y"),
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let truncated = |word: &str| format!("DATE_TRUNC({day}, {word})");
        match unit {
            CalendarUnit::Day => day.to_owned(),
            CalendarUnit::Week => truncated("ISOWEEK"),
            CalendarUnit::Month => truncated("MONTH"),
            CalendarUnit::Quarter => truncated("QUARTER"),
            CalendarUnit::HalfYear => {
                let year = truncated("YEAR");
                format!(
                    "CASE WHEN EXTRACT(MONTH FROM {day}) <= 6 THEN {year} ELSE {} END",
                    self.plus_months(&year, 6)
                )
            }
            CalendarUnit::Year => truncated("YEAR"),
        }
    }

    fn plus_days(&self, day: &str, days: i64) -> String {
        format!("DATE_ADD({day}, INTERVAL {days} DAY)")
    }

    fn plus_months(&self, day: &str, months: i64) -> String {
        format!("DATE_ADD({day}, INTERVAL {months} MONTH)")
    }
}
