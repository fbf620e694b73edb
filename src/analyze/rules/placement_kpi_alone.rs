//! A sales KPI that is looked at or paid without the one that says whether customers use what they
//! bought.
//!
//! The pair exists on paper. Where only the sale is shown or paid, products are placed that nobody
//! uses, and they come back as churn. Concepts A26 and A33.
//!
//! Bad:
//!
//! ```yaml
//! kind: scorecard
//! id: branch
//! metrics: [cards-placed]          # pairs_with: cards-in-use
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: scorecard
//! id: branch
//! metrics: [cards-placed, cards-in-use]
//! ```
//!
//! How to fix it: put the KPI of adoption on the same scorecard, and pay it beside the sale.
//!
//! # es
//! Un KPI de colocación que se mira o se paga sin el que dice si el cliente usa lo que compró.
//!
//! La pareja existe en el papel. Donde solo se muestra o se paga la venta, se colocan productos que
//! nadie usa, y vuelven como pérdida. Conceptos A26 y A33.
//!
//! Mal:
//!
//! ```yaml
//! kind: scorecard
//! id: branch
//! metrics: [cards-placed]          # pairs_with: cards-in-use
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: scorecard
//! id: branch
//! metrics: [cards-placed, cards-in-use]
//! ```
//!
//! Cómo corregirlo: pon el KPI de adopción en el mismo tablero, y págalo junto a la venta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::metric::{Category, Metric};
use crate::model::role::Role;
use crate::model::scorecard::Scorecard;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use crate::source::{At, Span};
use std::collections::BTreeSet;

rule! { placement_kpi_alone CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for scorecard in context.in_use::<Scorecard>() {
        let shown: Vec<Span> = scorecard.it.metrics.spanned_items().map(|(at, _)| at).collect();
        out.about(scorecard.entity);
        for (at, metric, pair) in alone(context, scorecard.index, &shown) {
            let (id, pair, owner) = (metric.id(), pair.id(), scorecard.id());
            let message = say!(en: "`{owner}` shows `{id}` without `{pair}`, which says whether it is used", es: "`{owner}` muestra `{id}` sin `{pair}`, que dice si se usa");
            let help = say!(en: "put `{pair}` beside it", es: "pon `{pair}` al lado");
            push(context, scorecard.place(at), message, help, out);
        }
    }
    for role in context.in_use::<Role>() {
        let paid: Vec<Span> = role.it.incentives.items().filter_map(|paid| Some(paid.metric.spanned()?.0)).collect();
        out.about(role.entity);
        for (at, metric, pair) in alone(context, role.index, &paid) {
            let (id, pair, owner) = (metric.id(), pair.id(), role.id());
            let message = say!(en: "`{owner}` is paid for `{id}` and not for `{pair}`, which says whether it is used", es: "a `{owner}` se le paga por `{id}` y no por `{pair}`, que dice si se usa");
            let help = say!(en: "pay `{pair}` beside it, so that nobody gains by placing what is not used", es: "paga también `{pair}`, para que nadie gane al colocar lo que no se usa");
            push(context, role.place(at), message, help, out);
        }
    }
}

fn push(context: &Context<'_>, at: At, message: crate::diagnostic::Say, help: crate::diagnostic::Say, out: &mut Findings) {
    out.push(RULE.finding(at, message).severity(context.weigh(Severity::Warning, Asks::Strategy)).help(help));
}

/// Sales KPIs among some metrics whose pair is not among them.
fn alone<'a>(context: &Context<'a>, from: EntityIndex, places: &[Span]) -> Vec<(Span, Of<'a, Metric>, Of<'a, Metric>)> {
    let named: BTreeSet<EntityIndex> =
        places.iter().filter_map(|at| context.program.target(from, *at).and_then(Target::entity)).collect();
    let sale = |at: &Span| {
        let metric = context.program.follow::<Metric>(from, *at)?;
        let placement = metric.it.category.value() == Some(Category::Placement);
        let pair = context.program.follow::<Metric>(metric.index, metric.it.pairs_with.span())?;
        (placement && !metric.it.pairs_with.is_absent() && !named.contains(&pair.index)).then_some((*at, metric, pair))
    };
    places.iter().filter_map(sale).collect()
}
