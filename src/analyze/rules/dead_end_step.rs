//! A step of a journey from which the customer gets nowhere: neither to the end nor out.
//!
//! People who arrive here turn in a circle for ever, and the map says nothing about them. The same
//! is said of a whole journey whose end nobody can reach. Concept C19: the end is the job done, so
//! there must be a way to it.
//!
//! Bad: `retry` and `apply` lead only to each other.
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: retry }]
//!   - id: retry
//!     next: [{ to: apply, type: loop }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: end, label: Accepted }, { to: retry, label: A paper is missing }]
//!   - id: retry
//!     next: [{ to: apply, type: loop }, { type: exit, label: Gives up }]
//! ```
//!
//! How to fix it: write the way on (`to: end` or a step that leads there), or `type: exit` where
//! people leave.
//!
//! # es
//! Un paso de un recorrido desde el que el cliente no llega a nada: ni al final ni a una salida.
//!
//! Quien llega aquí da vueltas para siempre, y el mapa no dice nada de esa persona. Lo mismo se dice
//! de un recorrido completo cuyo final nadie puede alcanzar. Concepto C19: el final es el trabajo
//! hecho, así que debe haber un camino hasta él.
//!
//! Mal: `retry` y `apply` solo llevan el uno al otro.
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: retry }]
//!   - id: retry
//!     next: [{ to: apply, type: loop }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - id: apply
//!     next: [{ to: end, label: Aceptada }, { to: retry, label: Falta un papel }]
//!   - id: retry
//!     next: [{ to: apply, type: loop }, { type: exit, label: Se rinde }]
//! ```
//!
//! Cómo corregirlo: escribe el camino que sigue (`to: end`, o un paso que lleve ahí), o
//! `type: exit` donde la gente se va.

use crate::analyze::journeys::Paths;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::journey::Journey;

rule! { dead_end_step Correctness Error each Journey }

fn check(journey: Of<'_, Journey>, _: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    if !paths.complete || paths.steps.is_empty() {
        return;
    }
    let (finishes, leaves) = (paths.finishes(), paths.leaves());
    let mut stuck = false;
    for (index, step) in paths.steps.iter().enumerate() {
        let Some((at, id)) = step.id.spanned().filter(|_| !finishes[index] && !leaves[index]) else { continue };
        stuck = true;
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "from the step `{id}` there is no way to the end, and none out", es: "desde el paso `{id}` no hay camino al final, ni salida"),
            )
            .help(say!(
                en: "people who arrive here turn in a circle: lead on to `end` or to a step that gets there, or write `type: exit`",
                es: "quien llega aquí da vueltas: lleva a `end` o a un paso que llegue ahí, o escribe `type: exit`"
            )),
        );
    }
    if !stuck && !finishes[0] {
        out.push(
            RULE.finding(
                journey.entity.head(),
                say!(en: "nobody reaches the end of this journey: every way leads out", es: "nadie llega al final de este recorrido: todos los caminos llevan a la salida"),
            )
            .help(say!(
                en: "the end is the job done: write the way on which people get there",
                es: "el final es el trabajo hecho: escribe el camino por el que la gente llega"
            )),
        );
    }
}
