//! A step of a playbook without a time limit.
//!
//! Somebody who complained and is called three weeks later has been let down twice. A step without
//! a limit is done when there is time, and nobody can see that it is late. Concept D04.
//!
//! Bad:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, do: Call and say thank you }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, within: 24 h, do: Call and say thank you }
//! ```
//!
//! How to fix it: write `within` with its clock, counted from the signal: `24 h`,
//! `3 business days`, `3 calendar days`. Choose what the team can hold on a bad day.
//!
//! # es
//! Un paso de un playbook sin plazo.
//!
//! A quien se quejó y recibe la llamada tres semanas después se le falla dos veces. Un paso sin
//! plazo se hace cuando hay tiempo, y nadie ve que va tarde. Concepto D04.
//!
//! Mal:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, do: Llamar y dar las gracias }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, within: 24 h, do: Llamar y dar las gracias }
//! ```
//!
//! Cómo corregirlo: escribe `within` con su reloj, contado desde la señal: `24 h`,
//! `3 business days`, `3 calendar days`. Elige lo que el equipo puede sostener en un mal día.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;

rule! { playbook_step_no_sla Suspicious Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for step in playbook.steps.items() {
        let Some((at, id)) = step.id.spanned() else { continue };
        if step.within.is_absent() && step.every.is_absent() {
            out.push(
                RULE.finding(
                    playbook.place(at),
                    say!(en: "the step `{id}` has no time limit", es: "el paso `{id}` no tiene plazo"),
                )
                .help(say!(
                    en: "nobody can see that it is late: write `within`, such as `24 h` or `3 business days`, counted from the signal",
                    es: "nadie puede ver que va tarde: escribe `within`, por ejemplo `24 h` o `3 business days`, contado desde la señal"
                ))
                .guess(context.added(playbook.place(at), "within: 2 business days"))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
    }
}
