//! Invitations that the policies hold back.

use super::chance::Chance;
use super::days::Day;
use super::expected::Loads;
use super::life::{Focus, Life, Outcome};
use super::limits::Maker;
use super::plan::{Plan, Starts, Stream};
use super::{Group, PEOPLE, USUAL};
use crate::model::EntityIndex;
use std::collections::BTreeMap;

/// A survey whose invitations meet people who were asked too short a time before.
#[derive(Clone, Debug)]
pub struct Collision {
    pub stream: usize,
    pub archetypes: Vec<EntityIndex>,
    /// The part of its invitations that is held back, in the waves that are named, or of all.
    pub share: f64,
    /// The waves in which so many are, in their order; none when it follows a moment.
    pub waves: Vec<Day>,
    /// Who asked these people before, or the survey itself.
    pub by: usize,
    /// The limit that is in the way; none when people rest after an answer.
    pub limit: Option<usize>,
    /// The part of its invitations that is never sent.
    pub dropped: f64,
    /// The days that half of those held back wait at least.
    pub wait: Day,
    /// Whether enough people remain who may be asked instead.
    pub avoidable: bool,
}

/// What was seen of some people.
#[derive(Default)]
struct Tally {
    people: usize,
    held: usize,
    dropped: usize,
    waits: Vec<Day>,
    reasons: BTreeMap<(usize, Option<usize>), usize>,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome, planned: Day, own: usize) {
        self.people += 1;
        let others = outcome.blocks.iter().flat_map(|block| {
            block.by.iter().filter(move |by| **by != own).map(move |by| (*by, block.limit))
        });
        let mut reasons: Vec<(usize, Option<usize>)> = others.collect();
        if reasons.is_empty() {
            return;
        }
        reasons.dedup();
        self.held += 1;
        for reason in reasons {
            *self.reasons.entry(reason).or_default() += 1;
        }
        match outcome.made {
            Some(day) => self.waits.push(day - planned),
            None => self.dropped += 1,
        }
    }

    fn part(&self, count: usize) -> f64 {
        if self.people == 0 { 0.0 } else { count as f64 / self.people as f64 }
    }

    fn merge(&mut self, other: Tally) {
        self.people += other.people;
        self.held += other.held;
        self.dropped += other.dropped;
        self.waits.extend(other.waits);
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
    }

    /// Who is most often in the way, a survey before a playbook.
    fn main_reason(&self, plan: &Plan) -> Option<(usize, Option<usize>)> {
        let weight = |(by, limit): &(usize, Option<usize>)| {
            (matches!(plan.streams[*by].maker, Maker::Survey(_)), limit.is_some())
        };
        let most = self
            .reasons
            .iter()
            .max_by_key(|(reason, count)| (**count, weight(reason), std::cmp::Reverse(**reason)));
        most.map(|(reason, _)| *reason)
    }

    fn wait(&mut self) -> Day {
        self.waits.sort_unstable();
        self.waits.get(self.waits.len() / 2).copied().unwrap_or(0)
    }
}

/// Every survey of which too many invitations are held back, for the people of whom it is worst.
pub fn collisions(
    plan: &Plan,
    groups: &[Group],
    loads: &Loads,
    spend: &mut impl FnMut() -> bool,
) -> Vec<Collision> {
    let mut worst: BTreeMap<usize, Collision> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for index in group.streams.iter().copied() {
            let stream = &plan.streams[index];
            if !matches!(stream.maker, Maker::Survey(_)) {
                continue;
            }
            let seen = Look { plan, loads, group, number, index };
            let found = alone(plan, index, group).or_else(|| seen.collision(spend));
            let Some(found) = found else { continue };
            let known = worst.entry(index).or_insert_with(|| found.clone());
            if known.share < found.share {
                *known = found;
            }
        }
    }
    worst.into_values().collect()
}

/// A survey that asks more often than a limit allows, whoever else asks.
fn alone(plan: &Plan, index: usize, group: &Group) -> Option<Collision> {
    let stream = &plan.streams[index];
    let Starts::Waves { days, share } = &stream.starts else { return None };
    for limit in stream.limits.iter().copied() {
        let rule = &plan.policies.limits[limit];
        let within = |day: Day| {
            days.iter()
                .take_while(|other| **other < day)
                .filter(|other| rule.window.after(**other) > day)
                .count()
        };
        let too_many = |day: &&Day| share * (within(**day) + 1) as f64 > rule.maximum as f64 + 1e-9;
        let waves: Vec<Day> =
            days.iter().filter(|day| **day >= plan.from).filter(too_many).copied().collect();
        let Some(first) = waves.first() else { continue };
        let asked = share * (within(*first) + 1) as f64;
        return Some(Collision {
            stream: index,
            archetypes: group.archetypes.clone(),
            share: ((asked - rule.maximum as f64) / share).min(1.0),
            waves,
            by: index,
            limit: Some(limit),
            dropped: 0.0,
            wait: 0,
            avoidable: false,
        });
    }
    None
}

