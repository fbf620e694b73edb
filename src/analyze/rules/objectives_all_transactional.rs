//! All objectives are about single transactions.
//!
//! Sales of the month, calls of the day: each can be reached while people leave. A model that lives
//! from the relationship needs at least one objective about the life of a customer with us. Concept
//! D01.
//!
//! Bad:
//!
//! ```yaml
//! objectives:
//!   - { id: cards, text: Place 20000 cards, type: transaction }
//! ```
//!
//! Good:
//!
//! ```yaml
//! objectives:
//!   - { id: cards, text: Place 20000 cards, type: transaction }
//!   - { id: history, text: Eight in ten see their credit history, type: relationship, horizon: 3 years }
//! ```
//!
//! How to fix it: write one objective of type `relationship` with a longer horizon and the metric in
//! which it shows.
//!
//! # es
//! Todos los objetivos tratan de transacciones sueltas.
//!
//! Las ventas del mes, las llamadas del día: cada una se puede lograr mientras la gente se va. Un
//! modelo que vive de la relación necesita al menos un objetivo sobre la vida del cliente con nosotros.
//! Concepto D01.
//!
//! Mal:
//!
//! ```yaml
//! objectives:
//!   - { id: cards, text: Place 20000 cards, type: transaction }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! objectives:
//!   - { id: cards, text: Place 20000 cards, type: transaction }
//!   - { id: history, text: Eight in ten see their credit history, type: relationship, horizon: 3 years }
//! ```
//!
//! Cómo corregirlo: escribe un objetivo de tipo `relationship`, con un horizonte más largo y la métrica
//! en que se nota.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::program::ObjectiveType;

rule! { objectives_all_transactional CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program() else { return };
    let Some((at, objectives)) = program.it.objectives.spanned() else { return };
    let all = objectives.fields();
    let transactional =
        all.iter().all(|it| it.get().and_then(|it| it.objective_type.value()) == Some(ObjectiveType::Transaction));
    if all.is_empty() || !transactional {
        return;
    }
    let count = all.len();
    out.push(
        RULE.finding(
            program.place(at),
            say!(en: "all objectives ({count}) are about single transactions", es: "todos los objetivos ({count}) tratan de transacciones sueltas"),
        )
        .help(say!(
            en: "add one of type `relationship`, about the life of a customer with us, with its horizon and metric",
            es: "agrega uno de tipo `relationship`, sobre la vida del cliente con nosotros, con su horizonte y su métrica"
        ))
        .entity(program.entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
