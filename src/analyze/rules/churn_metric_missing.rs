//! A program that states its churn and does not count who leaves.
//!
//! Whatever a program does shows first in who stays. Without a metric of churn or retention, no case
//! has a rate to start from and nobody notices when it doubles. Concepts B09 and D14.
//!
//! Bad:
//!
//! ```yaml
//! kind: economic-behavior
//! id: more-products
//! type: cross-sell
//! metric: products-per-customer
//! direction: up
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: economic-behavior
//! id: staying
//! type: retention
//! metric: churn-rate
//! direction: down
//! ```
//!
//! How to fix it: add a metric with `use: churn-rate`, and an economic behavior of type `retention`
//! that names it.
//!
//! # es
//! Un programa que dice cuánto pierde y no cuenta quiénes se van.
//!
//! Todo lo que hace un programa se nota primero en quiénes se quedan. Sin una métrica de pérdida o de
//! retención, ningún caso tiene una tasa de la cual partir y nadie se da cuenta si se duplica.
//! Conceptos B09 y D14.
//!
//! Mal:
//!
//! ```yaml
//! kind: economic-behavior
//! id: more-products
//! type: cross-sell
//! metric: products-per-customer
//! direction: up
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: economic-behavior
//! id: staying
//! type: retention
//! metric: churn-rate
//! direction: down
//! ```
//!
//! Cómo corregirlo: agrega una métrica con `use: churn-rate`, y un comportamiento económico de tipo
//! `retention` que la nombre.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::business_model::BusinessModel;
use crate::model::economic_behavior::{BehaviorType, EconomicBehavior};
use crate::model::metric::Metric;

rule! { churn_metric_missing CustomerCentricity Warning everything }

/// Library KPIs that count who leaves or stays.
const KPIS: [&str; 4] = ["churn-rate", "retention-rate", "net-revenue-retention", "gross-revenue-retention"];

fn check(context: &Context<'_>, out: &mut Findings) {
    // Where nobody can leave, nobody counts who does.
    let loses = |model: &Of<'_, BusinessModel>| {
        model.it.baseline.get().is_some_and(|baseline| baseline.churn_rate.get().is_some())
    };
    let Some(model) = context.in_use::<BusinessModel>().find(loses) else { return };
    let counted = context
        .in_use::<Metric>()
        .any(|metric| metric.it.r#use.get().is_some_and(|name| KPIS.contains(&name.id().as_str())));
    let retention = |behavior: &EconomicBehavior| {
        // A type that could not be read may be the one that is missing.
        behavior.behavior_type.value() == Some(BehaviorType::Retention) || behavior.behavior_type.is_bad()
    };
    if counted || context.in_use::<EconomicBehavior>().any(|behavior| retention(behavior.it)) {
        return;
    }
    out.about(model.entity);
    out.push(
        RULE.finding(
            model.entity.head(),
            say!(en: "no metric of this program counts who leaves", es: "ninguna métrica de este programa cuenta quiénes se van"),
        )
        .severity(context.weigh(Severity::Warning, Asks::Strategy))
        .help(say!(en: "add a metric with `use: churn-rate`, and an economic behavior of type `retention` that names it", es: "agrega una métrica con `use: churn-rate`, y un comportamiento económico de tipo `retention` que la nombre")),
    );
}
