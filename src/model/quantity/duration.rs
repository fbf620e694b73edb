//! Lengths of time.

use super::digits::{decimal, json_number, spell};
use super::duration_mistake::{endless, fraction, other_unit, signed, unreadable};
use super::pattern::{anchored, piece};
use super::reading::{Parts, Sign};
use super::time_unit::TimeUnit;
use super::words::{not_a, phrase, spelled};
use crate::diagnostic::Mistake;
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// A length of time in one unit. `24 h` and `1 day` are different values: a day keeps the time
/// of day when clocks change, 24 hours do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    amount: Decimal,
    unit: TimeUnit,
}

/// The longest duration that can be written, in years: with any start that can be written, its
/// end is a date.
const LONGEST_YEARS: u32 = 100;

impl Duration {
    /// So many of a unit. Computed ones may have a fraction, or be negative as part of a change;
    /// what is written in a file has neither from a day up.
    pub const fn new(amount: Decimal, unit: TimeUnit) -> Self {
        Self { amount, unit }
    }

    /// How many units.
    pub fn amount(self) -> Decimal {
        self.amount
    }

    pub fn unit(self) -> TimeUnit {
        self.unit
    }

    /// Whether it needs a calendar with opening hours.
    pub fn is_business(self) -> bool {
        self.unit.is_business()
    }

    /// Compares two lengths that have no start. A day counts as 24 hours and a year as 12
    /// months; a month is 28 to 31 days (12 of them 365 or 366), so `1 month` and `30 days`
    /// cannot be compared, `1 month` and `35 days` can. Business time compares with its own
    /// unit only.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let ((a, unit), (b, other_unit)) = (self.reduced()?, other.reduced()?);
        match (unit, other_unit) {
            _ if unit == other_unit => Some(a.cmp(&b)),
            (TimeUnit::Month, TimeUnit::Second) => months_against_seconds(a, b),
            (TimeUnit::Second, TimeUnit::Month) => months_against_seconds(b, a).map(Ordering::reverse),
            _ => None,
        }
    }

    /// The same length in seconds, months, business hours or business days.
    pub(super) fn reduced(self) -> Option<(Decimal, TimeUnit)> {
        let (times, unit) = self.unit.reduced();
        Some((self.amount.checked_mul(times)?, unit))
    }

    /// The same length in another unit, when one is a fixed number of the other.
    pub(super) fn in_unit(self, unit: TimeUnit) -> Option<Self> {
        let ((amount, kind), (times, other)) = (self.reduced()?, unit.reduced());
        if kind == other { Some(Self { amount: amount.checked_div(times)?, unit }) } else { None }
    }

    pub(super) fn too_long(self) -> bool {
        let limit = |per_year: u32| Decimal::from(LONGEST_YEARS * per_year);
        match self.reduced() {
            Some((amount, TimeUnit::Second)) => amount > limit(366) * Decimal::from(86_400),
            Some((amount, TimeUnit::Month)) => amount > limit(12),
            Some((amount, TimeUnit::BusinessHour)) => amount > limit(366 * 24),
            Some((amount, _)) => amount > limit(366),
            None => true,
        }
    }
}

/// Months of unknown length against seconds: decided only when every reading agrees.
fn months_against_seconds(months: Decimal, seconds: Decimal) -> Option<Ordering> {
    let twelve = Decimal::from(12);
    let (years, rest) = ((months / twelve).floor(), months % twelve);
    let length = |year: u32, month: u32| {
        let days = years.checked_mul(year.into())?.checked_add(rest.checked_mul(month.into())?)?;
        days.checked_mul(Decimal::from(86_400))
    };
    let (shortest, longest) = (length(365, 28)?, length(366, 31)?);
    if longest < seconds {
        return Some(Ordering::Less);
    }
    if shortest > seconds {
        return Some(Ordering::Greater);
    }
    (months.is_zero() && seconds.is_zero()).then_some(Ordering::Equal)
}

/// The number and its unit in the canonical spelling.
pub(super) fn with_unit(number: &str, unit: TimeUnit) -> String {
    let (one, many) = unit.names();
    let single = number.trim_start_matches(['+', '-']) == "1";
    format!("{number} {}", if single { one } else { many })
}

