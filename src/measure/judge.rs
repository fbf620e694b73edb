//! What a value means: its band, how it stands to its target, and whether it moved.

use super::sample::Sample;
use super::values::{Point, State};
use crate::analyze::Checked;
use crate::analyze::measure::{self, Facts, Measured, Scope, bands};
use crate::analyze::statistics::Interval;
use crate::diagnostic::Say;
use crate::emit::kpi::plan::{Plan, Query};
use crate::emit::kpi::series::Break;
use crate::emit::kpi::words::direction;
use crate::model::dataset::ColumnType;
use crate::model::expression::Value;
use crate::model::metric::{TargetOf, whom};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use crate::model::time::{Date, Days, Month, PeriodName};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// How a value stands to its target.
#[derive(Clone, Debug)]
pub struct Against {
    pub level: Level,
    pub value: f64,
    /// The day by which it is to be reached; none when it always holds.
    pub due: Option<Date>,
    /// The value minus the target.
    pub distance: Option<f64>,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Met,
    NotMet,
    /// Not met, and there is time.
    NotYet,
    /// The interval holds values on both sides of it.
    Indistinct,
    /// The period is not over, or there is no value.
    NotCompared,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not-met",
            Verdict::NotYet => "not-yet",
            Verdict::Indistinct => "not-distinguishable",
            Verdict::NotCompared => "not-compared",
        }
    }
}

/// How a value stands to that of the period before.
#[derive(Clone, Debug)]
pub struct Before {
    pub period: String,
    pub value: f64,
    /// The value minus that one, with the offset of a parallel run added to that one.
    pub change: Option<f64>,
    pub interval: Option<Interval>,
    pub moved: Moved,
    /// Which of the breaks of the metric lies between them.
    pub break_at: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Changed,
    Indistinct,
    /// There is no interval to say it by.
    Unknown,
    /// They are two series, or one of them is not over.
    NotCompared,
}

impl Moved {
    pub fn name(self) -> &'static str {
        match self {
            Moved::Changed => "changed",
            Moved::Indistinct => "not-distinguishable",
            Moved::Unknown => "unknown",
            Moved::NotCompared => "not-compared",
        }
    }
}

/// Judges every value of a metric.
pub fn judge(program: &Checked<'_>, query: &Query<'_>, breaks: &[Break], points: &mut [Point]) {
    for at in 0..points.len() {
        let point = &points[at];
        // Where there is one value for each customer, bands and targets are theirs.
        let judged = query.each.is_none();
        let band = if judged { band(program, query, point) } else { None };
        let target = if judged { target(program, query, point) } else { None };
        let before = before(points, point, breaks);
        let point = &mut points[at];
        (point.band, point.target, point.before) = (band, target, before);
    }
}

/// A value as the number that bands compare: what binary fractions add is taken off.
fn exact(value: f64) -> Option<Decimal> {
    Decimal::try_from(value).ok().map(|exact| exact.round_sf(14).unwrap_or(exact).round_dp(12))
}

fn band(program: &Checked<'_>, query: &Query<'_>, point: &Point) -> Option<String> {
    let value = exact(point.value?)?;
    let facts = Facts {
        program: program.program,
        tables: BTreeMap::new(),
        as_of: program.as_of,
        zone: TimeZone::UTC,
        calendar: None,
    };
    let scope = scope(query, point)?;
    let how = Say { en: String::new(), es: String::new() };
    let measured = Measured { value: Some(value), n: 0, how, decided: None };
    measure::band(&facts, query.metric, &measured, &scope).ok().flatten()
}

/// The values of the cut, so that bands for one segment can be chosen.
fn scope(query: &Query<'_>, point: &Point) -> Option<Scope> {
    let mut scope = Scope::default();
    let (Plan::Rows(rows), Some(shown)) = (&query.finished.plan, &point.cut_value) else {
        return Some(scope);
    };
    for (name, shown) in parts(point, shown) {
        let ty = rows.dimensions.iter().find(|dimension| dimension.alias == name).map(|it| it.ty);
        let value = match ty {
            _ if shown == "not stated" => Value::None,
            Some(ColumnType::Boolean) => Value::YesNo(shown == "true"),
            Some(ColumnType::Integer | ColumnType::Number) => Value::Number(shown.parse().ok()?),
            _ => Value::Text(shown.to_owned()),
        };
        let column = crate::model::id::Id::new(name).as_str();
        scope.cuts.push((query.metric.index, column, value));
    }
    Some(scope)
}

/// The columns of a cut, each with its value.
fn parts<'s>(point: &'s Point, shown: &'s str) -> Vec<(&'s str, &'s str)> {
    let names: Vec<&str> = point.cut.split('/').collect();
    match names[..] {
        [name] => vec![(name, shown)],
        _ => {
            let values: Vec<&str> = shown.split('/').collect();
            // A value with a slash in it cannot be told apart from two.
            if values.len() == names.len() { names.into_iter().zip(values).collect() } else { Vec::new() }
        }
    }
}

