//! The line of published values. Nothing is drawn across a declared break.

use super::bands::{margin, number, published};
use super::page::Page;
use super::view::{percent, short};
use crate::model::common::{Bridge, BridgeMethod};
use crate::model::metric::{Actual, Metric};
use crate::model::time::{Month, PeriodName};
use schemars::JsonSchema;
use serde::Serialize;

const HEIGHT: f64 = 260.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 196.0;

#[derive(Serialize, JsonSchema)]
struct GridLine {
    y: f64,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct Break {
    x: String,
    word: String,
    cause: String,
}

#[derive(Serialize, JsonSchema)]
struct Series {
    d: String,
    tone: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Point {
    x: String,
    y: f64,
    y1: Option<f64>,
    y2: Option<f64>,
    word: String,
    tone: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct AxisMark {
    x: String,
    word: String,
    year: String,
}

#[derive(Serialize, JsonSchema)]
struct Stripe {
    y: f64,
    h: f64,
    tone: &'static str,
    word: String,
}

#[derive(Serialize, JsonSchema)]
pub struct TrendView {
    label: String,
    height: f64,
    grid: Vec<GridLine>,
    band: Vec<Stripe>,
    breaks: Vec<Break>,
    series: Vec<Series>,
    points: Vec<Point>,
    axis: Vec<AxisMark>,
}

/// A value of the line, with its margin.
struct Value<'m> {
    actual: &'m Actual,
    at: f64,
    margin: Option<f64>,
    /// Which stretch between breaks it belongs to.
    series: usize,
}

/// The line, when at least two values are published.
pub fn trend(page: &Page<'_>, it: &Metric) -> Option<TrendView> {
    let breaks: Vec<&Bridge> = it
        .history
        .items()
        .filter(|b| b.method.value() != Some(BridgeMethod::ParallelRun) && b.date.get().is_some())
        .collect();
    let mut values = Vec::new();
    for actual in published(it) {
        let level = actual.value.get()?;
        let last = actual.period.get()?.days(Month::default()).last;
        let series = breaks.iter().filter(|b| b.date.get().is_some_and(|d| d.0 <= last)).count();
        values.push(Value {
            actual,
            at: number(level)?,
            margin: margin(it, level, actual.n.get().map(|n| n.0)),
            series,
        });
    }
    if values.len() < 2 {
        return None;
    }
    let low = values.iter().map(|v| v.at - v.margin.unwrap_or(0.0)).fold(f64::INFINITY, f64::min);
    let high = values.iter().map(|v| v.at + v.margin.unwrap_or(0.0)).fold(f64::NEG_INFINITY, f64::max);
    let ticks = ticks(low, high);
    let (floor, ceiling) = (ticks[0].min(low), ticks[ticks.len() - 1].max(high));
    let y = |value: f64| round(BOTTOM - (value - floor) / (ceiling - floor) * (BOTTOM - TOP));
    let count = values.len() as f64;
    let x = |i: usize| (i as f64 + 0.7) / (count + 0.4);
    let last = values[values.len() - 1].series;
    let tone = |series: usize| if series == last { "new" } else { "old" };
    let points = values
        .iter()
        .enumerate()
        .map(|(i, v)| Point {
            x: percent(x(i)),
            y: y(v.at),
            y1: v.margin.map(|m| y(v.at - m)),
            y2: v.margin.map(|m| y(v.at + m)),
            word: page.written(&v.actual.value),
            tone: tone(v.series),
        })
        .collect();
    let label = values
        .iter()
        .map(|v| format!("{}: {}", page.written(&v.actual.period), page.written(&v.actual.value)))
        .collect::<Vec<_>>()
        .join("; ");
    Some(TrendView {
        label,
        height: HEIGHT,
        grid: ticks.iter().map(|t| GridLine { y: y(*t), word: page.locale.float(*t, 1) }).collect(),
        band: Vec::new(),
        breaks: marks(page, &breaks, &values, &x),
        series: lines(&values, &x, &y, &tone),
        points,
        axis: axis(page, &values, &x),
    })
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Three to six round numbers around the values.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let span = (high - low).max(high.abs() * 0.02).max(0.1);
    let rough = span / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(power * 10.0);
    let first = (low / step).floor();
    let last = (high / step).ceil().max(first + 1.0);
    (0..=((last - first) as usize).min(8)).map(|i| (first + i as f64) * step).collect()
}

fn lines(
    values: &[Value<'_>],
    x: &dyn Fn(usize) -> f64,
    y: &dyn Fn(f64) -> f64,
    tone: &dyn Fn(usize) -> &'static str,
) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    let mut last = None;
    for (i, value) in values.iter().enumerate() {
        let place = format!("{} {}", short(x(i) * 1000.0), y(value.at));
        match series.last_mut().filter(|_| last == Some(value.series)) {
            Some(line) => line.d.push_str(&format!("L{place}")),
            None => series.push(Series { d: format!("M{place}"), tone: tone(value.series) }),
        }
        last = Some(value.series);
    }
    series
}

fn marks(page: &Page<'_>, breaks: &[&Bridge], values: &[Value<'_>], x: &dyn Fn(usize) -> f64) -> Vec<Break> {
    let mut marks = Vec::new();
    for (i, pair) in values.windows(2).enumerate() {
        if pair[0].series == pair[1].series {
            continue;
        }
        let Some(bridge) = breaks.get(pair[0].series) else { continue };
        let why = page.opt(&bridge.why).map(|t| format!("{}, ", t.s)).unwrap_or_default();
        marks.push(Break {
            x: percent((x(i) + x(i + 1)) / 2.0),
            word: page.word("metric.break"),
            cause: format!("{why}{}", page.written(&bridge.date)),
        });
    }
    marks
}

fn axis(page: &Page<'_>, values: &[Value<'_>], x: &dyn Fn(usize) -> f64) -> Vec<AxisMark> {
    let mut year = 0;
    values
        .iter()
        .enumerate()
        .filter_map(|(i, v)| {
            let period = *v.actual.period.get()?;
            let this = period.days(Month::default()).first.year();
            let new = std::mem::replace(&mut year, this) != this;
            let name = page.locale.period_name(period);
            // The year stands below, once.
            let word = match period {
                PeriodName::Quarter { .. } | PeriodName::HalfYear { .. } | PeriodName::Month { .. } => {
                    name.split(super::locale::NBSP).next().unwrap_or(&name).to_owned()
                }
                _ => name,
            };
            let year = if new && word != this.to_string() { this.to_string() } else { String::new() };
            Some(AxisMark { x: percent(x(i)), word, year })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_has_few_round_numbers() {
        assert_eq!(ticks(24.0, 38.0), [20.0, 25.0, 30.0, 35.0, 40.0]);
        assert!(ticks(3.0, 3.0).len() >= 2);
    }
}
