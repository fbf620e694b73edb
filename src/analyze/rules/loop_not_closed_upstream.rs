//! A playbook that solves each case and never its cause.
//!
//! Solving one case after another is the inner loop. What is learned has to reach those who can
//! remove the cause, or the same case comes back every week. Concept D05; Bain, closing the loop.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! feeds: first-credit-improvements
//! ```
//!
//! How to fix it: name under `feeds` the roadmap, or the opportunity in it, that receives what these
//! cases teach.
//!
//! # es
//! Un playbook que resuelve cada caso y nunca su causa.
//!
//! Resolver un caso tras otro es el ciclo interno. Lo que se aprende debe llegar a quien puede quitar
//! la causa, o el mismo caso vuelve cada semana. Concepto D05; Bain, cerrar el ciclo.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! feeds: first-credit-improvements
//! ```
//!
//! Cómo corregirlo: nombra en `feeds` la hoja de ruta, o la oportunidad dentro de ella, que recibe lo
//! que enseñan estos casos.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Loop, Playbook};

rule! { loop_not_closed_upstream CustomerCentricity Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let inner = matches!(playbook.r#loop.value(), None | Some(Loop::Inner)) && !playbook.r#loop.is_bad();
    let hears_customers = playbook.trigger.items().any(|trigger| !trigger.survey.is_absent());
    if !inner || !hears_customers || !playbook.feeds.is_absent() {
        return;
    }
    out.push(
        RULE.finding(
            playbook.entity.head(),
            say!(en: "what this playbook learns reaches nobody who can remove the cause", es: "lo que este playbook aprende no llega a quien puede quitar la causa"),
        )
        .help(say!(
            en: "the same case comes back every week: name under `feeds` the roadmap or opportunity that receives it",
            es: "el mismo caso vuelve cada semana: nombra en `feeds` la hoja de ruta u oportunidad que lo recibe"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
