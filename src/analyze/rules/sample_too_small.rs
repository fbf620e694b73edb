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
//! archetype and channel needs enough answers in each group: the groups of its widest cut are counted
//! from the archetypes and channels of the survey and from the `values` of the columns.
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
//! arquetipo y canal necesita respuestas suficientes en cada grupo: los grupos de su corte más fino se
//! cuentan con los arquetipos y canales de la encuesta y con los `values` de las columnas.

use crate::analyze::bands::question_of;
use crate::analyze::sampling::{cuts, planned_answers};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::dataset::Column;
use crate::model::metric::Metric;
use crate::model::survey::Survey;
use crate::model::unions::{ColumnRefersTo, ColumnValues};
use std::collections::BTreeSet;
use crate::model::{Kind, Of};

rule! { sample_too_small Statistics Warning each Survey }

/// Answers under which a value is not shown, when the metric does not say.
const FEWEST: i64 = 30;

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some(sample) = survey.sample.get() else { return };
    let Some(planned) = planned_answers(survey, context) else { return };
    let mut asking: Vec<_> =
        context.program.edges_to(survey.index).filter(|edge| edge.field() == "question").map(|edge| edge.from).collect();
    asking.dedup();
    for metric in asking.into_iter().filter_map(|index| context.program.as_kind::<Metric>(index)) {
        if !context.is_in_use(metric.entity) || question_of(metric, context).is_none_or(|(asked, _)| asked.index != survey.index) {
            continue;
        }
        let (cut, parts) = widest_cut(survey, metric, context);
        let fewest = metric.minimum_n.get().map_or(FEWEST, |n| n.0);
        let each = planned / parts as f64;
        if each >= fewest as f64 {
            continue;
        }
        let (id, each, more) = (metric.id(), each.floor(), (fewest as f64 / each.max(f64::EPSILON)).ceil());
        let group = match parts {
            1 => Say::same(""),
            _ => say!(en: " in each of the {parts} groups of `{cut}`", es: " en cada uno de los {parts} grupos de `{cut}`"),
        };
        let (en, es) = (group.en, group.es);
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

/// The cut of a metric that makes the most groups, as it is written, and how many groups it makes of the
/// people a survey asks; one where nobody knows.
fn widest_cut(survey: Of<'_, Survey>, metric: Of<'_, Metric>, context: &Context<'_>) -> (String, usize) {
    let cuts = cuts(metric, context).into_iter().map(|columns| {
        let written = columns.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join("/");
        (written, columns.iter().map(|(_, column)| groups_of(survey, column).max(1)).product())
    });
    cuts.max_by_key(|(_, groups)| *groups).filter(|(_, groups)| *groups > 1).unwrap_or((String::new(), 1))
}

/// How many values of a column the people of a survey can have; zero where nobody knows.
fn groups_of(survey: Of<'_, Survey>, column: &Column) -> usize {
    match column.refers_to.get() {
        Some(ColumnRefersTo::Kind(Kind::Archetype)) => {
            return survey.audience.get().map_or(0, |audience| audience.archetypes.items().count());
        }
        Some(ColumnRefersTo::Kind(Kind::Channel)) if !survey.channels.has_none() => {
            return survey.channels.items().count();
        }
        _ => {}
    }
    match column.values.get() {
        Some(ColumnValues::Valid(values)) => values.iter().count(),
        Some(ColumnValues::Meanings(meanings)) => {
            let meant = meanings.entries().iter().filter_map(|it| it.value.get()).map(|it| it.to_string());
            meant.collect::<BTreeSet<String>>().len()
        }
        None => 0,
    }
}
