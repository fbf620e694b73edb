//! One metric with two different targets for the same time and the same people.
//!
//! When the scorecard of the branch says 85 % and the plan of the year says 80 %, both are met and
//! missed at once, and everybody quotes the one that suits them. Seen in the field in two files that
//! nobody had read side by side.
//!
//! Metrics count as one when they are computed in the same way, whatever they are called, or when
//! one says that it `restates` the other. Compared are targets for the same cut and the same moment:
//! a date and a period that end on one day are one moment.
//!
//! Source: a case from the field: one KPI with one target in the plan and another in the dashboard.
//!
//! Bad: the same rate, two targets:
//!
//! ```yaml
//! kind: metric
//! id: activation
//! family: rate
//! dataset: customers
//! count: activated_on is not null
//! target: { value: 80 %, by: 2027-12-31 }
//! ```
//!
//! ```yaml
//! kind: metric
//! id: branch-activation
//! restates: activation
//! family: rate
//! target: { value: 85 %, period: 2027 }
//! ```
//!
//! Good: one target, said once:
//!
//! ```yaml
//! kind: metric
//! id: branch-activation
//! restates: activation
//! family: rate
//! ```
//!
//! How to fix it: decide which one holds, write it in one metric, and let everything else refer to
//! that.
//!
//! # es
//! Una métrica con dos metas distintas para el mismo tiempo y las mismas personas.
//!
//! Cuando el tablero de la sucursal dice 85 % y el plan del año dice 80 %, se cumplen y se incumplen
//! a la vez, y cada quien cita la que le conviene. Visto en la práctica en dos archivos que nadie
//! había leído juntos.
//!
//! Las métricas cuentan como una cuando se calculan igual, se llamen como se llamen, o cuando una
//! dice que repite (`restates`) a la otra. Se comparan metas para el mismo corte y el mismo momento:
//! una fecha y un periodo que terminan el mismo día son un momento.
//!
//! Fuente: un caso real: un indicador con una meta en el plan y otra en el tablero.
//!
//! Mal: la misma tasa, dos metas:
//!
//! ```yaml
//! kind: metric
//! id: activation
//! family: rate
//! dataset: customers
//! count: activated_on is not null
//! target: { value: 80 %, by: 2027-12-31 }
//! ```
//!
//! ```yaml
//! kind: metric
//! id: branch-activation
//! restates: activation
//! family: rate
//! target: { value: 85 %, period: 2027 }
//! ```
//!
//! Bien: una meta, dicha una vez:
//!
//! ```yaml
//! kind: metric
//! id: branch-activation
//! restates: activation
//! family: rate
//! ```
//!
//! Cómo corregirlo: decide cuál vale, escríbela en una sola métrica y haz que lo demás se refiera a
//! ella.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Metric, TargetOf};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use crate::model::time::Month;
use crate::source::Span;
use std::cmp::Ordering;
use std::collections::BTreeMap;

rule! { metric_target_conflict Suspicious Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut groups: BTreeMap<String, Vec<Of<'_, Metric>>> = BTreeMap::new();
    for metric in context.in_use::<Metric>() {
        groups.entry(sort_of(metric, context)).or_default().push(metric);
    }
    for metrics in groups.values() {
        compare(metrics, context, out);
    }
}

/// Two metrics of which this is the same are one metric.
fn sort_of(metric: Of<'_, Metric>, context: &Context<'_>) -> String {
    let mut original = metric;
    // As many steps as no sensible program takes; circles are reported elsewhere.
    for _ in 0..20 {
        let restated = original.it.restates.spanned();
        match restated.and_then(|(at, _)| context.program.follow::<Metric>(original.index, at)) {
            Some(next) => original = next,
            None => break,
        }
    }
    definition(original).unwrap_or_else(|| format!("metric {}", original.id()))
}

