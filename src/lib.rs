//! Senda compiles a customer-experience program: YAML in git goes in; an HTML site, surveys, KPI
//! definitions and findings come out.
//!
//! Stages, each a folder, each handing one type to the next:
//!
//! 1. [`source`]: the one door to files ([`source::World`]), spans, lines
//! 2. [`diagnostic`]: one type for everything that can be said, and its renderers
//! 3. [`syntax`]: YAML text → a tree with positions; total, its findings come along
//! 4. [`schema`]: the JSON Schemas of the kinds, checked on the tree itself
//! 5. [`model`]: typed entities; a bad field leaves its neighbours alive
//! 6. [`resolve`]: ids and references → links
//! 7. [`analyze`]: rules, levels, suppressions, and the gate to the outputs
//! 8. [`edit`]: changes of the user's own files: canonical form, fixes, renames, new files
//! 9. [`emit`]: one folder per target; files come out, nothing is written
//! 10. [`measure`]: the values of metrics, by the queries of `emit`
//! 11. [`import`]: surveys of other platforms → YAML of Senda
//! 12. [`cli`]: one file per command; the only place that touches the outside

pub mod analyze;
mod check;
pub mod cli;
pub mod diagnostic;
pub mod edit;
pub mod emit;
pub mod import;
pub mod measure;
pub mod model;
pub mod packages;
pub mod resolve;
pub mod schema;
pub mod source;
pub mod syntax;

pub use check::{Loaded, Outcome, check, check_again, judge, load, load_beside};
