//! A change that is certain and too small to act on.
//!
//! With enough answers every change can be told from chance. The metric says which change is worth
//! acting on, and this one is smaller: it is a fact, and nothing to celebrate or to mend. Formula:
//! difference of two scores of different people, at 95 %.
//!
//! Source: the statement of the American Statistical Association on p-values (Wasserstein and Lazar,
//! 2016).
//!
//! Bad:
//!
//! ```yaml
//! meaningful_change: +4 points
//! actuals:
//!   - { period: 2026-Q2, value: 31 points, n: 90000 }
//!   - { period: 2026-Q3, value: 32 points, n: 90000 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! meaningful_change: +4 points
//! actuals:
//!   - { period: 2026-Q2, value: 31 points, n: 9000 }
//!   - { period: 2026-Q3, value: 36 points, n: 9000 }
//! ```
//!
//! How to fix it: leave the decision as it is, or set `meaningful_change` lower if such a change is
//! worth acting on after all.
//!
//! # es
//! Un cambio que es cierto y demasiado chico para actuar.
//!
//! Con suficientes respuestas, todo cambio se distingue del azar. La métrica dice por qué cambio vale
//! la pena actuar, y este es menor: es un hecho, y no hay nada que celebrar ni que corregir. Fórmula:
//! diferencia de dos calificaciones de personas distintas, al 95 %.
//!
//! Fuente: la declaración de la American Statistical Association sobre los valores p (Wasserstein y
//! Lazar, 2016).
//!
//! Mal:
//!
//! ```yaml
//! meaningful_change: +4 points
//! actuals:
//!   - { period: 2026-Q2, value: 31 points, n: 90000 }
//!   - { period: 2026-Q3, value: 32 points, n: 90000 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! meaningful_change: +4 points
//! actuals:
//!   - { period: 2026-Q2, value: 31 points, n: 9000 }
//!   - { period: 2026-Q3, value: 36 points, n: 9000 }
//! ```
//!
//! Cómo corregirlo: deja la decisión como está, o baja `meaningful_change` si después de todo vale la
//! pena actuar por un cambio así.

use crate::analyze::effects::fraction;
use crate::analyze::statistics::{nps, proportion};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Actual, Metric};
use crate::model::quantity::{Change, Level};
use crate::model::scalar::Scalar;
use crate::model::time::Month;
use rust_decimal::prelude::ToPrimitive;

rule! { change_significant_but_trivial Statistics Info each Metric }

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    let (Some(worth), Some(first_month)) = (metric.it.meaningful_change.get(), Month::new(1)) else { return };
    let mut values: Vec<(jiff::civil::Date, &Actual)> = metric
        .it
        .actuals
        .items()
        .filter(|actual| actual.r#for.is_absent() && actual.value.get().is_some())
        .filter_map(|actual| Some((actual.period.get()?.days(first_month).first, actual)))
        .collect();
    values.sort_by_key(|(day, _)| *day);
    let [.., (_, before), (_, last)] = &values[..] else { return };
    let (Some((at, new)), Some(old)) = (last.value.spanned(), before.value.get()) else { return };
    let (Some(n), Some(m)) = (last.n.get(), before.n.get()) else { return };
    let (Some(n), Some(m)) = (n.0.to_f64(), m.0.to_f64()) else { return };
    let Some((change, noise)) = compared(old, new, m, n) else { return };
    let Some(worth_it) = size(worth, old) else { return };
    if n < 1.0 || m < 1.0 || change.abs() <= noise || change.abs() >= worth_it {
        return;
    }
    let (new, old, worth) = (new.spell(), old.spell(), worth.spell());
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "from `{old}` to `{new}` is no chance, and less than `{worth}`, the change worth acting on", es: "de `{old}` a `{new}` no es azar, y es menos que `{worth}`, el cambio por el que vale la pena actuar"),
        )
        .help(say!(en: "with so many answers chance moves it by {noise:.1} at most: report the change, and decide nothing on it", es: "con tantas respuestas el azar lo mueve {noise:.1} como mucho: informa el cambio, y no decidas nada con él")),
    );
}

/// The change and what chance makes, both in points or percentage points.
fn compared(old: &Level, new: &Level, m: f64, n: f64) -> Option<(f64, f64)> {
    // Two samples: the harmonic mean of their sizes, halved, is the one sample of the same margin.
    let both = 1.0 / (1.0 / m + 1.0 / n);
    match (old, new) {
        (Level::Points(old), Level::Points(new)) => {
            let (old, new) = (old.0.to_f64()?, new.0.to_f64()?);
            Some((new - old, nps::margin(nps::usual_variance(old), both)))
        }
        (Level::Share(_), Level::Share(_)) => {
            let (old, new) = (fraction(old)?, fraction(new)?);
            Some((100.0 * (new - old), 100.0 * proportion::margin(old, both)))
        }
        _ => None,
    }
}

/// The change that is worth acting on, in points or percentage points.
fn size(change: &Change, level: &Level) -> Option<f64> {
    let amount = change.amount().abs().to_f64()?;
    match (change, level) {
        (Change::Points(_), Level::Points(_)) | (Change::PercentagePoints(_), Level::Share(_)) => Some(amount),
        (Change::Relative(_), Level::Share(_)) => Some(fraction(level)? * amount),
        (Change::Relative(_), Level::Points(points)) => Some(points.0.abs().to_f64()? * amount / 100.0),
        _ => None,
    }
}
