//! A KPI that does not say which behavior of our people it is meant to cause.
//!
//! What is measured is what people do. If you do not say what you want them to do, they will find the
//! shortest way to the number. Concept A37.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! encourages: Solving it now instead of passing it on
//! ```
//!
//! How to fix it: write in `encourages` what somebody does differently because of it, and in
//! `gaming_risk` how the number could look good without helping anybody.
//!
//! # es
//! Un KPI que no dice qué comportamiento de nuestra gente busca provocar.
//!
//! Lo que se mide es lo que la gente hace. Si no dices qué quieres que haga, encontrará el camino más
//! corto hacia el número. Concepto A37.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! encourages: Resolver ahora en vez de pasar el caso
//! ```
//!
//! Cómo corregirlo: escribe en `encourages` qué hace alguien distinto por él, y en `gaming_risk` cómo
//! el número podría verse bien sin ayudar a nadie.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { kpi_without_behavior CustomerCentricity Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.encourages.is_absent() && it.restates.is_absent() && !context.is_part_of_another(it.index) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI does not say which behavior of our people it should cause", es: "este KPI no dice qué comportamiento de nuestra gente debería provocar"))
                .help(say!(
                    en: "what is measured is what people do: write in `encourages` what somebody does differently because of it",
                    es: "lo que se mide es lo que la gente hace: escribe en `encourages` qué hace alguien distinto por él"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
