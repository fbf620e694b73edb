//! Numbers that cannot be less than something: how many people answered, what something costs.

use super::money::Money;
use super::number::Integer;
use super::pattern::{anchored, piece};
use super::words::excerpt;
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::{Numbers, Scalar};
use serde_json::Value;
use std::ops::Deref;

/// A whole number that is at least this: a count of people, of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AtLeast<const LEAST: i64>(pub i64);

/// How many there are; there may be none.
pub type Count = AtLeast<0>;
/// How many there are, of what is not there at all when there are none: answers behind a value.
pub type Positive = AtLeast<1>;

impl<const LEAST: i64> Scalar for AtLeast<LEAST> {
    const NAME: &'static str = if LEAST == 0 { "count" } else { "count from 1" };
    const PATTERN: &'static str = Integer::PATTERN;
    const NUMBERS: Numbers = Numbers::WholeFrom(LEAST);
    const EXAMPLES: &'static [&'static str] = &["12000", "3"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let Integer(number) = Integer::parse(raw)?;
        if number >= LEAST {
            return Ok(Self(number));
        }
        let raw = excerpt(raw);
        let message = say!(en: "`{raw}` is less than {LEAST}, and a count of this cannot be", es: "`{raw}` es menos que {LEAST}, y una cuenta de esto no puede serlo");
        Err(Mistake::new(
            message,
            say!(en: "Write a whole number from {LEAST} up, or leave the field out while nobody knows it.", es: "Escribe un número entero desde {LEAST}, o deja fuera el campo mientras nadie lo sepa."),
        ))
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn json(&self) -> Value {
        Value::from(self.0)
    }
}

/// Money that is spent or set aside: never less than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount(pub Money);

impl Deref for Amount {
    type Target = Money;
    fn deref(&self) -> &Money {
        &self.0
    }
}

impl Scalar for Amount {
    const NAME: &'static str = "amount";
    const PATTERN: &'static str = anchored!(piece!(money));
    const EXAMPLES: &'static [&'static str] = &["850 MXN", "20.50 EUR"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let money = Money::parse(raw)?;
        if !money.amount.is_sign_negative() {
            return Ok(Self(money));
        }
        let plain = Money { amount: money.amount.abs(), ..money }.spell();
        let raw = excerpt(raw);
        Err(Mistake::new(
            say!(en: "`{raw}` is less than nothing, and a cost or a budget cannot be", es: "`{raw}` es menos que nada, y un costo o un presupuesto no puede serlo"),
            say!(en: "Write what is spent, without the sign: `{plain}`.", es: "Escribe lo que se gasta, sin el signo: `{plain}`."),
        ))
    }

    fn spell(&self) -> String {
        self.0.spell()
    }

    fn json(&self) -> Value {
        self.0.json()
    }

    fn currency(&self) -> Option<super::CurrencyCode> {
        self.0.currency()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects};

    #[test]
    fn a_count_is_not_negative_and_a_group_is_not_empty() {
        accepts::<Count>(&["0", "1", "12000"]);
        accepts::<Positive>(&["1", "12000"]);
        assert!(
            Count::parse("-1").is_err() && Positive::parse("0").is_err() && Positive::parse("-5").is_err()
        );
        rejects::<Positive>(&[("12.5", &["12", "13"])]);
    }

    #[test]
    fn a_cost_is_not_negative() {
        accepts::<Amount>(&["0 MXN", "20.50 EUR"]);
        rejects::<Amount>(&[("-4 MXN", &["4 MXN"]), ("$850", &["850 MXN"])]);
        explains::<Amount>(&[("850 MXM", &["850 MXN"])]);
    }
}
