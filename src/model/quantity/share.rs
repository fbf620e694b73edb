//! Parts of a whole, in per cent.

use super::digits::{Fault, decimal, json_number, spell};
use super::pattern::{anchored, piece};
use super::percent_change::Basis;
use super::reading::{Parts, Sign};
use super::words::{excerpt, not_a, phrase, plus, spelled, then, write};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A part of a whole, 0 to 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share {
    percent: Decimal,
}

impl Share {
    /// The share of so many per cent, if it lies between 0 and 100.
    pub fn of_percent(percent: Decimal) -> Option<Self> {
        (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent).then_some(Self { percent })
    }

    /// Per cent, 0 to 100.
    pub fn percent(self) -> Decimal {
        self.percent
    }

    /// A fraction of one, 0 to 1.
    pub fn fraction(self) -> Decimal {
        self.percent / Decimal::ONE_HUNDRED
    }
}

impl Scalar for Share {
    const NAME: &'static str = "share";
    const PATTERN: &'static str = anchored!(piece!(share));
    const EXAMPLES: &'static [&'static str] = &["35 %", "0.5 %", "100 %"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let percent = percent(raw, false)?;
        Self::of_percent(percent).ok_or_else(|| outside(raw, percent))
    }

    fn spell(&self) -> String {
        format!("{} %", spell(self.percent))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.percent), "unit": "percent" })
    }
}

/// A ratio in per cent that may pass 100 or be negative: net revenue retention, growth, ROI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShareAnySize {
    percent: Decimal,
}

impl ShareAnySize {
    /// The ratio of so many per cent.
    pub fn of_percent(percent: Decimal) -> Self {
        Self { percent }
    }

    /// Per cent; 110 for net revenue retention of 110 %.
    pub fn percent(self) -> Decimal {
        self.percent
    }

    /// A multiple of one; 1.1 for 110 %.
    pub fn fraction(self) -> Decimal {
        self.percent / Decimal::ONE_HUNDRED
    }
}

impl From<Share> for ShareAnySize {
    fn from(share: Share) -> Self {
        Self { percent: share.percent }
    }
}

impl Scalar for ShareAnySize {
    const NAME: &'static str = "share-any-size";
    const PATTERN: &'static str = anchored!("-?", piece!(percent));
    const EXAMPLES: &'static [&'static str] = &["110 %", "35 %", "-5 %"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        percent(raw, true).map(Self::of_percent)
    }

    fn spell(&self) -> String {
        format!("{} %", spell(self.percent))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.percent), "unit": "percent" })
    }
}

/// Words for per cent that are understood, and answered with the sign.
pub(super) fn means_percent(unit: &str) -> bool {
    if unit == "%" {
        return true;
    }
    let unit = unit.to_lowercase();
    matches!(
        unit.trim_end_matches('.'),
        "%" | "٪" | "％" | "percent" | "per cent" | "pct" | "pc" | "por ciento" | "porciento"
    )
}

/// Reads per cent; `any_size` takes values below 0 and above 100 too.
fn percent(raw: &str, any_size: bool) -> Result<Decimal, Mistake> {
    let parts = Parts::of(raw);
    if parts.empty() || !parts.prefix.is_empty() {
        let examples = if any_size { ShareAnySize::EXAMPLES } else { Share::EXAMPLES };
        return Err(not_a(raw, what(), examples));
    }
    let sign = if parts.sign == Sign::Minus && any_size { "-" } else { "" };
    let finish = |number: &str| format!("{sign}{} %", number.trim_start_matches(['-', '+']));
    if let (false, Err(fault)) = (any_size, decimal(parts.number)) {
        return Err(part_of_a_whole(raw, &fault, &finish));
    }
    let value = parts.value(finish)?;
    let form = || in_range(value, any_size);
    if parts.unit.is_empty() {
        return Err(no_percent_sign(raw, value, sign, any_size));
    }
    if !means_percent(parts.unit) {
        return Err(other_unit(&parts, &form()));
    }
    if parts.sign == Sign::Plus {
        return Err(plus(raw, &form()));
    }
    if parts.sign == Sign::Minus && !any_size {
        return Err(outside(raw, value));
    }
    if parts.is_percent("%") { Ok(value) } else { Err(spelled(raw, &[form()])) }
}

fn what() -> Say {
    phrase("a share in per cent", "una proporción en tanto por ciento")
}

/// The nearest form that the type accepts.
fn in_range(percent: Decimal, any_size: bool) -> String {
    let percent = if any_size { percent } else { percent.abs().min(Decimal::ONE_HUNDRED) };
    format!("{} %", spell(percent))
}

/// Of `33.333 %` one reading is left, because thousands of per cent are no part of a whole.
fn part_of_a_whole(raw: &str, fault: &Fault, finish: &dyn Fn(&str) -> String) -> Mistake {
    let forms = fault.forms();
    let value = forms.last().and_then(|form| Decimal::from_str_exact(form).ok());
    if let Some(value) = value.filter(|value| *value > Decimal::ONE_HUNDRED) {
        return outside(raw, value);
    }
    let Fault::TwoReadings { decimal, .. } = fault else { return fault.mistake(raw, finish) };
    let (raw, form) = (excerpt(raw), finish(decimal));
    Mistake::new(
        say!(en: "`{raw}` has three digits after its mark, as thousands have", es: "`{raw}` lleva tres cifras tras el signo, como los millares"),
        write(&[form]),
    )
}

