//! A case that does not say what happens if nothing is done.
//!
//! Doing nothing has a price as well: discounts to win people back, complaints, customers replaced one
//! by one. A case that leaves it out compares the cost of acting with nothing, and nothing looks cheap.
//! A study with a group that was left alone says it as well. Concepts D39 and D40.
//!
//! Bad:
//!
//! ```yaml
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! Good:
//!
//! ```yaml
//! business_case:
//!   moves: retention
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//!   do_nothing: { churn_rate: 21 %, costs: { discounts: 2400000 MXN per year } }
//! ```
//!
//! How to fix it: add `do_nothing` with the loss that is expected then, what it costs by category, or a
//! sentence.
//!
//! # es
//! Un caso que no dice qué pasa si no se hace nada.
//!
//! No hacer nada también tiene precio: descuentos para recuperar clientes, quejas, reponer clientes uno
//! por uno. Un caso que lo omite compara el costo de actuar con nada, y nada parece barato. Un estudio
//! con un grupo al que se dejó como estaba también lo dice. Conceptos D39 y D40.
//!
//! Mal:
//!
//! ```yaml
//! business_case: { moves: retention, value_per_customer: 850 MXN per year, horizon: 12 months }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! business_case:
//!   moves: retention
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//!   do_nothing: { churn_rate: 21 %, costs: { discounts: 2400000 MXN per year } }
//! ```
//!
//! Cómo corregirlo: agrega `do_nothing` con la pérdida que se espera entonces, lo que cuesta por
//! categoría, o una frase.

use crate::analyze::effects::{Claim, claims, control_rate};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::study::Study;

rule! { no_counterfactual Statistics Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for claim in claims(context).iter().filter(|claim| claim.case.do_nothing.is_absent()) {
        if is_compared(context, claim) {
            continue;
        }
        out.about(context.program.entity(claim.entity));
        let name = &claim.name;
        out.push(
            RULE.finding(
                claim.place,
                say!(en: "the case of `{name}` does not say what happens if nothing is done", es: "el caso de `{name}` no dice qué pasa si no se hace nada"),
            )
            .severity(context.weigh(Severity::Info, Asks::Strategy))
            .help(say!(en: "add `do_nothing`: the loss that is expected then, what it costs, or a sentence", es: "agrega `do_nothing`: la pérdida que se espera entonces, lo que cuesta, o una frase")),
        );
    }
}

/// Whether the study behind a case says what happened to those who were left alone.
fn is_compared(context: &Context<'_>, claim: &Claim<'_>) -> bool {
    let named = claim.case.expects.get().and_then(|expects| expects.study.spanned());
    let study = named.and_then(|(at, _)| context.program.follow::<Study>(claim.entity, at));
    study.is_some_and(|study| control_rate(study.it).is_some())
}
