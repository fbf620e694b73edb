//! A role that meets customers and receives no results.
//!
//! Whoever answers the phone learns from the results what to do differently tomorrow, or learns
//! nothing. Concept D36: results are distributed in the whole organization to encourage and correct. A
//! role meets customers when it takes a step with a channel; it is informed when it reads a scorecard,
//! receives one, or takes part in its session.
//!
//! Bad:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! audience: [ceo]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: scorecard
//! id: team
//! audience: [cx-lead]
//! sent_to: [recovery-agent]
//! ```
//!
//! How to fix it: add the role to `sent_to` of a scorecard, or to the participants of its session.
//!
//! # es
//! Un rol que trata con clientes y no recibe resultados.
//!
//! Quien contesta el teléfono aprende de los resultados qué hacer distinto mañana, o no aprende nada.
//! Concepto D36: los resultados se distribuyen en toda la organización para alentar y corregir. Un rol
//! trata con clientes si da un paso con canal; está informado si lee un tablero, lo recibe o participa
//! en su sesión.
//!
//! Mal:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! audience: [ceo]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: scorecard
//! id: team
//! audience: [cx-lead]
//! sent_to: [recovery-agent]
//! ```
//!
//! Cómo corregirlo: agrega el rol a `sent_to` de un tablero, o a los participantes de su sesión.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::EntityIndex;
use crate::model::playbook::Playbook;
use crate::model::role::Role;
use crate::model::scorecard::Scorecard;
use std::collections::BTreeSet;

rule! { frontline_not_informed CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut informed = BTreeSet::new();
    let mut scorecards = context.in_use::<Scorecard>().peekable();
    // Without any scorecard nobody is informed, and others speak of that.
    if scorecards.peek().is_none() {
        return;
    }
    for scorecard in scorecards {
        for edge in context.program.edges_from(scorecard.index) {
            if matches!(edge.field(), "audience" | "sent_to" | "participants" | "role") {
                informed.extend(edge.to.entity());
            }
        }
    }
    let mut meets: BTreeSet<EntityIndex> = BTreeSet::new();
    for playbook in context.in_use::<Playbook>() {
        for step in playbook.it.steps.items().filter(|step| !step.channel.is_absent()) {
            let role = step.role.spanned().and_then(|(at, _)| context.program.target(playbook.index, at)?.entity());
            meets.extend(role);
        }
    }
    for index in meets.difference(&informed) {
        let Some(role) = context.program.as_kind::<Role>(*index) else { continue };
        let id = role.id();
        out.push(
            RULE.finding(
                role.entity.head(),
                say!(en: "`{id}` meets customers and receives no results", es: "`{id}` trata con clientes y no recibe resultados"),
            )
            .help(say!(
                en: "add it to `sent_to` of a scorecard, or to the participants of its session",
                es: "agrégalo a `sent_to` de un tablero, o a los participantes de su sesión"
            ))
            .entity(role.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
