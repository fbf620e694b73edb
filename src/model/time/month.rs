//! Months of the year, for the start of the fiscal year.

use super::date::month_named;
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::anchored;
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled};
use crate::model::scalar::{Numbers, Scalar};
use serde_json::Value;

/// A month, 1 to 12. January unless something else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i8);

impl Default for Month {
    fn default() -> Self {
        Month(1)
    }
}

impl Month {
    /// None outside of 1 to 12.
    pub fn new(number: i8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number))
    }

    /// 1 for January.
    pub fn number(self) -> i8 {
        self.0
    }
}

impl Scalar for Month {
    const NAME: &'static str = "month";
    const PATTERN: &'static str = anchored!("[1-9]|1[0-2]");
    const NUMBERS: Numbers = Numbers::OnlyWhole;
    const EXAMPLES: &'static [&'static str] = &["1", "4", "10"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let text = raw.trim();
        let number = if text.len() <= 2 { text.parse().ok() } else { None };
        if let Some(number) = number {
            let Some(month) = Self::new(number) else {
                let raw = excerpt(raw);
                return Err(Mistake::new(
                    say!(en: "`{raw}` is not a month: they go from 1 to 12", es: "`{raw}` no es un mes: van de 1 a 12"),
                    say!(en: "Write a number from `1` to `12`.", es: "Escribe un número de `1` a `12`."),
                ));
            };
            return if raw == month.spell() { Ok(month) } else { Err(spelled(raw, &[month.spell()])) };
        }
        match month_named(text).and_then(Self::new) {
            Some(month) => Err(spelled(raw, &[month.spell()])),
            None => Err(not_a(raw, phrase("the number of a month", "el número de un mes"), Self::EXAMPLES)),
        }
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn json(&self) -> Value {
        Value::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects};

    #[test]
    fn a_month_is_its_number() {
        accepts::<Month>(&["1", "9", "12"]);
        rejects::<Month>(&[
            ("04", &["4"]),
            ("abril", &["4"]),
            ("October", &["10"]),
            ("13", &["12"]),
            ("0", &["1"]),
            ("+4", &["4"]),
            ("spring", &["1"]),
        ]);
        assert_eq!(Month::default().number(), 1);
    }
}
