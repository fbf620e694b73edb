//! What the business case of a playbook counts on: the value of a customer, what a case costs, and which way
//! is better.

use crate::model::Of;
use crate::model::common::BusinessCase;
use crate::model::metric::{Direction, Metric};
use crate::model::playbook::Playbook;
use crate::model::quantity::Money;
use crate::resolve::names::metrics;
use crate::resolve::{Resolved, names};
use rust_decimal::prelude::ToPrimitive;

/// What a case costs and what a customer who is moved brings, over the horizon of the case.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub value: f64,
    pub cost_per_case: f64,
    pub fixed_cost: f64,
}

impl Terms {
    /// The terms of a playbook; none when one of them is not said, or in no known currency.
    pub fn of(program: &Resolved, playbook: Of<'_, Playbook>) -> Option<Self> {
        let case: &BusinessCase = playbook.it.business_case.get()?;
        let rates = names::rates(program)?;
        let in_base = |money: Money| rates.convert(money.amount, money.currency, rates.base())?.to_f64();
        let value = case.value_per_customer.get()?.over(*case.horizon.get()?).ok()?;
        let cost = playbook.it.cost_per_case.value().map(|cost| cost.0);
        let fixed = case.cost.value().map(|cost| cost.0);
        if cost.is_none() && fixed.is_none() {
            return None;
        }
        Some(Self {
            value: in_base(value)?,
            cost_per_case: cost.map_or(Some(0.0), in_base)?,
            fixed_cost: fixed.map_or(Some(0.0), in_base)?,
        })
    }
}

/// Whether more of a metric is better; none when it should stay where it is.
pub fn rises(metric: Of<'_, Metric>) -> Option<bool> {
    match metric.it.direction.value() {
        Some(Direction::Up) => Some(true),
        Some(Direction::Down) => Some(false),
        Some(Direction::Hold) => None,
        None => match metrics::library_kpi(metric.it)?.direction.as_str() {
            "up" => Some(true),
            "down" => Some(false),
            _ => None,
        },
    }
}
