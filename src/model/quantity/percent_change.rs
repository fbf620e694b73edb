//! Changes in per cent. The type of a change is its basis: `-10 %` of a rate of 20 % is 18 %
//! when it is relative and 10 % when it is points, so neither is ever assumed.

use super::digits::{json_number, spell, spell_signed};
use super::pattern::{anchored, piece};
use super::reading::{Parts, Sign};
use super::share::means_percent;
use super::words::{excerpt, not_a, phrase, spelled, write};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A change in proportion to the level: `-10 % relative` takes 20 % to 18 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativeChange {
    /// Per cent of the level, with its sign.
    pub percent: Decimal,
}

impl RelativeChange {
    /// What a level is multiplied with: 0.9 for `-10 % relative`.
    pub fn factor(self) -> Decimal {
        Decimal::ONE + self.percent / Decimal::ONE_HUNDRED
    }
}

/// A change of which the source does not say the basis. Studies only; computations show both
/// readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnstatedChange {
    /// Per cent, with its sign.
    pub percent: Decimal,
}

impl UnstatedChange {
    /// The two things the source may have meant.
    pub fn readings(self) -> (RelativeChange, PercentagePoints) {
        (RelativeChange { percent: self.percent }, PercentagePoints { points: self.percent })
    }
}

/// A difference of two shares: `-10 pp` takes 20 % to 10 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PercentagePoints {
    /// Percentage points, with their sign.
    pub points: Decimal,
}

impl Scalar for RelativeChange {
    const NAME: &'static str = "relative-change";
    const PATTERN: &'static str = anchored!("[+-]", piece!(percent), " relative");
    const EXAMPLES: &'static [&'static str] = &["-10 % relative", "+4.5 % relative"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        read(raw, Basis::Relative).map(|percent| Self { percent })
    }

    fn spell(&self) -> String {
        format!("{} % relative", spell_signed(self.percent))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.percent), "unit": "percent", "basis": "relative" })
    }
}

impl Scalar for UnstatedChange {
    const NAME: &'static str = "unstated-change";
    const PATTERN: &'static str = anchored!("[+-]", piece!(percent), " unstated");
    const EXAMPLES: &'static [&'static str] = &["-10 % unstated", "+4.5 % unstated"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        read(raw, Basis::Unstated).map(|percent| Self { percent })
    }

    fn spell(&self) -> String {
        format!("{} % unstated", spell_signed(self.percent))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.percent), "unit": "percent", "basis": "unstated" })
    }
}

impl Scalar for PercentagePoints {
    const NAME: &'static str = "pp";
    const PATTERN: &'static str = anchored!("[+-]", piece!(decimal), " pp");
    const EXAMPLES: &'static [&'static str] = &["-10 pp", "+2.5 pp"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        read(raw, Basis::Points).map(|points| Self { points })
    }

    fn spell(&self) -> String {
        format!("{} pp", spell_signed(self.points))
    }

    fn json(&self) -> Value {
        json!({ "value": json_number(self.points), "unit": "percentage-points" })
    }
}

/// What a change in per cent is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Relative,
    Unstated,
    Points,
}

impl Basis {
    pub(super) fn unit(self) -> &'static str {
        match self {
            Basis::Relative => "% relative",
            Basis::Unstated => "% unstated",
            Basis::Points => "pp",
        }
    }

    /// The basis that a unit means, whatever its spelling.
    pub(super) fn meant(unit: &str) -> Option<Self> {
        let unit = unit.to_lowercase();
        let words: Vec<&str> = unit.split_whitespace().collect();
        let joined = words.join(" ");
        if matches!(
            joined.trim_end_matches('.'),
            "pp" | "p.p"
                | "ppt"
                | "pps"
                | "percentage points"
                | "percentage point"
                | "percent points"
                | "puntos porcentuales"
                | "punto porcentual"
                | "% points"
                | "% puntos"
                | "puntos de porcentaje"
        ) {
            return Some(Basis::Points);
        }
        let last = words.last().copied()?.trim_start_matches('%');
        let before = joined.strip_suffix(last)?.trim_end();
        match last {
            _ if !means_percent(before) => None,
            "relative" | "rel" | "rel." | "relativo" | "relativa" | "relativos" => Some(Basis::Relative),
            "unstated" | "unknown" | "desconocido" => Some(Basis::Unstated),
            "absolute" | "absoluto" | "absoluta" | "abs" | "abs." | "pp" => Some(Basis::Points),
            _ => None,
        }
    }
}

