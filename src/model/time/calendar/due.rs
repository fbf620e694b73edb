//! When something is due.

use super::BusinessCalendar;
use crate::model::quantity::{Duration, Sla, TimeUnit};
use crate::model::time::date_time::zoned;
use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp, Zoned};
use rust_decimal::Decimal;

/// The moment after a duration that needs no calendar; none for business time. Beyond the year
/// 9999 it stays at its end.
pub fn after(start: &Zoned, duration: Duration) -> Option<Zoned> {
    let whole = || i64::try_from(duration.amount().trunc()).unwrap_or(i64::from(i32::MAX));
    let span = |count: i64, each: fn(i64) -> Option<Span>| {
        let moved = each(count).and_then(|span| start.checked_add(span).ok());
        moved.unwrap_or_else(|| Timestamp::MAX.to_zoned(start.time_zone().clone()))
    };
    Some(match duration.unit() {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => start.saturating_add(elapsed(duration)),
        TimeUnit::Day => span(whole(), |count| Span::new().try_days(count).ok()),
        TimeUnit::Week => span(whole(), |count| Span::new().try_weeks(count).ok()),
        TimeUnit::Month => span(whole(), |count| Span::new().try_months(count).ok()),
        TimeUnit::Quarter => span(whole().saturating_mul(3), |count| Span::new().try_months(count).ok()),
        TimeUnit::Year => span(whole(), |count| Span::new().try_years(count).ok()),
        TimeUnit::BusinessHour | TimeUnit::BusinessDay => return None,
    })
}

/// Seconds, minutes, hours or business hours as a length on a clock, to the nanosecond.
fn elapsed(duration: Duration) -> SignedDuration {
    let second: i64 = match duration.unit() {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        _ => 3_600,
    };
    let nanoseconds = duration.amount().checked_mul(Decimal::from(second * 1_000_000_000));
    let nanoseconds = nanoseconds.and_then(|amount| i64::try_from(amount.trunc()).ok());
    SignedDuration::from_nanos(nanoseconds.unwrap_or(i64::MAX))
}

impl BusinessCalendar {
    /// When an SLA that starts at a moment ends, on the clocks of the calendar.
    pub fn add_sla(&self, start: &Zoned, sla: &Sla) -> Zoned {
        self.add_duration(start, sla.duration())
    }

    /// The moment after a duration, on the clocks of the calendar. Only business time looks at
    /// opening hours: `24 h` and `3 days` may end in closed time.
    pub fn add_duration(&self, start: &Zoned, duration: Duration) -> Zoned {
        let start = start.with_time_zone(self.zone.clone());
        match duration.unit() {
            TimeUnit::BusinessHour => self.add_open_time(&start, elapsed(duration)),
            TimeUnit::BusinessDay => {
                let days = u32::try_from(duration.amount().trunc()).unwrap_or(0);
                self.add_business_days(&start, days)
            }
            _ => after(&start, duration).unwrap_or(start),
        }
    }

    fn add_open_time(&self, start: &Zoned, length: SignedDuration) -> Zoned {
        let mut rest = length;
        for (open, close) in self.openings_from(start) {
            let stretch = open.duration_until(&close);
            if rest <= stretch {
                return open.saturating_add(rest);
            }
            rest -= stretch;
        }
        self.end_of_time()
    }

    fn add_business_days(&self, start: &Zoned, count: u32) -> Zoned {
        let start = self.next_opening(start);
        if count == 0 {
            return start;
        }
        let after = start.date().tomorrow().ok().into_iter().flat_map(super::days_from);
        let day = after.filter(|day| self.is_business_day(*day)).nth(count as usize - 1);
        day.map_or_else(|| self.end_of_time(), |day| self.at_clock_or_closing(day, &start))
    }

