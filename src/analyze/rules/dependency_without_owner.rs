//! Something is needed from another area, and nobody goes to ask for it.
//!
//! What depends on another area is the first thing to be late. Somebody has to negotiate it, and hear
//! the no in time. Concept A34.
//!
//! Bad:
//!
//! ```yaml
//! dependencies:
//!   - { id: first-access-credit, ask: A small first credit, to: Products }
//! ```
//!
//! Good:
//!
//! ```yaml
//! dependencies:
//!   - { id: first-access-credit, ask: A small first credit, to: Products, owner: life-moment-manager, needed_by: 2027-02-01 }
//! ```
//!
//! How to fix it: name the `owner` who negotiates it, and the day by which you need it.
//!
//! # es
//! Se necesita algo de otra área y nadie va a pedirlo.
//!
//! Lo que depende de otra área es lo primero que se retrasa. Alguien tiene que negociarlo y oír el no
//! a tiempo. Concepto A34.
//!
//! Mal:
//!
//! ```yaml
//! dependencies:
//!   - { id: first-access-credit, ask: Un primer crédito pequeño, to: Productos }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! dependencies:
//!   - { id: first-access-credit, ask: Un primer crédito pequeño, to: Productos, owner: life-moment-manager, needed_by: 2027-02-01 }
//! ```
//!
//! Cómo corregirlo: nombra a quien lo negocia (`owner`) y el día para el que lo necesitas.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;
use crate::model::roadmap::dependency::DependencyState;

rule! { dependency_without_owner Suspicious Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    for dependency in roadmap.dependencies.items() {
        let Some((at, id)) = dependency.id.spanned() else { continue };
        let over = matches!(dependency.state.value(), Some(DependencyState::Done | DependencyState::Refused));
        if dependency.owner.is_absent() && !over {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "nobody negotiates `{id}`", es: "nadie negocia `{id}`"),
                )
                .help(say!(
                    en: "what depends on another area is the first thing to be late: name the `owner` who asks for it",
                    es: "lo que depende de otra área es lo primero que se retrasa: nombra a quien lo pide (`owner`)"
                ))
                .guess(context.with_usual_role(roadmap.place(at), "owner"))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
    }
}
