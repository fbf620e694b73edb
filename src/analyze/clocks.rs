//! When people and channels are there, and what that means for deadlines.

use super::{Context, business_time};
use crate::model::channel::Channel;
use crate::model::quantity::Duration;
use crate::model::role::Role;
use crate::model::time::calendar::{BusinessCalendar, after};
use crate::model::time::{Weekday, WeeklyHours};
use crate::model::{EntityIndex, Of};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Minutes of a week.
pub const WEEK: u32 = 7 * DAY;
const DAY: u32 = 24 * 60;

/// The open minutes of a week, from Monday 00:00: stretches in their order that do not touch.
pub type Open = Vec<(u32, u32)>;

/// The calendar of a program.
pub struct Clocks {
    pub calendar: Option<BusinessCalendar>,
    workdays: Vec<Weekday>,
    zone: TimeZone,
    /// The calendar of the program and its usual week.
    usual: Option<Timed>,
    /// Those of roles with hours of their own.
    of_roles: HashMap<EntityIndex, Timed>,
}

/// A calendar, and the open minutes of a week of it without holidays.
pub type Timed = (BusinessCalendar, Open);

/// The usual week of a calendar: one without holidays.
fn week_of(calendar: &BusinessCalendar) -> Open {
    let monday = jiff::civil::date(1990, 1, 1);
    week(|day| {
        let date = monday.saturating_add((day.index() as i64).days());
        calendar.hours_on(date).iter().map(|it| (it.from(), it.to())).collect()
    })
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
        let timed = |calendar: BusinessCalendar| {
            let week = week_of(&calendar);
            (calendar, week)
        };
        let of_role = |role: Of<'_, Role>| {
            role.it.capacity.get()?.hours.get()?;
            Some((role.index, timed(business_time::of_role(calendar.as_ref()?, Some(role)))))
        };
        let of_roles = context.program.all::<Role>().filter_map(of_role).collect();
        let usual = calendar.clone().map(timed);
        Self { calendar, workdays, zone, usual, of_roles }
    }

    /// The calendar by which the deadlines of a role run: by its own hours, or those of the program.
    pub fn of_role(&self, role: Option<EntityIndex>) -> Option<&Timed> {
        role.and_then(|role| self.of_roles.get(&role)).or(self.usual.as_ref())
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
            None => Some(self.usual.as_ref()?.1.clone()),
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
        week(|day| hours.on(day, &self.workdays).iter().map(|it| (it.from(), it.to())).collect())
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

fn week(hours: impl Fn(Weekday) -> Vec<(u16, u16)>) -> Open {
    let mut open: Open = Vec::new();
    for day in Weekday::ALL {
        let midnight = day.index() as u32 * DAY;
        for (from, to) in hours(day) {
            let (from, to) = (midnight + u32::from(from), midnight + u32::from(to));
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
    use crate::model::quantity::TimeUnit;
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
