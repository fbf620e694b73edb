//! The name of one period of the calendar or of the fiscal year.

use super::calendar_unit::CalendarUnit;
use super::date::{Date, Days};
use super::month::Month;
use super::period_name_mistake::{misspelt, no_such_week};
use crate::diagnostic::Mistake;
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::scalar::{Numbers, Scalar};
use jiff::ToSpan;
use jiff::civil::{self, ISOWeekDate, Weekday};
use serde_json::{Value, json};

/// One period, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodName {
    Year(i16),
    HalfYear {
        year: i16,
        half: i8,
    },
    Quarter {
        year: i16,
        quarter: i8,
    },
    Month {
        year: i16,
        month: i8,
    },
    /// A week of ISO 8601, from Monday; the first one holds the first Thursday of the year.
    Week {
        year: i16,
        week: i8,
    },
    Day(Date),
    /// Named after the calendar year in which it ends.
    FiscalYear(i16),
    FiscalQuarter {
        year: i16,
        quarter: i8,
    },
}

impl PeriodName {
    /// First and last day. `fiscal_start` is the first month of the fiscal year; a fiscal year
    /// that starts in October 2025 is 2026.
    pub fn days(self, fiscal_start: Month) -> Days {
        let months = |year: i16, month: i8, count: i64| {
            let first = civil::Date::new(year, month, 1).unwrap_or(civil::Date::MIN);
            Days { first, last: first.saturating_add(count.months()).saturating_sub(1.day()) }
        };
        let start = fiscal_start.number();
        let fiscal = |year: i16| if start == 1 { year } else { year - 1 };
        match self {
            PeriodName::Year(year) => months(year, 1, 12),
            PeriodName::HalfYear { year, half } => months(year, half * 6 - 5, 6),
            PeriodName::Quarter { year, quarter } => months(year, quarter * 3 - 2, 3),
            PeriodName::Month { year, month } => months(year, month, 1),
            PeriodName::Week { year, week } => {
                let first =
                    ISOWeekDate::new(year, week, Weekday::Monday).map_or(civil::Date::MIN, ISOWeekDate::date);
                Days { first, last: first.saturating_add(6.days()) }
            }
            PeriodName::Day(Date(day)) => Days { first: day, last: day },
            PeriodName::FiscalYear(year) => months(fiscal(year), start, 12),
            PeriodName::FiscalQuarter { year, quarter } => {
                let first = months(fiscal(year), start, 12)
                    .first
                    .saturating_add((i64::from(quarter) * 3 - 3).months());
                months(first.year(), first.month(), 3)
            }
        }
    }

    /// How long it is.
    pub fn unit(self) -> CalendarUnit {
        match self {
            PeriodName::Year(_) | PeriodName::FiscalYear(_) => CalendarUnit::Year,
            PeriodName::HalfYear { .. } => CalendarUnit::HalfYear,
            PeriodName::Quarter { .. } | PeriodName::FiscalQuarter { .. } => CalendarUnit::Quarter,
            PeriodName::Month { .. } => CalendarUnit::Month,
            PeriodName::Week { .. } => CalendarUnit::Week,
            PeriodName::Day(_) => CalendarUnit::Day,
        }
    }

    /// The name of the calendar period that holds a day.
    pub fn of(unit: CalendarUnit, day: civil::Date) -> Self {
        let year = day.year();
        match unit {
            CalendarUnit::Year => PeriodName::Year(year),
            CalendarUnit::HalfYear => PeriodName::HalfYear { year, half: (day.month() + 5) / 6 },
            CalendarUnit::Quarter => PeriodName::Quarter { year, quarter: (day.month() + 2) / 3 },
            CalendarUnit::Month => PeriodName::Month { year, month: day.month() },
            CalendarUnit::Week => {
                let week = day.iso_week_date();
                PeriodName::Week { year: week.year(), week: week.week() }
            }
            CalendarUnit::Day => PeriodName::Day(Date(day)),
        }
    }

    /// Not every year has a week 53.
    pub(super) fn existing(self) -> Result<Self, Mistake> {
        match self {
            PeriodName::Week { year, week } if ISOWeekDate::new(year, week, Weekday::Monday).is_err() => {
                Err(no_such_week(year))
            }
            _ => Ok(self),
        }
    }

    /// Reads the exact spelling; a week may still not exist in its year.
    pub(super) fn exact(raw: &str) -> Option<Self> {
        let year = |text: &str| {
            let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|year| digits && (1000..3000).contains(year))
        };
        let one =
            |text: &str, last: i8| text.parse().ok().filter(|n| text.len() == 1 && (1..=last).contains(n));
        let two = |text: &str, last: i8| {
            let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|n| digits && (1..=last).contains(n))
        };
        if let Some(fiscal) = raw.strip_prefix("FY") {
            return match fiscal.split_once("-Q") {
                Some((y, quarter)) => Some(Self::FiscalQuarter { year: year(y)?, quarter: one(quarter, 4)? }),
                None => year(fiscal).map(Self::FiscalYear),
            };
        }
        let Some((y, rest)) = raw.split_once('-') else { return year(raw).map(Self::Year) };
        let y = year(y)?;
        match rest.as_bytes().first()? {
            b'Q' => Some(Self::Quarter { year: y, quarter: one(&rest[1..], 4)? }),
            b'H' => Some(Self::HalfYear { year: y, half: one(&rest[1..], 2)? }),
            b'W' => Some(Self::Week { year: y, week: two(&rest[1..], 53)? }),
            _ if rest.len() == 2 => Some(Self::Month { year: y, month: two(rest, 12)? }),
            _ => Date::parse(raw).ok().map(Self::Day),
        }
    }
}

