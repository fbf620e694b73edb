//! Plain numbers: counts and decimals.

use super::digits::{Fault, decimal, json_number, spell};
use super::pattern::{anchored, piece};
use super::reading::{Parts, Sign, magnitude};
use super::words::{excerpt, not_a, phrase, plus, spelled, then, write};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::{Numbers, Scalar};
use rust_decimal::Decimal;
use serde_json::Value;

/// A whole number, such as a count of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(pub i64);

impl Scalar for Integer {
    const NAME: &'static str = "integer";
    const PATTERN: &'static str = anchored!(piece!(integer));
    const NUMBERS: Numbers = Numbers::OnlyWhole;
    const EXAMPLES: &'static [&'static str] = &["12000", "-2", "0"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some(value) = as_spelled(raw) {
            return Ok(Integer(value));
        }
        let parts = Parts::of(raw);
        let what = phrase("a whole number", "un número entero");
        if !starts_a_number(&parts) {
            return Err(not_a(raw, what, Self::EXAMPLES));
        }
        let found = whole(&parts)?;
        accepted(&parts, what, found.spell()).map(|()| found)
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn json(&self) -> Value {
        Value::from(self.0)
    }
}

/// A whole number that is written as we spell it, as most are.
fn as_spelled(raw: &str) -> Option<i64> {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let begins = raw == "0" || matches!(digits.as_bytes().first(), Some(b'1'..=b'9'));
    (begins && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| raw.parse().ok()).flatten()
}

fn whole(parts: &Parts<'_>) -> Result<Integer, Mistake> {
    let raw = parts.raw;
    let sign = if parts.sign == Sign::Minus { "-" } else { "" };
    let value = match decimal(parts.number) {
        Ok(value) if value.scale() > 0 => return Err(has_decimals(raw, sign, value)),
        Ok(value) => value,
        Err(Fault::TwoReadings { grouped, decimal }) => {
            let (grouped, decimal) = (format!("{sign}{grouped}"), format!("{sign}{decimal}"));
            return Err(two_readings(raw, &grouped, &decimal));
        }
        Err(Fault::TooLong) => return Err(too_large(raw)),
        Err(fault) => {
            let value = fault.forms().first().and_then(|form| Decimal::from_str_exact(form).ok());
            return Err(match value {
                Some(value) if value.scale() > 0 => has_decimals(raw, sign, value),
                Some(value) if i64::try_from(value).is_err() => too_large(raw),
                _ => fault.mistake(raw, &|form| format!("{sign}{form}")),
            });
        }
    };
    format!("{sign}{value}").parse().map(Integer).map_err(|_| too_large(raw))
}

