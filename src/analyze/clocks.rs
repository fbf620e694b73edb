//! When people and channels are there, and what that means for deadlines.

use super::open_week::{Open, WEEK, week};
use super::{Context, business_time};
use crate::model::channel::Channel;
use crate::model::quantity::Duration;
use crate::model::role::Role;
use crate::model::time::calendar::{BusinessCalendar, after};
use crate::model::time::{Weekday, WeeklyHours};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use std::cmp::Ordering;

/// The calendar of a program.
pub struct Clocks {
    pub calendar: Option<BusinessCalendar>,
    workdays: Vec<Weekday>,
    zone: TimeZone,
    /// The open hours of the program in a week without holidays.
    usual: Option<Open>,
}

impl Clocks {
    pub fn of(context: &Context<'_>) -> Self {
        let program = context.root_program();
        let zone = program.and_then(|it| it.it.timezone.get().map(|zone| zone.zone().clone()));
        let zone = zone.unwrap_or(TimeZone::UTC);
        let calendar = program.and_then(|it| it.it.calendar.get());
        let workdays: Vec<Weekday> =
            calendar.map_or_else(Vec::new, |calendar| calendar.workdays.items().copied().collect());
        let calendar = business_time::of_program(context.program);
        let usual = calendar.as_ref().map(|calendar| week(|day| calendar.usual_hours(day)));
        Self { calendar, workdays, zone, usual }
    }

    /// When the program is open in a week without holidays; none when it does not say.
    pub fn usual(&self) -> Option<&Open> {
        self.usual.as_ref()
    }

    /// Workdays of an average month.
    pub fn workdays_per_month(&self) -> Option<f64> {
        (!self.workdays.is_empty()).then(|| self.workdays.len() as f64 * 365.0 / 7.0 / 12.0)
    }

    pub fn workdays_per_week(&self) -> Option<f64> {
        (!self.workdays.is_empty()).then_some(self.workdays.len() as f64)
    }

    /// When a role works: its own hours, or those of the program. None when nobody says.
    pub fn role(&self, role: &Role) -> Option<Open> {
        let own = role.capacity.get().map(|capacity| &capacity.hours);
        match own.filter(|hours| !hours.is_absent()) {
            Some(hours) => Some(self.open(hours.get()?.week())),
            None => self.usual.clone(),
        }
    }

    /// When a channel is open; always when it does not say.
    pub fn channel(&self, channel: &Channel) -> Option<Open> {
        if channel.hours.is_absent() {
            return Some(vec![(0, WEEK)]);
        }
        Some(self.open(channel.hours.get()?.week()))
    }

    fn open(&self, hours: &WeeklyHours) -> Open {
        week(|day| hours.on(day, &self.workdays))
    }

    /// Whether one chain of durations ends later than another, whenever both start. Each chain
    /// is taken one duration after the other.
    pub fn surely_later(&self, late: &[Duration], early: &[Duration]) -> bool {
        if let ([late], [early]) = (late, early)
            && let Some(order) = late.compare(*early)
        {
            return order == Ordering::Greater;
        }
        let start = jiff::civil::date(2026, 3, 2).at(10, 0, 0, 0).to_zoned(self.zone.clone());
        let Ok(start) = start else { return false };
        // A fortnight of starts, at open and at closed times.
        (0..28i64).all(|half_day| {
            let from = start.saturating_add((half_day * 12).hours());
            match (self.end(&from, late), self.end(&from, early)) {
                (Some(late), Some(early)) => late > early,
                _ => false,
            }
        })
    }

    fn end(&self, start: &Zoned, chain: &[Duration]) -> Option<Zoned> {
        let mut at = start.clone();
        for duration in chain {
            at = match &self.calendar {
                Some(calendar) => calendar.add_duration(&at, *duration),
                None => after(&at, *duration)?,
            };
        }
        Some(at)
    }
}
