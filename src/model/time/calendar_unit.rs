//! The stretches into which the calendar itself is divided.

use super::date::Days;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A calendar day, week, month, quarter, half-year or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarUnit {
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl CalendarUnit {
    pub const ALL: [CalendarUnit; 6] = [
        CalendarUnit::Day,
        CalendarUnit::Week,
        CalendarUnit::Month,
        CalendarUnit::Quarter,
        CalendarUnit::HalfYear,
        CalendarUnit::Year,
    ];

    /// As written: `half-year`.
    pub fn name(self) -> &'static str {
        match self {
            CalendarUnit::Day => "day",
            CalendarUnit::Week => "week",
            CalendarUnit::Month => "month",
            CalendarUnit::Quarter => "quarter",
            CalendarUnit::HalfYear => "half-year",
            CalendarUnit::Year => "year",
        }
    }

    /// One of them.
    pub fn span(self) -> Span {
        match self {
            CalendarUnit::Day => 1.day(),
            CalendarUnit::Week => 1.week(),
            CalendarUnit::Month => 1.month(),
            CalendarUnit::Quarter => 3.months(),
            CalendarUnit::HalfYear => 6.months(),
            CalendarUnit::Year => 1.year(),
        }
    }

    /// The one that a day lies in. Weeks begin on Monday.
    pub fn around(self, day: Date) -> Days {
        let first_of = |months: i8| {
            let month = (day.month() - 1) / months * months + 1;
            Date::new(day.year(), month, 1).unwrap_or(day)
        };
        let first = match self {
            CalendarUnit::Day => day,
            CalendarUnit::Week => {
                let since = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i64::from(since).days())
            }
            CalendarUnit::Month => first_of(1),
            CalendarUnit::Quarter => first_of(3),
            CalendarUnit::HalfYear => first_of(6),
            CalendarUnit::Year => first_of(12),
        };
        Days { first, last: first.saturating_add(self.span()).saturating_sub(1.day()) }
    }

    /// What a word means, whatever its language: `monthly`, `mensual`, `cada mes`.
    pub(super) fn meant(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let word = ["every ", "each ", "per ", "cada ", "por ", "calendar "]
            .iter()
            .find_map(|start| lower.strip_prefix(start))
            .unwrap_or(&lower);
        Some(match word {
            "day" | "days" | "daily" | "día" | "dia" | "diario" | "diaria" | "diariamente" => {
                CalendarUnit::Day
            }
            "week" | "weeks" | "weekly" | "semana" | "semanal" | "semanalmente" => CalendarUnit::Week,
            "month" | "months" | "monthly" | "mes" | "mensual" | "mensualmente" => CalendarUnit::Month,
            "quarter" | "quarters" | "quarterly" | "trimestre" | "trimestral" => CalendarUnit::Quarter,
            "half-year" | "half year" | "halfyear" | "half-yearly" | "semester" | "semestre"
            | "semestral" | "biannual" | "semiannual" | "semi-annual" => CalendarUnit::HalfYear,
            "year" | "years" | "yearly" | "annual" | "annually" | "año" | "anual" | "anualmente" => {
                CalendarUnit::Year
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_lies_in_one_of_each() {
        let around = |unit: CalendarUnit| {
            let Days { first, last } = unit.around(date(2026, 11, 20));
            format!("{first} {last}")
        };
        assert_eq!(around(CalendarUnit::Day), "2026-11-20 2026-11-20");
        assert_eq!(around(CalendarUnit::Week), "2026-11-16 2026-11-22");
        assert_eq!(around(CalendarUnit::Month), "2026-11-01 2026-11-30");
        assert_eq!(around(CalendarUnit::Quarter), "2026-10-01 2026-12-31");
        assert_eq!(around(CalendarUnit::HalfYear), "2026-07-01 2026-12-31");
        assert_eq!(around(CalendarUnit::Year), "2026-01-01 2026-12-31");
    }
}
