//! `dbt`: a project with staging models, a model of values for each metric, and a semantic layer with
//! the metrics that MetricFlow can compute.
//!
//! - `models/staging`: the staging views, with data tests from keys, values, scales and weights
//! - `models/kpi`: `kpi_<metric>` has the values of every metric, as the `sql` target computes them
//! - `models/semantic`: one row for each row of a dataset, with what each metric adds up; semantic
//!   models and metrics stand above them
//! - `senda_sources.json` lists the tables with the types of their columns; `senda_metrics.json` the
//!   metrics of the semantic layer, `senda_left_out.json` those that MetricFlow cannot compute, and why

mod carried;
mod data_tests;
mod jinja;
mod models;
mod project;
mod semantic;

use super::kpi::Kpis;
use super::kpi::staging::Setting;
use super::{Artifact, Options, Out, Target, yaml};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::{EntityIndex, Kind};
use serde_json::Value as Json;

pub const TARGET: Target = Target {
    name: "dbt",
    about: Words {
        en: "a dbt project: staging models, KPI models, data tests and a MetricFlow semantic layer",
        es: "un proyecto dbt: modelos de preparación, modelos de KPI, pruebas de datos y una capa semántica de MetricFlow",
    },
    folder: "kpi/dbt",
    by_default: true,
    selects: &[Kind::Metric],
    options: &[],
    emit,
    platform: None,
};

/// The files of the project as they are made.
struct Files<'o> {
    out: &'o Out<'o>,
    datasets: Vec<EntityIndex>,
    metrics: Vec<EntityIndex>,
}

impl Files<'_> {
    fn text(&mut self, path: &str, text: String, from: impl IntoIterator<Item = EntityIndex>) {
        self.out.put(Artifact::text(path, text, from));
    }

    fn yaml(&mut self, path: &str, comment: &str, value: &Json, from: Vec<EntityIndex>) {
        self.text(path, yaml::document(comment, value), from);
    }

    fn json(&mut self, path: &str, value: &Json, from: Vec<EntityIndex>) {
        self.out.put(Artifact::json(path, value, from));
    }
}

fn emit(program: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let kpis = Kpis::of(program, &|metric| options.wants(metric));
    let setting = Setting::of(program.program);
    let mut files = Files {
        out,
        datasets: kpis.stages.iter().map(|stage| stage.dataset.index).collect(),
        metrics: kpis.queries.iter().map(|query| query.metric.index).collect(),
    };
    let carried = carried::Carried::of(&kpis);
    project::files(program, &kpis, &mut files);
    models::staging(program, &kpis, &setting, &mut files);
    models::kpi(program, &kpis, &mut files);
    semantic::files(program, &kpis, &carried, &mut files);
    data_tests::files(program, &kpis, &mut files);
    let mut findings = kpis.findings;
    findings.extend(carried.findings);
    findings
}
