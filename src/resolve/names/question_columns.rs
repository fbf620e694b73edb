//! From the question of a metric to the one column that holds its answers.

use super::{columns, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::Of;
use crate::model::dataset::ColumnName;
use crate::model::dataset::{Column, Dataset};
use crate::model::field::Entry;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::resolve::{Resolved, Target};

/// The columns of the dataset of a metric that hold the answers to its question.
fn columns_of<'r>(
    resolved: &'r Resolved,
    metric: Of<'_, Metric>,
    dataset: Of<'r, Dataset>,
) -> Option<Vec<&'r Entry<ColumnName, Column>>> {
    let asked = resolved.target(metric.index, metric.it.question.span())?;
    let holds = |column: &Column| {
        column.question.spanned_items().any(|(at, _)| resolved.target(dataset.index, at) == Some(asked))
    };
    let entries = dataset.it.columns.get()?.entries();
    Some(entries.iter().filter(|entry| entry.value.get().is_some_and(holds)).collect())
}

/// The dataset and the one column in which the answers to the question of a metric are; none when there
/// is no such column, or more than one.
pub fn column_of<'r>(
    resolved: &'r Resolved,
    metric: Of<'_, Metric>,
) -> Option<(Of<'r, Dataset>, &'r Entry<ColumnName, Column>)> {
    if metric.it.question.is_absent() {
        return None;
    }
    let dataset = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span())?;
    match columns_of(resolved, metric, dataset)?[..] {
        [one] => Some((dataset, one)),
        _ => None,
    }
}

/// Says which metrics have no column for their question, or several, and which columns of answers are
/// on another scale than their question.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for metric in resolved.all::<Metric>() {
        let Some(dataset) = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span()) else {
            continue;
        };
        if metric.it.question.is_absent() || metric.it.dataset.is_absent() || dataset.it.columns.is_bad() {
            continue;
        }
        let unread = dataset.it.columns.entries().any(|entry| entry.value.is_bad());
        match columns_of(resolved, metric, dataset).as_deref() {
            Some([]) if !unread => findings.push(none(resolved, metric, dataset)),
            Some([_, _, ..]) => findings.push(several(resolved, metric, dataset)),
            _ => {}
        }
    }
    for dataset in resolved.all::<Dataset>() {
        for entry in dataset.it.columns.entries() {
            findings
                .extend(entry.value.get().and_then(|column| scale_differs(resolved, dataset, entry, column)));
        }
    }
}

fn none(resolved: &Resolved, metric: Of<'_, Metric>, dataset: Of<'_, Dataset>) -> Diagnostic {
    let question = metric.it.question.get().map(|question| question.path.to_string()).unwrap_or_default();
    let span = metric.it.question.span();
    let id = dataset.id();
    let mut finding = Diagnostic::new(
        &rules::QUESTION_WITHOUT_COLUMN,
        metric.place(span),
        say!(en: "no column of `{id}` holds the answers to `{question}`", es: "ninguna columna de `{id}` tiene las respuestas a `{question}`"),
    )
    .related(dataset.entity.head(), say!(en: "the dataset of this metric", es: "el conjunto de datos de esta métrica"))
    .help(say!(en: "add `question: {question}` to the column that has them", es: "agrega `question: {question}` a la columna que las tiene"))
    .entity(metric.entity.name());
    if let Some(Target::Part(survey, part)) = resolved.target(metric.index, span) {
        let place = resolved.entity(survey).place(resolved.parts.get(part).at);
        finding = finding.related(place, say!(en: "the question", es: "la pregunta"));
    }
    finding
}

fn several(resolved: &Resolved, metric: Of<'_, Metric>, dataset: Of<'_, Dataset>) -> Diagnostic {
    let question = metric.it.question.get().map(|question| question.path.to_string()).unwrap_or_default();
    let found = columns_of(resolved, metric, dataset).unwrap_or_default();
    let listed = found.iter().map(|entry| format!("`{}`", entry.key.as_str())).collect::<Vec<_>>().join(", ");
    let mut finding = Diagnostic::new(
        &rules::QUESTION_WITHOUT_COLUMN,
        metric.place(metric.it.question.span()),
        say!(en: "several columns of `{}` hold the answers to `{question}`: {listed}", dataset.id();
             es: "varias columnas de `{}` tienen las respuestas a `{question}`: {listed}", dataset.id()),
    )
    .help(say!(en: "leave `question` on the one column that is measured", es: "deja `question` sólo en la columna que se mide"))
    .entity(metric.entity.name());
    for entry in found {
        let name = entry.key.as_str();
        finding = finding.related(dataset.place(entry.key_span), say!(en: "`{name}`", es: "`{name}`"));
    }
    finding
}

fn scale_differs(
    resolved: &Resolved,
    dataset: Of<'_, Dataset>,
    entry: &Entry<ColumnName, Column>,
    column: &Column,
) -> Option<Diagnostic> {
    let (span, scale) = column.scale.spanned()?;
    let own = (scale.from(), scale.to());
    let differing = column.question.spanned_items().find_map(|(at, question)| {
        let asked = columns::question_at(resolved, dataset.index, at)?.scale?;
        (asked != own).then_some((at, question.path, asked))
    });
    let (at, question, (low, high)) = differing?;
    let target =
        resolved.target(dataset.index, at).and_then(|target| super::report::place_of(resolved, target));
    let (name, written) = (entry.key.as_str(), scale.spell());
    let place = dataset.place(span);
    let mut finding = Diagnostic::new(
        &rules::COLUMN_SCALE,
        place,
        say!(en: "`{name}` is on the scale {written}, and `{question}` is asked on {low}..{high}",
             es: "`{name}` está en la escala {written}, y `{question}` se pregunta en {low}..{high}"),
    )
    .help(say!(en: "write `scale: {low}..{high}`; if the data holds other codes, translate them where the table is made",
               es: "escribe `scale: {low}..{high}`; si los datos tienen otros códigos, tradúcelos donde se hace la tabla"))
    .entity(dataset.entity.name())
    .fix(false, vec![(place, format!("{low}..{high}"))]);
    if let Some(other) = target {
        finding = finding.related(other, say!(en: "the question", es: "la pregunta"));
    }
    Some(finding)
}
