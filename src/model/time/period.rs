//! The window of one value of a metric.

use super::calendar_unit::CalendarUnit;
use super::date::Days;
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::quantity::words::{excerpt, not_a, phrase, shown, spelled, write};
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::{Value, json};

/// A stretch of the calendar, or a window that ends today and moves with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Calendar(CalendarUnit),
    /// Whole days, weeks, months, quarters or years.
    Rolling(Duration),
}

impl Period {
    /// The days of the period: the calendar's own that holds `day`, or the window that ends on
    /// it; both ends included.
    pub fn around(self, day: Date) -> Days {
        match self {
            Period::Calendar(unit) => unit.around(day),
            Period::Rolling(length) => {
                let first = day.saturating_sub(span(length)).saturating_add(1.day());
                Days { first: first.min(day), last: day }
            }
        }
    }
}

/// The length of a window; it is whole and shorter than a hundred years.
fn span(length: Duration) -> Span {
    let count = i64::try_from(length.amount()).unwrap_or(0);
    match length.unit() {
        TimeUnit::Week => count.weeks(),
        TimeUnit::Month => count.months(),
        TimeUnit::Quarter => (count * 3).months(),
        TimeUnit::Year => count.years(),
        _ => count.days(),
    }
}

impl Scalar for Period {
    const NAME: &'static str = "period";
    const PATTERN: &'static str =
        anchored!("day|week|month|quarter|half-year|year|rolling ", piece!(calendar_length));
    const EXAMPLES: &'static [&'static str] = &["month", "quarter", "rolling 90 days"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some(unit) = CalendarUnit::ALL.into_iter().find(|unit| unit.name() == raw) {
            return Ok(Period::Calendar(unit));
        }
        if let Some(unit) = CalendarUnit::meant(raw) {
            return Err(spelled(raw, &[unit.name()]));
        }
        match window(raw) {
            Some(Ok(duration)) => of_window(raw, duration),
            Some(Err(mistake)) => Err(rolling_forms(raw, &mistake)),
            None => Err(relative_to_today(raw)),
        }
    }

    fn spell(&self) -> String {
        match self {
            Period::Calendar(unit) => unit.name().to_owned(),
            Period::Rolling(length) => format!("rolling {}", length.spell()),
        }
    }

    fn json(&self) -> Value {
        match self {
            Period::Calendar(unit) => json!({ "calendar": unit.name() }),
            Period::Rolling(length) => json!({ "rolling": length.json() }),
        }
    }
}

/// The length of `rolling 90 days`, `last 90 days`, `90 days`, `últimos 90 días`.
fn window(raw: &str) -> Option<Result<Duration, Mistake>> {
    let text = raw.trim();
    let at = text.find(|c: char| c.is_ascii_digit())?;
    Some(Duration::parse(&text[at..]))
}

fn of_window(raw: &str, length: Duration) -> Result<Period, Mistake> {
    let calendar = matches!(
        length.unit(),
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year
    );
    if !calendar || length.amount().is_zero() {
        let raw = excerpt(raw);
        return Err(Mistake::new(
            say!(en: "`{raw}` is not a window of whole days, weeks, months, quarters or years", es: "`{raw}` no es una ventana de días, semanas, meses, trimestres o años enteros"),
            write(&["rolling 90 days", "month"]),
        ));
    }
    let found = Period::Rolling(length);
    if raw == found.spell() { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
}

/// The forms of a duration with `rolling` in front.
fn rolling_forms(raw: &str, mistake: &Mistake) -> Mistake {
    let rolling = shown(&mistake.help).map(|form| format!("rolling {form}"));
    let forms: Vec<String> = rolling.filter(|form| Period::parse(form).is_ok()).collect();
    if forms.is_empty() {
        relative_to_today(raw)
    } else {
        Mistake::new(mistake.message.clone(), write(&forms))
    }
}

/// `last quarter` says which one, and a period says how long.
fn relative_to_today(raw: &str) -> Mistake {
    let unit = raw.split_whitespace().find_map(CalendarUnit::meant);
    match unit {
        Some(unit) => {
            let raw = excerpt(raw);
            Mistake::new(
                say!(en: "`{raw}` names one period; here it is said how long each one is", es: "`{raw}` nombra un periodo; aquí se dice cuánto dura cada uno"),
                write(&[unit.name()]),
            )
        }
        None => not_a(raw, phrase("the length of a period", "la duración de un periodo"), Period::EXAMPLES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects};
    use jiff::civil::date;

    #[test]
    fn a_period_is_of_the_calendar_or_rolling() {
        accepts::<Period>(&["day", "half-year", "rolling 1 year", "rolling 4 quarters", "rolling 12 months"]);
        rejects::<Period>(&[
            ("monthly", &["month"]),
            ("trimestre", &["quarter"]),
            ("last quarter", &["quarter"]),
            ("último trimestre", &["quarter"]),
            ("90 days", &["rolling 90 days"]),
            ("last 90 days", &["rolling 90 days"]),
            ("últimos 90 días", &["rolling 90 days"]),
            ("rolling 48 h", &["rolling 90 days"]),
            ("rolling 0 days", &["month"]),
            ("rolling 90", &["rolling 90 days"]),
            ("always", &["month"]),
            ("", &["month"]),
        ]);
    }

    #[test]
    fn a_rolling_window_ends_on_its_day_and_includes_it() {
        let around = |raw: &str| Period::parse(raw).unwrap().around(date(2026, 11, 20));
        assert_eq!(around("rolling 90 days").first, date(2026, 8, 23));
        assert_eq!(around("rolling 12 months").first, date(2025, 11, 21));
        assert_eq!(around("rolling 1 day").first, date(2026, 11, 20));
        assert_eq!(around("quarter"), CalendarUnit::Quarter.around(date(2026, 11, 20)));
    }
}
