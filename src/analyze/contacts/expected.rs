//! How many contacts are expected in a stretch of days: the bound that makes most simulations
//! unnecessary.

use super::Group;
use super::days::Day;
use super::plan::{Plan, Starts, Stream};
use super::volumes::MONTH;

/// Expected contacts per person and day of each group, summed up from the first day on.
pub struct Loads {
    first: Day,
    /// By group, then by limit; after the limits stand the answers, which bring a rest.
    sums: Vec<Vec<Vec<f64>>>,
}

/// Days before the simulation that a window may reach back to.
const BEFORE: Day = 800;

impl Loads {
    pub fn of(plan: &Plan, groups: &[Group]) -> Self {
        let first = plan.from - BEFORE;
        let days = (plan.to - first + 1).max(0) as usize;
        let limits = plan.policies.limits.len();
        let sums = groups
            .iter()
            .map(|group| {
                let mut loads = vec![vec![0.0; days]; limits + 1];
                for stream in group.streams.iter().map(|index| &plan.streams[*index]) {
                    for limit in &stream.limits {
                        let reminders = plan.policies.limits[*limit].reminders;
                        add(&mut loads[*limit], plan, stream, first, reminders, 1.0);
                    }
                    if !plan.policies.rests.is_empty() {
                        add(&mut loads[limits], plan, stream, first, false, stream.response);
                    }
                }
                for load in &mut loads {
                    let mut sum = 0.0;
                    for day in load {
                        sum += *day;
                        *day = sum;
                    }
                }
                loads
            })
            .collect();
        Self { first, sums }
    }

    /// The contacts expected from one day to another, both included.
    pub fn between(&self, group: usize, limit: usize, from: Day, to: Day) -> f64 {
        let sums = &self.sums[group][limit];
        let at = |day: Day| match usize::try_from(day - self.first) {
            Ok(index) => sums.get(index).or(sums.last()).copied().unwrap_or(0.0),
            Err(_) => 0.0,
        };
        (at(to) - at(from - 1)).max(0.0)
    }

    /// The most that others can fill of a limit before a day, as a part of it. Contacts that had
    /// to wait may come from further back, so three times the window is looked at.
    pub fn share(&self, plan: &Plan, group: usize, stream: &Stream, limit: usize, day: Day) -> f64 {
        let rule = &plan.policies.limits[limit];
        let from = day - 3 * rule.window.about() + 1;
        let own = contacts(plan, stream, from, day, rule.reminders);
        (self.between(group, limit, from, day) - own).max(0.0) / rule.maximum.max(1) as f64
    }

    /// The part of the people who can be resting on a day.
    pub fn resting(&self, plan: &Plan, group: usize, day: Day) -> f64 {
        let longest = plan.policies.rests.iter().map(|rest| rest.length.about()).max().unwrap_or(0);
        self.between(group, plan.policies.limits.len(), day - longest, day)
    }
}

/// Adds the expected contacts of a stream to those of each day.
fn add(load: &mut [f64], plan: &Plan, stream: &Stream, first: Day, reminders: bool, times: f64) {
    let touches = stream.touches.iter().filter(|touch| reminders || !touch.reminder);
    if let Starts::Waves { days, share } = &stream.starts {
        let after: Vec<Day> = touches.map(|touch| touch.after).collect();
        for day in days.iter().flat_map(|day| after.iter().map(move |after| day + after)) {
            if let Some(sum) = usize::try_from(day - first).ok().and_then(|index| load.get_mut(index)) {
                *sum += share * times;
            }
        }
        return;
    }
    let each = begins_per_day(plan, stream) * touches.count() as f64 * times;
    load.iter_mut().for_each(|sum| *sum += each);
}

/// How often a stream begins for a person on an average day.
fn begins_per_day(plan: &Plan, stream: &Stream) -> f64 {
    match &stream.starts {
        Starts::Waves { days, share } => {
            let length = f64::from((plan.to - plan.from + 1).max(1));
            let waves = days.iter().filter(|day| **day >= plan.from && **day <= plan.to).count();
            share * waves as f64 / length
        }
        Starts::Events { per_day } => *per_day,
        Starts::Answers { .. } => stream.planned / stream.people / MONTH,
    }
}

/// The contacts of a stream that a person is expected to get on an average day.
pub fn per_day(plan: &Plan, stream: &Stream) -> f64 {
    begins_per_day(plan, stream) * stream.touches.len() as f64
}

/// The contacts of one stream in a stretch of days.
fn contacts(plan: &Plan, stream: &Stream, from: Day, to: Day, reminders: bool) -> f64 {
    let touches = stream.touches.iter().filter(|touch| reminders || !touch.reminder);
    match &stream.starts {
        Starts::Waves { days, share } => {
            let each = touches.map(|touch| {
                let low = days.partition_point(|day| day + touch.after < from);
                let high = days.partition_point(|day| day + touch.after <= to);
                (high - low) as f64
            });
            share * each.sum::<f64>()
        }
        _ => begins_per_day(plan, stream) * f64::from(to - from + 1) * touches.count() as f64,
    }
}
