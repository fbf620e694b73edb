//! Metrics that are arithmetic over other metrics.
//!
//! `lifetime-value` of the library is margin m, retention r and discount d put together: with the first
//! margin at the end of year 1 it is m r / (1 + d − r), with the first margin now m (1 + d) / (1 + d − r).

use super::grain::Grain;
use super::lower::{self, Binding, InSql, Sql, Unsupported};
use super::names::MetricNames;
use super::plan::{Finished, Formula, Plan};
use super::planner::Planner;
use super::problem::Problem;
use super::rows::{RowsOf, Wanted, lacks, unread};
use super::stage::{DerivedValue, Moment};
use super::text;
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::expression::{Symbol, SymbolKind, TypedExpr, TypedNode};
use crate::model::field::Entry;
use crate::model::id::Id;
use crate::model::metric::{Family, Metric};
use crate::source::Span;

/// The plan of a formula.
///
/// # Errors
/// It has none, or a metric that it names cannot be computed.
pub fn plan<'p>(
    planner: &mut Planner<'p>,
    metric: Of<'p, Metric>,
    grain: Grain,
    wanted: Wanted<'_>,
) -> Result<Plan, Problem> {
    if !metric.it.formula.is_absent() {
        let at = metric.it.formula.span();
        let typed = planner.program.expression(metric.index, at).ok_or_else(|| unread(metric, at))?.clone();
        let mut inputs = Inputs { metric, at, grain, wanted, list: Vec::new() };
        let sql = inputs.lowered(planner, &typed)?;
        return Ok(Plan::Formula(Box::new(Formula { inputs: inputs.list, sql })));
    }
    match metric.it.r#use.get().map(|name| name.id().as_str()) {
        Some("lifetime-value") => lifetime_value(planner, metric, grain, wanted),
        _ => Err(lacks(metric, "formula")),
    }
}

fn lifetime_value<'p>(
    planner: &mut Planner<'p>,
    metric: Of<'p, Metric>,
    grain: Grain,
    wanted: Wanted<'_>,
) -> Result<Plan, Problem> {
    let mut inputs = Inputs { metric, at: Span::default(), grain, wanted, list: Vec::new() };
    let mut part = |planner: &mut Planner<'p>, key: &str| {
        let entry = parameter(metric, key)?;
        let at = entry.value.span();
        let typed = planner.program.expression(metric.index, at).ok_or_else(|| unread(metric, at))?.clone();
        inputs.at = at;
        inputs.parameter(planner, key, &typed)
    };
    let (m, r, d) = (part(planner, "margin")?, part(planner, "retention")?, part(planner, "discount")?);
    let first = parameter(metric, "first_margin")?.value.span();
    let typed = planner.program.expression(metric.index, first).ok_or_else(|| unread(metric, first))?;
    let at_the_end = matches!(&typed.node, TypedNode::Choice(word) if word == "end");
    let (m, r, d) = (m.inside(Binding::Product), r.inside(Binding::Product), d.inside(Binding::Product));
    let factor = if at_the_end { r.clone() } else { format!("(1 + {d})") };
    let sql = Sql::new(format!("{m} * 1e0 * {factor} / NULLIF(1 + {d} - {r}, 0)"), Binding::Product);
    Ok(Plan::Formula(Box::new(Formula { inputs: inputs.list, sql })))
}

fn parameter<'m>(
    metric: Of<'m, Metric>,
    key: &str,
) -> Result<
    &'m Entry<
        crate::model::text::Plain,
        crate::model::expression_field::In<crate::model::expression_field::on::LibraryParameter>,
    >,
    Problem,
> {
    metric
        .it
        .with
        .entries()
        .find(|entry| &*entry.key == key)
        .ok_or_else(|| lacks(metric, &format!("with: {key}")))
}

/// The values that a formula is made of.
struct Inputs<'p, 'w> {
    metric: Of<'p, Metric>,
    at: Span,
    grain: Grain,
    wanted: Wanted<'w>,
    list: Vec<Finished>,
}

impl<'p> Inputs<'p, '_> {
    fn lowered(&mut self, planner: &mut Planner<'p>, typed: &TypedExpr) -> Result<Sql, Problem> {
        for symbol in typed.symbols().iter().filter(|symbol| symbol.kind == SymbolKind::Metric) {
            self.add(planner, &symbol.name)?;
        }
        lower::value(typed, &mut Values(&planner.names))
            .map_err(|unsupported| Problem::of(self.metric, self.at, unsupported))
    }

    /// A parameter of a library KPI: over metrics, or the average of an expression over rows.
    fn parameter(&mut self, planner: &mut Planner<'p>, key: &str, typed: &TypedExpr) -> Result<Sql, Problem> {
        if typed.symbols().iter().all(|symbol| symbol.kind != SymbolKind::Column) {
            return self.lowered(planner, typed);
        }
        let name = text::name(&format!("{}-{}", self.metric.id(), key.replace('_', "-")));
        let mut rows =
            RowsOf::new(planner.program, &mut planner.stages, self.metric, Family::Mean, self.grain)?;
        let value = rows.amount_of(typed, self.at)?;
        let aggregate = rows.weighted_ratio(&value.inside(Binding::Product), 1);
        rows.rows_that_may_enter()?;
        let (rows, levels) = rows.finish(aggregate, &self.wanted, None)?;
        self.list.push(Finished {
            name: name.clone(),
            alone: name.clone(),
            levels,
            plan: Plan::Rows(Box::new(rows)),
        });
        Ok(Sql::atom(name))
    }

    /// Adds the values of a metric, once.
    fn add(&mut self, planner: &mut Planner<'p>, id: &str) -> Result<(), Problem> {
        let Some(named) = planner.program.get::<Metric>(Id::new(id)) else {
            return Err(unread(self.metric, self.at));
        };
        let name = text::name(id);
        if self.list.iter().any(|known| known.name == name) {
            return Ok(());
        }
        let input = planner.finished(named, self.grain, self.wanted).map_err(|problem| {
            if problem.at.file == self.metric.entity.file && self.metric.entity.span.contains(problem.at.span)
            {
                return problem; // a cut of this metric that the other cannot have
            }
            Problem::new(
                self.metric.place(self.at),
                say!(en: "`{id}` cannot be computed, and it is part of the formula ({})", problem.why.en;
                     es: "`{id}` no se puede calcular, y es parte de la fórmula ({})", problem.why.es),
                problem.help,
            )
        })?;
        self.list.push(input);
        Ok(())
    }
}

/// Metrics by their names in a statement.
struct Values<'n>(&'n MetricNames);

impl InSql for Values<'_> {
    fn symbol(&mut self, symbol: &Symbol) -> Result<String, Unsupported> {
        match symbol.kind {
            SymbolKind::Metric => Ok(self.0.get(&symbol.name)),
            _ => Err(not_a_metric(&symbol.name)),
        }
    }

    fn moment(&mut self, symbol: &Symbol) -> Result<Moment, Unsupported> {
        Err(not_a_metric(&symbol.name))
    }

    fn derived(&mut self, _: DerivedValue) -> Result<String, Unsupported> {
        Err(not_a_metric("as_of"))
    }
}

fn not_a_metric(name: &str) -> Unsupported {
    Unsupported::new(
        say!(en: "`{name}` is no metric, and a formula is over metrics", es: "`{name}` no es una métrica, y una fórmula se hace con métricas"),
        say!(en: "make a metric of it and name that", es: "haz una métrica con ello y nómbrala"),
    )
}
