//! How many people the plan reaches, as far as the files say: sizes of archetypes, invitations,
//! traffic of touchpoints, expected cases. What they do not say is handed back by name.

use crate::analyze::Context;
use crate::model::archetype::Archetype;
use crate::model::journey::Journey;
use crate::model::playbook::{CasePeriod, Playbook};
use crate::model::quantity::Share;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::Target;
use crate::source::Span;
use rust_decimal::prelude::ToPrimitive;

/// Days of an average month.
pub const MONTH: f64 = 365.0 / 12.0;

/// What has to be written before something can be simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// `size` of this archetype.
    Size(EntityIndex),
    /// `sample.invitations`.
    Invitations,
    /// `expected_cases`.
    ExpectedCases,
    /// It is written, and cannot be read: that finding is out.
    Unreadable,
}

pub fn part(share: &Share) -> f64 {
    share.fraction().to_f64().unwrap_or(0.0)
}

/// The archetypes that are named, or all of them.
pub fn archetypes(
    from: EntityIndex,
    named: impl Iterator<Item = Span>,
    context: &Context<'_>,
) -> Vec<EntityIndex> {
    let mut all = true;
    let mut found: Vec<EntityIndex> = named
        .filter_map(|at| {
            let it = context.program.follow::<Archetype>(from, at);
            all &= it.is_some();
            it.map(|it| it.index)
        })
        .collect();
    // With a name that leads nowhere, nobody knows who they are; it is not everybody, nor the others.
    if !all {
        return Vec::new();
    }
    if found.is_empty() {
        found = context.in_use::<Archetype>().map(|it| it.index).collect();
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many people these archetypes are together.
pub fn people(archetypes: &[EntityIndex], context: &Context<'_>) -> Result<f64, Missing> {
    let mut total = 0.0;
    for index in archetypes {
        let Some(archetype) = context.program.as_kind::<Archetype>(*index) else { continue };
        let size = &archetype.it.size;
        let missing = if size.is_bad() { Missing::Unreadable } else { Missing::Size(*index) };
        total += size.get().filter(|it| it.0 > 0).ok_or(missing)?.0 as f64;
    }
    let known = !archetypes.is_empty() || context.in_use::<Archetype>().next().is_none();
    match total > 0.0 {
        true => Ok(total),
        false => Err(if known { Missing::Invitations } else { Missing::Unreadable }),
    }
}

/// How many people a survey invites in each wave, or in a month.
pub fn invited(survey: Of<'_, Survey>, people: f64, context: &Context<'_>) -> Result<f64, Missing> {
    let sample = survey.it.sample.get().ok_or(Missing::Invitations)?;
    if sample.invitations.is_bad() || sample.share.is_bad() {
        return Err(Missing::Unreadable);
    }
    let in_waves = survey.it.trigger.get().is_some_and(|trigger| !trigger.every.is_absent());
    let base = || if in_waves { Some(people) } else { traffic(survey, context) };
    let invited = match (sample.invitations.get(), sample.share.get()) {
        (Some(invitations), _) => Some(invitations.0 as f64),
        (None, Some(share)) => base().map(|base| base * part(share)),
        (None, None) => base(),
    };
    invited.filter(|it| *it >= 0.0).ok_or(Missing::Invitations)
}

/// How many times a month the moment of a survey happens, as the steps that it follows or that
/// name it as their measure say.
fn traffic(survey: Of<'_, Survey>, context: &Context<'_>) -> Option<f64> {
    let after = survey.it.trigger.get().and_then(|trigger| trigger.after.spanned());
    let moment = after.and_then(|(at, _)| context.program.target(survey.index, at));
    let named = context.program.edges_to(survey.index).filter(|edge| edge.field() == "survey");
    let mut steps: Vec<Target> =
        named.filter_map(|edge| edge.part.map(|part| Target::Part(edge.from, part))).chain(moment).collect();
    steps.sort_unstable();
    steps.dedup();
    let times = steps.into_iter().filter_map(|step| {
        let Target::Part(journey, part) = step else { return None };
        if context.program.entity(journey).kind != Kind::Journey {
            return None;
        }
        let (journey, id) =
            (context.program.as_kind::<Journey>(journey)?, context.program.parts.get(part).id);
        let step = journey.it.steps.items().find(|step| step.id.value() == Some(id))?;
        Some(step.touchpoint.get()?.per_month.get()?.0)
    });
    times.max().map(|times| times as f64)
}

/// The cases a playbook expects in a month.
pub fn cases_per_month(playbook: Of<'_, Playbook>) -> Result<f64, Missing> {
    let field = &playbook.it.expected_cases;
    if field.is_bad() || field.get().is_some_and(|it| it.n.is_bad() || it.per.is_bad()) {
        return Err(Missing::Unreadable);
    }
    let expected = field.get().ok_or(Missing::ExpectedCases)?;
    let (n, per) = expected.n.get().zip(expected.per.value()).ok_or(Missing::ExpectedCases)?;
    Ok(n.0.max(0) as f64
        * match per {
            CasePeriod::Day => MONTH,
            CasePeriod::Week => MONTH / 7.0,
            CasePeriod::Month => 1.0,
        })
}
