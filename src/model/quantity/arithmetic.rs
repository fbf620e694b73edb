//! What may be computed with what: a change moves a level of its own unit, a relative change
//! moves any level, money per time becomes money over a duration. Everything else is an error.

use super::words::excerpt;
use super::{
    Change, CurrencyCode, Duration, Level, Money, MoneyPerTime, Number, Points, Rates, ShareAnySize,
};
use super::{PercentagePoints, PointsChange, ProjectMoney, TimeUnit};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;

/// Two quantities that cannot be computed with one another.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitMismatch {
    /// A change that is not of the level's unit.
    Change { level: Level, change: Change },
    /// Two levels of different units.
    Levels { left: Level, right: Level },
    /// Two currencies without a rate between them.
    Currencies { from: CurrencyCode, to: CurrencyCode },
    /// A change of unstated basis, of which both readings must be computed.
    Unstated(Change),
    /// Money per time over business time, of which no calendar says how long it is.
    BusinessTime { rate: MoneyPerTime, over: Duration },
    /// The result has more digits than can be held.
    TooLarge,
}

impl UnitMismatch {
    /// In words.
    pub fn mistake(&self) -> Mistake {
        match self {
            Self::Change { level, change } => {
                let (amount, value) = (change.spell(), level.spell());
                let (what, of) = (change.noun(), level.unit().noun());
                Mistake::new(
                    say!(en: "`{amount}` cannot move `{value}`: {} does not apply to {}", what.en, of.en; es: "`{amount}` no puede mover `{value}`: {} no se aplica a {}", what.es, of.es),
                    say!(en: "Write the change in the unit of the level, or as `-10 % relative`.", es: "Escribe el cambio en la unidad del nivel, o como `-10 % relative`."),
                )
            }
            Self::Levels { left, right } => {
                let (a, b) = (left.spell(), right.spell());
                let (left, right) = (left.unit().noun(), right.unit().noun());
                Mistake::new(
                    say!(en: "`{a}` and `{b}` cannot be computed together: one is {}, the other {}", left.en, right.en; es: "`{a}` y `{b}` no se pueden calcular juntos: uno es {}, el otro {}", left.es, right.es),
                    say!(en: "Write both in one unit.", es: "Escribe los dos en una misma unidad."),
                )
            }
            Self::Currencies { from, to } => Mistake::new(
                say!(en: "there is no rate between {from} and {to}", es: "no hay tipo de cambio entre {from} y {to}"),
                say!(en: "Add it under `rates` of the program.", es: "Añádelo en `rates` del programa."),
            ),
            Self::Unstated(change) => {
                let change = change.spell();
                Mistake::new(
                    say!(en: "`{change}` does not say its basis, so it gives two results", es: "`{change}` no dice su base, así que da dos resultados"),
                    say!(en: "Compute both readings, or say which one is assumed.", es: "Calcula las dos lecturas, o di cuál se supone."),
                )
            }
            Self::BusinessTime { rate, over } => {
                let (rate, over) = (excerpt(&rate.spell()), over.spell());
                Mistake::new(
                    say!(en: "`{rate}` cannot be counted over `{over}`: business time has no fixed length", es: "`{rate}` no se puede contar durante `{over}`: el tiempo hábil no tiene una longitud fija"),
                    say!(en: "Write the horizon in `days`, `months` or `years`.", es: "Escribe el horizonte en `days`, `months` o `years`."),
                )
            }
            Self::TooLarge => Mistake::new(
                say!(en: "the result has more digits than can be kept (28)", es: "el resultado tiene más cifras de las que se pueden guardar (28)"),
                say!(en: "Check the size of the numbers.", es: "Revisa el tamaño de los números."),
            ),
        }
    }
}

fn held(value: Option<Decimal>) -> Result<Decimal, UnitMismatch> {
    value.ok_or(UnitMismatch::TooLarge)
}

