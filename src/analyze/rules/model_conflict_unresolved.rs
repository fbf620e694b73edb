//! Two business models pull against each other, and nobody decided which one gives way.
//!
//! One unit is paid for people who stay, another for people who move. Until somebody decides, each
//! quarter's winner is whoever shouts, and the customer feels both pulls. Concept B07. It is found when
//! a tension has no resolution, and when two models want the same metric to go opposite ways without
//! naming it.
//!
//! Bad:
//!
//! ```yaml
//! tensions:
//!   - { with: credit-cards, metric: product-adoption }
//! ```
//!
//! Good:
//!
//! ```yaml
//! tensions:
//!   - { with: credit-cards, metric: product-adoption, resolution: Adoption comes before placement }
//! ```
//!
//! How to fix it: write under `tensions` with which model and over which metric, and in `resolution`
//! which one gives way and why.
//!
//! # es
//! Dos modelos de negocio tiran en sentidos opuestos y nadie decidió cuál cede.
//!
//! A una unidad le pagan por la gente que se queda, a otra por la que se mueve. Mientras nadie decida,
//! cada trimestre gana quien grita más, y el cliente siente los dos tirones. Concepto B07. Se encuentra
//! cuando una tensión no tiene resolución, y cuando dos modelos quieren mover la misma métrica en
//! sentidos opuestos sin decirlo.
//!
//! Mal:
//!
//! ```yaml
//! tensions:
//!   - { with: credit-cards, metric: product-adoption }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! tensions:
//!   - { with: credit-cards, metric: product-adoption, resolution: Adoption comes before placement }
//! ```
//!
//! Cómo corregirlo: escribe en `tensions` con qué modelo y por qué métrica, y en `resolution` cuál cede
//! y por qué.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::business_model::BusinessModel;
use crate::model::economic_behavior::{BehaviorDirection, EconomicBehavior};
use crate::model::{EntityIndex, Of};
use crate::source::At;
use std::collections::{BTreeMap, HashSet};

rule! { model_conflict_unresolved CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut named: HashSet<(EntityIndex, EntityIndex)> = HashSet::new();
    for model in context.in_use::<BusinessModel>() {
        for (at, tension) in model.it.tensions.spanned_items() {
            let follow = |at| context.program.target(model.index, at).and_then(|target| target.entity());
            if let (Some((with, _)), Some((metric, _))) = (tension.with.spanned(), tension.metric.spanned())
                && let (Some(other), Some(metric)) = (follow(with), follow(metric))
            {
                named.extend([(model.index, metric), (other, metric)]);
            }
            if tension.resolution.is_absent() {
                let message = say!(en: "nobody decided which model gives way here", es: "nadie decidió cuál modelo cede aquí");
                tell(model.place(at), message, None, model.entity.name(), context, out);
            }
        }
    }
    // Which models want which metric to go up, and which down.
    let mut wishes: BTreeMap<EntityIndex, Vec<(Of<'_, BusinessModel>, At, BehaviorDirection)>> = BTreeMap::new();
    for model in context.in_use::<BusinessModel>() {
        for (at, _) in model.it.economic_behaviors.spanned_items() {
            let Some(behavior) = context.program.follow::<EconomicBehavior>(model.index, at) else { continue };
            let metric = behavior.it.metric.spanned();
            let metric = metric.and_then(|(at, _)| context.program.target(behavior.index, at)?.entity());
            if let (Some(metric), Some(direction)) = (metric, behavior.it.direction.value()) {
                wishes.entry(metric).or_default().push((model, model.place(at), direction));
            }
        }
    }
    for (metric, wishes) in wishes {
        let Some((first, there, direction)) = wishes.first() else { continue };
        let against = wishes.iter().find(|(model, _, other)| other != direction && model.index != first.index);
        let Some((model, at, _)) = against else { continue };
        if named.contains(&(model.index, metric)) && named.contains(&(first.index, metric)) {
            continue;
        }
        let (id, other) = (context.program.entity(metric).id, first.id());
        let message = say!(en: "`{other}` wants `{id}` to go the other way", es: "`{other}` quiere que `{id}` vaya al revés");
        tell(*at, message, Some(*there), model.entity.name(), context, out);
    }
}

fn tell(at: At, message: crate::diagnostic::Say, there: Option<At>, entity: String, context: &Context<'_>, out: &mut Findings) {
    let mut finding = RULE
        .finding(at, message)
        .help(say!(
            en: "write under `tensions` the other model, the metric and in `resolution` which one gives way and why; until then the customer feels both pulls",
            es: "escribe en `tensions` el otro modelo, la métrica y en `resolution` cuál cede y por qué; mientras tanto el cliente siente los dos tirones"
        ))
        .entity(entity)
        .severity(context.weigh(Severity::Warning, Asks::Strategy));
    if let Some(there) = there {
        finding = finding.related(there, say!(en: "the other wish", es: "el otro deseo"));
    }
    out.push(finding);
}
