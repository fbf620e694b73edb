//! Points, the unit of the net promoter score: a level from -100 to 100, and its changes.

use super::digits::{json_number, spell, spell_signed};
use super::pattern::{anchored, piece};
use super::percent_change::{no_sign, signed_forms};
use super::reading::{Parts, Sign};
use super::words::{excerpt, not_a, phrase, plus, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A level in points: `31 points`. No plus sign, which belongs to changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub Decimal);

/// A change in points: `+5 points`, the sign required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointsChange(pub Decimal);

impl Scalar for Points {
    const NAME: &'static str = "points";
    const PATTERN: &'static str = anchored!("-?", piece!(points));
    const EXAMPLES: &'static [&'static str] = &["31 points", "-12 points"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        let value = read(&parts, Self::EXAMPLES, false)?;
        let sign = if parts.sign == Sign::Minus { "-" } else { "" };
        let form = with_unit(sign, &spell(value.abs()));
        if parts.sign == Sign::Plus {
            return Err(plus(raw, &form));
        }
        if exact(&parts) { Ok(Self(value)) } else { Err(spelled(raw, &[form])) }
    }

    fn spell(&self) -> String {
        with_unit("", &spell(self.0))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.0), "unit": "points" })
    }
}

impl Scalar for PointsChange {
    const NAME: &'static str = "points-change";
    const PATTERN: &'static str = anchored!("[+-]", piece!(points));
    const EXAMPLES: &'static [&'static str] = &["+5 points", "-5 points"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        let value = read(&parts, Self::EXAMPLES, true)?;
        if parts.sign == Sign::None {
            let number = spell(value);
            return Err(no_sign(raw, &number, unit(&number)));
        }
        let form = with_unit("", &spell_signed(value));
        if exact(&parts) { Ok(Self(value)) } else { Err(spelled(raw, &[form])) }
    }

    fn spell(&self) -> String {
        with_unit("", &spell_signed(self.0))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.0), "unit": "points" })
    }
}

/// Words for points that are understood.
pub(super) fn means_points(unit: &str) -> bool {
    let unit = unit.to_lowercase();
    matches!(
        unit.trim_end_matches('.'),
        "points"
            | "point"
            | "pts"
            | "pt"
            | "puntos"
            | "punto"
            | "ptos"
            | "nps"
            | "nps points"
            | "puntos nps"
            | "puntos de nps"
    )
}

fn unit(number: &str) -> &'static str {
    if number.trim_start_matches(['+', '-']) == "1" { "point" } else { "points" }
}

fn with_unit(sign: &str, number: &str) -> String {
    format!("{sign}{number} {}", unit(number))
}

/// `1 points` is read too, and the formatter writes `1 point`.
fn exact(parts: &Parts<'_>) -> bool {
    parts.is("points") || (parts.number == "1" && parts.is("point"))
}

fn read(parts: &Parts<'_>, examples: &[&str], change: bool) -> Result<Decimal, Mistake> {
    let what = || {
        if change {
            phrase("a change in points", "un cambio en puntos")
        } else {
            phrase("a level in points", "un nivel en puntos")
        }
    };
    if parts.empty() || !parts.prefix.is_empty() {
        return Err(not_a(parts.raw, what(), examples));
    }
    let forms = |number: &str| {
        if change {
            signed_forms(number, unit(number))
        } else {
            vec![with_unit("", number.trim_start_matches('+'))]
        }
    };
    let value = parts.value(|number| forms(number).remove(0))?;
    if means_points(parts.unit) {
        return Ok(value);
    }
    let raw = excerpt(parts.raw);
    let number = format!("{}{}", parts.sign.text(), spell(value.abs()));
    let (en, es) = (what().en, what().es);
    let message = if parts.unit.is_empty() {
        say!(en: "`{raw}` has no unit; a bare number does not say that it counts points", es: "`{raw}` no lleva unidad; un número solo no dice que cuenta puntos")
    } else {
        say!(en: "`{raw}` is not {en}; a score is not a part of a whole", es: "`{raw}` no es {es}; una puntuación no es una parte de un todo")
    };
    Err(Mistake::new(message, write(&forms(&number))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_level_in_points_has_no_plus_sign() {
        accepts::<Points>(&["0 points", "1 point", "1 points", "-1 point", "31.5 points"]);
        rejects::<Points>(&[
            ("31", &["31 points"]),
            ("31 %", &["31 points"]),
            ("+31 points", &["31 points"]),
            ("31 puntos", &["31 points"]),
            ("31 pts", &["31 points"]),
            ("31 point", &["31 points"]),
            ("31,5 points", &["31.5 points"]),
            ("high", &["31 points"]),
        ]);
    }

    #[test]
    fn a_change_in_points_needs_its_sign() {
        accepts::<PointsChange>(&["+0 points", "-1 point", "+2.5 points"]);
        rejects::<PointsChange>(&[
            ("5 points", &["-5 points", "+5 points"]),
            ("5", &["-5 points", "+5 points"]),
            ("-5 pp", &["-5 points"]),
            ("−5 puntos", &["-5 points"]),
            ("1 point", &["-1 point", "+1 point"]),
        ]);
    }

    proptest! {
        #[test]
        fn points_survive_the_round_trip(mantissa: i32, scale in 0u32..6) {
            survives_the_round_trip(&Points(Decimal::new(mantissa.into(), scale)));
            survives_the_round_trip(&PointsChange(Decimal::new(mantissa.into(), scale)));
        }
    }
}
