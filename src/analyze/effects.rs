//! Effects of studies and the cases that are built on them.

use super::Context;
use crate::model::EntityIndex;
use crate::model::common::BusinessCase;
use crate::model::playbook::Playbook;
use crate::model::quantity::{Change, Level, Money};
use crate::model::roadmap::Roadmap;
use crate::model::study::{ChangeReading, Study};
use crate::source::{At, Span};
use rust_decimal::prelude::ToPrimitive;

/// Two groups with the share in each that had the outcome, as fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Groups {
    pub treated: (f64, f64),
    pub control: (f64, f64),
}

/// The two groups of a study: as counted, or as its control rate and its effect give them. None when
/// there are more groups, or when the source leaves open what is needed.
pub fn groups(study: &Study) -> Option<Groups> {
    let arms: Vec<_> = study.arms.items().collect();
    let [treated, control] = arms[..] else { return None };
    let (n, m) = (treated.n.get()?.0.to_f64()?, control.n.get()?.0.to_f64()?);
    if n < 1.0 || m < 1.0 {
        return None;
    }
    if let (Some(first), Some(second)) = (treated.events.get(), control.events.get()) {
        let (first, second) = (first.0.to_f64()? / n, second.0.to_f64()? / m);
        return is_share(first, second).then_some(Groups { treated: (n, first), control: (m, second) });
    }
    let rate = control_rate(study)?;
    let after = after(rate, study.effect.get()?.change.get()?, reading(study))?;
    is_share(after, rate).then_some(Groups { treated: (n, after), control: (m, rate) })
}

fn is_share(one: f64, other: f64) -> bool {
    (0.0..=1.0).contains(&one) && (0.0..=1.0).contains(&other)
}

/// The share without treatment, as published or as assumed.
pub fn control_rate(study: &Study) -> Option<f64> {
    let published = study.effect.get().and_then(|effect| effect.control_rate.get());
    let assumed = study.assumes.get().and_then(|assumes| assumes.control_rate.get());
    fraction(published.or(assumed)?)
}

fn reading(study: &Study) -> Option<ChangeReading> {
    study.assumes.get()?.reading.value()
}

/// A share as a fraction.
pub fn fraction(level: &Level) -> Option<f64> {
    match level {
        Level::Share(share) => share.fraction().to_f64(),
        _ => None,
    }
}

/// A share after a change; none when nobody says how the change is to be read.
pub fn after(rate: f64, change: &Change, reading: Option<ChangeReading>) -> Option<f64> {
    let per_cent = change.amount().to_f64()? / 100.0;
    match (change, reading) {
        (Change::Relative(_), _) | (Change::Unstated(_), Some(ChangeReading::Relative)) => {
            Some(rate * (1.0 + per_cent))
        }
        (Change::PercentagePoints(_), _) | (Change::Unstated(_), Some(ChangeReading::Pp)) => {
            Some(rate + per_cent)
        }
        _ => None,
    }
}

/// A case for a playbook or an initiative, with what it costs.
pub struct Claim<'a> {
    pub entity: EntityIndex,
    /// Of the playbook or the initiative.
    pub name: String,
    pub at: Span,
    pub place: At,
    pub case: &'a BusinessCase,
    pub cost_per_case: Option<Money>,
    pub fixed: Option<Money>,
    /// The playbook, when it is one: its entity; initiatives stand in their roadmap.
    pub is_playbook: bool,
    /// Where the causes stand that an initiative takes up.
    pub takes_up: Vec<crate::resolve::Target>,
}

/// Every case of the playbooks and roadmaps in use.
pub fn claims<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for playbook in context.in_use::<Playbook>() {
        let Some((at, case)) = playbook.it.business_case.spanned() else { continue };
        claims.push(Claim {
            entity: playbook.index,
            name: playbook.id().to_string(),
            at,
            place: playbook.place(at),
            case,
            cost_per_case: playbook.it.cost_per_case.value().map(|cost| cost.0),
            fixed: case.cost.value().map(|cost| cost.0),
            is_playbook: true,
            takes_up: Vec::new(),
        });
    }
    for roadmap in context.in_use::<Roadmap>() {
        for initiative in roadmap.it.initiatives.items() {
            let Some((at, case)) = initiative.business_case.spanned() else { continue };
            let closes = initiative.closes.spanned_items().map(|(at, _)| at);
            let pursues = initiative.pursues.spanned_items().map(|(at, _)| at);
            let takes_up = closes.chain(pursues).filter_map(|at| context.program.target(roadmap.index, at));
            claims.push(Claim {
                entity: roadmap.index,
                name: initiative.id.get().map(|id| format!("{}/{id}", roadmap.id())).unwrap_or_default(),
                at,
                place: roadmap.place(at),
                case,
                cost_per_case: None,
                fixed: case.cost.value().or(initiative.cost.value()).map(|cost| cost.0),
                is_playbook: false,
                takes_up: takes_up.collect(),
            });
        }
    }
    claims
}