impl Level {
    /// The level after a change: share + pp, points + points, level × (1 + relative).
    pub fn after(self, change: Change, rates: &Rates) -> Result<Level, UnitMismatch> {
        let mismatch = UnitMismatch::Change { level: self, change };
        match (self, change) {
            (_, Change::Relative(change)) => self.times(change.factor()),
            (_, Change::Unstated(_)) => Err(UnitMismatch::Unstated(change)),
            (Level::Share(share), Change::PercentagePoints(change)) => {
                held(share.percent().checked_add(change.points))
                    .map(ShareAnySize::of_percent)
                    .map(Level::Share)
            }
            (Level::Points(points), Change::Points(change)) => {
                held(points.0.checked_add(change.0)).map(Points).map(Level::Points)
            }
            (Level::Number(number), Change::Number(change)) => {
                held(number.0.checked_add(change.0)).map(Number).map(Level::Number)
            }
            (Level::Money(money), Change::Money(change)) => money.plus(change, rates).map(Level::Money),
            (Level::Duration(length), Change::Duration(change)) => {
                let change = change.in_unit(length.unit()).ok_or(mismatch)?;
                let amount = held(length.amount().checked_add(change.amount()))?;
                Ok(Level::Duration(Duration::new(amount, length.unit())))
            }
            _ => Err(mismatch),
        }
    }

    /// The level multiplied with a plain number.
    pub fn times(self, factor: Decimal) -> Result<Level, UnitMismatch> {
        let by = |value: Decimal| held(value.checked_mul(factor));
        Ok(match self {
            Level::Share(share) => Level::Share(ShareAnySize::of_percent(by(share.percent())?)),
            Level::Points(points) => Level::Points(Points(by(points.0)?)),
            Level::Number(number) => Level::Number(Number(by(number.0)?)),
            Level::Money(money) => Level::Money(Money { amount: by(money.amount)?, ..money }),
            Level::MoneyPerTime(rate) => {
                let money = Money { amount: by(rate.money.amount)?, ..rate.money };
                Level::MoneyPerTime(MoneyPerTime { money, ..rate })
            }
            Level::Duration(length) => Level::Duration(Duration::new(by(length.amount())?, length.unit())),
        })
    }

    /// How far `self` lies from `start`, in the unit of both; of shares in percentage points.
    pub fn change_since(self, start: Level, rates: &Rates) -> Result<Change, UnitMismatch> {
        let mismatch = UnitMismatch::Levels { left: start, right: self };
        let less = |a: Decimal, b: Decimal| held(a.checked_sub(b));
        match (self, start) {
            (Level::Share(now), Level::Share(then)) => {
                let points = less(now.percent(), then.percent())?;
                Ok(Change::PercentagePoints(PercentagePoints { points }))
            }
            (Level::Points(now), Level::Points(then)) => {
                less(now.0, then.0).map(PointsChange).map(Change::Points)
            }
            (Level::Number(now), Level::Number(then)) => less(now.0, then.0).map(Number).map(Change::Number),
            (Level::Money(now), Level::Money(then)) => {
                let then = Money { amount: -then.amount, ..then };
                now.plus(then, rates).map(Change::Money)
            }
            (Level::Duration(now), Level::Duration(then)) => {
                let then = then.in_unit(now.unit()).ok_or(mismatch)?;
                less(now.amount(), then.amount())
                    .map(|amount| Change::Duration(Duration::new(amount, now.unit())))
            }
            _ => Err(mismatch),
        }
    }
}

impl Money {
    /// The sum, in the currency of `self`.
    pub fn plus(self, other: Money, rates: &Rates) -> Result<Money, UnitMismatch> {
        let other = other.into_currency(self.currency, rates)?;
        Ok(Money { amount: held(self.amount.checked_add(other.amount))?, ..self })
    }

    /// The same amount in another currency.
    pub fn into_currency(self, to: CurrencyCode, rates: &Rates) -> Result<Money, UnitMismatch> {
        let unknown = UnitMismatch::Currencies { from: self.currency, to };
        let amount = rates.convert(self.amount, self.currency, to).ok_or(unknown)?;
        Ok(Money { amount, currency: to })
    }
}

impl MoneyPerTime {
    /// What the rate adds up to over a duration; nothing is rounded. A year is 12 months or 365
    /// days, so a month is 365/12 days where months meet days.
    pub fn over(self, duration: Duration) -> Result<Money, UnitMismatch> {
        let Some((amount, kind)) = duration.reduced() else { return Err(UnitMismatch::TooLarge) };
        let (per_year, of) = self.per.in_a_year();
        let years = match kind {
            TimeUnit::Month => (amount, Decimal::from(12)),
            TimeUnit::Second => (amount, Decimal::from(365 * 86_400)),
            _ => return Err(UnitMismatch::BusinessTime { rate: self, over: duration }),
        };
        let top = years.0.checked_mul(per_year.into()).and_then(|top| top.checked_mul(self.money.amount));
        let bottom = years.1.checked_mul(of.into());
        let amount = held(top.zip(bottom).and_then(|(top, bottom)| top.checked_div(bottom)))?;
        Ok(Money { amount, ..self.money })
    }
}

