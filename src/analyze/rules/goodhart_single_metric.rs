//! One number on which nearly all variable pay depends.
//!
//! When a measure becomes a target, it ceases to be a good measure (Goodhart, as Strathern put it in
//! 1997). Where more than 70 % of what is paid hangs on one metric, people find out how to move the
//! number before they find out how to help the customer.
//!
//! Bad:
//!
//! ```yaml
//! kind: role
//! id: advisor
//! incentives: [{ metric: relationship-nps, share: 100 % }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: role
//! id: advisor
//! incentives: [{ metric: goal-achievement, share: 50 % }, { metric: early-withdrawal-rate, share: 50 % }]
//! ```
//!
//! How to fix it: spread the pay over what customers do and what it leads to, or say under
//! `gaming_risk` how the number can be gamed and what is watched.
//!
//! # es
//! Un número del que depende casi todo el pago variable.
//!
//! Cuando una medida se vuelve meta, deja de ser una buena medida (Goodhart, en palabras de Strathern,
//! 1997). Donde más de 70 % de lo que se paga depende de una sola métrica, la gente aprende a mover el
//! número antes que a ayudar al cliente.
//!
//! Mal:
//!
//! ```yaml
//! kind: role
//! id: advisor
//! incentives: [{ metric: relationship-nps, share: 100 % }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: role
//! id: advisor
//! incentives: [{ metric: goal-achievement, share: 50 % }, { metric: early-withdrawal-rate, share: 50 % }]
//! ```
//!
//! Cómo corregirlo: reparte el pago entre lo que hacen los clientes y lo que eso produce, o di en
//! `gaming_risk` cómo se puede maquillar el número y qué se vigila.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{counted, say};
use crate::model::EntityIndex;
use crate::model::metric::Metric;
use crate::model::role::Role;
use crate::resolve::Target;
use crate::source::At;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

rule! { goodhart_single_metric Suspicious Info everything limit Share }

/// Fewer paid roles than this are one team's agreement.
const ROLES: usize = 2;

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut paid: BTreeMap<EntityIndex, (Decimal, At)> = BTreeMap::new();
    let (mut all, mut roles) = (Decimal::ZERO, 0);
    for role in context.in_use::<Role>() {
        let mut own = Decimal::ZERO;
        for incentive in role.it.incentives.items() {
            let (Some((at, _)), Some(share)) = (incentive.metric.spanned(), incentive.share.get()) else { continue };
            let Some(metric) = context.program.target(role.index, at).and_then(Target::entity) else { continue };
            own += share.percent();
            paid.entry(metric).or_insert((Decimal::ZERO, role.place(at))).0 += share.percent();
        }
        roles += usize::from(own > Decimal::ZERO);
        all += own;
    }
    if roles < ROLES {
        return;
    }
    let limit = context.limit_percent(&RULE, 70);
    for (metric, (own, at)) in paid {
        let part = own * Decimal::ONE_HUNDRED / all;
        let Some(metric) = context.program.as_kind::<Metric>(metric) else { continue };
        if part <= limit || !metric.it.gaming_risk.is_absent() {
            continue;
        }
        let (id, part) = (metric.id(), part.round());
        let paid = counted(roles, ["role", "roles"], ["rol", "roles"]);
        out.about(metric.entity);
        out.push(
            RULE.finding(
                at,
                say!(en: "{part} % of the variable pay of {} hangs on `{id}`", paid.en; es: "{part} % del pago variable de {} depende de `{id}`", paid.es),
            )
            .related(metric.entity.head(), say!(en: "the metric", es: "la métrica"))
            .help(say!(en: "pay for more than one number, or say in its `gaming_risk` how it can be gamed and what you watch", es: "paga por más de un número, o di en su `gaming_risk` cómo se puede maquillar y qué vigilas")),
        );
    }
}
