//! The line of values, large and small. Nothing is drawn across a declared break.

use super::bands::{margin, number};
use super::page::Page;
use super::standing::published;
use super::view::{percent, short};
use crate::emit::kpi::series;
use crate::model::EntityIndex;
use crate::model::common::{Bridge, BridgeMethod};
use crate::model::metric::Metric;
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

/// A value of the line, with its interval.
pub struct Value {
    pub at: f64,
    pub ends: Option<(f64, f64)>,
    /// Which stretch between breaks it belongs to.
    pub series: usize,
    pub period: Option<PeriodName>,
    /// How the period and the value are written.
    pub words: [String; 2],
}

/// A break that values lie on both sides of: before which of them, and why.
pub struct Mark {
    pub before: usize,
    pub cause: String,
}

/// The breaks that a metric and its question declare, the oldest first; one that both declare stands once.
pub fn breaks<'p>(page: &Page<'p>, index: EntityIndex) -> Vec<&'p Bridge> {
    let program = page.program();
    let Some(metric) = program.as_kind::<Metric>(index) else { return Vec::new() };
    let mut found = series::bridges(program, metric);
    found.sort_by_key(|it| it.date.value());
    found.dedup_by_key(|it| {
        (
            it.date.value(),
            it.method.value(),
            it.from.get().map(|v| v.to_string()),
            it.to.get().map(|v| v.to_string()),
        )
    });
    found
}

/// The line of published values, when there are at least two.
pub fn trend(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Option<TrendView> {
    let breaks: Vec<&Bridge> = breaks(page, index)
        .into_iter()
        .filter(|b| b.method.value() != Some(BridgeMethod::ParallelRun) && b.date.get().is_some())
        .collect();
    let mut values = Vec::new();
    for actual in published(it) {
        let level = actual.value.get()?;
        let last = actual.period.get()?.days(Month::default()).last;
        let series = breaks.iter().filter(|b| b.date.get().is_some_and(|d| d.0 <= last)).count();
        let at = number(level)?;
        let margin = margin(it, level, actual.n.get().map(|n| n.0));
        values.push(Value {
            at,
            ends: margin.map(|m| (at - m, at + m)),
            series,
            period: actual.period.value(),
            words: [page.written(&actual.period), page.written(&actual.value)],
        });
    }
    let marks = marks(page, &breaks, &values);
    drawn(page, &values, &marks)
}

/// Values in their order as a line, when there are at least two.
pub fn drawn(page: &Page<'_>, values: &[Value], marks: &[Mark]) -> Option<TrendView> {
    if values.len() < 2 {
        return None;
    }
    let ends = |v: &Value| v.ends.unwrap_or((v.at, v.at));
    let low = values.iter().map(|v| ends(v).0.min(v.at)).fold(f64::INFINITY, f64::min);
    let high = values.iter().map(|v| ends(v).1.max(v.at)).fold(f64::NEG_INFINITY, f64::max);
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
            y1: v.ends.map(|(low, _)| y(low)),
            y2: v.ends.map(|(_, high)| y(high)),
            word: v.words[1].clone(),
            tone: tone(v.series),
        })
        .collect();
    let label = values.iter().map(|v| v.words.join(": ")).collect::<Vec<_>>().join("; ");
    let place = |mark: &Mark| match mark.before {
        0 => x(0),
        i => (x(i - 1) + x(i)) / 2.0,
    };
    let broken = |mark: &Mark| Break {
        x: percent(place(mark)),
        word: page.word("metric.break"),
        cause: mark.cause.clone(),
    };
    Some(TrendView {
        label,
        height: HEIGHT,
        grid: ticks.iter().map(|t| GridLine { y: y(*t), word: page.locale.float(*t, 1) }).collect(),
        band: Vec::new(),
        breaks: marks.iter().map(broken).collect(),
        series: lines(values, &x, &y, &tone),
        points,
        axis: axis(page, values, &x),
    })
}

/// A line in the height of a row of a table: each stretch for itself, whiskers, breaks.
#[derive(Serialize, JsonSchema)]
pub struct SparkView {
    title: String,
    desc: String,
    height: f64,
    series: Vec<Series>,
    whiskers: Vec<Whisker>,
    breaks: Vec<String>,
    last: Option<Dot>,
}

#[derive(Serialize, JsonSchema)]
struct Whisker {
    x: String,
    y1: f64,
    y2: f64,
}

#[derive(Serialize, JsonSchema)]
struct Dot {
    x: String,
    y: f64,
}

/// The small line, when there are at least two values.
pub fn spark(title: String, values: &[Value], marks: &[Mark]) -> Option<SparkView> {
    const TALL: f64 = 40.0;
    if values.len() < 2 {
        return None;
    }
    let ends = |v: &Value| v.ends.unwrap_or((v.at, v.at));
    let low = values.iter().map(|v| ends(v).0).fold(f64::INFINITY, f64::min);
    let high = values.iter().map(|v| ends(v).1).fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let y = |value: f64| round(TALL - 5.0 - (value - low) / span * (TALL - 10.0));
    let count = values.len() as f64;
    let x = |i: usize| (i as f64 + 0.5) / count;
    let said = |(i, v): (usize, &Value)| {
        let causes = marks.iter().filter(|mark| mark.before == i).map(|mark| mark.cause.clone());
        causes.chain([v.words.join(": ")]).collect::<Vec<_>>().join("; ")
    };
    let place =
        |mark: &Mark| if mark.before == 0 { x(0) } else { (x(mark.before - 1) + x(mark.before)) / 2.0 };
    let last = values.len() - 1;
    Some(SparkView {
        title,
        desc: values.iter().enumerate().map(said).collect::<Vec<_>>().join("; "),
        height: TALL,
        series: lines(values, &x, &y, &|series| if series == values[last].series { "new" } else { "old" }),
        whiskers: values
            .iter()
            .enumerate()
            .filter_map(|(i, v)| {
                v.ends.map(|(low, high)| Whisker { x: percent(x(i)), y1: y(high), y2: y(low) })
            })
            .collect(),
        breaks: marks.iter().map(|mark| percent(place(mark))).collect(),
        last: Some(Dot { x: percent(x(last)), y: y(values[last].at) }),
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
    values: &[Value],
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

fn marks(page: &Page<'_>, breaks: &[&Bridge], values: &[Value]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, pair) in values.windows(2).enumerate() {
        if pair[0].series == pair[1].series {
            continue;
        }
        let Some(bridge) = breaks.get(pair[0].series) else { continue };
        let why = page.opt(&bridge.why).map(|t| format!("{}, ", t.s)).unwrap_or_default();
        marks.push(Mark { before: i + 1, cause: format!("{why}{}", page.written(&bridge.date)) });
    }
    marks
}

fn axis(page: &Page<'_>, values: &[Value], x: &dyn Fn(usize) -> f64) -> Vec<AxisMark> {
    let mut year = 0;
    values
        .iter()
        .enumerate()
        .filter_map(|(i, v)| {
            let period = v.period?;
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
