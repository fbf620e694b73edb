//! An archetype for which no job is written.
//!
//! Whom you serve is half of it; the other half is the progress they are trying to make. Without a
//! job nobody knows where the path of these people should end. Concept C16; Christensen, Competing
//! Against Luck.
//!
//! Bad: no job names `first-credit`.
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! archetype: first-credit
//! circumstance: A first formal job, and nobody lends to them
//! progress: Start building something of my own
//! done_when: { text: Understands their history after six payments }
//! ```
//!
//! How to fix it: write the job: a verb, an object and a circumstance, without any product of yours.
//!
//! # es
//! Un arquetipo para el que no hay ningún trabajo por hacer escrito.
//!
//! A quién sirves es la mitad; la otra mitad es el avance que intenta lograr. Sin un trabajo por
//! hacer nadie sabe dónde debería terminar el camino de estas personas. Concepto C16; Christensen,
//! Competing Against Luck.
//!
//! Mal: ningún trabajo por hacer nombra a `first-credit`.
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! archetype: first-credit
//! circumstance: Un primer empleo formal, y nadie le presta
//! progress: Empezar a construir algo mío
//! done_when: { text: Entiende su historial después de seis pagos }
//! ```
//!
//! Cómo corregirlo: escribe el trabajo por hacer: un verbo, un objeto y una circunstancia, sin ningún
//! producto tuyo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;
use crate::model::{Kind, Of};

rule! { archetype_without_job CustomerCentricity Error each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    if context.is_named_by(archetype.index, Kind::Job, "archetype") {
        return;
    }
    let id = archetype.id();
    out.push(
        RULE.finding(
            archetype.entity.head(),
            say!(en: "no job says what `{id}` is trying to get done", es: "ningún trabajo por hacer dice qué intenta lograr `{id}`"),
        )
        .help(say!(
            en: "without it nobody knows where their path should end: write a document with `kind: job` and `archetype: {id}`",
            es: "sin él nadie sabe dónde debería terminar su camino: escribe un documento con `kind: job` y `archetype: {id}`"
        ))
        .severity(context.weigh(Severity::Error, Asks::Strategy)),
    );
}
