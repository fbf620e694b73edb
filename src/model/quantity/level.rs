//! The value of a metric, in whatever unit the metric has.

use super::digits::spell;
use super::money_per_time::split_time;
use super::pattern::{anchored, piece};
use super::percent_change::Basis;
use super::points::means_points;
use super::reading::Parts;
use super::share::means_percent;
use super::words::{excerpt, not_a, phrase, write};
use super::{Change, Duration, Money, MoneyPerTime, Number, Points, ShareAnySize, TimeUnit, currency};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::{Numbers, Scalar};
use serde_json::Value;
use std::cmp::Ordering;

/// What a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Points,
    Share,
    Number,
    Money,
    MoneyPerTime,
    Duration,
}

impl Unit {
    pub const ALL: [Unit; 6] =
        [Unit::Points, Unit::Share, Unit::Number, Unit::Money, Unit::MoneyPerTime, Unit::Duration];

    /// As written in `metric.unit`.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Points => "points",
            Unit::Share => "share",
            Unit::Number => "number",
            Unit::Money => "money",
            Unit::MoneyPerTime => "money-per-time",
            Unit::Duration => "duration",
        }
    }

    /// The noun of a sentence, with its article.
    pub fn noun(self) -> Say {
        match self {
            Unit::Points => phrase("a number of points", "un número de puntos"),
            Unit::Share => phrase("a share", "una proporción"),
            Unit::Number => phrase("a plain number", "un número sin unidad"),
            Unit::Money => phrase("an amount of money", "una cantidad de dinero"),
            Unit::MoneyPerTime => phrase("an amount of money per time", "una cantidad de dinero por tiempo"),
            Unit::Duration => phrase("a duration", "una duración"),
        }
    }
}

/// A value at one moment: a baseline, a target, the end of a band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    Share(ShareAnySize),
    Points(Points),
    Number(Number),
    Money(Money),
    MoneyPerTime(MoneyPerTime),
    Duration(Duration),
}

impl Level {
    pub fn unit(&self) -> Unit {
        match self {
            Level::Share(_) => Unit::Share,
            Level::Points(_) => Unit::Points,
            Level::Number(_) => Unit::Number,
            Level::Money(_) => Unit::Money,
            Level::MoneyPerTime(_) => Unit::MoneyPerTime,
            Level::Duration(_) => Unit::Duration,
        }
    }

    /// Compares values of one unit and one currency. Money per time compares by the year,
    /// durations as in [`Duration::compare`]. None when the two cannot be compared.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Level::Share(a), Level::Share(b)) => Some(a.cmp(b)),
            (Level::Points(a), Level::Points(b)) => Some(a.cmp(b)),
            (Level::Number(a), Level::Number(b)) => Some(a.cmp(b)),
            (Level::Money(a), Level::Money(b)) => same_currency(a, b),
            (Level::MoneyPerTime(a), Level::MoneyPerTime(b)) if a.per == b.per => {
                same_currency(&a.money, &b.money)
            }
            (Level::MoneyPerTime(a), Level::MoneyPerTime(b)) => same_currency(&a.annual()?, &b.annual()?),
            (Level::Duration(a), Level::Duration(b)) => a.compare(*b),
            _ => None,
        }
    }
}

fn same_currency(a: &Money, b: &Money) -> Option<Ordering> {
    (a.currency == b.currency).then(|| a.amount.cmp(&b.amount))
}

/// What the unit of a text is about, whatever its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Nothing,
    Percent,
    PercentChange(Basis),
    Points,
    Money,
    MoneyPerTime,
    Time,
    Unknown,
}

impl About {
    pub(super) fn of(parts: &Parts<'_>) -> Self {
        if parts.empty() {
            return About::Unknown;
        }
        if parts.unit.is_empty() && parts.prefix.is_empty() {
            return About::Nothing;
        }
        if let Some(basis) = Basis::meant(parts.unit) {
            return About::PercentChange(basis);
        }
        if means_percent(parts.unit) {
            return About::Percent;
        }
        if means_points(parts.unit) {
            return About::Points;
        }
        if parts.prefix.is_empty() && !TimeUnit::meant(parts.unit).is_empty() {
            return About::Time;
        }
        Self::money(parts)
    }

    fn money(parts: &Parts<'_>) -> Self {
        let (money, per_time) = split_time(parts.unit);
        let code = if parts.unit.is_empty() { parts.prefix } else { money };
        let capitals = money.len() == 3 && money.bytes().all(|b| b.is_ascii_uppercase());
        let known = !currency::meant(parts.prefix).is_empty() || !currency::meant(code).is_empty();
        match per_time {
            _ if !capitals && !known => About::Unknown,
            Some(_) => About::MoneyPerTime,
            None => About::Money,
        }
    }
}

