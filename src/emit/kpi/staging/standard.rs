//! DuckDB, PostgreSQL and DataFusion, which agree on nearly everything here.

use super::Setting;
use super::dialect::{DayPart, Dialect};
use super::zone;
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::time::{CalendarUnit, Date};

pub enum Standard {
    DuckDb,
    Postgres,
    DataFusion,
}

impl Dialect for Standard {
    fn name(&self) -> &'static str {
        match self {
            Standard::DuckDb => "duckdb",
            Standard::Postgres => "postgres",
            Standard::DataFusion => "datafusion",
        }
    }

    fn create_temporary_view(&self) -> &'static str {
        match self {
            Standard::DataFusion => self.create_view(), // it keeps none
            _ => "CREATE TEMPORARY VIEW",
        }
    }

    fn cast(&self, value: &str, ty: ColumnType) -> String {
        let postgres = matches!(self, Standard::Postgres);
        let name = match ty {
            ColumnType::Text if postgres => "TEXT",
            ColumnType::Text => "VARCHAR",
            ColumnType::Integer => "BIGINT",
            ColumnType::Number if postgres => "DOUBLE PRECISION",
            ColumnType::Number => "DOUBLE",
            ColumnType::Boolean => "BOOLEAN",
            ColumnType::Date => "DATE",
            ColumnType::Timestamp => "TIMESTAMP",
            ColumnType::Money if postgres => "NUMERIC(18, 4)",
            ColumnType::Money => "DECIMAL(18, 4)",
        };
        format!("CAST({value} AS {name})")
    }

    fn day_literal(&self, day: Date) -> String {
        format!("CAST({} AS DATE)", text::literal(&day.to_string()))
    }

    fn local_of_utc(&self, moment: &str, setting: &Setting) -> String {
        let there = format!("{moment} AT TIME ZONE 'UTC' AT TIME ZONE {}", text::literal(&setting.zone));
        match self {
            // There a moment keeps its zone until it is taken off.
            Standard::DataFusion => format!("TO_LOCAL_TIME({there})"),
            _ => there,
        }
    }

    fn day(&self, moment: &str) -> String {
        format!("CAST({moment} AS DATE)")
    }

    fn midnight(&self, day: &str) -> String {
        format!("CAST({day} AS TIMESTAMP)")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("({to} - {from})")
    }

    fn clock_seconds(&self, moment: &str) -> String {
        format!("EXTRACT(EPOCH FROM {moment})")
    }

    fn elapsed_seconds(&self, moment: &str, setting: &Setting) -> String {
        match self {
            // It stops at an hour that comes twice or never.
            Standard::DataFusion => {
                format!(
                    "({} - {})",
                    self.clock_seconds(moment),
                    zone::offset_at_local(&setting.rules, moment)
                )
            }
            _ => format!("EXTRACT(EPOCH FROM {moment} AT TIME ZONE {})", text::literal(&setting.zone)),
        }
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
        format!("CAST(EXTRACT({word} FROM {day}) AS BIGINT)")
    }

    fn last_of_month(&self, day: &str) -> String {
        self.part(
            DayPart::Day,
            &format!("(DATE_TRUNC('month', {day}) + INTERVAL '1 month' - INTERVAL '1 day')"),
        )
    }

    fn period(&self, unit: CalendarUnit, day: &str) -> String {
        let (signs, postgres) = match unit {
            CalendarUnit::Day => ("%Y-%m-%d", "YYYY-MM-DD"),
            CalendarUnit::Week => ("%G-W%V", "IYYY-\"W\"IW"),
            CalendarUnit::Month => ("%Y-%m", "YYYY-MM"),
            CalendarUnit::Quarter | CalendarUnit::HalfYear | CalendarUnit::Year => ("%Y", "YYYY"),
        };
        let text = match self {
            Standard::DuckDb => format!("STRFTIME({day}, '{signs}')"),
            Standard::DataFusion => format!("TO_CHAR({day}, '{signs}')"),
            Standard::Postgres => format!("TO_CHAR({day}, '{postgres}')"),
        };
        match unit {
            CalendarUnit::Quarter => format!(
                "{text} || '-Q' || {}",
                self.cast(&format!("EXTRACT(QUARTER FROM {day})"), ColumnType::Text)
            ),
            CalendarUnit::HalfYear => format!(
                "{text} || CASE WHEN EXTRACT(MONTH FROM {day}) <= 6 THEN '-H1' WHEN {day} IS NOT NULL THEN '-H2' END"
            ),
            _ => text,
        }
    }

    fn start(&self, unit: CalendarUnit, day: &str) -> String {
        let truncated = |word: &str| format!("CAST(DATE_TRUNC('{word}', {day}) AS DATE)");
        match unit {
            CalendarUnit::Day => day.to_owned(),
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
        if days < 0 { format!("({day} - {})", -days) } else { format!("({day} + {days})") }
    }

    fn plus_months(&self, day: &str, months: i64) -> String {
        let sign = if months < 0 { '-' } else { '+' };
        format!("CAST({day} {sign} INTERVAL '{} months' AS DATE)", months.abs())
    }
}
