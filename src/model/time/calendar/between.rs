//! How much business time lies between two moments.

use super::BusinessCalendar;
use jiff::{SignedDuration, Zoned};

impl BusinessCalendar {
    /// Open time from one moment to another; negative when the second comes first.
    pub fn open_time_between(&self, from: &Zoned, to: &Zoned) -> SignedDuration {
        if to < from {
            return -self.open_time_between(to, from);
        }
        self.openings_from(from)
            .take_while(|(open, _)| open < to)
            .map(|(open, close)| open.duration_until(&close.min(to.clone())))
            .fold(SignedDuration::ZERO, |sum, stretch| sum + stretch)
    }

    /// Whole business hours completed; negative when the second moment comes first.
    pub fn business_hours_between(&self, from: &Zoned, to: &Zoned) -> i64 {
        self.open_time_between(from, to).as_hours()
    }

    /// Whole business days completed, so that as many added to the first moment do not pass the
    /// second; negative when the second comes first.
    pub fn business_days_between(&self, from: &Zoned, to: &Zoned) -> i64 {
        if to < from {
            return -self.business_days_between(to, from);
        }
        let start = self.next_opening(from);
        let to = to.with_time_zone(self.zone.clone());
        let (first, last) = (start.date(), to.date());
        let later = super::days_from(first).skip(1).take_while(|day| *day <= last);
        let complete = later
            .filter(|day| self.is_business_day(*day))
            .filter(|day| *day < last || self.at_clock_or_closing(*day, &start) <= to);
        i64::try_from(complete.count()).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, bank, calendar};
    use super::*;
    use crate::model::quantity::{Duration, TimeUnit};
    use jiff::ToSpan;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn only_open_time_lies_between() {
        let bank = bank();
        let hours = |from, to| bank.business_hours_between(&at(&bank, from), &at(&bank, to));
        assert_eq!(hours("2026-11-20T16:00", "2026-11-23T11:00"), 4);
        assert_eq!(hours("2026-11-20T16:00", "2026-11-23T10:59"), 3);
        assert_eq!(hours("2026-11-20T19:00", "2026-11-22T19:00"), 0);
        assert_eq!(hours("2026-11-23T11:00", "2026-11-20T16:00"), -4);
        assert_eq!(hours("2026-12-24T09:00", "2026-12-28T09:00"), 9);
    }

    #[test]
    fn business_days_are_counted_when_they_are_complete() {
        let bank = bank();
        let days = |from, to| bank.business_days_between(&at(&bank, from), &at(&bank, to));
        assert_eq!(days("2026-11-20T10:00", "2026-11-25T10:00"), 3);
        assert_eq!(days("2026-11-20T10:00", "2026-11-25T09:59"), 2);
        assert_eq!(days("2026-11-21T13:00", "2026-11-24T09:00"), 1);
        assert_eq!(days("2026-11-21T13:00", "2026-11-22T13:00"), 0);
        assert_eq!(days("2026-11-25T10:00", "2026-11-20T10:00"), -3);
        assert_eq!(days("2026-12-24T10:00", "2026-12-28T10:00"), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_added_lies_between(minute in 0i64..600_000, amount in 0u32..200, split: bool) {
            let hours = if split { "09:00-14:00,16:00-19:00" } else { "09:00-18:00" };
            let shop = calendar("Europe/Madrid", hours, &[jiff::civil::date(2026, 12, 25)]);
            let start = at(&shop, "2026-01-01T00:00") + minute.minutes();
            let add = |unit| shop.add_duration(&start, Duration::new(Decimal::from(amount), unit));

            let after_hours = add(TimeUnit::BusinessHour);
            prop_assert_eq!(shop.business_hours_between(&start, &after_hours), i64::from(amount));
            prop_assert_eq!(shop.open_time_between(&start, &after_hours), SignedDuration::from_hours(amount.into()));

            let after_days = add(TimeUnit::BusinessDay);
            prop_assert_eq!(shop.business_days_between(&start, &after_days), i64::from(amount));
            prop_assert!(shop.is_business_day(after_days.date()));
            if amount > 0 {
                let before = &after_days - 1.minute();
                prop_assert_eq!(shop.business_days_between(&start, &before), i64::from(amount) - 1);
            }
        }

        #[test]
        fn a_later_start_is_never_due_earlier(minute in 0i64..600_000, wait in 0i64..5_000, amount in 0u32..50) {
            let bank = bank();
            let start = at(&bank, "2026-01-01T00:00") + minute.minutes();
            let later = &start + wait.minutes();
            use TimeUnit::{BusinessDay, BusinessHour, Day, Hour, Week};
            for unit in [BusinessDay, BusinessHour, Day, Hour, Week] {
                let due = |from| bank.add_duration(from, Duration::new(Decimal::from(amount), unit));
                prop_assert!(due(&start) <= due(&later), "{:?}", unit);
            }
        }
    }
}
