//! For programs: one JSON document, described by `schemas/measure.schema.json`.

use crate::emit::kpi::{digest, words};
use crate::measure::report::{DatasetOf, Report};
use crate::measure::values::{Point, Values};
use crate::model::scalar::Scalar;
use serde_json::{Value, json};

pub fn json(report: &Report<'_, '_, '_>) -> String {
    let lang = report.lang;
    let program = report.program;
    let id = program.program.program().map(|root| root.id().to_string());
    let metrics: Vec<Value> = report.values.iter().map(|values| metric(report, values)).collect();
    let not_computed: Vec<Value> = report
        .not_computed
        .iter()
        .map(|one| json!({ "metric": one.metric, "why": one.why.in_lang(lang), "help": one.help.in_lang(lang) }))
        .collect();
    let datasets: Vec<Value> = report.datasets.iter().map(|dataset| data(report, dataset)).collect();
    let all = json!({
        "version": 1,
        "program": id,
        "as_of": program.as_of.spell(),
        "engine": { "name": report.engine, "version": report.engine_version },
        "confidence": crate::analyze::statistics::CONFIDENCE,
        "metrics": metrics,
        "not_computed": not_computed,
        "datasets": datasets,
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn metric(report: &Report<'_, '_, '_>, values: &Values<'_, '_>) -> Value {
    let (query, lang) = (values.query, report.lang);
    let program = report.program.program;
    let points: Vec<Value> = report.chosen.of(values).into_iter().map(|it| point(values, it)).collect();
    let breaks: Vec<Value> = values
        .breaks
        .iter()
        .map(|one| {
            json!({
                "day": one.day.spell(),
                "from": one.from,
                "to": one.to,
                "method": one.method.word(),
                "offset": one.offset,
                "n": one.n,
                "why": one.why.as_ref().map(|why| why.reading(lang.code(), program.first_language())),
                "metric": one.of,
            })
        })
        .collect();
    json!({
        "metric": query.metric.id().as_str(),
        "definition": digest::of(report.program, query.metric),
        "title": words::title(program, query, lang.code()),
        "family": query.family.word(),
        "unit": query.unit.map(|unit| unit.word()),
        "counted_in": values.counted_in.map(|unit| unit.names().1),
        "direction": words::direction(query),
        "period": query.metric.it.period.get().map(Scalar::spell),
        "minimum_n": query.minimum_n,
        "interval": values.method.as_ref().ok().map(|method| method.name()),
        "no_interval": values.method.as_ref().err().map(|why| why.in_lang(lang)),
        "breaks": breaks,
        "values": points,
    })
}

fn point(values: &Values<'_, '_>, point: &Point) -> Value {
    let ends = |it: crate::analyze::statistics::Interval| json!({ "low": it.low, "high": it.high });
    let target = point.target.as_ref().map(|it| {
        json!({
            "value": it.value,
            "by": it.due.map(|due| due.spell()),
            "distance": it.distance,
            "verdict": it.verdict.name(),
        })
    });
    let before = point.before.as_ref().map(|it| {
        json!({
            "period": it.period,
            "value": it.value,
            "change": it.change,
            "interval": it.interval.map(ends),
            "verdict": it.moved.name(),
            "break": it.break_at.and_then(|at| values.breaks.get(at)).map(|one| one.day.spell()),
        })
    });
    json!({
        "period": point.period,
        "first_day": point.days.map(|days| days.first.to_string()),
        "last_day": point.days.map(|days| days.last.to_string()),
        "state": point.state.name(),
        "cut": point.cut,
        "cut_value": point.cut_value,
        "value": point.value,
        "n": point.n,
        "hidden": point.hidden,
        "effective_n": point.effective_n,
        "margin": point.sample.map(|sample| sample.margin()),
        "interval": point.interval.map(ends),
        "band": point.band,
        "target": target,
        "before": before,
    })
}

fn data(report: &Report<'_, '_, '_>, dataset: &DatasetOf) -> Value {
    let lang = report.lang;
    let loaded = dataset.loaded.as_ref();
    let faults: Vec<Value> = loaded
        .into_iter()
        .flat_map(|loaded| &loaded.faults)
        .map(|fault| {
            let examples: Vec<Value> =
                fault.examples.iter().map(|it| json!({ "line": it.line, "found": it.found })).collect();
            json!({
                "reason": fault.reason.name(),
                "column": fault.column,
                "rows": fault.rows,
                "counted": fault.reason.row_stays(),
                "examples": examples,
                "message": fault.reason.say().in_lang(lang),
                "help": fault.wanted.in_lang(lang),
            })
        })
        .collect();
    let broken: Vec<Value> = dataset
        .broken
        .iter()
        .map(|(column, declared, rows)| json!({ "column": column, "declared": declared, "rows": rows }))
        .collect();
    let stopped = dataset
        .stopped
        .as_ref()
        .map(|(why, help)| json!({ "message": why.in_lang(lang), "help": help.in_lang(lang) }));
    json!({
        "dataset": dataset.id,
        "place": dataset.place,
        "rows": loaded.map(|loaded| loaded.rows),
        "left_out": loaded.map(|loaded| loaded.left_out),
        "without_weight": loaded.map(|loaded| loaded.without_weight),
        "faults": faults,
        "trusted": dataset.trusted,
        "broken": broken,
        "stopped": stopped,
    })
}
