//! The values of one metric: what the queries gave, with its interval, band, target and the period before.

use super::engine::Rows;
use super::judge::{self, Against, Before};
use super::sample::{Method, Sample, Spreads, spreads};
use crate::analyze::Checked;
use crate::analyze::statistics::Interval;
use crate::diagnostic::Say;
use crate::emit::kpi::grain::{self, Grain};
use crate::emit::kpi::plan::Query;
use crate::emit::kpi::series::{Break, breaks};
use crate::model::metric::MetricUnit;
use crate::model::quantity::TimeUnit;
use crate::model::scalar::Scalar;
use crate::model::time::{Days, Month, Period, PeriodName};
use crate::resolve::names::metrics;

/// How far a period has come on the day that the data is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Complete,
    /// Its last day has not passed.
    Unfinished,
    /// It is over, and its youngest rows still wait for the age from which they count.
    Maturing,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Complete => "complete",
            State::Unfinished => "unfinished",
            State::Maturing => "maturing",
        }
    }
}

/// One value: of everybody, or of one value of a cut.
#[derive(Clone, Debug)]
pub struct Point {
    pub period: String,
    /// None when all rows are one period.
    pub days: Option<Days>,
    pub state: State,
    /// `total`, `channel`, `archetype/channel`.
    pub cut: String,
    /// None where the total stands for all.
    pub cut_value: Option<String>,
    pub value: Option<f64>,
    /// Rows that count, without weights.
    pub n: u64,
    /// Fewer answers than may be shown.
    pub hidden: bool,
    pub effective_n: Option<f64>,
    pub sample: Option<Sample>,
    pub interval: Option<Interval>,
    pub band: Option<String>,
    pub target: Option<Against>,
    pub before: Option<Before>,
}

impl Point {
    pub fn is_total(&self) -> bool {
        self.cut == "total"
    }
}

/// A metric with all its values, in the order of periods, the total first.
pub struct Values<'k, 'p> {
    pub query: &'k Query<'p>,
    pub method: Result<Method, Say>,
    pub breaks: Vec<Break>,
    /// The unit that lengths of time are counted in.
    pub counted_in: Option<TimeUnit>,
    pub points: Vec<Point>,
}

impl<'k, 'p> Values<'k, 'p> {
    /// Puts the answers to both queries of a metric together.
    pub fn of(program: &Checked<'_>, query: &'k Query<'p>, rows: &Rows, spread: Option<&Rows>) -> Self {
        let resolved = program.program;
        let method = Method::of(resolved, query);
        let spreads = spread.map(spreads).unwrap_or_default();
        let mut points: Vec<Point> = rows.iter().filter_map(|row| point(program, query, row)).collect();
        for point in &mut points {
            estimate(point, method.as_ref().ok().copied(), &spreads);
        }
        points.sort_by(|a, b| {
            let day = |point: &Point| point.days.map(|days| days.first);
            (day(a), !a.is_total(), &a.cut, &a.cut_value).cmp(&(day(b), !b.is_total(), &b.cut, &b.cut_value))
        });
        let breaks = breaks(resolved, query);
        judge::judge(program, query, &breaks, &mut points);
        let counted_in = metrics::stated_unit(query.metric.it)
            .filter(|unit| *unit == MetricUnit::Duration)
            .and_then(|_| crate::analyze::measure::bands::counted_in(resolved, query.metric));
        Self { query, method, breaks, counted_in, points }
    }

    /// The last period that is over, or the last one there is.
    pub fn current(&self) -> Option<&str> {
        let totals = || self.points.iter().rev().filter(|point| point.is_total());
        let complete = totals().find(|point| point.state == State::Complete);
        complete.or_else(|| totals().next()).map(|point| point.period.as_str())
    }
}

/// `metric, period, cut, cut_value, value, n` as a value.
fn point(program: &Checked<'_>, query: &Query<'_>, row: &[Option<String>]) -> Option<Point> {
    let text = |at: usize| row.get(at).cloned().flatten();
    let number = |at: usize| text(at)?.parse::<f64>().ok().filter(|number| number.is_finite());
    let (period, cut) = (text(1)?, text(2)?);
    let days = days(query.grain, &period);
    let total = cut == "total";
    let (value, n) = (number(4), number(5).unwrap_or(0.0).max(0.0) as u64);
    let hidden = !total && query.minimum_n.is_some_and(|least| n < least.unsigned_abs());
    Some(Point {
        state: state(program, query, days),
        period,
        days,
        cut_value: if total { None } else { text(3) },
        cut,
        value,
        n,
        hidden,
        effective_n: None,
        sample: None,
        interval: None,
        band: None,
        target: None,
        before: None,
    })
}

/// The days of a period by its name.
pub fn days(grain: Grain, period: &str) -> Option<Days> {
    let name = || PeriodName::parse(period).ok();
    match grain {
        Grain::Whole => None,
        Grain::Calendar(_) => Some(name()?.days(Month::new(1)?)),
        Grain::Rolling(length) => match name()? {
            PeriodName::Day(day) => Some(Period::Rolling(length).around(day.0)),
            _ => None,
        },
    }
}

fn state(program: &Checked<'_>, query: &Query<'_>, days: Option<Days>) -> State {
    let (Some(days), Grain::Calendar(_)) = (days, query.grain) else { return State::Complete };
    let today = program.as_of.0;
    if days.last >= today {
        return State::Unfinished;
    }
    let Some(wait) = query.metric.it.matures_after.value() else { return State::Complete };
    if grain::ripe_on(days.last, wait) > today { State::Maturing } else { State::Complete }
}

fn estimate(point: &mut Point, method: Option<Method>, spreads: &Spreads) {
    let (Some(method), Some(value)) = (method, point.value) else { return };
    let total = if point.is_total() { Some("all".to_owned()) } else { point.cut_value.clone() };
    let key = (point.period.clone(), point.cut.clone(), total);
    let Some(spread) = spreads.get(&key) else { return };
    point.effective_n = Some(spread.effective_n());
    point.sample = spread.sample(method, value);
    point.interval = point.sample.map(Sample::interval);
}
