//! A role that answers for more than anybody can answer for.
//!
//! Whoever owns everything owns nothing: reviews slip, and nobody dares to say so. Counted is what a
//! role owns, for each person who holds it; the limit is 40 and can be set in the program. Concept A31.
//!
//! Bad:
//!
//! ```yaml
//! kind: role
//! id: cx-lead
//! manages: program
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: role
//! id: life-moment-manager
//! manages: life-moment
//! archetypes: [first-credit]
//! people: [M. R.]
//! ```
//!
//! How to fix it: give what belongs together to another role: by moment of life, not by product.
//!
//! # es
//! Un rol que responde por más de lo que alguien puede responder.
//!
//! Quien es dueño de todo no lo es de nada: las revisiones se atrasan y nadie se atreve a decirlo. Se
//! cuenta lo que un rol tiene a su cargo, por cada persona que lo ocupa; el límite es 40 y se puede
//! fijar en el programa. Concepto A31.
//!
//! Mal:
//!
//! ```yaml
//! kind: role
//! id: cx-lead
//! manages: program
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: role
//! id: life-moment-manager
//! manages: life-moment
//! archetypes: [first-credit]
//! people: [M. R.]
//! ```
//!
//! Cómo corregirlo: da a otro rol lo que va junto: por momento de vida, no por producto.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::role::Role;

rule! { owner_overloaded CustomerCentricity Info each Role limit Count }

/// What one person can answer for.
const USUAL: u64 = 40;

fn check(role: Of<'_, Role>, context: &Context<'_>, out: &mut Findings) {
    let owned = context
        .program
        .edges_to(role.index)
        .filter(|edge| edge.field() == "owner" && context.is_in_use(context.program.entity(edge.from)))
        .count() as u64;
    let people = role.it.people.get().map_or(1, |people| people.len().max(1)) as u64;
    let limit = context.limit_count(&RULE, USUAL);
    if owned <= limit * people {
        return;
    }
    let id = role.id();
    out.push(
        RULE.finding(
            role.entity.head(),
            say!(en: "`{id}` answers for {owned} things", es: "`{id}` responde por {owned} cosas"),
        )
        .help(say!(
            en: "more than {limit} for each person: give what belongs to one moment of life to another role",
            es: "más de {limit} por persona: da a otro rol lo que corresponde a un momento de vida"
        )),
    );
}
