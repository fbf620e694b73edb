//! A business model canvas with an empty block.
//!
//! The nine blocks are questions that hang together: what is promised has a cost, a channel and
//! somebody who makes it possible. An empty block is a question nobody has answered yet. Concept A13;
//! Osterwalder, Business Model Generation.
//!
//! Bad:
//!
//! ```yaml
//! canvas:
//!   customer_segments: [first-credit]
//!   value_propositions: [first-steps-with-credit]
//! ```
//!
//! Good:
//!
//! ```yaml
//! canvas:
//!   customer_segments: [first-credit]
//!   value_propositions: [first-steps-with-credit]
//!   channels: [app, branch]
//!   customer_relationships: [A person for each moment of life]
//!   revenue_streams: [Interest]
//!   key_resources: [Advisors]
//!   key_activities: [Teaching]
//!   key_partnerships: [Credit bureau]
//!   cost_structure: [Funding, Branches]
//! ```
//!
//! How to fix it: fill the blocks that the message names, with one line each to begin with.
//!
//! # es
//! Un lienzo de modelo de negocio con un bloque vacío.
//!
//! Los nueve bloques son preguntas que se sostienen entre sí: lo que se promete tiene un costo, un
//! canal y alguien que lo hace posible. Un bloque vacío es una pregunta sin responder. Concepto A13;
//! Osterwalder, Business Model Generation.
//!
//! Mal:
//!
//! ```yaml
//! canvas:
//!   customer_segments: [first-credit]
//!   value_propositions: [first-steps-with-credit]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! canvas:
//!   customer_segments: [first-credit]
//!   value_propositions: [first-steps-with-credit]
//!   channels: [app, branch]
//!   customer_relationships: [Una persona por momento de vida]
//!   revenue_streams: [Interés]
//!   key_resources: [Asesores]
//!   key_activities: [Enseñar]
//!   key_partnerships: [Buró de crédito]
//!   cost_structure: [Fondeo, Sucursales]
//! ```
//!
//! Cómo corregirlo: llena los bloques que nombra el mensaje, con una línea cada uno para empezar.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::business_model::BusinessModel;

rule! { canvas_incomplete CustomerCentricity Info each BusinessModel }

fn check(model: Of<'_, BusinessModel>, _: &Context<'_>, out: &mut Findings) {
    let Some(canvas) = model.canvas.get() else { return };
    let blocks = [
        ("customer_segments", canvas.customer_segments.has_none()),
        ("channels", canvas.channels.has_none()),
        ("customer_relationships", canvas.customer_relationships.has_none()),
        ("revenue_streams", canvas.revenue_streams.has_none()),
        ("key_resources", canvas.key_resources.has_none()),
        ("key_activities", canvas.key_activities.has_none()),
        ("key_partnerships", canvas.key_partnerships.has_none()),
        ("cost_structure", canvas.cost_structure.has_none()),
    ];
    let empty: Vec<String> = blocks.iter().filter(|(_, none)| *none).map(|(key, _)| format!("`{key}`")).collect();
    if empty.is_empty() {
        return;
    }
    let list = empty.join(", ");
    out.push(
        RULE.finding(
            model.place(canvas.at),
            say!(en: "the canvas has empty blocks: {list}", es: "el lienzo tiene bloques vacíos: {list}"),
        )
        .help(say!(
            en: "each is a question nobody has answered yet: write one line for each",
            es: "cada uno es una pregunta sin responder: escribe una línea en cada uno"
        )),
    );
}
