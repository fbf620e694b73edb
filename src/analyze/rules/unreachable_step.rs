//! A step of a journey that no way leads to.
//!
//! Nobody can ever be there, so what the step promises, measures and answers does not happen. Most
//! often an arrow was moved and this step was forgotten. Concept E14: a journey is a graph, and
//! what is proved of it depends on every arrow.
//!
//! Bad: both ways out of `apply` pass by `explain`.
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: decision }, { type: exit }]
//!   - id: explain
//!   - id: decision
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: explain }, { to: decision, type: skip }, { type: exit }]
//!   - id: explain
//!   - id: decision
//! ```
//!
//! How to fix it: add the arrow that leads here, write `re_entry` if people come back in here from
//! outside, or remove the step.
//!
//! # es
//! Un paso de un recorrido al que ningún camino lleva.
//!
//! Nadie puede estar nunca ahí, así que lo que el paso promete, mide y responde no sucede. Casi
//! siempre se movió una flecha y este paso quedó olvidado. Concepto E14: un recorrido es un grafo,
//! y lo que se prueba de él depende de cada flecha.
//!
//! Mal: las dos salidas de `apply` pasan de largo a `explain`.
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: decision }, { type: exit }]
//!   - id: explain
//!   - id: decision
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: explain }, { to: decision, type: skip }, { type: exit }]
//!   - id: explain
//!   - id: decision
//! ```
//!
//! Cómo corregirlo: agrega la flecha que lleva aquí, escribe `re_entry` si por aquí se vuelve a
//! entrar desde fuera, o quita el paso.

use crate::analyze::journeys::Paths;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::journey::Journey;

rule! { unreachable_step Correctness Error each Journey }

fn check(journey: Of<'_, Journey>, _: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    if !paths.complete {
        return;
    }
    for (step, reached) in paths.steps.iter().zip(paths.reached()) {
        let Some((at, id)) = step.id.spanned().filter(|_| !reached) else { continue };
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "no way leads to the step `{id}`", es: "ningún camino lleva al paso `{id}`"),
            )
            .help(say!(
                en: "nobody can ever be here: add it to `next` of the step before it, write `re_entry` if people come in here from outside, or remove it",
                es: "nadie puede estar nunca aquí: agrégalo en `next` del paso anterior, escribe `re_entry` si por aquí se entra desde fuera, o quítalo"
            )),
        );
    }
}
