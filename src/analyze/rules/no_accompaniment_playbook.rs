//! Customers do not know how to do something, and no playbook teaches it.
//!
//! If people cannot use what they have, they blame themselves first and leave later. Somebody has to
//! accompany them while they learn. Concept A36.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! capability_gaps: [How a credit history is built]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: first-credit-welcome
//! type: onboarding
//! audience: [first-credit]
//! trigger: { event: customers/joined }
//! ```
//!
//! How to fix it: write a playbook of the type `onboarding` or `education` for them, or a step with
//! `intent: teach` in another one.
//!
//! # es
//! El cliente no sabe hacer algo y ningún playbook se lo enseña.
//!
//! Quien no puede usar lo que tiene primero se culpa y después se va. Alguien tiene que acompañarlo
//! mientras aprende. Concepto A36.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! capability_gaps: [Cómo se construye un historial]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: first-credit-welcome
//! type: onboarding
//! audience: [first-credit]
//! trigger: { event: customers/joined }
//! ```
//!
//! Cómo corregirlo: escribe para ellos un playbook de tipo `onboarding` o `education`, o un paso con
//! `intent: teach` en otro.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { no_accompaniment_playbook CustomerCentricity Warning each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, gaps)) = archetype.capability_gaps.spanned().filter(|(_, gaps)| !gaps.is_empty()) else { return };
    if context.signals().teaches(archetype.index) {
        return;
    }
    let (id, count) = (archetype.id(), gaps.len());
    let (en, es) = if count == 1 { ("something", "algo") } else { ("several things", "varias cosas") };
    out.push(
        RULE.finding(
            archetype.place(at),
            say!(en: "`{id}` does not know how to do {en}, and no playbook teaches it"; es: "`{id}` no sabe hacer {es}, y ningún playbook se lo enseña"),
        )
        .help(say!(
            en: "whoever cannot use what they have leaves later: write a playbook of the type `onboarding` or `education` for them",
            es: "quien no puede usar lo que tiene se va después: escribe para ellos un playbook de tipo `onboarding` o `education`"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
