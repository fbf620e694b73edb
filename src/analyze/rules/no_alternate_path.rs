//! A moment of truth from which only one way leads on.
//!
//! At a moment of truth people go on or leave; that is what makes it one. A map in which everybody
//! goes on has no place for those who left, and nobody is looking for them. Concept E20.
//!
//! Bad: everybody goes on:
//!
//! ```yaml
//! - id: decision
//!   stage: do-it
//!   actor: frontstage
//!   does: Gives the answer
//!   moment_of_truth: { why: Refused without a reason, they do not come back }
//! ```
//!
//! Good: some leave, and the map says so:
//!
//! ```yaml
//! - id: decision
//!   stage: do-it
//!   actor: frontstage
//!   does: Gives the answer
//!   moment_of_truth: { why: Refused without a reason, they do not come back }
//!   next: [{ to: first-payment, label: Approved }, { type: exit, label: Leaves }]
//! ```
//!
//! How to fix it: write under `next` of the step the other ways people take: `exit`, `loop`, `skip`.
//!
//! # es
//! Un momento de la verdad del que sale un solo camino.
//!
//! En un momento de la verdad la gente sigue o se va; por eso lo es. En un mapa donde todos siguen
//! no hay lugar para quienes se fueron, y nadie los busca. Concepto E20.
//!
//! Mal: todos siguen:
//!
//! ```yaml
//! - id: decision
//!   stage: do-it
//!   actor: frontstage
//!   does: Gives the answer
//!   moment_of_truth: { why: Refused without a reason, they do not come back }
//! ```
//!
//! Bien: algunos se van, y el mapa lo dice:
//!
//! ```yaml
//! - id: decision
//!   stage: do-it
//!   actor: frontstage
//!   does: Gives the answer
//!   moment_of_truth: { why: Refused without a reason, they do not come back }
//!   next: [{ to: first-payment, label: Approved }, { type: exit, label: Leaves }]
//! ```
//!
//! Cómo corregirlo: escribe en `next` del paso los otros caminos que toma la gente: `exit`, `loop`,
//! `skip`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::analyze::journeys::Paths;

rule! { no_alternate_path CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    if !paths.complete {
        return;
    }
    for (index, step) in paths.steps.iter().enumerate() {
        let (false, Some((at, id))) = (step.moment_of_truth.is_absent(), step.id.spanned()) else { continue };
        if paths.from(index).count() > 1 {
            continue;
        }
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "`{id}` decides whether people go on, and only one way leads on from it", es: "`{id}` decide si la gente sigue, y de ahí sale un solo camino"),
            )
            .help(say!(
                en: "write the ways of those who leave, come back or skip under `next` (`exit`, `loop`, `skip`), or take the moment of truth out",
                es: "escribe en `next` los caminos de quienes se van, regresan o se saltan algo (`exit`, `loop`, `skip`), o quita el momento de la verdad"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
