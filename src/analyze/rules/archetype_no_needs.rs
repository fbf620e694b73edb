//! An archetype without needs.
//!
//! An archetype is what people expect of you because of what they need. Without the need it is a
//! drawer for customers, and every idea fits in it. Concept A17.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Starting working life
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Starting working life
//! needs:
//!   - { id: know-how, text: I do not know how to start or whom to ask }
//! ```
//!
//! How to fix it: ask five of them what they were trying to get done when they came, and write it
//! down in their words.
//!
//! # es
//! Un arquetipo sin necesidades.
//!
//! Un arquetipo es lo que la gente espera de ti por lo que necesita. Sin la necesidad es un cajón
//! para clientes, y cualquier idea cabe en él. Concepto A17.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Empieza su vida laboral
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Empieza su vida laboral
//! needs:
//!   - { id: know-how, text: No sé cómo empezar ni a quién preguntarle }
//! ```
//!
//! Cómo corregirlo: pregunta a cinco de ellos qué intentaban lograr cuando llegaron, y escríbelo con
//! sus palabras.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { archetype_no_needs CustomerCentricity Error each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let severity = context.weigh(Severity::Error, Asks::Craft);
    if archetype.needs.has_none() {
        out.push(
            RULE.finding(
                archetype.entity.head(),
                say!(en: "this archetype does not say what people need", es: "este arquetipo no dice qué necesita la gente"),
            )
            .help(say!(
                en: "without the need any idea fits: write `needs` in their own words, from what they told you",
                es: "sin la necesidad cualquier idea cabe: escribe `needs` con sus palabras, desde lo que te contaron"
            ))
            .severity(severity),
        );
    }
    for need in archetype.needs.items() {
        let Some((at, id)) = need.id.spanned() else { continue };
        if need.text.is_absent() {
            out.push(
                RULE.finding(
                    archetype.place(at),
                    say!(en: "the need `{id}` has a name and no words", es: "la necesidad `{id}` tiene nombre y no tiene palabras"),
                )
                .help(say!(en: "write in `text` what they would say", es: "escribe en `text` lo que dirían"))
                .severity(severity),
            );
        }
    }
}
