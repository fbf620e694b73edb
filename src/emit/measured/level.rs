//! A measured number as a quantity of its metric.

use crate::analyze::measure::bands::counted_in;
use crate::model::Of;
use crate::model::expression::Type;
use crate::model::metric::{Metric, MetricUnit};
use crate::model::quantity::{Duration, Level, Money, MoneyPerTime, Number, Per, Points, ShareAnySize};
use crate::resolve::Resolved;
use crate::resolve::names::{self, metrics};
use rust_decimal::Decimal;

/// The number that a query gave, with two decimals, a share as per cent with one: as `senda measure` shows it.
pub fn level(program: &Resolved, metric: Of<'_, Metric>, value: f64) -> Option<Level> {
    let unit = metrics::stated_unit(metric.it)?;
    let exact = Decimal::try_from(value).ok()?;
    let rounded = exact.round_dp(2).normalize();
    let money = || Some(Money { amount: rounded, currency: names::rates(program)?.base() });
    Some(match unit {
        MetricUnit::Share => {
            Level::Share(ShareAnySize::of_percent((exact * Decimal::ONE_HUNDRED).round_dp(1)))
        }
        MetricUnit::Points => Level::Points(Points(rounded)),
        MetricUnit::Number => Level::Number(Number(rounded)),
        MetricUnit::Money => Level::Money(money()?),
        MetricUnit::MoneyPerTime => {
            let Some(Type::MoneyPerTime(_, per)) = metrics::value_type(program, metric) else { return None };
            let per = [Per::Day, Per::Week, Per::Month, Per::Quarter, Per::Year]
                .into_iter()
                .find(|one| one.name() == per.word())?;
            Level::MoneyPerTime(MoneyPerTime { money: money()?, per })
        }
        MetricUnit::Duration => Level::Duration(Duration::new(rounded, counted_in(program, metric)?)),
    })
}
