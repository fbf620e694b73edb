//! A target whose day has passed, with no later one and no value that says what came of it.
//!
//! A target is a promise with a date. When the date is over and nobody says whether it was reached,
//! the next target is believed less; often the year is a slip. Targets of a metric that has a later
//! one are its history and stay quiet. A target for a day before the value it starts from is a slip.
//!
//! Source: OMB Circular A-11, section 200, which asks what became of each goal.
//!
//! Bad:
//!
//! ```yaml
//! target: { value: 38 points, by: 2007-06-30 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! target: { value: 38 points, by: 2027-06-30 }
//! ```
//!
//! How to fix it: correct the day; or publish the value that was reached under `actuals` and set the
//! next target.
//!
//! # es
//! Una meta cuyo día ya pasó, sin otra posterior y sin un valor que diga en qué quedó.
//!
//! Una meta es una promesa con fecha. Si la fecha pasa y nadie dice si se cumplió, a la siguiente se le
//! cree menos; muchas veces el año es un error de dedo. Las metas de una métrica que tiene otra
//! posterior son su historia y no se señalan. Una meta para un día anterior al valor de donde parte es
//! un error de dedo.
//!
//! Fuente: la circular A-11 de la OMB, sección 200, que pide decir en qué quedó cada meta.
//!
//! Mal:
//!
//! ```yaml
//! target: { value: 38 points, by: 2007-06-30 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! target: { value: 38 points, by: 2027-06-30 }
//! ```
//!
//! Cómo corregirlo: corrige el día; o publica en `actuals` el valor que se alcanzó y fija la meta
//! siguiente.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Actual, Metric, TargetOf, whom};
use crate::model::scalar::Scalar;
use crate::model::time::{Month, PeriodName};
use crate::source::Span;
use jiff::civil;
use std::collections::BTreeMap;

rule! { target_day_passed Suspicious Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let fiscal = context.root_program().and_then(|it| it.it.fiscal_year_start.value());
    let fiscal = fiscal.and_then(|month| Month::new(month.get() as i8)).unwrap_or_default();
    // The last one of those for everybody, and of those for each part of the customers.
    let mut last: BTreeMap<Vec<(String, String)>, Option<Due>> = BTreeMap::new();
    for target in metric.target.items() {
        let place = last.entry(whom(&target.r#for)).or_insert_with(|| day_of(target, fiscal));
        let later = day_of(target, fiscal);
        // What always holds, or holds for each customer, has no day that passes.
        *place = match (place.take(), later) {
            (Some(one), Some(other)) => Some(if other.day > one.day { other } else { one }),
            _ => None,
        };
    }
    for due in last.into_values().flatten().filter(|due| due.day < context.as_of.0) {
        tell(metric, &due, fiscal, context, out);
    }
}

fn tell(metric: Of<'_, Metric>, due: &Due, fiscal: Month, context: &Context<'_>, out: &mut Findings) {
    let (day, at, written) = (due.day, due.at, &due.written);
    let severity = context.weigh(Severity::Warning, Asks::Craft);
    if let Some((start_at, start)) = start_of(metric).filter(|(_, start)| day < start.days(fiscal).first) {
        let start = start.spell();
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "the target is for {written}, before the value it starts from, {start}", es: "la meta es para {written}, antes del valor de donde parte, {start}"),
            )
            .help(say!(en: "check the two dates, year included", es: "revisa las dos fechas, también el año"))
            .related(metric.place(start_at), say!(en: "it starts here", es: "parte de aquí"))
            .severity(severity),
        );
        return;
    }
    let told = |actual: &Actual| actual.period.value().is_none_or(|it| it.days(fiscal).last >= day);
    if metric.actuals.items().any(told) {
        return;
    }
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "the day of this target has passed, {written}, and nothing says what came of it", es: "el día de esta meta ya pasó, {written}, y nada dice en qué quedó"),
        )
        .help(say!(
            en: "correct the day, or publish under `actuals` what was reached and set the next target",
            es: "corrige el día, o publica en `actuals` lo que se alcanzó y fija la meta siguiente"
        ))
        .severity(severity.min(Severity::Warning))
        .on_this_day(),
    );
}

/// When the value was measured from which the targets start.
fn start_of(metric: Of<'_, Metric>) -> Option<(Span, PeriodName)> {
    let (at, period) = metric.it.baseline.get()?.period.spanned()?;
    Some((at, PeriodName::parse(period).ok()?))
}

/// The last day of a target, where it is said, and how.
struct Due {
    day: civil::Date,
    at: Span,
    written: String,
}

fn day_of(target: &TargetOf, fiscal: Month) -> Option<Due> {
    if let Some((at, by)) = target.by.spanned() {
        return Some(Due { day: by.0, at, written: by.spell() });
    }
    let (at, period) = target.period.spanned()?;
    Some(Due { day: period.days(fiscal).last, at, written: period.spell() })
}
