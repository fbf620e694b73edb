//! An archetype for which there is no value proposition.
//!
//! The first conversation about customers is what you do for whom. An archetype without a proposition
//! has been studied, and nothing has been decided. Concept A14.
//!
//! Bad: no value proposition names `first-credit`.
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! job: build-a-start
//! ```
//!
//! How to fix it: write what you do for them: a promise, and what keeps it. If you decided not to
//! serve them, set `status: retired`.
//!
//! # es
//! Un arquetipo para el que no hay propuesta de valor.
//!
//! La primera conversación sobre clientes es qué haces para quién. Un arquetipo sin propuesta se ha
//! estudiado y no se ha decidido nada. Concepto A14.
//!
//! Mal: ninguna propuesta de valor nombra a `first-credit`.
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! job: build-a-start
//! ```
//!
//! Cómo corregirlo: escribe qué haces por ellos: una promesa y lo que la cumple. Si decidiste no
//! servirles, pon `status: retired`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;
use crate::model::{Kind, Of};

rule! { archetype_without_vp CustomerCentricity Error each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    if context.is_named_by(archetype.index, Kind::ValueProposition, "archetype") {
        return;
    }
    let id = archetype.id();
    out.push(
        RULE.finding(
            archetype.entity.head(),
            say!(en: "no value proposition says what we do for `{id}`", es: "ninguna propuesta de valor dice qué hacemos por `{id}`"),
        )
        .help(say!(
            en: "write a document with `kind: value-proposition` and `archetype: {id}`, or retire the archetype",
            es: "escribe un documento con `kind: value-proposition` y `archetype: {id}`, o retira el arquetipo"
        ))
        .severity(context.weigh(Severity::Error, Asks::Strategy)),
    );
}
