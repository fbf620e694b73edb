//! Amounts of money.

use super::currency::{self, CurrencyCode};
use super::digits::{json_number, spell};
use super::pattern::{anchored, piece};
use super::reading::{Parts, Sign, magnitude};
use super::words::{excerpt, not_a, phrase, plus, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// An amount in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// In units of the currency, not in cents.
    pub amount: Decimal,
    pub currency: CurrencyCode,
}

impl Scalar for Money {
    const NAME: &'static str = "money";
    const PATTERN: &'static str = anchored!("-?", piece!(money));
    const EXAMPLES: &'static [&'static str] = &["850 MXN", "-20.50 EUR"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() {
            return Err(not_a(raw, phrase("an amount of money", "una cantidad de dinero"), Self::EXAMPLES));
        }
        let found = read(&parts, parts.unit, "")?;
        if parts.sign == Sign::Plus {
            return Err(plus(raw, &found.spell()));
        }
        if parts.prefix.is_empty() && parts.is(parts.unit) && CurrencyCode::of(parts.unit).is_some() {
            Ok(found)
        } else {
            Err(spelled(raw, &[found.spell()]))
        }
    }

    fn spell(&self) -> String {
        format!("{} {}", spell(self.amount), self.currency)
    }

    fn currency(&self) -> Option<CurrencyCode> {
        Some(self.currency)
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.amount), "unit": "money", "currency": self.currency.code() })
    }
}

/// Reads the amount in front of `unit`, whatever its spelling; `tail` follows the currency in
/// the forms of a message.
pub(super) fn read(parts: &Parts<'_>, unit: &str, tail: &str) -> Result<Money, Mistake> {
    let sign = if parts.sign == Sign::Minus { "-" } else { "" };
    if let Some((times, rest)) = magnitude(unit)
        && let Ok(value) = parts.value(|number| number.to_owned())
        && let Some(value) = value.abs().checked_mul(times)
    {
        let codes = currency::meant(if rest.is_empty() { parts.prefix } else { rest });
        let code = codes.first().copied().unwrap_or("MXN");
        let (raw, value) = (excerpt(parts.raw), spell(value.normalize()));
        return Err(Mistake::new(
            say!(en: "`{raw}` writes part of the number as a word", es: "`{raw}` escribe una parte del número con letras"),
            write(&[format!("{sign}{value} {code}{tail}")]),
        ));
    }
    let written = if unit.is_empty() { parts.prefix } else { unit };
    let codes = currency::meant(written);
    let code = CurrencyCode::of(written).or_else(|| match codes[..] {
        [code] => CurrencyCode::of(code),
        _ => None,
    });
    let likely = codes.first().copied().unwrap_or("MXN");
    let finish = |number: &str| format!("{sign}{} {likely}{tail}", number.trim_start_matches(['+', '-']));
    let amount = parts.value(finish)?;
    match code {
        Some(currency) => Ok(Money { amount, currency }),
        None => {
            let digits = spell(amount.abs());
            let mut mistake = currency::unknown(written, |code| format!("{sign}{digits} {code}{tail}"));
            if !written.is_empty() && codes.is_empty() {
                let (raw, unit) = (excerpt(parts.raw), excerpt(written));
                mistake.message = say!(
                    en: "`{raw}` is not an amount of money: `{unit}` is not a currency code of ISO 4217",
                    es: "`{raw}` no es una cantidad de dinero: `{unit}` no es un código de moneda de ISO 4217"
                );
            }
            Err(mistake)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn money_is_a_number_a_space_and_a_code() {
        accepts::<Money>(&["0 MXN", "1200.50 COP", "-1 USD", "3200000 MXN"]);
        rejects::<Money>(&[
            ("$850", &["850 MXN"]),
            ("850", &["850 MXN", "850 EUR"]),
            ("850 pesos", &["850 MXN"]),
            ("1,200 MXN", &["1200 MXN", "1.2 MXN"]),
            ("1.200 MXN", &["1200 MXN", "1.2 MXN"]),
            ("1.200,50 EUR", &["1200.50 EUR"]),
            ("20,50 €", &["20.50 EUR"]),
            ("3,200,000 MXN", &["3200000 MXN"]),
            ("850 mxn", &["850 MXN"]),
            ("850MXN", &["850 MXN"]),
            ("MXN 850", &["850 MXN"]),
            ("-€20", &["-20 EUR"]),
            ("€ -20", &["-20 EUR"]),
            ("+850 MXN", &["850 MXN"]),
            ("850 points", &["850 MXN"]),
            ("much", &["850 MXN"]),
        ]);
        explains::<Money>(&[("850 MXM", &["850 MXN"])]);
    }

    proptest! {
        #[test]
        fn amounts_survive_the_round_trip(mantissa: i64, scale in 0u32..6) {
            let currency = CurrencyCode::of("MXN").unwrap();
            let money = Money { amount: Decimal::new(mantissa, scale), currency };
            survives_the_round_trip(&money);
        }
    }
}
