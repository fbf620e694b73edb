//! What is said of a text that is not the name of a period.

use super::calendar_unit::CalendarUnit;
use super::date::{month_alone, readings};
use super::period_name::PeriodName;
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled, write};
use crate::model::scalar::Scalar;
use jiff::civil;

/// Year and letter and number of a period, in whatever order and language: `T3 2026`, `3Q26`.
fn loosely(raw: &str) -> Option<PeriodName> {
    let upper = raw.to_uppercase();
    let mut year = None;
    let mut letter = None;
    let mut number = None;
    let fiscal = upper.contains("FY") || upper.contains("AF") || upper.contains("FISCAL");
    let bare = upper.replace("FISCAL", " ").replace("FY", " ").replace("AF", " ");
    let words = [("QUARTER", "Q"), ("TRIMESTRE", "Q"), ("WEEK", "W"), ("SEMANA", "W"), ("SEMESTRE", "H")];
    let bare = words.iter().fold(bare, |text, (word, letter)| text.replace(word, letter));
    let mut digits = String::new();
    for c in bare.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.len() {
            0 => {}
            4 if year.is_none() => year = Some(digits.clone()),
            1 | 2 if number.is_none() && (letter.is_some() || "QTWSH".contains(c)) => {
                number = Some(digits.clone())
            }
            2 if year.is_none() => year = Some(format!("20{digits}")),
            _ => return None,
        }
        digits.clear();
        match c {
            'Q' | 'T' | 'W' | 'H' | 'S' if letter.is_none() => letter = Some(c),
            _ if c.is_alphabetic() => return None,
            _ => {}
        }
    }
    let (year, start) = (year?, if fiscal { "FY" } else { "" });
    let number = number.unwrap_or_default();
    let form = match letter {
        None if number.is_empty() => format!("{start}{year}"),
        Some('Q' | 'T') => format!("{start}{year}-Q{number}"),
        Some('W') => format!("{year}-W{number:0>2}"),
        Some('S') if number.len() == 2 => format!("{year}-W{number}"),
        Some('H' | 'S') => format!("{year}-H{number}"),
        _ => return None,
    };
    PeriodName::exact(&form)
}

impl PeriodName {
    /// What is wrong with free words that look like the name of a period and are none: `2026-T2`.
    /// Of other words nothing is said.
    pub fn nearly(raw: &str) -> Option<Mistake> {
        let mistake = Self::parse(raw).err()?;
        let like = loosely(raw).is_some() || month_alone(raw).is_some() || !readings(raw).is_empty();
        like.then_some(mistake)
    }

    /// The one period that such words mean.
    pub fn meant(raw: &str) -> Option<Self> {
        loosely(raw).and_then(|found| found.existing().ok())
    }
}

pub(super) fn no_such_week(year: i16) -> Mistake {
    let form = format!("{year}-W53");
    Mistake::new(
        say!(en: "there is no `{form}`: that year has 52 weeks", es: "no existe `{form}`: ese año tiene 52 semanas"),
        write(&[format!("{year}-W52"), format!("{}-W01", year + 1)]),
    )
}

pub(super) fn misspelt(raw: &str) -> Mistake {
    if let Some(found) = loosely(raw) {
        return found.existing().map_or_else(|mistake| mistake, |found| spelled(raw, &[found.spell()]));
    }
    if let Some(first) = month_alone(raw) {
        return spelled(raw, &[PeriodName::of(CalendarUnit::Month, first).spell()]);
    }
    let days: Vec<String> = readings(raw).iter().map(civil::Date::to_string).collect();
    if !days.is_empty() {
        return spelled(raw, &days);
    }
    let upper = raw.trim().to_uppercase();
    let quarter = upper.strip_prefix(['Q', 'T']).filter(|n| matches!(*n, "1" | "2" | "3" | "4"));
    if let Some(quarter) = quarter {
        let raw = excerpt(raw);
        return Mistake::new(
            say!(en: "`{raw}` does not say its year", es: "`{raw}` no dice su año"),
            write(&[format!("2026-Q{quarter}")]),
        );
    }
    not_a(raw, phrase("the name of a period", "el nombre de un periodo"), PeriodName::EXAMPLES)
}
