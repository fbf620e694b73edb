//! The built-in question bank and KPI library.

use super::id::Id;
use super::reference::Library;

/// Whether a library has an item of this name.
pub fn knows(library: Library, name: Id) -> bool {
    names(library).contains(&name.as_str())
}

/// The names of a library, in its order.
pub fn names(library: Library) -> Vec<&'static str> {
    match library {
        Library::Questions => vec!["nps"],
        Library::Metrics => vec!["churn-rate"],
    }
}
