//! A channel that only speaks and never listens.
//!
//! A message nobody can answer treats people as an audience. What they would have said is said
//! elsewhere. Concepts E16 and E24.
//!
//! Bad: we talk, they read:
//!
//! ```yaml
//! direction: outbound
//! purpose: [inform, sell]
//! ```
//!
//! Good: they can answer:
//!
//! ```yaml
//! direction: both
//! purpose: [inform, listen]
//! ```
//!
//! How to fix it: let people answer there (`direction: both`) and give it a purpose beyond informing
//! and selling; or say honestly that it is a notice board, and suppress this with the reason.
//!
//! # es
//! Un canal que solo habla y nunca escucha.
//!
//! Un mensaje que nadie puede responder trata a la gente como público. Lo que habría dicho lo dice
//! en otro lado. Conceptos E16 y E24.
//!
//! Mal: nosotros hablamos, ellos leen:
//!
//! ```yaml
//! direction: outbound
//! purpose: [inform, sell]
//! ```
//!
//! Bien: pueden responder:
//!
//! ```yaml
//! direction: both
//! purpose: [inform, listen]
//! ```
//!
//! Cómo corregirlo: deja que la gente responda ahí (`direction: both`) y dale un propósito además de
//! informar y vender; o di con franqueza que es un tablero de avisos, y suprime esto con la razón.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::channel::Channel;
use crate::model::channel::{ChannelDirection, ChannelPurpose};

rule! { channel_broadcast_only CustomerCentricity Info each Channel }

fn check(channel: Of<'_, Channel>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, ChannelDirection::Outbound)) = channel.it.direction.spanned() else { return };
    let Some(purposes) = channel.it.purpose.get() else { return };
    let talks = |purpose: &ChannelPurpose| matches!(purpose, ChannelPurpose::Inform | ChannelPurpose::Sell);
    if !purposes.fields().iter().all(|it| it.get().is_some_and(talks)) {
        return;
    }
    let id = channel.id();
    out.push(
        RULE.finding(
            channel.place(at),
            say!(en: "in `{id}` we speak and nobody can answer", es: "en `{id}` hablamos y nadie puede responder"),
        )
        .help(say!(
            en: "let people answer there (`direction: both`), and read what they say",
            es: "deja que la gente responda ahí (`direction: both`), y lee lo que dice"
        ))
        .severity(context.weigh(Severity::Info, Asks::Strategy)),
    );
}
