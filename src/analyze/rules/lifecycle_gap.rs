//! A stage of the customer's life that no journey covers.
//!
//! A vision speaks of the whole life of a customer with us. Programs draw how people join and forget
//! how they leave, or what happens when something goes wrong: there nobody looks after them, because
//! nobody has drawn it. Concept C08.
//!
//! It speaks when the program names its stages in `lifecycle` and at least one journey says which of
//! them it covers.
//!
//! Bad: nobody covers leaving:
//!
//! ```yaml
//! lifecycle:
//!   - { id: join }
//!   - { id: leave }
//! ```
//!
//! Good: every stage is somebody's:
//!
//! ```yaml
//! kind: journey
//! id: parting
//! covers: [leave]
//! ```
//!
//! How to fix it: draw the journey of that stage, or add the stage to `covers` of the journey that
//! passes it.
//!
//! # es
//! Una etapa de la vida del cliente que ningún recorrido cubre.
//!
//! La visión habla de toda la vida del cliente con nosotros. Los programas trazan cómo llega la
//! gente y olvidan cómo se va, o qué pasa cuando algo sale mal: ahí nadie la cuida, porque nadie lo
//! trazó. Concepto C08.
//!
//! Habla cuando el programa nombra sus etapas en `lifecycle` y al menos un recorrido dice cuáles
//! cubre.
//!
//! Mal: nadie cubre la salida:
//!
//! ```yaml
//! lifecycle:
//!   - { id: join }
//!   - { id: leave }
//! ```
//!
//! Bien: cada etapa es de alguien:
//!
//! ```yaml
//! kind: journey
//! id: parting
//! covers: [leave]
//! ```
//!
//! Cómo corregirlo: traza el recorrido de esa etapa, o agrégala a `covers` del recorrido que pasa
//! por ella.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};

use crate::model::journey::Journey;
use crate::resolve::{PartIndex, Target};
use std::collections::BTreeSet;

rule! { lifecycle_gap CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program().filter(|it| !it.it.lifecycle.has_none()) else { return };
    let mut covered: BTreeSet<PartIndex> = BTreeSet::new();
    for journey in context.in_use::<Journey>() {
        if journey.it.covers.is_bad() {
            return;
        }
        for (at, _) in journey.it.covers.spanned_items() {
            if let Some(Target::Part(_, stage)) = context.program.target(journey.index, at) {
                covered.insert(stage);
            }
        }
    }
    if covered.is_empty() {
        return;
    }
    for stage in program.it.lifecycle.items() {
        let Some((at, id)) = stage.id.spanned() else { continue };
        let part = context.program.parts.find(program.index, "lifecycle", *id);
        if part.is_none_or(|part| covered.contains(&part)) {
            continue;
        }
        out.push(
            RULE.finding(
                program.place(at),
                say!(en: "no journey covers the stage `{id}` of a customer's life with us", es: "ningún recorrido cubre la etapa `{id}` de la vida del cliente con nosotros"),
            )
            .help(say!(
                en: "draw it, or add `{id}` to `covers` of the journey that passes it",
                es: "trázalo, o agrega `{id}` a `covers` del recorrido que pasa por ella"
            ))
            .entity(program.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
