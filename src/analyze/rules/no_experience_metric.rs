//! A program of customer experience that does not ask customers how it was.
//!
//! Sales, calls and visits say what customers did. Why they did it, and whether they would again, only
//! they can say. Concept D02.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: calls-answered
//! family: rate
//! category: operational
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! category: experience
//! ```
//!
//! How to fix it: add a metric of family `nps`, `csat` or `ces` over a survey of yours.
//!
//! # es
//! Un programa de experiencia que no les pregunta a los clientes cómo les fue.
//!
//! Ventas, llamadas y visitas dicen lo que los clientes hicieron. Por qué lo hicieron, y si lo
//! volverían a hacer, solo lo pueden decir ellos. Concepto D02.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: calls-answered
//! family: rate
//! category: operational
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! category: experience
//! ```
//!
//! Cómo corregirlo: agrega una métrica de la familia `nps`, `csat` o `ces` sobre una encuesta tuya.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::metric::{Category, Family, Metric};
use crate::resolve::names::metrics;

rule! { no_experience_metric CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let asks = |metric: &Metric| {
        matches!(metrics::family(metric), Some(Family::Nps | Family::Csat | Family::Ces))
            || matches!(metric.category.value(), Some(Category::Experience | Category::CustomerEffort | Category::Goal))
            || metric.family.is_bad()
            || metric.category.is_bad()
    };
    let mut any = false;
    for metric in context.in_use::<Metric>() {
        if asks(metric.it) {
            return;
        }
        any = true;
    }
    if !any {
        return;
    }
    out.push(
        RULE.finding(
            context.root(),
            say!(en: "no metric of this program says how it was for customers", es: "ninguna métrica de este programa dice cómo les fue a los clientes"),
        )
        .severity(context.weigh(Severity::Warning, Asks::Craft))
        .help(say!(en: "add a metric of family `nps`, `csat` or `ces` over one of your surveys", es: "agrega una métrica de la familia `nps`, `csat` o `ces` sobre una de tus encuestas")),
    );
}
