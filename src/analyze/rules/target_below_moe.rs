//! A target so near to the baseline that chance alone could reach it.
//!
//! A score moves from wave to wave although nothing has changed, because other people answer. If the
//! target lies inside that movement, reaching it proves nothing and missing it either. Formula: 1.96
//! × √(variance × (1/n before + 1/n planned)); for a bare NPS a third of passives is assumed.
//!
//! Bad:
//!
//! ```yaml
//! baseline: { value: 31 points, n: 400, period: 2026-Q3 }
//! target: { value: 33 points, by: 2027-06-30 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! baseline: { value: 31 points, n: 4000, period: 2026-Q3 }
//! target: { value: 38 points, by: 2027-06-30 }
//! ```
//!
//! How to fix it: aim further, ask more people, or say that the target is to stay where you are
//! (`direction: hold` with a `tolerance`). The message tells the smallest difference that could be
//! told from chance.
//!
//! # es
//! Una meta tan cercana al punto de partida que el azar bastaría para alcanzarla.
//!
//! Una calificación se mueve de una ola a otra aunque nada haya cambiado, porque contestan otras
//! personas. Si la meta cae dentro de ese movimiento, alcanzarla no prueba nada, y fallar tampoco.
//! Fórmula: 1.96 × √(varianza × (1/n antes + 1/n planeado)); para un NPS a secas se supone un tercio
//! de pasivos.
//!
//! Mal:
//!
//! ```yaml
//! baseline: { value: 31 points, n: 400, period: 2026-Q3 }
//! target: { value: 33 points, by: 2027-06-30 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! baseline: { value: 31 points, n: 4000, period: 2026-Q3 }
//! target: { value: 38 points, by: 2027-06-30 }
//! ```
//!
//! Cómo corregirlo: apunta más lejos, pregunta a más personas, o di que la meta es mantenerse
//! (`direction: hold` con `tolerance`). El mensaje dice la menor diferencia que se distinguiría del
//! azar.

use crate::analyze::bands::question_of;
use crate::analyze::sampling::planned_answers;
use crate::analyze::statistics::{nps, proportion};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Direction, Metric};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use rust_decimal::prelude::ToPrimitive;

rule! { target_below_moe Statistics Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((survey, _)) = question_of(metric, context) else { return };
    let (Some(baseline), Some(planned)) = (metric.baseline.get(), planned_answers(survey, context)) else { return };
    let (Some(start), Some(n)) = (baseline.value.get(), baseline.n.get()) else { return };
    if n.0 < 1 || planned < 1.0 || metric.direction.value() == Some(Direction::Hold) {
        return;
    }
    for target in metric.target.items().filter(|target| target.r#for.is_absent()) {
        let Some((at, aim)) = target.value.spanned() else { continue };
        let Some((difference, noise)) = compared(start, aim, n.0 as f64, planned) else { continue };
        if difference >= noise {
            continue;
        }
        let (start, aim, n, planned) = (start.spell(), aim.spell(), n.0, planned.round());
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "from {start} to {aim} is less than chance moves the score: {noise:.1}", es: "de {start} a {aim} es menos de lo que el azar mueve la calificación: {noise:.1}"),
            )
            .help(say!(
                en: "with {n} answers before and about {planned} planned, a difference under {noise:.1} proves nothing: aim further, or ask more people",
                es: "con {n} respuestas antes y unas {planned} planeadas, una diferencia menor que {noise:.1} no prueba nada: apunta más lejos, o pregunta a más personas"
            )),
        );
    }
}

/// The difference of two levels and the one that chance reaches in 95 of 100 cases, both in points
/// or percentage points.
fn compared(start: &Level, aim: &Level, before: f64, planned: f64) -> Option<(f64, f64)> {
    // Two samples: the harmonic mean of their sizes, halved, is the one sample of the same margin.
    let n = 1.0 / (1.0 / before + 1.0 / planned);
    match (start, aim) {
        (Level::Points(start), Level::Points(aim)) => {
            let (start, aim) = (start.0.to_f64()?, aim.0.to_f64()?);
            Some(((aim - start).abs(), nps::margin(nps::usual_variance(start), n)))
        }
        (Level::Share(start), Level::Share(aim)) => {
            let (start, aim) = (start.fraction().to_f64()?, aim.fraction().to_f64()?);
            Some(((aim - start).abs() * 100.0, 100.0 * proportion::margin(start, n)))
        }
        _ => None,
    }
}
