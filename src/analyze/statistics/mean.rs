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

    /// The 95 % interval of Student's t (Student, The probable error of a mean, Biometrika 6, 1908).
    pub fn interval(self) -> Interval {
        let margin = margin(self.deviation, self.n);
        Interval { low: self.mean - margin, high: self.mean + margin }
    }
}

/// Half the width of the 95 % interval of an average of `n` answers.
pub fn margin(deviation: f64, n: f64) -> f64 {
    t_of(CONFIDENCE, (n - 1.0).clamp(1.0, f64::from(u32::MAX)) as u32) * deviation / n.sqrt()
}

/// The answers that weighted answers are worth: (Σw)² / Σw² (Kish, Survey Sampling, 1965).
pub fn effective_n(weights: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, squares) = weights
        .into_iter()
        .fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
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

    #[test]
    fn one_answer_does_not_scatter() {
        assert_eq!(Mean::of_counts([(5.0, 1.0)]), None);
    }
}
