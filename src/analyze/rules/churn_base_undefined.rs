//! A churn rate that does not say whose, in which time, or counted in what.
//!
//! Five per cent a month and five per cent a year are both called churn; so are lost customers, lost
//! accounts and lost revenue, of those who were there at the start or of everybody who ever was. Each
//! gives another number. Concept D14.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: churn-rate
//! use: churn-rate
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: churn-rate
//! use: churn-rate
//! with: { counts: customers }
//! base: { text: Customers of twelve months ago }
//! period: year
//! ```
//!
//! How to fix it: write `base.text` (who could leave), `period` (in which time) and, with the library
//! KPI, `with: { counts: customers }`.
//!
//! # es
//! Una tasa de pérdida que no dice de quiénes, en cuánto tiempo, o contada en qué.
//!
//! Cinco por ciento al mes y cinco por ciento al año se llaman igual; también los clientes, las cuentas
//! y los ingresos perdidos, de quienes estaban al comienzo o de todos los que alguna vez estuvieron.
//! Cada uno da otro número. Concepto D14.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: churn-rate
//! use: churn-rate
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: churn-rate
//! use: churn-rate
//! with: { counts: customers }
//! base: { text: Customers of twelve months ago }
//! period: year
//! ```
//!
//! Cómo corregirlo: escribe `base.text` (quiénes podían irse), `period` (en cuánto tiempo) y, con el
//! KPI de la biblioteca, `with: { counts: customers }`.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::economic_behavior::{BehaviorType, EconomicBehavior};
use crate::model::metric::{Family, Metric};
use crate::model::Kind;

rule! { churn_base_undefined Statistics Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if !is_churn(metric, context) {
        return;
    }
    let base = metric.it.base.get();
    let lacks = [
        (base.is_none_or(|base| base.text.is_absent()) && !metric.it.base.is_bad(), ("of whom (`base.text`)", "de quiénes (`base.text`)")),
        (metric.it.period.is_absent(), ("in which time (`period`)", "en cuánto tiempo (`period`)")),
    ];
    let lacks: Vec<(&str, &str)> = lacks.into_iter().filter_map(|(lacks, words)| lacks.then_some(words)).collect();
    if lacks.is_empty() {
        return;
    }
    let en = lacks.iter().map(|(en, _)| *en).collect::<Vec<_>>().join(" nor ");
    let es = lacks.iter().map(|(_, es)| *es).collect::<Vec<_>>().join(" ni ");
    let id = metric.id();
    let edits = match lacks[..] {
        [_] if metric.it.period.is_absent() => context.added(metric.entity.head(), "period: quarter"),
        _ => Vec::new(),
    };
    out.push(
        RULE.finding(
            metric.entity.head(),
            say!(en: "`{id}` counts who leaves and does not say {en}", es: "`{id}` cuenta a quienes se van y no dice {es}"),
        )
        .guess(edits)
        .help(say!(en: "the same losses are another rate in another time and of another base: write both", es: "las mismas pérdidas son otra tasa en otro tiempo y con otra base: escribe ambos")),
    );
}

/// Whether a metric counts who leaves or stays: a library KPI that does, or a rate in which a retention
/// shows.
fn is_churn(metric: Of<'_, Metric>, context: &Context<'_>) -> bool {
    if let Some(name) = metric.it.r#use.get() {
        return matches!(name.id().as_str(), "churn-rate" | "retention-rate");
    }
    metric.it.family.value() == Some(Family::Rate)
        && context.program.edges_to(metric.index).any(|edge| {
            edge.field() == "metric"
                && context.program.entity(edge.from).kind == Kind::EconomicBehavior
                && context
                    .program
                    .as_kind::<EconomicBehavior>(edge.from)
                    .is_some_and(|behavior| behavior.it.behavior_type.value() == Some(BehaviorType::Retention))
        })
}
