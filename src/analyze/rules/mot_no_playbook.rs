//! A moment of truth to which nobody reacts.
//!
//! Measuring where customers leave and having no answer ready only counts those who go. A playbook
//! says who does what, and by when, when it goes wrong or very right. Concepts D26 and D05.
//!
//! Bad:
//!
//! ```yaml
//! moment_of_truth:
//!   why: If refused without a reason, they do not come back
//!   survey: decision-pulse
//! ```
//!
//! Good:
//!
//! ```yaml
//! moment_of_truth:
//!   why: If refused without a reason, they do not come back
//!   survey: decision-pulse
//!   playbooks: [recover-detractors]
//! ```
//!
//! How to fix it: name under `playbooks` what you do when this moment goes wrong. A small playbook
//! with one person and one call is enough to begin.
//!
//! # es
//! Un momento de la verdad ante el que nadie reacciona.
//!
//! Medir dónde se va el cliente sin tener respuesta solo cuenta a los que se van. Un playbook dice
//! quién hace qué, y en cuánto tiempo, cuando sale mal o muy bien. Conceptos D26 y D05.
//!
//! Mal:
//!
//! ```yaml
//! moment_of_truth:
//!   why: Si lo rechazan sin motivo, no vuelve
//!   survey: decision-pulse
//! ```
//!
//! Bien:
//!
//! ```yaml
//! moment_of_truth:
//!   why: Si lo rechazan sin motivo, no vuelve
//!   survey: decision-pulse
//!   playbooks: [recover-detractors]
//! ```
//!
//! Cómo corregirlo: nombra en `playbooks` lo que haces cuando este momento sale mal. Un playbook
//! pequeño, con una persona y una llamada, basta para empezar.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { mot_no_playbook CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for step in journey.steps.items() {
        let (Some(moment), Some(id)) = (step.moment_of_truth.get(), step.id.get()) else { continue };
        if moment.playbooks.has_none() {
            out.push(
                RULE.finding(
                    journey.place(moment.at),
                    say!(en: "nobody reacts when the moment of truth at `{id}` goes wrong", es: "nadie reacciona cuando el momento de la verdad de `{id}` sale mal"),
                )
                .help(say!(
                    en: "measuring it without an answer only counts those who leave: name under `playbooks` what you do then",
                    es: "medirlo sin una respuesta solo cuenta a los que se van: nombra en `playbooks` lo que haces entonces"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
    }
}
