//! A KPI without a target.
//!
//! Without a target every value is good enough, and the decision that hangs on it never comes. A
//! target says what you want to reach, and by when or always. Concept D12.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: product-adoption
//! baseline: { value: 41 %, n: 4400, period: 2026-Q1 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: product-adoption
//! baseline: { value: 41 %, n: 4400, period: 2026-Q1 }
//! target: { value: 48 %, by: 2027-09-30 }
//! ```
//!
//! How to fix it: write `target` with its day (`by`), its age (`at_age`), its period, or `always:
//! true`. If it is only watched, suppress this finding and say why.
//!
//! # es
//! Un KPI sin meta: nadie sabe si su valor es bueno.
//!
//! Sin meta cualquier valor es bueno, y la decisión que cuelga de él no llega nunca. Una meta dice
//! qué quieres alcanzar, y para cuándo o siempre. Concepto D12.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: product-adoption
//! baseline: { value: 41 %, n: 4400, period: 2026-Q1 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: product-adoption
//! baseline: { value: 41 %, n: 4400, period: 2026-Q1 }
//! target: { value: 48 %, by: 2027-09-30 }
//! ```
//!
//! Cómo corregirlo: escribe `target` con su día (`by`), su edad (`at_age`), su periodo, o `always:
//! true`. Si solo se vigila, exceptúa este hallazgo y di por qué.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { metric_no_target Suspicious Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.target.has_none() && it.restates.is_absent() && !context.is_part_of_another(it.index) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI has no target", es: "este KPI no tiene meta"))
                .help(say!(
                    en: "without one every value is good enough: write `target` with its value and `by`, `at_age`, `period` or `always`",
                    es: "sin ella cualquier valor es bueno: escribe `target` con su valor y `by`, `at_age`, `period` o `always`"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
