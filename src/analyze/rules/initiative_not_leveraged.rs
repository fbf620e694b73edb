//! An initiative that moves no economic behavior and makes no promise true.
//!
//! Improving what does not carry the business model costs as much as improving what does. An
//! initiative without a lever may make people work and change nothing. Concept B04.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-uniforms, type: people, closes: [cold-welcome] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! How to fix it: name under `moves` the economic behavior, or under `promises` the promise that it
//! makes true. If there is none, it may belong on the stop list.
//!
//! # es
//! Una iniciativa que no mueve ningún comportamiento económico ni hace realidad ninguna promesa.
//!
//! Mejorar lo que no apalanca el modelo de negocio cuesta lo mismo que mejorar lo que sí. Una
//! iniciativa sin palanca puede dar trabajo a todos y no cambiar nada. Concepto B04.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-uniforms, type: people, closes: [cold-welcome] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! Cómo corregirlo: nombra en `moves` el comportamiento económico, o en `promises` la promesa que hace
//! realidad. Si no hay ninguno, quizá pertenece a la lista de lo que no se hará.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;

rule! { initiative_not_leveraged CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    for initiative in roadmap.initiatives.items() {
        let Some((at, id)) = initiative.id.spanned() else { continue };
        if initiative.moves.has_none() && initiative.promises.has_none() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "the initiative `{id}` moves no economic behavior and makes no promise true", es: "la iniciativa `{id}` no mueve ningún comportamiento económico ni hace realidad ninguna promesa"),
                )
                .help(say!(
                    en: "without a lever it may change nothing: name it under `moves` or `promises`, or put it on the stop list (`not_doing`)",
                    es: "sin palanca puede no cambiar nada: nómbrala en `moves` o `promises`, o ponla en la lista de lo que no se hará (`not_doing`)"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
