//! Student's t distribution with whole degrees of freedom.

use super::normal;

/// Probability that a t value lies between -t and t: the finite series of Abramowitz and Stegun 26.7.3
/// (odd degrees of freedom) and 26.7.4 (even ones).
pub fn between(t: f64, degrees: u32) -> f64 {
    let t = t.abs();
    let freedom = f64::from(degrees);
    let angle = (t / freedom.sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let odd = degrees % 2 == 1;
    let (mut term, mut sum, mut step) = (if odd { cosine } else { 1.0 }, 0.0, if odd { 1 } else { 0 });
    while step <= i64::from(degrees) - 2 {
        sum += term;
        step += 2;
        let step = step as f64;
        term *= cosine * cosine * (step - 1.0) / step;
    }
    if odd { (angle + sine * sum) * std::f64::consts::FRAC_2_PI } else { sine * sum }
}

/// The t value whose interval around 0 has a probability: 2.201 for 0.95 and 11 degrees of freedom.
/// Found by halving. Beyond a hundred thousand degrees it is the normal value, to
/// four digits.
pub fn t_of(confidence: f64, degrees: u32) -> f64 {
    let mut t = normal::z_of(confidence);
    if degrees == 0 || degrees > 100_000 {
        return t;
    }
    let (mut low, mut high) = (0.0, t);
    while between(high, degrees) < confidence {
        (low, high) = (high, high * 2.0);
    }
    for _ in 0..200 {
        t = f64::midpoint(low, high);
        if between(t, degrees) < confidence { low = t } else { high = t }
    }
    t
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    #[test]
    fn well_known_values() {
        close(t_of(0.95, 1), 12.706_204_736_432_095);
        close(t_of(0.95, 2), 4.302_652_729_911_275);
        close(t_of(0.95, 11), 2.200_985_160_082_949);
        close(t_of(0.99, 30), 2.749_995_653_567_231);
        assert!((t_of(0.95, 100_000) - t_of(0.95, 100_001)).abs() < 1e-4);
    }
}
