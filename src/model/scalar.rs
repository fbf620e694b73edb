//! Values that are one scalar with a syntax of its own: quantities, dates, ids, hours.

use crate::diagnostic::Mistake;

/// A type that reads one scalar. The same declaration gives the JSON Schema, so that an editor
/// accepts exactly what the compiler accepts.
pub trait Scalar: Sized {
    /// The name of the type in schemas and reference pages (`share`, `money-per-time`).
    const NAME: &'static str;

    /// A linear-time regular expression (no look-around, no back-references), anchored at both
    /// ends, that accepts every text [`Scalar::parse`] accepts and rejects malformed ones; what
    /// it cannot decide (a 31st of February, an end before its start) is left to `parse`.
    const PATTERN: &'static str;

    /// Two or three spellings that are accepted, for hovers and messages.
    const EXAMPLES: &'static [&'static str];

    /// Reads the scalar from its raw text (what the file says, not a YAML number).
    fn parse(raw: &str) -> Result<Self, Mistake>;

    /// The canonical spelling: parsing it again gives the same value.
    fn spell(&self) -> String;

    /// The value in JSON outputs: structured, so that nobody parses our spelling again.
    fn json(&self) -> serde_json::Value;
}
