//! Chance that is the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), seeded with
//! names. The same program draws the same people.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Seeded with a name and a number, by FNV-1a.
    pub fn of(name: &str, number: u64) -> Self {
        let mut state: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in name.bytes().chain(number.to_le_bytes()) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(state)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 up to but without 1.
    pub fn part(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something with this probability happens. Nothing is drawn for what is certain.
    pub fn happens(&mut self, probability: f64) -> bool {
        probability >= 1.0 || (probability > 0.0 && self.part() < probability)
    }

    /// One of so many; 0 when there are none.
    pub fn below(&mut self, count: usize) -> usize {
        if count == 0 { 0 } else { (self.number() % count as u64) as usize }
    }

    /// The days until something that happens `per_day` times a day on average happens again.
    pub fn wait(&mut self, per_day: f64) -> f64 {
        -(1.0 - self.part()).ln() / per_day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_names_draw_the_same_numbers() {
        let draw = |name, number| Chance::of(name, number).number();
        assert_eq!(draw("a", 1), draw("a", 1));
        assert_ne!(draw("a", 1), draw("a", 2));
        assert_ne!(draw("a", 1), draw("b", 1));
    }

    #[test]
    fn what_should_happen_so_often_does() {
        let mut chance = Chance::of("often", 0);
        let often = (0..10_000).filter(|_| chance.happens(0.3)).count();
        assert!((2_850..3_150).contains(&often), "{often}");
        let waited: f64 = (0..10_000).map(|_| chance.wait(0.1)).sum();
        assert!((95_000.0..105_000.0).contains(&waited), "{waited}");
        assert!(chance.happens(1.0) && !chance.happens(0.0));
    }
}
