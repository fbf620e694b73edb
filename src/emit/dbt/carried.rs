//! Which metrics MetricFlow can compute with the same values, and what the others lack, at the line
//! that asks for it.

use crate::analyze::outputs::{TARGET_LOSS, TARGET_RENAME};
use crate::diagnostic::{Diagnostic, Say, Severity, say};
use crate::emit::kpi::Kpis;
use crate::emit::kpi::grain::Grain;
use crate::emit::kpi::layer::columns_of_cut;
use crate::emit::kpi::plan::{Aggregate, Finished, Plan, Query, Rows};
use crate::emit::kpi::stage::Stage;
use crate::source::At;
use std::collections::BTreeMap;

/// The metrics of the semantic layer.
pub struct Carried {
    /// Which queries, by their place in the list.
    pub queries: Vec<usize>,
    /// Why the others are not, by their place in the list.
    pub left_out: Vec<(usize, Say)>,
    pub findings: Vec<Diagnostic>,
}

impl Carried {
    pub fn of(kpis: &Kpis<'_>) -> Self {
        let mut known: BTreeMap<usize, bool> = BTreeMap::new();
        let (mut findings, mut left_out) = (Vec::new(), Vec::new());
        for index in 0..kpis.queries.len() {
            let answer = can_carry(kpis, index, &mut Vec::new());
            known.insert(index, answer.is_ok());
            if let Err((at, why)) = answer {
                findings.push(loss(&kpis.queries[index], at, &why));
                left_out.push((index, why));
            }
        }
        let queries: Vec<usize> =
            known.into_iter().filter(|(_, carried)| *carried).map(|(index, _)| index).collect();
        findings.extend(small_groups(kpis, &queries));
        for query in queries.iter().map(|index| &kpis.queries[*index]) {
            findings.extend(renamed(query));
            let lost = query.cuts.iter().filter(|cut| columns_of_cut(&query.finished, &cut.name).is_none());
            findings.extend(lost.map(|cut| lost_cut(query, &cut.name)));
        }
        Self { queries, left_out, findings }
    }
}

type Answer = Result<(), (At, Say)>;

fn can_carry(kpis: &Kpis<'_>, index: usize, open: &mut Vec<usize>) -> Answer {
    let query = &kpis.queries[index];
    let metric = query.metric;
    if query.grain.in_metricflow().is_none() && query.grain != Grain::Whole {
        let at = metric.place(metric.it.period.span());
        return Err((at, say!(en: "MetricFlow has no such period", es: "MetricFlow no tiene ese periodo")));
    }
    match &query.finished.plan {
        Plan::Rows(rows) => rows_can(query, rows, &kpis.stages[rows.stage]),
        Plan::Health(_) => {
            let at = if metric.it.family.is_absent() {
                metric.entity.head()
            } else {
                metric.place(metric.it.family.span())
            };
            Err((
                at,
                say!(en: "MetricFlow has no scores of several metrics", es: "MetricFlow no tiene calificaciones de varias métricas"),
            ))
        }
        Plan::Formula(formula) => {
            let written = [metric.it.formula.span(), metric.it.with.span()];
            let absent = [metric.it.formula.is_absent(), metric.it.with.is_absent()];
            let span = written.into_iter().zip(absent).find(|(_, absent)| !absent).map(|(span, _)| span);
            let at = span.map_or_else(|| metric.entity.head(), |span| metric.place(span));
            open.push(index);
            for input in &formula.inputs {
                if let Some(why) = input_lacks(kpis, input, open) {
                    return Err((at, why));
                }
            }
            open.pop();
            Ok(())
        }
    }
}

fn rows_can(query: &Query<'_>, rows: &Rows, stage: &Stage<'_>) -> Answer {
    let metric = query.metric;
    if let Aggregate::Quantile { .. } = rows.aggregate {
        let at = metric.place(metric.it.quantile.span());
        let why = say!(en: "MetricFlow has no quantile by cumulated weight", es: "MetricFlow no tiene cuantiles por peso acumulado");
        return Err((at, why));
    }
    if stage.time().is_none() {
        let at = metric.place(metric.it.dataset.span());
        let why = say!(en: "MetricFlow only reads tables with a moment for each row", es: "MetricFlow solo lee tablas con un momento por fila");
        return Err((at, why));
    }
    Ok(())
}