fn read(raw: &str, basis: Basis) -> Result<Decimal, Mistake> {
    let parts = Parts::of(raw);
    let unit = basis.unit();
    if parts.empty() || !parts.prefix.is_empty() {
        let (what, example) = match basis {
            Basis::Relative => (phrase("a relative change", "un cambio relativo"), "-10 % relative"),
            Basis::Unstated => {
                (phrase("a change in per cent", "un cambio en tanto por ciento"), "-10 % unstated")
            }
            Basis::Points => {
                (phrase("a change in percentage points", "un cambio en puntos porcentuales"), "-10 pp")
            }
        };
        return Err(not_a(raw, what, &[example]));
    }
    let value = parts.value(|number| signed_forms(number, unit).remove(0))?;
    let meant = Basis::meant(parts.unit);
    if meant != Some(basis) {
        return Err(other_basis(&parts, &spell(value.abs()), basis));
    }
    if parts.sign == Sign::None {
        return Err(no_sign(raw, &spell(value), unit));
    }
    let accepted = if basis == Basis::Points { parts.is(unit) } else { parts.is_percent(unit) };
    if accepted { Ok(value) } else { Err(spelled(raw, &[format!("{} {unit}", spell_signed(value))])) }
}

/// The number with this unit, and with both signs when it has none.
pub(super) fn signed_forms(number: &str, unit: &str) -> Vec<String> {
    let tail = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    if number.starts_with(['+', '-']) {
        return vec![format!("{number}{tail}")];
    }
    vec![format!("-{number}{tail}"), format!("+{number}{tail}")]
}

