//! What the planned sample can show: how wide intervals will be, the smallest change between two periods
//! that is seen with a power of 80 %, and whether intervals hold the true value as often as they promise.

use super::chance::{Chance, summed};
use super::year::{Aimed, InMemory, Year};
use crate::analyze::Checked;
use crate::analyze::statistics::mean::Mean;
use crate::analyze::statistics::normal::{quantile, z_of};
use crate::analyze::statistics::{CONFIDENCE, POWER};
use crate::diagnostic::Mistake;
use crate::emit::kpi::Kpis;
use crate::measure::engine::asked;
use crate::measure::run::Measuring;
use crate::measure::sample::{Method, Sample};
use crate::measure::values::{Values, days};
use crate::model::metric::{Metric, MetricUnit};
use crate::model::quantity::Change;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// What a metric can show, for everybody or for one value of a cut.
pub struct Shows {
    pub metric: String,
    pub unit: Option<MetricUnit>,
    pub cut: String,
    pub cut_value: Option<String>,
    /// Answers in a period, on average over the year.
    pub n: f64,
    pub value: f64,
    /// Half the width of the 95 % interval.
    pub margin: f64,
    /// The smallest change from one period to the next that is seen with a power of 80 %.
    pub smallest: f64,
    /// The change that matters, where the metric says one.
    pub matters: Option<f64>,
    /// The answers in a period are too few to be shown.
    pub hidden: bool,
}

/// How often intervals held the true value.
pub struct Coverage {
    pub metric: String,
    pub method: Method,
    pub runs: usize,
    pub held: usize,
    pub n: usize,
}

/// The measured year: each metric with its values.
pub fn measured<'k, 'p, R>(
    checked: &Checked<'p>,
    kpis: &'k Kpis<'p>,
    year: &Year,
    look: impl FnOnce(&[Values<'_, 'p>]) -> R,
) -> Result<R, Mistake> {
    let asked = asked(checked.program, kpis);
    let measuring =
        Measuring { program: checked, kpis, asked: &asked, more: &[], skips: false, trusts: false };
    let files = year.tables.iter().map(|table| (table.path.as_str(), table.csv.as_str()));
    let outcome = measuring.in_sqlite(&InMemory(files.collect()), None)?;
    Ok(look(&outcome.values))
}

/// What each metric can show with the answers of the year.
pub fn shows(kpis: &Kpis<'_>, year: &Year, values: &[Values<'_, '_>]) -> Vec<Shows> {
    let mut found = Vec::new();
    for aimed in &year.aimed {
        let query = &kpis.queries[aimed.query];
        let Some(values) = values.iter().find(|values| values.query.name == query.name) else { continue };
        let Ok(method) = values.method else { continue };
        let mut by_cut: BTreeMap<(bool, String, Option<String>), (u64, u64)> = BTreeMap::new();
        let inside = |period: &str| {
            days(query.grain, period)
                .is_none_or(|days| year.plan.days.first <= days.first && days.last <= year.plan.days.last)
        };
        for point in values.points.iter().filter(|point| inside(&point.period)) {
            let key = (!point.is_total(), point.cut.clone(), point.cut_value.clone());
            let (n, periods) = by_cut.entry(key).or_default();
            (*n, *periods) = (*n + point.n, *periods + 1);
        }
        let variance = variance(aimed, method);
        let scale = year.plan.scale(aimed.stage);
        for ((is_cut, cut, cut_value), (n, periods)) in by_cut {
            let n = scale * n as f64 / periods.max(1) as f64;
            if n < 2.0 {
                continue;
            }
            let least = query.minimum_n.filter(|_| is_cut);
            let times = if method == Method::Sides { 100.0 } else { 1.0 };
            found.push(Shows {
                metric: query.metric.id().to_string(),
                unit: query.unit,
                cut,
                cut_value,
                n,
                value: times * aimed.value,
                margin: times * z_of(CONFIDENCE) * (variance / n).sqrt(),
                smallest: times * smallest_change(variance, n),
                matters: matters(query.metric.it),
                hidden: least.is_some_and(|least| n < least as f64),
            });
        }
    }
    found
}

