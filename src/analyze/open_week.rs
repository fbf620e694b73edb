//! Minutes of a usual week, one without holidays: when somebody is there, when work is done and when
//! it is due.

use crate::model::quantity::{Duration, TimeUnit};
use crate::model::time::calendar::after;
use crate::model::time::{Interval, Weekday};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use rust_decimal::prelude::ToPrimitive;

/// A minute, counted from the Monday 00:00 of a first week on.
pub type Minute = u32;

/// Minutes of a week.
pub const WEEK: Minute = 7 * DAY;
const DAY: Minute = 24 * 60;

/// The open minutes of a week, from Monday 00:00: stretches in their order that do not touch.
pub type Open = Vec<(Minute, Minute)>;

/// The open minutes of a week from the hours of its days.
pub fn week<'h>(hours: impl Fn(Weekday) -> &'h [Interval]) -> Open {
    let mut open: Open = Vec::new();
    for day in Weekday::ALL {
        let midnight = day.index() as Minute * DAY;
        for hours in hours(day) {
            let (from, to) = (midnight + Minute::from(hours.from()), midnight + Minute::from(hours.to()));
            match open.last_mut() {
                Some(last) if last.1 == from => last.1 = to,
                _ => open.push((from, to)),
            }
        }
    }
    open
}

/// When both are open.
pub fn overlap(one: &Open, other: &Open) -> Open {
    let both = one.iter().flat_map(|a| other.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1))));
    let mut both: Open = both.filter(|(from, to)| from < to).collect();
    both.sort_unstable();
    both
}

/// Whether all its days that open do so once, at the same hours.
pub fn is_every_day_alike(open: &Open) -> bool {
    let hours = |(from, to): &(Minute, Minute)| (from % DAY, to - from / DAY * DAY);
    open.windows(2).all(|pair| pair[0].0 / DAY < pair[1].0 / DAY && hours(&pair[0]) == hours(&pair[1]))
        && open.iter().all(|stretch| hours(stretch).1 <= DAY)
}

/// The days of a week that have an open minute, in their order.
pub fn days_of(open: &[(Minute, Minute)]) -> Vec<Minute> {
    let mut days: Vec<Minute> = open.iter().flat_map(|(from, to)| from / DAY..to.div_ceil(DAY)).collect();
    days.dedup();
    days
}

/// The longest closed stretch of a week, as the minute at which it begins and its length; none
/// when it never closes. All of the week when it never opens.
pub fn longest_closed(open: &Open) -> Option<(u32, u32)> {
    let Some((first, _)) = open.first() else { return Some((0, WEEK)) };
    let mut longest: Option<(u32, u32)> = None;
    for (index, (_, close)) in open.iter().enumerate() {
        let opens = open.get(index + 1).map_or(first + WEEK, |next| next.0);
        if opens > *close && longest.is_none_or(|(_, length)| opens - close > length) {
            longest = Some((close % WEEK, opens - close));
        }
    }
    longest
}

/// Elapsed minutes of a duration of seconds, minutes, hours, days or weeks; none for others.
pub fn minutes(duration: Duration) -> Option<f64> {
    let amount = duration.amount().to_f64()?;
    Some(match duration.unit() {
        TimeUnit::Second => amount / 60.0,
        TimeUnit::Minute => amount,
        TimeUnit::Hour => amount * 60.0,
        TimeUnit::Day => amount * f64::from(DAY),
        TimeUnit::Week => amount * f64::from(WEEK),
        _ => return None,
    })
}

/// A minute of the week as a day and its time.
pub fn moment(minute: u32) -> (Weekday, String) {
    let minute = minute % WEEK;
    let day = Weekday::ALL[(minute / DAY) as usize % 7];
    let of_day = minute % DAY;
    (day, format!("{:02}:{:02}", of_day / 60, of_day % 60))
}

