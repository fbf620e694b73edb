//! Findings as people and machines read them: in the terminal, as JSON, as annotations on a pull
//! request. All of them take findings in their order, and never change it.

mod format;
mod github;
mod gitlab;
mod human;
mod json;
pub mod junit;
mod sarif;
mod snippet;
mod tally;
#[cfg(test)]
mod tests;

pub use format::{FORMATS, Format, Report};
pub use github::github;
pub use gitlab::gitlab;
pub use human::{Look, MOST_SHOWN, human};
pub use json::{Counts, json};
pub use junit::junit;
pub use sarif::sarif;
pub use snippet::clean;
pub use tally::Tally;
