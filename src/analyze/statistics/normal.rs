//! The normal distribution.

/// Probability that a standard normal value is at most `z`.
pub fn cdf(z: f64) -> f64 {
    0.5 * complementary_error(-z / std::f64::consts::SQRT_2)
}

/// The standard normal value that is not exceeded with probability `p`, `0 < p < 1`.
/// Acklam's rational approximation, made exact by two steps of Halley's method.
pub fn quantile(p: f64) -> f64 {
    let mut z = acklam(p);
    for _ in 0..2 {
        let error = cdf(z) - p;
        let step = error * (2.0 * std::f64::consts::PI).sqrt() * (z * z / 2.0).exp();
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

/// Half the width of a two-sided interval, in standard errors: 1.96 for 0.95.
pub fn z_of(confidence: f64) -> f64 {
    quantile(0.5 + confidence / 2.0)
}

/// Probability, both sides together, of a value at least as far from 0 as `z`.
pub fn two_sided(z: f64) -> f64 {
    complementary_error(z.abs() / std::f64::consts::SQRT_2)
}

/// The complementary error function: its series near 0, its continued fraction further out
/// (Abramowitz and Stegun 7.1.6 and 7.1.14).
fn complementary_error(x: f64) -> f64 {
    if x < 0.0 {
        return 2.0 - complementary_error(-x);
    }
    let scale = (-x * x).exp();
    if x < 2.5 {
        let (mut term, mut sum, mut n) = (x, x, 0.0);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= 2.0 * x * x / (2.0 * n + 1.0);
            sum += term;
        }
        return 1.0 - 2.0 / std::f64::consts::PI.sqrt() * scale * sum;
    }
    let fraction = (1..=120).rev().fold(x, |fraction, n| x + f64::from(n) / 2.0 / fraction);
    scale / (std::f64::consts::PI.sqrt() * fraction)
}

fn acklam(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416];
    let polynomial = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    const TAIL: f64 = 0.02425;
    let tail = |p: f64| {
        let q = (-2.0 * p.ln()).sqrt();
        polynomial(&C, q) / (polynomial(&D, q) * q + 1.0)
    };
    if p < TAIL {
        tail(p)
    } else if p > 1.0 - TAIL {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        let r = q * q;
        polynomial(&A, r) * q / (polynomial(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::close;
    use super::*;

    #[test]
    fn well_known_values() {
        close(quantile(0.975), 1.959_963_984_540_054);
        close(quantile(0.8), 0.841_621_233_572_914_3);
        close(quantile(0.001), -3.090_232_306_167_813_5);
        close(cdf(1.0), 0.841_344_746_068_542_9);
        close(cdf(-4.0), 3.167_124_183_311_998e-5);
        close(two_sided(-3.604_920_469_572_504), 0.000_312_248_534_289_858_34);
    }
}
