//! Shares, and the difference of two of them.

use super::normal::{cdf, quantile, two_sided, z_of};
use super::{CONFIDENCE, Interval, POWER};

/// The 95 % interval of a share, as fractions (Wilson 1927; Brown, Cai and DasGupta 2001).
pub fn wilson(successes: f64, n: f64) -> Interval {
    let z = z_of(CONFIDENCE);
    let share = successes / n;
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    Interval { low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// Half the width of the 95 % interval of a share on `n` answers, as a fraction.
pub fn margin(share: f64, n: f64) -> f64 {
    z_of(CONFIDENCE) * (share * (1.0 - share) / n).sqrt()
}

/// Answers that are needed for a margin, a fraction.
pub fn answers_for_margin(share: f64, margin: f64) -> f64 {
    (share * (1.0 - share) * (z_of(CONFIDENCE) / margin).powi(2)).ceil()
}

/// Two groups compared: so many events among so many.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    pub events: [f64; 2],
    pub n: [f64; 2],
}

impl Comparison {
    /// The difference of the shares in pooled standard errors; 0 when nothing happened at all.
    pub fn z(self) -> f64 {
        let [a, b] = [self.events[0] / self.n[0], self.events[1] / self.n[1]];
        let pooled = (self.events[0] + self.events[1]) / (self.n[0] + self.n[1]);
        let error = (pooled * (1.0 - pooled) * (1.0 / self.n[0] + 1.0 / self.n[1])).sqrt();
        if error > 0.0 { (a - b) / error } else { 0.0 }
    }

    /// Probability of a difference at least as large when there is none.
    pub fn p_value(self) -> f64 {
        two_sided(self.z())
    }

    fn shares(self) -> [f64; 2] {
        [self.events[0] / self.n[0], self.events[1] / self.n[1]]
    }

    /// The first share minus the second, as a fraction.
    pub fn difference(self) -> f64 {
        let [a, b] = self.shares();
        a - b
    }

    /// The 95 % interval of the difference (Wald).
    pub fn wald(self) -> Interval {
        let [a, b] = self.shares();
        let error = (a * (1.0 - a) / self.n[0] + b * (1.0 - b) / self.n[1]).sqrt();
        let margin = z_of(CONFIDENCE) * error;
        Interval { low: a - b - margin, high: a - b + margin }
    }

    /// The 95 % interval of the difference that holds for small groups and rare events too (Newcombe,
    /// Statistics in Medicine 17, 1998, method 10).
    pub fn newcombe(self) -> Interval {
        let [a, b] = self.shares();
        let (first, second) = (wilson(self.events[0], self.n[0]), wilson(self.events[1], self.n[1]));
        let low = ((a - first.low).powi(2) + (second.high - b).powi(2)).sqrt();
        let high = ((first.high - a).powi(2) + (b - second.low).powi(2)).sqrt();
        Interval { low: a - b - low, high: a - b + high }
    }

    /// By which part the first share is smaller than the second.
    pub fn relative_reduction(self) -> f64 {
        let [a, b] = self.shares();
        1.0 - a / b
    }

    /// The 95 % interval of the first share over the second, by its logarithm (Katz, Baptista, Azen and
    /// Pike, Biometrics 34, 1978).
    pub fn ratio_interval(self) -> Interval {
        let [a, b] = self.shares();
        let part = |share: f64, events: f64| (1.0 - share) / events;
        let margin = z_of(CONFIDENCE) * (part(a, self.events[0]) + part(b, self.events[1])).sqrt();
        let ratio = a / b;
        Interval { low: ratio * (-margin).exp(), high: ratio * margin.exp() }
    }
}

/// The probability of finding the difference of two shares in two groups of these sizes, at 95 %: the
/// other way round of [`group_size`], for groups that need not be equal.
pub fn power(control: f64, treated: f64, in_control: f64, in_treatment: f64) -> f64 {
    let spread = |share: f64| share * (1.0 - share);
    let all = in_control + in_treatment;
    let mean = (control * in_control + treated * in_treatment) / all;
    let without = (spread(mean) * (1.0 / in_control + 1.0 / in_treatment)).sqrt();
    let with = (spread(control) / in_control + spread(treated) / in_treatment).sqrt();
    let distance = (control - treated).abs();
    cdf((distance - z_of(CONFIDENCE) * without) / with)
}

/// Customers that are needed in each of two equal groups to find the difference of two shares
/// with a power of 80 % at 95 % (Fleiss, Statistical Methods for Rates and Proportions, without
/// continuity correction).
pub fn group_size(control: f64, treated: f64) -> f64 {
    let mean = f64::midpoint(control, treated);
    let spread = |share: f64| share * (1.0 - share);
    let both = z_of(CONFIDENCE) * (2.0 * spread(mean)).sqrt()
        + quantile(POWER) * (spread(control) + spread(treated)).sqrt();
    (both / (control - treated)).powi(2).ceil()
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    #[test]
    fn intervals_agree_with_values_computed_elsewhere() {
        for (successes, n, low, high) in [
            (80.0, 100.0, 0.711_170_834_406_841_1, 0.866_633_066_668_967_6),
            (0.0, 20.0, 0.0, 0.161_125_158_052_819_38),
            (20.0, 20.0, 0.838_874_841_947_180_6, 1.0),
            (412.0, 655.0, 0.591_361_216_309_526_1, 0.665_149_660_074_156_2),
            (1.0, 3.0, 0.061_491_944_720_396_21, 0.792_340_399_197_952_2),
        ] {
            let found = wilson(successes, n);
            close(found.low, low);
            close(found.high, high);
        }
    }

    #[test]
    fn comparisons_agree_with_values_computed_elsewhere() {
        for (events, n, z, p) in [
            ([1800.0, 2000.0], [10_000.0; 2], -3.604_920_469_572_504, 0.000_312_248_534_289_858_34),
            ([90.0, 100.0], [1000.0; 2], -0.762_603_703_281_209_9, 0.445_699_775_352_806_9),
            ([2000.0, 2000.0], [10_000.0; 2], 0.0, 1.0),
        ] {
            close(Comparison { events, n }.z(), z);
            close(Comparison { events, n }.p_value(), p);
        }
    }

    #[test]
    fn group_sizes_agree_with_values_computed_elsewhere() {
        for (control, treated, n) in [(0.2, 0.18, 6039.0), (0.2, 0.1, 199.0), (0.05, 0.045, 28_408.0)] {
            close(group_size(control, treated), n);
        }
    }

    #[test]
    fn power_and_group_size_are_two_ways_round() {
        for (control, treated) in [(0.2, 0.18), (0.2, 0.1), (0.05, 0.045)] {
            let n = group_size(control, treated);
            assert!(power(control, treated, n, n) >= 0.8, "{control} {treated}");
            assert!(power(control, treated, n - 1.0, n - 1.0) < 0.8, "{control} {treated}");
        }
        assert!(power(0.2, 0.18, 600.0, 5_400.0) < power(0.2, 0.18, 3_000.0, 3_000.0));
    }

    #[test]
    fn planning_a_share_at_one_half_needs_the_most() {
        assert!(answers_for_margin(0.5, 0.05) > answers_for_margin(0.8, 0.05));
        close(answers_for_margin(0.5, 0.05), 385.0);
        close(margin(0.5, 384.145_882_069_412_4), 0.05);
    }
}
