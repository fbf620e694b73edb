//! A score of the experience whose link with money nobody has looked at.
//!
//! Choose the scores that move together with what customers do. A score that predicts nothing is
//! followed out of habit. Concept D21.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! predicts: { economic_behavior: retention, r: 0.41, n: 3200, date: 2026-02-28 }
//! ```
//!
//! How to fix it: correlate the score of each customer with what that customer did afterwards, and
//! write strength, n and date under `predicts`. A weak link is worth writing down too.
//!
//! # es
//! Una calificación de la experiencia cuyo vínculo con el dinero nadie ha mirado.
//!
//! Elige las calificaciones que se mueven junto con lo que hace el cliente. Una que no predice nada
//! se sigue por costumbre. Concepto D21.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! predicts: { economic_behavior: retention, r: 0.41, n: 3200, date: 2026-02-28 }
//! ```
//!
//! Cómo corregirlo: correlaciona la calificación de cada cliente con lo que hizo después, y escribe
//! fuerza, n y fecha en `predicts`. Un vínculo débil también vale la pena escribirlo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::{Kind, metric::{Family, Metric}};

rule! { metric_unlinked CustomerCentricity Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if matches!(it.family.value(), Some(Family::Nps | Family::Csat | Family::Ces))
        && it.predicts.has_none()
        && it.restates.is_absent()
        && !context.is_named_by(it.index, Kind::EconomicBehavior, "metric") {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "nobody has looked whether this score moves with what customers do", es: "nadie ha mirado si esta calificación se mueve con lo que hace el cliente"))
                .help(say!(
                    en: "a score that predicts nothing is followed out of habit: write the economic behavior, `r`, `n` and `date` under `predicts`",
                    es: "una calificación que no predice nada se sigue por costumbre: escribe el comportamiento económico, `r`, `n` y `date` en `predicts`"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
