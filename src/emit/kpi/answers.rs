//! Metrics over the answers to one question: NPS, satisfaction and effort.

use super::lower::{Binding, Sql};
use super::plan::Aggregate;
use super::problem::Problem;
use super::rows::RowsOf;
use super::text;
use crate::diagnostic::say;
use crate::model::dataset::{Column, ColumnRole};
use crate::model::metric::{Family, Score};
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Kind};
use crate::resolve::names::{self, metrics};
use crate::resolve::{PartIndex, Target};
use crate::source::Span;

/// What the answers add up to; rows without a valid answer to this question are left out.
///
/// # Errors
/// The answers are in no one column, on no known scale, or cannot be told from those to another wording.
pub fn aggregate(rows: &mut RowsOf<'_, '_>) -> Result<Aggregate, Problem> {
    let metric = rows.metric;
    let Some((_, entry)) = names::column_of(rows.program, metric) else { return Err(rows.lacks("question")) };
    let Some(column) = entry.value.get() else { return Err(rows.lacks("question")) };
    let staged = rows.stages[rows.own].column(entry.key.as_str()).map(|staged| staged.name.clone());
    let Some(answer) = staged else { return Err(rows.lacks("question")) };
    let (low, high) = scale(rows, column)?;
    let valid = format!("{answer} BETWEEN {low} AND {high}");
    rows.filter(Sql::new(valid, Binding::Comparison), say!(en: "valid answers", es: "respuestas válidas"));
    only_this_wording(rows, column)?;
    if rows.family == Family::Nps {
        let sides = format!("CASE WHEN {answer} >= 9 THEN 1 WHEN {answer} <= 6 THEN (-1) ELSE 0 END");
        return Ok(rows.weighted_ratio(&sides, 100));
    }
    if metrics::score(metric.it) == Score::Mean {
        return Ok(rows.weighted_ratio(&answer, 1));
    }
    let default = if rows.family == Family::Ces { 3 } else { 2 };
    let boxes = metric.it.top.get().map_or(default, |top| top.0);
    let best = high - boxes + 1;
    Ok(rows.weighted_ratio(&format!("CASE WHEN {answer} >= {best} THEN 1 ELSE 0 END"), 1))
}

/// Lowest and highest code: those of the column, or of the question.
fn scale(rows: &RowsOf<'_, '_>, column: &Column) -> Result<(i64, i64), Problem> {
    let metric = rows.metric;
    let at = metric.place(metric.it.question.span());
    let own = column.scale.value().map(|scale| (scale.from(), scale.to()));
    let asked = || names::question_at(rows.program, metric.index, metric.it.question.span())?.scale;
    let Some((low, high)) = own.or_else(asked) else {
        return Err(Problem::new(
            at,
            say!(en: "the column of its answers has no scale", es: "la columna de sus respuestas no tiene escala"),
            say!(en: "add `scale` to the column, such as `scale: 1..5`", es: "agrega `scale` a la columna, por ejemplo `scale: 1..5`"),
        ));
    };
    if rows.family == Family::Nps && (low, high) != (0, 10) {
        return Err(Problem::new(
            at,
            say!(en: "an NPS is asked on 0..10, and this is {low}..{high}", es: "un NPS se pregunta en 0..10, y esto es {low}..{high}"),
            say!(en: "use `family: csat` for this scale", es: "usa `family: csat` para esta escala"),
        ));
    }
    Ok((low, high))
}

/// Several wordings in one column are several series: only the rows of the metric's own are read.
fn only_this_wording(rows: &mut RowsOf<'_, '_>, column: &Column) -> Result<(), Problem> {
    let metric = rows.metric;
    let stage = &rows.stages[rows.own];
    let wanted = rows.program.target(metric.index, metric.it.question.span());
    let held: Vec<(Span, Option<Target>)> = column
        .question
        .spanned_items()
        .map(|(at, _)| (at, rows.program.target(stage.dataset.index, at)))
        .collect();
    if held.len() < 2 {
        return Ok(());
    }
    let Some(Target::Part(survey, part)) = wanted else { return Ok(()) };
    let others = || held.iter().filter(|(_, target)| *target != wanted).filter_map(|(_, target)| *target);
    let same_survey = others().any(|target| target.entity() == Some(survey));
    let by =
        |role| stage.columns.iter().find(|c| c.column.role.value() == Some(role)).map(|c| c.name.clone());
    let mut told_apart = false;
    let mut filters = Vec::new();
    if let Some(name) = by(ColumnRole::Survey) {
        let id = rows.program.entity(survey).id;
        filters.push(Sql::new(format!("{name} = {}", text::literal(id.as_str())), Binding::Comparison));
        told_apart = !same_survey;
    }
    if (same_survey || !told_apart)
        && let Some(name) = by(ColumnRole::WordingVersion)
    {
        let version = version(rows, survey, part);
        filters.push(Sql::new(format!("{name} = {version}"), Binding::Comparison));
        told_apart = true;
    }
    if !told_apart {
        return Err(Problem::new(
            metric.place(metric.it.question.span()),
            say!(en: "the column of its answers holds several wordings, and no column tells them apart",
                 es: "la columna de sus respuestas tiene varias redacciones, y ninguna columna las distingue"),
            say!(en: "mark a column with `role: survey` or `role: wording-version`", es: "marca una columna con `role: survey` o `role: wording-version`"),
        ));
    }
    for sql in filters {
        rows.filter(sql, say!(en: "answers to this wording", es: "respuestas a esta redacción"));
    }
    Ok(())
}

/// The version of the wording that a question of a survey has.
fn version(rows: &RowsOf<'_, '_>, survey: EntityIndex, part: PartIndex) -> i64 {
    let id = rows.program.parts.get(part).id;
    let entity = rows.program.entity(survey);
    let questions = (entity.kind == Kind::Survey).then(|| rows.program.get::<Survey>(entity.id)).flatten();
    let question =
        questions.and_then(|survey| survey.it.questions.items().find(|q| q.id.value() == Some(id)));
    question.and_then(|question| question.version.get()).map_or(1, |version| version.0)
}
