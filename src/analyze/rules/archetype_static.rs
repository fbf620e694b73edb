//! An archetype that leads nowhere and comes from nowhere.
//!
//! People grow: whoever takes a first credit may open a business. A view that accompanies them knows
//! the next stage and the sign that shows it; one that does not sells the same thing for ever. Concept
//! A23. An archetype into which another one evolves is left alone.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evolves_to:
//!   - { archetype: own-business, sign: Leaves the payroll and starts to invoice }
//! ```
//!
//! How to fix it: say under `evolves_to` who they become and what shows it.
//!
//! # es
//! Un arquetipo que no lleva a ninguna parte ni viene de ninguna.
//!
//! La gente crece: quien toma un primer crédito puede abrir un negocio. Una mirada que acompaña conoce
//! la etapa que sigue y la señal que la muestra; la que no, vende siempre lo mismo. Concepto A23. El
//! arquetipo al que otro evoluciona se respeta.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evolves_to:
//!   - { archetype: own-business, sign: Leaves the payroll and starts to invoice }
//! ```
//!
//! Cómo corregirlo: di en `evolves_to` en quiénes se convierten y qué lo muestra.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::archetype::Archetype;
use crate::model::{Kind, Of};

rule! { archetype_static CustomerCentricity Info each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let evolves = !archetype.it.evolves_to.has_none();
    let comes_from = context.program.edges_to(archetype.index).any(|edge| {
        let from = context.program.entity(edge.from);
        edge.from != archetype.index && from.kind == Kind::Archetype && edge.field() == "archetype"
    });
    if evolves || comes_from {
        return;
    }
    let id = archetype.id();
    out.push(
        RULE.finding(
            archetype.entity.head(),
            say!(en: "`{id}` stays as it is for ever", es: "`{id}` se queda siempre igual"),
        )
        .help(say!(
            en: "people grow: say under `evolves_to` who they become and what shows it",
            es: "la gente crece: di en `evolves_to` en quiénes se convierten y qué lo muestra"
        )),
    );
}
