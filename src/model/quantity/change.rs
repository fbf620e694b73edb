//! A difference between two values of a metric, whose type says what it is measured against.

use super::digits::{json_number, spell, spell_signed};
use super::duration::with_unit;
use super::level::{About, unknown};
use super::pattern::{anchored, piece};
use super::percent_change::{Basis, bare_percent, no_sign, signed_forms};
use super::reading::{Parts, Sign};
use super::words::{excerpt, phrase, requoted, spelled, write};
use super::{Duration, Money, Number, PercentagePoints, PointsChange, RelativeChange, UnstatedChange};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::{Numbers, Scalar};
use rust_decimal::Decimal;
use serde_json::Value;

/// A change. There is no field for its basis that could contradict the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// In proportion to the level.
    Relative(RelativeChange),
    /// In per cent, the basis unknown; in studies only.
    Unstated(UnstatedChange),
    /// Of a share.
    PercentagePoints(PercentagePoints),
    Points(PointsChange),
    Money(Money),
    /// The amount has the sign.
    Duration(Duration),
    Number(Number),
}

impl Change {
    /// The number with its sign, in the change's own unit.
    pub fn amount(&self) -> Decimal {
        match self {
            Change::Relative(change) => change.percent,
            Change::Unstated(change) => change.percent,
            Change::PercentagePoints(change) => change.points,
            Change::Points(change) => change.0,
            Change::Money(money) => money.amount,
            Change::Duration(duration) => duration.amount(),
            Change::Number(number) => number.0,
        }
    }

    /// What kind of change it is, with its article.
    pub fn noun(&self) -> Say {
        match self {
            Change::Relative(_) => phrase("a relative change", "un cambio relativo"),
            Change::Unstated(_) => phrase("a change of unstated basis", "un cambio de base desconocida"),
            Change::PercentagePoints(_) => {
                phrase("a change in percentage points", "un cambio en puntos porcentuales")
            }
            Change::Points(_) => phrase("a change in points", "un cambio en puntos"),
            Change::Money(_) => phrase("a change in money", "un cambio en dinero"),
            Change::Duration(_) => phrase("a change in time", "un cambio de duración"),
            Change::Number(_) => phrase("a change in number", "un cambio en número"),
        }
    }
}

impl Scalar for Change {
    const NAME: &'static str = "change";
    const PATTERN: &'static str = anchored!(
        "[+-](?:",
        piece!(decimal),
        "(?: ?% (?:relative|unstated)| pp)?|",
        piece!(points),
        "|",
        piece!(money),
        "|",
        piece!(duration),
        ")"
    );
    const NUMBERS: Numbers = Numbers::OrAny;
    const EXAMPLES: &'static [&'static str] =
        &["-10 % relative", "-10 pp", "+5 points", "-20 MXN", "-2 days", "+3"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        match About::of(&parts) {
            About::PercentChange(Basis::Relative) => RelativeChange::parse(raw).map(Change::Relative),
            About::PercentChange(Basis::Unstated) => UnstatedChange::parse(raw).map(Change::Unstated),
            About::PercentChange(Basis::Points) => PercentagePoints::parse(raw).map(Change::PercentagePoints),
            About::Percent => Err(percent(&parts)),
            About::Points => PointsChange::parse(raw).map(Change::Points),
            About::Nothing => signed(&parts, Number::parse).map(Change::Number),
            About::Money => signed(&parts, Money::parse).map(Change::Money),
            About::Time => signed(&parts, Duration::parse).map(Change::Duration),
            About::MoneyPerTime => Err(per_time(raw)),
            About::Unknown => Err(unknown(&parts, Self::EXAMPLES)),
        }
    }

    fn spell(&self) -> String {
        match self {
            Change::Relative(change) => change.spell(),
            Change::Unstated(change) => change.spell(),
            Change::PercentagePoints(change) => change.spell(),
            Change::Points(change) => change.spell(),
            Change::Money(money) => format!("{} {}", spell_signed(money.amount), money.currency),
            Change::Duration(duration) => with_unit(&spell_signed(duration.amount()), duration.unit()),
            Change::Number(number) => spell_signed(number.0),
        }
    }

    fn currency(&self) -> Option<super::CurrencyCode> {
        match self {
            Change::Money(money) => Some(money.currency),
            _ => None,
        }
    }

    fn json(&self) -> Value {
        match self {
            Change::Relative(change) => change.json(),
            Change::Unstated(change) => change.json(),
            Change::PercentagePoints(change) => change.json(),
            Change::Points(change) => change.json(),
            Change::Money(money) => money.json(),
            Change::Duration(duration) => duration.json(),
            Change::Number(number) => json_number(number.0),
        }
    }
}

