//! Amounts of money for every unit of time.

use super::digits::json_number;
use super::money::{self, Money};
use super::pattern::{anchored, piece};
use super::reading::{Parts, Sign};
use super::words::{excerpt, not_a, phrase, plus, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use serde_json::{Value, json};

/// What an amount is counted per.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Per {
    pub const ALL: [Per; 5] = [Per::Day, Per::Week, Per::Month, Per::Quarter, Per::Year];

    pub fn name(self) -> &'static str {
        match self {
            Per::Day => "day",
            Per::Week => "week",
            Per::Month => "month",
            Per::Quarter => "quarter",
            Per::Year => "year",
        }
    }

    /// How many of these make a year of 365 days, 12 months and 4 quarters, as a fraction: a
    /// year has 365/7 weeks.
    pub fn in_a_year(self) -> (u32, u32) {
        match self {
            Per::Day => (365, 1),
            Per::Week => (365, 7),
            Per::Month => (12, 1),
            Per::Quarter => (4, 1),
            Per::Year => (1, 1),
        }
    }

    fn meant(word: &str) -> Option<Per> {
        let word = word.to_lowercase();
        Some(match word.trim_end_matches('.') {
            "day" | "days" | "daily" | "d" | "día" | "dia" | "diario" | "diarios" => Per::Day,
            "week" | "weeks" | "weekly" | "wk" | "semana" | "semanal" | "semanales" => Per::Week,
            "month" | "months" | "monthly" | "mo" | "mes" | "mensual" | "mensuales" => Per::Month,
            "quarter" | "quarters" | "quarterly" | "q" | "trimestre" | "trimestral" | "trimestrales" => {
                Per::Quarter
            }
            "year" | "years" | "yearly" | "annual" | "annually" | "annum" | "yr" | "y" | "p.a" | "pa"
            | "a" | "año" | "años" | "anual" | "anuales" => Per::Year,
            _ => return None,
        })
    }
}

/// An amount for every unit of time: what a customer is worth per year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MoneyPerTime {
    /// What one unit of time is worth.
    pub money: Money,
    pub per: Per,
}

impl MoneyPerTime {
    /// The amount of a whole year, of 365 days or 12 months; none when too large to hold.
    pub fn annual(self) -> Option<Money> {
        let (count, of) = self.per.in_a_year();
        let amount = self.money.amount.checked_mul(count.into())?.checked_div(of.into())?;
        Some(Money { amount, currency: self.money.currency })
    }
}

impl Scalar for MoneyPerTime {
    const NAME: &'static str = "money-per-time";
    const PATTERN: &'static str = anchored!("-?", piece!(money_per_time));
    const EXAMPLES: &'static [&'static str] = &["240 MXN per year", "20 EUR per month"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let parts = Parts::of(raw);
        if parts.empty() {
            let what =
                phrase("an amount of money per unit of time", "una cantidad de dinero por unidad de tiempo");
            return Err(not_a(raw, what, Self::EXAMPLES));
        }
        let (unit, time) = split_time(parts.unit);
        let per = time.and_then(Per::meant);
        let tail = per.map_or(" per year".to_owned(), |per| format!(" per {}", per.name()));
        let money = money::read(&parts, unit, &tail)?;
        let Some(per) = per else { return Err(no_time(raw, &money, time)) };
        let found = Self { money, per };
        if parts.sign == Sign::Plus {
            return Err(plus(raw, &found.spell()));
        }
        let canonical = format!("{} per {}", found.money.currency, per.name());
        let accepted = parts.prefix.is_empty() && parts.is(&canonical);
        if accepted { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        format!("{} per {}", self.money.spell(), self.per.name())
    }

    fn currency(&self) -> Option<super::CurrencyCode> {
        Some(self.money.currency)
    }

    fn json(&self) -> Value {
        json!({
            "value": json_number(self.money.amount),
            "unit": "money-per-time",
            "currency": self.money.currency.code(),
            "per": self.per.name(),
        })
    }
}

/// `MXN per year`, `MXN/year`, `MXN al año`, `MXN annual`: the currency and what is said of time.
pub(super) fn split_time(unit: &str) -> (&str, Option<&str>) {
    for mark in ["/", " per ", " por ", " al ", " a la ", " cada ", " every ", " each ", " a "] {
        if let Some((money, time)) = unit.split_once(mark) {
            return (money.trim(), Some(time.trim()));
        }
    }
    for mark in ["per ", "por ", "al ", "a la ", "cada "] {
        if let Some(time) = unit.strip_prefix(mark) {
            return ("", Some(time.trim()));
        }
    }
    match unit.rsplit_once(' ') {
        Some((money, time)) if Per::meant(time).is_some() => (money.trim(), Some(time)),
        _ => (unit, None),
    }
}

