//! Student's t distribution. Degrees of freedom need not be whole: those of Welch's comparison are not.

use super::normal;

/// Probability that a t value lies between -t and t.
pub fn between(t: f64, degrees: f64) -> f64 {
    1.0 - outside(t, degrees)
}

/// Probability that a t value is at least as far from 0: the regularized incomplete beta function
/// I(ν / (ν + t²); ν/2, 1/2) (DLMF 8.17). Small ones keep their digits.
pub fn outside(t: f64, degrees: f64) -> f64 {
    let (half, square) = (degrees / 2.0, t * t);
    let far = degrees / (degrees + square);
    // The fraction converges below the middle of the distribution.
    if far < (half + 1.0) / (half + 2.5) {
        incomplete_beta(far, half, 0.5, half)
    } else {
        1.0 - incomplete_beta(square / (degrees + square), 0.5, half, half)
    }
}

/// I(x; a, b) by its continued fraction (DLMF 8.17.22, evaluated as Lentz does), where one of `a` and `b`
/// is 1/2 and the other `half`.
fn incomplete_beta(x: f64, a: f64, b: f64, half: f64) -> f64 {
    if x == 0.0 {
        return 0.0;
    }
    let step = |n: u32| {
        let m = f64::from(n / 2);
        if n.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut fraction, mut above, mut below) = (1.0, 1.0, 0.0);
    for n in 1..100_000 {
        below = 1.0 / away_from_zero(1.0 + step(n) * below);
        above = away_from_zero(1.0 + step(n) / above);
        fraction *= above * below;
        if (above * below - 1.0).abs() < 1e-15 {
            break;
        }
    }
    let beta = std::f64::consts::PI.sqrt() * gamma_ratio(half);
    x.powf(a) * (1.0 - x).powf(b) / (a * beta * fraction)
}

/// Γ(x) / Γ(x + 1/2): raised until its expansion in 1/x (DLMF 5.11.13) has sixteen digits.
fn gamma_ratio(mut x: f64) -> f64 {
    let mut raised = 1.0;
    while x < 60.0 {
        raised *= (x + 0.5) / x;
        x += 1.0;
    }
    let terms = [1.0, -1.0 / 8.0, 1.0 / 128.0, 5.0 / 1024.0, -21.0 / 32_768.0, -399.0 / 262_144.0];
    raised / (x.sqrt() * terms.iter().rev().fold(0.0, |sum, term| sum / x + term))
}

/// The t value whose interval around 0 has a probability: 2.201 for 0.95 and 11 degrees of freedom.
/// Found by halving. Beyond ten million degrees it is the normal value, to seven digits.
pub fn t_of(confidence: f64, degrees: f64) -> f64 {
    let mut t = normal::z_of(confidence);
    if degrees <= 0.0 || degrees > 1e7 {
        return t;
    }
    let (mut low, mut high) = (0.0, t);
    while between(high, degrees) < confidence {
        (low, high) = (high, high * 2.0);
    }
    while high - low > 1e-15 * high {
        t = f64::midpoint(low, high);
        if t <= low || t >= high {
            break;
        }
        if between(t, degrees) < confidence { low = t } else { high = t }
    }
    t
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    /// From mpmath 1.3 with thirty digits.
    #[test]
    fn well_known_values() {
        let known = [
            (1.0, 12.706_204_736_174_705),
            (1.5, 6.016_663_104_427_932),
            (2.0, 4.302_652_729_749_464),
            (11.0, 2.200_985_160_091_64),
            (67.964, 1.995_488_070_356_685),
            (100_000.0, 1.959_987_707_534_61),
        ];
        for (degrees, wanted) in known {
            close(t_of(0.95, degrees), wanted);
        }
        close(t_of(0.99, 30.0), 2.749_995_653_567_225);
        assert!((t_of(0.95, 1e7) - t_of(0.95, 1.1e7)).abs() < 1e-6);
    }

    #[test]
    fn what_is_rare_keeps_its_digits() {
        let known = [
            (0.5, 3.7, 0.645_335_633_319_932),
            (2.1, 10.25, 0.061_411_651_567_467_32),
            (8.0, 467.3, 9.894_243_236_212_172e-15),
            (40.0, 12.5, 1.429_153_296_371_695e-14),
            (1e-3, 5.5, 0.999_237_387_119_349_3),
            (3.0, 99_999.5, 0.002_700_460_887_389_058),
        ];
        for (t, degrees, wanted) in known {
            let found = outside(t, degrees);
            assert!((found / wanted - 1.0).abs() < 1e-11, "{t}, {degrees}: {found:e}");
        }
    }
}
