//! A stage of a journey that does not say what the customer wants there.
//!
//! A stage belongs to the customer. One that only knows our goal turns the path into a funnel, and
//! nobody notices when both pull apart. Concepts C14 and A18.
//!
//! Bad:
//!
//! ```yaml
//! stages:
//!   - id: prepare
//!     goal: { organization: Have the papers complete in one go }
//! ```
//!
//! Good:
//!
//! ```yaml
//! stages:
//!   - id: prepare
//!     goal:
//!       customer: Know how a credit works and how much I can pay
//!       organization: Have the papers complete in one go
//! ```
//!
//! How to fix it: ask people what they were trying to do at that point, and write it in
//! `goal.customer` as they said it.
//!
//! # es
//! Una etapa de un recorrido que no dice qué quiere ahí el cliente.
//!
//! Una etapa es del cliente. La que solo conoce nuestra meta convierte el camino en un embudo, y
//! nadie nota cuando ambas metas tiran a distinto lado. Conceptos C14 y A18.
//!
//! Mal:
//!
//! ```yaml
//! stages:
//!   - id: prepare
//!     goal: { organization: Tener los papeles completos en una vuelta }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! stages:
//!   - id: prepare
//!     goal:
//!       customer: Saber cómo funciona un crédito y cuánto puedo pagar
//!       organization: Tener los papeles completos en una vuelta
//! ```
//!
//! Cómo corregirlo: pregunta a la gente qué intentaba hacer en ese punto y escríbelo en
//! `goal.customer` como lo dijo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { stage_no_customer_goal CustomerCentricity Error each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for stage in journey.stages.items() {
        let Some((at, id)) = stage.id.spanned() else { continue };
        if stage.goal.is_bad() || stage.goal.get().is_some_and(|goal| !goal.customer.is_absent()) {
            continue;
        }
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "the stage `{id}` does not say what the customer wants there", es: "la etapa `{id}` no dice qué quiere ahí el cliente"),
            )
            .help(say!(
                en: "a stage that only knows our goal is part of a funnel: write `goal.customer` as they would say it",
                es: "una etapa que solo conoce nuestra meta es parte de un embudo: escribe `goal.customer` como lo diría el cliente"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
