//! A journey in which nothing decides.
//!
//! Somewhere on every path people decide whether they go on. If no step is a moment of truth, effort
//! is spread evenly, and it is missing where people are lost. Concept D26.
//!
//! It speaks of journeys of three points of contact or more, and only when the same path in its
//! other state has no moment of truth either.
//!
//! Bad: no step decides:
//!
//! ```yaml
//! steps:
//!   - { id: decision, stage: do-it, actor: frontstage, does: Gives the answer }
//! ```
//!
//! Good: the answer decides:
//!
//! ```yaml
//! steps:
//!   - id: decision
//!     stage: do-it
//!     actor: frontstage
//!     does: Gives the answer
//!     moment_of_truth: { why: Refused without a reason, they do not come back }
//! ```
//!
//! How to fix it: ask those who left where they decided it, and write `moment_of_truth` there, with
//! the reason.
//!
//! # es
//! Un recorrido en el que nada decide.
//!
//! En algún lugar de todo camino la gente decide si sigue. Si ningún paso es un momento de la
//! verdad, el esfuerzo se reparte parejo y falta donde se pierde a la gente. Concepto D26.
//!
//! Habla de recorridos con tres puntos de contacto o más, y solo si el mismo camino en su otro
//! estado tampoco tiene un momento de la verdad.
//!
//! Mal: ningún paso decide:
//!
//! ```yaml
//! steps:
//!   - { id: decision, stage: do-it, actor: frontstage, does: Gives the answer }
//! ```
//!
//! Bien: la respuesta decide:
//!
//! ```yaml
//! steps:
//!   - id: decision
//!     stage: do-it
//!     actor: frontstage
//!     does: Gives the answer
//!     moment_of_truth: { why: Refused without a reason, they do not come back }
//! ```
//!
//! Cómo corregirlo: pregunta a quienes se fueron dónde lo decidieron, y escribe ahí
//! `moment_of_truth`, con la razón.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { journey_no_mot CustomerCentricity Warning each Journey }

/// On a shorter path there is nothing to choose from.
const FEWEST: usize = 3;

fn decides(journey: &Journey) -> bool {
    journey.steps.items().any(|step| !step.moment_of_truth.is_absent())
}

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let contacts = journey.it.steps.items().filter(|step| !step.touchpoint.is_absent()).count();
    let other = journey.it.pairs_with.spanned();
    let other = other.and_then(|(at, _)| context.program.follow::<Journey>(journey.index, at));
    let bad = journey.it.steps.is_bad() || journey.it.pairs_with.is_bad();
    if bad || contacts < FEWEST || decides(journey.it) || other.is_some_and(|other| decides(other.it)) {
        return;
    }
    out.push(
        RULE.finding(
            journey.entity.head(),
            say!(en: "none of the {contacts} points of contact on this journey is a moment of truth", es: "ninguno de los {contacts} puntos de contacto de este recorrido es un momento de la verdad"),
        )
        .help(say!(
            en: "ask those who left where they decided it, and write `moment_of_truth` with its reason there",
            es: "pregunta a quienes se fueron dónde lo decidieron, y escribe ahí `moment_of_truth` con su razón"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
