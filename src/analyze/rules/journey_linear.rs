//! A journey that is a single straight line.
//!
//! Customers come back, skip what they know and leave: a path is theirs and not a funnel. A chain
//! without a loop, a shortcut or an exit shows the process as the organization wishes it, and hides
//! where people are lost. Concept E14; Bonchek and Cornfield, Harvard Business Review.
//!
//! Bad: every step leads to the next one and to nothing else.
//!
//! ```yaml
//! steps:
//!   - { id: apply, stage: do, actor: customer, does: Sends the form }
//!   - { id: wait, stage: do, actor: customer, does: Waits for the answer }
//!   - { id: receive, stage: do, actor: customer, does: Receives the answer }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: apply, stage: do, actor: customer, does: Sends the form }
//!   - id: wait
//!     stage: do
//!     actor: customer
//!     does: Waits for the answer
//!     next:
//!       - { to: receive, label: Accepted }
//!       - { to: apply, type: loop, label: A paper was missing }
//!       - { type: exit, label: Goes elsewhere }
//!   - { id: receive, stage: do, actor: customer, does: Receives the answer }
//! ```
//!
//! How to fix it: ask customers, or look at the data, where people turn back, skip or leave, and
//! write it under `next` of that step (`loop`, `skip`, `exit`, `parallel`), or `re_entry` where they
//! come back in.
//!
//! # es
//! Un recorrido que es una sola línea recta.
//!
//! El cliente regresa, se salta lo que ya sabe y se va: el camino es suyo y no un embudo. Una cadena
//! sin regreso, sin atajo y sin salida muestra el proceso como lo quisiera la organización y esconde
//! dónde se pierde la gente. Concepto E14; Bonchek y Cornfield, Harvard Business Review.
//!
//! Mal: cada paso lleva al siguiente y a nada más.
//!
//! ```yaml
//! steps:
//!   - { id: apply, stage: do, actor: customer, does: Manda la solicitud }
//!   - { id: wait, stage: do, actor: customer, does: Espera la respuesta }
//!   - { id: receive, stage: do, actor: customer, does: Recibe la respuesta }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: apply, stage: do, actor: customer, does: Manda la solicitud }
//!   - id: wait
//!     stage: do
//!     actor: customer
//!     does: Espera la respuesta
//!     next:
//!       - { to: receive, label: Aceptada }
//!       - { to: apply, type: loop, label: Faltó un papel }
//!       - { type: exit, label: Se va a otro lado }
//!   - { id: receive, stage: do, actor: customer, does: Recibe la respuesta }
//! ```
//!
//! Cómo corregirlo: pregunta a los clientes, o mira en los datos, dónde regresan, se saltan algo o
//! se van, y escríbelo en `next` de ese paso (`loop`, `skip`, `exit`, `parallel`), o en `re_entry`
//! donde vuelven a entrar.

use crate::analyze::journeys::Paths;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::transition::TransitionType;

rule! { journey_linear CustomerCentricity Warning each Journey }

/// A shorter chain has no room for another way.
const SHORTEST: usize = 3;

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    let count = paths.steps.len();
    let branches = (0..count).any(|step| paths.from(step).count() > 1);
    let turns = paths.arrows.iter().any(|arrow| arrow.kind != TransitionType::Next);
    let comes_back = paths.steps.iter().any(|step| !step.re_entry.is_absent());
    if !paths.complete || count < SHORTEST || branches || turns || comes_back {
        return;
    }
    out.push(
        RULE.finding(
            journey.entity.head(),
            say!(en: "the {count} steps of this journey are one straight line", es: "los {count} pasos de este recorrido son una sola línea recta"),
        )
        .help(say!(
            en: "nobody turns back, skips or leaves in it, so it cannot show where people are lost: write those ways under `next` of a step (`loop`, `skip`, `exit`)",
            es: "nadie regresa, se salta algo ni se va, así que no muestra dónde se pierde la gente: escribe esos caminos en `next` de un paso (`loop`, `skip`, `exit`)"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
