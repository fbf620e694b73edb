//! A promise that no step of a journey and no step of a playbook keeps.
//!
//! Whoever says a promise and names no moment in which it comes true leaves it to luck, and every
//! customer meets another company. Concept D32: the experience as a whole has to hold together.
//!
//! Bad: `delivers` names `guided` nowhere.
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: guided, text: Somebody at your side from the first day }
//! ```
//!
//! Good: in a journey,
//!
//! ```yaml
//! steps:
//!   - id: first-talk
//!     delivers: [guided]
//! ```
//!
//! How to fix it: find the step in which the customer notices the promise and write `delivers`
//! there. If there is none, add one, or stop promising it.
//!
//! # es
//! Una promesa que ningún paso de un recorrido ni de un playbook cumple.
//!
//! Quien promete y no nombra el momento en que se cumple lo deja a la suerte, y cada cliente se
//! encuentra con otra empresa. Concepto D32: la experiencia completa debe ser coherente.
//!
//! Mal: ningún `delivers` nombra `guided`.
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: guided, text: Alguien a tu lado desde el primer día }
//! ```
//!
//! Bien: en un recorrido,
//!
//! ```yaml
//! steps:
//!   - id: first-talk
//!     delivers: [guided]
//! ```
//!
//! Cómo corregirlo: busca el paso en que el cliente nota la promesa y escribe ahí `delivers`. Si no
//! lo hay, agrégalo, o deja de prometerlo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;
use crate::resolve::Target;

rule! { promise_not_delivered_anywhere CustomerCentricity Warning each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    for promise in proposition.promises.items() {
        let Some((at, id)) = promise.id.spanned() else { continue };
        let Some(part) = context.program.parts.find(proposition.index, "promises", *id) else { continue };
        let kept = context.program.edges_to(proposition.index).any(|edge| {
            edge.field() == "delivers"
                && edge.to == Target::Part(proposition.index, part)
                && context.is_in_use(context.program.entity(edge.from))
        });
        if !kept {
            out.push(
                RULE.finding(
                    proposition.place(at),
                    say!(en: "no step keeps the promise `{id}`", es: "ningún paso cumple la promesa `{id}`"),
                )
                .help(say!(
                    en: "a promise without a moment is left to luck: write `delivers: [{id}]` at the step of a journey or playbook where the customer notices it, or stop promising it";
                    es: "una promesa sin momento queda a la suerte: escribe `delivers: [{id}]` en el paso de un recorrido o playbook donde el cliente la nota, o deja de prometerla"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
    }
}
