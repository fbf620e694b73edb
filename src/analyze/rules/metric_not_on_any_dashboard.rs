//! A KPI that is on no scorecard.
//!
//! What nobody sees changes nothing. A KPI that is computed and shown to no one is work for a drawer.
//! Concept D35.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: early-withdrawal-rate
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: scorecard
//! id: team-scorecard
//! audience: [cx-lead]
//! metrics: [early-withdrawal-rate]
//! ```
//!
//! How to fix it: put it on the scorecard of those who can act on it. A KPI that only feeds another
//! one or starts a playbook is left alone.
//!
//! # es
//! Un KPI que no está en ningún tablero.
//!
//! Lo que nadie ve no cambia nada. Un KPI que se calcula y no se muestra a nadie es trabajo para un
//! cajón. Concepto D35.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: early-withdrawal-rate
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: scorecard
//! id: team-scorecard
//! audience: [cx-lead]
//! metrics: [early-withdrawal-rate]
//! ```
//!
//! Cómo corregirlo: ponlo en el tablero de quienes pueden actuar. A un KPI que solo alimenta a otro o
//! inicia un playbook no se le dice nada.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::{Kind, metric::Metric};

rule! { metric_not_on_any_dashboard Suspicious Info each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if !context.is_named_by(it.index, Kind::Scorecard, "metrics")
        && !context.is_named_by(it.index, Kind::Scorecard, "metric")
        && !context.starts_a_playbook(it.index)
        && it.restates.is_absent()
        && !context.is_part_of_another(it.index) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI is on no scorecard", es: "este KPI no está en ningún tablero"))
                .help(say!(
                    en: "what nobody sees changes nothing: name it in `metrics` of the scorecard of those who can act on it",
                    es: "lo que nadie ve no cambia nada: nómbralo en `metrics` del tablero de quienes pueden actuar"
                ))
                .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}
