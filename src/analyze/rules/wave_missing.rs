//! A series of values with a hole in it.
//!
//! Between two quarters nobody published anything, and nobody says why. A reader draws the line through
//! the hole as if nothing had happened there; often that is where it happened.
//!
//! Source: OMB Circular A-11, section 280, which asks for values every quarter.
//!
//! Bad:
//!
//! ```yaml
//! actuals:
//!   - { period: 2026-Q1, value: 29 points, n: 2100 }
//!   - { period: 2026-Q3, value: 31 points, n: 2148 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! actuals:
//!   - { period: 2026-Q1, value: 29 points, n: 2100 }
//!   - { period: 2026-Q2, not_measured: The call center moved and no wave was sent }
//!   - { period: 2026-Q3, value: 31 points, n: 2148 }
//! ```
//!
//! How to fix it: add the value, or the period with `not_measured` and the reason.
//!
//! # es
//! Una serie de valores con un hueco.
//!
//! Entre dos trimestres nadie publicó nada, y nadie dice por qué. Quien lee une la línea por encima del
//! hueco como si ahí no hubiera pasado nada; muchas veces es justo donde pasó.
//!
//! Fuente: la circular A-11 de la OMB, sección 280, que pide valores cada trimestre.
//!
//! Mal:
//!
//! ```yaml
//! actuals:
//!   - { period: 2026-Q1, value: 29 points, n: 2100 }
//!   - { period: 2026-Q3, value: 31 points, n: 2148 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! actuals:
//!   - { period: 2026-Q1, value: 29 points, n: 2100 }
//!   - { period: 2026-Q2, not_measured: The call center moved and no wave was sent }
//!   - { period: 2026-Q3, value: 31 points, n: 2148 }
//! ```
//!
//! Cómo corregirlo: agrega el valor, o el periodo con `not_measured` y la razón.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::time::{CalendarUnit, Days, Month, PeriodName};
use jiff::ToSpan;

rule! { wave_missing Continuity Info each Metric }

/// So many holes are named; a series with more is another series.
const MOST: usize = 24;

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let stated = context.root_program().and_then(|program| program.it.fiscal_year_start.value());
    let first = stated.and_then(|month| i8::try_from(month.get()).ok()).unwrap_or(1);
    let Some(fiscal) = Month::new(first) else { return };
    let Some(list) = metric.it.actuals.get() else { return };
    let mut stated: Vec<(Days, crate::source::Span, PeriodName)> = Vec::new();
    for actual in list.fields() {
        // One that could not be read may be the one that is missing.
        let Some((at, period)) = actual.get().and_then(|actual| actual.period.spanned()) else { return };
        stated.push((period.days(fiscal), at, *period));
    }
    stated.sort_by_key(|(days, ..)| days.first);
    let Some(unit) = one_unit(stated.iter().map(|(.., period)| *period)) else { return };
    for pair in stated.windows(2) {
        let ((before, ..), (next, at, period)) = (&pair[0], &pair[1]);
        let holes = between(*before, *next, unit);
        let (Some(first), Some(last)) = (holes.first(), holes.last()) else { continue };
        let period = period.spell();
        let missing = if holes.len() == 1 { first.clone() } else { format!("{first}…{last}") };
        out.push(
            RULE.finding(
                metric.place(*at),
                say!(en: "before {period} there is no value of {missing}, and nobody says why", es: "antes de {period} no hay valor de {missing}, y nadie dice por qué"),
            )
            .help(say!(en: "add the value, or `{{ period: {first}, not_measured: … }}` with the reason", es: "agrega el valor, o `{{ period: {first}, not_measured: … }}` con la razón")),
        );
    }
}

/// The one length that all periods have.
fn one_unit(mut periods: impl Iterator<Item = PeriodName>) -> Option<CalendarUnit> {
    let first = periods.next()?;
    let fiscal = |period: &PeriodName| period.spell().starts_with("FY");
    let alike = |period: PeriodName| period.unit() == first.unit() && fiscal(&period) == fiscal(&first);
    (periods.all(alike) && !fiscal(&first) && first.unit() != CalendarUnit::Day).then_some(first.unit())
}

/// The periods that lie between two, at most so many.
fn between(before: Days, next: Days, unit: CalendarUnit) -> Vec<String> {
    let mut names = Vec::new();
    let mut day = before.last.saturating_add(1.day());
    while day < next.first && names.len() < MOST {
        names.push(PeriodName::of(unit, day).spell());
        day = unit.around(day).last.saturating_add(1.day());
    }
    names
}
