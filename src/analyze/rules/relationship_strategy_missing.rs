//! An archetype for which nobody wrote what we do.
//!
//! "What do I do for whom" is the sentence from which channels, promises and goals follow. Without it
//! every area has its own. Concept A24.
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
//! relationship:
//!   we_do: We explain before we ask and stay until they see their history
//!   value_propositions: [first-steps-with-credit]
//!   channels: [app, branch]
//! ```
//!
//! How to fix it: write under `relationship` in one sentence what you do for them, with which promise
//! and where.
//!
//! # es
//! Un arquetipo para el que nadie escribió qué hacemos.
//!
//! "Qué hago para quién" es la frase de la que salen canales, promesas y metas. Sin ella cada área
//! tiene la suya. Concepto A24.
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
//! relationship:
//!   we_do: We explain before we ask and stay until they see their history
//!   value_propositions: [first-steps-with-credit]
//!   channels: [app, branch]
//! ```
//!
//! Cómo corregirlo: escribe en `relationship`, en una frase, qué haces por ellos, con qué promesa y
//! dónde.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { relationship_strategy_missing CustomerCentricity Warning each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let relationship = &archetype.it.relationship;
    if relationship.is_bad() || relationship.get().is_some_and(|it| !it.we_do.is_absent()) {
        return;
    }
    let at = if relationship.is_absent() { archetype.entity.head() } else { archetype.place(relationship.span()) };
    let id = archetype.id();
    out.push(
        RULE.finding(
            at,
            say!(en: "nobody wrote what we do for `{id}`", es: "nadie escribió qué hacemos por `{id}`"),
        )
        .help(say!(
            en: "say it in one sentence under `relationship` (`we_do`), with the promise and the channels: channels and goals follow from it",
            es: "dilo en una frase en `relationship` (`we_do`), con la promesa y los canales: de ahí salen canales y metas"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
