//! What an effect is worth: benefit, cost, return, its interval, and where nothing would be gained.

use super::{Outcome, rises};
use crate::analyze::statistics::Interval;
use crate::analyze::statistics::recovery::Recovery;
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::common::BusinessCase;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::quantity::Money;
use crate::model::scalar::Scalar;
use crate::resolve::{Resolved, names};
use rust_decimal::prelude::ToPrimitive;

/// The money of an effect, in the currency of the program.
#[derive(Clone, Debug)]
pub struct Gain {
    pub recovery: Recovery,
    /// Customers who were not treated.
    pub control: f64,
    pub currency: String,
}

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

/// The gain of a comparison, when the case of its playbook is about this metric and each customer had
/// the event or not.
pub fn of_outcome(program: &Resolved, playbook: Of<'_, Playbook>, outcome: &Outcome<'_>) -> Option<Gain> {
    let case = playbook.it.business_case.get()?;
    let expects = case.expects.get()?;
    let metric = program.follow::<Metric>(playbook.index, expects.metric.span())?;
    if metric.index != outcome.metric.index || !outcome.is_share() {
        return None;
    }
    let terms = Terms::of(program, playbook)?;
    // The arithmetic speaks of a share that is lost: of what should rise, that is the share without.
    let control_rate = match rises(outcome.metric)? {
        true => 1.0 - outcome.control.mean(),
        false => outcome.control.mean(),
    };
    let effect = match rises(outcome.metric)? {
        true => outcome.difference,
        false => -outcome.difference,
    };
    let recovery = recovery(terms, outcome.treated.n, control_rate, effect);
    Some(Gain { recovery, control: outcome.control.n, currency: currency(program) })
}

pub fn recovery(terms: Terms, treated: f64, control_rate: f64, effect: f64) -> Recovery {
    let Terms { value, cost_per_case, fixed_cost } = terms;
    Recovery { treated, control_rate, effect, value, cost_per_case, fixed_cost }
}

pub fn currency(program: &Resolved) -> String {
    names::rates(program).map(|rates| rates.base().spell()).unwrap_or_default()
}

impl Gain {
    pub fn interval(&self) -> Interval {
        self.recovery.roi_interval(self.control)
    }

    /// What has to be said before somebody shows the return.
    pub fn warning(&self) -> Option<Say> {
        let interval = self.interval();
        (interval.low <= 0.0 && 0.0 <= interval.high).then(|| {
            say!(
                en: "the interval of the return holds zero: whether it pays cannot be told yet";
                es: "el intervalo del retorno contiene el cero: todavía no se puede decir si conviene"
            )
        })
    }
}