/// The help shows the whole numbers on both sides of a decimal, or the one it equals.
fn has_decimals(raw: &str, sign: &str, value: Decimal) -> Mistake {
    if i64::try_from(value.ceil()).is_err() {
        return too_large(raw);
    }
    let mut forms = vec![format!("{sign}{}", value.floor().normalize())];
    if value.floor() != value {
        forms.push(format!("{sign}{}", value.ceil().normalize()));
    }
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` has decimals; only whole numbers fit here", es: "`{raw}` tiene decimales; aquí solo caben números enteros"),
        write(&forms),
    )
}

fn too_large(raw: &str) -> Mistake {
    let raw = excerpt(raw);
    let most = i64::MAX;
    Mistake::new(
        say!(en: "`{raw}` is larger than any count", es: "`{raw}` es mayor que cualquier recuento"),
        say!(en: "Write at most `{most}`.", es: "Escribe como mucho `{most}`."),
    )
}

fn two_readings(raw: &str, grouped: &str, decimal: &str) -> Mistake {
    let raw = excerpt(raw);
    let message = say!(
        en: "`{raw}` can be read in two ways: the mark may group thousands or begin the decimals",
        es: "`{raw}` se puede leer de dos maneras: el signo puede agrupar millares o separar decimales"
    );
    let help = match decimal.strip_suffix(".0") {
        Some(whole) => say!(
            en: "Write `{grouped}` if the mark groups thousands, `{whole}` if it begins the decimals.",
            es: "Escribe `{grouped}` si el signo agrupa millares, `{whole}` si separa decimales."
        ),
        None => say!(
            en: "Write `{grouped}`; a number with decimals does not fit here.",
            es: "Escribe `{grouped}`; un número con decimales no cabe aquí."
        ),
    };
    Mistake::new(message, help)
}

/// A decimal number without a unit. Its decimals are kept as written, because a value in a test
/// is compared to as many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub Decimal);

impl Number {
    /// Decimals written after the point.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }
}

impl Scalar for Number {
    const NAME: &'static str = "number";
    const PATTERN: &'static str = anchored!("-?", piece!(decimal));
    const NUMBERS: Numbers = Numbers::OnlyAny;
    const EXAMPLES: &'static [&'static str] = &["0.41", "-3", "12.5"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some(value) = as_spelled(raw) {
            return Ok(Number(value.into()));
        }
        let parts = Parts::of(raw);
        let what = phrase("a number", "un número");
        if !starts_a_number(&parts) {
            return Err(not_a(raw, what, Self::EXAMPLES));
        }
        let found = Number(parts.value(|number| number.trim_start_matches('+').to_owned())?);
        accepted(&parts, what, found.spell()).map(|()| found)
    }

    fn spell(&self) -> String {
        spell(self.0)
    }

    fn json(&self) -> Value {
        json_number(self.0)
    }
}

/// Digits first, then nothing or a word.
fn starts_a_number(parts: &Parts<'_>) -> bool {
    let word = |c: char| c.is_alphabetic() || c == '%';
    !parts.empty() && parts.prefix.is_empty() && (parts.unit.is_empty() || parts.unit.starts_with(word))
}

/// A number that was read, without a unit, a plus sign or anything else around it.
fn accepted(parts: &Parts<'_>, what: Say, form: String) -> Result<(), Mistake> {
    if let Some((times, "")) = magnitude(parts.unit)
        && let Some(value) = Decimal::from_str_exact(&form).ok().and_then(|value| value.checked_mul(times))
    {
        let (raw, value) = (excerpt(parts.raw), spell(value.normalize()));
        return Err(Mistake::new(
            say!(en: "`{raw}` writes part of the number as a word", es: "`{raw}` escribe una parte del número con letras"),
            write(&[value]),
        ));
    }
    if !parts.unit.is_empty() {
        let (raw, unit) = (excerpt(parts.raw), excerpt(parts.unit));
        let Say { en, es } = what;
        return Err(Mistake::new(
            say!(en: "`{raw}` has a unit, `{unit}`, where {en} alone is expected"; es: "`{raw}` lleva una unidad, `{unit}`, donde se espera {es} sin unidad"),
            then(
                write(&[form]),
                say!(en: "The field itself says what is counted.", es: "El propio campo dice qué se cuenta."),
            ),
        ));
    }
    let sign = if parts.sign == Sign::Minus { "-" } else { "" };
    match parts.sign {
        Sign::Plus => Err(plus(parts.raw, &form)),
        _ if parts.raw == format!("{sign}{}", parts.number) => Ok(()),
        _ => Err(spelled(parts.raw, &[form])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn an_integer_is_digits_and_nothing_else() {
        accepts::<Integer>(&["0", "12000", "-2", "9223372036854775807"]);
        rejects::<Integer>(&[
            ("12.000", &["12000", "12"]),
            ("12,000", &["12000", "12"]),
            ("1.234", &["1234"]),
            ("1e4", &["10000"]),
            ("12 000", &["12000"]),
            ("1.200.000", &["1200000"]),
            ("12.5", &["12", "13"]),
            ("12,5", &["12", "13"]),
            ("12.0", &["12"]),
            ("+5", &["5"]),
            ("−5", &["-5"]),
            ("007", &["7"]),
            ("12 customers", &["12"]),
            ("doce", &["12000"]),
            ("", &["12000"]),
        ]);
        explains::<Integer>(&[("99999999999999999999999999999999", &[])]);
    }

    #[test]
    fn a_number_has_a_decimal_point_and_no_groups() {
        accepts::<Number>(&["0.41", "-3", "12.5", "0", "0.125", "1.2340", "1000.125", "10.0", "10.00"]);
        rejects::<Number>(&[
            ("0,41", &["0.41"]),
            ("10.000", &["10000", "10.0"]),
            ("-1.200", &["-1200", "-1.2"]),
            ("1.234", &["1234", "1.2340"]),
            ("1,200.50", &["1200.50"]),
            ("1.200,50", &["1200.50"]),
            ("12 000", &["12000"]),
            ("12'000.5", &["12000.5"]),
            ("1e4", &["10000"]),
            ("2.5e-3", &["0.0025"]),
            (".5", &["0.5"]),
            ("5.", &["5"]),
            ("+3", &["3"]),
            ("35 %", &["35"]),
            ("1.2.3,4,5", &[]),
            ("~", &["0.41"]),
        ]);
    }

    #[test]
    fn a_number_keeps_the_decimals_it_was_written_with() {
        assert_eq!(Number::parse("0.50").unwrap().decimals(), 2);
        assert_eq!(Number::parse("0.50").unwrap().spell(), "0.50");
        assert_eq!(Number::parse("-0").unwrap().spell(), "0");
        assert_eq!(Number::parse("0.50").unwrap().json(), serde_json::json!(0.5));
        assert_eq!(Number::parse("12.0").unwrap().json(), serde_json::json!(12));
    }

    proptest! {
        #[test]
        fn every_integer_survives_the_round_trip(value: i64) {
            survives_the_round_trip(&Integer(value));
        }

        #[test]
        fn every_decimal_survives_the_round_trip(mantissa: i64, scale in 0u32..12) {
            survives_the_round_trip(&Number(Decimal::new(mantissa, scale)));
        }
    }
}
