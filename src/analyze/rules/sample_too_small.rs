//! A survey that will bring too few answers for what is to be read from it.
//!
//! Twelve answers for an archetype are twelve stories, not a score: one more unhappy person moves it
//! by eight points. A value on fewer answers than the KPI’s `minimum_n` (30 when it says nothing) is
//! not shown.
//!
//! Source: sampling theory (Cochran, Sampling Techniques, 1977).
//!
//! Bad:
//!
//! ```yaml
//! sample: { invitations: 200, response_rate: 10 % }
//! ```
//!
//! Good:
//!
//! ```yaml
//! sample: { invitations: 2000, response_rate: 10 %, method: stratified, stratify_by: [archetype] }
//! ```
//!
//! How to fix it: invite more people, read fewer cuts, or let the period be longer. A KPI cut by
//! archetype needs enough answers in each.
//!
//! # es
//! Una encuesta que traerá muy pocas respuestas para lo que se quiere leer en ella.
//!
//! Doce respuestas de un arquetipo son doce historias, no una calificación: una persona descontenta
//! más la mueve ocho puntos. Un valor con menos respuestas que el `minimum_n` del KPI (30 si no lo
//! dice) no se muestra.
//!
//! Fuente: la teoría del muestreo (Cochran, Sampling Techniques, 1977).
//!
//! Mal:
//!
//! ```yaml
//! sample: { invitations: 200, response_rate: 10 % }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! sample: { invitations: 2000, response_rate: 10 %, method: stratified, stratify_by: [archetype] }
//! ```
//!
//! Cómo corregirlo: invita a más personas, lee menos cortes, o alarga el periodo. Un KPI cortado por
//! arquetipo necesita respuestas suficientes en cada uno.

use crate::analyze::bands::question_of;
use crate::analyze::sampling::planned_answers;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::dataset::Dataset;
use crate::model::id::Id;
use crate::model::metric::Metric;
use crate::model::survey::Survey;
use crate::model::unions::ColumnRefersTo;
use crate::model::{Kind, Of};

rule! { sample_too_small Statistics Warning each Survey }

/// Answers under which a value is not shown, when the metric does not say.
const FEWEST: i64 = 30;

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some(sample) = survey.sample.get() else { return };
    let Some(planned) = planned_answers(survey, context) else { return };
    let archetypes = survey.audience.get().map_or(0, |audience| audience.archetypes.items().count()).max(1);
    let mut asking: Vec<_> =
        context.program.edges_to(survey.index).filter(|edge| edge.field() == "question").map(|edge| edge.from).collect();
    asking.dedup();
    for metric in asking.into_iter().filter_map(|index| context.program.as_kind::<Metric>(index)) {
        if !context.is_in_use(metric.entity) || question_of(metric, context).is_none_or(|(asked, _)| asked.index != survey.index) {
            continue;
        }
        let parts = if by_archetype(metric, context) { archetypes } else { 1 };
        let fewest = metric.minimum_n.get().map_or(FEWEST, |n| n.0);
        let each = planned / parts as f64;
        if each >= fewest as f64 {
            continue;
        }
        let (id, each, more) = (metric.id(), each.floor(), (fewest as f64 / each.max(f64::EPSILON)).ceil());
        let (en, es) = if parts > 1 { (" for each archetype", " por arquetipo") } else { ("", "") };
        out.push(
            RULE.finding(
                survey.place(sample.at),
                say!(en: "about {each} answers{en} are planned, and `{id}` needs {fewest}"; es: "se planean unas {each} respuestas{es}, y `{id}` necesita {fewest}"),
            )
            .help(say!(
                en: "the value will not be shown: invite about {more} times as many, read fewer cuts, or take a longer period",
                es: "el valor no se mostrará: invita a unas {more} veces más personas, lee menos cortes, o toma un periodo más largo"
            )),
        );
    }
}

/// Whether the metric is read for each archetype: one of its cuts is a column of archetypes.
fn by_archetype(metric: Of<'_, Metric>, context: &Context<'_>) -> bool {
    let Some(dataset) =
        metric.it.dataset.spanned().and_then(|(at, _)| context.program.follow::<Dataset>(metric.index, at))
    else {
        return false;
    };
    let names_archetypes = |id: Id| {
        dataset.it.columns.pairs().any(|(name, column)| {
            name.0 == id && column.refers_to.get() == Some(&ColumnRefersTo::Kind(Kind::Archetype))
        })
    };
    metric.it.cuts.items().flat_map(|cut| cut.list().iter()).any(|column| {
        names_archetypes(column.path.part.unwrap_or(column.path.head))
    })
}
