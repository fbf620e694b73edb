//! The values of metrics from their data, by the very queries that are emitted.
//!
//! 1. [`read`]: the file of a dataset as rows, each cell held against what the dataset declares
//! 2. [`sqlite`]: the engine in this program; others are run by the command line
//! 3. [`answer`]: what the queries give, as numbers for each period and cut
//! 4. [`judge`]: intervals, bands, targets, the period before, breaks of the series
//! 5. [`render`]: for people, for programs, for spreadsheets
//!
//! Nothing here touches the outside: files come as streams.

mod added_up;
pub mod collect;
mod counting;
pub mod effect;
pub mod engine;
pub mod judge;
pub mod read;
pub mod render;
pub mod report;
pub mod run;
pub mod sample;
pub mod simulate;
pub mod sqlite;
pub mod values;
pub mod worklist;