fn target(program: &Checked<'_>, query: &Query<'_>, point: &Point) -> Option<Against> {
    let resolved = program.program;
    let fiscal = resolved.program().and_then(|root| root.it.fiscal_year_start.value());
    let fiscal = fiscal.and_then(|month| Month::new(i8::try_from(month.get()).ok()?)).or(Month::new(1))?;
    let last = point.days.map_or(program.as_of.0, |days| days.last);
    let due = |target: &TargetOf| {
        let by = || target.period.value().map(|period| Date(period.days(fiscal).last));
        target.by.value().or_else(by)
    };
    let meant = query.metric.it.target.items().filter(|target| is_for(target, point));
    let mut meant: Vec<(Option<Date>, &TargetOf)> = meant.map(|target| (due(target), target)).collect();
    // The next one that is due; else one that always holds; else the last one.
    meant.sort_by_key(|(due, _)| match due {
        Some(due) if due.0 >= last => (0, due.0),
        None => (1, last),
        Some(due) => (2, last.saturating_add((last - due.0).abs())),
    });
    let (due, target) = *meant.first()?;
    let level = target.value.get()?;
    let number = bands::number(resolved, query.metric, level)?.to_f64()?;
    let tolerance = target.tolerance.get().and_then(|level| bands::number(resolved, query.metric, level));
    let tolerance = tolerance.and_then(|tolerance| tolerance.to_f64()).unwrap_or(0.0);
    let ends: Vec<f64> = match direction(query)? {
        "hold" => vec![number - tolerance, number + tolerance],
        _ => vec![number],
    };
    let verdict = match point.value {
        Some(value) if point.state == State::Complete => {
            let good = match direction(query)? {
                "hold" => (value - number).abs() <= tolerance + slack(number),
                "down" => value <= number + slack(number),
                _ => value >= number - slack(number),
            };
            let unsure =
                point.interval.is_some_and(|it| ends.iter().any(|end| it.low < *end && *end < it.high));
            match (unsure, good) {
                (true, _) => Verdict::Indistinct,
                (false, true) => Verdict::Met,
                (false, false) if due.is_some_and(|due| due.0 > last) => Verdict::NotYet,
                (false, false) => Verdict::NotMet,
            }
        }
        _ => Verdict::NotCompared,
    };
    let distance = point.value.map(|value| value - number);
    Some(Against { level: *level, value: number, due, distance, verdict })
}

/// What binary fractions may add or take.
fn slack(number: f64) -> f64 {
    1e-12 * number.abs().max(1.0)
}

/// Whether a target is for the people that a value speaks of.
fn is_for(target: &TargetOf, point: &Point) -> bool {
    let wanted = whom(&target.r#for);
    let Some(shown) = &point.cut_value else { return wanted.is_empty() };
    let mut own: Vec<(&str, &str)> = parts(point, shown);
    own.sort_unstable();
    !wanted.is_empty()
        && wanted.len() == own.len()
        && wanted
            .iter()
            .zip(&own)
            .all(|((column, value), (name, shown))| column.rsplit('/').next() == Some(name) && value == shown)
}

fn before(points: &[Point], point: &Point, breaks: &[Break]) -> Option<Before> {
    let (days, value) = (point.days?, point.value?);
    let unit = PeriodName::parse(&point.period).ok()?.unit();
    let name = PeriodName::of(unit, days.first.saturating_sub(1.day())).spell();
    let other = points
        .iter()
        .find(|other| other.period == name && other.cut == point.cut && other.cut_value == point.cut_value)?;
    let (earlier, was): (Days, f64) = (other.days?, other.value?);
    let break_at = breaks.iter().position(|one| one.parts(earlier, days));
    let offset = match break_at {
        None => Some(0.0),
        // A period that holds both sides is of neither series.
        Some(at) if breaks[at].cuts(days) || breaks[at].cuts(earlier) => None,
        Some(at) => breaks[at].offset,
    };
    let over = point.state == State::Complete && other.state == State::Complete;
    let before = |change, interval, moved| Before {
        period: name.clone(),
        value: was,
        change,
        interval,
        moved,
        break_at,
    };
    let Some(offset) = offset.filter(|_| over) else {
        return Some(before(None, None, Moved::NotCompared));
    };
    let change = Some(value - was - offset);
    let apart = |own: Sample, others: Sample| own.above(others);
    let interval = point.sample.zip(other.sample).and_then(|(own, others)| apart(own, others));
    let interval = interval.map(|it| Interval { low: it.low - offset, high: it.high - offset });
    let moved = match interval {
        None => Moved::Unknown,
        Some(it) if it.low <= 0.0 && 0.0 <= it.high => Moved::Indistinct,
        Some(_) => Moved::Changed,
    };
    Some(before(change, interval, moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_at_the_edge_of_a_band_is_not_moved_by_binary_fractions() {
        assert_eq!(exact(0.1 + 0.2), Some(Decimal::new(3, 1)));
        assert_eq!(exact(100.0 * (0.3 - (0.1 + 0.2))), Some(Decimal::ZERO));
        assert_eq!(exact(0.8), Some(Decimal::new(8, 1)));
        assert_eq!(exact(1_000_000_000.01), Some(Decimal::new(100_000_000_001, 2)));
    }
}
