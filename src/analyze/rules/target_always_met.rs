//! A target that has been beaten for three periods in a row.
//!
//! What has been reached for a year is no aim any more: nobody changes anything for it, and the number
//! on the scorecard is always green.
//!
//! Source: a case from the field: a target that was beaten every month and taught nobody anything.
//!
//! Bad:
//!
//! ```yaml
//! direction: up
//! target: { value: 30 points, by: 2027-06-30 }
//! actuals:
//!   - { period: 2026-Q1, value: 33 points, n: 2100 }
//!   - { period: 2026-Q2, value: 34 points, n: 2100 }
//!   - { period: 2026-Q3, value: 36 points, n: 2148 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! direction: up
//! target: { value: 42 points, by: 2027-06-30 }
//! ```
//!
//! How to fix it: aim further, or say with `always: true` that it is a level to keep. A promise that
//! must be kept is no aim.
//!
//! # es
//! Una meta que se supera desde hace tres periodos.
//!
//! Lo que se alcanza desde hace un año ya no es una meta: nadie cambia nada por ella, y el número del
//! tablero siempre está en verde.
//!
//! Fuente: un caso real: una meta que se superaba cada mes y no enseñaba nada a nadie.
//!
//! Mal:
//!
//! ```yaml
//! direction: up
//! target: { value: 30 points, by: 2027-06-30 }
//! actuals:
//!   - { period: 2026-Q1, value: 33 points, n: 2100 }
//!   - { period: 2026-Q2, value: 34 points, n: 2100 }
//!   - { period: 2026-Q3, value: 36 points, n: 2148 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! direction: up
//! target: { value: 42 points, by: 2027-06-30 }
//! ```
//!
//! Cómo corregirlo: apunta más lejos, o di con `always: true` que es un nivel que se quiere mantener.
//! Una promesa que hay que cumplir no es una meta.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Direction, Metric};
use crate::model::scalar::Scalar;
use crate::model::time::Month;
use std::cmp::Ordering;

rule! { target_always_met Statistics Info each Metric limit Count }

/// So many periods in a row.
const PERIODS: usize = 3;

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let better = match metric.it.direction.value() {
        Some(Direction::Up) => Ordering::Greater,
        Some(Direction::Down) => Ordering::Less,
        _ => return,
    };
    let Some(first_month) = Month::new(1) else { return };
    let mut values: Vec<_> = metric
        .it
        .actuals
        .items()
        .filter(|actual| actual.r#for.is_absent())
        .filter_map(|actual| Some((actual.period.get()?.days(first_month).first, actual.value.get()?)))
        .collect();
    values.sort_by_key(|(day, _)| *day);
    let periods = context.limit_count(&RULE, PERIODS as u64) as usize;
    let Some(last) = values.len().checked_sub(periods.max(1)).map(|from| &values[from..]) else { return };
    for target in metric.it.target.items().filter(|target| target.r#for.is_absent()) {
        let Some((at, aim)) = target.value.spanned() else { continue };
        let met = last.iter().all(|(_, value)| matches!(value.compare(aim), Some(order) if order == better));
        if target.always.value() == Some(true) || !met {
            continue;
        }
        let aim = aim.spell();
        let seen = last.iter().map(|(_, value)| format!("`{}`", value.spell())).collect::<Vec<_>>().join(", ");
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "`{aim}` has been beaten in the last {periods} periods: {seen}", es: "`{aim}` se superó en los últimos {periods} periodos: {seen}"),
            )
            .help(say!(en: "aim further, or write `always: true` when it is a level to keep", es: "apunta más lejos, o escribe `always: true` si es un nivel que se quiere mantener")),
        );
    }
}
