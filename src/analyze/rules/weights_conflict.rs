//! Two health scores of the same parts that weigh them differently.
//!
//! When the same score is written twice, one of the two is the one that people look at, and nobody can
//! say which. The same customer is then healthy on one page and at risk on the other.
//!
//! Source: the Handbook on Constructing Composite Indicators (OECD and JRC, 2008).
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: account-health-sales
//! restates: account-health
//! family: health
//! components: [{ id: uses, metric: product-adoption, weight: 30 % }]   # 60 % in account-health
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: account-health-sales
//! restates: account-health
//! family: health
//! components: [{ id: uses, metric: product-adoption, weight: 60 % }]
//! ```
//!
//! How to fix it: keep one of them and refer to it, or give the second a name and a reason of its own.
//!
//! # es
//! Dos calificaciones de salud con las mismas partes y distinto peso.
//!
//! Cuando la misma calificación se escribe dos veces, una de las dos es la que la gente mira, y nadie
//! sabe cuál. El mismo cliente está entonces sano en una página y en riesgo en la otra.
//!
//! Fuente: el manual de indicadores compuestos de la OCDE y el JRC (2008).
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: account-health-sales
//! restates: account-health
//! family: health
//! components: [{ id: uses, metric: product-adoption, weight: 30 % }]   # 60 % in account-health
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: account-health-sales
//! restates: account-health
//! family: health
//! components: [{ id: uses, metric: product-adoption, weight: 60 % }]
//! ```
//!
//! Cómo corregirlo: quédate con una y refiérete a ella, o da a la segunda un nombre y una razón
//! propios.

use crate::analyze::definitions::said_twice;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;

rule! { weights_conflict Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for (first, second) in said_twice(context) {
        for component in second.it.components.items() {
            let Some((at, weight)) = component.weight.spanned() else { continue };
            let part = metric_of(context, second, component.metric.span());
            let other = first.it.components.items().find(|other| {
                part.is_some() && metric_of(context, first, other.metric.span()) == part
            });
            let Some((other_at, other_weight)) = other.and_then(|other| other.weight.spanned()) else { continue };
            if other_weight.percent() == weight.percent() {
                continue;
            }
            let Some(part) = part else { continue };
            let (name, first_id) = (context.program.entity(part).id, first.id());
            let (weight, other_weight) = (weight.spell(), other_weight.spell());
            out.about(second.entity);
            out.push(
                RULE.finding(
                    second.place(at),
                    say!(en: "`{name}` weighs {weight} here and {other_weight} in `{first_id}`, which is the same score", es: "`{name}` pesa {weight} aquí y {other_weight} en `{first_id}`, que es la misma calificación"),
                )
                .related(first.place(other_at), say!(en: "the other weight", es: "el otro peso"))
                .help(say!(en: "keep one of the two scores, or say what makes this one another", es: "quédate con una de las dos, o di qué hace distinta a esta")),
            );
        }
    }
}

fn metric_of(context: &Context<'_>, metric: Of<'_, Metric>, at: crate::source::Span) -> Option<EntityIndex> {
    context.program.target(metric.index, at).and_then(Target::entity)
}
