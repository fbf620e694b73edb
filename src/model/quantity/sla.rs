//! Times within which something is promised.

use super::duration::{Duration, forms, with_unit};
use super::pattern::{anchored, piece};
use super::reading::{Parts, json_number, spell};
use super::time_unit::TimeUnit;
use super::words::{excerpt, not_a, phrase, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A duration that says its clock, because `3 days` from a Friday are two different promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sla {
    duration: Duration,
}

/// The clock that an SLA runs by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clock {
    /// Every hour of every day.
    Elapsed,
    /// Days of the calendar, at the same time of day.
    Calendar,
    /// The hours and days on which the calendar is open.
    Business,
}

impl Clock {
    pub fn name(self) -> &'static str {
        match self {
            Clock::Elapsed => "elapsed",
            Clock::Calendar => "calendar",
            Clock::Business => "business",
        }
    }
}

impl Sla {
    /// An SLA of this length, if its unit says a clock: s, min, h, days, business hours or days.
    pub fn new(duration: Duration) -> Option<Self> {
        let clear = !matches!(duration.unit(), TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
        clear.then_some(Self { duration })
    }

    /// The length; calendar days are [`TimeUnit::Day`].
    pub fn duration(self) -> Duration {
        self.duration
    }

    pub fn clock(self) -> Clock {
        match self.duration.unit() {
            TimeUnit::Day => Clock::Calendar,
            unit if unit.is_business() => Clock::Business,
            _ => Clock::Elapsed,
        }
    }
}

impl Scalar for Sla {
    const NAME: &'static str = "sla";
    const PATTERN: &'static str = anchored!(
        piece!(decimal),
        " (?:s|min|h)|1 (?:business hour|business day|calendar day)|",
        piece!(whole_but_one),
        " (?:business|calendar) days|",
        piece!(decimal_but_one),
        " business hours"
    );
    const EXAMPLES: &'static [&'static str] = &["24 h", "8 business hours", "3 business days", "3 calendar days"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() || !parts.prefix.is_empty() {
            let what = phrase("a time within which something is promised", "un plazo que se promete");
            return Err(not_a(raw, what, Self::EXAMPLES));
        }
        if let Some(plain) = raw.strip_suffix(" calendar days").map(|n| format!("{n} days"))
            && let Ok(duration) = Duration::parse(&plain)
        {
            return Ok(Self { duration });
        }
        if raw == "1 calendar day" {
            return Ok(Self { duration: Duration::new(Decimal::ONE, TimeUnit::Day) });
        }
        match Duration::parse(raw) {
            Ok(duration) if duration.unit() != TimeUnit::Day => {
                Self::new(duration).ok_or_else(|| no_clock(raw, duration))
            }
            Ok(duration) => Err(no_clock(raw, duration)),
            Err(mistake) => Err(misspelt(&parts).unwrap_or(mistake)),
        }
    }

    fn spell(&self) -> String {
        match self.duration.unit() {
            TimeUnit::Day => calendar(self.duration.amount()),
            _ => self.duration.spell(),
        }
    }

    fn json(&self) -> Value {
        json!({
            "value": json_number(self.duration.amount()),
            "unit": self.duration.unit().key(),
            "clock": self.clock().name(),
        })
    }
}

fn calendar(days: Decimal) -> String {
    let number = spell(days);
    let noun = if number == "1" { "day" } else { "days" };
    format!("{number} calendar {noun}")
}

/// Days, weeks and longer: calendar or business?
fn no_clock(raw: &str, duration: Duration) -> Mistake {
    let raw = excerpt(raw);
    let amount = duration.amount();
    let (days, business) = match duration.unit() {
        TimeUnit::Week => (amount * Decimal::from(7), amount * Decimal::from(5)),
        TimeUnit::Month => (amount * Decimal::from(30), amount * Decimal::from(20)),
        TimeUnit::Quarter => (amount * Decimal::from(90), amount * Decimal::from(60)),
        TimeUnit::Year => (amount * Decimal::from(365), amount * Decimal::from(250)),
        _ => (amount, amount),
    };
    Mistake::new(
        say!(en: "`{raw}` does not say its clock: with a weekend in between, calendar and business days end on different days", es: "`{raw}` no dice su reloj: con un fin de semana de por medio, los días naturales y los hábiles terminan en días distintos"),
        write(&[calendar(days), with_unit(&spell(business), TimeUnit::BusinessDay)]),
    )
}

/// What can be made of a text that is not a duration either.
fn misspelt(parts: &Parts<'_>) -> Option<Mistake> {
    let meant = TimeUnit::meant(parts.unit);
    let amount = parts.value(str::to_owned).ok()?.abs();
    let only_calendar = matches!(meant[..], [(1, TimeUnit::Day)]);
    if only_calendar {
        return Some(spelled(parts.raw, &[calendar(amount.ceil().normalize())]));
    }
    let days = amount.ceil().normalize();
    let business = with_unit(&spell(days), TimeUnit::BusinessDay);
    if meant.is_empty() {
        let hours = with_unit(&spell(amount), TimeUnit::Hour);
        let what = phrase("a time within which something is promised", "un plazo que se promete");
        return Some(not_a(parts.raw, what, &[&hours, &business, &calendar(days)]));
    }
    let Some((times, unit)) = meant.iter().find(|(_, unit)| !unit.is_business() && !unit.is_divisible()) else {
        return Some(spelled(parts.raw, &forms(amount, &meant)));
    };
    Some(no_clock(parts.raw, Duration::new((amount * Decimal::from(*times)).ceil().normalize(), *unit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn an_sla_says_its_clock() {
        accepts::<Sla>(&["30 min", "0.5 h", "1 calendar day", "1 business day", "1 business hour", "0 calendar days"]);
        rejects::<Sla>(&[
            ("3 days", &["3 calendar days", "3 business days"]),
            ("1 day", &["1 calendar day", "1 business day"]),
            ("3 días", &["3 calendar days", "3 business days"]),
            ("3 días naturales", &["3 calendar days"]),
            ("2 weeks", &["14 calendar days", "10 business days"]),
            ("2 bd", &["2 business days"]),
            ("24 hours", &["24 h"]),
            ("24", &["24 h", "24 business days", "24 calendar days"]),
            ("1.5 calendar days", &["2 calendar days"]),
            ("1.5 business days", &["2 business days"]),
            ("1 calendar days", &["1 calendar day"]),
            ("-24 h", &["24 h"]),
            ("24,5 h", &["24.5 h"]),
            ("ASAP", &["24 h", "3 business days"]),
        ]);
    }

    #[test]
    fn each_unit_has_one_clock() {
        let clock = |raw| Sla::parse(raw).unwrap().clock();
        assert_eq!(clock("24 h"), Clock::Elapsed);
        assert_eq!(clock("3 calendar days"), Clock::Calendar);
        assert_eq!(clock("8 business hours"), Clock::Business);
        assert_eq!(Sla::new(Duration::parse("1 month").unwrap()), None);
    }

    proptest! {
        #[test]
        fn slas_survive_the_round_trip(amount in 0u32..3_000, unit in 0usize..10) {
            if let Some(sla) = Sla::new(Duration::new(Decimal::from(amount), TimeUnit::ALL[unit])) {
                survives_the_round_trip(&sla);
            }
        }
    }
}
