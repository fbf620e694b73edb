//! A target so near to the baseline that chance alone could reach it.
//!
//! A score moves from wave to wave although nothing has changed, because other people answer. If the
//! target lies inside that movement, reaching it proves nothing and missing it either. Formula: 1.96
//! × √(variance × (1/n before + 1/n planned)); for a bare NPS a third of passives is assumed.
//!
//! Source: sampling theory (Cochran, Sampling Techniques, 1977).
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
//! told from chance, and how many answers would tell yours. A target for some customers (`for`) is
//! compared with their own last value in `actuals`, or else with that of everybody.
//!
//! # es
//! Una meta tan cercana al punto de partida que el azar bastaría para alcanzarla.
//!
//! Una calificación se mueve de una ola a otra aunque nada haya cambiado, porque contestan otras
//! personas. Si la meta cae dentro de ese movimiento, alcanzarla no prueba nada, y fallar tampoco.
//! Fórmula: 1.96 × √(varianza × (1/n antes + 1/n planeado)); para un NPS a secas se supone un tercio
//! de pasivos.
//!
//! Fuente: la teoría del muestreo (Cochran, Sampling Techniques, 1977).
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
//! azar y cuántas respuestas harían falta para la tuya. Una meta para algunos clientes (`for`) se
//! compara con su propio último valor en `actuals` o, si falta, con el de todos.

use crate::analyze::bands::question_of;
use crate::analyze::sampling::planned_answers;
use crate::analyze::statistics::{nps, proportion};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::metric::{Direction, Metric, TargetOf, whom};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use crate::model::time::Month;
use rust_decimal::prelude::ToPrimitive;

rule! { target_below_moe Statistics Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((survey, _)) = question_of(metric, context) else { return };
    let (Some(baseline), Some(planned)) = (metric.baseline.get(), planned_answers(survey, context)) else { return };
    let (Some(start), Some(n)) = (baseline.value.get(), baseline.n.get()) else { return };
    if planned < 1.0 || metric.direction.value() == Some(Direction::Hold) {
        return;
    }
    for target in metric.target.items() {
        let Some((at, aim)) = target.value.spanned() else { continue };
        // A target for some stands on their own last value; without one, on that of everybody, whose
        // answers are more, so that a difference too small for all is too small for some.
        let own = last_of(metric, target);
        let (start, n) = own.unwrap_or((start, n.0));
        let Some(compared) = Compared::of(start, aim, n as f64, planned) else { continue };
        if compared.difference >= compared.noise {
            continue;
        }
        let (start, aim, noise) = (start.spell(), aim.spell(), compared.noise);
        let needed = compared.needed(n, planned);
        let planned = planned.round();
        let some = !target.r#for.is_absent() && own.is_none();
        let whose = if some {
            say!(en: " (the value of everybody; of these alone it moves more)", es: " (el valor de todos; el de estos solos se mueve más)")
        } else {
            Say::same("")
        };
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "from `{start}` to `{aim}` is less than chance moves the score: {noise:.1}{}", whose.en;
                     es: "de `{start}` a `{aim}` es menos de lo que el azar mueve la calificación: {noise:.1}{}", whose.es),
            )
            .help(say!(
                en: "with {n} answers before and about {planned} planned, a difference under {noise:.1} proves nothing: aim further, or ask more people: {}", needed.en;
                es: "con {n} respuestas antes y unas {planned} planeadas, una diferencia menor que {noise:.1} no prueba nada: apunta más lejos, o pregunta a más personas: {}", needed.es
            )),
        );
    }
}

/// The last published value of those for whom a target is, with its answers.
fn last_of<'m>(metric: Of<'m, Metric>, target: &TargetOf) -> Option<(&'m Level, i64)> {
    let customers = whom(&target.r#for);
    if customers.is_empty() {
        return None;
    }
    let own = metric.it.actuals.items().filter(|actual| whom(&actual.r#for) == customers);
    let last = own.filter(|actual| actual.value.get().is_some() && actual.n.get().is_some());
    let last = last.max_by_key(|actual| actual.period.value().map(|period| period.days(Month::default()).last))?;
    Some((last.value.get()?, last.n.get()?.0))
}

/// Two levels and the chance between them, in points or percentage points.
struct Compared {
    difference: f64,
    /// The difference that chance reaches in 5 of 100 cases.
    noise: f64,
}

impl Compared {
    fn of(start: &Level, aim: &Level, before: f64, planned: f64) -> Option<Self> {
        // Two samples: the harmonic mean of their sizes, halved, is the one sample of the same margin.
        let n = 1.0 / (1.0 / before + 1.0 / planned);
        match (start, aim) {
            (Level::Points(start), Level::Points(aim)) => {
                let (start, aim) = (start.0.to_f64()?, aim.0.to_f64()?);
                let noise = nps::margin(nps::usual_variance(start), n);
                Some(Self { difference: (aim - start).abs(), noise })
            }
            (Level::Share(start), Level::Share(aim)) => {
                let (start, aim) = (start.fraction().to_f64()?, aim.fraction().to_f64()?);
                Some(Self { difference: (aim - start).abs() * 100.0, noise: 100.0 * proportion::margin(start, n) })
            }
            _ => None,
        }
    }

    /// The answers that tell the two levels apart: as many in the next wave, or, where those before are
    /// too few whatever comes, in each of two waves. The noise falls with the root of the answers.
    fn needed(&self, before: i64, planned: f64) -> Say {
        let ratio = (self.noise / self.difference).powi(2);
        if !ratio.is_finite() {
            return say!(en: "no number of answers tells a difference of 0 from chance", es: "ninguna cantidad de respuestas distingue del azar una diferencia de 0");
        }
        let now = 1.0 / (1.0 / before as f64 + 1.0 / planned);
        let one = now * ratio;
        let rest = 1.0 / one - 1.0 / before as f64;
        if rest > 0.0 {
            let n = (1.0 / rest).ceil();
            say!(en: "about {n} answers would tell them apart", es: "unas {n} respuestas bastarían para distinguirlas")
        } else {
            let n = (2.0 * one).ceil();
            say!(en: "the {before} of the baseline are too few however many come; with about {n} before and {n} after the difference would tell", es: "las {before} del punto de partida son muy pocas, lleguen las que lleguen; con unas {n} antes y {n} después se distinguiría")
        }
    }
}
