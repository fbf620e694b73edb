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
use crate::model::scorecard::{Scorecard, ScorecardType};
use crate::model::{Kind, metric::Metric};
use crate::source::At;

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
                .guess(on_a_scorecard(it, context))
                .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}

/// The edit that puts a metric on the only scorecard that there is room on.
fn on_a_scorecard(metric: Of<'_, Metric>, context: &Context<'_>) -> Vec<(At, String)> {
    let team = |it: &Of<'_, Scorecard>| matches!(it.it.scorecard_type.value(), None | Some(ScorecardType::Team));
    let mut boards = context.in_use::<Scorecard>().filter(team);
    let (Some(board), None) = (boards.next(), boards.next()) else { return Vec::new() };
    let last = board.it.metrics.spanned_items().last();
    last.map(|(at, _)| context.added_item(board.place(at), metric.id().as_str())).unwrap_or_default()
}
