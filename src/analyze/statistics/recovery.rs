//! What a playbook gains: customers kept, their value, the cost, the return and how sure it is.
//!
//! The effect is the difference from the group that was not treated: most of those who were treated would
//! have stayed anyway. The value of a customer and the cost of a case are taken as exact, so the interval
//! is that of the effect alone (unpooled Wald).

use super::normal::{cdf, quantile, z_of};
use super::{CONFIDENCE, Interval, POWER};

/// Money in one currency; shares as fractions of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    pub treated: f64,
    /// The share that is lost without treatment.
    pub control_rate: f64,
    /// How much less of it is lost: a distance of two shares.
    pub effect: f64,
    /// What one customer who is kept brings over the horizon.
    pub value: f64,
    pub cost_per_case: f64,
    pub fixed_cost: f64,
}

impl Recovery {
    pub fn treated_rate(self) -> f64 {
        self.control_rate - self.effect
    }

    pub fn kept(self) -> f64 {
        self.treated * self.effect
    }

    pub fn benefit(self) -> f64 {
        self.kept() * self.value
    }

    pub fn cost(self) -> f64 {
        self.treated * self.cost_per_case + self.fixed_cost
    }

    /// (benefit − cost) / cost.
    pub fn roi(self) -> f64 {
        (self.benefit() - self.cost()) / self.cost()
    }

    /// The cost of a case at which nothing is gained.
    pub fn break_even_cost_per_case(self) -> f64 {
        self.effect * self.value - self.fixed_cost / self.treated
    }

    /// The value of a customer at which nothing is gained: what keeping one costs.
    pub fn break_even_value(self) -> f64 {
        self.cost() / self.kept()
    }

    /// The effect at which nothing is gained.
    pub fn break_even_effect(self) -> f64 {
        self.cost() / (self.treated * self.value)
    }

    /// How many times its cost a customer must be worth for a return, when nothing else costs.
    pub fn value_to_cost(effect: f64, roi: f64) -> f64 {
        (1.0 + roi) / effect
    }

    /// The standard error of the effect, with so many customers in the other group.
    fn error(self, control: f64) -> f64 {
        let spread = |rate: f64| rate * (1.0 - rate);
        (spread(self.treated_rate()) / self.treated + spread(self.control_rate) / control).sqrt()
    }

    /// The 95 % interval of the return.
    pub fn roi_interval(self, control: f64) -> Interval {
        let margin = z_of(CONFIDENCE) * self.error(control);
        let roi = |effect| Recovery { effect, ..self }.roi();
        // The rates of the two groups are those observed: only the effect moves.
        Interval { low: roi(self.effect - margin), high: roi(self.effect + margin) }
    }

    /// The probability that something is gained at all.
    pub fn gains(self, control: f64) -> f64 {
        cdf((self.effect - self.break_even_effect()) / self.error(control))
    }

    /// Customers needed in each of two equal groups to show, with a power of 80 %, that something is
    /// gained.
    pub fn group_size_for_gain(self) -> f64 {
        let spread = |rate: f64| rate * (1.0 - rate);
        let both = (z_of(CONFIDENCE) + quantile(POWER)).powi(2);
        let distance = self.effect - self.break_even_effect();
        (both * (spread(self.treated_rate()) + spread(self.control_rate)) / distance.powi(2)).ceil()
    }
}
