//! A channel that does not say why customers want it.
//!
//! Channels are opened because a department has one or a competitor does. A channel that no customer
//! wants costs money every day and splits attention. Concepts A25 and A27.
//!
//! Bad: nobody knows why it exists:
//!
//! ```yaml
//! kind: channel
//! id: kiosk
//! type: kiosk
//! direction: inbound
//! purpose: [serve]
//! ```
//!
//! Good: why people want it:
//!
//! ```yaml
//! kind: channel
//! id: kiosk
//! type: kiosk
//! direction: inbound
//! purpose: [serve]
//! rationale: People pay on the way home, when the branch is closed
//! ```
//!
//! How to fix it: write in `rationale` why customers want to be met there, in their words; if nobody
//! does, close it.
//!
//! # es
//! Un canal que no dice por qué lo quieren los clientes.
//!
//! Se abren canales porque un área ya tiene uno o porque lo tiene la competencia. Un canal que
//! ningún cliente quiere cuesta dinero a diario y reparte la atención. Conceptos A25 y A27.
//!
//! Mal: nadie sabe por qué existe:
//!
//! ```yaml
//! kind: channel
//! id: kiosk
//! type: kiosk
//! direction: inbound
//! purpose: [serve]
//! ```
//!
//! Bien: por qué lo quiere la gente:
//!
//! ```yaml
//! kind: channel
//! id: kiosk
//! type: kiosk
//! direction: inbound
//! purpose: [serve]
//! rationale: People pay on the way home, when the branch is closed
//! ```
//!
//! Cómo corregirlo: escribe en `rationale` por qué el cliente quiere que lo atiendan ahí, en sus
//! palabras; si nadie lo quiere, ciérralo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::channel::Channel;

rule! { channel_without_customer_rationale CustomerCentricity Warning each Channel }

fn check(channel: Of<'_, Channel>, context: &Context<'_>, out: &mut Findings) {
    if !channel.it.rationale.is_absent() {
        return;
    }
    let id = channel.id();
    out.push(
        RULE.finding(
            channel.entity.head(),
            say!(en: "`{id}` does not say why customers want it", es: "`{id}` no dice por qué lo quieren los clientes"),
        )
        .help(say!(
            en: "write the reason in their words in `rationale`; if they have none, ask whether the channel is needed",
            es: "escribe la razón, en sus palabras, en `rationale`; si no la tienen, pregunta si el canal hace falta"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
