//! A value proposition that is for nobody in particular.
//!
//! What is meant for everybody promises nothing to anybody. A proposition is written for one
//! archetype, with its needs in view. Concept A14.
//!
//! Bad:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! job: build-a-start
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
//! How to fix it: name the archetype. If it serves several, write one for each: what they need differs.
//!
//! # es
//! Una propuesta de valor que no es para nadie en particular.
//!
//! Lo que es para todos no le promete nada a nadie. Una propuesta se escribe para un arquetipo, con
//! sus necesidades a la vista. Concepto A14.
//!
//! Mal:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! job: build-a-start
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
//! Cómo corregirlo: nombra el arquetipo. Si sirve a varios, escribe una para cada uno: lo que
//! necesitan es distinto.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;

rule! { vp_without_archetype CustomerCentricity Error each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    if proposition.archetype.is_absent() {
        out.push(
            RULE.finding(
                proposition.entity.head(),
                say!(en: "this value proposition does not say for whom it is", es: "esta propuesta de valor no dice para quién es"),
            )
            .help(say!(
                en: "what is for everybody promises nothing to anybody: name its `archetype`",
                es: "lo que es para todos no le promete nada a nadie: nombra su arquetipo (`archetype`)"
            ))
            .severity(context.weigh(Severity::Error, Asks::Strategy)),
        );
    }
}
