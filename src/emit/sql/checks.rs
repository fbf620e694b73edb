//! What a dataset declares about its columns, as queries for the rows that break it.

use crate::emit::kpi::lower::{Binding, Sql};
use crate::emit::kpi::stage::{Stage, StageColumn};
use crate::emit::kpi::text;
use crate::model::dataset::ColumnType;
use crate::model::unions::ColumnValues;

/// A declaration about a column that rows can break.
pub struct Check {
    /// `scale`, `weight`, `values`, `key`.
    pub what: &'static str,
    pub column: String,
    /// Holds for a row that breaks it.
    pub broken: Sql,
}

/// What can be checked row by row.
pub fn of_stage(stage: &Stage<'_>) -> Vec<Check> {
    stage.columns.iter().flat_map(of_column).collect()
}

fn of_column(column: &StageColumn<'_>) -> Vec<Check> {
    let name = &column.name;
    let check =
        |what, broken: String| Check { what, column: name.clone(), broken: Sql::new(broken, Binding::And) };
    let mut checks = Vec::new();
    let numeric = matches!(column.ty, ColumnType::Integer | ColumnType::Number);
    if let (Some(scale), true) = (column.column.scale.value(), numeric) {
        checks.push(check("scale", format!("NOT {name} BETWEEN {} AND {}", scale.from(), scale.to())));
    }
    if column.column.weight.value() == Some(true) {
        checks.push(check("weight", format!("{name} < 0")));
    }
    if column.column.key.value() == Some(true) {
        checks.push(check("key", format!("{name} IS NULL")));
    }
    if let Some(known) = known_values(column) {
        let listed: Vec<String> = known.iter().map(|value| text::literal(value)).collect();
        checks.push(check("values", format!("NOT {name} IN ({})", listed.join(", "))));
    }
    checks
}

/// The values that a text column may have in the staging view; none when any will do, or when one of
/// them is not the same text on every engine.
pub fn known_values(column: &StageColumn<'_>) -> Option<Vec<String>> {
    if column.ty != ColumnType::Text {
        return None;
    }
    let mut values: Vec<String> = match column.column.values.get()? {
        ColumnValues::Valid(values) => values.iter().map(|value| value.to_string()).collect(),
        ColumnValues::Meanings(codes) => {
            codes.entries().iter().filter_map(|entry| entry.value.get()).map(|id| id.to_string()).collect()
        }
    };
    values.sort();
    values.dedup();
    let portable = !values.is_empty() && values.iter().all(|value| text::is_portable(value));
    portable.then_some(values)
}

/// One SELECT that counts the rows that break each declaration: `dataset, column_name, declared,
/// broken_rows`. Without a row, the data is as declared. None when there is nothing to check.
pub fn statement(stage: &Stage<'_>) -> Option<String> {
    let (dataset, view) = (text::literal(stage.dataset.id().as_str()), text::relation(&stage.view));
    let mut selects: Vec<String> = of_stage(stage)
        .iter()
        .map(|check| {
            let (column, what) = (text::literal(&check.column), text::literal(check.what));
            format!(
                "  SELECT {dataset} AS dataset, {column} AS column_name, {what} AS declared, COUNT(*) AS broken_rows\n  FROM {view}\n  WHERE {}",
                check.broken.text
            )
        })
        .collect();
    let keys: Vec<&str> = stage.keys().map(|key| key.name.as_str()).collect();
    if !keys.is_empty() {
        let (column, keys) = (text::literal(&keys.join(", ")), keys.join(", "));
        selects.push(format!(
            "  SELECT {dataset} AS dataset, {column} AS column_name, 'key' AS declared, COUNT(*) AS broken_rows\n  FROM (SELECT {keys} FROM {view} GROUP BY {keys} HAVING COUNT(*) > 1) AS repeated"
        ));
    }
    if selects.is_empty() {
        return None;
    }
    Some(format!(
        "SELECT dataset, column_name, declared, broken_rows\nFROM (\n{}\n) AS found\nWHERE broken_rows > 0\nORDER BY column_name, declared\n",
        selects.join("\n  UNION ALL\n")
    ))
}