fn other_unit(parts: &Parts<'_>, form: &str) -> Mistake {
    if Basis::meant(parts.unit).is_none() {
        let Say { en, es } = what();
        let (raw, unit) = (excerpt(parts.raw), excerpt(parts.unit));
        return Mistake::new(
            say!(en: "`{raw}` is not {en}: its unit is `{unit}`"; es: "`{raw}` no es {es}: su unidad es `{unit}`"),
            write(&[form]),
        );
    }
    let raw = excerpt(parts.raw);
    Mistake::new(
        say!(en: "`{raw}` is a change, and a share is a level", es: "`{raw}` es un cambio, y una proporción es un nivel"),
        write(&[form]),
    )
}

/// `0.35` is a share written as a fraction, or less than one in a hundred; `35` lacks its sign.
fn no_percent_sign(raw: &str, value: Decimal, sign: &str, any_size: bool) -> Mistake {
    if value.abs() > Decimal::ONE_HUNDRED && !any_size {
        return outside(raw, value);
    }
    let raw = excerpt(raw);
    let plain = spell(value.abs());
    let limit = if any_size { Decimal::TEN } else { Decimal::ONE };
    if value.abs() < limit && value.scale() > 0 {
        let times = spell((value.abs() * Decimal::ONE_HUNDRED).normalize());
        return Mistake::new(
            say!(en: "`{raw}` has no percent sign, and may count parts of one or of a hundred", es: "`{raw}` no lleva el signo de tanto por ciento, y puede contar partes de uno o de cien"),
            then(
                write(&[format!("{sign}{times} %")]),
                say!(en: "If the number already counts per cent, write `{sign}{plain} %`.", es: "Si el número ya cuenta por ciento, escribe `{sign}{plain} %`."),
            ),
        );
    }
    Mistake::new(
        say!(en: "`{raw}` has no percent sign; a bare number does not say whether it is a share", es: "`{raw}` no lleva el signo de tanto por ciento; un número solo no dice si es una proporción"),
        write(&[format!("{sign}{plain} %")]),
    )
}

fn outside(raw: &str, percent: Decimal) -> Mistake {
    let raw = excerpt(raw);
    let form = in_range(percent, false);
    Mistake::new(
        say!(en: "`{raw}` lies outside of 0 to 100 %, and a part cannot be less than nothing or more than the whole", es: "`{raw}` está fuera de 0 a 100 %, y una parte no puede ser menos que nada ni más que el todo"),
        if percent < Decimal::ZERO {
            write(&[form])
        } else {
            say!(en: "Write at most `{form}`.", es: "Escribe como mucho `{form}`.")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_share_is_per_cent_from_0_to_100() {
        accepts::<Share>(&["35%", "0 %", "0.5%", "99.99 %", "100.00 %", "0.125 %", "33.3333 %"]);
        rejects::<Share>(&[
            ("0.35", &["35 %", "0.35 %"]),
            ("35", &["35 %"]),
            ("35 percent", &["35 %"]),
            ("35 por ciento", &["35 %"]),
            ("35  %", &["35 %"]),
            ("35 % ", &["35 %"]),
            ("0,35 %", &["0.35 %"]),
            ("-5 %", &["5 %"]),
            ("+5 %", &["5 %"]),
            ("110 %", &["100 %"]),
            ("10.000 %", &["10.0 %"]),
            ("-10 pp", &["10 %"]),
            ("-10 % relative", &["10 %"]),
            ("35 people", &["35 %"]),
            ("a third", &["35 %"]),
            ("250", &["100 %"]),
            ("-250", &["100 %"]),
        ]);
    }

    #[test]
    fn a_ratio_may_have_any_size() {
        accepts::<ShareAnySize>(&["110 %", "-5%", "0 %", "1000.5 %"]);
        rejects::<ShareAnySize>(&[
            ("1.1", &["1.1 %"]),
            ("-0.05", &["-5 %", "-0.05 %"]),
            ("+5 %", &["5 %"]),
            ("1.100 %", &["1100 %", "1.1 %"]),
        ]);
    }

    #[test]
    fn a_share_knows_its_fraction() {
        let share = Share::parse("35 %").unwrap();
        assert_eq!(share.fraction().to_string(), "0.35");
        assert_eq!(share.json(), json!({ "value": 35, "unit": "percent" }));
        assert_eq!(Share::of_percent(Decimal::from(101)), None);
    }

    proptest! {
        #[test]
        fn every_share_survives_the_round_trip(hundredths in 0i64..=1_000_000, scale in 4u32..8) {
            let percent = Decimal::new(hundredths * 10_i64.pow(scale - 4), scale);
            survives_the_round_trip(&Share::of_percent(percent).unwrap());
            survives_the_round_trip(&ShareAnySize::of_percent(-percent));
        }
    }
}
