//! A scorecard that only shows what can no longer be changed.
//!
//! Money moves last. Whoever looks only at churn and revenue learns of a mistake when the customers are
//! gone, and stops a good program before its benefits could show. Concept D38. A metric counts as
//! leading when it says so (`timing: leading`), or when it says nothing and speaks of experience,
//! effort, adoption, goals or work, or predicts a behavior.
//!
//! Bad:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [churn-rate, revenue]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [goal-achievement, churn-rate, revenue]
//! ```
//!
//! How to fix it: add the metrics that move first: what people experience, what they manage to do, what
//! they begin to use.
//!
//! # es
//! Un tablero que solo muestra lo que ya no se puede cambiar.
//!
//! El dinero se mueve al final. Quien solo mira la deserción y el ingreso se entera de un error cuando
//! los clientes ya no están, y detiene un buen programa antes de que se noten sus beneficios. Concepto
//! D38. Una métrica cuenta como anticipada si lo dice (`timing: leading`), o si no dice nada y trata de
//! experiencia, esfuerzo, adopción, metas u operación, o predice un comportamiento.
//!
//! Mal:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [churn-rate, revenue]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: scorecard
//! id: board
//! type: executive
//! metrics: [goal-achievement, churn-rate, revenue]
//! ```
//!
//! Cómo corregirlo: agrega las métricas que se mueven primero: lo que la gente vive, lo que logra
//! hacer, lo que empieza a usar.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Category, Metric, Timing};
use crate::model::scorecard::Scorecard;

rule! { no_leading_indicator CustomerCentricity Warning each Scorecard }

fn check(scorecard: Of<'_, Scorecard>, context: &Context<'_>, out: &mut Findings) {
    let metrics = &scorecard.it.metrics;
    let followed: Vec<Of<'_, Metric>> = metrics
        .spanned_items()
        .filter_map(|(at, _)| context.program.follow::<Metric>(scorecard.index, at))
        .collect();
    // What could not be followed may be leading.
    if metrics.has_none() || followed.len() < metrics.get().map_or(0, |list| list.len()) {
        return;
    }
    if followed.iter().any(|metric| is_leading(metric.it)) {
        return;
    }
    let id = scorecard.id();
    out.push(
        RULE.finding(
            scorecard.place(metrics.span()),
            say!(en: "everything that `{id}` shows moves when it is too late", es: "todo lo que muestra `{id}` se mueve cuando ya es tarde"),
        )
        .help(say!(
            en: "add what moves first: what people experience, what they manage to do, what they begin to use (`timing: leading`)",
            es: "agrega lo que se mueve primero: lo que la gente vive, lo que logra hacer, lo que empieza a usar (`timing: leading`)"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}

fn is_leading(metric: &Metric) -> bool {
    match metric.timing.value() {
        Some(timing) => timing == Timing::Leading,
        None => {
            let early = matches!(
                metric.category.value(),
                None | Some(
                    Category::Experience
                        | Category::Adoption
                        | Category::CustomerEffort
                        | Category::Goal
                        | Category::Operational
                )
            );
            early || !metric.predicts.has_none()
        }
    }
}
