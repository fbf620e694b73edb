//! What an effect is worth: benefit, cost, return, its interval, and where nothing would be gained.

use super::Outcome;
use crate::analyze::statistics::Interval;
use crate::analyze::statistics::recovery::Recovery;
use crate::analyze::terms::{Terms, rises};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::scalar::Scalar;
use crate::resolve::{Resolved, names};

/// The money of an effect, in the currency of the program.
#[derive(Clone, Debug)]
pub struct Gain {
    pub recovery: Recovery,
    /// Customers who were not treated.
    pub control: f64,
    pub currency: String,
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
