//! Ranges of whole numbers: scales of answers, how many people to ask for.

use super::number::Integer;
use super::pattern::{anchored, piece};
use super::words::{excerpt, not_a, phrase, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use serde_json::{Value, json};

/// Whole numbers from one end to the other, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IntRange {
    from: i64,
    to: i64,
}

impl IntRange {
    /// None when the end is below the start.
    pub fn new(from: i64, to: i64) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The lowest number.
    pub fn from(self) -> i64 {
        self.from
    }

    /// The highest number.
    pub fn to(self) -> i64 {
        self.to
    }

    pub fn contains(self, number: i64) -> bool {
        (self.from..=self.to).contains(&number)
    }

    /// How many numbers there are, at least one.
    pub fn count(self) -> u64 {
        self.to.abs_diff(self.from).saturating_add(1)
    }
}

impl Scalar for IntRange {
    const NAME: &'static str = "range";
    const PATTERN: &'static str = anchored!(piece!(integer), r"\.\.", piece!(integer));
    const EXAMPLES: &'static [&'static str] = &["0..10", "2..3"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let what = || phrase("a range of whole numbers", "un rango de números enteros");
        let Some((from, to)) = ends(raw) else { return Err(not_a(raw, what(), Self::EXAMPLES)) };
        let (Ok(from), Ok(to)) = (Integer::parse(from), Integer::parse(to)) else {
            return Err(not_a(raw, what(), Self::EXAMPLES));
        };
        let Some(found) = Self::new(from.0, to.0) else {
            let raw = excerpt(raw);
            return Err(Mistake::new(
                say!(en: "`{raw}` ends below its start", es: "`{raw}` termina por debajo de su inicio"),
                write(&[format!("{}..{}", to.0, from.0)]),
            ));
        };
        if raw == found.spell() || raw.contains("-0") && raw.split_once("..").is_some_and(plain) {
            Ok(found)
        } else {
            Err(spelled(raw, &[found.spell()]))
        }
    }

    fn spell(&self) -> String {
        format!("{}..{}", self.from, self.to)
    }

    fn json(&self) -> Value {
        json!({ "from": self.from, "to": self.to })
    }
}

fn plain((from, to): (&str, &str)) -> bool {
    Integer::parse(from).is_ok() && Integer::parse(to).is_ok()
}

/// The two ends, whatever stands between and around them.
fn ends(raw: &str) -> Option<(&str, &str)> {
    let inside = raw.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']).trim();
    let first = inside.strip_prefix('-').unwrap_or(inside);
    let offset = inside.len() - first.len();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let (from, rest) = inside.split_at(offset + digits);
    let rest = rest.trim_start();
    let marks = ["...", "..", "…", "–", "—", "-", ",", ";", ":", "to ", "a ", "al ", "hasta "];
    let to = marks.iter().find_map(|mark| rest.strip_prefix(mark))?;
    Some((from, to.trim_start_matches('=').trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_range_has_two_points_between_its_ends() {
        accepts::<IntRange>(&["1..7", "-2..2", "-5..-1", "3..3", "-0..3"]);
        rejects::<IntRange>(&[
            ("0-10", &["0..10"]),
            ("[0,10]", &["0..10"]),
            ("0 to 10", &["0..10"]),
            ("0 a 10", &["0..10"]),
            ("0 .. 10", &["0..10"]),
            ("0...10", &["0..10"]),
            ("0..=10", &["0..10"]),
            ("1–5", &["1..5"]),
            ("0..", &["0..10"]),
            ("10", &["0..10"]),
            ("many", &["0..10"]),
        ]);
        explains::<IntRange>(&[("10..0", &["0..10"])]);
    }

    #[test]
    fn both_ends_belong_to_the_range() {
        let scale = IntRange::parse("0..10").unwrap();
        assert!(scale.contains(0) && scale.contains(10) && !scale.contains(11));
        assert_eq!(scale.count(), 11);
    }

    proptest! {
        #[test]
        fn every_range_survives_the_round_trip(a: i64, b: i64) {
            survives_the_round_trip(&IntRange::new(a.min(b), a.max(b)).unwrap());
        }
    }
}
