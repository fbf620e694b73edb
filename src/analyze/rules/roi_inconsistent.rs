//! A published return that its own benefit and cost do not give.
//!
//! Return on investment is (benefit − cost) / cost. The net benefit in money, or benefit divided by cost,
//! is often printed under the same name, and both look far better. Concept B15.
//!
//! Bad: 170000 over 100000 is a return of 70 %, not 170 %.
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! result: { roi: 170 %, benefit: 170000 MXN, cost: 100000 MXN, horizon: 12 months }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! result: { roi: 70 %, benefit: 170000 MXN, cost: 100000 MXN, horizon: 12 months }
//! ```
//!
//! How to fix it: write the return that the message computes, or correct the amount that is wrong.
//! Differences of less than one percentage point pass as rounding.
//!
//! # es
//! Un retorno publicado que no sale de su propio beneficio y costo.
//!
//! El retorno sobre la inversión es (beneficio − costo) / costo. Con ese nombre suele imprimirse el
//! beneficio neto en dinero, o el beneficio entre el costo, y ambos se ven mucho mejor. Concepto B15.
//!
//! Mal: 170000 entre 100000 es un retorno de 70 %, no de 170 %.
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! result: { roi: 170 %, benefit: 170000 MXN, cost: 100000 MXN, horizon: 12 months }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! result: { roi: 70 %, benefit: 170000 MXN, cost: 100000 MXN, horizon: 12 months }
//! ```
//!
//! Cómo corregirlo: escribe el retorno que calcula el mensaje, o corrige la cantidad equivocada. Las
//! diferencias de menos de un punto porcentual pasan por redondeo.

use crate::analyze::statistics::roi;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::scalar::Scalar;
use crate::model::study::Study;
use crate::resolve::names::rates;
use rust_decimal::Decimal;

rule! { roi_inconsistent Statistics Error each Study }

fn check(study: Of<'_, Study>, context: &Context<'_>, out: &mut Findings) {
    let Some(result) = study.result.get() else { return };
    let (Some((at, stated)), Some(benefit), Some(cost)) =
        (result.roi.spanned(), result.benefit.get(), result.cost.get())
    else {
        return;
    };
    // In one currency, by the rates of the program; a currency without a rate has its own finding.
    let rates = rates(context.program);
    let spent = if benefit.currency == cost.currency {
        Some(cost.0)
    } else {
        rates.and_then(|rates| cost.into_currency(benefit.currency, &rates).ok())
    };
    let Some(spent) = spent else { return };
    let Some(computed) = roi(benefit.amount, spent.amount).map(|roi| roi * Decimal::ONE_HUNDRED) else { return };
    if (computed - stated.percent()).abs() < Decimal::ONE {
        return;
    }
    let ratio = (computed + Decimal::ONE_HUNDRED - stated.percent()).abs() < Decimal::ONE;
    let (stated, right) = (stated.spell(), computed.round_dp(1).normalize());
    let (benefit, cost) = (benefit.spell(), cost.spell());
    let (en, es) = if ratio {
        ("; what is written is benefit divided by cost", "; lo escrito es el beneficio entre el costo")
    } else {
        ("", "")
    };
    out.push(
        RULE.finding(
            study.place(at),
            say!(en: "a benefit of {benefit} for a cost of {cost} is a return of {right} %, not {stated}";
                 es: "un beneficio de {benefit} con un costo de {cost} es un retorno de {right} %, no de {stated}"),
        )
        .help(say!(en: "return is (benefit − cost) / cost{en}: write `roi: {right} %`, or correct the amount that is wrong";
                   es: "el retorno es (beneficio − costo) / costo{es}: escribe `roi: {right} %`, o corrige la cantidad equivocada"))
        .guess(vec![(study.place(at), format!("{right} %"))]),
    );
}