/// Why the value that a formula reads is no metric of the semantic layer.
fn input_lacks(kpis: &Kpis<'_>, input: &Finished, open: &mut Vec<usize>) -> Option<Say> {
    let name = &input.name;
    let found = kpis.queries.iter().position(|query| query.finished.name == *name);
    let Some(index) = found.filter(|index| !open.contains(index)) else {
        return Some(say!(en: "`{name}` is no metric in use", es: "`{name}` no es una métrica en uso"));
    };
    if !same_rows(&kpis.queries[index].finished.plan, &input.plan) {
        return Some(
            say!(en: "`{name}` counts other rows in the periods of this metric", es: "`{name}` cuenta otras filas en los periodos de esta métrica"),
        );
    }
    let id = kpis.queries[index].metric.id();
    can_carry(kpis, index, open)
        .err()
        .map(|(_, why)| say!(en: "`{id}` is not carried: {}", why.en; es: "`{id}` no se lleva: {}", why.es))
}

/// Whether a value is made of the same rows in the periods of another metric. The first filter says
/// that a row lies in a period, whichever it is.
fn same_rows(own: &Plan, asked: &Plan) -> bool {
    match (own, asked) {
        (Plan::Rows(own), Plan::Rows(asked)) => {
            let texts = |rows: &Rows| {
                rows.filters.iter().skip(1).map(|filter| filter.sql.text.clone()).collect::<Vec<_>>()
            };
            texts(own) == texts(asked) && format!("{:?}", own.aggregate) == format!("{:?}", asked.aggregate)
        }
        (Plan::Formula(_), Plan::Formula(_)) => true,
        _ => false,
    }
}

fn lost_cut(query: &Query<'_>, cut: &str) -> Diagnostic {
    let (metric, name) = (query.metric, &query.name);
    let id = metric.id();
    Diagnostic::new(
        &TARGET_LOSS,
        metric.place(metric.it.cuts.span()),
        say!(en: "`{id}` by `{cut}` is not in the semantic layer of dbt: its parts lie in different tables",
             es: "`{id}` por `{cut}` no está en la capa semántica de dbt: sus partes están en tablas distintas"),
    )
    .help(say!(en: "read its values in the model `kpi_{name}`", es: "lee sus valores en el modelo `kpi_{name}`"))
    .severity(Severity::Info)
    .entity(metric.entity.name())
}

/// A metric that has another name in the semantic layer, because its own is a word of SQL or MetricFlow.
fn renamed(query: &Query<'_>) -> Option<Diagnostic> {
    let (id, name) = (query.metric.id(), &query.finished.alone);
    let kept = id.as_str().replace('-', "_") == *name;
    (!kept).then(|| {
        Diagnostic::new(
            &TARGET_RENAME,
            query.metric.entity.head(),
            say!(en: "`{id}` is called `{name}` in the semantic layer of dbt, which does not take its own name",
                 es: "`{id}` se llama `{name}` en la capa semántica de dbt, que no acepta su nombre"),
        )
        .help(say!(en: "ask MetricFlow for `{name}`; an id of two words needs no other name", es: "pide `{name}` a MetricFlow; un id de dos palabras no necesita otro nombre"))
        .entity(query.metric.entity.name())
    })
}

fn loss(query: &Query<'_>, at: At, why: &Say) -> Diagnostic {
    let (id, name) = (query.metric.id(), &query.name);
    Diagnostic::new(
        &TARGET_LOSS,
        at,
        say!(en: "`{id}` is not in the semantic layer of dbt: {}", why.en; es: "`{id}` no está en la capa semántica de dbt: {}", why.es),
    )
    .help(say!(en: "read its values in the model `kpi_{name}`", es: "lee sus valores en el modelo `kpi_{name}`"))
    .severity(Severity::Info)
    .entity(query.metric.entity.name())
}

/// MetricFlow shows cuts of any size: told once for each dataset of answers.
fn small_groups(kpis: &Kpis<'_>, carried: &[usize]) -> Vec<Diagnostic> {
    let reads = |stage: usize| {
        carried.iter().any(
            |index| matches!(&kpis.queries[*index].finished.plan, Plan::Rows(rows) if rows.stage == stage),
        )
    };
    let answers =
        kpis.stages.iter().enumerate().filter(|(index, stage)| stage.holds_answers() && reads(*index));
    answers
        .map(|(_, stage)| {
            let id = stage.dataset.id();
            Diagnostic::new(
                &TARGET_LOSS,
                stage.dataset.entity.head(),
                say!(en: "MetricFlow shows cuts of the answers in `{id}` however few they are", es: "MetricFlow muestra cortes de las respuestas de `{id}` por pocas que sean"),
            )
            .help(say!(en: "the models `kpi_…` leave out the values of cuts below `minimum_n`", es: "los modelos `kpi_…` dejan sin valor los cortes por debajo de `minimum_n`"))
            .severity(Severity::Info)
            .entity(stage.dataset.entity.name())
        })
        .collect()
}
