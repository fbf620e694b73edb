//! The statistics that rules and outputs rely on. Each formula names its source; each is held to
//! values computed elsewhere by two routes.

pub mod experiment;
pub mod growth;
pub mod lifetime;
pub mod mean;
pub mod normal;
pub mod nps;
pub mod proportion;
pub mod recovery;
pub mod student;

use rust_decimal::Decimal;

/// Confidence of every interval, when nothing else is said.
pub const CONFIDENCE: f64 = 0.95;

/// Power with which an effect should be found, when nothing else is said.
pub const POWER: f64 = 0.80;

/// An interval, its ends in the unit of the estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Return on investment as a fraction: (benefit − cost) / cost. None without a cost.
pub fn roi(benefit: Decimal, cost: Decimal) -> Option<Decimal> {
    (benefit - cost).checked_div(cost)
}

#[cfg(test)]
pub(super) fn close(found: f64, expected: f64) {
    let tolerance = 1e-9 * expected.abs().max(1.0);
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_return_is_what_is_left_over_the_cost() {
        assert_eq!(roi(Decimal::from(170_000), Decimal::from(100_000)), Some(Decimal::new(7, 1)));
        assert_eq!(roi(Decimal::from(5), Decimal::ZERO), None);
    }
}
