//! Currencies, by their ISO 4217 code, and the rates between them.

use super::pattern::anchored;
use super::words::{any_of, excerpt, write};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::Scalar;
use iso_currency::Currency;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurrencyCode(Currency);

impl CurrencyCode {
    /// The currency of a code in capitals, if there is one.
    pub fn of(code: &str) -> Option<Self> {
        let capitals = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        if capitals { Currency::from_code(code).map(Self) } else { None }
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the smallest coin; 2 where ISO 4217 does not say.
    pub fn decimals(self) -> u16 {
        self.0.exponent().unwrap_or(2)
    }
}

impl fmt::Display for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Scalar for CurrencyCode {
    const NAME: &'static str = "currency";
    const PATTERN: &'static str = anchored!("[A-Z]{3}");
    const EXAMPLES: &'static [&'static str] = &["MXN", "EUR", "USD"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        Self::of(raw).ok_or_else(|| unknown(raw, |code| code.to_owned()))
    }

    fn spell(&self) -> String {
        self.code().to_owned()
    }

    fn json(&self) -> Value {
        Value::from(self.code())
    }
}

/// Codes that a symbol or a word may mean, the likeliest first.
const MEANT: &[(&[&str], &[&str])] = &[
    (&["peso", "pesos"], &["MXN", "COP", "ARS", "CLP"]),
    (&["$"], &["MXN", "USD", "COP"]),
    (&["mx$", "m$n", "mxp", "peso mexicano", "pesos mexicanos", "mexican pesos"], &["MXN"]),
    (&["us$", "u$s", "dolar", "dólar", "dólares", "dolares", "dollar", "dollars", "usd$"], &["USD"]),
    (&["€", "euro", "euros"], &["EUR"]),
    (&["£", "pound", "pounds", "libra", "libras"], &["GBP"]),
    (&["¥", "yen", "yenes"], &["JPY", "CNY"]),
    (&["r$", "real", "reais", "reales"], &["BRL"]),
    (&["s/", "s/.", "sol", "soles"], &["PEN"]),
    (&["₡", "colón", "colones"], &["CRC"]),
    (&["q", "quetzal", "quetzales"], &["GTQ"]),
    (&["bs", "boliviano", "bolivianos"], &["BOB"]),
    (&["₲", "guaraní", "guaraníes"], &["PYG"]),
    (&["fr", "fr.", "franco", "francos", "francs"], &["CHF"]),
    (&["clf", "uf"], &["CLF"]),
];

/// Codes offered for a misspelt one.
const USUAL: &[&str] = &[
    "ARS", "AUD", "BOB", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CRC", "DKK", "DOP", "EUR", "GBP", "GTQ",
    "HNL", "INR", "JPY", "MXN", "NIO", "NOK", "PAB", "PEN", "PLN", "PYG", "SEK", "USD", "UYU", "VES",
];

/// The codes that a text means; several for a sign or a name that currencies share, none when
/// it is not about money at all.
pub(super) fn meant(text: &str) -> Vec<&'static str> {
    let text = text.trim();
    if let Some(known) = CurrencyCode::of(&text.to_ascii_uppercase()) {
        return vec![known.code()];
    }
    let lower = text.to_lowercase();
    let by_word = MEANT.iter().find(|(words, _)| words.contains(&lower.as_str()));
    by_word.map(|(_, codes)| codes.to_vec()).unwrap_or_default()
}

/// Codes that differ in one letter.
fn near(text: &str) -> Vec<&'static str> {
    let upper = text.trim().to_uppercase();
    let three = upper.len() == 3 && upper.bytes().all(|b| b.is_ascii_uppercase());
    let near = |code: &&&str| three && strsim::damerau_levenshtein(code, &upper) == 1;
    USUAL.iter().filter(near).copied().collect()
}

/// What is wrong with a code; `finish` puts it back where it stood.
pub(super) fn unknown(raw: &str, finish: impl Fn(&str) -> String) -> Mistake {
    let shared = meant(raw);
    let found = if shared.is_empty() { near(raw) } else { shared.clone() };
    let raw = excerpt(raw);
    let forms: Vec<String> = found.iter().take(3).map(|code| finish(code)).collect();
    let message = if raw.is_empty() {
        say!(en: "no currency is given", es: "no se dice la moneda")
    } else if shared.len() > 1 {
        say!(en: "`{raw}` stands for several currencies", es: "`{raw}` vale para varias monedas")
    } else {
        say!(en: "`{raw}` is not a currency code of ISO 4217", es: "`{raw}` no es un código de moneda de ISO 4217")
    };
    let help = match forms.len() {
        0 => {
            let Say { en, es } = any_of(&[finish("MXN"), finish("EUR")]);
            say!(en: "A currency is three capital letters, such as {en}."; es: "Una moneda son tres letras mayúsculas, como {es}.")
        }
        _ => write(&forms),
    };
    Mistake::new(message, help)
}

/// What one unit of other currencies is worth in the program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    base: CurrencyCode,
    per_unit: BTreeMap<CurrencyCode, Decimal>,
}

impl Rates {
    /// `per_unit` holds units of `base` for one unit of each other currency.
    pub fn new(base: CurrencyCode, per_unit: impl IntoIterator<Item = (CurrencyCode, Decimal)>) -> Self {
        Self { base, per_unit: per_unit.into_iter().collect() }
    }

    /// The program's currency.
    pub fn base(&self) -> CurrencyCode {
        self.base
    }

    /// What an amount is in another currency; none when a rate is missing or zero.
    pub fn convert(&self, amount: Decimal, from: CurrencyCode, to: CurrencyCode) -> Option<Decimal> {
        if from == to {
            return Some(amount);
        }
        amount.checked_mul(self.rate(from)?)?.checked_div(self.rate(to)?)
    }

    fn rate(&self, currency: CurrencyCode) -> Option<Decimal> {
        if currency == self.base { Some(Decimal::ONE) } else { self.per_unit.get(&currency).copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects};

    #[test]
    fn a_currency_is_a_code_of_iso_4217() {
        accepts::<CurrencyCode>(&["COP", "CLP", "GBP"]);
        rejects::<CurrencyCode>(&[
            ("mxn", &["MXN"]),
            ("$", &["MXN", "USD"]),
            ("€", &["EUR"]),
            ("pesos", &["MXN"]),
            ("dólares", &["USD"]),
            ("", &["MXN", "EUR"]),
        ]);
        explains::<CurrencyCode>(&[("MXM", &["MXN"]), ("QQQ", &["MXN", "EUR"])]);
    }

    #[test]
    fn an_amount_is_converted_through_the_currency_of_the_program() {
        let code = |text| CurrencyCode::of(text).unwrap();
        let (mxn, usd, eur) = (code("MXN"), code("USD"), code("EUR"));
        let rates = Rates::new(mxn, [(usd, Decimal::from(18)), (eur, Decimal::from(20))]);
        assert_eq!(rates.convert(Decimal::from(10), usd, mxn), Some(Decimal::from(180)));
        assert_eq!(rates.convert(Decimal::from(10), usd, eur), Some(Decimal::from(9)));
        assert_eq!(rates.convert(Decimal::from(10), code("GBP"), mxn), None);
        assert_eq!(rates.base(), mxn);
    }
}
