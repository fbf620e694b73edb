//! Weights of made-up rows under which metrics have the values that the program assumes, and which say as
//! little else as possible: the distribution nearest to the one they were drawn from (Jaynes, Information
//! theory and statistical mechanics, Physical Review 106, 1957; solved in its dual by Newton's method).

/// What one metric asks of each row: the amounts whose weighted sum has to be 0.
pub type Demand = Vec<f64>;

/// The rows' weights, which sum to 1, and which demands they meet.
pub fn weights(rows: usize, demands: &[Demand]) -> (Vec<f64>, Vec<bool>) {
    let mut met: Vec<bool> = demands.iter().map(can_be_met).collect();
    loop {
        let wanted: Vec<&Demand> =
            demands.iter().zip(&met).filter(|(_, met)| **met).map(|(it, _)| it).collect();
        let (found, worst) = solved(rows, &wanted);
        let Some(worst) = worst else { return (found, met) };
        // Demands that contradict each other: the one that is farthest off gives way.
        let place = met.iter().enumerate().filter(|(_, met)| **met).nth(worst).map(|(at, _)| at);
        if let Some(at) = place {
            met[at] = false;
        }
    }
}

/// Some rows lie above it and some below, or all of them on it.
fn can_be_met(demand: &Demand) -> bool {
    let (above, below) = (demand.iter().any(|it| *it > 0.0), demand.iter().any(|it| *it < 0.0));
    above == below
}

/// The weights, and which demand they miss most, if any.
fn solved(rows: usize, demands: &[&Demand]) -> (Vec<f64>, Option<usize>) {
    let count = demands.len();
    let scales: Vec<f64> = demands
        .iter()
        .map(|it| it.iter().map(|amount| amount.abs()).fold(0.0, f64::max).max(f64::MIN_POSITIVE))
        .collect();
    let amount = |demand: usize, row: usize| demands[demand][row] / scales[demand];
    let weigh = |lambda: &[f64]| -> (Vec<f64>, f64) {
        let powers: Vec<f64> =
            (0..rows).map(|row| (0..count).map(|at| lambda[at] * amount(at, row)).sum()).collect();
        let most = powers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = powers.iter().map(|power| (power - most).exp()).collect();
        let sum: f64 = raw.iter().sum();
        (raw.iter().map(|it| it / sum).collect(), sum.ln() + most)
    };
    let mut lambda = vec![0.0; count];
    let (mut found, mut height) = weigh(&lambda);
    for _ in 0..200 {
        let means: Vec<f64> =
            (0..count).map(|at| (0..rows).map(|row| found[row] * amount(at, row)).sum()).collect();
        if means.iter().all(|mean: &f64| mean.abs() < 1e-10) {
            return (found, None);
        }
        let mut matrix: Vec<Vec<f64>> = (0..count)
            .map(|a| {
                (0..count)
                    .map(|b| {
                        let both: f64 =
                            (0..rows).map(|row| found[row] * amount(a, row) * amount(b, row)).sum();
                        both - means[a] * means[b] + if a == b { 1e-9 } else { 0.0 }
                    })
                    .collect()
            })
            .collect();
        let step = eliminated(&mut matrix, &means);
        let mut length = 1.0;
        loop {
            let tried: Vec<f64> = lambda.iter().zip(&step).map(|(it, step)| it - length * step).collect();
            let (weights, new) = weigh(&tried);
            if new <= height || length < 1e-6 {
                (lambda, found, height) = (tried, weights, new);
                break;
            }
            length /= 2.0;
        }
    }
    let misses = (0..count).map(|at| (0..rows).map(|row| found[row] * amount(at, row)).sum::<f64>().abs());
    let worst = misses.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, miss)| *miss > 1e-6);
    (found, worst.map(|(at, _)| at))
}

/// Solves a small system of equations by elimination with pivots.
fn eliminated(matrix: &mut [Vec<f64>], right: &[f64]) -> Vec<f64> {
    let count = right.len();
    let mut right = right.to_vec();
    for at in 0..count {
        let pivot =
            (at..count).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs())).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let (done, rest) = matrix.split_at_mut(at + 1);
        let top = &done[at];
        for (row, value) in rest.iter_mut().zip(at + 1..) {
            let times = row[at] / top[at];
            row.iter_mut().zip(top).skip(at).for_each(|(cell, above)| *cell -= times * above);
            right[value] -= times * right[at];
        }
    }
    let mut found = vec![0.0; count];
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|column| matrix[at][column] * found[column]).sum();
        found[at] = (right[at] - known) / matrix[at][at];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_met_by_the_exponential_family() {
        // Of 1, 2, 3 the flattest distribution with mean 2.5 has odds r, r², r³ with r² − r − 3 = 0.
        let demand: Demand = [1.0, 2.0, 3.0].iter().map(|it| it - 2.5).collect();
        let (weights, met) = weights(3, &[demand]);
        let ratio = (1.0 + 13f64.sqrt()) / 2.0;
        assert_eq!(met, [true]);
        assert!(
            (weights[1] / weights[0] - ratio).abs() < 1e-6 && (weights[2] / weights[1] - ratio).abs() < 1e-6
        );
    }

    #[test]
    fn what_no_row_can_give_is_left_out() {
        let over: Demand = vec![1.0, 2.0, 3.0];
        let half: Demand = vec![0.5, -0.5, 0.0];
        let (weights, met) = weights(3, &[over, half.clone()]);
        assert_eq!(met, [false, true]);
        assert!(weights.iter().zip(&half).map(|(w, it)| w * it).sum::<f64>().abs() < 1e-9);
    }

    #[test]
    fn of_two_that_contradict_each_other_one_gives_way() {
        let (_, met) = weights(2, &[vec![1.0, -1.0], vec![3.0, -1.0]]);
        assert_eq!(met.iter().filter(|met| **met).count(), 1);
    }
}
