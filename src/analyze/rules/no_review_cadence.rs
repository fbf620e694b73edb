//! A plan or a scorecard that nobody sits down with.
//!
//! A roadmap without a review is read once. A scorecard without a session is looked at when somebody
//! complains. Concepts C12 and D37: evaluate continuously, correct, and hold sessions to reinvent the
//! experience.
//!
//! Bad:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! vision: { statements: [] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! review: { every: month, role: ceo }
//! ```
//!
//! How to fix it: write `review` on the roadmap and `rituals` on the scorecard: how often, who leads,
//! what is decided.
//!
//! # es
//! Un plan o un tablero con el que nadie se sienta.
//!
//! Una hoja de ruta sin revisión se lee una vez. Un tablero sin sesión se mira cuando alguien se queja.
//! Conceptos C12 y D37: evaluar continuamente, corregir, y tener sesiones para reinventar la
//! experiencia.
//!
//! Mal:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! vision: { statements: [] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! review: { every: month, role: ceo }
//! ```
//!
//! Cómo corregirlo: escribe `review` en la hoja de ruta y `rituals` en el tablero: cada cuánto, quién
//! dirige, qué se decide.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Entity;
use crate::model::roadmap::Roadmap;
use crate::model::scorecard::{Scorecard, ScorecardType};

rule! { no_review_cadence CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for roadmap in context.in_use::<Roadmap>() {
        if roadmap.it.review.has_none() {
            tell(roadmap.entity, "review", context, out);
        }
    }
    for scorecard in context.in_use::<Scorecard>() {
        // A charter is read by the public.
        if scorecard.it.rituals.has_none() && scorecard.it.scorecard_type.value() != Some(ScorecardType::Charter) {
            tell(scorecard.entity, "rituals", context, out);
        }
    }
}

fn tell(entity: &Entity, key: &str, context: &Context<'_>, out: &mut Findings) {
    let id = entity.id;
    out.push(
        RULE.finding(
            entity.head(),
            say!(en: "nobody sits down with `{id}`", es: "nadie se sienta con `{id}`"),
        )
        .help(say!(
            en: "write `{key}`: how often, who leads and what is decided",
            es: "escribe `{key}`: cada cuánto, quién dirige y qué se decide"
        ))
        .entity(entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
