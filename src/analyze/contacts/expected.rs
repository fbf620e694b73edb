//! How many contacts are expected in a stretch of days: the bound that makes most simulations
//! unnecessary.

use super::Group;
use super::days::Day;
use super::plan::{Plan, Starts, Stream};
use super::volumes::MONTH;

/// Expected contacts per person of each group.
pub struct Loads {
    /// By group, then by limit; after the limits stand the answers, which bring a rest.
    sums: Vec<Vec<Load>>,
    /// By limit, the longest time that something may hold back a contact that the limit counts.
    waits: Vec<Day>,
    /// The days that are counted.
    first: Day,
    last: Day,
}

/// Expected contacts per person, in time.
#[derive(Clone, Default)]
struct Load {
    /// On every day.
    per_day: f64,
    /// Those of waves: the day, and how many up to it, this day included.
    waves: Vec<(Day, f64)>,
}

impl Load {
    fn add(&mut self, plan: &Plan, stream: &Stream, reminders: bool, times: f64) {
        let touches = stream.touches.iter().filter(|touch| reminders || !touch.reminder);
        match &stream.starts {
            Starts::Waves { days, share } => {
                for after in touches.map(|touch| touch.after) {
                    self.waves.extend(days.iter().map(|day| (day + after, share * times)));
                }
            }
            _ => self.per_day += begins_per_day(plan, stream) * touches.count() as f64 * times,
        }
    }

    /// Sums the waves up, in the order of their days.
    fn sum_up(&mut self) {
        self.waves.sort_by_key(|(day, _)| *day);
        let mut sum = 0.0;
        for (_, many) in &mut self.waves {
            sum += *many;
            *many = sum;
        }
        self.waves.shrink_to_fit();
    }

    /// Those of waves up to a day, this day included.
    fn of_waves(&self, day: Day) -> f64 {
        let later = self.waves.partition_point(|(it, _)| *it <= day);
        later.checked_sub(1).map_or(0.0, |last| self.waves[last].1)
    }
}

/// Days before the simulation that a window may reach back to.
const BEFORE: Day = 800;

impl Loads {
    pub fn of(plan: &Plan, groups: &[Group]) -> Self {
        let limits = plan.policies.limits.len();
        let of_group = |group: &Group| {
            let mut loads = vec![Load::default(); limits + 1];
            for stream in group.streams.iter().map(|index| &plan.streams[*index]) {
                for limit in &stream.limits {
                    loads[*limit].add(plan, stream, plan.policies.limits[*limit].reminders, 1.0);
                }
                if !plan.policies.rests.is_empty() {
                    loads[limits].add(plan, stream, false, stream.response);
                }
            }
            loads.iter_mut().for_each(Load::sum_up);
            loads
        };
        let sums = groups.iter().map(of_group).collect();
        Self { sums, waits: waits(plan), first: plan.from - BEFORE, last: plan.to }
    }

    /// The contacts expected from one day to another, both included.
    pub fn between(&self, group: usize, limit: usize, from: Day, to: Day) -> f64 {
        let (from, to) = (from.max(self.first), to.min(self.last));
        if from > to {
            return 0.0;
        }
        let load = &self.sums[group][limit];
        load.per_day * f64::from(to - from + 1) + (load.of_waves(to) - load.of_waves(from - 1)).max(0.0)
    }

    /// The most that others can fill of a limit before a day, as a part of it. Contacts that had
    /// to wait, here or for another limit, may come from further back: three times the longest wait is
    /// looked at.
    pub fn share(&self, plan: &Plan, group: usize, stream: &Stream, limit: usize, day: Day) -> f64 {
        let rule = &plan.policies.limits[limit];
        let from = day - 3 * self.waits[limit] + 1;
        let own = contacts(plan, stream, from, day, rule.reminders);
        (self.between(group, limit, from, day) - own).max(0.0) / rule.maximum.max(1) as f64
    }

    /// The part of the people who can be resting on a day.
    pub fn resting(&self, plan: &Plan, group: usize, day: Day) -> f64 {
        let longest = plan.policies.rests.iter().map(|rest| rest.length.about()).max().unwrap_or(0);
        self.between(group, plan.policies.limits.len(), day - longest, day)
    }
}

/// By limit, the longest window or rest of anything it counts.
fn waits(plan: &Plan) -> Vec<Day> {
    let own = plan.policies.limits.iter().map(|limit| limit.window.about());
    let mut waits: Vec<Day> = own.clone().collect();
    let windows: Vec<Day> = own.collect();
    for stream in &plan.streams {
        let rests = plan.policies.rests.iter().filter(|rest| rest.covers(stream.source, stream.maker));
        let rest = rests.map(|rest| rest.length.about()).max().unwrap_or(0);
        let longest = stream.limits.iter().map(|limit| windows[*limit]).max().unwrap_or(0).max(rest);
        for limit in &stream.limits {
            waits[*limit] = waits[*limit].max(longest);
        }
    }
    waits
}

/// How often a stream begins for a person on an average day.
fn begins_per_day(plan: &Plan, stream: &Stream) -> f64 {
    match &stream.starts {
        Starts::Waves { days, share } => {
            let length = f64::from((plan.to - plan.from + 1).max(1));
            let waves = days.iter().filter(|day| **day >= plan.from && **day <= plan.to).count();
            share * waves as f64 / length
        }
        Starts::Events { per_day, .. } => *per_day,
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
