//! A step of a playbook that nobody does.
//!
//! A case waits at every step for somebody in particular. Without a role it waits for everybody,
//! which is nobody, and the customer who spoke hears nothing. Concept D04.
//!
//! Bad:
//!
//! ```yaml
//! steps:
//!   - { id: contact, within: 24 h, do: Call and say thank you }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, within: 24 h, do: Call and say thank you }
//! ```
//!
//! How to fix it: name the role that does it. A role is not a person, so it survives holidays and
//! people who leave.
//!
//! # es
//! Un paso de un playbook que nadie hace.
//!
//! En cada paso un caso espera a alguien en particular. Sin un rol espera a todos, que es nadie, y
//! el cliente que habló no oye nada. Concepto D04.
//!
//! Mal:
//!
//! ```yaml
//! steps:
//!   - { id: contact, within: 24 h, do: Llamar y dar las gracias }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: recovery-agent, within: 24 h, do: Llamar y dar las gracias }
//! ```
//!
//! Cómo corregirlo: nombra el rol que lo hace. Un rol no es una persona, así que sobrevive a las
//! vacaciones y a quienes se van.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;

rule! { playbook_step_no_owner Suspicious Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for step in playbook.steps.items() {
        let Some((at, id)) = step.id.spanned() else { continue };
        if step.role.is_absent() {
            out.push(
                RULE.finding(
                    playbook.place(at),
                    say!(en: "nobody does the step `{id}`", es: "nadie hace el paso `{id}`"),
                )
                .help(say!(
                    en: "a case without a person in charge waits for ever: name the `role` that does it",
                    es: "un caso sin responsable espera para siempre: nombra el rol (`role`) que lo hace"
                ))
                .guess(context.with_usual_role(playbook.place(at), "role"))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
            );
        }
    }
}
