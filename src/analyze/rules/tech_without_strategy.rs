//! A technology that is bought before anybody said what for.
//!
//! A tool closes no gap by itself: without the gap it automates what was wrong. Decide first what
//! customers should live, then what is missing, and then choose. Concept C04.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-crm, type: technology, moves: [retention] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: one-case-number, type: technology, closes: [asked-twice], moves: [retention] }
//! ```
//!
//! How to fix it: name under `closes` the gap, or under `pursues` the opportunity, that needs the tool.
//!
//! # es
//! Una tecnología que se compra antes de decir para qué.
//!
//! Una herramienta no cierra ninguna brecha por sí sola: sin la brecha, automatiza lo que estaba mal.
//! Primero decide qué debería vivir el cliente, luego qué falta, y entonces elige. Concepto C04.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-crm, type: technology, moves: [retention] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: one-case-number, type: technology, closes: [asked-twice], moves: [retention] }
//! ```
//!
//! Cómo corregirlo: nombra en `closes` la brecha, o en `pursues` la oportunidad, que necesita la
//! herramienta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;
use crate::model::roadmap::initiative::InitiativeType;

rule! { tech_without_strategy CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    for initiative in roadmap.initiatives.items() {
        let Some((at, id)) = initiative.id.spanned() else { continue };
        let technology = initiative.initiative_type.value() == Some(InitiativeType::Technology);
        if technology && initiative.closes.has_none() && initiative.pursues.has_none() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "the technology `{id}` answers no gap", es: "la tecnología `{id}` no responde a ninguna brecha"),
                )
                .help(say!(
                    en: "a tool without a gap automates what was wrong: name under `closes` what is missing for customers",
                    es: "una herramienta sin brecha automatiza lo que estaba mal: nombra en `closes` lo que le falta al cliente"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
