//! Arithmetic with opening hours: when something is due that runs by a business clock, and how
//! much business time lies between two moments.
//!
//! Seconds, minutes and hours are elapsed time. Days and weeks keep the time of day across
//! daylight saving; months keep the day of the month, or take the last one. Business hours
//! count open time only. Business days move a start in closed time to the next opening, go
//! forward that many open days at the same time of day, and end at closing time at the latest.

mod between;
mod due;

pub use due::after;

use super::date_time::zoned;
use super::hours::{Hours, Interval};
use super::weekday::Weekday;
use super::weekly_hours::WeeklyHours;
use crate::diagnostic::{Mistake, say};
use jiff::civil::{self, Date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use std::collections::BTreeSet;

/// When business goes on: hours of each day of the week, days off, and the clocks of a place.
/// It opens at least once a week.
#[derive(Clone, Debug, PartialEq)]
pub struct BusinessCalendar {
    week: [Vec<Interval>; 7],
    workdays: Vec<Weekday>,
    /// Days off. Empty for what never closes.
    holidays: BTreeSet<Date>,
    zone: TimeZone,
}

impl BusinessCalendar {
    /// The calendar of a program. Refused when there is no workday, because nothing would ever
    /// be due.
    pub fn new(
        workdays: &[Weekday],
        hours: &Hours,
        holidays: impl IntoIterator<Item = Date>,
        zone: TimeZone,
    ) -> Result<Self, Mistake> {
        let open =
            |day: &Weekday| if workdays.contains(day) { hours.intervals().to_vec() } else { Vec::new() };
        let calendar = Self {
            week: Weekday::ALL.each_ref().map(open),
            workdays: workdays.to_vec(),
            holidays: holidays.into_iter().collect(),
            zone,
        };
        calendar.opens_at_all()
    }

    /// The same place and days off with the hours of a role or a channel.
    pub fn with_hours(&self, hours: &WeeklyHours) -> Result<Self, Mistake> {
        let calendar = Self {
            week: Weekday::ALL.map(|day| hours.on(day, &self.workdays).to_vec()),
            workdays: self.workdays.clone(),
            holidays: if hours.never_closes() { BTreeSet::new() } else { self.holidays.clone() },
            zone: self.zone.clone(),
        };
        calendar.opens_at_all()
    }

    fn opens_at_all(self) -> Result<Self, Mistake> {
        if self.week.iter().any(|day| !day.is_empty()) {
            return Ok(self);
        }
        Err(Mistake::new(
            say!(en: "this calendar never opens, so business time never passes", es: "este calendario no abre nunca, así que el tiempo hábil no transcurre"),
            say!(en: "Name at least one day with hours, such as `mon-fri: \"09:00-18:00\"`.", es: "Nombra al menos un día con horario, como `mon-fri: \"09:00-18:00\"`."),
        ))
    }

    /// The clocks it follows.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The last day off that is entered: business time after it knows of no holiday.
    pub fn last_holiday(&self) -> Option<Date> {
        self.holidays.last().copied()
    }

    /// Days off, in their order.
    pub fn holidays(&self) -> impl Iterator<Item = Date> {
        self.holidays.iter().copied()
    }

    /// The open stretches of a day; none on a closed one.
    pub fn hours_on(&self, day: Date) -> &[Interval] {
        if self.holidays.contains(&day) { &[] } else { self.usual_hours(Weekday::of(day)) }
    }

    /// The open stretches of a day of the week that is no holiday.
    pub fn usual_hours(&self, day: Weekday) -> &[Interval] {
        &self.week[day.index()]
    }

    /// Whether it opens on a day.
    pub fn is_business_day(&self, day: Date) -> bool {
        !self.hours_on(day).is_empty()
    }

    /// Whether it is open at a moment; at closing time it is closed.
    pub fn open_at(&self, moment: &Zoned) -> bool {
        self.openings_from(moment).next().is_some_and(|(open, _)| open == *moment)
    }

    /// The moment itself when it is open, otherwise the next one at which it opens.
    pub fn next_opening(&self, moment: &Zoned) -> Zoned {
        self.openings_from(moment).next().map_or_else(|| self.end_of_time(), |(open, _)| open)
    }

    /// Open stretches of time from a moment on, the first one cut at the moment.
    fn openings_from(&self, moment: &Zoned) -> impl Iterator<Item = (Zoned, Zoned)> {
        let moment = moment.with_time_zone(self.zone.clone());
        days_from(moment.date()).flat_map(move |day| {
            let moment = moment.clone();
            self.hours_on(day).iter().filter_map(move |hours| {
                let (open, close) = (self.minute(day, hours.from()), self.minute(day, hours.to()));
                let open = open.max(moment.clone());
                (open < close).then_some((open, close))
            })
        })
    }

    /// A minute of a day on the clocks of the place; 1440 is the midnight after it.
    fn minute(&self, day: Date, minute: u16) -> Zoned {
        let (day, minute) = if minute < 1440 { (day, minute) } else { (day.saturating_add(1.day()), 0) };
        let (hour, minute) =
            (i8::try_from(minute / 60).unwrap_or(23), i8::try_from(minute % 60).unwrap_or(0));
        zoned(day.at(hour, minute, 0, 0), &self.zone)
    }

    fn end_of_time(&self) -> Zoned {
        zoned(civil::DateTime::MAX, &self.zone)
    }
}

/// A day and all that follow, to the year 9999.
fn days_from(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(day), |day| day.tomorrow().ok())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::model::time::{DateTime, DayRange, Hours};

    /// Monday to Friday from nine to six in Mexico, two days off at the end of 2026.
    pub fn bank() -> BusinessCalendar {
        let holidays = [civil::date(2026, 12, 25), civil::date(2027, 1, 1)];
        calendar("America/Mexico_City", "09:00-18:00", &holidays)
    }

    pub fn calendar(zone: &str, hours: &str, holidays: &[Date]) -> BusinessCalendar {
        let hours = Hours::parse(hours).unwrap();
        let zone = TimeZone::get(zone).unwrap();
        BusinessCalendar::new(&Weekday::ALL[..5], &hours, holidays.iter().copied(), zone).unwrap()
    }

    pub fn at(calendar: &BusinessCalendar, raw: &str) -> Zoned {
        DateTime::parse(raw).unwrap().at(calendar.zone())
    }

    pub fn told(moment: &Zoned) -> String {
        moment.strftime("%a %Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn it_is_open_from_opening_time_to_just_before_closing_time() {
        let bank = bank();
        let open = |raw| bank.open_at(&at(&bank, raw));
        assert!(open("2026-11-20T09:00") && open("2026-11-20T17:59"));
        assert!(!open("2026-11-20T08:59") && !open("2026-11-20T18:00"));
        assert!(!open("2026-11-21T10:00") && !open("2026-12-25T10:00"));
        assert!(open("2026-11-20T15:00Z") && !open("2026-11-20T14:59Z"));
    }

    #[test]
    fn the_next_opening_is_now_when_it_is_open() {
        let bank = bank();
        let next = |raw| told(&bank.next_opening(&at(&bank, raw)));
        assert_eq!(next("2026-11-20T10:30"), "Fri 2026-11-20 10:30");
        assert_eq!(next("2026-11-20T07:00"), "Fri 2026-11-20 09:00");
        assert_eq!(next("2026-11-20T18:00"), "Mon 2026-11-23 09:00");
        assert_eq!(next("2026-12-24T19:00"), "Mon 2026-12-28 09:00");
    }

    #[test]
    fn a_role_may_have_hours_of_its_own() {
        let entry = |days, hours| (DayRange::parse(days).unwrap(), Hours::parse(hours).unwrap());
        let hours = WeeklyHours::from_parts([entry("sat-sun", "10:00-14:00")]).unwrap();
        let weekend = bank().with_hours(&hours).unwrap();
        assert!(weekend.open_at(&at(&weekend, "2026-11-21T10:00")));
        assert!(!weekend.is_business_day(civil::date(2026, 11, 20)));
        assert!(bank().with_hours(&WeeklyHours::from_parts([]).unwrap()).is_err());
    }

    #[test]
    fn what_is_always_open_has_no_holidays() {
        let always = bank().with_hours(&WeeklyHours::from(Hours::Always)).unwrap();
        assert!(always.open_at(&at(&always, "2026-12-25T03:00")));
        assert_eq!(always.last_holiday(), None);
    }

    #[test]
    fn the_calendar_knows_how_far_its_holidays_reach() {
        assert_eq!(bank().last_holiday(), Some(civil::date(2027, 1, 1)));
        assert_eq!(bank().holidays().count(), 2);
    }
}
