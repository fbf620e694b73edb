//! How often something happens.

use super::calendar_unit::CalendarUnit;
use crate::diagnostic::{Mistake, Say, say};
use crate::model::quantity::pattern::anchored;
use crate::model::quantity::words::{excerpt, not_a, phrase, requoted, shown, spelled, write};
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::{Value, json};

/// The step from one time to the next: a calendar unit, or whole days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cadence {
    count: u32,
    unit: Step,
}

/// What a cadence counts; the calendar's own units are counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Calendar(CalendarUnit),
    Days,
    Weeks,
    Months,
    Years,
}

impl Cadence {
    /// Once in each calendar unit.
    pub fn each(unit: CalendarUnit) -> Self {
        Self { count: 1, unit: Step::Calendar(unit) }
    }

    /// The time from one to the next.
    pub fn span(self) -> Span {
        let count = i64::from(self.count);
        match self.unit {
            Step::Calendar(unit) => unit.span(),
            Step::Days => count.days(),
            Step::Weeks => count.weeks(),
            Step::Months => count.months(),
            Step::Years => count.years(),
        }
    }

    /// The day after `last` on which it is due again; the 31st becomes the last day of a
    /// shorter month.
    pub fn next(self, last: Date) -> Date {
        last.saturating_add(self.span())
    }

    fn of(duration: Duration) -> Option<Self> {
        let count = u32::try_from(duration.amount()).ok().filter(|count| *count > 0)?;
        let (unit, step) = match duration.unit() {
            TimeUnit::Day => (CalendarUnit::Day, Step::Days),
            TimeUnit::Week => (CalendarUnit::Week, Step::Weeks),
            TimeUnit::Month => (CalendarUnit::Month, Step::Months),
            TimeUnit::Year => (CalendarUnit::Year, Step::Years),
            _ => return None,
        };
        Some(Self { count, unit: if count == 1 { Step::Calendar(unit) } else { step } })
    }
}

impl Scalar for Cadence {
    const NAME: &'static str = "cadence";
    const PATTERN: &'static str = anchored!(
        "day|week|month|quarter|half-year|year|1 (?:day|week|month|year)|",
        "(?:[2-9]|[1-9][0-9]+) (?:days|weeks|months|years)"
    );
    const EXAMPLES: &'static [&'static str] = &["month", "quarter", "6 months"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some(unit) = CalendarUnit::ALL.into_iter().find(|unit| unit.name() == raw) {
            return Ok(Self::each(unit));
        }
        if let Some(unit) = CalendarUnit::meant(raw) {
            return Err(spelled(raw, &[unit.name()]));
        }
        if let Some(forms) = other_words(raw) {
            return Err(spelled(raw, forms));
        }
        if !raw.contains(|c: char| c.is_ascii_digit()) {
            return Err(not_a(raw, what(), Self::EXAMPLES));
        }
        let lower = raw.trim().to_lowercase();
        let length = lower.strip_prefix("every ").or(lower.strip_prefix("cada ")).unwrap_or(raw);
        match Duration::parse(length) {
            Ok(duration) => match Self::of(duration) {
                Some(found) if length == raw => Ok(found),
                Some(found) => Err(spelled(raw, &[found.spell()])),
                None => Err(not_whole_days(raw, duration)),
            },
            Err(mistake) => Err(in_words_of_a_cadence(raw, length, mistake)),
        }
    }

    fn spell(&self) -> String {
        match self.unit {
            Step::Calendar(unit) => unit.name().to_owned(),
            Step::Days => format!("{} days", self.count),
            Step::Weeks => format!("{} weeks", self.count),
            Step::Months => format!("{} months", self.count),
            Step::Years => format!("{} years", self.count),
        }
    }

    fn json(&self) -> Value {
        match self.unit {
            Step::Calendar(unit) => json!({ "value": 1, "unit": unit.name() }),
            Step::Days => json!({ "value": self.count, "unit": "days" }),
            Step::Weeks => json!({ "value": self.count, "unit": "weeks" }),
            Step::Months => json!({ "value": self.count, "unit": "months" }),
            Step::Years => json!({ "value": self.count, "unit": "years" }),
        }
    }
}

fn what() -> Say {
    phrase("a step from one time to the next", "un paso de una vez a la siguiente")
}

/// Words for steps that are no calendar unit.
fn other_words(raw: &str) -> Option<&'static [&'static str]> {
    Some(match raw.trim().to_lowercase().as_str() {
        "fortnight" | "fortnightly" | "catorcenal" => &["2 weeks"],
        "biweekly" | "bi-weekly" => &["2 weeks", "3 days"],
        "quincena" | "quincenal" => &["15 days", "2 weeks"],
        "bimonthly" | "bi-monthly" => &["2 months", "15 days"],
        "bimestre" | "bimestral" => &["2 months"],
        "cuatrimestre" | "cuatrimestral" => &["4 months"],
        "biennial" | "bienal" => &["2 years"],
        _ => return None,
    })
}

