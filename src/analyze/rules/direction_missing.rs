//! A KPI that does not say which way is better.
//!
//! A target of 10 and a value of 0.57 is a failure or a triumph: only the direction tells. Colors,
//! alerts and what "improved" means hang on it. Concept D21.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! unit: duration
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! unit: duration
//! direction: down
//! ```
//!
//! How to fix it: write `direction`: `up`, `down`, or `hold` when the aim is to stay close to a
//! value. KPIs of the library bring their own.
//!
//! # es
//! Un KPI que no dice hacia dónde mejora.
//!
//! Con una meta de 10, un valor de 0.57 es un fracaso o un triunfo: solo la dirección lo dice. De
//! ella cuelgan colores, alertas y qué significa "mejoró". Concepto D21.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! unit: duration
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! unit: duration
//! direction: down
//! ```
//!
//! Cómo corregirlo: escribe `direction`: `up`, `down`, o `hold` si se busca quedarse cerca de un
//! valor. Los KPI de la biblioteca traen la suya.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { direction_missing Suspicious Error each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.direction.is_absent() && it.r#use.is_absent() {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI does not say which way is better", es: "este KPI no dice hacia dónde mejora"))
                .help(say!(
                    en: "without it nobody can tell a failure from a triumph: write `direction: up`, `down` or `hold`",
                    es: "sin eso nadie distingue un fracaso de un triunfo: escribe `direction: up`, `down` o `hold`"
                ))
                .guess(context.added(it.entity.head(), "direction: up"))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
