//! A playbook that does not say which metric it must move.
//!
//! Calls made and cases closed show that people worked, not that it helped. Without a metric the
//! playbook cannot be judged, improved or stopped. Concept B21.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! measures: [referral-conversion, early-withdrawal-rate]
//! ```
//!
//! How to fix it: name under `measures` what customers will do differently if it works.
//!
//! # es
//! Un playbook que no dice qué métrica debe mover.
//!
//! Las llamadas hechas y los casos cerrados muestran que se trabajó, no que sirvió. Sin una métrica
//! el playbook no se puede juzgar, mejorar ni detener. Concepto B21.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! measures: [referral-conversion, early-withdrawal-rate]
//! ```
//!
//! Cómo corregirlo: nombra en `measures` lo que el cliente hará distinto si funciona.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;

rule! { playbook_no_outcome_metric Statistics Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    if playbook.measures.has_none() {
        out.push(
            RULE.finding(
                playbook.entity.head(),
                say!(en: "this playbook does not say which metric it must move", es: "este playbook no dice qué métrica debe mover"),
            )
            .help(say!(
                en: "without it nobody can tell whether it helps: name under `measures` what customers will do differently",
                es: "sin eso nadie puede decir si sirve: nombra en `measures` lo que el cliente hará distinto"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