impl Scalar for PeriodName {
    const NAME: &'static str = "period-name";
    const PATTERN: &'static str = anchored!(
        "(?:FY)?",
        piece!(year),
        "(?:-Q[1-4])?|",
        piece!(year),
        "-(?:H[12]|W(?:0[1-9]|[1-4][0-9]|5[0-3])|",
        piece!(month),
        ")|",
        piece!(date)
    );
    const NUMBERS: Numbers = Numbers::OrWhole;
    const EXAMPLES: &'static [&'static str] =
        &["2026", "2026-Q3", "2026-11", "2026-W45", "2026-11-20", "FY2026-Q1"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        match Self::exact(raw) {
            Some(found) => found.existing(),
            None => Err(misspelt(raw)),
        }
    }

    fn spell(&self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::HalfYear { year, half } => format!("{year}-H{half}"),
            Self::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
            Self::Month { year, month } => format!("{year}-{month:02}"),
            Self::Week { year, week } => format!("{year}-W{week:02}"),
            Self::Day(date) => date.spell(),
            Self::FiscalYear(year) => format!("FY{year}"),
            Self::FiscalQuarter { year, quarter } => format!("FY{year}-Q{quarter}"),
        }
    }

    fn json(&self) -> Value {
        let fiscal = matches!(self, Self::FiscalYear(_) | Self::FiscalQuarter { .. });
        json!({ "name": self.spell(), "unit": self.unit().name(), "fiscal": fiscal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_period_is_named_from_its_year_on() {
        accepts::<PeriodName>(&["2026-H2", "FY2026", "2026-W01", "2026-W53", "2026-01"]);
        rejects::<PeriodName>(&[
            ("T3 2026", &["2026-Q3"]),
            ("Q3 2026", &["2026-Q3"]),
            ("2026Q3", &["2026-Q3"]),
            ("3T2026", &["2026-Q3"]),
            ("2026-q3", &["2026-Q3"]),
            ("3Q26", &["2026-Q3"]),
            ("Q3", &["2026-Q3"]),
            ("FY26-Q1", &["FY2026-Q1"]),
            ("week 45 2026", &["2026-W45"]),
            ("2026W45", &["2026-W45"]),
            ("H1 2026", &["2026-H1"]),
            ("2026-S2", &["2026-H2"]),
            ("noviembre 2026", &["2026-11"]),
            ("11/2026", &["2026-11"]),
            ("2026-3", &["2026-03"]),
            ("20/11/2026", &["2026-11-20"]),
            ("2026-Q5", &["2026-Q3"]),
            ("this year", &["2026"]),
            ("", &["2026"]),
        ]);
        explains::<PeriodName>(&[("2025-W53", &["2025-W52", "2026-W01"])]);
    }

    #[test]
    fn a_period_has_a_first_and_a_last_day() {
        let days = |raw: &str, start: i8| {
            let Days { first, last } = PeriodName::parse(raw).unwrap().days(Month::new(start).unwrap());
            format!("{first} {last}")
        };
        assert_eq!(days("2026", 4), "2026-01-01 2026-12-31");
        assert_eq!(days("2026-H2", 4), "2026-07-01 2026-12-31");
        assert_eq!(days("2026-Q3", 4), "2026-07-01 2026-09-30");
        assert_eq!(days("2024-02", 1), "2024-02-01 2024-02-29");
        assert_eq!(days("2026-W01", 1), "2025-12-29 2026-01-04");
        assert_eq!(days("2026-11-20", 1), "2026-11-20 2026-11-20");
    }

    #[test]
    fn a_fiscal_year_is_named_after_the_year_in_which_it_ends() {
        let days = |raw: &str, start: i8| {
            let Days { first, last } = PeriodName::parse(raw).unwrap().days(Month::new(start).unwrap());
            format!("{first} {last}")
        };
        assert_eq!(days("FY2026", 10), "2025-10-01 2026-09-30");
        assert_eq!(days("FY2026-Q1", 10), "2025-10-01 2025-12-31");
        assert_eq!(days("FY2026-Q2", 10), "2026-01-01 2026-03-31");
        assert_eq!(days("FY2026-Q4", 4), "2026-01-01 2026-03-31");
        assert_eq!(days("FY2026-Q1", 1), "2026-01-01 2026-03-31");
    }

    proptest! {
        #[test]
        fn the_period_of_a_day_holds_that_day(day in 0i64..300_000, unit in 0usize..6) {
            let day = civil::date(1900, 1, 1) + day.days();
            let unit = CalendarUnit::ALL[unit];
            let name = PeriodName::of(unit, day);
            prop_assert_eq!(name.days(Month::default()), unit.around(day));
            survives_the_round_trip(&name);
        }
    }
}
