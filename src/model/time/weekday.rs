//! Days of the week, and ranges of them.

use crate::diagnostic::{Mistake, Say, say};
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled};
use crate::model::scalar::Scalar;
use jiff::civil;
use serde_json::Value;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// In the order of the week, which begins on Monday.
    pub const ALL: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// As written: `mon`.
    pub fn name(self) -> &'static str {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][self.index()]
    }

    /// 0 for Monday.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The day of the week of a date.
    pub fn of(date: civil::Date) -> Self {
        let index = date.weekday().to_monday_zero_offset();
        Self::ALL[usize::try_from(index).unwrap_or(0) % 7]
    }

    /// What a word means in English or Spanish.
    fn meant(word: &str) -> Option<Self> {
        let word = word.trim().trim_end_matches('.').to_lowercase();
        let plain = word.replace('é', "e").replace('á', "a");
        let names: [&[&str]; 7] = [
            &["mo", "mon", "monday", "mondays", "l", "lu", "lun", "lunes"],
            &["tu", "tue", "tues", "tuesday", "tuesdays", "ma", "mar", "martes"],
            &["we", "wed", "weds", "wednesday", "wednesdays", "x", "mi", "mie", "miercoles"],
            &["th", "thu", "thur", "thurs", "thursday", "thursdays", "j", "ju", "jue", "jueves"],
            &["fr", "fri", "friday", "fridays", "v", "vi", "vie", "viernes"],
            &["sa", "sat", "saturday", "saturdays", "s", "sab", "sabado", "sabados"],
            &["su", "sun", "sunday", "sundays", "d", "do", "dom", "domingo", "domingos"],
        ];
        let index = names.iter().position(|names| names.contains(&plain.as_str()))?;
        Some(Self::ALL[index])
    }
}

impl Scalar for Weekday {
    const NAME: &'static str = "weekday";
    const PATTERN: &'static str = anchored!(piece!(weekday));
    const EXAMPLES: &'static [&'static str] = &["mon", "fri", "sun"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        match Self::meant(raw) {
            Some(day) if day.name() == raw => Ok(day),
            Some(day) => Err(spelled(raw, &[day.name()])),
            None => Err(not_a(raw, phrase("a day of the week", "un día de la semana"), Self::EXAMPLES)),
        }
    }

    fn spell(&self) -> String {
        self.name().to_owned()
    }

    fn json(&self) -> Value {
        Value::from(self.name())
    }
}

/// One day of the week, or several in a row; `sat-mon` goes over the weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayRange {
    first: Weekday,
    last: Weekday,
}

impl DayRange {
    /// From the first to the last, both included.
    pub fn new(first: Weekday, last: Weekday) -> Self {
        Self { first, last }
    }

    /// The days, in their order.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        let count = (self.last.index() + 7 - self.first.index()) % 7 + 1;
        (0..count).map(move |step| Weekday::ALL[(self.first.index() + step) % 7])
    }
}

impl Scalar for DayRange {
    const NAME: &'static str = "day-range";
    const PATTERN: &'static str = anchored!(piece!(weekday), "(?:-", piece!(weekday), ")?");
    const EXAMPLES: &'static [&'static str] = &["mon-fri", "sat"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let lower = raw.to_lowercase();
        if ["weekday", "weekdays", "workdays", "laborables", "entre semana"].contains(&lower.trim()) {
            return Err(spelled(raw, &["mon-fri"]));
        }
        if ["weekend", "weekends", "fin de semana"].contains(&lower.trim()) {
            return Err(spelled(raw, &["sat-sun"]));
        }
        if ["daily", "every day", "all", "todos", "diario", "todos los días"].contains(&lower.trim()) {
            return Err(spelled(raw, &["mon-sun"]));
        }
        let single = Weekday::meant(raw);
        let marks = ["-", "–", "—", "..", " to ", " a "];
        let pair = marks.iter().find_map(|mark| lower.split_once(mark));
        let ends = pair.map(|(first, last)| (Weekday::meant(first), Weekday::meant(last)));
        let found = match (single, ends) {
            (Some(day), _) => Self::new(day, day),
            (None, Some((Some(first), Some(last)))) => Self::new(first, last),
            _ => return Err(no_days(raw)),
        };
        if raw == found.spell() { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        match (self.first, self.last) {
            (first, last) if first == last => first.name().to_owned(),
            (first, last) => format!("{}-{}", first.name(), last.name()),
        }
    }

    fn json(&self) -> Value {
        self.days().map(|day| Value::from(day.name())).collect()
    }
}

fn no_days(raw: &str) -> Mistake {
    let list: Option<Vec<Weekday>> =
        raw.split([',', ' ']).filter(|w| !w.is_empty()).map(Weekday::meant).collect();
    match list {
        Some(days) if days.len() > 1 => {
            let raw = excerpt(raw);
            let each =
                Say::same(days.iter().map(|day| format!("`{}`", day.name())).collect::<Vec<_>>().join(", "));
            Mistake::new(
                say!(en: "`{raw}` is a list of days; each day or run of days has an entry of its own", es: "`{raw}` es una lista de días; cada día o serie de días lleva su propia entrada"),
                say!(en: "Write an entry for each of {}.", each.en; es: "Escribe una entrada para cada uno de {}.", each.es),
            )
        }
        _ => not_a(
            raw,
            phrase("a day of the week or a run of days", "un día de la semana o una serie de días"),
            DayRange::EXAMPLES,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects};

    #[test]
    fn a_day_has_three_letters() {
        accepts::<Weekday>(&["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
        rejects::<Weekday>(&[
            ("Monday", &["mon"]),
            ("miércoles", &["wed"]),
            ("Mon", &["mon"]),
            ("hoy", &["mon"]),
        ]);
        assert_eq!(Weekday::of(civil::date(2026, 11, 20)), Weekday::Fri);
    }

    #[test]
    fn days_in_a_row_are_joined_by_a_hyphen() {
        accepts::<DayRange>(&["mon", "sat-mon", "mon-sun"]);
        rejects::<DayRange>(&[
            ("lun-vie", &["mon-fri"]),
            ("L-V", &["mon-fri"]),
            ("Mon–Fri", &["mon-fri"]),
            ("mon - fri", &["mon-fri"]),
            ("monday to friday", &["mon-fri"]),
            ("weekdays", &["mon-fri"]),
            ("weekend", &["sat-sun"]),
            ("mon,wed,fri", &["mon", "wed", "fri"]),
            ("never", &["mon-fri"]),
        ]);
        explains::<DayRange>(&[("mon-mon", &["mon"])]);
        let days: Vec<&str> = DayRange::parse("sat-mon").unwrap().days().map(Weekday::name).collect();
        assert_eq!(days, ["sat", "sun", "mon"]);
    }
}
