//! A health score in which one thing counts twice.
//!
//! Two components that come from the same answers move together. The score then leans on that one thing
//! with the weight of both, and looks more certain than it is.
//!
//! Source: the Handbook on Constructing Composite Indicators (OECD and JRC, 2008).
//!
//! Bad:
//!
//! ```yaml
//! components:
//!   - { id: says, metric: relationship-nps, weight: 50 % }
//!   - { id: loves, metric: promoters-share, weight: 50 % }   # the same question
//! ```
//!
//! Good:
//!
//! ```yaml
//! components:
//!   - { id: says, metric: relationship-nps, weight: 50 % }
//!   - { id: uses, metric: product-adoption, weight: 50 % }
//! ```
//!
//! How to fix it: keep one of the two, or give the second a source of its own. The message names the
//! source they share.
//!
//! # es
//! Una calificación de salud en que una cosa cuenta dos veces.
//!
//! Dos componentes que salen de las mismas respuestas se mueven juntos. La calificación se apoya
//! entonces en esa única cosa con el peso de ambos, y parece más segura de lo que es.
//!
//! Fuente: el manual de indicadores compuestos de la OCDE y el JRC (2008).
//!
//! Mal:
//!
//! ```yaml
//! components:
//!   - { id: says, metric: relationship-nps, weight: 50 % }
//!   - { id: loves, metric: promoters-share, weight: 50 % }   # the same question
//! ```
//!
//! Bien:
//!
//! ```yaml
//! components:
//!   - { id: says, metric: relationship-nps, weight: 50 % }
//!   - { id: uses, metric: product-adoption, weight: 50 % }
//! ```
//!
//! Cómo corregirlo: quédate con uno de los dos, o da al segundo una fuente propia. El mensaje nombra la
//! fuente que comparten.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::metric::Metric;
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::{PartIndex, Target};
use std::collections::{BTreeMap, BTreeSet};

rule! { health_double_count Statistics Warning each Metric }

/// What a component is made of in the end: a metric, or the question whose answers it reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Metric(EntityIndex),
    Question(EntityIndex, PartIndex),
}

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let mut first: BTreeMap<Source, String> = BTreeMap::new();
    for component in metric.it.components.items() {
        let (Some(part), Some((at, id))) = (
            context.program.follow::<Metric>(metric.index, component.metric.span()),
            component.id.spanned(),
        ) else {
            continue;
        };
        let mut sources = BTreeSet::new();
        gather(part, context, &mut BTreeSet::new(), &mut sources);
        let shared = sources.iter().find_map(|source| Some((*source, first.get(source)?.clone())));
        if let Some((source, other)) = shared {
            let name = match source {
                Source::Metric(index) => context.program.entity(index).id.to_string(),
                Source::Question(survey, part) => {
                    format!("{}/{}", context.program.entity(survey).id, context.program.parts.get(part).id)
                }
            };
            out.push(
                RULE.finding(
                    metric.place(at),
                    say!(en: "`{id}` and `{other}` both come from `{name}`, so it counts twice", es: "`{id}` y `{other}` salen ambos de `{name}`, así que cuenta dos veces"),
                )
                .help(say!(en: "keep one of them, or give the other a source of its own", es: "quédate con uno, o da al otro una fuente propia")),
            );
        }
        for source in sources {
            first.entry(source).or_insert_with(|| id.to_string());
        }
    }
}

/// The metrics and questions that a metric is made of, itself included.
fn gather(
    metric: Of<'_, Metric>,
    context: &Context<'_>,
    seen: &mut BTreeSet<EntityIndex>,
    sources: &mut BTreeSet<Source>,
) {
    if !seen.insert(metric.index) {
        return;
    }
    sources.insert(Source::Metric(metric.index));
    if let Some(Target::Part(survey, part)) = context.program.target(metric.index, metric.it.question.span())
        && !metric.it.question.is_absent()
    {
        sources.insert(Source::Question(survey, part));
    }
    for edge in context.program.edges_from(metric.index) {
        if !matches!(edge.field(), "formula" | "with" | "metric") {
            continue;
        }
        let Some(index) = edge.to.entity().filter(|index| context.program.entity(*index).kind == Kind::Metric) else {
            continue;
        };
        if let Some(part) = context.program.as_kind::<Metric>(index) {
            gather(part, context, seen, sources);
        }
    }
}
