//! A recovery that never tells the customer what changed.
//!
//! Whoever complained and then hears nothing learns that complaining is useless, and the next time
//! leaves without a word. Telling back is what closes the loop. It is looked for in playbooks of type
//! `service-recovery` and `complaint` of the inner loop; the step may be called `tell-back` or say
//! `intent: tell-back`.
//!
//! Source: concepts B10 and D04.
//!
//! Bad:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: resolve, do: Solve it }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: resolve, do: Solve it }
//!   - { id: tell-back, do: Tell them what changed because of what they said }
//! ```
//!
//! How to fix it: add a step at the end in which somebody tells the customer what was changed because
//! of what they said.
//!
//! # es
//! Una recuperación que nunca le cuenta al cliente qué cambió.
//!
//! Quien se quejó y luego no oye nada aprende que quejarse es inútil, y la próxima vez se va sin decir
//! palabra. Contar de vuelta es lo que cierra el ciclo. Se busca en los playbooks de tipo
//! `service-recovery` y `complaint` del ciclo interno; el paso puede llamarse `tell-back` o decir
//! `intent: tell-back`.
//!
//! Fuente: conceptos B10 y D04.
//!
//! Mal:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: resolve, do: Solve it }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: resolve, do: Solve it }
//!   - { id: tell-back, do: Tell them what changed because of what they said }
//! ```
//!
//! Cómo corregirlo: agrega al final un paso en que alguien le cuente al cliente qué cambió por lo que
//! dijo.

use crate::analyze::playbooks::{Flow, intent};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Intent, Loop, Playbook, PlaybookType};

rule! { no_callback_to_customer CustomerCentricity Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let it = playbook.it;
    let mends = matches!(it.playbook_type.value(), Some(PlaybookType::ServiceRecovery | PlaybookType::Complaint));
    let inner = it.r#loop.is_absent() || it.r#loop.value() == Some(Loop::Inner);
    let flow = Flow::of(it);
    if !mends || !inner || !flow.complete || flow.steps.is_empty() {
        return;
    }
    if flow.steps.iter().any(|step| intent(step) == Some(Intent::TellBack)) {
        return;
    }
    out.push(
        RULE.finding(
            playbook.entity.head(),
            say!(en: "nobody tells the customer what changed", es: "nadie le cuenta al cliente qué cambió"),
        )
        .help(say!(
            en: "add a step with `intent: tell-back`: who complains and hears nothing leaves without a word the next time",
            es: "agrega un paso con `intent: tell-back`: quien se queja y no oye nada, la próxima vez se va sin decir palabra"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
