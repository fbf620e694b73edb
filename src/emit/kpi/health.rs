//! Health scores: the points of several metrics, put together by their weights.

use super::bands;
use super::grain::Grain;
use super::lower::{self, Sql};
use super::plan::{Aggregate, Cases, Health, Levels, Plan, Scored};
use super::planner::Planner;
use super::problem::Problem;
use super::rows::{Columns, RowsOf, Wanted, lacks, unread};
use super::text;
use crate::analyze::measure::points::{self, Points, Range};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Component, Each, Family, Metric};
use crate::resolve::names::metrics;
use crate::source::Span;

/// The plan of a health score.
///
/// # Errors
/// A component cannot be computed, or does not say its weight or its points.
pub fn plan<'p>(
    planner: &mut Planner<'p>,
    metric: Of<'p, Metric>,
    grain: Grain,
    wanted: Wanted<'_>,
) -> Result<(Plan, Levels), Problem> {
    let each = match wanted {
        Wanted::Each(each) => Some(each),
        Wanted::Shown(_) => metrics::each(planner.program, metric),
    };
    let parts = each.map_or(wanted, Wanted::Each);
    let mut components = Vec::new();
    for component in metric.it.components.items() {
        components.push(scored(planner, metric, component, grain, parts)?);
    }
    if components.is_empty() {
        return Err(lacks(metric, "components"));
    }
    let (cases, levels) = match each {
        Some(each) => {
            let (cases, levels) = cases(planner, metric, grain, wanted, each)?;
            (Some(cases), levels)
        }
        None => (None, components[0].input.levels.clone()),
    };
    if cases.is_none() && !metric.it.null_when.is_absent() {
        return Err(Problem::new(
            metric.place(metric.it.null_when.span()),
            say!(en: "`null_when` asks about one customer, and the score is one for all", es: "`null_when` pregunta por un cliente, y la calificación es una para todos"),
            say!(en: "add `each: customer`, or take it away", es: "agrega `each: customer`, o quítalo"),
        ));
    }
    let (scale, redistributes) = (points::scale(metric.it), points::redistributes(metric.it));
    Ok((Plan::Health(Box::new(Health { components, redistributes, scale, cases })), levels))
}

fn scored<'p>(
    planner: &mut Planner<'p>,
    metric: Of<'p, Metric>,
    component: &Component,
    grain: Grain,
    wanted: Wanted<'_>,
) -> Result<Scored, Problem> {
    let at = component.metric.span();
    let Some(part) = planner.program.follow::<Metric>(metric.index, at) else {
        return Err(unread(metric, at));
    };
    let id = part.id();
    let input = planner.finished(part, grain, wanted).map_err(|problem| {
        Problem::new(
            metric.place(at),
            say!(en: "its component `{id}` cannot be computed ({})", problem.why.en; es: "su componente `{id}` no se puede calcular ({})", problem.why.es),
            problem.help,
        )
    })?;
    let name = component.id.value().map_or_else(|| text::name(id.as_str()), |own| text::name(own.as_str()));
    let Some(weight) = component.weight.value() else {
        return Err(Problem::new(
            metric.place(at),
            say!(en: "its component `{name}` does not say how much it weighs", es: "su componente `{name}` no dice cuánto pesa"),
            say!(en: "add `weight: 40 %`", es: "agrega `weight: 40 %`"),
        ));
    };
    let points = conditions(planner, metric, component, part)?;
    Ok(Scored { name, input, points, weight: weight.fraction() })
}

/// The conditions on the value of a component, each with its points.
fn conditions(
    planner: &Planner<'_>,
    metric: Of<'_, Metric>,
    component: &Component,
    part: Of<'_, Metric>,
) -> Result<Vec<(String, i64)>, Problem> {
    let unclear = |at: Span| {
        Problem::new(
            metric.place(at),
            say!(en: "these points cannot be put next to the values of `{}`", part.id(); es: "estos puntos no se pueden comparar con los valores de `{}`", part.id()),
            say!(en: "write `score` with ranges in the unit of that metric", es: "escribe `score` con rangos en la unidad de esa métrica"),
        )
    };
    let conditions: Vec<(String, i64)> =
        match Points::of(planner.program, component, part).map_err(unclear)? {
            Points::ByBand { bands, points } => {
                let known = |(name, points)| Some((bands::condition(&bands, name, "value")?, points));
                points.iter().map(|(name, points)| (name.as_str(), *points)).filter_map(known).collect()
            }
            Points::Ranges(ranges) => ranges.iter().map(|range| (condition(range), range.points)).collect(),
        };
    if conditions.is_empty() { Err(lacks(metric, "score")) } else { Ok(conditions) }
}

fn condition(range: &Range) -> String {
    let ends = [(range.from, ">="), (range.to, "<=")];
    let ends =
        ends.into_iter().filter_map(|(end, word)| Some(format!("value {word} {}", text::number(end?))));
    let condition = ends.collect::<Vec<_>>().join(" AND ");
    if condition.is_empty() { "value IS NOT NULL".to_owned() } else { condition }
}

/// The rows of each case, for what the score asks about it.
fn cases<'p>(
    planner: &mut Planner<'p>,
    metric: Of<'p, Metric>,
    grain: Grain,
    wanted: Wanted<'_>,
    each: Each,
) -> Result<(Cases, Levels), Problem> {
    let with_rows = points::with_rows(planner.program, metric).ok_or_else(|| lacks(metric, "dataset"))?;
    let mut rows = RowsOf::new(planner.program, &mut planner.stages, with_rows, Family::Health, grain)?;
    if !metric.it.dataset.is_absent() {
        rows.rows_that_may_enter()?;
    }
    let (rows, levels) = rows.finish(Aggregate::Count, &wanted, Some(each))?;
    let mut condition = |at: Span| -> Result<Sql, Problem> {
        let typed = planner.program.expression(metric.index, at).ok_or_else(|| unread(metric, at))?;
        let mut columns = Columns { stage: &mut planner.stages[rows.stage], grain };
        lower::condition(typed, &mut columns).map_err(|unsupported| Problem::of(metric, at, unsupported))
    };
    let no_value =
        if metric.it.null_when.is_absent() { None } else { Some(condition(metric.it.null_when.span())?) };
    let mut overrides = Vec::new();
    for fact in metric.it.overrides.items() {
        let band = fact.band.get().map(|band| band.to_string()).unwrap_or_default();
        overrides.push((condition(fact.when.span())?, band));
    }
    let cuts = match &levels {
        Levels::Shown(cuts) => cuts.clone(),
        Levels::Each(_) => Vec::new(),
    };
    Ok((Cases { rows, no_value, overrides, cuts }, levels))
}
