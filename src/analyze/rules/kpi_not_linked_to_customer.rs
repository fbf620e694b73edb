//! A KPI that speaks of no part of the customer’s world.
//!
//! Goals of each area, cut off from the customer, make areas better and the experience worse. A KPI
//! says whom or what it speaks of: an archetype, a job, a journey, a step, a channel. Concept A28.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: calls-per-hour
//! family: mean
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! about: [something-failed-journey]
//! ```
//!
//! How to fix it: name under `about` the archetypes, jobs, journeys, steps or channels it speaks of.
//! If there are none, it may be a number of a department and not of this program.
//!
//! # es
//! Un KPI que no habla de ninguna parte del mundo del cliente.
//!
//! Las metas de cada área, desconectadas del cliente, mejoran las áreas y empeoran la experiencia. Un
//! KPI dice de quién o de qué habla: un arquetipo, un trabajo por hacer, un recorrido, un paso, un
//! canal. Concepto A28.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: calls-per-hour
//! family: mean
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: first-contact-resolution
//! family: rate
//! about: [something-failed-journey]
//! ```
//!
//! Cómo corregirlo: nombra en `about` los arquetipos, trabajos por hacer, recorridos, pasos o canales
//! de que habla. Si no hay ninguno, quizá es un número de un departamento y no de este programa.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { kpi_not_linked_to_customer CustomerCentricity Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.about.has_none() && it.restates.is_absent() && !context.is_part_of_another(it.index) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI speaks of no part of the customer’s world", es: "este KPI no habla de ninguna parte del mundo del cliente"))
                .help(say!(
                    en: "name under `about` the archetypes, jobs, journeys, steps or channels it speaks of",
                    es: "nombra en `about` los arquetipos, trabajos por hacer, recorridos, pasos o canales de que habla"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
