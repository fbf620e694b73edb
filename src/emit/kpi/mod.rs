//! KPIs as queries that belong to no target: `sql` and `dbt` write them, and a local run computes them.
//!
//! 1. [`stage`]: a dataset as a staging view, with the columns that only a dialect can compute
//! 2. [`planner`]: a metric as a [`plan::Query`]: rows, filters, period, cuts, what is added up
//! 3. [`statement`]: a query as one portable SELECT above the views
//! 4. [`staging`]: the views in the words of each dialect

mod answers;
pub mod bands;
pub mod cuts;
pub mod digest;
pub mod effect;
mod formula;
pub mod grain;
mod health;
pub mod layer;
pub mod lower;
pub mod names;
pub mod plan;
mod planner;
pub mod problem;
mod rows;
pub mod series;
pub mod signals;
pub mod stage;
pub mod staging;
pub mod statement;
pub mod text;
pub mod words;

use crate::analyze::{Checked, in_use};

use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, say};
use crate::model::dataset::Dataset;
use crate::model::metric::{Each, Metric};
use crate::model::{EntityIndex, Of};
use grain::Grain;
use plan::Query;
use planner::Planner;
use problem::Problem;
use stage::Stage;
use staging::Setting;

/// The KPIs of a program as queries, and the tables below them.
pub struct Kpis<'p> {
    /// In the order of the ids of their datasets.
    pub stages: Vec<Stage<'p>>,
    /// In the order of the ids of their metrics.
    pub queries: Vec<Query<'p>>,
    /// Metrics without a query and cuts that a query cannot have, at the line that asks for them.
    pub findings: Vec<Diagnostic>,
}

impl<'p> Kpis<'p> {
    /// Plans every metric that is in use and wanted.
    pub fn of(checked: &Checked<'p>, wanted: &dyn Fn(EntityIndex) -> bool) -> Self {
        let program = checked.program;
        let business_time = Setting::of(program).business.is_some();
        let mut views = text::Taken::default();
        let mut stages: Vec<Stage<'p>> = program
            .all::<Dataset>()
            .filter(|dataset| in_use(dataset.entity, checked.as_of))
            .filter_map(|dataset| Stage::of(dataset, business_time))
            .collect();
        for stage in &mut stages {
            stage.view = views.unique(&stage.view);
        }
        let mut planner = Planner::new(program, stages);
        let (mut queries, mut findings) = (Vec::new(), Vec::new());
        let asked = |metric: &Of<'_, Metric>| in_use(metric.entity, checked.as_of) && wanted(metric.index);
        for metric in program.all::<Metric>().filter(asked) {
            match planner.query(metric, metric.id().as_str().replace('-', "_")) {
                Ok((query, lost)) => {
                    queries.push(query);
                    findings.extend(lost.iter().map(|problem| lost_cut(metric, problem)));
                }
                Err(problem) => findings.push(problem.finding(metric)),
            }
        }
        Self { stages: planner.stages, queries, findings }
    }
}

/// The values of a metric for each customer, whether it shows them or not.
pub struct PerCustomer<'p> {
    pub metric: Of<'p, Metric>,
    pub grain: Grain,
    pub each: Each,
    /// `period, customer, value, n`; relations stand between marks.
    pub sql: String,
}

impl<'p> Kpis<'p> {
    /// Plans some metrics for each customer, or each account where the table knows no customers.
    pub fn per_customer(
        &mut self,
        checked: &Checked<'p>,
        metrics: &[Of<'p, Metric>],
    ) -> Vec<Result<PerCustomer<'p>, Problem>> {
        let mut planner = Planner::new(checked.program, std::mem::take(&mut self.stages));
        let mut plan = |metric: Of<'p, Metric>| {
            let grain = Grain::of(metric.it.period.value());
            let of = |planner: &mut Planner<'p>, each| {
                let finished = planner.finished(metric, grain, rows::Wanted::Each(each))?;
                Ok(PerCustomer { metric, grain, each, sql: statement::of_each(&finished, each) })
            };
            let customers: Result<_, Problem> = of(&mut planner, Each::Customer);
            customers.or_else(|problem| of(&mut planner, Each::Account).map_err(|_: Problem| problem))
        };
        let found = metrics.iter().map(|metric| plan(*metric)).collect();
        self.stages = planner.stages;
        found
    }
}

fn lost_cut(metric: Of<'_, Metric>, problem: &Problem) -> Diagnostic {
    let (id, why) = (metric.id(), &problem.why);
    Diagnostic::new(
        &TARGET_LOSS,
        problem.at,
        say!(en: "the query of `{id}` is without this cut: {}", why.en; es: "la consulta de `{id}` queda sin este corte: {}", why.es),
    )
    .help(problem.help.clone())
    .entity(metric.entity.name())
}
