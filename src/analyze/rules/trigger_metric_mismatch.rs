//! A playbook for each customer that starts from a number about all of them.
//!
//! A band of a metric without `each` is reached by the program and not by anybody: when the churn
//! rate is on alert, no customer can be called. And a playbook for the organization that starts from
//! a value of every customer starts a thousand times.
//!
//! Source: a case from the field: a playbook that waited for days while its metric counted cases.
//!
//! Bad: whom does it call?:
//!
//! ```yaml
//! kind: playbook
//! id: save-them
//! type: churn-save
//! trigger: { metric: churn-rate, is: alert }
//! ```
//!
//! Good: one value for each customer:
//!
//! ```yaml
//! kind: playbook
//! id: save-them
//! type: churn-save
//! trigger: { metric: customer-health, is: at-risk }
//! ```
//!
//! How to fix it: give the metric `each: customer`, start the playbook from an answer or a fact
//! about the customer, or say with `loop: outer` that the organization acts.
//!
//! # es
//! Un playbook para cada cliente que empieza con un número sobre todos.
//!
//! A la banda de una métrica sin `each` llega el programa y no una persona: si la tasa de pérdida
//! está en alerta, no hay a quién llamar. Y un playbook de la organización que empieza con un valor
//! de cada cliente empieza mil veces.
//!
//! Fuente: un caso real: un playbook que esperaba días cuando su métrica contaba casos.
//!
//! Mal: ¿a quién llama?:
//!
//! ```yaml
//! kind: playbook
//! id: save-them
//! type: churn-save
//! trigger: { metric: churn-rate, is: alert }
//! ```
//!
//! Bien: un valor por cliente:
//!
//! ```yaml
//! kind: playbook
//! id: save-them
//! type: churn-save
//! trigger: { metric: customer-health, is: at-risk }
//! ```
//!
//! Cómo corregirlo: pon `each: customer` en la métrica, inicia el playbook con una respuesta o un
//! hecho del cliente, o di con `loop: outer` que actúa la organización.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;
use crate::model::metric::Metric;
use crate::model::playbook::Loop;

rule! { trigger_metric_mismatch Suspicious Warning each Playbook }

/// Whether a metric has a value for each customer, or takes it from its components.
fn is_of_each(metric: Of<'_, Metric>, context: &Context<'_>, deep: u8) -> bool {
    if !metric.it.each.is_absent() || deep == 0 {
        return true;
    }
    let components = metric.it.components.items().filter_map(|it| it.metric.spanned());
    components.filter_map(|(at, _)| context.program.follow::<Metric>(metric.index, at)).any(|it| is_of_each(it, context, deep - 1))
}

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    if playbook.it.r#loop.is_bad() {
        return;
    }
    let inner = matches!(playbook.it.r#loop.value(), None | Some(Loop::Inner));
    // One that never meets a customer acts for everybody, whatever its loop says.
    let meets = playbook.it.steps.items().any(|step| !step.channel.is_absent());
    for trigger in playbook.it.trigger.items() {
        let Some((at, _)) = trigger.metric.spanned() else { continue };
        let Some(metric) = context.program.follow::<Metric>(playbook.index, at) else { continue };
        let (id, each) = (metric.id(), is_of_each(metric, context, 8));
        let (message, help) = if inner && meets && !each {
            (
                say!(en: "this playbook acts with each customer, and `{id}` has one value for all of them", es: "este playbook actúa con cada cliente, y `{id}` tiene un solo valor para todos"),
                say!(en: "start it from an answer or a fact about the customer, give `{id}` `each: customer`, or say `loop: outer`", es: "inícialo con una respuesta o un hecho del cliente, pon `each: customer` en `{id}`, o di `loop: outer`"),
            )
        } else if !inner && !metric.it.each.is_absent() {
            (
                say!(en: "this playbook acts once for everybody, and `{id}` has a value for each customer", es: "este playbook actúa una vez para todos, y `{id}` tiene un valor por cliente"),
                say!(en: "it would start once for each of them: start it from a metric without `each`", es: "empezaría una vez por cada uno: inícialo con una métrica sin `each`"),
            )
        } else {
            continue;
        };
        out.push(RULE.finding(playbook.place(at), message).help(help).severity(context.weigh(Severity::Warning, Asks::Craft)));
    }
}
