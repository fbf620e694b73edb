//! Averages of codes, such as effort on a scale of 1 to 7.

use super::student::t_of;
use super::{CONFIDENCE, Interval};

/// The average of some answers, and how far they scatter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    pub n: f64,
    pub mean: f64,
    /// The standard deviation of a sample: the sum of squares over n − 1.
    pub deviation: f64,
}

impl Mean {
    /// Answers counted by their code; none when there are fewer than two, which scatter is unknown of.
    pub fn of_counts(counts: impl IntoIterator<Item = (f64, f64)> + Clone) -> Option<Self> {
        let n: f64 = counts.clone().into_iter().map(|(_, count)| count).sum();
        if n < 2.0 {
            return None;
        }
        let mean = counts.clone().into_iter().map(|(code, count)| code * count).sum::<f64>() / n;
        // Two passes: a sum of squares alone loses its digits when the codes are large.
        let squares: f64 = counts.into_iter().map(|(code, count)| count * (code - mean).powi(2)).sum();
        Some(Self { n, mean, deviation: (squares / (n - 1.0)).sqrt() })
    }

    /// Answers that are worth `n`, the average of their squared distances from the mean; none below two.
    pub fn of_squares(n: f64, mean: f64, average_square: f64) -> Option<Self> {
        (n >= 2.0).then(|| Self { n, mean, deviation: (average_square.max(0.0) * n / (n - 1.0)).sqrt() })
    }

    /// The 95 % interval of how far this average lies above another one of other people (Welch, The
    /// generalization of Student's problem, Biometrika 34, 1947; degrees of freedom by Satterthwaite).
    pub fn above(self, other: Self) -> Interval {
        let part = |one: Self| one.deviation * one.deviation / one.n;
        let (own, others) = (part(self), part(other));
        let error = (own + others).sqrt();
        let spread = own * own / (self.n - 1.0) + others * others / (other.n - 1.0);
        let degrees = if spread > 0.0 { (own + others).powi(2) / spread } else { 1.0 };
        let margin = t_of(CONFIDENCE, degrees.max(1.0)) * error;
        Interval { low: self.mean - other.mean - margin, high: self.mean - other.mean + margin }
    }

    /// The 95 % interval of Student's t (Student, The probable error of a mean, Biometrika 6, 1908).
    pub fn interval(self) -> Interval {
        let margin = margin(self.deviation, self.n);
        Interval { low: self.mean - margin, high: self.mean + margin }
    }
}

/// Half the width of the 95 % interval of an average of `n` answers.
pub fn margin(deviation: f64, n: f64) -> f64 {
    t_of(CONFIDENCE, (n - 1.0).max(1.0)) * deviation / n.sqrt()
}

/// The answers that weighted answers are worth: (Σw)² / Σw² (Kish, Survey Sampling, 1965).
pub fn effective_n(weights: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, squares) = weights
        .into_iter()
        .fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
    effective_n_of(sum, squares)
}

/// The same from the sum of the weights and the sum of their squares.
pub fn effective_n_of(sum: f64, squares: f64) -> f64 {
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    #[test]
    fn unequal_weights_are_worth_fewer_answers() {
        close(effective_n([1.0; 10]), 10.0);
        close(effective_n([2.0, 1.0, 1.0]), 16.0 / 6.0);
        close(effective_n([]), 0.0);
    }

    /// The degrees of freedom are 67.964.
    #[test]
    fn averages_of_unequal_spread_are_compared_by_welch() {
        let of = |n, mean, deviation| Mean { n, mean, deviation };
        let apart = of(40.0, 5.2, 1.5).above(of(55.0, 4.6, 1.1));
        close(f64::midpoint(apart.low, apart.high), 0.6);
        let error = (1.5_f64.powi(2) / 40.0 + 1.1_f64.powi(2) / 55.0).sqrt();
        assert!(((apart.high - apart.low) / 2.0 / error - 1.995_488_07).abs() < 1e-5, "{apart:?}");
        assert!(apart.low > 0.0, "{apart:?}");
        let same = of(2.0, 1.0, 0.0).above(of(2.0, 1.0, 0.0));
        close(same.high - same.low, 0.0);
    }

    #[test]
    fn one_answer_does_not_scatter() {
        assert_eq!(Mean::of_counts([(5.0, 1.0)]), None);
    }
}
