//! Revenue that is kept, lost and earned, each as a fraction of what the same customers brought a year
//! ago.
//!
//! Reichheld, Darnell and Burns, Net Promoter 3.0, Harvard Business Review (November 2021): earned growth
//! is net revenue retention plus what customers bring who came by recommendation, minus 1.

use rust_decimal::Decimal;

/// What became of the revenue of the customers of a year ago.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revenue {
    pub year_ago: Decimal,
    /// What those who stayed added.
    pub expansion: Decimal,
    /// What those who stayed cut.
    pub contraction: Decimal,
    /// What those brought who left.
    pub lost: Decimal,
}

impl Revenue {
    /// Net revenue retention; may pass 1.
    pub fn net_retention(self) -> Option<Decimal> {
        (self.year_ago + self.expansion - self.contraction - self.lost).checked_div(self.year_ago)
    }

    /// Gross revenue retention: the same without what was added, so never more than 1.
    pub fn gross_retention(self) -> Option<Decimal> {
        (self.year_ago - self.contraction - self.lost).checked_div(self.year_ago)
    }

    /// Earned growth, given the revenue of new customers who came by recommendation.
    pub fn earned_growth(self, earned_new: Decimal) -> Option<Decimal> {
        Some(self.net_retention()? + earned_new.checked_div(self.year_ago)? - Decimal::ONE)
    }
}

/// The part lost of those there were at the start. New customers are in neither number.
pub fn churn(lost: Decimal, at_start: Decimal) -> Option<Decimal> {
    lost.checked_div(at_start)
}

/// The part lost in a year, when every period of it loses the same part: 1 − (1 − churn)ⁿ.
pub fn annual_churn(per_period: Decimal, periods_in_a_year: u32) -> Option<Decimal> {
    let kept = Decimal::ONE - per_period;
    (0..periods_in_a_year)
        .try_fold(Decimal::ONE, |all, _| all.checked_mul(kept))
        .map(|kept| Decimal::ONE - kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revenue() -> Revenue {
        let [year_ago, expansion, contraction, lost] = [1000, 180, 60, 90].map(Decimal::from);
        Revenue { year_ago, expansion, contraction, lost }
    }

    #[test]
    fn retention_is_of_the_same_customers() {
        assert_eq!(revenue().net_retention(), Some(Decimal::new(103, 2)));
        assert_eq!(revenue().gross_retention(), Some(Decimal::new(85, 2)));
        assert_eq!(Revenue { year_ago: Decimal::ZERO, ..revenue() }.net_retention(), None);
    }

    #[test]
    fn growth_is_earned_by_keeping_and_by_being_recommended() {
        assert_eq!(revenue().earned_growth(Decimal::from(120)), Some(Decimal::new(15, 2)));
    }

    #[test]
    fn two_per_cent_a_month_are_not_twenty_four_a_year() {
        let year = annual_churn(Decimal::new(2, 2), 12).unwrap();
        assert_eq!(year.round_dp(4), Decimal::new(2153, 4));
        assert_eq!(churn(Decimal::from(20), Decimal::from(100)), Some(Decimal::new(2, 1)));
    }
}
