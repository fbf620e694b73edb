//! Days as numbers, and lengths of time in whole days: the clock of the simulation.

use crate::model::quantity::{Duration, TimeUnit};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// A day, counted from 1970-01-01.
pub type Day = i32;

const FIRST: Date = jiff::civil::date(1970, 1, 1);

pub fn number(date: Date) -> Day {
    FIRST.until(date).map_or(0, |span| span.get_days())
}

pub fn date(day: Day) -> Date {
    FIRST.saturating_add(i64::from(day).days())
}

/// A length of time in whole days. Parts of a day count as a day, because the simulation asks
/// only what happens on which day; business days are spread over weeks of seven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    months: i32,
    days: i32,
}

impl Length {
    pub const fn of_days(days: i32) -> Self {
        Self { months: 0, days }
    }

    pub fn of(duration: Duration) -> Self {
        let amount = duration.amount().to_f64().unwrap_or(0.0);
        let days = |each: f64| Self::of_days((amount * each).ceil().clamp(0.0, 100_000.0) as i32);
        let months = |each: i32| Self { months: (amount as i32).saturating_mul(each), days: 0 };
        match duration.unit() {
            TimeUnit::Second => days(1.0 / 86_400.0),
            TimeUnit::Minute => days(1.0 / 1_440.0),
            TimeUnit::Hour => days(1.0 / 24.0),
            TimeUnit::Day => days(1.0),
            TimeUnit::Week => days(7.0),
            TimeUnit::Month => months(1),
            TimeUnit::Quarter => months(3),
            TimeUnit::Year => months(12),
            TimeUnit::BusinessHour => days(1.0 / 8.0),
            TimeUnit::BusinessDay => days(7.0 / 5.0),
        }
    }

    /// The first day on which a contact of `day` no longer counts.
    pub fn after(self, day: Day) -> Day {
        if self.months == 0 {
            return day.saturating_add(self.days);
        }
        number(date(day).saturating_add(i64::from(self.months).months())) + self.days
    }

    /// About how many days it is.
    pub fn about(self) -> Day {
        self.months.saturating_mul(31).saturating_add(self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Scalar;

    fn after(length: &str, day: Date) -> String {
        date(Length::of(Duration::parse(length).unwrap()).after(number(day))).to_string()
    }

    #[test]
    fn days_and_numbers_are_one_another() {
        for day in [jiff::civil::date(1969, 12, 31), FIRST, jiff::civil::date(2028, 2, 29)] {
            assert_eq!(date(number(day)), day);
        }
    }

    #[test]
    fn months_follow_the_calendar_and_hours_fill_a_day() {
        let day = jiff::civil::date(2027, 1, 31);
        assert_eq!(after("30 days", day), "2027-03-02");
        assert_eq!(after("1 month", day), "2027-02-28");
        assert_eq!(after("24 h", day), "2027-02-01");
        assert_eq!(after("2 h", day), "2027-02-01");
        assert_eq!(after("10 business days", day), "2027-02-14");
    }
}
