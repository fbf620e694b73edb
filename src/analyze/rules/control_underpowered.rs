//! A comparison group too small to show the effect that is expected.
//!
//! A comparison group costs something: customers who are not treated. If it is so small that the
//! expected effect would be missed more often than once in five times, that price is paid for nothing.
//! Formula: power of the two-proportion z test for groups of unequal size, at 95 %. Concept B13.
//!
//! Bad:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: random, lasts: 3 months }
//! expected_cases: { n: 1300, per: month }
//! business_case: { expects: { metric: churn-rate, change: -10 % relative, study: recovery-study } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! control_group: { share: 30 %, assignment: random, lasts: 12 months }
//! expected_cases: { n: 1300, per: month }
//! business_case: { expects: { metric: churn-rate, change: -10 % relative, study: recovery-study } }
//! ```
//!
//! How to fix it: hold out a larger part, for longer, or do without a group and say so. The message
//! tells the power, and the part or the time that would do.
//!
//! # es
//! Un grupo de comparación demasiado chico para mostrar el efecto que se espera.
//!
//! Un grupo de comparación cuesta algo: clientes a los que no se atiende. Si es tan chico que el efecto
//! esperado se escaparía más de una vez de cada cinco, ese precio se paga por nada. Fórmula: potencia
//! de la prueba z de dos proporciones con grupos de distinto tamaño, al 95 %. Concepto B13.
//!
//! Mal:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: random, lasts: 3 months }
//! expected_cases: { n: 1300, per: month }
//! business_case: { expects: { metric: churn-rate, change: -10 % relative, study: recovery-study } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! control_group: { share: 30 %, assignment: random, lasts: 12 months }
//! expected_cases: { n: 1300, per: month }
//! business_case: { expects: { metric: churn-rate, change: -10 % relative, study: recovery-study } }
//! ```
//!
//! Cómo corregirlo: deja fuera una parte mayor, por más tiempo, o renuncia al grupo y dilo. El mensaje
//! dice la potencia, y la parte o el tiempo que bastarían.

use crate::analyze::effects::{after, control_rate, fraction};
use crate::analyze::statistics::POWER;
use crate::analyze::statistics::proportion::power;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::playbook::{CasePeriod, ControlGroup, Playbook};
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use crate::model::study::Study;
use rust_decimal::prelude::ToPrimitive;

rule! { control_underpowered Statistics Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, group)) = playbook.it.control_group.spanned() else { return };
    let (Some(n), Some((rate, treated))) = (cases(playbook.it, group), rates(playbook, context)) else { return };
    let Some(share) = group.share.get().and_then(|share| share.fraction().to_f64()) else { return };
    let of = |n: f64, share: f64| power(rate, treated, n * share, n * (1.0 - share));
    let found = of(n, share);
    if n * share < 1.0 || found >= POWER || (rate - treated).abs() < f64::EPSILON {
        return;
    }
    let (found, n) = ((100.0 * found).round(), n.round());
    let (from, to) = (per_cent(rate), per_cent(treated));
    let written = group.share.get().map(|share| share.spell()).unwrap_or_default();
    let enough = (1..=50_u32).map(f64::from).find(|part| of(n, part / 100.0) >= POWER);
    let longer = (2..=500_u32).map(f64::from).find(|times| of(n * times, share) >= POWER);
    let help = match (enough, longer) {
        (Some(part), _) => say!(en: "{part} % held out would do, with the same cases", es: "con dejar fuera {part} % bastaría, con los mismos casos"),
        (None, Some(times)) => say!(en: "no part of these cases is enough: {times} times as many cases or months are needed", es: "ninguna parte de estos casos basta: hacen falta {times} veces más casos o meses"),
        (None, None) => say!(en: "no group of a size that can be had would show it: expect a larger effect, or do without a comparison and say so", es: "ningún grupo de tamaño posible lo mostraría: espera un efecto mayor, o renuncia a la comparación y dilo"),
    };
    out.push(
        RULE.finding(
            playbook.place(at),
            say!(en: "with {written} of {n} cases held out, from {from} to {to} is found in {found} of 100 times", es: "con {written} de {n} casos fuera, pasar de {from} a {to} se detecta {found} de cada 100 veces"),
        )
        .help(help),
    );
}

/// The cases that come while the group lasts.
fn cases(playbook: &Playbook, group: &ControlGroup) -> Option<f64> {
    let expected = playbook.expected_cases.get()?;
    let days = match expected.per.value()? {
        CasePeriod::Day => 1.0,
        CasePeriod::Week => 7.0,
        CasePeriod::Month => 365.0 / 12.0,
    };
    Some(expected.n.get()?.0.to_f64()? * days_of(group.lasts.value()?)? / days)
}

/// Days of the calendar; a year has 365, a month a twelfth of it.
fn days_of(length: Duration) -> Option<f64> {
    let each = match length.unit() {
        TimeUnit::Day => 1.0,
        TimeUnit::Week => 7.0,
        TimeUnit::Month => 365.0 / 12.0,
        TimeUnit::Quarter => 365.0 / 4.0,
        TimeUnit::Year => 365.0,
        _ => return None,
    };
    Some(length.amount().to_f64()? * each)
}

/// The share without treatment and with it: of the study that is named, or of the metric's baseline.
fn rates(playbook: Of<'_, Playbook>, context: &Context<'_>) -> Option<(f64, f64)> {
    let expects = playbook.it.business_case.get()?.expects.get()?;
    let studied = expects.study.spanned().and_then(|(at, _)| {
        control_rate(context.program.follow::<Study>(playbook.index, at)?.it)
    });
    let measured = || {
        let metric = context.program.follow::<Metric>(playbook.index, expects.metric.span())?;
        fraction(metric.it.baseline.get()?.value.get()?)
    };
    let rate = studied.or_else(measured)?;
    let treated = after(rate, expects.change.get()?, None)?;
    let shares = 0.0..=1.0;
    (shares.contains(&rate) && shares.contains(&treated)).then_some((rate, treated))
}

fn per_cent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
