//! Numbers by chance that are the same everywhere for the same seed.

use sha2::{Digest, Sha256};

/// SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
pub struct Chance(u64);

impl Chance {
    /// Each name has numbers of its own, so that one table more changes no other.
    pub fn of(seed: u64, name: &str) -> Self {
        let digest = Sha256::digest(format!("{seed}/{name}").as_bytes());
        let first: [u8; 8] = std::array::from_fn(|at| digest[at]);
        Self(u64::from_be_bytes(first))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of so many, from 0; 0 when there is none.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.part() * count as f64) as usize).min(count.saturating_sub(1))
    }

    pub fn one_of<'o, T>(&mut self, options: &'o [T]) -> Option<&'o T> {
        options.get(self.below(options.len()))
    }

    /// An amount above 0 with this average, skewed as times and amounts of money are: a gamma
    /// distribution of shape 2.
    pub fn amount(&mut self, average: f64) -> f64 {
        let mut one = || -(1.0 - self.part()).ln();
        (one() + one()) * average / 2.0
    }

    /// One of several by their weights, which are summed up from the first on.
    pub fn by_weight(&mut self, summed: &[f64]) -> usize {
        let all = summed.last().copied().unwrap_or(0.0);
        let at = self.part() * all;
        summed.partition_point(|sum| *sum <= at).min(summed.len().saturating_sub(1))
    }
}

/// Weights summed up from the first on.
pub fn summed(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    weights
        .into_iter()
        .map(|weight| {
            sum += weight;
            sum
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_spread_evenly_and_repeat() {
        let mut chance = Chance::of(7, "a");
        let parts: Vec<f64> = (0..10_000).map(|_| chance.part()).collect();
        let mean = parts.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01 && parts.iter().all(|part| (0.0..1.0).contains(part)), "{mean}");
        assert_eq!(Chance::of(7, "a").part(), parts[0]);
        assert_ne!(Chance::of(7, "b").part(), parts[0]);
        let amounts: f64 = (0..10_000).map(|_| chance.amount(30.0)).sum::<f64>() / 10_000.0;
        assert!((amounts - 30.0).abs() < 1.0, "{amounts}");
        let sums = summed([1.0, 0.0, 3.0]);
        let found: Vec<usize> = (0..4000).map(|_| chance.by_weight(&sums)).collect();
        let last = found.iter().filter(|at| **at == 2).count();
        assert!(!found.contains(&1) && (2900..3100).contains(&last), "{last}");
    }
}