impl Scalar for Duration {
    const NAME: &'static str = "duration";
    const PATTERN: &'static str = anchored!(piece!(duration));
    const EXAMPLES: &'static [&'static str] = &["48 h", "15 days", "2 business days"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() || !parts.prefix.is_empty() {
            return Err(not_a(raw, phrase("a duration", "una duración"), Self::EXAMPLES));
        }
        let amount = decimal(parts.number).map_err(|fault| unreadable(&parts, &fault))?;
        if parts.sign != Sign::None {
            return Err(signed(&parts, amount));
        }
        let Some(unit) = TimeUnit::exact(parts.unit, parts.number) else {
            return Err(other_unit(&parts, amount));
        };
        let found = Self { amount, unit };
        if found.too_long() {
            return Err(endless(raw));
        }
        if !unit.is_divisible() && amount.scale() > 0 {
            return Err(fraction(raw, found));
        }
        let accepted = parts.is(parts.unit);
        if accepted { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        with_unit(&spell(self.amount), self.unit)
    }

    fn length(&self) -> Option<Duration> {
        Some(*self)
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.amount), "unit": self.unit.key() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    fn read(raw: &str) -> Duration {
        Duration::parse(raw).unwrap()
    }

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        accepts::<Duration>(&[
            "30 s",
            "1 min",
            "0.5 h",
            "1.5 h",
            "0 h",
            "0 days",
            "1 day",
            "2 weeks",
            "1 month",
            "6 months",
            "1 quarter",
            "2 quarters",
            "1 year",
            "100 years",
            "1 business hour",
            "1.5 business hours",
            "0.5 business hours",
            "1.0 business hours",
            "1 business day",
            "0 business days",
            "1200.5 min",
        ]);
        rejects::<Duration>(&[
            ("48", &["48 h", "48 days", "48 business days"]),
            ("2d", &["2 days", "2 business days"]),
            ("2 bd", &["2 business days"]),
            ("15 días", &["15 days", "15 business days"]),
            ("15 días hábiles", &["15 business days"]),
            ("48h", &["48 h"]),
            ("48 hours", &["48 h"]),
            ("48 horas", &["48 h"]),
            ("5 m", &["5 min", "5 months"]),
            ("1 days", &["1 day"]),
            ("2 day", &["2 days"]),
            ("1 business days", &["1 business day"]),
            ("1.5 days", &["36 h"]),
            ("1.5 years", &["18 months"]),
            ("1.5 weeks", &["1 week", "2 weeks"]),
            ("2.5 business days", &["2 business days", "3 business days"]),
            ("1.0 days", &["1 day"]),
            ("1,5 h", &["1.5 h"]),
            ("1.200 h", &["1200 h", "1.2 h"]),
            ("-2 days", &["2 days"]),
            ("2 semestres", &["12 months"]),
            ("1 year 6 months", &["18 months"]),
            ("1h30", &["90 min"]),
            ("PT48H", &["48 h"]),
            ("5 apples", &["5 h"]),
            ("ASAP", &["48 h"]),
            ("", &["48 h"]),
        ]);
        explains::<Duration>(&[("500 years", &["100 years"])]);
    }

    #[test]
    fn lengths_compare_where_no_calendar_is_needed() {
        assert_eq!(read("48 h").compare(read("2 days")), Some(Ordering::Equal));
        assert_eq!(read("90 min").compare(read("2 h")), Some(Ordering::Less));
        assert_eq!(read("1 year").compare(read("12 months")), Some(Ordering::Equal));
        assert_eq!(read("1 month").compare(read("35 days")), Some(Ordering::Less));
        assert_eq!(read("1 month").compare(read("30 days")), None);
        assert_eq!(read("365 days").compare(read("1 year")), None);
        assert_eq!(read("367 days").compare(read("1 year")), Some(Ordering::Greater));
        assert_eq!(read("8 business hours").compare(read("1 business day")), None);
        assert_eq!(read("3 business days").compare(read("2 business days")), Some(Ordering::Greater));
        assert_eq!(read("3 business days").compare(read("3 days")), None);
    }

    #[test]
    fn a_day_is_not_the_same_value_as_24_hours() {
        assert_ne!(read("1 day"), read("24 h"));
        assert_eq!(read("24 h").json(), json!({ "value": 24, "unit": "h" }));
        assert_eq!(read("1 business day").json(), json!({ "value": 1, "unit": "business-days" }));
    }

    proptest! {
        #[test]
        fn durations_survive_the_round_trip(amount in 0u32..36_000, tenths in 0u32..10, unit in 0usize..10) {
            let unit = TimeUnit::ALL[unit];
            let mut amount = Decimal::from(amount % if unit.is_divisible() { 36_000 } else { 100 });
            if unit.is_divisible() {
                amount += Decimal::new(tenths.into(), 1);
            }
            survives_the_round_trip(&Duration::new(amount, unit));
        }
    }
}
