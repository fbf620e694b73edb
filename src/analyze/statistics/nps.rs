//! The net promoter score: share of promoters minus share of detractors, in points.
//!
//! Rocks, Interval Estimation for the "Net Promoter Score", The American Statistician 70 (2016).

use super::normal::{quantile, two_sided, z_of};
use super::{CONFIDENCE, Interval, POWER};

/// Variance of one answer: p + d − (p − d)², `p` and `d` being shares of promoters and detractors.
pub fn variance(promoters: f64, detractors: f64) -> f64 {
    promoters + detractors - (promoters - detractors).powi(2)
}

/// The largest variance that a score of so many points can have: when nobody is passive.
pub fn largest_variance(points: f64) -> f64 {
    1.0 - (points / 100.0).powi(2)
}

/// The variance of a score when a third of those who are not extreme are passive: what is assumed
/// where only the score is known. With p + d = 2/3 of the answers, never less than |score|.
pub fn usual_variance(points: f64) -> f64 {
    let score = points / 100.0;
    let extreme = (2.0_f64 / 3.0).max(score.abs());
    extreme - score * score
}

/// The score of so many answers, in points.
pub fn score(promoters: f64, passives: f64, detractors: f64) -> f64 {
    100.0 * (promoters - detractors) / (promoters + passives + detractors)
}

/// The standard error of a score on `n` answers, in points.
pub fn standard_error(variance: f64, n: f64) -> f64 {
    100.0 * (variance / n).sqrt()
}

/// How far two scores of different people are apart, in points, in standard errors and as the probability
/// of such a distance when there is none.
pub fn compare(one: [f64; 3], other: [f64; 3]) -> (f64, f64, f64) {
    let of = |[promoters, passives, detractors]: [f64; 3]| {
        let n = promoters + passives + detractors;
        (score(promoters, passives, detractors), variance(promoters / n, detractors / n) / n)
    };
    let ((one, one_variance), (other, other_variance)) = (of(one), of(other));
    let error = 100.0 * (one_variance + other_variance).sqrt();
    let z = if error > 0.0 { (one - other) / error } else { 0.0 };
    (one - other, error, two_sided(z))
}

/// Half the width of the 95 % interval of a score on `n` answers, in points.
pub fn margin(variance: f64, n: f64) -> f64 {
    z_of(CONFIDENCE) * standard_error(variance, n)
}

/// Answers that are needed for a margin of so many points.
pub fn answers_for_margin(variance: f64, points: f64) -> f64 {
    (variance * (100.0 * z_of(CONFIDENCE) / points).powi(2)).ceil()
}

/// The smallest change between two waves of `n` answers each that is found with a power of 80 %,
/// in points.
pub fn detectable_change(variance: f64, n: f64) -> f64 {
    100.0 * (z_of(CONFIDENCE) + quantile(POWER)) * (2.0 * variance / n).sqrt()
}

/// Answers that are needed in each of two waves to find a change of so many points with a power of 80 %.
pub fn answers_for_change(variance: f64, points: f64) -> f64 {
    (2.0 * variance * (100.0 * (z_of(CONFIDENCE) + quantile(POWER)) / points).powi(2)).ceil()
}

/// The 95 % interval by the adjusted Wald method, in points: three answers are added, three
/// quarters of one promoter and of one detractor and the rest passive. The ends may pass ±100.
pub fn interval(promoters: f64, passives: f64, detractors: f64) -> Interval {
    let n = promoters + passives + detractors + 3.0;
    let (p, d) = ((promoters + 0.75) / n, (detractors + 0.75) / n);
    let (score, margin) = (100.0 * (p - d), margin(variance(p, d), n));
    Interval { low: score - margin, high: score + margin }
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    #[test]
    fn intervals_agree_with_values_computed_elsewhere() {
        for (answers, low, high) in [
            ([3.0, 5.0, 2.0], -30.517_627_431_153_283, 45.902_242_815_768_666),
            ([50.0, 30.0, 20.0], 14.051_130_178_761_607, 44.201_297_005_704_41),
            ([0.0, 0.0, 7.0], -107.187_701_938_273_69, -32.812_298_061_726_295),
        ] {
            let found = interval(answers[0], answers[1], answers[2]);
            close(found.low, low);
            close(found.high, high);
        }
        close(margin(variance(0.5, 0.2), 100.0), 45.307_808_075_042_665 - 30.0);
    }

    #[test]
    fn planning_agrees_with_values_computed_elsewhere() {
        for (p, d, points, n) in
            [(0.5, 0.2, 5.0, 938.0), (0.45, 0.25, 3.0, 2818.0), (0.35, 0.35, 2.0, 6723.0)]
        {
            close(answers_for_margin(variance(p, d), points), n);
        }
        for (p, d, n, change) in [
            (0.5, 0.2, 1000.0, 9.785_516_478_912_03),
            (0.45, 0.25, 400.0, 16.093_881_795_064_853),
            (0.35, 0.35, 10_000.0, 3.314_880_333_901_772),
        ] {
            close(detectable_change(variance(p, d), n), change);
        }
    }

    #[test]
    fn what_is_assumed_of_a_bare_score_lies_between_the_extremes() {
        for points in [-100.0, -60.0, 0.0, 31.0, 80.0, 100.0] {
            let usual = usual_variance(points);
            assert!((0.0..=largest_variance(points)).contains(&usual), "{points}: {usual}");
        }
    }
}