/// Hours, business time, quarters, or nothing at all.
fn not_whole_days(raw: &str, duration: Duration) -> Mistake {
    let raw = excerpt(raw);
    let amount = u32::try_from(duration.amount().ceil()).unwrap_or(1).max(1);
    let form = |count: u32, unit: Step| {
        let unit = if count == 1 {
            match unit {
                Step::Weeks => Step::Calendar(CalendarUnit::Week),
                Step::Months => Step::Calendar(CalendarUnit::Month),
                _ => Step::Calendar(CalendarUnit::Day),
            }
        } else {
            unit
        };
        Cadence { count, unit }.spell()
    };
    let near = match duration.unit() {
        TimeUnit::Quarter => form(amount.saturating_mul(3), Step::Months),
        TimeUnit::Hour if amount >= 24 => form(amount / 24, Step::Days),
        TimeUnit::BusinessDay if amount % 5 == 0 => form(amount / 5, Step::Weeks),
        TimeUnit::BusinessDay => form(amount, Step::Days),
        TimeUnit::Month => form(1, Step::Months),
        _ => form(1, Step::Days),
    };
    let message = if duration.amount().is_zero() {
        say!(en: "`{raw}` never comes to a next time", es: "`{raw}` no llega nunca a la siguiente vez")
    } else {
        say!(en: "`{raw}` is not counted in whole days, weeks, months or years of the calendar", es: "`{raw}` no se cuenta en días, semanas, meses o años enteros del calendario")
    };
    Mistake::new(message, write(&[near]))
}

/// The message of a duration, with its forms made cadences.
fn in_words_of_a_cadence(raw: &str, length: &str, mistake: Mistake) -> Mistake {
    let mut forms: Vec<String> = Vec::new();
    for duration in shown(&mistake.help).filter_map(|form| Duration::parse(form).ok()) {
        if let Some(form) = Cadence::of(duration).map(|cadence| cadence.spell())
            && !forms.contains(&form)
        {
            forms.push(form);
        }
    }
    let count = forms.first().and_then(|form| form.strip_suffix(" days")).map(str::to_owned);
    if let Some(count) = count.filter(|count| count == raw) {
        let others = [format!("{count} weeks"), format!("{count} months")];
        forms.extend(others.into_iter().filter(|form| Duration::parse(form).is_ok()));
    }
    if forms.is_empty() {
        return not_a(raw, what(), Cadence::EXAMPLES);
    }
    Mistake::new(requoted(mistake.message, length, raw), write(&forms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_cadence_is_a_calendar_unit_or_whole_steps() {
        accepts::<Cadence>(&["day", "week", "half-year", "year", "1 month", "2 weeks", "90 days", "2 years"]);
        rejects::<Cadence>(&[
            ("monthly", &["month"]),
            ("mensual", &["month"]),
            ("every quarter", &["quarter"]),
            ("cada 6 meses", &["6 months"]),
            ("every 2 weeks", &["2 weeks"]),
            ("Month", &["month"]),
            ("semestral", &["half-year"]),
            ("quincenal", &["15 days", "2 weeks"]),
            ("5 business days", &["week"]),
            ("24 h", &["day"]),
            ("2 quarters", &["6 months"]),
            ("0 months", &["month"]),
            ("1.5 years", &["18 months"]),
            ("6 meses", &["6 months"]),
            ("6", &["6 days", "6 months"]),
            ("often", &["month"]),
            ("", &["month"]),
        ]);
    }

    #[test]
    fn the_next_time_keeps_the_day_of_the_month_or_the_last_one() {
        let next = |raw, last| Cadence::parse(raw).unwrap().next(last);
        assert_eq!(next("month", date(2026, 1, 31)), date(2026, 2, 28));
        assert_eq!(next("half-year", date(2026, 1, 15)), date(2026, 7, 15));
        assert_eq!(next("2 weeks", date(2026, 1, 15)), date(2026, 1, 29));
        assert_eq!(Cadence::parse("1 month").unwrap(), Cadence::each(CalendarUnit::Month));
    }

    proptest! {
        #[test]
        fn cadences_survive_the_round_trip(count in 1u32..100, unit in 0usize..4) {
            let unit = ["day", "week", "month", "year"][unit];
            let plural = if count == 1 { "" } else { "s" };
            survives_the_round_trip(&Cadence::parse(&format!("{count} {unit}{plural}")).unwrap());
        }
    }
}