impl ProjectMoney {
    /// The amount of the whole horizon: a rate over it, a total as it is.
    pub fn over(self, horizon: Duration) -> Result<Money, UnitMismatch> {
        match self {
            ProjectMoney::Total(money) => Ok(money),
            ProjectMoney::Rate(rate) => rate.over(horizon),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(raw: &str) -> Level {
        Level::parse(raw).unwrap()
    }

    fn rates() -> Rates {
        let code = |text| CurrencyCode::of(text).unwrap();
        Rates::new(code("MXN"), [(code("USD"), Decimal::from(18))])
    }

    fn after(start: &str, change: &str) -> Result<String, UnitMismatch> {
        let moved = level(start).after(Change::parse(change).unwrap(), &rates())?;
        Ok(match moved {
            Level::Share(share) => ShareAnySize::of_percent(share.percent().normalize()).spell(),
            other => other.spell(),
        })
    }

    #[test]
    fn a_relative_change_of_a_share_is_applied_to_the_share() {
        assert_eq!(after("20 %", "-10 % relative").as_deref(), Ok("18 %"));
        assert_eq!(after("20 %", "-10 pp").as_deref(), Ok("10 %"));
    }

    #[test]
    fn a_change_moves_a_level_of_its_own_unit() {
        assert_eq!(after("31 points", "+5 points").as_deref(), Ok("36 points"));
        assert_eq!(after("850 MXN", "-50 MXN").as_deref(), Ok("800 MXN"));
        assert_eq!(after("100 MXN", "+1 USD").as_deref(), Ok("118 MXN"));
        assert_eq!(after("3 days", "-24 h").as_deref(), Ok("2 days"));
        assert_eq!(after("1 year", "+1 quarter").as_deref(), Ok("1.25 years"));
        assert_eq!(after("7", "+3").as_deref(), Ok("10"));
    }

    #[test]
    fn anything_else_is_an_error_in_words() {
        for (start, change) in [
            ("20 %", "-10 points"),
            ("20 %", "+3"),
            ("31 points", "+5 pp"),
            ("850 MXN", "+5"),
            ("3 days", "+1 month"),
            ("3 days", "+1 business day"),
            ("850 MXN", "+1 EUR"),
            ("240 MXN per year", "+5 MXN"),
            ("20 %", "-10 % unstated"),
        ] {
            let mistake = after(start, change).unwrap_err().mistake();
            assert!(!mistake.message.en.is_empty() && !mistake.message.es.is_empty(), "{start} {change}");
        }
    }

    #[test]
    fn money_per_time_over_a_duration_is_money() {
        let over = |rate: &str, duration: &str| {
            let money = MoneyPerTime::parse(rate).unwrap().over(Duration::parse(duration).unwrap())?;
            Ok::<_, UnitMismatch>(money.amount.normalize().to_string())
        };
        assert_eq!(over("240 MXN per year", "3 years").as_deref(), Ok("720"));
        assert_eq!(over("20 MXN per month", "1 year").as_deref(), Ok("240"));
        assert_eq!(over("60 MXN per quarter", "6 months").as_deref(), Ok("120"));
        assert_eq!(over("7 MXN per week", "3 weeks").as_deref(), Ok("21"));
        assert_eq!(over("365 MXN per year", "30 days").as_deref(), Ok("30"));
        assert!(over("240 MXN per year", "10 business days").is_err());
        let total = ProjectMoney::parse("850 MXN").unwrap().over(Duration::parse("1 year").unwrap());
        assert_eq!(total.unwrap().spell(), "850 MXN");
    }

    #[test]
    fn the_distance_of_two_levels_is_a_change() {
        let since =
            |start: &str, now: &str| level(now).change_since(level(start), &rates()).map(|c| c.spell());
        assert_eq!(since("20 %", "18 %").as_deref(), Ok("-2 pp"));
        assert_eq!(since("31 points", "36 points").as_deref(), Ok("+5 points"));
        assert_eq!(since("2 days", "36 h").as_deref(), Ok("-12 h"));
        assert!(since("20 %", "18 points").is_err());
    }
}
