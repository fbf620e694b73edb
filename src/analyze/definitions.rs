//! Metrics that say the same KPI, whatever their ids: contradictions between them are contradictions of
//! one number.

use super::Context;
use crate::model::Of;
use crate::model::expression_field::ExpressionField;
use crate::model::field::Field;
use crate::model::metric::{Family, Metric};
use crate::model::scalar::Scalar;
use crate::resolve::Target;
use crate::resolve::names::metrics;
use std::collections::BTreeMap;
use std::ops::Deref;

/// Pairs of metrics in use that say the same KPI: by `restates`, or because they are computed in the same
/// way from the same rows. Of several that are equal, each is paired with the first.
pub fn said_twice<'a>(context: &Context<'a>) -> Vec<(Of<'a, Metric>, Of<'a, Metric>)> {
    let mut pairs: Vec<(Of<'a, Metric>, Of<'a, Metric>)> = Vec::new();
    let mut known: BTreeMap<String, Of<'a, Metric>> = BTreeMap::new();
    for metric in context.in_use::<Metric>() {
        if let Some((at, _)) = metric.it.restates.spanned() {
            pairs.extend(context.program.follow::<Metric>(metric.index, at).map(|first| (first, metric)));
            continue;
        }
        let Some(definition) = definition(metric, context) else { continue };
        match known.get(&definition) {
            Some(first) => pairs.push((*first, metric)),
            None => {
                known.insert(definition, metric);
            }
        }
    }
    pairs
}

/// Everything that decides the values of a metric; none when a part of it could not be read.
fn definition(metric: Of<'_, Metric>, context: &Context<'_>) -> Option<String> {
    let it = metric.it;
    let family = metrics::family(it)?;
    let target = |at| match context.program.target(metric.index, at) {
        Some(Target::Entity(entity)) => format!("{entity:?}"),
        Some(Target::Part(entity, part)) => format!("{entity:?}/{part:?}"),
        other => format!("{other:?}"),
    };
    let mut parts = vec![family.word().to_owned(), format!("{:?}", it.r#use.get().map(|name| name.path))];
    if family == Family::Health {
        let components = it.components.items().map(|component| target(component.metric.span()));
        let mut components: Vec<String> = components.collect();
        components.sort();
        parts.extend(components);
    } else if it.dataset.is_absent() && it.formula.is_absent() && it.with.is_absent() {
        return None; // published values alone say nothing of how they are computed
    }
    parts.push(if it.dataset.is_absent() { String::new() } else { target(it.dataset.span()) });
    parts.push(if it.question.is_absent() { String::new() } else { target(it.question.span()) });
    parts.extend([text(&it.count)?, text(&it.of)?, text(&it.value)?, text(&it.per)?, text(&it.formula)?]);
    parts.extend([
        text(&it.r#where)?,
        match it.base.get() {
            Some(base) => text(&base.r#where)?,
            None => String::new(),
        },
    ]);
    for excluded in it.exclude.items() {
        parts.push(text(&excluded.when)?);
    }
    for (name, parameter) in it.with.pairs() {
        parts.push(format!("{}={}", &**name, squeezed(&parameter.text)));
    }
    let spelled = [
        it.period.get().map(Scalar::spell),
        it.quantile.get().map(Scalar::spell),
        it.matures_after.get().map(Scalar::spell),
        it.grace.get().map(Scalar::spell),
        it.top.get().map(|top| top.0.to_string()),
        it.each.get().map(|each| each.word().to_owned()),
        it.score.get().map(|score| score.word().to_owned()),
    ];
    parts.extend(spelled.into_iter().map(Option::unwrap_or_default));
    Some(parts.join("|"))
}

/// The text of an expression; none when it could not be read.
fn text<T: Deref<Target = ExpressionField>>(field: &Field<T>) -> Option<String> {
    if field.is_bad() {
        None
    } else {
        Some(field.get().map_or_else(String::new, |field| squeezed(&field.text)))
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
