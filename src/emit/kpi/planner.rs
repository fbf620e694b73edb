//! Plans metrics one after another over the same stages, so that each computed column is there once.

use super::cuts;
use super::formula;
use super::grain::Grain;
use super::health;
use super::names::MetricNames;
use super::plan::{Finished, Levels, Plan, Query};
use super::problem::Problem;
use super::rows::{RowsOf, Wanted, lacks};
use super::stage::Stage;
use super::text;
use crate::analyze::measure::bands::Bands;
use crate::diagnostic::say;
use crate::model::common::Status;
use crate::model::metric::{Family, Metric};
use crate::model::{EntityIndex, Of};
use crate::resolve::Resolved;
use crate::resolve::names::metrics;

pub struct Planner<'p> {
    pub program: &'p Resolved,
    pub stages: Vec<Stage<'p>>,
    pub names: MetricNames,
    /// Metrics whose plan is being made.
    open: Vec<EntityIndex>,
}

impl<'p> Planner<'p> {
    pub fn new(program: &'p Resolved, stages: Vec<Stage<'p>>) -> Self {
        Self { program, stages, names: MetricNames::of(program), open: Vec::new() }
    }

    /// The query of a metric, and the cuts that it cannot have.
    ///
    /// # Errors
    /// Nothing of the metric can be computed.
    pub fn query(
        &mut self,
        metric: Of<'p, Metric>,
        name: String,
    ) -> Result<(Query<'p>, Vec<Problem>), Problem> {
        let family = metrics::family(metric.it).ok_or_else(|| lacks(metric, "family"))?;
        let grain = Grain::of(metric.it.period.value());
        let mut lost = Vec::new();
        let mut possible = Vec::new();
        self.finished(metric, grain, Wanted::Shown(&[]))?;
        for cut in cuts::written(self.program, metric) {
            match self.finished(metric, grain, Wanted::Shown(std::slice::from_ref(&cut))) {
                Ok(_) => possible.push(cut),
                Err(problem) => lost.push(problem),
            }
        }
        let finished = self.finished(metric, grain, Wanted::Shown(&possible))?;
        let each = metrics::each(self.program, metric);
        let subjects = match each {
            Some(each) => Some(self.finished(metric, grain, Wanted::Each(each))?),
            None => None,
        };
        let answers = self.rests_on_answers(&finished);
        let minimum_n = match metric.it.minimum_n.get() {
            Some(stated) => Some(stated.0),
            None => answers.then_some(30),
        };
        let query = Query {
            metric,
            name,
            family,
            unit: metrics::stated_unit(metric.it),
            grain,
            cuts: match &finished.levels {
                Levels::Shown(cuts) => cuts.clone(),
                Levels::Each(_) => Vec::new(),
            },
            minimum_n: if each.is_some() { None } else { minimum_n },
            each,
            finished,
            subjects,
            bands: Bands::of(self.program, metric),
            proposed: metric.entity.common().status.value() == Some(Status::Proposed),
        };
        Ok((query, lost))
    }

    /// The values of a metric for each period of a grain.
    ///
    /// # Errors
    /// A part of its definition cannot be computed.
    pub fn finished(
        &mut self,
        metric: Of<'p, Metric>,
        grain: Grain,
        wanted: Wanted<'_>,
    ) -> Result<Finished, Problem> {
        if self.open.contains(&metric.index) {
            let id = metric.id();
            return Err(Problem::new(
                metric.entity.head(),
                say!(en: "`{id}` is computed from itself", es: "`{id}` se calcula de sí misma"),
                say!(en: "break the circle", es: "rompe el círculo"),
            ));
        }
        self.open.push(metric.index);
        let planned = self.plan(metric, grain, wanted);
        self.open.pop();
        let (plan, levels) = planned?;
        let id = metric.id().as_str();
        Ok(Finished { name: text::name(id), alone: self.names.get(id), levels, plan })
    }

    fn plan(
        &mut self,
        metric: Of<'p, Metric>,
        grain: Grain,
        wanted: Wanted<'_>,
    ) -> Result<(Plan, Levels), Problem> {
        let family = metrics::family(metric.it).ok_or_else(|| lacks(metric, "family"))?;
        match family {
            Family::Expression => {
                let plan = formula::plan(self, metric, grain, wanted)?;
                let levels = plan.inputs().first().map(|input| input.levels.clone());
                Ok((plan, levels.ok_or_else(|| lacks(metric, "formula"))?))
            }
            Family::Health => health::plan(self, metric, grain, wanted),
            _ => RowsOf::new(self.program, &mut self.stages, metric, family, grain)?.plan(&wanted),
        }
    }

    /// Whether small groups of its rows are small groups of people who answered.
    fn rests_on_answers(&self, finished: &Finished) -> bool {
        match &finished.plan {
            Plan::Rows(rows) => self.stages[rows.stage].holds_answers(),
            plan => plan.inputs().iter().any(|input| self.rests_on_answers(input)),
        }
    }
}
