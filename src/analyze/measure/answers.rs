//! Metrics over the answers to one question: which column holds them, which codes are valid, which
//! rows belong to this wording, and what an answer adds.

use crate::diagnostic::{Mistake, say};
use crate::model::dataset::{Column, ColumnName, ColumnRole};
use crate::model::field::Entry;
use crate::model::id::Id;
use crate::model::metric::{Family, Metric, Score};
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::names::{self, metrics};
use crate::resolve::{PartIndex, Resolved, Target};
use crate::source::Span;

/// How the answers of a metric are read.
pub struct Answered<'p> {
    pub column: &'p Entry<ColumnName, Column>,
    /// Lowest and highest valid code.
    pub scale: (i64, i64),
    pub adds: Adds,
    /// What the rows of this wording have in the columns that tell wordings apart.
    pub wording: OwnRows<'p>,
}

/// Columns that tell wordings apart, each with what the rows of one wording have in it.
pub type OwnRows<'p> = Vec<(&'p Entry<ColumnName, Column>, Wording)>;

/// What an answer adds to the sum that is divided by the weight of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// 1 from 9 on, -1 up to 6, times 100.
    Sides,
    /// Its code.
    Code,
    /// 1 from this code on.
    Best(i64),
}

/// What tells one wording from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    Survey(Id),
    Version(i64),
}

/// How the answers of a metric are read; none when no one column holds them.
///
/// # Errors
/// They are on no known scale, or cannot be told from those to another wording.
pub fn of_metric<'p>(program: &'p Resolved, metric: Of<'_, Metric>) -> Result<Option<Answered<'p>>, Mistake> {
    let Some((dataset, column)) = names::column_of(program, metric) else { return Ok(None) };
    let Some(held) = column.value.get() else { return Ok(None) };
    let scale = scale(program, metric, held)?;
    let family = metrics::family(metric.it);
    let adds = if family == Some(Family::Nps) {
        Adds::Sides
    } else if metrics::score(metric.it) == Score::Mean {
        Adds::Code
    } else {
        let usual = if family == Some(Family::Ces) { 3 } else { 2 };
        Adds::Best(scale.1 - metric.it.top.get().map_or(usual, |top| top.0) + 1)
    };
    let columns: Vec<&Entry<ColumnName, Column>> = dataset.it.columns.entries().collect();
    let wording = only_this_wording(program, metric, dataset.index, held, &columns)?;
    Ok(Some(Answered { column, scale, adds, wording }))
}

/// Lowest and highest code: those of the column, or of the question.
fn scale(program: &Resolved, metric: Of<'_, Metric>, column: &Column) -> Result<(i64, i64), Mistake> {
    let own = column.scale.value().map(|scale| (scale.from(), scale.to()));
    let asked = || names::question_at(program, metric.index, metric.it.question.span())?.scale;
    let Some((low, high)) = own.or_else(asked) else {
        return Err(Mistake::new(
            say!(en: "the column of its answers has no scale", es: "la columna de sus respuestas no tiene escala"),
            say!(en: "add `scale` to the column, such as `scale: 1..5`", es: "agrega `scale` a la columna, por ejemplo `scale: 1..5`"),
        ));
    };
    if metrics::family(metric.it) == Some(Family::Nps) && (low, high) != (0, 10) {
        return Err(Mistake::new(
            say!(en: "an NPS is asked on 0..10, and this is {low}..{high}", es: "un NPS se pregunta en 0..10, y esto es {low}..{high}"),
            say!(en: "use `family: csat` for this scale", es: "usa `family: csat` para esta escala"),
        ));
    }
    Ok((low, high))
}

/// Several wordings in one column are several series: only the rows of the metric's own are read.
fn only_this_wording<'p>(
    program: &'p Resolved,
    metric: Of<'_, Metric>,
    dataset: EntityIndex,
    column: &Column,
    columns: &[&'p Entry<ColumnName, Column>],
) -> Result<OwnRows<'p>, Mistake> {
    let wanted = program.target(metric.index, metric.it.question.span());
    let held: Vec<(Span, Option<Target>)> =
        column.question.spanned_items().map(|(at, _)| (at, program.target(dataset, at))).collect();
    let mut found = Vec::new();
    if held.len() < 2 {
        return Ok(found);
    }
    let Some(Target::Part(survey, part)) = wanted else { return Ok(found) };
    let others = || held.iter().filter(|(_, target)| *target != wanted).filter_map(|(_, target)| *target);
    let same_survey = others().any(|target| target.entity() == Some(survey));
    let by = |role| {
        let has = |column: &Column| column.role.value() == Some(role);
        columns.iter().copied().find(|entry| entry.value.get().is_some_and(has))
    };
    let mut told_apart = false;
    if let Some(entry) = by(ColumnRole::Survey) {
        found.push((entry, Wording::Survey(program.entity(survey).id)));
        told_apart = !same_survey;
    }
    if (same_survey || !told_apart)
        && let Some(entry) = by(ColumnRole::WordingVersion)
    {
        found.push((entry, Wording::Version(version(program, survey, part))));
        told_apart = true;
    }
    if told_apart {
        return Ok(found);
    }
    Err(Mistake::new(
        say!(en: "the column of its answers holds several wordings, and no column tells them apart",
             es: "la columna de sus respuestas tiene varias redacciones, y ninguna columna las distingue"),
        say!(en: "mark a column with `role: survey` or `role: wording-version`", es: "marca una columna con `role: survey` o `role: wording-version`"),
    ))
}

/// The version of the wording that a question of a survey has.
pub fn version(program: &Resolved, survey: EntityIndex, part: PartIndex) -> i64 {
    let id = program.parts.get(part).id;
    let entity = program.entity(survey);
    let questions = (entity.kind == Kind::Survey).then(|| program.get::<Survey>(entity.id)).flatten();
    let question =
        questions.and_then(|survey| survey.it.questions.items().find(|q| q.id.value() == Some(id)));
    question.and_then(|question| question.version.get()).map_or(1, |version| version.0)
}
