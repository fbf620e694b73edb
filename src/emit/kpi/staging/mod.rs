//! Staging views: typed columns above the raw table, in the words of each dialect.
//!
//! What they do is the same everywhere: types as declared, codes that mean "no answer" as NULL, codes of
//! the data as our ids, shares as parts of one, moments in the time zone of the program, the period of
//! each row as ISO text, and the columns that queries asked for.

mod bigquery;
mod business;
pub mod dialect;
mod moments;
mod snowflake;
mod spark;
mod sqlite;
mod standard;
mod trino;
pub mod variant;
mod zone;

pub use dialect::{DIALECTS, Dialect};

use super::stage::{Stage, StageColumn};
use super::text;
use crate::model::dataset::{ColumnType, ColumnZone};
use crate::model::time::Date;
use crate::model::unions::ColumnValues;
use crate::resolve::Resolved;
use business::Business;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

/// The one-row view that says which day the data is looked at.
pub const CLOCK: &str = "senda_clock";

/// What the views of a program have in common.
pub struct Setting {
    /// The name of its time zone, and its rules.
    pub zone: String,
    pub rules: TimeZone,
    /// Opening hours, when the program has a calendar that opens at all.
    pub business: Option<Business>,
}

impl Setting {
    pub fn of(program: &Resolved) -> Self {
        let root = program.program();
        let zone = root.and_then(|root| root.it.timezone.get());
        let rules = zone.map_or(TimeZone::UTC, |zone| zone.zone().clone());
        let calendar = root.and_then(|root| root.it.calendar.get());
        Self {
            zone: zone.map_or_else(|| "UTC".to_owned(), |zone| zone.name().to_owned()),
            rules,
            business: calendar.and_then(Business::of),
        }
    }
}

/// The SELECT of the clock view for a fixed day.
pub fn clock(dialect: &dyn Dialect, as_of: Date) -> String {
    format!("SELECT {} AS as_of", dialect.day_literal(as_of))
}

/// The SELECT of a staging view over a raw relation.
pub fn select(stage: &Stage<'_>, dialect: &dyn Dialect, setting: &Setting, raw: &str, clock: &str) -> String {
    select_with(stage, dialect, setting, raw, clock, &[])
}

/// The same with more columns of the raw relation, as they are.
pub fn select_with(
    stage: &Stage<'_>,
    dialect: &dyn Dialect,
    setting: &Setting,
    raw: &str,
    clock: &str,
    more: &[&str],
) -> String {
    let mut columns: Vec<String> = stage
        .columns
        .iter()
        .map(|column| format!("    {} AS {}", typed(column, dialect, setting), column.name))
        .collect();
    columns.extend(more.iter().map(|name| format!("    t.{name} AS {name}")));
    let mut parts = vec![format!("typed AS (\n  SELECT\n{}\n  FROM {raw} AS t\n)", columns.join(",\n"))];
    let writer = moments::Writer { stage, dialect, setting, clock };
    let source = business::parts(&writer, &mut parts);
    let mut shown: Vec<String> = stage.columns.iter().map(|column| format!("  {}", column.name)).collect();
    shown.extend(
        stage
            .derived
            .iter()
            .map(|derived| format!("  {} AS {}", writer.derived(&derived.value), derived.name)),
    );
    shown.extend(more.iter().map(|name| format!("  {name}")));
    format!("WITH {}\nSELECT\n{}\nFROM {source}", parts.join(",\n"), shown.join(",\n"))
}

/// A raw column with its type, its codes and its zone.
fn typed(column: &StageColumn<'_>, dialect: &dyn Dialect, setting: &Setting) -> String {
    let raw = format!(
        "t.{}",
        if text::is_reserved(column.raw) { dialect.quoted(column.raw) } else { column.raw.to_owned() }
    );
    let mut value = dialect.cast(&raw, column.ty);
    if column.ty == ColumnType::Timestamp && column.column.zone.value() == Some(ColumnZone::Utc) {
        value = dialect.local_of_utc(&value, setting);
    }
    let percent = column.column.unit.get().is_some_and(|unit| &**unit == "percent");
    if percent && matches!(column.ty, ColumnType::Integer | ColumnType::Number) {
        value = format!("{} / 100", dialect.cast(&raw, ColumnType::Number));
    }
    if let (ColumnType::Text, Some(ColumnValues::Meanings(codes))) = (column.ty, column.column.values.get()) {
        let branches: String = codes
            .entries()
            .iter()
            .filter_map(|entry| {
                Some(format!(
                    " WHEN {} THEN {}",
                    text::literal(&entry.key),
                    text::literal(entry.value.get()?)
                ))
            })
            .collect();
        value = format!("CASE {value}{branches} ELSE {value} END");
    }
    without_missing(column, &raw, value, dialect)
}

/// Codes that mean "no answer" are NULL. Numbers are compared as numbers, the rest as text.
fn without_missing(column: &StageColumn<'_>, raw: &str, value: String, dialect: &dyn Dialect) -> String {
    let numeric = matches!(column.ty, ColumnType::Integer | ColumnType::Number | ColumnType::Money);
    let (mut numbers, mut words) = (Vec::new(), Vec::new());
    for code in column.column.missing.items() {
        match code.parse::<Decimal>() {
            Ok(code) if numeric => numbers.push(text::number(code)),
            _ => words.push(text::literal(code)),
        }
    }
    let mut branches = String::new();
    if !words.is_empty() {
        branches.push_str(&format!(
            " WHEN {} IN ({}) THEN NULL",
            dialect.cast(raw, ColumnType::Text),
            words.join(", ")
        ));
    }
    if !numbers.is_empty() {
        branches.push_str(&format!(
            " WHEN {} IN ({}) THEN NULL",
            dialect.cast(raw, column.ty),
            numbers.join(", ")
        ));
    }
    if branches.is_empty() { value } else { format!("CASE{branches} ELSE {value} END") }
}
