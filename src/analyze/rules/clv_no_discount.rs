//! A lifetime value in which money of later years counts as money of today.
//!
//! Finance asks for a return on every year that money is away. Without a discount, a customer who stays
//! for ten years looks twice as valuable as they are, and the case for keeping them falls at the first
//! question. Gupta and Lehmann (2003). Concept D16.
//!
//! Bad:
//!
//! ```yaml
//! baseline: { lifetime_value: 4250 MXN }
//! ```
//!
//! Good:
//!
//! ```yaml
//! baseline: { lifetime_value: 2125 MXN, discount_rate: 12 % }
//! ```
//!
//! How to fix it: ask finance for its rate and write it: `discount: 12 %`, or `baseline.discount_rate:
//! 12 %` in the business model.
//!
//! # es
//! Un valor de vida en que el dinero de años futuros vale como el de hoy.
//!
//! Finanzas pide un rendimiento por cada año que el dinero está fuera. Sin descuento, un cliente que se
//! queda diez años parece valer el doble, y el caso para retenerlo cae a la primera pregunta. Gupta y
//! Lehmann (2003). Concepto D16.
//!
//! Mal:
//!
//! ```yaml
//! baseline: { lifetime_value: 4250 MXN }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! baseline: { lifetime_value: 2125 MXN, discount_rate: 12 % }
//! ```
//!
//! Cómo corregirlo: pide a finanzas su tasa y escríbela: `discount: 12 %`, o `baseline.discount_rate:
//! 12 %` en el modelo de negocio.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Diagnostic, say};
use crate::model::Of;
use crate::model::business_model::BusinessModel;
use crate::model::expression::{Value, Values, compute};
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;

rule! { clv_no_discount Statistics Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let fix = || say!(en: "ask finance for its rate and write it, such as `12 %`", es: "pide a finanzas su tasa y escríbela, por ejemplo `12 %`");
    for metric in context.in_use::<Metric>() {
        if metric.it.r#use.get().is_none_or(|name| name.id().as_str() != "lifetime-value") {
            continue;
        }
        let Some(entry) = metric.it.with.entries().find(|entry| &*entry.key == "discount") else {
            out.about(metric.entity);
            if let Some(finding) = without(metric, context) {
                out.push(finding.help(fix()));
            }
            continue;
        };
        let at = entry.value.span();
        let Some(typed) = context.program.expression(metric.index, at) else { continue };
        if typed.symbols().is_empty() && compute(typed, &Nothing) == Value::Number(Decimal::ZERO) {
            out.about(metric.entity);
            out.push(
                RULE.finding(
                    metric.place(at),
                    say!(en: "without a discount, money of ten years from now counts as money of today", es: "sin descuento, el dinero de dentro de diez años cuenta como el de hoy"),
                )
                .help(fix()),
            );
        }
    }
    for model in context.in_use::<BusinessModel>() {
        let Some(baseline) = model.it.baseline.get() else { continue };
        let Some((value_at, _)) = baseline.lifetime_value.spanned() else { continue };
        let zero = baseline.discount_rate.get().is_some_and(|rate| rate.percent().is_zero());
        if baseline.discount_rate.is_absent() || zero {
            let at = if zero { baseline.discount_rate.span() } else { value_at };
            out.about(model.entity);
            out.push(
                RULE.finding(
                    model.place(at),
                    say!(en: "a lifetime value, and nobody says at which rate it is discounted", es: "un valor de vida, y nadie dice con qué tasa se descuenta"),
                )
                .help(fix()),
            );
        }
    }
}

/// What is computed from parameters among which there is no rate. The rate of a business model is
/// offered.
fn without(metric: Of<'_, Metric>, context: &Context<'_>) -> Option<Diagnostic> {
    let first = metric.it.with.entries().next()?;
    let mut models = context.in_use::<BusinessModel>();
    let rate = models.find_map(|model| model.it.baseline.get()?.discount_rate.value());
    let edits = rate.filter(|rate| !rate.percent().is_zero());
    let edits = edits.map(|rate| context.added(metric.place(first.key_span), &format!("discount: {}", rate.spell())));
    let finding = RULE.finding(
        metric.entity.head(),
        say!(en: "a lifetime value, and nobody says at which rate it is discounted", es: "un valor de vida, y nadie dice con qué tasa se descuenta"),
    );
    Some(finding.guess(edits.unwrap_or_default()))
}

/// An expression without names has one value.
struct Nothing;

impl Values for Nothing {
    fn value(&self, _: &crate::model::expression::Symbol) -> Value {
        Value::None
    }
}
