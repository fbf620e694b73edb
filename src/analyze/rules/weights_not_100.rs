//! A health score whose weights do not add up to 100 %.
//!
//! The score is the weighted sum of its parts. With 90 % the best customer cannot be healthy, with
//! 110 % nobody can be told apart at the top.
//!
//! Source: the Handbook on Constructing Composite Indicators (OECD and JRC, 2008).
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: account-health
//! family: health
//! components:
//!   - { id: use, metric: weekly-use, weight: 60 % }
//!   - { id: mood, metric: account-nps, weight: 30 % }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: account-health
//! family: health
//! components:
//!   - { id: use, metric: weekly-use, weight: 60 % }
//!   - { id: mood, metric: account-nps, weight: 40 % }
//! ```
//!
//! How to fix it: change the weights until they add up to 100 %, or leave all of them out if the
//! parts count the same.
//!
//! # es
//! Una calificación de salud cuyos pesos no suman 100 %.
//!
//! La calificación es la suma ponderada de sus partes. Con 90 % el mejor cliente no puede estar sano,
//! con 110 % no se distingue a nadie arriba.
//!
//! Fuente: el manual de indicadores compuestos de la OCDE y el JRC (2008).
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: account-health
//! family: health
//! components:
//!   - { id: use, metric: weekly-use, weight: 60 % }
//!   - { id: mood, metric: account-nps, weight: 30 % }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: account-health
//! family: health
//! components:
//!   - { id: use, metric: weekly-use, weight: 60 % }
//!   - { id: mood, metric: account-nps, weight: 40 % }
//! ```
//!
//! Cómo corregirlo: cambia los pesos hasta que sumen 100 %, o quítalos todos si las partes cuentan
//! igual.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::Metric;
use rust_decimal::Decimal;

rule! { weights_not_100 Statistics Error each Metric }

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    let Some((at, components)) = metric.components.spanned() else { return };
    let weights: Vec<Decimal> = components.iter().filter_map(|it| it.weight.get()).map(|weight| weight.percent()).collect();
    let sum: Decimal = weights.iter().sum();
    if weights.is_empty() || weights.len() != components.len() || sum == Decimal::ONE_HUNDRED {
        return;
    }
    let sum = sum.normalize();
    out.push(
        RULE.finding(metric.place(at), say!(en: "the weights add up to {sum} %, not to 100 %", es: "los pesos suman {sum} %, no 100 %"))
            .help(say!(
                en: "the score would not reach its range: change the weights, or leave all of them out if the parts count the same",
                es: "la calificación no llegaría a su rango: cambia los pesos, o quítalos todos si las partes cuentan igual"
            )),
    );
}