/// A level that can be read with either sign.
trait Signed: Scalar {
    fn negated(self) -> Self;
}

impl Signed for Number {
    fn negated(self) -> Self {
        Number(-self.0)
    }
}

impl Signed for Money {
    fn negated(self) -> Self {
        Money { amount: -self.amount, ..self }
    }
}

impl Signed for Duration {
    fn negated(self) -> Self {
        Duration::new(-self.amount(), self.unit())
    }
}

/// Reads the level behind the sign. What its message says of the number is told with the sign.
fn signed<T: Signed>(parts: &Parts<'_>, read: fn(&str) -> Result<T, Mistake>) -> Result<T, Mistake> {
    let raw = parts.raw;
    let level = raw.strip_prefix(['+', '-']).filter(|level| level.starts_with(|c: char| c.is_ascii_digit()));
    let found =
        read(level.unwrap_or_else(|| raw.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '$')));
    match (found, level, parts.sign) {
        (Ok(value), Some(_), Sign::Plus) => Ok(value),
        (Ok(value), Some(_), _) => Ok(value.negated()),
        (Ok(value), None, Sign::None) => {
            let form = value.spell();
            let (number, unit) = form.split_once(' ').unwrap_or((&form, ""));
            Err(no_sign(raw, number, unit))
        }
        (Ok(value), None, sign) => Err(spelled(raw, &[format!("{}{}", sign.text(), value.spell())])),
        (Err(mistake), _, sign) => {
            let sign = if sign == Sign::None { "+" } else { sign.text() };
            let Mistake { message, help } = mistake;
            let message = requoted(message, level.unwrap_or(raw), raw);
            Err(Mistake::new(message, help.map(|text| with_sign(text, sign))))
        }
    }
}

/// Puts the sign in front of every number that a help shows.
fn with_sign(help: &str, sign: &str) -> String {
    let mut out = String::new();
    for (index, part) in help.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        let form = index % 2 == 1;
        let part = part.strip_prefix('-').filter(|_| form && sign == "+").unwrap_or(part);
        if form && part.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(sign);
        }
        out.push_str(part);
    }
    out
}

fn percent(parts: &Parts<'_>) -> Mistake {
    let value = match parts.value(|number| signed_forms(number, "% relative").remove(0)) {
        Ok(value) => value.abs(),
        Err(mistake) => return mistake,
    };
    let number = format!("{}{}", parts.sign.text(), spell(value));
    bare_percent(&excerpt(parts.raw), &number)
}

fn per_time(raw: &str) -> Mistake {
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` is money per time; a change of it is told in proportion or in money", es: "`{raw}` es dinero por tiempo; su cambio se dice en proporción o en dinero"),
        write(&["-10 % relative", "-20 MXN"]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, rejects};

    #[test]
    fn a_change_says_its_basis_by_its_type() {
        accepts::<Change>(&[
            "-10% relative",
            "+4.5 % unstated",
            "+0 pp",
            "-1 point",
            "+20.50 EUR",
            "-1 day",
            "+0.5 h",
            "-0.1",
            "+3 business days",
            "+0",
        ]);
    }

    #[test]
    fn a_change_without_sign_or_basis_is_refused() {
        rejects::<Change>(&[
            ("10 %", &["-10 % relative", "+10 % relative", "-10 pp", "+10 pp"]),
            ("-10 %", &["-10 % relative", "-10 pp"]),
            ("−10 %", &["-10 % relative", "-10 pp"]),
            ("10 pp", &["-10 pp", "+10 pp"]),
            ("5 points", &["-5 points", "+5 points"]),
            ("20 MXN", &["-20 MXN", "+20 MXN"]),
            ("$20", &["+20 MXN"]),
            ("-$20", &["-20 MXN"]),
            ("2 days", &["-2 days", "+2 days"]),
            ("-2 días", &["-2 days", "-2 business days"]),
            ("3", &["-3", "+3"]),
            ("-0,1", &["-0.1"]),
            ("-1.200 MXN", &["-1200 MXN", "-1.2 MXN"]),
            ("+-5", &["+5"]),
            ("+ MXN-1", &["+1 MXN"]),
            ("-5 people", &["-5", "-5 % relative"]),
            ("-20 MXN per year", &["-10 % relative"]),
            ("fewer", &["-10 % relative"]),
        ]);
    }

    #[test]
    fn the_sign_is_part_of_the_amount() {
        assert_eq!(Change::parse("-2 days").unwrap().amount(), Decimal::from(-2));
        assert_eq!(Change::parse("+2 days").unwrap().spell(), "+2 days");
    }
}