    /// A business day at the time of day of `clock`, at most at its closing time.
    pub(super) fn at_clock_or_closing(&self, day: Date, clock: &Zoned) -> Zoned {
        let same = zoned(day.to_datetime(clock.time()), &self.zone);
        match self.hours_on(day).last() {
            Some(hours) => same.min(self.minute(day, hours.to())),
            None => same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, bank, calendar, told};
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::model::time::{DayRange, Hours, WeeklyHours};

    fn due(calendar: &BusinessCalendar, start: &str, length: &str) -> String {
        let length = Duration::parse(length).unwrap();
        told(&calendar.add_duration(&at(calendar, start), length))
    }

    #[test]
    fn business_hours_count_open_time_only() {
        let bank = bank();
        assert_eq!(due(&bank, "2026-11-20T16:00", "4 business hours"), "Mon 2026-11-23 11:00");
        assert_eq!(due(&bank, "2026-11-20T16:00", "2 business hours"), "Fri 2026-11-20 18:00");
        assert_eq!(due(&bank, "2026-11-20T16:00", "1.5 business hours"), "Fri 2026-11-20 17:30");
        assert_eq!(due(&bank, "2026-11-21T16:00", "1 business hour"), "Mon 2026-11-23 10:00");
        assert_eq!(due(&bank, "2026-12-24T17:00", "2 business hours"), "Mon 2026-12-28 10:00");
        assert_eq!(due(&bank, "2026-11-20T08:00", "18 business hours"), "Mon 2026-11-23 18:00");
    }

    #[test]
    fn a_break_at_noon_is_no_open_time() {
        let shop = calendar("Europe/Madrid", "09:00-14:00,16:00-19:00", &[]);
        assert_eq!(due(&shop, "2026-11-20T13:00", "2 business hours"), "Fri 2026-11-20 17:00");
        assert_eq!(due(&shop, "2026-11-20T15:00", "1 business day"), "Mon 2026-11-23 16:00");
    }

    #[test]
    fn business_days_go_forward_at_the_same_time_of_day() {
        let bank = bank();
        assert_eq!(due(&bank, "2026-11-20T10:00", "3 business days"), "Wed 2026-11-25 10:00");
        assert_eq!(due(&bank, "2026-12-24T10:00", "1 business day"), "Mon 2026-12-28 10:00");
    }

    #[test]
    fn a_start_in_closed_time_moves_to_the_next_opening() {
        let bank = bank();
        assert_eq!(due(&bank, "2026-11-21T13:00", "1 business day"), "Tue 2026-11-24 09:00");
        assert_eq!(due(&bank, "2026-11-20T18:00", "1 business day"), "Tue 2026-11-24 09:00");
        assert_eq!(due(&bank, "2026-11-20T07:00", "1 business day"), "Mon 2026-11-23 09:00");
        assert_eq!(due(&bank, "2026-11-21T13:00", "0 business days"), "Mon 2026-11-23 09:00");
        assert_eq!(due(&bank, "2026-11-21T13:00", "0 business hours"), "Mon 2026-11-23 09:00");
        assert_eq!(due(&bank, "2026-11-20T10:00", "0 business days"), "Fri 2026-11-20 10:00");
    }

    #[test]
    fn business_days_end_at_closing_time_at_the_latest() {
        let entry = |days, hours| (DayRange::parse(days).unwrap(), Hours::parse(hours).unwrap());
        let hours =
            WeeklyHours::from_parts([entry("mon-fri", "08:00-20:00"), entry("sat", "09:00-14:00")]).unwrap();
        let branch = bank().with_hours(&hours).unwrap();
        assert_eq!(due(&branch, "2026-11-20T17:00", "1 business day"), "Sat 2026-11-21 14:00");
        assert_eq!(due(&branch, "2026-11-20T17:00", "2 business days"), "Mon 2026-11-23 17:00");
    }

    #[test]
    fn hours_are_elapsed_and_days_keep_the_time_of_day_when_clocks_change() {
        let madrid = calendar("Europe/Madrid", "09:00-18:00", &[]);
        assert_eq!(due(&madrid, "2026-03-28T10:00", "24 h"), "Sun 2026-03-29 11:00");
        assert_eq!(due(&madrid, "2026-03-28T10:00", "1 day"), "Sun 2026-03-29 10:00");
        assert_eq!(due(&madrid, "2026-10-24T10:00", "24 h"), "Sun 2026-10-25 09:00");
        assert_eq!(due(&madrid, "2026-10-24T10:00", "1 week"), "Sat 2026-10-31 10:00");
        assert_eq!(due(&madrid, "2026-03-28T02:30", "1 day"), "Sun 2026-03-29 03:30");
    }

    #[test]
    fn business_hours_of_the_night_the_clocks_change_are_elapsed() {
        let hours = WeeklyHours::from(Hours::Always);
        let always = calendar("Europe/Madrid", "09:00-18:00", &[]).with_hours(&hours).unwrap();
        assert_eq!(due(&always, "2026-03-28T10:00", "24 business hours"), "Sun 2026-03-29 11:00");
    }

    #[test]
    fn months_keep_the_day_of_the_month_or_take_the_last_one() {
        let bank = bank();
        assert_eq!(due(&bank, "2026-01-31T10:00", "1 month"), "Sat 2026-02-28 10:00");
        assert_eq!(due(&bank, "2026-01-15T10:00", "1 quarter"), "Wed 2026-04-15 10:00");
        assert_eq!(due(&bank, "2024-02-29T10:00", "1 year"), "Fri 2025-02-28 10:00");
    }

    #[test]
    fn an_sla_runs_by_the_clock_it_says() {
        let bank = bank();
        let start = at(&bank, "2026-11-20T16:00");
        let due = |raw| told(&bank.add_sla(&start, &Sla::parse(raw).unwrap()));
        assert_eq!(due("24 h"), "Sat 2026-11-21 16:00");
        assert_eq!(due("3 calendar days"), "Mon 2026-11-23 16:00");
        assert_eq!(due("3 business days"), "Wed 2026-11-25 16:00");
        assert_eq!(due("8 business hours"), "Mon 2026-11-23 15:00");
    }

    #[test]
    fn the_end_is_told_on_the_clocks_of_the_calendar() {
        let bank = bank();
        let start = at(&calendar("Europe/Madrid", "09:00-18:00", &[]), "2026-11-20T17:00");
        let end = bank.add_duration(&start, Duration::parse("1 business hour").unwrap());
        assert_eq!(told(&end), "Fri 2026-11-20 11:00");
    }

    #[test]
    fn durations_without_end_stay_in_the_calendar() {
        let bank = bank();
        let start = at(&bank, "2026-11-20T16:00");
        for unit in TimeUnit::ALL {
            let end =
                bank.add_duration(&start, Duration::new(Decimal::from(4_000_000_000_000_000_i64), unit));
            assert!(end >= start, "{unit:?} {end}");
        }
    }
}
