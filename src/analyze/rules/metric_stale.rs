//! A value that is older than the metric itself allows to act on.
//!
//! The metric says after which time nobody should decide on its value. That time is over, and the page
//! still shows the number as if it were of today.
//!
//! Source: OMB Circular A-11, section 280, which asks for values every quarter.
//!
//! Bad:
//!
//! ```yaml
//! stale_after: 120 days
//! actuals: [{ period: 2025-Q4, value: 29 points, n: 2100 }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! stale_after: 120 days
//! actuals: [{ period: 2026-Q3, value: 31 points, n: 2148 }]
//! ```
//!
//! How to fix it: publish a new value, or say under `actuals` why this period was not measured.
//!
//! # es
//! Un valor más viejo de lo que la propia métrica admite para actuar.
//!
//! La métrica dice después de cuánto tiempo nadie debería decidir con su valor. Ese tiempo ya pasó, y
//! la página sigue mostrando la cifra como si fuera de hoy.
//!
//! Fuente: la circular A-11 de la OMB, sección 280, que pide valores cada trimestre.
//!
//! Mal:
//!
//! ```yaml
//! stale_after: 120 days
//! actuals: [{ period: 2025-Q4, value: 29 points, n: 2100 }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! stale_after: 120 days
//! actuals: [{ period: 2026-Q3, value: 31 points, n: 2148 }]
//! ```
//!
//! Cómo corregirlo: publica un valor nuevo, o di en `actuals` por qué no se midió este periodo.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::time::Month;
use crate::model::time::calendar::after;
use jiff::tz::TimeZone;

rule! { metric_stale Statistics Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some(limit) = metric.it.stale_after.value() else { return };
    let stated = context.root_program().and_then(|program| program.it.fiscal_year_start.value());
    let first = stated.and_then(|month| i8::try_from(month.get()).ok()).unwrap_or(1);
    let Some(fiscal) = Month::new(first) else { return };
    let values = metric.it.actuals.items().filter(|actual| actual.value.get().is_some());
    let last = values
        .filter_map(|actual| {
            let (at, period) = actual.period.spanned()?;
            Some((period.days(fiscal).last, at, *period))
        })
        .max_by_key(|(end, ..)| *end);
    let Some((end, at, period)) = last else { return };
    let old = end.to_zoned(TimeZone::UTC).ok().and_then(|end| after(&end, limit));
    if old.is_none_or(|old| old.date() >= context.as_of.0) {
        return;
    }
    let (period, limit) = (period.spell(), limit.spell());
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "the last value is of {period}, and after `{limit}` nobody should act on it", es: "el último valor es de {period}, y después de `{limit}` nadie debería actuar con él"),
        )
        .help(say!(en: "publish a new value, or say under `actuals` why this period was not measured", es: "publica un valor nuevo, o di en `actuals` por qué no se midió este periodo"))
        .on_this_day(),
    );
}
