//! Times within which something is promised.

use super::digits::{json_number, spell};
use super::duration::{Duration, with_unit};
use super::pattern::{anchored, piece};
use super::reading::Parts;
use super::time_unit::TimeUnit;
use super::words::{excerpt, not_a, phrase, requoted, shown, write};
use crate::diagnostic::{Mistake, Say, say};
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
        let clear =
            !matches!(duration.unit(), TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
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
    const EXAMPLES: &'static [&'static str] =
        &["24 h", "8 business hours", "3 business days", "3 calendar days"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let plain = raw.replacen(" calendar day", " day", 1);
        let calendar = plain != raw;
        match Duration::parse(&plain) {
            Ok(duration) if duration.unit() == TimeUnit::Day && !calendar => Err(no_clock(raw, duration)),
            Ok(duration) => Self::new(duration).ok_or_else(|| no_clock(raw, duration)),
            Err(mistake) => Err(in_words_of_an_sla(raw, &plain, mistake)),
        }
    }

    fn spell(&self) -> String {
        match self.duration.unit() {
            TimeUnit::Day => calendar(self.duration.amount()),
            _ => self.duration.spell(),
        }
    }

    fn length(&self) -> Option<Duration> {
        Some(self.duration)
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

/// The clocks by which a duration may be meant.
fn readings(duration: Duration) -> Vec<String> {
    let amount = duration.amount();
    let (calendar_days, business_days) = match duration.unit() {
        TimeUnit::Day => (1, 1),
        TimeUnit::Week => (7, 5),
        TimeUnit::Month => (30, 20),
        TimeUnit::Quarter => (90, 60),
        TimeUnit::Year => (365, 250),
        _ => return vec![duration.spell()],
    };
    let business = spell(amount * Decimal::from(business_days));
    vec![calendar(amount * Decimal::from(calendar_days)), with_unit(&business, TimeUnit::BusinessDay)]
}

/// Days, weeks and longer: calendar or business?
fn no_clock(raw: &str, duration: Duration) -> Mistake {
    Mistake::new(without_clock(raw), write(&readings(duration)))
}

fn without_clock(raw: &str) -> Say {
    let raw = excerpt(raw);
    say!(en: "`{raw}` does not say its clock: with a weekend in between, calendar and business days end on different days", es: "`{raw}` no dice su reloj: con un fin de semana de por medio, los días naturales y los hábiles terminan en días distintos")
}

/// The message of a duration, with its forms made SLAs.
fn in_words_of_an_sla(raw: &str, plain: &str, mistake: Mistake) -> Mistake {
    let meant = TimeUnit::meant(Parts::of(plain).unit);
    let calendar_only = plain != raw || matches!(meant[..], [(1, TimeUnit::Day)]);
    let mut forms: Vec<String> = Vec::new();
    for duration in shown(&mistake.help).filter_map(|form| Duration::parse(form).ok()) {
        let found = match duration.unit() {
            TimeUnit::Day if calendar_only => vec![calendar(duration.amount())],
            _ => readings(duration),
        };
        for form in found {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    if forms.is_empty() || Parts::of(raw).empty() {
        let what = phrase("a time within which something is promised", "un plazo que se promete");
        return not_a(raw, what, Sla::EXAMPLES);
    }
    let both_clocks =
        meant.len() > 1 && meant.iter().any(|(_, unit)| *unit == TimeUnit::Day) && !calendar_only;
    let message = if both_clocks { without_clock(raw) } else { requoted(mistake.message, plain, raw) };
    Mistake::new(message, write(&forms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn an_sla_says_its_clock() {
        accepts::<Sla>(&[
            "30 min",
            "0.5 h",
            "1 calendar day",
            "1 business day",
            "1 business hour",
            "0 calendar days",
        ]);
        rejects::<Sla>(&[
            ("3 days", &["3 calendar days", "3 business days"]),
            ("1 day", &["1 calendar day", "1 business day"]),
            ("3 días", &["3 calendar days", "3 business days"]),
            ("3 días naturales", &["3 calendar days"]),
            ("2 weeks", &["14 calendar days", "10 business days"]),
            ("2 bd", &["2 business days"]),
            ("24 hours", &["24 h"]),
            ("24", &["24 h", "24 business days", "24 calendar days"]),
            ("1.5 calendar days", &["36 h"]),
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
