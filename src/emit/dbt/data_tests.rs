//! Data tests that need a query of their own: scales, weights, keys of several columns, and values of
//! metrics that lie outside their range or in no band.

use super::{Files, jinja};
use crate::analyze::Checked;
use crate::analyze::measure::bands::number;
use crate::emit::kpi::Kpis;
use crate::emit::kpi::bands;
use crate::emit::kpi::plan::{Plan, Query};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::text::{self, relation};
use crate::emit::sql::checks;
use crate::model::metric::{Family, MetricUnit};
use rust_decimal::Decimal;

pub fn files(program: &Checked<'_>, kpis: &Kpis<'_>, files: &mut Files) {
    for stage in &kpis.stages {
        of_stage(stage, files);
    }
    for query in &kpis.queries {
        of_metric(program, query, files);
    }
}

/// Rows that break what the dataset declares; keys and values have tests of dbt's own.
fn of_stage(stage: &Stage<'_>, files: &mut Files) {
    let dataset = text::name(stage.dataset.id().as_str());
    for check in checks::of_stage(stage).iter().filter(|check| matches!(check.what, "scale" | "weight")) {
        let body =
            format!("SELECT {}\nFROM {}\nWHERE {}\n", check.column, relation(&stage.view), check.broken.text);
        let name = format!("tests/{dataset}__{}_{}.sql", check.column, check.what);
        files.text(&name, jinja::model(&body), [stage.dataset.index]);
    }
    let keys: Vec<&str> = stage.keys().map(|key| key.name.as_str()).collect();
    if keys.len() > 1 {
        let keys = keys.join(", ");
        let body =
            format!("SELECT {keys}\nFROM {}\nGROUP BY {keys}\nHAVING COUNT(*) > 1\n", relation(&stage.view));
        files.text(&format!("tests/{dataset}__key.sql"), jinja::model(&body), [stage.dataset.index]);
    }
}

/// Values that the metric cannot take, or that lie in no band or in two.
fn of_metric(program: &Checked<'_>, query: &Query<'_>, files: &mut Files) {
    // With a value for each customer, bands and range are about those.
    let model =
        if query.each.is_some() { format!("each_{}", query.name) } else { format!("kpi_{}", query.name) };
    if let Some(bands) = &query.bands {
        let each: Vec<String> = bands::conditions(bands, "value")
            .into_iter()
            .map(|(_, condition)| format!("CASE WHEN {condition} THEN 1 ELSE 0 END"))
            .collect();
        let body = format!(
            "SELECT period, value\nFROM {}\nWHERE value IS NOT NULL AND {} <> 1\n",
            relation(&model),
            each.join(" + ")
        );
        files.text(&format!("tests/{model}__bands.sql"), jinja::model(&body), [query.metric.index]);
    }
    let (low, high) = range(program, query);
    let outside = [(low, "<"), (high, ">")];
    let outside: Vec<String> = outside
        .iter()
        .filter_map(|(end, word)| Some(format!("value {word} {}", text::number((*end)?))))
        .collect();
    if !outside.is_empty() {
        let body =
            format!("SELECT period, value\nFROM {}\nWHERE {}\n", relation(&model), outside.join(" OR "));
        files.text(&format!("tests/{model}__range.sql"), jinja::model(&body), [query.metric.index]);
    }
}

/// The values that a metric can take: as it says, or as its family does.
fn range(program: &Checked<'_>, query: &Query<'_>) -> (Option<Decimal>, Option<Decimal>) {
    if let Some(range) = query.metric.it.range.get() {
        let number = |level| number(program.program, query.metric, level);
        return (range.from.as_ref().and_then(number), range.to.as_ref().and_then(number));
    }
    let whole = |from: i64, to: i64| (Some(Decimal::from(from)), Some(Decimal::from(to)));
    match (query.family, query.unit, &query.finished.plan) {
        (Family::Nps, ..) => whole(-100, 100),
        (Family::Rate | Family::Csat | Family::Ces, Some(MetricUnit::Share), _) => whole(0, 1),
        (Family::Count, ..) => (Some(Decimal::ZERO), None),
        (Family::Health, _, Plan::Health(health)) => whole(health.scale.0, health.scale.1),
        _ => (None, None),
    }
}
