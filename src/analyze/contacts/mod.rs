//! The contacts of two years against the contact policies.
//!
//! For each survey, people are looked at for whom it begins on the day of a wave, or on days
//! spread over the two years when it follows a moment; everything else that the plan does to them
//! happens by chance, as often as the files say. From this come the part of the invitations that
//! the policies hold back, by whom, until when, and the part that is never sent. Playbooks are not
//! held back: for them, the part of the cases is found in which a limit is passed.
//!
//! Most surveys need no simulation: when even the expected number of contacts in the window is too
//! small, no more than that part can be hit (Markov's inequality). The number of simulations is
//! bounded; what was cut is told.

mod chance;
pub mod days;
mod expected;
mod happening;
mod life;
pub mod limits;
mod load;
pub mod plan;
mod surveys;
pub mod volumes;
pub mod words;

#[cfg(test)]
mod tests;

pub use load::Overload;
pub use plan::waves;
pub use surveys::Collision;

use crate::analyze::Context;
use crate::model::EntityIndex;
use plan::Plan;

/// A collision or overload below this part of the people is what policies are for.
pub const USUAL: f64 = 0.25;

/// People looked at for one survey on one day, when chance plays a part.
const PEOPLE: usize = 200;

/// Simulations of one program, each of a stream on one day or over the years.
const MOST: usize = 200;

/// What the two years bring.
#[derive(Debug)]
pub struct Outlook {
    pub plan: Plan,
    pub collisions: Vec<Collision>,
    pub overloads: Vec<Overload>,
    /// Simulations that were left out because there were too many.
    pub cut: usize,
}

impl Outlook {
    pub fn of(context: &Context<'_>) -> Self {
        let plan = Plan::of(context);
        let groups = groups(&plan);
        let loads = expected::Loads::of(&plan, &groups);
        let mut left = MOST;
        let mut cut = 0;
        let mut spend = || {
            cut += usize::from(left == 0);
            let may = left > 0;
            left = left.saturating_sub(1);
            may
        };
        let collisions = surveys::collisions(&plan, &groups, &loads, &mut spend);
        let overloads = load::overloads(&plan, &groups, &loads, &mut spend);
        Self { plan, collisions, overloads, cut }
    }

    /// The contacts that a person of an archetype is expected to get in a year.
    pub fn per_year(&self, archetype: EntityIndex) -> f64 {
        let reaching = self.plan.streams.iter().filter(|stream| stream.archetypes.contains(&archetype));
        365.0 * reaching.map(|stream| expected::per_day(&self.plan, stream)).sum::<f64>()
    }
}

/// People whom the same streams reach: archetypes that the simulation cannot tell apart.
#[derive(Debug)]
pub struct Group {
    pub archetypes: Vec<EntityIndex>,
    pub streams: Vec<usize>,
}

fn groups(plan: &Plan) -> Vec<Group> {
    let mut reached: std::collections::BTreeMap<EntityIndex, Vec<usize>> = std::collections::BTreeMap::new();
    for (index, stream) in plan.streams.iter().enumerate() {
        for archetype in &stream.archetypes {
            reached.entry(*archetype).or_default().push(index);
        }
    }
    let mut same: std::collections::BTreeMap<Vec<usize>, Vec<EntityIndex>> =
        std::collections::BTreeMap::new();
    for (archetype, streams) in reached {
        same.entry(streams).or_default().push(archetype);
    }
    same.into_iter().map(|(streams, archetypes)| Group { archetypes, streams }).collect()
}
