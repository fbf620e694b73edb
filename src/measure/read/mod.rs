//! Reading the file of a dataset: CSV or JSON lines, row by row, each cell held against what the dataset
//! declares. Nothing is guessed: a cell that does not fit is named with its line and its column.

mod cell;
pub mod csv;
pub mod fault;
mod jsonl;
mod load;

pub use cell::{Cell, ColumnOf};
pub use csv::table_of_bytes;
pub use fault::{Example, Fault, Reason};
pub use load::{Loaded, Sink, TableOf, load};

use std::path::Path;

/// The form of a data file, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Csv,
    JsonLines,
    Parquet,
}

impl Form {
    pub fn of(path: &str) -> Option<Self> {
        let end = Path::new(path).extension()?.to_str()?.to_lowercase();
        Some(match end.as_str() {
            "csv" | "tsv" | "txt" => Form::Csv,
            "jsonl" | "ndjson" => Form::JsonLines,
            "parquet" => Form::Parquet,
            _ => return None,
        })
    }
}

/// Longer rows are a quote that was never closed, or no table at all.
const LONGEST_ROW: usize = 16 << 20;
