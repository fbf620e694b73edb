//! Cuts: the columns that values are told apart by, in the table of the metric or in a table that its
//! rows point at.

use super::plan::{Cut, Dimension};
use super::problem::Problem;
use super::stage::{Stage, StageColumn};
use super::text::{self, Taken};
use crate::diagnostic::say;
use crate::model::dataset::ColumnType;
use crate::model::metric::Metric;
use crate::model::unions::ColumnRefersTo;
use crate::model::{EntityIndex, Of};
use crate::resolve::Resolved;
use crate::source::At;

/// A cut as it is written: the columns that it crosses, each with its dataset and its place.
pub struct Written {
    pub name: String,
    pub columns: Vec<WrittenColumn>,
}

pub struct WrittenColumn {
    pub dataset: EntityIndex,
    /// Its name in the data.
    pub raw: &'static str,
    pub at: At,
}

/// The cuts of a metric, each once.
pub fn written(program: &Resolved, metric: Of<'_, Metric>) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    for cut in metric.it.cuts.items() {
        let columns: Vec<WrittenColumn> = cut
            .list()
            .spanned()
            .filter_map(|(at, _)| {
                let part = program.follow_part(metric.index, at)?;
                Some(WrittenColumn { dataset: part.entity, raw: part.id.as_str(), at: metric.place(at) })
            })
            .collect();
        let name = columns.iter().map(|column| column.raw).collect::<Vec<_>>().join("/");
        if !columns.is_empty() && found.iter().all(|known| known.name != name) {
            found.push(Written { name, columns });
        }
    }
    found
}

/// Names that a statement has for itself.
const OWN: [&str; 21] = [
    "amount",
    "cell_n",
    "cut",
    "cut_value",
    "denominator",
    "denominator_sum",
    "metric",
    "n",
    "numerator",
    "numerator_sum",
    "period",
    "spread_down",
    "spread_middle",
    "spread_shifted",
    "spread_squares",
    "spread_up",
    "spread_weight",
    "spread_weight_squares",
    "subject",
    "value",
    "weight_sum",
];

/// The dimensions of rows, as cuts ask for them.
#[derive(Default)]
pub struct Dimensions {
    pub list: Vec<Dimension>,
    known: Vec<(EntityIndex, &'static str, usize)>,
    taken: Taken,
}

impl Dimensions {
    pub fn new() -> Self {
        let mut taken = Taken::default();
        for name in OWN {
            taken.unique(name);
        }
        Self { taken, ..Self::default() }
    }

    /// A written cut over the rows of a table.
    ///
    /// # Errors
    /// A column holds personal data, or lies in a table that the rows do not point at.
    pub fn cut(&mut self, cut: &Written, stages: &[Stage<'_>], own: usize) -> Result<Cut, Problem> {
        let aliases: Result<Vec<String>, Problem> =
            cut.columns.iter().map(|column| self.dimension(column, stages, own)).collect();
        Ok(Cut { name: cut.name.clone(), dimensions: aliases? })
    }

    fn dimension(
        &mut self,
        column: &WrittenColumn,
        stages: &[Stage<'_>],
        own: usize,
    ) -> Result<String, Problem> {
        // The bare name of a column that several tables have may have been found in another one.
        let here = stages[own].column(column.raw).map(|_| stages[own].dataset.index);
        let table = here.unwrap_or(column.dataset);
        if let Some((.., index)) =
            self.known.iter().find(|(known, raw, _)| *known == table && *raw == column.raw)
        {
            return Ok(self.list[*index].alias.clone());
        }
        let alias = self.taken.unique(&text::column_name(column.raw));
        let dimension = dimension(column, stages, own, alias.clone())?;
        self.known.push((table, column.raw, self.list.len()));
        self.list.push(dimension);
        Ok(alias)
    }
}

fn dimension(
    column: &WrittenColumn,
    stages: &[Stage<'_>],
    own: usize,
    alias: String,
) -> Result<Dimension, Problem> {
    let stage = &stages[own];
    let (at, raw) = (column.at, column.raw);
    let (found, sql) = match stage.column(raw) {
        Some(found) => (found, found.name.clone()),
        None => {
            let other = stages.iter().find(|other| other.dataset.index == column.dataset);
            let found = other.and_then(|other| {
                let found = other.column(raw)?;
                Some((found, looked_up(stage, other, found)?))
            });
            found.ok_or_else(|| out_of_reach(at, raw, stage))?
        }
    };
    if found.is_personal() {
        return Err(Problem::new(
            at,
            say!(en: "`{raw}` holds personal data, which no output shows", es: "`{raw}` contiene datos personales, que ningún resultado muestra"),
            say!(en: "cut by a group of people instead", es: "corta por un grupo de personas"),
        ));
    }
    let ty = if found.ty == ColumnType::Boolean && sql != found.name { ColumnType::Text } else { found.ty };
    Ok(Dimension { alias, sql, ty })
}

/// A column of a table that the rows point at by its key. `MAX` is over one row; engines that want an
/// aggregate there get one.
fn looked_up(stage: &Stage<'_>, other: &Stage<'_>, column: &StageColumn<'_>) -> Option<String> {
    let keys: Vec<_> = other.keys().collect();
    let [key] = keys[..] else { return None };
    let pointer = stage.columns.iter().find(|c| match c.column.refers_to.get() {
        Some(ColumnRefersTo::Dataset(to)) => {
            to.path.head == other.dataset.id() && stage.dataset.index != other.dataset.index
        }
        _ => false,
    })?;
    let (other_view, view, name) = (text::relation(&other.view), &stage.view, &column.name);
    let shown = match column.ty {
        ColumnType::Boolean => {
            format!("CASE WHEN other.{name} = TRUE THEN 'true' WHEN other.{name} = FALSE THEN 'false' END")
        }
        _ => format!("other.{name}"),
    };
    Some(format!(
        "(SELECT MAX({shown}) FROM {other_view} AS other WHERE other.{} = {view}.{})",
        key.name, pointer.name
    ))
}

fn out_of_reach(at: At, raw: &str, stage: &Stage<'_>) -> Problem {
    let dataset = stage.dataset.id();
    Problem::new(
        at,
        say!(en: "`{dataset}` has no column `{raw}`, and none of its columns points at a table that has it",
             es: "`{dataset}` no tiene la columna `{raw}`, y ninguna de sus columnas apunta a una tabla que la tenga"),
        say!(en: "add the column to `{dataset}`, or a column with `refers_to` the other dataset",
             es: "agrega la columna a `{dataset}`, o una columna con `refers_to` al otro conjunto de datos"),
    )
}
