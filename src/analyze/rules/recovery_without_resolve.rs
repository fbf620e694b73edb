//! A service recovery that says sorry and solves nothing.
//!
//! An apology without a solution makes people angrier than silence. In the study behind this rule,
//! fewer customers left because somebody contacted them, apologized and solved the problem.
//! Concept B12.
//!
//! Bad:
//!
//! ```yaml
//! type: service-recovery
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: apologize, do: Say sorry }
//! ```
//!
//! Good:
//!
//! ```yaml
//! type: service-recovery
//! steps:
//!   - { id: contact, do: Call }
//!   - { id: apologize, do: Say sorry }
//!   - { id: resolve, do: Solve what the person told us }
//! ```
//!
//! How to fix it: add the step in which the problem is solved; call it `resolve`, or write
//! `intent: resolve`. Say what the person in charge may decide (`may_offer`).
//!
//! # es
//! Una recuperación del servicio que pide perdón y no resuelve nada.
//!
//! Una disculpa sin solución enoja más que el silencio. En el estudio detrás de esta regla se fueron
//! menos clientes porque alguien los contactó, se disculpó y resolvió el problema. Concepto B12.
//!
//! Mal:
//!
//! ```yaml
//! type: service-recovery
//! steps:
//!   - { id: contact, do: Llamar }
//!   - { id: apologize, do: Pedir perdón }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! type: service-recovery
//! steps:
//!   - { id: contact, do: Llamar }
//!   - { id: apologize, do: Pedir perdón }
//!   - { id: resolve, do: Resolver lo que la persona contó }
//! ```
//!
//! Cómo corregirlo: agrega el paso en que se resuelve el problema; llámalo `resolve` o escribe
//! `intent: resolve`. Di qué puede decidir quien atiende (`may_offer`).

use crate::analyze::playbooks::{Flow, intent};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Intent, Playbook, PlaybookType};

rule! { recovery_without_resolve CustomerCentricity Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let flow = Flow::of(playbook.it);
    let recovers = playbook.playbook_type.value() == Some(PlaybookType::ServiceRecovery);
    let solves = flow.steps.iter().any(|step| intent(step) == Some(Intent::Resolve));
    if !recovers || solves || !flow.complete || flow.steps.is_empty() {
        return;
    }
    out.push(
        RULE.finding(
            playbook.entity.head(),
            say!(en: "no step of this recovery solves the problem", es: "ningún paso de esta recuperación resuelve el problema"),
        )
        .help(say!(
            en: "an apology alone makes people angrier: add a step with `intent: resolve`, and say what whoever is in charge may decide (`may_offer`)",
            es: "una disculpa sola enoja más: agrega un paso con `intent: resolve` y di qué puede decidir quien atiende (`may_offer`)"
        ))
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
