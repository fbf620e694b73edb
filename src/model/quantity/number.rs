//! Plain numbers: counts and decimals.

use super::pattern::{anchored, piece};
use super::reading::{Fault, Parts, Sign, decimal, json_number, spell};
use super::words::{excerpt, not_a, phrase, spelled, then, write};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::Value;

/// A whole number, such as a count of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(pub i64);

impl Scalar for Integer {
    const NAME: &'static str = "integer";
    const PATTERN: &'static str = anchored!(piece!(integer));
    const NUMBERS: crate::model::scalar::Numbers = crate::model::scalar::Numbers::OnlyWhole;
    const EXAMPLES: &'static [&'static str] = &["12000", "-2", "0"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() || !parts.prefix.is_empty() || !parts.unit.is_empty() {
            return Err(foreign(&parts, phrase("a whole number", "un número entero"), Self::EXAMPLES));
        }
        let sign = if parts.sign == Sign::Minus { "-" } else { "" };
        let value = match decimal(parts.number) {
            Ok(value) => value,
            Err(Fault::TwoReadings { grouped, decimal }) => {
                let (grouped, decimal) = (format!("{sign}{grouped}"), format!("{sign}{decimal}"));
                return Err(two_readings(raw, &grouped, &decimal));
            }
            Err(fault) => return Err(fault.mistake(raw, &|form| whole_form(sign, form))),
        };
        if value.scale() > 0 {
            return Err(Mistake::new(
                say!(en: "`{raw}` has decimals; only whole numbers fit here", es: "`{raw}` tiene decimales; aquí solo caben números enteros"),
                write(&around(value, sign)),
            ));
        }
        let Some(value) = format!("{sign}{value}").parse().ok() else {
            return Err(Fault::TooLong.mistake(raw, &str::to_owned));
        };
        let found = Integer(value);
        let accepted = raw == format!("{sign}{}", parts.number);
        if accepted { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn json(&self) -> Value {
        Value::from(self.0)
    }
}

fn whole_form(sign: &str, form: &str) -> String {
    let whole = form.split('.').next().unwrap_or(form);
    format!("{sign}{whole}")
}

/// The whole numbers on both sides of a decimal, or the one it equals.
fn around(value: Decimal, sign: &str) -> Vec<String> {
    let mut forms = vec![format!("{sign}{}", value.floor().normalize())];
    if value.floor() != value {
        forms.push(format!("{sign}{}", value.ceil().normalize()));
    }
    forms
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
    const NUMBERS: crate::model::scalar::Numbers = crate::model::scalar::Numbers::OnlyAny;
    const EXAMPLES: &'static [&'static str] = &["0.41", "-3", "12.5"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() || !parts.prefix.is_empty() || !parts.unit.is_empty() {
            return Err(foreign(&parts, phrase("a number", "un número"), Self::EXAMPLES));
        }
        let sign = if parts.sign == Sign::Minus { "-" } else { "" };
        let value = decimal(parts.number).map_err(|fault| fault.mistake(raw, &|form| format!("{sign}{form}")))?;
        let found = Number(if parts.sign == Sign::Minus { -value } else { value });
        let accepted = raw == format!("{sign}{}", parts.number);
        if accepted { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        spell(self.0)
    }

    fn json(&self) -> Value {
        json_number(self.0)
    }
}

/// Words, or a number with a unit, where a bare number is expected.
fn foreign(parts: &Parts<'_>, what: Say, examples: &[&str]) -> Mistake {
    if parts.empty() || !parts.prefix.is_empty() || parts.unit.starts_with(|c: char| !c.is_alphabetic() && c != '%') {
        return not_a(parts.raw, what, examples);
    }
    let (raw, unit) = (excerpt(parts.raw), excerpt(parts.unit));
    let (en, es) = (&what.en, &what.es);
    let sign = if parts.sign == Sign::Minus { "-" } else { "" };
    let digits = parts.digits();
    let bare = if examples == Integer::EXAMPLES { whole_form(sign, &digits) } else { format!("{sign}{digits}") };
    Mistake::new(
        say!(en: "`{raw}` has a unit, `{unit}`, where {en} alone is expected"; es: "`{raw}` lleva una unidad, `{unit}`, donde se espera {es} sin unidad"),
        then(write(&[bare]), say!(en: "The field itself says what is counted.", es: "El propio campo dice qué se cuenta.")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
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
            ("12,5", &["12"]),
            ("+5", &["5"]),
            ("−5", &["-5"]),
            ("007", &["7"]),
            ("12 customers", &["12"]),
            ("99999999999999999999999999999999", &[]),
            ("doce", &["12000"]),
            ("", &["12000"]),
        ]);
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
