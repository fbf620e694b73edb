//! Equal rows that an engine adds up before it answers: one pass over many rows, and every query of the
//! metrics reads the few that are left.

use super::engine::{Asked, Text, words};
use crate::emit::kpi::stage::{DerivedValue, Stage, StageColumn};
use crate::emit::kpi::statement::TIMES;
use crate::emit::kpi::text::relation;
use crate::model::dataset::ColumnType;

/// The table that adds up the rows of a stage.
pub fn name(stage: &Stage<'_>) -> String {
    format!("{}_added_up", stage.view)
}

/// The statement that makes it, for the columns that counted queries read; none where rows are so different
/// that nothing would be saved.
pub fn table(stage: &Stage<'_>, asked: &[Asked<'_, '_>], at: usize) -> Option<Text> {
    let texts: Vec<&str> = asked
        .iter()
        .filter(|one| one.stages.contains(&at))
        .filter_map(|one| one.counted.as_ref())
        .flat_map(|(values, spread)| std::iter::once(values.as_str()).chain(spread.as_deref()))
        .collect();
    let words = words(&texts);
    let used: Vec<&StageColumn<'_>> =
        stage.columns.iter().filter(|column| words.contains(column.name.as_str())).collect();
    let derived: Vec<_> =
        stage.derived.iter().filter(|derived| words.contains(derived.name.as_str())).collect();
    let periods = derived.iter().all(|derived| matches!(derived.value, DerivedValue::Period(_)));
    if !periods || !used.iter().all(|column| repeats(column)) {
        return None;
    }
    let names = used.iter().map(|column| column.name.as_str());
    let names: Vec<&str> = names.chain(derived.iter().map(|derived| derived.name.as_str())).collect();
    let names = names.join(", ");
    let (name, view) = (name(stage), &stage.view);
    (!names.is_empty()).then(|| Text {
        about: stage.dataset.id().to_string(),
        sql: format!("CREATE TEMPORARY TABLE {name} AS\nSELECT {names}, COUNT(*) AS {TIMES}\nFROM {view}\nGROUP BY {names}"),
    })
}

/// Whether many rows share a value of the column.
fn repeats(column: &StageColumn<'_>) -> bool {
    let few = matches!(column.ty, ColumnType::Text | ColumnType::Integer | ColumnType::Boolean);
    few && column.column.key.value() != Some(true) && column.column.person.value() != Some(true)
}

/// A text between whose marks the view of a stage stands, reading the table that adds its rows up.
pub fn reading(sql: &str, stages: &[&Stage<'_>]) -> String {
    let read = |sql: String, stage: &&Stage<'_>| sql.replace(&relation(&stage.view), &name(stage));
    stages.iter().fold(sql.to_owned(), read)
}
