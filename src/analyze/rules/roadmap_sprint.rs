//! A roadmap that is over within half a year.
//!
//! Habits change slowly, the first data are rough, and what is learned has to come back into the plan.
//! This is a marathon and not a hundred meters. Concept D29. It is found when every initiative and
//! phase ends within six months of the first start, and no metric has a target further away.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain, type: process, start: 2027-01-11, end: 2027-03-31 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! phases:
//!   - { id: first-results, start: 2027-01-11, end: 2027-06-30 }
//!   - { id: deepen, start: 2027-07-01, end: 2028-12-31 }
//! ```
//!
//! How to fix it: add the phases that come after the first results, even with few details, and targets
//! that lie further ahead.
//!
//! # es
//! Una hoja de ruta que se acaba en medio año.
//!
//! Las costumbres cambian despacio, los primeros datos son toscos, y lo que se aprende tiene que volver
//! al plan. Es un maratón y no cien metros. Concepto D29. Se encuentra cuando toda iniciativa y fase
//! termina dentro de los seis meses del primer inicio, y ninguna métrica tiene una meta más lejana.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain, type: process, start: 2027-01-11, end: 2027-03-31 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! phases:
//!   - { id: first-results, start: 2027-01-11, end: 2027-06-30 }
//!   - { id: deepen, start: 2027-07-01, end: 2028-12-31 }
//! ```
//!
//! Cómo corregirlo: agrega las fases que siguen a los primeros resultados, aunque tengan pocos
//! detalles, y metas que estén más lejos.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Metric, TargetOf};
use crate::model::roadmap::Roadmap;
use jiff::ToSpan;
use jiff::civil::Date;

rule! { roadmap_sprint CustomerCentricity Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let targets = || context.in_use::<Metric>().flat_map(|metric| metric.it.target.items());
    // A standing level has no end, and a day that could not be read may lie far ahead.
    let endless = |target: &TargetOf| target.always.value() == Some(true) || target.by.is_bad();
    let furthest = match targets().any(endless) {
        true => Date::MAX,
        false => targets().filter_map(|target| target.by.value()).map(|by| by.0).max().unwrap_or(Date::MIN),
    };
    for roadmap in context.in_use::<Roadmap>() {
        out.about(roadmap.entity);
        look(roadmap, furthest, out);
    }
}

/// `furthest` is the last day that a metric has a target for.
fn look(roadmap: Of<'_, Roadmap>, furthest: Date, out: &mut Findings) {
    let it = roadmap.it;
    let starts = it.initiatives.items().map(|it| &it.start).chain(it.phases.items().map(|it| &it.start));
    let ends = it.initiatives.items().map(|it| &it.end).chain(it.phases.items().map(|it| &it.end));
    let first: Option<Date> = starts.filter_map(|it| it.value()).map(|it| it.0).min();
    let last: Option<Date> = ends.clone().filter_map(|it| it.value()).map(|it| it.0).max();
    let (Some(first), Some(last)) = (first, last) else { return };
    // An initiative without an end may go on.
    let open = it.initiatives.items().any(|it| !it.start.is_absent() && it.end.value().is_none());
    let horizon = first.saturating_add(6.months());
    if open || last > horizon || furthest > horizon {
        return;
    }
    out.push(
        RULE.finding(
            roadmap.entity.head(),
            say!(en: "this roadmap is over within half a year, on {last}", es: "esta hoja de ruta se acaba en medio año, el {last}"),
        )
        .help(say!(
            en: "habits change slowly: add the phases that come after the first results, and targets that lie further ahead",
            es: "las costumbres cambian despacio: agrega las fases que siguen a los primeros resultados y metas que estén más lejos"
        )),
    );
}