fn no_time(raw: &str, money: &Money, time: Option<&str>) -> Mistake {
    let raw = excerpt(raw);
    let money = money.spell();
    let message = match time {
        None => say!(
            en: "`{raw}` does not say per what time it is counted",
            es: "`{raw}` no dice por cuánto tiempo se cuenta"
        ),
        Some(time) => {
            let time = excerpt(time);
            say!(
                en: "`{raw}` is counted per `{time}`; money is counted per day, week, month, quarter or year",
                es: "`{raw}` se cuenta por `{time}`; el dinero se cuenta por día, semana, mes, trimestre o año"
            )
        }
    };
    Mistake::new(message, write(&[format!("{money} per year"), format!("{money} per month")]))
}

/// What a customer is worth to a project: an amount over its horizon, or per unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProjectMoney {
    /// For the whole horizon.
    Total(Money),
    /// For every unit of time of the horizon.
    Rate(MoneyPerTime),
}

impl Scalar for ProjectMoney {
    const NAME: &'static str = "money-or-money-per-time";
    const PATTERN: &'static str = anchored!("-?", piece!(money), "(?: per (?:day|week|month|quarter|year))?");
    const EXAMPLES: &'static [&'static str] = &["850 MXN", "240 MXN per year"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        match split_time(Parts::of(raw).unit) {
            (_, Some(_)) => MoneyPerTime::parse(raw).map(Self::Rate),
            (_, None) => Money::parse(raw).map(Self::Total),
        }
    }

    fn spell(&self) -> String {
        match self {
            Self::Total(money) => money.spell(),
            Self::Rate(rate) => rate.spell(),
        }
    }

    fn currency(&self) -> Option<super::CurrencyCode> {
        match self {
            Self::Total(money) | Self::Rate(MoneyPerTime { money, .. }) => Some(money.currency),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Total(money) => money.json(),
            Self::Rate(rate) => rate.json(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::CurrencyCode;
    use crate::model::quantity::check::{accepts, rejects, survives_the_round_trip};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn money_per_time_says_per_what() {
        accepts::<MoneyPerTime>(&["1 EUR per day", "-5.5 MXN per quarter", "7 USD per week"]);
        rejects::<MoneyPerTime>(&[
            ("240 MXN/year", &["240 MXN per year"]),
            ("240 MXN annual", &["240 MXN per year"]),
            ("240 MXN a year", &["240 MXN per year"]),
            ("240 MXN al año", &["240 MXN per year"]),
            ("$240 al mes", &["240 MXN per month"]),
            ("240 MXN", &["240 MXN per year", "240 MXN per month"]),
            ("240 MXN per half-year", &["240 MXN per year"]),
            ("240 MXN per years", &["240 MXN per year"]),
            ("1.200 MXN per month", &["1200 MXN per month", "1.2 MXN per month"]),
            ("per year", &["240 MXN per year"]),
        ]);
    }

    #[test]
    fn the_value_of_a_customer_is_an_amount_or_a_rate() {
        accepts::<ProjectMoney>(&["850 MXN", "240 MXN per year"]);
        rejects::<ProjectMoney>(&[("850", &["850 MXN"]), ("240 MXN/year", &["240 MXN per year"])]);
        assert!(matches!(ProjectMoney::parse("850 MXN"), Ok(ProjectMoney::Total(_))));
    }

    #[test]
    fn a_rate_is_told_for_a_year() {
        let annual = |raw| MoneyPerTime::parse(raw).unwrap().annual().unwrap().amount.normalize().to_string();
        assert_eq!(annual("20 MXN per month"), "240");
        assert_eq!(annual("60 MXN per quarter"), "240");
        assert_eq!(annual("1 MXN per day"), "365");
        assert_eq!(annual("7 MXN per week"), "365");
    }

    proptest! {
        #[test]
        fn rates_survive_the_round_trip(mantissa: i64, scale in 0u32..6, per in 0usize..5) {
            let currency = CurrencyCode::of("MXN").unwrap();
            let money = Money { amount: Decimal::new(mantissa, scale), currency };
            survives_the_round_trip(&MoneyPerTime { money, per: Per::ALL[per] });
        }
    }
}
