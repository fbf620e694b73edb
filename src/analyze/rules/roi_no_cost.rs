//! A benefit that is counted and a cost that is not.
//!
//! A return is what is left of a benefit when its cost is paid. A case with an effect and a value and
//! without any cost is an endless return, and nobody believes the rest of the page. Concept B15.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! cost_per_case: 10 MXN
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! How to fix it: add `cost_per_case` to the playbook, `cost` to the initiative, or `cost` to the case.
//! When it costs nothing that would not be spent anyway, write `0 MXN`.
//!
//! # es
//! Un beneficio que se cuenta y un costo que no.
//!
//! Un retorno es lo que queda de un beneficio después de pagar su costo. Un caso con efecto y valor y
//! sin ningún costo es un retorno infinito, y nadie cree el resto de la página. Concepto B15.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! cost_per_case: 10 MXN
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! Cómo corregirlo: agrega `cost_per_case` al playbook, `cost` a la iniciativa, o `cost` al caso. Si no
//! cuesta nada que no se gastaría de todos modos, escribe `0 MXN`.

use crate::analyze::effects::{Claim, claims};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::playbook::Playbook;
use crate::model::roadmap::Roadmap;

rule! { roi_no_cost Statistics Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for claim in claims(context) {
        let unread = claim.case.cost.is_bad() || claim.case.value_per_customer.is_bad();
        if unread
            || claim.case.value_per_customer.is_absent()
            || claim.cost_per_case.is_some()
            || claim.fixed.is_some()
            || costs_are_unread(context, &claim)
        {
            continue;
        }
        out.about(context.program.entity(claim.entity));
        let (name, key) = (&claim.name, if claim.is_playbook { "cost_per_case" } else { "cost" });
        out.push(
            RULE.finding(
                claim.place,
                say!(en: "the case of `{name}` counts a benefit and no cost", es: "el caso de `{name}` cuenta un beneficio y ningún costo"),
            )
            .severity(context.weigh(Severity::Error, Asks::Strategy))
            .help(say!(en: "add `{key}`; a return is (benefit − cost) / cost", es: "agrega `{key}`; un retorno es (beneficio − costo) / costo")),
        );
    }
}

/// Whether a cost is written and could not be read: its finding is out.
fn costs_are_unread(context: &Context<'_>, claim: &Claim<'_>) -> bool {
    if let Some(playbook) = context.program.as_kind::<Playbook>(claim.entity) {
        return playbook.it.cost_per_case.is_bad();
    }
    let roadmap = context.program.as_kind::<Roadmap>(claim.entity);
    roadmap.is_some_and(|roadmap| roadmap.it.initiatives.items().any(|initiative| initiative.cost.is_bad()))
}
