//! Somebody meets the customer in a step that does not say where.
//!
//! A step in front of the customer happens somewhere: in a branch, on the phone, in a letter.
//! Without the point of contact nobody knows which channel has to be able to do it. Concept D23.
//!
//! It looks at steps of the actor `frontstage`.
//!
//! Bad: it happens nowhere:
//!
//! ```yaml
//! - { id: first-talk, stage: prepare, actor: frontstage, does: Explains how it works }
//! ```
//!
//! Good: in the branch or the app:
//!
//! ```yaml
//! - id: first-talk
//!   stage: prepare
//!   actor: frontstage
//!   does: Explains how it works
//!   touchpoint: { channels: [branch, app] }
//! ```
//!
//! How to fix it: write `touchpoint` with its channels, or set the actor to `backstage` if the
//! customer sees nothing of it.
//!
//! # es
//! Alguien se encuentra con el cliente en un paso que no dice dónde.
//!
//! Un paso frente al cliente pasa en algún lugar: en una sucursal, por teléfono, en una carta. Sin
//! el punto de contacto nadie sabe qué canal tiene que poder hacerlo. Concepto D23.
//!
//! Mira los pasos del actor `frontstage`.
//!
//! Mal: no pasa en ningún lado:
//!
//! ```yaml
//! - { id: first-talk, stage: prepare, actor: frontstage, does: Explains how it works }
//! ```
//!
//! Bien: en la sucursal o en la app:
//!
//! ```yaml
//! - id: first-talk
//!   stage: prepare
//!   actor: frontstage
//!   does: Explains how it works
//!   touchpoint: { channels: [branch, app] }
//! ```
//!
//! Cómo corregirlo: escribe `touchpoint` con sus canales, o pon el actor en `backstage` si el
//! cliente no lo ve.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::step::Actor;

rule! { step_without_touchpoint CustomerCentricity Info each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for step in journey.it.steps.items() {
        let (Some((at, id)), true) = (step.id.spanned(), step.touchpoint.is_absent()) else { continue };
        if step.actor.value() != Some(Actor::Frontstage) {
            continue;
        }
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "`{id}` happens in front of the customer and does not say where", es: "`{id}` pasa frente al cliente y no dice dónde"),
            )
            .help(say!(
                en: "write `touchpoint` with its channels, or `actor: backstage` if the customer sees nothing of it",
                es: "escribe `touchpoint` con sus canales, o `actor: backstage` si el cliente no lo ve"
            ))
            .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}
