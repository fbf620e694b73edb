//! Days, and stretches of days.

use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled, write};
use crate::model::scalar::Scalar;
use jiff::civil;
use serde_json::{Value, json};
use std::fmt;

/// A day of the calendar, from the year 1000 to 2999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub civil::Date);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for Date {
    const NAME: &'static str = "date";
    const PATTERN: &'static str = anchored!(piece!(date));
    const EXAMPLES: &'static [&'static str] = &["2026-12-31", "2027-01-15"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some((year, month, day)) = iso(raw) {
            return civil::Date::new(year, month, day).map(Self).map_err(|_| no_such_day(raw, year, month));
        }
        Err(misspelt(raw))
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn day(&self) -> Option<Date> {
        Some(*self)
    }

    fn json(&self) -> Value {
        Value::from(self.spell())
    }
}

/// Year, month and day of `YYYY-MM-DD`, unchecked except for the year.
fn iso(raw: &str) -> Option<(i16, i8, i8)> {
    let bytes = raw.as_bytes();
    let digits =
        |at: std::ops::Range<usize>| raw.get(at).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !matches!(bytes[0], b'1' | b'2') {
        return None;
    }
    Some((digits(0..4)?.parse().ok()?, digits(5..7)?.parse().ok()?, digits(8..10)?.parse().ok()?))
}

fn no_such_day(raw: &str, year: i16, month: i8) -> Mistake {
    match civil::Date::new(year, month, 1) {
        Ok(first) => {
            let last = first.last_of_month();
            let days = last.day();
            Mistake::new(
                say!(en: "there is no `{raw}`: that month has {days} days", es: "no existe `{raw}`: ese mes tiene {days} días"),
                write(&[last.to_string()]),
            )
        }
        Err(_) => Mistake::new(
            say!(en: "there is no `{raw}`: months go from 01 to 12", es: "no existe `{raw}`: los meses van de 01 a 12"),
            say!(en: "Write year, month and day, as in `{year}-12-31`.", es: "Escribe año, mes y día, como en `{year}-12-31`."),
        ),
    }
}

fn misspelt(raw: &str) -> Mistake {
    let days = readings(raw);
    let forms: Vec<String> = days.iter().map(civil::Date::to_string).collect();
    let quoted = excerpt(raw);
    match days[..] {
        [a, b, ..] if a != b => Mistake::new(
            say!(en: "`{quoted}` can be read in two ways: the day or the month may come first", es: "`{quoted}` se puede leer de dos maneras: primero el día o primero el mes"),
            write(&forms),
        ),
        [_] if raw.get(10..11).is_some_and(|mark| mark == "T") => Mistake::new(
            say!(en: "`{quoted}` has a time of day, and a day is expected here", es: "`{quoted}` lleva una hora, y aquí se espera un día"),
            write(&forms),
        ),
        [_, ..] => spelled(raw, &forms),
        [] => match month_alone(raw) {
            Some(first) => {
                let last = first.last_of_month();
                Mistake::new(
                    say!(en: "`{quoted}` is a month, and a day is expected here", es: "`{quoted}` es un mes, y aquí se espera un día"),
                    write(&[first.to_string(), last.to_string()]),
                )
            }
            None => not_a(raw, phrase("a date", "una fecha"), Date::EXAMPLES),
        },
    }
}