/// The minute at which so many open minutes have passed; without any, the next open one. None when it
/// never opens.
pub fn worked(open: &[(Minute, Minute)], from: Minute, mut takes: Minute) -> Option<Minute> {
    let total: Minute = open.iter().map(|(from, to)| to - from).sum();
    if total == 0 {
        return None;
    }
    let mut week = from / WEEK * WEEK + (takes / total).saturating_sub(1) * WEEK;
    takes -= (takes / total).saturating_sub(1) * total;
    let skipped = week + from % WEEK;
    loop {
        for (begins, ends) in open.iter().map(|(begins, ends)| (week + begins, week + ends)) {
            let begins = begins.max(skipped);
            if begins < ends {
                if takes <= ends - begins {
                    return Some(begins + takes);
                }
                takes -= ends - begins;
            }
        }
        week += WEEK;
    }
}

/// A length of time that is counted in minutes of the week.
#[derive(Clone, Copy, Debug)]
pub enum Length {
    OpenMinutes(Minute),
    OpenDays(u32),
    Elapsed(Minute),
    /// Months and longer, by the calendar.
    Calendar(Duration),
}

impl Length {
    /// None for what is longer than can be counted.
    pub fn of(length: Duration) -> Option<Self> {
        Some(match length.unit() {
            TimeUnit::BusinessHour => Self::OpenMinutes((length.amount().to_f64()? * 60.0) as Minute),
            TimeUnit::BusinessDay => Self::OpenDays(length.amount().to_u32()?),
            TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => Self::Calendar(length),
            _ => Self::Elapsed(minutes(length)? as Minute),
        })
    }

    /// Minutes that pass at least until it is over, whenever it starts; zero says nothing. Of open days,
    /// the first may be nearly over at the start.
    pub fn at_least(self) -> Minute {
        match self {
            Self::OpenMinutes(minutes) | Self::Elapsed(minutes) => minutes,
            Self::OpenDays(days) => days.saturating_sub(1).saturating_mul(DAY),
            Self::Calendar(_) => 0,
        }
    }

    /// When it is over that starts at a minute: business time by the open minutes of the week, anything
    /// else by the clock, without a change to summer time. None when it never is, or when nobody says
    /// what business time is.
    pub fn due(self, open: Option<&[(Minute, Minute)]>, from: Minute) -> Option<Minute> {
        match self {
            Self::OpenMinutes(minutes) => worked(open?, from, minutes),
            Self::OpenDays(days) => days_later(open?, from, days),
            Self::Elapsed(minutes) => Some(from.saturating_add(minutes)),
            Self::Calendar(length) => {
                let monday = jiff::civil::datetime(1990, 1, 1, 0, 0, 0, 0);
                let start =
                    monday.checked_add(i64::from(from).minutes()).ok()?.to_zoned(TimeZone::UTC).ok()?;
                let end = after(&start, length)?;
                Minute::try_from(end.datetime().duration_since(monday).as_mins()).ok()
            }
        }
    }
}

