//! A campaign that nobody can answer.
//!
//! A campaign that starts a conversation is welcome; one that only lands is noise, and it teaches
//! people not to open the next message. Concept E22.
//!
//! Bad: it lands:
//!
//! ```yaml
//! type: campaign
//! two_way: false
//! ```
//!
//! Good: one word is enough to answer:
//!
//! ```yaml
//! type: campaign
//! two_way: true
//! ```
//!
//! How to fix it: let people answer and read what they say: `two_way: true`, over a channel that
//! goes both ways.
//!
//! # es
//! Una campaña que nadie puede responder.
//!
//! Una campaña que abre una conversación es bienvenida; una que solo cae encima es ruido, y enseña a
//! la gente a no abrir el siguiente mensaje. Concepto E22.
//!
//! Mal: cae encima:
//!
//! ```yaml
//! type: campaign
//! two_way: false
//! ```
//!
//! Bien: basta una palabra para responder:
//!
//! ```yaml
//! type: campaign
//! two_way: true
//! ```
//!
//! Cómo corregirlo: deja que la gente responda y lee lo que dice: `two_way: true`, por un canal de
//! ida y vuelta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::channel::{Channel, ChannelDirection};
use crate::model::playbook::{Playbook, PlaybookType};

rule! { campaign_one_way CustomerCentricity Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, PlaybookType::Campaign)) = playbook.it.playbook_type.spanned() else { return };
    let steps = playbook.it.steps.items();
    let channels: Vec<_> = steps
        .filter_map(|step| context.program.follow::<Channel>(playbook.index, step.channel.spanned()?.0))
        .filter_map(|channel| channel.it.direction.value())
        .collect();
    let only_out = !channels.is_empty() && channels.iter().all(|it| *it == ChannelDirection::Outbound);
    let (at, message) = match playbook.it.two_way.spanned() {
        None if playbook.it.two_way.is_absent() => {
            (at, say!(en: "this campaign does not say whether people can answer it", es: "esta campaña no dice si la gente puede responderla"))
        }
        Some((at, false)) => (at, say!(en: "nobody can answer this campaign", es: "nadie puede responder a esta campaña")),
        Some((at, true)) if only_out => {
            (at, say!(en: "people are to answer this campaign, and all its channels go one way", es: "se espera que la gente responda a esta campaña, y todos sus canales son solo de ida"))
        }
        _ => return,
    };
    out.push(
        RULE.finding(playbook.place(at), message)
            .help(say!(
                en: "let people answer and read what they say: `two_way: true`, over a channel that goes both ways",
                es: "deja que la gente responda y lee lo que dice: `two_way: true`, por un canal de ida y vuelta"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
