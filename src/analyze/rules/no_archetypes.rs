//! A program that does not say whom it serves.
//!
//! "Customers in general" need nothing in particular, so everything looks equally useful. What business
//! we are in and whom we serve are the first two questions; all others hang on them. Concept D19.
//!
//! Bad:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! serves: [first-credit]
//! ```
//!
//! How to fix it: describe one archetype by the circumstance it lives in and what it needs, and name it
//! under `serves`.
//!
//! # es
//! Un programa que no dice a quién sirve.
//!
//! "Los clientes en general" no necesitan nada en particular, así que todo parece igual de útil. En qué
//! negocio estamos y a quiénes servimos son las dos primeras preguntas; de ellas cuelgan las demás.
//! Concepto D19.
//!
//! Mal:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! serves: [first-credit]
//! ```
//!
//! Cómo corregirlo: describe un arquetipo por la circunstancia que vive y lo que necesita, y nómbralo
//! en `serves`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;

rule! { no_archetypes CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program() else { return };
    if !program.it.serves.has_none() || program.it.serves.is_bad() || !context.is_in_use(program.entity) {
        return;
    }
    let described = context.in_use::<Archetype>().count();
    let ids = context.in_use::<Archetype>().map(|it| it.id().to_string()).collect::<Vec<_>>().join(", ");
    let edits = match described {
        0 => Vec::new(),
        _ => context.added(program.entity.head(), &format!("serves: [{ids}]")),
    };
    let help = match described {
        0 => say!(en: "write one archetype, by the circumstance they live in and what they need, and name it under `serves`",
                  es: "escribe un arquetipo, por la circunstancia que vive y lo que necesita, y nómbralo en `serves`"),
        1 => say!(en: "one archetype is described: name it under `serves` if the program is for them",
                  es: "hay un arquetipo descrito: nómbralo en `serves` si el programa es para esa gente"),
        _ => say!(en: "{described} archetypes are described: name under `serves` those the program is for",
                  es: "hay {described} arquetipos descritos: nombra en `serves` aquellos para quienes es el programa"),
    };
    out.push(
        RULE.finding(
            program.entity.head(),
            say!(en: "this program does not say whom it serves", es: "este programa no dice a quién sirve"),
        )
        .help(help)
        .guess(edits)
        .entity(program.entity.name())
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
