//! A channel that meets customers only when something is wrong.
//!
//! Whoever hears customers only when they complain comes to think that customers are people who
//! complain, and customers learn that the number is for bad news. Concept A27.
//!
//! Bad: for problems only:
//!
//! ```yaml
//! purpose: [resolve]
//! direction: inbound
//! ```
//!
//! Good: it also advises:
//!
//! ```yaml
//! purpose: [resolve, advise]
//! direction: inbound
//! ```
//!
//! How to fix it: give the channel another purpose that customers want from it (`advise`, `teach`,
//! `listen`), and the people to do it; or let it be part of a channel that has one.
//!
//! # es
//! Un canal que encuentra al cliente solo cuando algo anda mal.
//!
//! Quien solo oye al cliente cuando se queja acaba creyendo que los clientes son gente que se queja,
//! y el cliente aprende que ese número es para malas noticias. Concepto A27.
//!
//! Mal: solo para problemas:
//!
//! ```yaml
//! purpose: [resolve]
//! direction: inbound
//! ```
//!
//! Bien: también asesora:
//!
//! ```yaml
//! purpose: [resolve, advise]
//! direction: inbound
//! ```
//!
//! Cómo corregirlo: dale al canal otro propósito que el cliente quiera de él (`advise`, `teach`,
//! `listen`), y gente que lo haga; o hazlo parte de un canal que lo tenga.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::channel::Channel;
use crate::model::channel::{ChannelDirection, ChannelPurpose};

rule! { channel_problem_only CustomerCentricity Warning each Channel }

fn check(channel: Of<'_, Channel>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, purposes)) = channel.it.purpose.spanned() else { return };
    let listed = purposes.fields();
    let only_problems = listed.iter().all(|it| it.get() == Some(&ChannelPurpose::Resolve));
    if listed.is_empty() || !only_problems || channel.it.direction.value() == Some(ChannelDirection::Outbound) {
        return;
    }
    let id = channel.id();
    out.push(
        RULE.finding(
            channel.place(at),
            say!(en: "customers meet us in `{id}` only when something is wrong", es: "el cliente nos encuentra en `{id}` solo cuando algo anda mal"),
        )
        .help(say!(
            en: "give it another purpose that customers want from it, such as `advise` or `teach`, or let it be part of a channel that has one",
            es: "dale otro propósito que el cliente quiera de él, como `advise` o `teach`, o hazlo parte de un canal que lo tenga"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
