//! What differs between dialects: types, days and moments.

use super::Setting;
use super::bigquery::BigQuery;
use super::snowflake::Warehouse;
use super::spark::Spark;
use super::sqlite::Sqlite;
use super::standard::Standard;
use super::trino::Trino;
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    Year,
    Month,
    Day,
}

/// How one engine says what all staging views do. Arguments and results are expressions.
pub trait Dialect: Sync {
    /// One of [`NAMES`].
    fn name(&self) -> &'static str;

    /// A name of the warehouse between quotes.
    fn quoted(&self, name: &str) -> String {
        format!("\"{}\"", name.replace(text::MARK, "").replace('"', "\"\""))
    }

    /// What a view is created with: `CREATE VIEW`.
    fn create_view(&self) -> &'static str {
        "CREATE VIEW"
    }

    /// What a view that ends with its session is created with.
    fn create_temporary_view(&self) -> &'static str {
        "CREATE TEMPORARY VIEW"
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String;

    fn day_literal(&self, day: Date) -> String;

    /// A moment in UTC on the clocks of the program.
    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String;

    /// The day of a moment.
    fn day(&self, moment: &str) -> String;

    /// The first moment of a day.
    fn midnight(&self, day: &str) -> String;

    /// Whole days from one day to another.
    fn days_between(&self, from: &str, to: &str) -> String;

    /// Seconds on the clocks of the program, to be subtracted from one another.
    fn clock_seconds(&self, moment: &str) -> String;

    /// Seconds that have passed, to be subtracted from one another.
    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String;

    /// Seconds since midnight.
    fn second_of_day(&self, moment: &str) -> String;

    /// How often a number contains another, without its remainder and towards zero.
    fn whole(&self, value: &str, by: u32) -> String;

    /// What is left of a number that is not below 0 when another is taken off it as often as it goes.
    fn remainder(&self, value: &str, by: u32) -> String {
        format!("{value} % {by}")
    }

    /// A number of a day: its year, month, or day of the month.
    fn part(&self, part: DayPart, day: &str) -> String;

    /// The last day of the month of a day, as a number.
    fn last_of_month(&self, day: &str) -> String;

    /// The name of the period that a day lies in: `2026-Q4`.
    fn period(&self, unit: CalendarUnit, day: &str) -> String;

    /// The first day of the period that a day lies in.
    fn start(&self, unit: CalendarUnit, day: &str) -> String;

    /// A day so many days later, which may be negative.
    fn plus_days(&self, day: &str, days: i64) -> String;

    /// A day so many months later, which may be negative; the last day where the month is shorter.
    fn plus_months(&self, day: &str, months: i64) -> String;

    /// A day as `YYYY-MM-DD`.
    fn day_text(&self, day: &str) -> String {
        self.period(CalendarUnit::Day, day)
    }
}

/// The dialects that staging views are written in.
pub static DIALECTS: [&dyn Dialect; 10] = [
    &Standard::DuckDb,
    &Standard::Postgres,
    &Sqlite,
    &Spark::Spark,
    &Standard::DataFusion,
    &Spark::Databricks,
    &BigQuery,
    &Warehouse::Snowflake,
    &Warehouse::Redshift,
    &Trino,
];

/// Their names, as a program chooses them.
pub const NAMES: [&str; 10] = [
    "duckdb",
    "postgres",
    "sqlite",
    "spark",
    "datafusion",
    "databricks",
    "bigquery",
    "snowflake",
    "redshift",
    "trino",
];

/// A table as it stands in the warehouse: each part of its name as it is, or between quotes.
pub fn table(dialect: &dyn Dialect, name: &str) -> String {
    let part = |part: &str| {
        let plain = part.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && !text::is_reserved(part);
        if plain { part.to_owned() } else { dialect.quoted(part) }
    };
    name.split('.').map(part).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_has_its_name() {
        assert_eq!(DIALECTS.map(Dialect::name), NAMES);
    }

    #[test]
    fn a_table_cannot_end_its_quotes() {
        let postgres = |name| table(&Standard::Postgres, name);
        assert_eq!(postgres("cx.survey_responses"), "cx.survey_responses");
        assert_eq!(postgres("cx.Survey answers"), "cx.\"Survey answers\"");
        assert_eq!(postgres("x\"; DROP TABLE y; --"), "\"x\"\"; DROP TABLE y; --\"");
        assert_eq!(postgres("cx.order"), "cx.\"order\"");
        assert_eq!(table(&Spark::Spark, "cx.order"), "cx.`order`");
        assert_eq!(table(&Spark::Spark, "x`; DROP"), "`x``; DROP`");
    }
}
