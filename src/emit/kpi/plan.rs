//! What a query does, before it is text: which rows, what is added up over them, and how finished
//! values are put together. No target and no dialect is in it.

use super::grain::Grain;
use super::lower::Sql;
use super::stage::StageColumn;
use crate::diagnostic::Say;
use crate::model::Of;
use crate::model::dataset::ColumnType;
use crate::model::metric::{Each, Family, Metric, MetricUnit};
use rust_decimal::Decimal;

/// A metric with everything that a target needs to compute it.
pub struct Query<'p> {
    pub metric: Of<'p, Metric>,
    /// Its name in SQL and of its file: `relationship_nps`.
    pub name: String,
    pub family: Family,
    pub unit: Option<MetricUnit>,
    pub grain: Grain,
    /// The cuts that are shown, besides the total.
    pub cuts: Vec<Cut>,
    /// Cuts of fewer answers are not shown.
    pub minimum_n: Option<i64>,
    /// One value for each customer or account besides the total.
    pub each: Option<Each>,
    /// The total and the cuts.
    pub finished: Finished,
    /// The value of each customer or account, when the metric has one.
    pub subjects: Option<Finished>,
    pub bands: Option<crate::analyze::measure::bands::Bands>,
    /// Not in use yet.
    pub proposed: bool,
}

/// One dimension that values are told apart by, or several that are crossed.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// `archetype`, or `archetype/channel` when crossed.
    pub name: String,
    /// Aliases of [`Dimension`]s of the rows below it.
    pub dimensions: Vec<String>,
}

/// The values of one metric for each period, cut and value of the cut.
#[derive(Clone, Debug)]
pub struct Finished {
    /// In front of the names of its parts in a statement.
    pub name: String,
    /// Its name where it stands alone: as a column of a formula, as a metric of a semantic layer.
    pub alone: String,
    pub levels: Levels,
    pub plan: Plan,
}

/// For whom values are told apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Levels {
    /// The total, and these cuts.
    Shown(Vec<Cut>),
    /// Each customer or account alone.
    Each(Each),
}

#[derive(Clone, Debug)]
pub enum Plan {
    Rows(Box<Rows>),
    Formula(Box<Formula>),
    Health(Box<Health>),
}

/// A value that is made of rows of one table.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Which of the stages.
    pub stage: usize,
    pub view: String,
    /// What names the period of a row.
    pub period: Sql,
    /// All of them hold for a row that counts.
    pub filters: Vec<Filter>,
    pub dimensions: Vec<Dimension>,
    /// The customer or account of the row.
    pub subject: Option<String>,
    pub aggregate: Aggregate,
}

/// A condition on rows, and what it is for.
#[derive(Clone, Debug)]
pub struct Filter {
    pub sql: Sql,
    pub why: Say,
}

/// A column that cuts are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Its name in the statement.
    pub alias: String,
    pub sql: String,
    pub ty: ColumnType,
}

/// What is added up over the rows. Weights are in it already.
#[derive(Clone, Debug)]
pub enum Aggregate {
    /// The sum of one over the sum of the other, times a whole number; no value when the second is 0.
    Ratio {
        numerator: String,
        denominator: String,
        times: u32,
    },
    Sum {
        amount: String,
    },
    Count,
    /// The smallest amount whose cumulated weight reaches a share of all weight.
    Quantile {
        amount: String,
        weight: Option<String>,
        share: Decimal,
    },
}

/// Arithmetic over the values of other metrics for the same period and cut.
#[derive(Clone, Debug)]
pub struct Formula {
    pub inputs: Vec<Finished>,
    /// Over the names of the inputs.
    pub sql: Sql,
}

/// Points of components, put together by their weights.
#[derive(Clone, Debug)]
pub struct Health {
    pub components: Vec<Scored>,
    /// The weight of a component without a value is shared among the others.
    pub redistributes: bool,
    /// Lowest and highest score.
    pub scale: (i64, i64),
    /// The rows of each customer or account, for what is asked about the case; none when the score is
    /// one for all.
    pub cases: Option<Cases>,
}

/// What is known of a customer or account in a period, from its rows.
#[derive(Clone, Debug)]
pub struct Cases {
    pub rows: Rows,
    /// Conditions under which the case has no score.
    pub no_value: Option<Sql>,
    /// Facts that decide the band, in their order, with the band.
    pub overrides: Vec<(Sql, String)>,
    pub cuts: Vec<Cut>,
}

/// A component of a health score.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Its id as a name.
    pub name: String,
    pub input: Finished,
    /// Over `value`; the first that holds gives the points.
    pub points: Vec<(String, i64)>,
    pub weight: Decimal,
}

impl Dimension {
    pub fn of(column: &StageColumn<'_>, alias: String) -> Self {
        Self { alias, sql: column.name.clone(), ty: column.ty }
    }

    /// The value as a text, with words for rows that do not say.
    pub fn label(&self) -> String {
        let alias = &self.alias;
        match self.ty {
            ColumnType::Text => format!("COALESCE({alias}, 'not stated')"),
            ColumnType::Boolean => {
                format!(
                    "CASE WHEN {alias} = TRUE THEN 'true' WHEN {alias} = FALSE THEN 'false' ELSE 'not stated' END"
                )
            }
            _ => format!("COALESCE(CAST({alias} AS VARCHAR(40)), 'not stated')"),
        }
    }
}

impl Plan {
    /// The metrics whose values it is made of.
    pub fn inputs(&self) -> Vec<&Finished> {
        match self {
            Plan::Rows(_) => Vec::new(),
            Plan::Formula(formula) => formula.inputs.iter().collect(),
            Plan::Health(health) => health.components.iter().map(|component| &component.input).collect(),
        }
    }
}
