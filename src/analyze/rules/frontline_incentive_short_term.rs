//! Pay that hangs on this month.
//!
//! Whoever is paid for the month sells this month what comes back the next. Customers grow in value
//! over years, and people should be paid for that. Concept A35. Without a horizon the usual one is the
//! month; the limit is three months, and the program may set another.
//!
//! Bad:
//!
//! ```yaml
//! incentives:
//!   - { metric: product-placement, share: 60 %, horizon: 1 month }
//! ```
//!
//! Good:
//!
//! ```yaml
//! incentives:
//!   - { metric: value-growth, share: 40 %, horizon: 12 months }
//! ```
//!
//! How to fix it: pay for the growth of the value of customers over a year, and write the time in
//! `horizon`.
//!
//! # es
//! Un pago que depende de este mes.
//!
//! A quien le pagan por el mes vende este mes lo que regresa el siguiente. El valor de un cliente crece
//! en años, y por eso habría que pagar. Concepto A35. Sin horizonte, lo usual es el mes; el límite son
//! tres meses, y el programa puede fijar otro.
//!
//! Mal:
//!
//! ```yaml
//! incentives:
//!   - { metric: product-placement, share: 60 %, horizon: 1 month }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! incentives:
//!   - { metric: value-growth, share: 40 %, horizon: 12 months }
//! ```
//!
//! Cómo corregirlo: paga por el crecimiento del valor de los clientes en un año, y escribe el tiempo en
//! `horizon`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use std::cmp::Ordering;

rule! { frontline_incentive_short_term CustomerCentricity Warning each Role limit Time }

fn check(role: Of<'_, Role>, context: &Context<'_>, out: &mut Findings) {
    let limit = context.limit_time(&RULE, Duration::new(Decimal::from(3), TimeUnit::Month));
    for (at, incentive) in role.it.incentives.spanned_items() {
        let Some(metric) = incentive.metric.get() else { continue };
        let metric = metric.path;
        let (at, message) = match incentive.horizon.spanned() {
            Some((at, horizon)) if horizon.compare(limit) == Some(Ordering::Less) => {
                let horizon = horizon.spell();
                (at, say!(en: "`{metric}` is paid by `{horizon}`", es: "`{metric}` se paga por `{horizon}`"))
            }
            None if incentive.horizon.is_absent() => {
                (at, say!(en: "nobody says over which time `{metric}` is paid", es: "nadie dice en cuánto tiempo se paga `{metric}`"))
            }
            _ => continue,
        };
        let limit = limit.spell();
        out.push(
            RULE.finding(role.place(at), message)
                .help(say!(
                    en: "customers grow over years: pay for what lasts, over `{limit}` at least, and write it in `horizon`",
                    es: "los clientes crecen en años: paga por lo que dura, en `{limit}` por lo menos, y escríbelo en `horizon`"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
