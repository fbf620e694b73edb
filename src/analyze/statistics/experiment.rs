//! Two groups of an experiment: whether they were drawn as they should, whether they resemble one another,
//! and how far they are apart.

use super::mean::Mean;
use super::normal::{two_sided, z_of};
use super::student::outside;
use super::{CONFIDENCE, Interval};

/// Below it, groups of these sizes do not come from the draw that was asked for (Fabijan and others,
/// Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019, work with 0.0005 to 0.01).
pub const MISMATCH: f64 = 0.001;

/// Beyond it, groups differ in what should be alike (Austin, Balance diagnostics for comparing the
/// distribution of baseline covariates, Statistics in Medicine 28, 2009).
pub const IMBALANCE: f64 = 0.1;

/// Probability of a split at least as far from the share when the draw was right: the chi-squared test
/// with one degree of freedom.
pub fn sample_ratio(treated: f64, control: f64, share: f64) -> f64 {
    let n = treated + control;
    let spread = n * share * (1.0 - share);
    if spread > 0.0 { two_sided((control - n * share) / spread.sqrt()) } else { 1.0 }
}

/// The distance of two shares in their common standard deviation (Austin 2009).
pub fn standardized(first: f64, second: f64) -> f64 {
    let spread = f64::midpoint(first * (1.0 - first), second * (1.0 - second));
    if spread > 0.0 { (first - second) / spread.sqrt() } else { 0.0 }
}

/// What was observed of the customers of one group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    pub n: f64,
    sum: f64,
    squares: f64,
    /// Taken off every value before it is squared, so that large ones keep their digits.
    shift: f64,
    /// Everybody had 0 or 1.
    other: bool,
}

impl Group {
    pub fn of(values: &[f64]) -> Self {
        let shift = values.first().copied().unwrap_or(0.0);
        let mut group = Self { shift, ..Self::default() };
        for value in values {
            group.n += 1.0;
            group.sum += value - shift;
            group.squares += (value - shift).powi(2);
            group.other |= *value != 0.0 && *value != 1.0;
        }
        group
    }

    pub fn mean(self) -> f64 {
        self.shift + self.sum / self.n
    }

    /// Whether each had the event or not.
    pub fn is_share(self) -> bool {
        !self.other
    }

    /// How many had the event.
    pub fn events(self) -> f64 {
        (self.mean() * self.n).round()
    }

    /// The variance of a sample.
    pub fn variance(self) -> f64 {
        ((self.squares - self.sum * self.sum / self.n) / (self.n - 1.0)).max(0.0)
    }

    fn as_mean(self) -> Mean {
        Mean { n: self.n, mean: self.mean(), deviation: self.variance().sqrt() }
    }
}

/// Probability of averages at least as far apart when they are the same (Welch 1947).
pub fn welch(first: Group, second: Group) -> f64 {
    let (own, others) = (first.variance() / first.n, second.variance() / second.n);
    let error = (own + others).sqrt();
    if error == 0.0 {
        return if first.mean() == second.mean() { 1.0 } else { 0.0 };
    }
    let spread = own * own / (first.n - 1.0) + others * others / (second.n - 1.0);
    let degrees = (own + others).powi(2) / spread;
    outside((first.mean() - second.mean()) / error, degrees.clamp(1.0, 1e9))
}

/// The 95 % interval of how far an average lies above another (Welch 1947).
pub fn apart(first: Group, second: Group) -> Interval {
    first.as_mean().above(second.as_mean())
}

/// A difference over strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratified {
    pub difference: f64,
    pub interval: Interval,
    pub p: f64,
    pub strata: usize,
}

/// The difference of both groups within each stratum, weighed by how many are in it: what chance put
/// into one group more than into the other is taken out (Miratrix, Sekhon and Yu, Adjusting treatment
/// effect estimates by post-stratification, JRSS B 75, 2013). None when a stratum has fewer than two of
/// a group.
pub fn stratified(strata: &[(Group, Group)]) -> Option<Stratified> {
    let all: f64 = strata.iter().map(|(first, second)| first.n + second.n).sum();
    let (mut difference, mut variance) = (0.0, 0.0);
    for (first, second) in strata {
        if first.n < 2.0 || second.n < 2.0 {
            return None;
        }
        let weight = (first.n + second.n) / all;
        difference += weight * (first.mean() - second.mean());
        variance += weight * weight * (first.variance() / first.n + second.variance() / second.n);
    }
    let error = variance.sqrt();
    let margin = z_of(CONFIDENCE) * error;
    let p = if error > 0.0 {
        two_sided(difference / error)
    } else if difference == 0.0 {
        1.0
    } else {
        0.0
    };
    let interval = Interval { low: difference - margin, high: difference + margin };
    (!strata.is_empty()).then_some(Stratified { difference, interval, p, strata: strata.len() })
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    /// `scipy.stats.chisquare([9200, 800], [9000, 1000]).pvalue` and its like.
    #[test]
    fn a_split_that_no_draw_gives_is_seen() {
        close(sample_ratio(700.0, 300.0, 0.3), 1.0);
        close(sample_ratio(9_040.0, 960.0, 0.1), 0.182_422_439_451_735_9);
        assert!(sample_ratio(9_200.0, 800.0, 0.1) < MISMATCH);
        close(sample_ratio(0.0, 0.0, 0.1), 1.0);
    }

    #[test]
    fn differences_are_in_standard_deviations() {
        close(standardized(0.5, 0.5), 0.0);
        close(standardized(0.6, 0.5), 0.1 / (0.245_f64).sqrt());
        close(standardized(1.0, 1.0), 0.0);
    }

    #[test]
    fn groups_are_averaged_without_losing_digits() {
        let group = Group::of(&[1e9, 1e9 + 1.0, 1e9 + 2.0]);
        close(group.mean(), 1e9 + 1.0);
        close(group.variance(), 1.0);
        assert!(!group.is_share() && Group::of(&[0.0, 1.0, 1.0]).is_share());
        close(Group::of(&[0.0, 1.0, 1.0]).events(), 2.0);
    }

    /// Two strata by hand: 60 % against 50 % among 400, 30 % against 10 % among 100.
    #[test]
    fn strata_are_weighed_by_their_size() {
        let of = |ones: usize, n: usize| {
            Group::of(&(0..n).map(|at| f64::from(u8::from(at < ones))).collect::<Vec<_>>())
        };
        let found = stratified(&[(of(120, 200), of(100, 200)), (of(15, 50), of(5, 50))]).unwrap();
        close(found.difference, 0.8 * 0.1 + 0.2 * 0.2);
        let part = |p: f64, n: f64| p * (1.0 - p) / (n - 1.0);
        let variance =
            0.64 * (part(0.6, 200.0) + part(0.5, 200.0)) + 0.04 * (part(0.3, 50.0) + part(0.1, 50.0));
        close(found.interval.high - found.difference, z_of(CONFIDENCE) * variance.sqrt());
        assert_eq!(stratified(&[(of(1, 1), of(1, 5))]), None);
        assert_eq!(stratified(&[]), None);
    }
}