/// One survey, looked at among the people of one group.
struct Look<'p> {
    plan: &'p Plan,
    loads: &'p Loads,
    group: &'p Group,
    number: usize,
    index: usize,
}

impl Look<'_> {
    fn stream(&self) -> &Stream {
        &self.plan.streams[self.index]
    }

    /// The part of the people who can be held back on a day at most.
    fn most(&self, day: Day) -> f64 {
        let stream = self.stream();
        let of_limits = stream.limits.iter().map(|limit| {
            let others = self.loads.share(self.plan, self.number, stream, *limit, day);
            others + self.drawn(*limit, day) + self.plan.together(self.index, *limit)
        });
        (of_limits.sum::<f64>() + self.loads.resting(self.plan, self.number, day)).min(1.0)
    }

    /// How much of a limit the answers fill from which the people are drawn: none of it where
    /// waves lie long enough ago.
    fn drawn(&self, limit: usize, day: Day) -> f64 {
        let rule = &self.plan.policies.limits[limit];
        let source = self.stream().drawn_from.map(|source| &self.plan.streams[source]);
        let asked =
            source.filter(|it| it.limits.contains(&limit)).is_some_and(|source| match &source.starts {
                Starts::Waves { days, .. } => {
                    let mut last_year = days.iter().filter(|it| **it > day - 365 && **it < day).peekable();
                    last_year.peek().is_some() && last_year.all(|it| rule.window.after(*it) > day)
                }
                _ => rule.window.about() >= 365,
            });
        if asked { 1.0 / rule.maximum.max(1) as f64 } else { 0.0 }
    }

    fn collision(&self, spend: &mut impl FnMut() -> bool) -> Option<Collision> {
        let plan = self.plan;
        match &self.stream().starts {
            Starts::Waves { days, .. } => {
                let mut all = Tally::default();
                let mut waves = Vec::new();
                for day in days.iter().copied().filter(|day| *day >= plan.from) {
                    if self.most(day) < USUAL || !spend() {
                        continue;
                    }
                    let tally = self.look(&[day]);
                    if tally.part(tally.held) >= USUAL {
                        waves.push(day);
                        all.merge(tally);
                    }
                }
                // Of all these waves together: the worst of several draws is worse than any wave.
                let share = all.part(all.held);
                self.found(all, share, waves)
            }
            _ => {
                let days: Vec<Day> = spread(plan.from, plan.to, PEOPLE * 2);
                let most: f64 = days.iter().map(|day| self.most(*day)).sum();
                if most < USUAL * days.len() as f64 || !spend() {
                    return None;
                }
                let tally = self.look(&days);
                let share = tally.part(tally.held);
                if share < USUAL { None } else { self.found(tally, share, Vec::new()) }
            }
        }
    }

    /// People for whom the survey begins on one of these days.
    fn look(&self, days: &[Day]) -> Tally {
        let plan = self.plan;
        let people = if days.len() > 1 || self.is_certain() { 1 } else { PEOPLE };
        let mut tally = Tally::default();
        for day in days.iter().copied() {
            for person in 0..people {
                let number = (person as u64) << 32 | u64::from(day.unsigned_abs());
                let name = format!("{}/{}/{}", plan.seed, self.stream().id, self.number);
                let focus = Focus { stream: self.index, day };
                let stretch = plan.around(self.index, day);
                let chance = Chance::of(&name, number);
                let life = Life::new(plan, &self.group.streams, focus, stretch, chance);
                tally.add(&life.live(), day, self.index);
            }
        }
        tally
    }

    /// Whether chance plays no part: every wave asks everybody, and nobody rests.
    fn is_certain(&self) -> bool {
        let certain = |stream: &Stream| {
            let everybody = matches!(&stream.starts, Starts::Waves { share, .. } if *share >= 1.0);
            everybody && (stream.touches.len() == 1 || stream.response == 0.0)
        };
        let others = self.group.streams.iter().filter(|other| **other != self.index);
        let rests = !self.plan.policies.rests.is_empty();
        self.stream().drawn_from.is_none() && !rests && others.map(|it| &self.plan.streams[*it]).all(certain)
    }

    fn found(&self, mut tally: Tally, share: f64, waves: Vec<Day>) -> Option<Collision> {
        let stream = self.stream();
        let (by, limit) = tally.main_reason(self.plan)?;
        let free = stream.people * (1.0 - share);
        Some(Collision {
            stream: self.index,
            archetypes: self.group.archetypes.clone(),
            share,
            waves,
            by,
            limit,
            dropped: tally.part(tally.dropped),
            wait: tally.wait(),
            avoidable: !stream.everybody && stream.drawn_from.is_none() && stream.planned <= free,
        })
    }
}

/// So many days, evenly spread.
pub fn spread(from: Day, to: Day, count: usize) -> Vec<Day> {
    let length = f64::from(to - from + 1);
    (0..count).map(|at| from + ((at as f64 + 0.5) / count as f64 * length) as Day).collect()
}
