//! A point of contact without a channel.
//!
//! A contact that happens in no channel cannot be staffed, measured or mended, and no hand-off leads
//! to it. Concept D25.
//!
//! Bad: a contact in no channel:
//!
//! ```yaml
//! touchpoint: { trace: A receipt }
//! ```
//!
//! Good: where it can happen:
//!
//! ```yaml
//! touchpoint: { channels: [branch], trace: A receipt }
//! ```
//!
//! How to fix it: name the channels where it can happen in `touchpoint.channels`.
//!
//! # es
//! Un punto de contacto sin canal.
//!
//! Un contacto que no pasa en ningún canal no se puede atender, medir ni corregir, y ningún traspaso
//! lleva a él. Concepto D25.
//!
//! Mal: un contacto en ningún canal:
//!
//! ```yaml
//! touchpoint: { trace: A receipt }
//! ```
//!
//! Bien: dónde puede ocurrir:
//!
//! ```yaml
//! touchpoint: { channels: [branch], trace: A receipt }
//! ```
//!
//! Cómo corregirlo: nombra en `touchpoint.channels` los canales donde puede ocurrir.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { touchpoint_no_channel CustomerCentricity Error each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for step in journey.it.steps.items() {
        let (Some(id), Some((at, touchpoint))) = (step.id.value(), step.touchpoint.spanned()) else { continue };
        if touchpoint.channels.has_none() {
            out.push(
                RULE.finding(
                    journey.place(at),
                    say!(en: "the contact in `{id}` happens in no channel", es: "el contacto en `{id}` no pasa en ningún canal"),
                )
                .help(say!(
                    en: "name where it can happen: `channels: [app, branch]`",
                    es: "nombra dónde puede ocurrir: `channels: [app, branch]`"
                ))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
            );
        }
    }
}
