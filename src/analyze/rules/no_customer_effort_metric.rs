//! A path that says what it costs the customer, and nobody measures it.
//!
//! The journey states the time or the effort of a step. Without a metric of effort or of time nobody
//! sees whether it becomes less. Concept E26; Dixon, Freeman and Toman (2010).
//!
//! Bad:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! steps: [{ id: papers, stage: use, actor: customer, does: Brings papers, customer_effort: 6, customer_time: 3 h }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: ces-decision
//! family: ces
//! dataset: responses
//! question: decision-pulse/effort
//! ```
//!
//! How to fix it: add a metric of family `ces`, one with `category: customer-effort`, or `use:
//! time-to-done`.
//!
//! # es
//! Un recorrido que dice lo que le cuesta al cliente, y nadie lo mide.
//!
//! El recorrido dice el tiempo o el esfuerzo de un paso. Sin una métrica de esfuerzo o de tiempo nadie
//! ve si baja. Concepto E26; Dixon, Freeman y Toman (2010).
//!
//! Mal:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! steps: [{ id: papers, stage: use, actor: customer, does: Brings papers, customer_effort: 6, customer_time: 3 h }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: ces-decision
//! family: ces
//! dataset: responses
//! question: decision-pulse/effort
//! ```
//!
//! Cómo corregirlo: agrega una métrica de la familia `ces`, una con `category: customer-effort`, o
//! `use: time-to-done`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::journey::Journey;
use crate::model::metric::{Category, Family, Metric};
use crate::resolve::names::metrics;

rule! { no_customer_effort_metric CustomerCentricity Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let measured = |metric: &Metric| {
        metrics::family(metric) == Some(Family::Ces)
            || metric.category.value() == Some(Category::CustomerEffort)
            || metric.r#use.get().is_some_and(|name| name.id().as_str() == "time-to-done")
    };
    if context.in_use::<Metric>().any(|metric| measured(metric.it)) {
        return;
    }
    for journey in context.in_use::<Journey>() {
        let cost = journey.it.steps.items().find_map(|step| {
            let effort = step.customer_effort.spanned().map(|(at, _)| (at, step));
            effort.or_else(|| step.customer_time.spanned().map(|(at, _)| (at, step)))
        });
        let Some((at, step)) = cost else { continue };
        let step = step.id.value().map_or("", |id| id.as_str());
        out.about(journey.entity);
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "`{step}` says what it costs the customer, and no metric measures effort or time", es: "`{step}` dice lo que le cuesta al cliente, y ninguna métrica mide esfuerzo ni tiempo"),
            )
            .severity(context.weigh(Severity::Info, Asks::Craft))
            .help(say!(en: "add a metric of family `ces`, or one with `category: customer-effort`", es: "agrega una métrica de la familia `ces`, o una con `category: customer-effort`")),
        );
        return;
    }
}
