//! Cases in which people get more contacts than a limit allows.

use super::chance::Chance;
use super::days::Day;
use super::expected::Loads;
use super::life::{Focus, Life};
use super::limits::Maker;
use super::plan::{Plan, Starts};
use super::surveys::spread;
use super::{Group, PEOPLE, USUAL};
use crate::model::EntityIndex;

/// A playbook in whose cases a limit is passed.
#[derive(Clone, Debug)]
pub struct Overload {
    pub stream: usize,
    pub archetypes: Vec<EntityIndex>,
    pub limit: usize,
    /// The part of the cases in which it is passed.
    pub share: f64,
    /// The contacts of the case alone, with the invitation whose answer opened it, in one window.
    pub own: usize,
}

/// Every playbook in whose cases a limit is passed too often.
pub fn overloads(
    plan: &Plan,
    groups: &[Group],
    loads: &Loads,
    spend: &mut impl FnMut() -> bool,
) -> Vec<Overload> {
    let mut found: Vec<Overload> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for index in group.streams.iter().copied() {
            let stream = &plan.streams[index];
            if !matches!(stream.maker, Maker::Playbook(_)) || found.iter().any(|it| it.stream == index) {
                continue;
            }
            let own: Vec<(usize, usize)> =
                stream.limits.iter().map(|limit| (*limit, alone(plan, index, *limit))).collect();
            let certain = own.iter().find(|(limit, own)| *own > plan.policies.limits[*limit].maximum);
            if let Some((limit, own)) = certain.copied() {
                let archetypes = group.archetypes.clone();
                found.push(Overload { stream: index, archetypes, limit, share: 1.0, own });
                continue;
            }
            if !own.iter().any(|(limit, own)| may_be_passed(plan, loads, number, index, *limit, *own))
                || !spend()
            {
                continue;
            }
            found.extend(look(plan, group, index, &own));
        }
    }
    found
}

/// The most contacts of one case that lie in one window.
pub fn alone(plan: &Plan, index: usize, limit: usize) -> usize {
    let (stream, rule) = (&plan.streams[index], &plan.policies.limits[limit]);
    let mut days: Vec<Day> = stream.touches.iter().map(|touch| touch.after).collect();
    if let Starts::Answers { of, .. } = &stream.starts
        && of.iter().all(|survey| plan.streams[*survey].limits.contains(&limit))
    {
        days.push(0);
    }
    let within =
        |day: &Day| days.iter().filter(|other| **other <= *day && rule.window.after(**other) > *day).count();
    days.iter().map(within).max().unwrap_or(0)
}

/// Whether others can fill what a case leaves, often enough.
fn may_be_passed(plan: &Plan, loads: &Loads, group: usize, index: usize, limit: usize, own: usize) -> bool {
    let rule = &plan.policies.limits[limit];
    let left = (rule.maximum + 1).saturating_sub(own).max(1) as f64;
    let days = spread(plan.from, plan.to, 24);
    let window = rule.window.about() + plan.streams[index].touches.last().map_or(0, |touch| touch.after);
    let most = days.iter().map(|day| loads.between(group, limit, day - 2 * window, day + window));
    let together = plan.together(index, limit) * rule.maximum.max(1) as f64;
    (most.fold(0.0, f64::max) + together) / left >= USUAL
}

/// People are looked at in so many parts, each spread over the two years; where the first part shows
/// nothing, the others are left out.
const PARTS: usize = 4;

fn look(plan: &Plan, group: &Group, index: usize, own: &[(usize, usize)]) -> Option<Overload> {
    let name = format!("{}/{}", plan.seed, plan.streams[index].id);
    let days = spread(plan.from, plan.to, PEOPLE);
    let mut over = vec![0usize; plan.policies.limits.len()];
    for part in 0..PARTS {
        for day in days.iter().skip(part).step_by(PARTS) {
            let chance = Chance::of(&name, u64::from(day.unsigned_abs()));
            let focus = Focus { stream: index, day: *day };
            let stretch = plan.around(index, *day);
            let life = Life::new(plan, &group.streams, focus, stretch, chance);
            for limit in life.live().over {
                over[limit] += 1;
            }
        }
        // Of fifty people, two or fewer are hit once in ten thousand times when it is a quarter of all.
        if part == 0 && over.iter().all(|count| *count <= 2) {
            return None;
        }
    }
    let (limit, count) =
        over.iter().copied().enumerate().max_by_key(|(limit, count)| (*count, std::cmp::Reverse(*limit)))?;
    let share = count as f64 / days.len() as f64;
    let own = own.iter().find(|(it, _)| *it == limit).map_or(0, |(_, own)| *own);
    (share >= USUAL).then(|| Overload {
        stream: index,
        archetypes: group.archetypes.clone(),
        limit,
        share,
        own,
    })
}