/// So many open days after the next opening, at the same time of day, or when that day closes.
fn days_later(open: &[(Minute, Minute)], from: Minute, count: u32) -> Option<Minute> {
    let start = worked(open, from, 0)?;
    if count == 0 {
        return Some(start);
    }
    let days = days_of(open);
    let today = start % WEEK / DAY;
    let later = days.iter().filter(|day| **day > today).count() as u32;
    // Counted from the first open day of the week after the start.
    let (week, index) = match count.checked_sub(later + 1) {
        None => (0, days.len() - (later - count + 1) as usize),
        Some(rest) => (1 + rest / days.len() as u32, rest as usize % days.len()),
    };
    let day = days[index] * DAY;
    let closes = open.iter().filter(|(from, _)| *from < day + DAY).map(|(_, to)| *to).next_back()?;
    Some(start / WEEK * WEEK + week * WEEK + (day + start % DAY).min(closes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::model::time::calendar::BusinessCalendar;
    use crate::model::time::{DayRange, Hours, WeeklyHours};

    fn day(index: u32, from: u32, to: u32) -> (u32, u32) {
        (index * DAY + from * 60, index * DAY + to * 60)
    }

    #[test]
    fn a_working_week_is_closed_longest_over_the_weekend() {
        let open: Open = (0..5).map(|index| day(index, 9, 18)).collect();
        let (from, length) = longest_closed(&open).unwrap();
        assert_eq!(moment(from), (Weekday::Fri, "18:00".to_owned()));
        assert_eq!(length, (6 + 24 + 24 + 9) * 60);
    }

    #[test]
    fn what_never_closes_and_what_never_opens() {
        assert_eq!(longest_closed(&vec![(0, WEEK)]), None);
        assert_eq!(longest_closed(&Vec::new()), Some((0, WEEK)));
    }

    #[test]
    fn two_that_never_meet_have_no_open_time_in_common() {
        let mornings: Open = vec![day(0, 8, 12), day(1, 8, 12)];
        let evenings: Open = vec![day(0, 18, 22)];
        assert!(overlap(&mornings, &evenings).is_empty());
        assert_eq!(overlap(&mornings, &vec![day(0, 10, 20)]), vec![day(0, 10, 12)]);
    }

    #[test]
    fn work_goes_on_when_somebody_is_there_again() {
        let mornings: Open = (0..5).map(|day| (day * 1440 + 540, day * 1440 + 720)).collect();
        assert_eq!(worked(&mornings, 0, 30), Some(570));
        assert_eq!(worked(&mornings, 700, 30), Some(1440 + 550));
        assert_eq!(worked(&mornings, 4 * 1440 + 715, 10), Some(WEEK + 545));
        assert_eq!(worked(&mornings, 720, 0), Some(1440 + 540));
        assert_eq!(worked(&mornings, WEEK + 600, 900), Some(2 * WEEK + 600));
        assert_eq!(worked(&Vec::new(), 0, 1), None);
        assert_eq!(worked(&[(0, WEEK)], 77, 5), Some(82));
    }

    /// The exact calendar, in a time without holidays and in a zone without summer time, is the judge.
    #[test]
    fn what_is_due_is_what_the_calendar_says() {
        let monday = jiff::civil::datetime(1990, 1, 1, 0, 0, 0, 0);
        let weeks = [
            [("mon-fri", "09:00-18:00")].as_slice(),
            &[("mon-fri", "09:00-14:00,16:00-19:00"), ("sat", "10:00-13:00")],
            &[("tue", "00:00-24:00"), ("wed", "00:00-06:00"), ("sun", "20:00-24:00")],
            &[("mon-sun", "00:00-24:00")],
        ];
        let lengths = [
            "1 business hour",
            "7.5 business hours",
            "90 business hours",
            "0 business days",
            "1 business day",
            "2 business days",
            "5 business days",
            "13 business days",
            "30 min",
            "24 h",
            "3 days",
            "1 week",
            "1 month",
        ];
        let workdays = &Weekday::ALL[..5];
        for days in weeks {
            let day =
                |(days, hours): &(&str, &str)| (DayRange::parse(days).unwrap(), Hours::parse(hours).unwrap());
            let hours = WeeklyHours::from_parts(days.iter().map(day)).unwrap();
            let usual = BusinessCalendar::new(workdays, &Hours::Always, [], TimeZone::UTC).unwrap();
            let calendar = usual.with_hours(&hours).unwrap();
            let open = week(|day| calendar.usual_hours(day));
            for from in (0..2 * WEEK).step_by(47) {
                for length in lengths.map(|length| Duration::parse(length).unwrap()) {
                    let start = monday.checked_add(i64::from(from).minutes()).unwrap();
                    let end = calendar.add_duration(&start.to_zoned(TimeZone::UTC).unwrap(), length);
                    let exact = end.datetime().duration_since(monday).as_mins() as Minute;
                    let counted = Length::of(length).unwrap();
                    assert_eq!(
                        counted.due(Some(&open), from),
                        Some(exact),
                        "{days:?} {from} {}",
                        length.spell()
                    );
                    assert!(from + counted.at_least() <= exact);
                }
            }
        }
    }
}
