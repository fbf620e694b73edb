//! A business model without a value proposition.
//!
//! The value proposition is the cornerstone of the model: revenue, channels and costs follow from
//! what you do for whom. Without it the canvas describes a company and not a reason to come. Concept
//! A12; Osterwalder, Business Model Generation.
//!
//! Bad:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! canvas:
//!   revenue_streams: [Interest]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! canvas:
//!   value_propositions: [first-steps-with-credit]
//!   revenue_streams: [Interest]
//! ```
//!
//! How to fix it: write the value proposition of your main archetype first and name it in the canvas.
//!
//! # es
//! Un modelo de negocio sin propuesta de valor.
//!
//! La propuesta de valor es la piedra angular del modelo: ingresos, canales y costos se siguen de qué
//! haces para quién. Sin ella el lienzo describe una empresa y no una razón para venir. Concepto A12;
//! Osterwalder, Business Model Generation.
//!
//! Mal:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! canvas:
//!   revenue_streams: [Interés]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! canvas:
//!   value_propositions: [first-steps-with-credit]
//!   revenue_streams: [Interés]
//! ```
//!
//! Cómo corregirlo: escribe primero la propuesta de valor de tu arquetipo principal y nómbrala en el
//! lienzo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::business_model::BusinessModel;
use crate::model::value_proposition::ValueProposition;

rule! { model_without_vp CustomerCentricity Error each BusinessModel }

fn check(model: Of<'_, BusinessModel>, context: &Context<'_>, out: &mut Findings) {
    if model.canvas.is_bad() || model.canvas.get().is_some_and(|canvas| !canvas.value_propositions.has_none()) {
        return;
    }
    let at = model.canvas.get().map_or(model.entity.head(), |canvas| model.place(canvas.at));
    let mut known = context.in_use::<ValueProposition>();
    let edits = match (known.next(), known.next(), model.canvas.is_absent()) {
        (Some(only), None, true) => {
            context.added(model.entity.head(), &format!("canvas:\n  value_propositions: [{}]", only.id()))
        }
        _ => Vec::new(),
    };
    out.push(
        RULE.finding(
            at,
            say!(en: "this business model has no value proposition", es: "este modelo de negocio no tiene propuesta de valor"),
        )
        .help(say!(
            en: "everything else follows from what you do for whom: name it under `canvas.value_propositions`",
            es: "todo lo demás se sigue de qué haces para quién: nómbrala en `canvas.value_propositions`"
        ))
        .guess(edits)
        .severity(context.weigh(Severity::Error, Asks::Strategy)),
    );
}
