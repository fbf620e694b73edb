//! Values that are one scalar with a syntax of its own: quantities, dates, ids, hours.

use super::quantity::{CurrencyCode, Duration};
use super::time::Date;
use crate::diagnostic::{Mistake, Say};

/// A type that reads one scalar. The same declaration gives the JSON Schema, so that an editor
/// accepts exactly what the compiler accepts.
pub trait Scalar: Sized {
    /// The name of the type in schemas and reference pages (`share`, `money-per-time`).
    const NAME: &'static str;

    /// A linear-time regular expression (no look-around, no back-references), anchored at both
    /// ends, that accepts every text [`Scalar::parse`] accepts and rejects malformed ones; what
    /// it cannot decide (a 31st of February, an end before its start) is left to `parse`.
    const PATTERN: &'static str;

    /// Whether a plain YAML number is this value as well, or only such a number is.
    const NUMBERS: Numbers = Numbers::No;

    /// Two or three spellings that are accepted, for hovers and messages.
    const EXAMPLES: &'static [&'static str];

    /// Reads the scalar from its raw text (what the file says, not a YAML number).
    fn parse(raw: &str) -> Result<Self, Mistake>;

    /// The canonical spelling: parsing it again gives the same value.
    fn spell(&self) -> String;

    /// The length of time that it is, if it is one.
    fn length(&self) -> Option<Duration> {
        None
    }

    /// The currency it is in, if it is money.
    fn currency(&self) -> Option<CurrencyCode> {
        None
    }

    /// The day that it is, if it is one.
    fn day(&self) -> Option<Date> {
        None
    }

    /// What to do when nothing is left of it, where that has a usual reason.
    fn missing() -> Option<Say> {
        None
    }

    /// The value in JSON outputs: structured, so that nobody parses our spelling again.
    fn json(&self) -> serde_json::Value;
}

/// How a [`Scalar`] relates to plain YAML numbers, which a JSON Schema sees as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Always text.
    No,
    /// Text, or a whole number (`2026` as the name of a year).
    OrWhole,
    /// Text, or any number (a level of a metric whose unit is a number).
    OrAny,
    /// Only a plain whole number; quoted it is text.
    OnlyWhole,
    /// Only a plain whole number that is not less than this.
    WholeFrom(i64),
    /// Only a plain number.
    OnlyAny,
}
