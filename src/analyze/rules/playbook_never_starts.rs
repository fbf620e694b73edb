//! A playbook or a trigger that no answer can start.
//!
//! A condition that contradicts itself, or asks for more than the scale has, looks like a plan and
//! is none: the case it was written for never comes, and nobody notices, because nothing happens.
//!
//! Source: logic: a condition that no value can meet is never met.
//!
//! Bad: no answer is both:
//!
//! ```yaml
//! trigger: { survey: relationship-survey, when: recommend <= 3 and recommend >= 7 }
//! ```
//!
//! Good: an answer that exists:
//!
//! ```yaml
//! trigger: { survey: relationship-survey, when: recommend <= 3 or recommend >= 7 }
//! ```
//!
//! How to fix it: correct the condition: compare with values of the scale, and join with `or` what
//! cannot be true together.
//!
//! # es
//! Un playbook o una señal que ninguna respuesta puede iniciar.
//!
//! Una condición que se contradice, o que pide más de lo que tiene la escala, parece un plan y no lo
//! es: el caso para el que se escribió no llega nunca, y nadie lo nota, porque no pasa nada.
//!
//! Fuente: la lógica: una condición que ningún valor puede cumplir no se cumple nunca.
//!
//! Mal: ninguna respuesta es las dos:
//!
//! ```yaml
//! trigger: { survey: relationship-survey, when: recommend <= 3 and recommend >= 7 }
//! ```
//!
//! Bien: una respuesta que existe:
//!
//! ```yaml
//! trigger: { survey: relationship-survey, when: recommend <= 3 or recommend >= 7 }
//! ```
//!
//! Cómo corregirlo: corrige la condición: compara con valores de la escala, y une con `or` lo que no
//! puede ser cierto a la vez.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;
use crate::model::expression::{Meeting, meeting};

rule! { playbook_never_starts Suspicious Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for trigger in playbook.it.trigger.items() {
        let Some((at, when)) = trigger.when.spanned() else { continue };
        let Some(typed) = context.program.expression(playbook.index, at) else { continue };
        if meeting(&[typed], &[]) != Meeting::Never {
            continue;
        }
        let condition = &when.text;
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "no answer makes `{condition}` true, so nothing ever starts here", es: "ninguna respuesta cumple `{condition}`, así que aquí nunca empieza nada"),
            )
            .help(say!(
                en: "compare with values that the scale has, and join with `or` what cannot be true together",
                es: "compara con valores que tenga la escala, y une con `or` lo que no puede ser cierto a la vez"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