impl Scalar for Level {
    const NAME: &'static str = "level";
    const PATTERN: &'static str = anchored!(
        "-?(?:",
        piece!(decimal),
        "(?: ?%)?|",
        piece!(points),
        "|",
        piece!(money),
        "(?: per (?:day|week|month|quarter|year))?)|",
        piece!(duration)
    );
    const NUMBERS: Numbers = Numbers::OrAny;
    const EXAMPLES: &'static [&'static str] =
        &["35 %", "31 points", "0.41", "850 MXN", "240 MXN per year", "48 h"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        match About::of(&parts) {
            About::Nothing => Number::parse(raw).map(Level::Number),
            About::Percent => ShareAnySize::parse(raw).map(Level::Share),
            About::Points => Points::parse(raw).map(Level::Points),
            About::Money => Money::parse(raw).map(Level::Money),
            About::MoneyPerTime => MoneyPerTime::parse(raw).map(Level::MoneyPerTime),
            About::Time => Duration::parse(raw).map(Level::Duration),
            About::PercentChange(_) => Err(change(&parts)),
            About::Unknown => Err(unknown(&parts, Self::EXAMPLES)),
        }
    }

    fn spell(&self) -> String {
        match self {
            Level::Share(share) => share.spell(),
            Level::Points(points) => points.spell(),
            Level::Number(number) => number.spell(),
            Level::Money(money) => money.spell(),
            Level::MoneyPerTime(rate) => rate.spell(),
            Level::Duration(duration) => duration.spell(),
        }
    }

    fn currency(&self) -> Option<super::CurrencyCode> {
        match self {
            Level::Money(money) | Level::MoneyPerTime(MoneyPerTime { money, .. }) => Some(money.currency),
            _ => None,
        }
    }

    fn json(&self) -> Value {
        match self {
            Level::Share(share) => share.json(),
            Level::Points(points) => points.json(),
            Level::Number(number) => number.json(),
            Level::Money(money) => money.json(),
            Level::MoneyPerTime(rate) => rate.json(),
            Level::Duration(duration) => duration.json(),
        }
    }
}

fn change(parts: &Parts<'_>) -> Mistake {
    let raw = excerpt(parts.raw);
    let finish = |number: &str| format!("{} %", number.trim_start_matches('+'));
    let form = match parts.value(finish) {
        Ok(value) => finish(&spell(value)),
        Err(mistake) => return mistake,
    };
    Mistake::new(
        say!(en: "`{raw}` is a change; a level says where the value is, not how far it moves", es: "`{raw}` es un cambio; un nivel dice dónde está el valor, no cuánto se mueve"),
        write(&[form]),
    )
}

/// A number with a unit that is none of ours, or no number.
pub(super) fn unknown(parts: &Parts<'_>, examples: &[&str]) -> Mistake {
    if parts.empty() || !parts.prefix.is_empty() {
        return not_a(parts.raw, phrase("a quantity", "una cantidad"), examples);
    }
    let change = examples == Change::EXAMPLES;
    let with_sign = |number: &str| match (change, number.starts_with(['+', '-'])) {
        (true, false) => format!("+{number}"),
        (true, true) => number.to_owned(),
        (false, _) => number.trim_start_matches('+').to_owned(),
    };
    let number = match parts.value(with_sign) {
        Ok(value) if change => with_sign(&format!("{}{}", parts.sign.text(), spell(value.abs()))),
        Ok(value) => spell(value),
        Err(mistake) => return mistake,
    };
    let percent = if change { "% relative" } else { "%" };
    let forms = [number.clone(), format!("{number} {percent}"), format!("{number} MXN")];
    let (raw, unit) = (excerpt(parts.raw), excerpt(parts.unit));
    Mistake::new(
        say!(en: "`{unit}` in `{raw}` is not a unit that quantities have", es: "`{unit}` en `{raw}` no es una unidad que tengan las cantidades"),
        write(&forms),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects};

    fn read(raw: &str) -> Level {
        Level::parse(raw).unwrap()
    }

    #[test]
    fn a_level_is_a_quantity_of_any_unit() {
        accepts::<Level>(&[
            "110 %",
            "-5%",
            "-12 points",
            "-20.50 EUR",
            "0 h",
            "3 business days",
            "1 MXN per day",
        ]);
        let units: Vec<Unit> = Level::EXAMPLES.iter().map(|raw| read(raw).unit()).collect();
        let all = [Unit::Share, Unit::Points, Unit::Number, Unit::Money, Unit::MoneyPerTime, Unit::Duration];
        assert_eq!(units, all);
    }

    #[test]
    fn a_level_is_refused_in_the_words_of_its_unit() {
        rejects::<Level>(&[
            ("0,41", &["0.41"]),
            ("+5 points", &["5 points"]),
            ("+5", &["5"]),
            ("-10 pp", &["-10 %"]),
            ("-10 % relative", &["-10 %"]),
            ("10.000 MXN", &["10000 MXN", "10.0 MXN"]),
            ("$850", &["850 MXN"]),
            ("240 MXN/year", &["240 MXN per year"]),
            ("15 días", &["15 days", "15 business days"]),
            ("-2 days", &["2 days"]),
            ("35 people", &["35", "35 %"]),
            ("high", &["35 %"]),
            ("", &["35 %"]),
        ]);
    }

    #[test]
    fn levels_compare_only_in_one_unit_and_currency() {
        assert_eq!(read("35 %").compare(&read("35.0 %")), Some(Ordering::Equal));
        assert_eq!(read("31 points").compare(&read("35 points")), Some(Ordering::Less));
        assert_eq!(read("20 MXN per month").compare(&read("240 MXN per year")), Some(Ordering::Equal));
        assert_eq!(read("48 h").compare(&read("3 days")), Some(Ordering::Less));
        assert_eq!(read("35 %").compare(&read("35 points")), None);
        assert_eq!(read("35 MXN").compare(&read("35 EUR")), None);
        assert_eq!(read("35").compare(&read("35 %")), None);
    }
}
