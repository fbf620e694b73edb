//! A scorecard on which nothing but money stands.
//!
//! Money comes last: by the time it moves, customers have long decided. A board that sees only revenue
//! and cost steers by the mirror. Kaplan and Norton, The Balanced Scorecard (1992). Concept D02.
//!
//! Bad:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [revenue, lifetime-value, acquisition-cost]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [revenue, churn-rate, relationship-nps, goal-achievement]
//! ```
//!
//! How to fix it: put beside it what customers say and do: an experience metric, one of behavior, one
//! of their goal.
//!
//! # es
//! Un tablero en que solo hay dinero.
//!
//! El dinero llega al último: cuando se mueve, los clientes ya decidieron hace tiempo. Un comité que
//! solo ve ingresos y costos conduce por el espejo. Kaplan y Norton, The Balanced Scorecard (1992).
//! Concepto D02.
//!
//! Mal:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [revenue, lifetime-value, acquisition-cost]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [revenue, churn-rate, relationship-nps, goal-achievement]
//! ```
//!
//! Cómo corregirlo: pon al lado lo que los clientes dicen y hacen: una métrica de experiencia, una de
//! comportamiento, una de su meta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Category, Metric};
use crate::model::scorecard::Scorecard;

rule! { financial_only_scorecard CustomerCentricity Warning each Scorecard }

fn check(scorecard: Of<'_, Scorecard>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, list)) = scorecard.it.metrics.spanned() else { return };
    let metrics: Vec<Of<'_, Metric>> = scorecard
        .it
        .metrics
        .spanned_items()
        .filter_map(|(at, _)| context.program.follow::<Metric>(scorecard.index, at))
        .collect();
    let money = |metric: &Of<'_, Metric>| metric.it.category.value() == Some(Category::Financial);
    if metrics.len() < 2 || metrics.len() < list.len() || !metrics.iter().all(money) {
        return;
    }
    let (id, count) = (scorecard.id(), metrics.len());
    out.push(
        RULE.finding(
            scorecard.place(at),
            say!(en: "all {count} metrics of `{id}` are financial", es: "las {count} métricas de `{id}` son financieras"),
        )
        .severity(context.weigh(Severity::Warning, Asks::Strategy))
        .help(say!(en: "put beside them what customers say and do, which moves before the money", es: "pon al lado lo que los clientes dicen y hacen, que se mueve antes que el dinero")),
    );
}
