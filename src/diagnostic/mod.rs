//! One diagnostic type for everything that can be said about a program, and its renderers.

mod baseline;
mod finding;
mod fingerprint;
pub mod render;
mod rule;
mod say;

pub use baseline::{Baseline, Known};
pub use finding::{Diagnostic, Fix, sort};
pub use fingerprint::fingerprints;
pub use rule::{Category, Page, RuleInfo, Severity, built_in_rules};
pub use say::{Lang, Mistake, Say, Words, a_or_an, counted, say};