/// How a metric is computed, as one text; none when it cannot be told in full.
fn definition(metric: Of<'_, Metric>) -> Option<String> {
    let it = metric.it;
    let own_only = !it.components.has_none() || !it.overrides.has_none() || !it.cuts.is_absent() && it.cuts.is_bad();
    let dataset = it.dataset.get().map(|it| it.path.to_string());
    if own_only || dataset.is_none() && it.formula.is_absent() {
        return None;
    }
    let bad = it.family.is_bad() || it.r#where.is_bad() || it.exclude.is_bad() || it.with.is_bad();
    if bad {
        return None;
    }
    let text = |field: Option<&str>| field.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let parts = [
        it.r#use.get().map(|it| it.path.to_string()),
        it.family.value().map(|it| it.word().to_owned()),
        dataset,
        it.question.get().map(|it| it.path.to_string()),
        it.score.value().map(|it| it.word().to_owned()),
        it.top.get().map(|it| it.0.to_string()),
        text(it.count.get().map(|it| &*it.text)),
        text(it.of.get().map(|it| &*it.text)),
        text(it.value.get().map(|it| &*it.text)),
        text(it.per.get().map(|it| &*it.text)),
        it.quantile.get().map(Scalar::spell),
        text(it.formula.get().map(|it| &*it.text)),
        text(it.r#where.get().map(|it| &*it.text)),
        it.grace.get().map(Scalar::spell),
        it.matures_after.get().map(Scalar::spell),
        it.each.value().map(|it| it.word().to_owned()),
        it.period.get().map(Scalar::spell),
    ];
    let mut said: Vec<String> = parts.into_iter().map(|part| part.unwrap_or_default()).collect();
    said.extend(it.with.pairs().map(|(name, value)| format!("{}={}", &**name, value.text)));
    said.extend(it.exclude.items().filter_map(|rows| rows.when.get()).map(|when| when.text.to_string()));
    Some(said.join("|"))
}

/// For whom and for when a target is.
fn scope(target: &TargetOf, fiscal: Month) -> Option<String> {
    let moment = if let Some(by) = target.by.value() {
        by.to_string()
    } else if let Some(period) = target.period.value() {
        period.days(fiscal).last.to_string()
    } else if let Some(age) = target.at_age.get() {
        age.spell()
    } else if target.always.value() == Some(true) {
        "always".to_owned()
    } else {
        return None;
    };
    let mut whom: Vec<String> =
        target.r#for.pairs().map(|(column, value)| format!("{}={}", column.path, &**value)).collect();
    whom.sort();
    (!target.r#for.is_bad()).then(|| format!("{moment} {}", whom.join(",")))
}

fn compare(metrics: &[Of<'_, Metric>], context: &Context<'_>, out: &mut Findings) {
    let program = context.root_program();
    let first = program.and_then(|it| it.it.fiscal_year_start.get()).map_or(1, |month| month.get());
    let fiscal = i8::try_from(first).ok().and_then(Month::new).unwrap_or_default();
    let mut known: BTreeMap<String, (Of<'_, Metric>, Span, Level)> = BTreeMap::new();
    for metric in metrics {
        for target in metric.it.target.items() {
            let (Some((at, value)), Some(scope)) = (target.value.spanned(), scope(target, fiscal)) else { continue };
            let Some((other, first_at, first)) = known.get(&scope) else {
                known.insert(scope, (*metric, at, *value));
                continue;
            };
            if !matches!(value.compare(first), Some(Ordering::Less | Ordering::Greater)) {
                continue;
            }
            let (id, wanted, before) = (metric.id(), value.spell(), first.spell());
            let message = if other.index == metric.index {
                say!(en: "`{id}` has two targets for the same time and people: {before} and {wanted}",
                     es: "`{id}` tiene dos metas para el mismo tiempo y las mismas personas: {before} y {wanted}")
            } else {
                let other = other.id();
                say!(en: "`{id}` aims at {wanted}, and `{other}`, which is the same metric, at {before}",
                     es: "`{id}` busca {wanted}, y `{other}`, que es la misma métrica, busca {before}")
            };
            out.push(
                RULE.finding(metric.place(at), message)
                    .help(say!(
                        en: "decide which one holds, write it in one metric, and let the rest refer to that",
                        es: "decide cuál vale, escríbela en una sola métrica y haz que lo demás se refiera a ella"
                    ))
                    .related(other.place(*first_at), say!(en: "the other target", es: "la otra meta"))
                    .entity(metric.entity.name())
                    .severity(context.weigh(Severity::Error, Asks::Craft)),
            );
        }
    }
}