/// The smallest difference between two groups of `n` that is found with a power of 80 %, two-sided at 5 %
/// (Cohen, Statistical power analysis for the behavioral sciences, 1988).
pub fn smallest_change(variance: f64, n: f64) -> f64 {
    (z_of(CONFIDENCE) + quantile(POWER)) * (2.0 * variance / n).sqrt()
}

/// How far single rows scatter around the value.
fn variance(aimed: &Aimed, method: Method) -> f64 {
    let all: f64 = aimed.rows.iter().map(|(_, below, weight)| below * weight).sum();
    let square = |(above, below, weight): &(f64, f64, f64)| {
        let amount = match method {
            Method::Share => f64::from(u8::from(*above > 0.0)),
            Method::Sides if *above != 0.0 => above.signum(),
            Method::Sides => 0.0,
            Method::Mean => above / below,
        };
        weight * below * (amount - aimed.value).powi(2)
    };
    aimed.rows.iter().map(square).sum::<f64>() / all
}

fn matters(metric: &Metric) -> Option<f64> {
    let change = match metric.meaningful_change.get()? {
        Change::PercentagePoints(points) => points.points.to_f64()? / 100.0,
        Change::Points(points) => points.0.to_f64()?,
        Change::Number(number) => number.0.to_f64()?,
        _ => return None,
    };
    Some(change.abs())
}

/// Draws so many periods of the size that was planned and looks how often the interval holds the value.
pub fn coverage(
    kpis: &Kpis<'_>,
    year: &Year,
    values: &[Values<'_, '_>],
    shows: &[Shows],
    seed: u64,
    runs: usize,
) -> Vec<Coverage> {
    let of = |aimed: &Aimed| {
        let query = &kpis.queries[aimed.query];
        let id = query.metric.id().to_string();
        let method = values.iter().find(|it| it.query.name == query.name)?.method.as_ref().ok().copied()?;
        let total = shows.iter().find(|it| it.metric == id && it.cut == "total")?;
        let n = (total.n.round() as usize).clamp(2, 2000);
        let mut chance = Chance::of(seed, &format!("coverage/{id}"));
        let sums = summed(aimed.rows.iter().map(|(_, below, weight)| below * weight));
        let truth = if method == Method::Sides { 100.0 * aimed.value } else { aimed.value };
        let held = (0..runs).filter(|_| holds(aimed, method, n, truth, &sums, &mut chance)).count();
        Some(Coverage { metric: id, method, runs, held, n })
    };
    year.aimed.iter().filter_map(of).collect()
}

fn holds(aimed: &Aimed, method: Method, n: usize, truth: f64, sums: &[f64], chance: &mut Chance) -> bool {
    let drawn: Vec<f64> = (0..n)
        .map(|_| {
            let (above, below, _) = aimed.rows[chance.by_weight(sums)];
            above / below
        })
        .collect();
    let all = n as f64;
    let count = |is: &dyn Fn(f64) -> bool| drawn.iter().filter(|it| is(**it)).count() as f64;
    let sample = match method {
        Method::Sides => {
            let (up, down) = (count(&|it| it > 0.0), count(&|it| it < 0.0));
            Some(Sample::Sides([up, all - up - down, down]))
        }
        Method::Share => Some(Sample::Share { events: count(&|it| it > 0.0), n: all }),
        Method::Mean => {
            let mean = drawn.iter().sum::<f64>() / all;
            let square = drawn.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / all;
            Mean::of_squares(all, mean, square).map(Sample::Mean)
        }
    };
    sample.is_some_and(|sample| {
        let interval = sample.interval();
        interval.low <= truth && truth <= interval.high
    })
}
