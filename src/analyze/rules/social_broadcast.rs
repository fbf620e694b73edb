//! A social network that is used as a loudspeaker.
//!
//! People are there to talk with one another. A company that only posts is the guest who talks about
//! himself; what is said about it is said next door. Concept E22.
//!
//! Bad: we post:
//!
//! ```yaml
//! kind: channel
//! id: social
//! type: social
//! direction: outbound
//! purpose: [inform, sell]
//! ```
//!
//! Good: we listen and connect:
//!
//! ```yaml
//! kind: channel
//! id: social
//! type: social
//! direction: both
//! purpose: [listen, connect, resolve]
//! ```
//!
//! How to fix it: listen and answer there: add `listen` or `connect` to its purposes and the people
//! who do it, or leave.
//!
//! # es
//! Una red social que se usa como altavoz.
//!
//! La gente está ahí para hablar entre sí. Una empresa que solo publica es el invitado que habla de
//! sí mismo; lo que se dice de ella se dice al lado. Concepto E22.
//!
//! Mal: publicamos:
//!
//! ```yaml
//! kind: channel
//! id: social
//! type: social
//! direction: outbound
//! purpose: [inform, sell]
//! ```
//!
//! Bien: escuchamos y acercamos:
//!
//! ```yaml
//! kind: channel
//! id: social
//! type: social
//! direction: both
//! purpose: [listen, connect, resolve]
//! ```
//!
//! Cómo corregirlo: escucha y responde ahí: agrega `listen` o `connect` a sus propósitos, con gente
//! que lo haga, o sal.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::channel::Channel;
use crate::model::channel::{ChannelDirection, ChannelPurpose, ChannelType};

rule! { social_broadcast CustomerCentricity Warning each Channel }

fn check(channel: Of<'_, Channel>, context: &Context<'_>, out: &mut Findings) {
    let social = matches!(channel.it.channel_type.value(), Some(ChannelType::Social | ChannelType::Community));
    let (true, Some((at, purposes))) = (social, channel.it.purpose.spanned()) else { return };
    let bad = purposes.fields().iter().any(crate::model::field::Field::is_bad) || channel.it.direction.is_bad();
    let hears = purposes.iter().any(|it| matches!(it, ChannelPurpose::Listen | ChannelPurpose::Connect));
    let answers = channel.it.direction.value() != Some(ChannelDirection::Outbound);
    if bad || (hears && answers) {
        return;
    }
    let id = channel.id();
    out.push(
        RULE.finding(
            channel.place(at),
            say!(en: "`{id}` is where people talk, and we neither listen nor connect them there", es: "`{id}` es donde la gente conversa, y ahí no escuchamos ni acercamos a nadie"),
        )
        .help(say!(
            en: "listen and answer: `direction: both`, with `listen` or `connect` among its purposes, and people who do it",
            es: "escucha y responde: `direction: both`, con `listen` o `connect` entre sus propósitos, y gente que lo haga"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
