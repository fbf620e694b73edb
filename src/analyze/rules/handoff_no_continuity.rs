//! A hand-off in which the customer has to begin again.
//!
//! Where a customer passes from one channel, role or step to another, the conversation, the papers
//! and the promise must travel along, by some means, and somebody must answer for it. Without that,
//! people tell their story twice and stop believing that we are one. Concepts E19 and A30.
//!
//! Bad:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch }
//! ```
//!
//! Good:
//!
//! ```yaml
//! handoffs:
//!   - from: app
//!     to: branch
//!     carries: [The conversation, The papers]
//!     mechanism: One case number
//!     owner: life-moment-manager
//!     customer_repeats: false
//! ```
//!
//! How to fix it: say what travels (`carries`), by what means (`mechanism`) and who answers for it
//! (`owner`). If the customer has to repeat today, write `customer_repeats: true`; it is reported
//! as a warning until it is mended.
//!
//! # es
//! Un traspaso en el que el cliente tiene que empezar de nuevo.
//!
//! Donde el cliente pasa de un canal, rol o paso a otro, la conversación, los papeles y la promesa
//! deben viajar con él, por algún medio, y alguien debe responder por ello. Sin eso la gente cuenta
//! su historia dos veces y deja de creer que somos uno solo. Conceptos E19 y A30.
//!
//! Mal:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! handoffs:
//!   - from: app
//!     to: branch
//!     carries: [La conversación, Los papeles]
//!     mechanism: Folio único
//!     owner: life-moment-manager
//!     customer_repeats: false
//! ```
//!
//! Cómo corregirlo: di qué viaja (`carries`), por qué medio (`mechanism`) y quién responde
//! (`owner`). Si hoy el cliente tiene que repetir, escribe `customer_repeats: true`; se señala como
//! aviso hasta que se corrija.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::handoff::Handoff;

rule! { handoff_no_continuity CustomerCentricity Error each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for handoff in journey.handoffs.items() {
        let (Some(from), Some(to)) = (handoff.from.get(), handoff.to.get()) else { continue };
        let missing = missing(handoff);
        let at = journey.place(handoff.at);
        if !missing.is_empty() {
            let list = missing.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let message = say!(en: "the hand-off from `{}` to `{}` does not say {list}", from.path, to.path;
                               es: "el traspaso de `{}` a `{}` no dice {list}", from.path, to.path);
            let help = say!(
                en: "without them the customer begins again: say what travels along (`carries`), by what means (`mechanism`) and who answers for it (`owner`)",
                es: "sin eso el cliente empieza de nuevo: di qué viaja con él (`carries`), por qué medio (`mechanism`) y quién responde (`owner`)"
            );
            out.push(RULE.finding(at, message).help(help).severity(context.weigh(Severity::Error, Asks::Craft)));
        } else if handoff.customer_repeats.value() == Some(true) {
            let message = say!(en: "between `{}` and `{}` the customer tells the story again", from.path, to.path;
                               es: "entre `{}` y `{}` el cliente cuenta su historia otra vez", from.path, to.path);
            let help = say!(
                en: "make what `carries` names enough to go on from, and set `customer_repeats: false` when it is so",
                es: "haz que lo que nombra `carries` baste para seguir, y pon `customer_repeats: false` cuando sea así"
            );
            out.push(RULE.finding(at, message).help(help).severity(context.weigh(Severity::Warning, Asks::Craft)));
        }
    }
}

fn missing(handoff: &Handoff) -> Vec<&'static str> {
    let fields = [
        ("carries", handoff.carries.has_none()),
        ("mechanism", handoff.mechanism.is_absent()),
        ("owner", handoff.owner.is_absent()),
    ];
    fields.into_iter().filter(|(_, absent)| *absent).map(|(key, _)| key).collect()
}