/// Numbers and names of months in a text, in their order.
fn fields(raw: &str) -> Vec<Field> {
    let words = raw.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .filter_map(|word| match word.parse() {
            Ok(number) => Some(Field::Number(number, word.len())),
            Err(_) => month_named(word).map(Field::Month),
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Field {
    /// With the number of its digits.
    Number(i32, usize),
    Month(i8),
}

/// The days that a text may mean, in our spelling.
pub(super) fn readings(raw: &str) -> Vec<civil::Date> {
    let day = raw.split(['T', 't']).next().filter(|day| day.len() >= 8).unwrap_or(raw);
    let mut found: Vec<civil::Date> = Vec::new();
    let mut try_day = |year: i32, month: i32, day: i32| {
        let year = if year < 100 { 2000 + year } else { year };
        let narrow = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
        let date = narrow.and_then(|((year, month), day)| civil::Date::new(year, month, day).ok());
        if let Some(date) = date.filter(|date| (1000..3000).contains(&date.year()) && !found.contains(date)) {
            found.push(date);
        }
    };
    match fields(day)[..] {
        [Field::Number(number, 8)] => try_day(number / 10_000, number / 100 % 100, number % 100),
        [Field::Number(year, 4), Field::Number(month, 1..=2), Field::Number(day, 1..=2)] => {
            try_day(year, month, day)
        }
        [Field::Number(a, 1..=2), Field::Number(b, 1..=2), Field::Number(year, 2 | 4)] => {
            try_day(year, b, a);
            try_day(year, a, b);
        }
        [Field::Number(day, 1..=2), Field::Month(month), Field::Number(year, 2 | 4)]
        | [Field::Month(month), Field::Number(day, 1..=2), Field::Number(year, 4)]
        | [Field::Number(year, 4), Field::Month(month), Field::Number(day, 1..=2)] => {
            try_day(year, month.into(), day);
        }
        _ => {}
    }
    found
}

/// The first day of a month that a text names: `2026-12`, `12/2026`, `diciembre 2026`.
pub(super) fn month_alone(raw: &str) -> Option<civil::Date> {
    let (year, month) = match fields(raw)[..] {
        [Field::Number(year, 4), Field::Number(month, 1..=2)]
        | [Field::Number(month, 1..=2), Field::Number(year, 4)] => (year, i8::try_from(month).ok()?),
        [Field::Month(month), Field::Number(year, 4)] | [Field::Number(year, 4), Field::Month(month)] => {
            (year, month)
        }
        _ => return None,
    };
    civil::Date::new(i16::try_from(year).ok()?, month, 1)
        .ok()
        .filter(|date| (1000..3000).contains(&date.year()))
}

/// The month of a name in Spanish or English, from three letters on.
pub(super) fn month_named(word: &str) -> Option<i8> {
    const NAMES: [(&str, &str); 12] = [
        ("january", "enero"),
        ("february", "febrero"),
        ("march", "marzo"),
        ("april", "abril"),
        ("may", "mayo"),
        ("june", "junio"),
        ("july", "julio"),
        ("august", "agosto"),
        ("september", "septiembre"),
        ("october", "octubre"),
        ("november", "noviembre"),
        ("december", "diciembre"),
    ];
    let word = word.to_lowercase();
    if word.len() < 3 {
        return None;
    }
    let at = NAMES.iter().position(|(en, es)| en.starts_with(&word) || es.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    pub first: civil::Date,
    pub last: civil::Date,
}

impl Days {
    pub fn contains(&self, day: civil::Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// As `{ "first": …, "last": … }`.
    pub fn json(&self) -> Value {
        json!({ "first": self.first.to_string(), "last": self.last.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_date_is_year_month_and_day() {
        accepts::<Date>(&["2024-02-29", "1999-01-01"]);
        rejects::<Date>(&[
            ("31/12/2026", &["2026-12-31"]),
            ("12/31/2026", &["2026-12-31"]),
            ("03/04/2026", &["2026-04-03", "2026-03-04"]),
            ("4/4/2026", &["2026-04-04"]),
            ("31.12.26", &["2026-12-31"]),
            ("2026-12", &["2026-12-01", "2026-12-31"]),
            ("20261231", &["2026-12-31"]),
            ("2026-1-5", &["2026-01-05"]),
            ("2026/12/31", &["2026-12-31"]),
            ("31 de diciembre de 2026", &["2026-12-31"]),
            ("December 31, 2026", &["2026-12-31"]),
            ("31-dic-2026", &["2026-12-31"]),
            ("2026-12-31T10:00", &["2026-12-31"]),
            ("2026-13-01", &["2026-12-31"]),
            ("2026-12-31 ", &["2026-12-31"]),
            ("0026-12-31", &["2026-12-31"]),
            ("2026", &["2026-12-31"]),
            ("tomorrow", &["2026-12-31"]),
            ("", &["2026-12-31"]),
        ]);
        explains::<Date>(&[("2026-02-30", &["2026-02-28"])]);
    }

    #[test]
    fn both_ends_belong_to_a_stretch_of_days() {
        let day = |raw| Date::parse(raw).unwrap().0;
        let days = Days { first: day("2026-01-01"), last: day("2026-01-31") };
        assert!(days.contains(days.first) && days.contains(days.last) && !days.contains(day("2026-02-01")));
    }

    proptest! {
        #[test]
        fn every_date_survives_the_round_trip(year in 1000i16..3000, month in 1i8..=12, day in 1i8..=28) {
            survives_the_round_trip(&Date(civil::Date::new(year, month, day).unwrap()));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = Date::parse(&text);
        }
    }
}