/// A change without its sign.
pub(super) fn no_sign(raw: &str, number: &str, unit: &str) -> Mistake {
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` does not say its direction: the sign is part of a change", es: "`{raw}` no dice su dirección: el signo es parte de un cambio"),
        write(&signed_forms(number, unit)),
    )
}

/// `-10 %`, or a change of another basis, where this one is expected.
fn other_basis(parts: &Parts<'_>, digits: &str, basis: Basis) -> Mistake {
    let raw = excerpt(parts.raw);
    let number = format!("{}{}", parts.sign.text(), digits);
    let forms = signed_forms(&number, basis.unit());
    if means_percent(parts.unit) && basis != Basis::Unstated {
        return bare_percent(&raw, &number);
    }
    let (en, es) = match basis {
        Basis::Relative => ("a relative change", "un cambio relativo"),
        Basis::Unstated => {
            ("a change whose basis the source leaves open", "un cambio del que la fuente no dice la base")
        }
        Basis::Points => ("a change in percentage points", "un cambio en puntos porcentuales"),
    };
    Mistake::new(say!(en: "`{raw}` is not {en}", es: "`{raw}` no es {es}"), write(&forms))
}

/// A level that the change leaves between 0 and 100 %, and where it goes in each reading.
fn of_a_level(number: &str) -> Option<(Decimal, String, String)> {
    let change = Decimal::from_str_exact(number.trim_start_matches('+')).ok()?;
    let levels = [20, 40, 60, 80].map(Decimal::from);
    let whole = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let level = levels.into_iter().find(|level| whole.contains(&(*level + change)))?;
    let in_proportion = level * (Decimal::ONE_HUNDRED + change) / Decimal::ONE_HUNDRED;
    Some((level, spell(in_proportion.normalize()), spell((level + change).normalize())))
}

/// A bare `10 %` where a change is meant: the two readings, which differ.
pub(super) fn bare_percent(raw: &str, number: &str) -> Mistake {
    let forms = |unit| super::words::any_of(&signed_forms(number, unit));
    let (relative, points) = (forms("% relative"), forms("pp"));
    let example = of_a_level(number).map(|(level, in_proportion, in_points)| {
        say!(en: ": with it, {level} % becomes {in_proportion} % in proportion, and {in_points} % in points", es: ": con él, {level} % pasa a {in_proportion} % en proporción, y a {in_points} % en puntos")
    });
    let Say { en, es } = example.unwrap_or_default();
    Mistake::new(
        say!(en: "`{raw}` can be read in two ways{en}"; es: "`{raw}` se puede leer de dos maneras{es}"),
        say!(en: "Write {} if the change is in proportion to the level, {} if it is in percentage points.", relative.en, points.en; es: "Escribe {} si el cambio es en proporción al nivel, {} si es en puntos porcentuales.", relative.es, points.es),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_relative_change_says_so_and_has_a_sign() {
        accepts::<RelativeChange>(&["-10% relative", "+0 % relative", "+120 % relative"]);
        rejects::<RelativeChange>(&[
            ("10 % relative", &["-10 % relative", "+10 % relative"]),
            ("-10 % relativo", &["-10 % relative"]),
            ("-10 %  relative", &["-10 % relative"]),
            ("-0,5 % relative", &["-0.5 % relative"]),
            ("-10", &["-10 % relative"]),
            ("less", &["-10 % relative"]),
        ]);
    }

    #[test]
    fn a_bare_percentage_shows_both_readings() {
        for raw in ["10 %", "-10 %", "10%"] {
            let help = RelativeChange::parse(raw).unwrap_err().help;
            for form in ["`-10 % relative`", "`-10 pp`"] {
                assert!(help.en.contains(form) && help.es.contains(form), "{help:?}");
            }
            assert_eq!(PercentagePoints::parse(raw).unwrap_err().help, help);
        }
    }

    #[test]
    fn a_change_may_say_that_its_source_does_not_state_the_basis() {
        accepts::<UnstatedChange>(&["-10% unstated"]);
        rejects::<UnstatedChange>(&[
            ("-10 %", &["-10 % unstated"]),
            ("10 % unstated", &["-10 % unstated", "+10 % unstated"]),
        ]);
        let (relative, points) = UnstatedChange::parse("-10 % unstated").unwrap().readings();
        assert_eq!((relative.spell(), points.spell()), ("-10 % relative".into(), "-10 pp".into()));
    }

    #[test]
    fn percentage_points_have_a_sign() {
        accepts::<PercentagePoints>(&["+0 pp", "-0.5 pp"]);
        rejects::<PercentagePoints>(&[
            ("10 pp", &["-10 pp", "+10 pp"]),
            ("-10pp", &["-10 pp"]),
            ("-10 PP", &["-10 pp"]),
            ("-10 puntos porcentuales", &["-10 pp"]),
            ("-10 % absolute", &["-10 pp"]),
            ("-10 points", &["-10 pp"]),
            ("−10 pp", &["-10 pp"]),
        ]);
    }

    #[test]
    fn the_factor_of_a_tenth_less_is_nine_tenths() {
        assert_eq!(RelativeChange::parse("-10 % relative").unwrap().factor().to_string(), "0.90");
    }

    proptest! {
        #[test]
        fn changes_survive_the_round_trip(mantissa: i32, scale in 0u32..6) {
            let value = Decimal::new(mantissa.into(), scale);
            survives_the_round_trip(&RelativeChange { percent: value });
            survives_the_round_trip(&UnstatedChange { percent: value });
            survives_the_round_trip(&PercentagePoints { points: value });
        }
    }
}
