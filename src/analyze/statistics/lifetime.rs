//! What a customer is worth over the years: margin m of a year, retention r, discount d.
//!
//! Gupta and Lehmann, Customers as Assets, Journal of Interactive Marketing 17 (2003). When the first
//! margin comes has to be said: at the end of the first year, if the customer stays, or at its start.

use rust_decimal::Decimal;

/// m r / (1 + d − r): the first margin at the end of the first year. None when the sum has no end.
pub fn at_the_end(margin: Decimal, retention: Decimal, discount: Decimal) -> Option<Decimal> {
    margin.checked_mul(retention)?.checked_div(ends(retention, discount)?)
}

/// m (1 + d) / (1 + d − r): the first margin now.
pub fn from_now(margin: Decimal, retention: Decimal, discount: Decimal) -> Option<Decimal> {
    margin.checked_mul(Decimal::ONE + discount)?.checked_div(ends(retention, discount)?)
}

/// m / (1 − r): without discount, which counts the money of later years as if it were here today.
pub fn undiscounted(margin: Decimal, retention: Decimal) -> Option<Decimal> {
    margin.checked_div(ends(retention, Decimal::ZERO)?)
}

/// The margins of the first years, the first one at the end of the first year.
pub fn over_years(margin: Decimal, retention: Decimal, discount: Decimal, years: u32) -> Option<Decimal> {
    let each = retention.checked_div(Decimal::ONE + discount)?;
    let (mut factor, mut sum) = (Decimal::ONE, Decimal::ZERO);
    for _ in 0..years {
        factor = factor.checked_mul(each)?;
        sum = sum.checked_add(factor)?;
    }
    margin.checked_mul(sum)
}

/// 1 + d − r, as long as it is above 0: otherwise the sum grows without end.
fn ends(retention: Decimal, discount: Decimal) -> Option<Decimal> {
    let rest = Decimal::ONE + discount - retention;
    (rest > Decimal::ZERO).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_never_leaves_and_is_never_discounted_is_worth_no_number() {
        assert_eq!(undiscounted(Decimal::from(100), Decimal::ONE), None);
        assert_eq!(at_the_end(Decimal::from(100), Decimal::new(12, 1), Decimal::new(1, 1)), None);
    }

    #[test]
    fn many_years_come_near_the_endless_sum() {
        let (m, r, d) = (Decimal::from(100), Decimal::new(8, 1), Decimal::new(1, 1));
        let difference = at_the_end(m, r, d).unwrap() - over_years(m, r, d, 200).unwrap();
        assert!(difference.abs() < Decimal::new(1, 9));
    }
}
