//! Findings as people and machines read them: in the terminal, as JSON, as annotations on a pull
//! request. All of them take findings in their order, and never change it.

mod github;
mod human;
mod json;
mod snippet;
mod tally;
#[cfg(test)]
mod tests;

pub use github::github;
pub use human::{Look, MOST_SHOWN, human};
pub use json::{Counts, json};
pub use tally::Tally;
