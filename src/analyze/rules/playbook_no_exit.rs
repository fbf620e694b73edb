//! A playbook that does not say when a case is really done.
//!
//! A case that is closed when somebody feels like it is closed when the day is long. And a step that
//! repeats without an end goes on writing to somebody who has moved on.
//!
//! Source: concept B21; cases from the field that nobody ever closed.
//!
//! Bad: it repeats, and nothing ends it:
//!
//! ```yaml
//! steps:
//!   - { id: keep-informed, role: care, every: 5 business days, do: Say how it is going }
//! ```
//!
//! Good: a fact ends it:
//!
//! ```yaml
//! done_when: The person said that it is solved
//! steps:
//!   - { id: keep-informed, role: care, every: 5 business days, until: It has an answer, do: Say how it is going }
//! ```
//!
//! How to fix it: write in `done_when` what has to be true, in words or as a condition, and give
//! every step that repeats its `until`.
//!
//! # es
//! Un playbook que no dice cuándo termina de verdad un caso.
//!
//! Un caso que se cierra cuando alguien quiere se cierra cuando el día fue largo. Y un paso que se
//! repite sin fin sigue escribiéndole a quien ya pasó la página.
//!
//! Fuente: concepto B21; casos reales que nadie cerraba nunca.
//!
//! Mal: se repite, y nada lo termina:
//!
//! ```yaml
//! steps:
//!   - { id: keep-informed, role: care, every: 5 business days, do: Say how it is going }
//! ```
//!
//! Bien: lo termina un hecho:
//!
//! ```yaml
//! done_when: The person said that it is solved
//! steps:
//!   - { id: keep-informed, role: care, every: 5 business days, until: It has an answer, do: Say how it is going }
//! ```
//!
//! Cómo corregirlo: escribe en `done_when` qué tiene que ser cierto, con palabras o como condición,
//! y dale su `until` a cada paso que se repite.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;

rule! { playbook_no_exit CustomerCentricity Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let severity = context.weigh(Severity::Warning, Asks::Craft);
    if playbook.it.done_when.is_absent() {
        out.push(
            RULE.finding(
                playbook.entity.head(),
                say!(en: "this playbook does not say when a case is done", es: "este playbook no dice cuándo termina un caso"),
            )
            .help(say!(
                en: "write in `done_when` what has to be true: \"the person said that it is solved\"",
                es: "escribe en `done_when` qué tiene que ser cierto: \"la persona dijo que quedó resuelto\""
            ))
            .severity(severity),
        );
    }
    for step in playbook.it.steps.items() {
        let (Some((at, _)), true, Some(id)) = (step.every.spanned(), step.until.is_absent(), step.id.value()) else { continue };
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "`{id}` repeats, and nothing says until when", es: "`{id}` se repite, y nada dice hasta cuándo"),
            )
            .help(say!(
                en: "write `until`: a condition or words that end it",
                es: "escribe `until`: una condición o palabras que lo terminen"
            ))
            .severity(severity),
        );
    }
}
