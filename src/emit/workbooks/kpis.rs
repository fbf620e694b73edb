//! The sheets of the KPI dictionary: those of the catalogue, in the words of a language.

use super::{heading, sheet};
use crate::emit::site::Page;
use crate::emit::table::{Cell, Table};
use crate::model::scalar::Scalar;
use crate::model::time::Period;

pub fn tables(page: &Page<'_>, catalogue: &[Table]) -> Vec<Table> {
    catalogue.iter().map(|table| translated(page, table)).collect()
}

fn translated(page: &Page<'_>, table: &Table) -> Table {
    let line = |line: &Vec<Cell>| -> Vec<Cell> {
        table.head.iter().zip(line).map(|(column, cell)| told(page, column, cell)).collect()
    };
    Table {
        name: sheet(page, &table.name),
        head: table.head.iter().map(|column| named(page, column)).collect(),
        lines: table.lines.iter().map(line).collect(),
    }
}

/// A column of the catalogue; those of texts have their language at the end.
fn named(page: &Page<'_>, column: &str) -> String {
    let languages = page.program().languages();
    let of_text = column.rsplit_once('_').filter(|(_, tag)| languages.contains(tag));
    match of_text {
        Some((name, tag)) => heading(page, name, Some(tag)),
        None => heading(page, column, None),
    }
}

/// What a cell says: values of enumerations in words, everything else as it is.
fn told(page: &Page<'_>, column: &str, cell: &Cell) -> Cell {
    let Cell::Text(value) = cell else { return cell.clone() };
    let domain = match column {
        "family" | "unit" | "direction" | "timing" | "status" => column,
        "category" => "metric_category",
        "period" => {
            return Cell::Text(Period::parse(value).map_or_else(|_| value.clone(), |it| page.write(&it)));
        }
        "low_included" | "high_included" if !value.is_empty() => {
            return Cell::Text(page.word(if value == "true" { "book.yes" } else { "book.no" }));
        }
        _ => return cell.clone(),
    };
    Cell::Text(if value.is_empty() { String::new() } else { page.value(domain, value) })
}
