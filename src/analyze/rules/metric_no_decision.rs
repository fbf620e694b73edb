//! A KPI with which nobody does anything.
//!
//! A number that starts no playbook, that no session looks at and of which nobody says what is done
//! when it moves, costs work and changes nothing. Concept D12.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: web-visits
//! family: count
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: web-visits
//! family: count
//! decision: Below 1000 a week the campaign is stopped
//! ```
//!
//! How to fix it: write in `decision` who does what when it moves. If nothing would be done, remove
//! the KPI.
//!
//! # es
//! Un KPI con el que nadie hace nada.
//!
//! Un número que no inicia ningún playbook, que ninguna sesión mira y del que nadie dice qué se hace
//! cuando se mueve, cuesta trabajo y no cambia nada. Concepto D12.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: web-visits
//! family: count
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: web-visits
//! family: count
//! decision: Con menos de 1000 por semana se detiene la campaña
//! ```
//!
//! Cómo corregirlo: escribe en `decision` quién hace qué cuando se mueve. Si no se haría nada, quita
//! el KPI.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { metric_no_decision Suspicious Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.decision.is_absent()
        && it.restates.is_absent()
        && !context.is_part_of_another(it.index)
        && !context.starts_a_playbook(it.index) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "nobody does anything when this KPI moves", es: "nadie hace nada cuando este KPI se mueve"))
                .help(say!(
                    en: "write in `decision` who does what, or remove the KPI",
                    es: "escribe en `decision` quién hace qué, o quita el KPI"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
