//! A business challenge that no initiative answers.
//!
//! A program that speaks of its own subjects and not of what keeps the management awake loses its
//! sponsor. Concept B24. A challenge counts as answered when an initiative names it under `addresses`,
//! or moves the behavior in whose metric the challenge shows.
//!
//! Bad:
//!
//! ```yaml
//! business_challenges:
//!   - { id: early-churn, text: We lose one in five in their first year }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, addresses: [early-churn], type: process }
//! ```
//!
//! How to fix it: name the challenge under `addresses` of the initiative that answers it, or start one.
//!
//! # es
//! Un reto de negocio al que no responde ninguna iniciativa.
//!
//! Un programa que habla de sus propios temas y no de lo que le quita el sueño a la dirección pierde su
//! patrocinio. Concepto B24. Un reto cuenta como atendido cuando una iniciativa lo nombra en
//! `addresses`, o mueve el comportamiento en cuya métrica se nota el reto.
//!
//! Mal:
//!
//! ```yaml
//! business_challenges:
//!   - { id: early-churn, text: We lose one in five in their first year }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, addresses: [early-churn], type: process }
//! ```
//!
//! Cómo corregirlo: nombra el reto en `addresses` de la iniciativa que le responde, o inicia una.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::EntityIndex;
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::roadmap::Roadmap;
use crate::resolve::Target;
use std::collections::HashSet;

rule! { challenge_unaddressed CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program() else { return };
    if !context.is_in_use(program.entity) || program.it.business_challenges.has_none() {
        return;
    }
    let (mut addressed, mut moved) = (HashSet::new(), HashSet::<EntityIndex>::new());
    for roadmap in context.in_use::<Roadmap>() {
        for edge in context.program.edges_from(roadmap.index) {
            match (edge.field(), edge.to) {
                ("addresses", Target::Part(_, part)) => {
                    addressed.insert(context.program.parts.get(part).id);
                }
                ("moves", Target::Entity(behavior)) => {
                    let behavior = context.program.as_kind::<EconomicBehavior>(behavior);
                    let metric = behavior.and_then(|it| {
                        let (at, _) = it.it.metric.spanned()?;
                        context.program.target(it.index, at)?.entity()
                    });
                    moved.extend(metric);
                }
                _ => {}
            }
        }
    }
    for challenge in program.it.business_challenges.items() {
        let Some((at, id)) = challenge.id.spanned() else { continue };
        let metric = challenge.metric.spanned().and_then(|(at, _)| context.program.target(program.index, at)?.entity());
        if addressed.contains(id) || metric.is_some_and(|metric| moved.contains(&metric)) {
            continue;
        }
        out.push(
            RULE.finding(
                program.place(at),
                say!(en: "no initiative answers the challenge `{id}`", es: "ninguna iniciativa responde al reto `{id}`"),
            )
            .help(say!(
                en: "name it under `addresses` of an initiative, or start one: it is what the management cares about",
                es: "nómbralo en `addresses` de una iniciativa, o inicia una: es lo que le importa a la dirección"
            ))
            .entity(program.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
