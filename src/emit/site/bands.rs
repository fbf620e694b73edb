//! Where a metric stands: its latest value, the margin of it, its band, and the bar of bands.

use super::page::Page;
use super::standing::{Standing, standing};
use super::view::{How, Shown, percent};
use crate::analyze::measure::bands::Bands;
use crate::analyze::statistics::{nps, proportion};
use crate::model::library::{self, LibraryKpi};
use crate::model::metric::{Band, Direction, Family, Metric, Score};
use crate::model::quantity::{Level, TimeUnit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

/// A level as a number on the axis of its unit; durations in hours, so that units may differ.
pub fn number(level: &Level) -> Option<f64> {
    on_axis(level)?.to_f64()
}

fn on_axis(level: &Level) -> Option<Decimal> {
    Some(match level {
        Level::Share(share) => share.percent(),
        Level::Points(points) => points.0,
        Level::Number(number) => number.0,
        Level::Money(money) => money.amount,
        Level::MoneyPerTime(rate) => rate.annual()?.amount,
        Level::Duration(duration) => duration.amount().checked_mul(hours(duration.unit()))?,
    })
}

fn hours(unit: TimeUnit) -> Decimal {
    match unit {
        TimeUnit::Second => Decimal::ONE / Decimal::from(3600),
        TimeUnit::Minute => Decimal::ONE / Decimal::from(60),
        TimeUnit::Hour | TimeUnit::BusinessHour => Decimal::ONE,
        TimeUnit::Day | TimeUnit::BusinessDay => Decimal::from(24),
        TimeUnit::Week => Decimal::from(168),
        TimeUnit::Month => Decimal::from(730),
        TimeUnit::Quarter => Decimal::from(2190),
        TimeUnit::Year => Decimal::from(8760),
    }
}

/// The margin of error at 95 % of a value on `n` answers, in the unit of the axis. For NPS the spread
/// of answers is not published, so a third of passives is assumed, as the rules on targets do;
/// for shares it is the normal approximation. Other families publish no spread: no margin.
pub fn margin(it: &Metric, level: &Level, n: Option<i64>) -> Option<f64> {
    let n = n.filter(|n| *n > 0)? as f64;
    let value = number(level)?;
    let of_share = || 100.0 * proportion::margin((value / 100.0).min(1.0), n);
    match (family(it)?, level) {
        (Family::Nps, Level::Points(_)) => Some(nps::margin(nps::usual_variance(value).max(0.0), n)),
        (Family::Rate, Level::Share(_)) => Some(of_share()),
        (Family::Csat | Family::Ces, Level::Share(_)) if it.score.value() != Some(Score::Mean) => {
            Some(of_share())
        }
        _ => None,
    }
}

/// The KPI of the built-in library that a metric takes its definition from.
pub fn library(it: &Metric) -> Option<&'static LibraryKpi> {
    library::kpi(it.r#use.get()?.path.head)
}

/// The family of a metric: its own, or that of the library KPI it uses.
pub fn family(it: &Metric) -> Option<Family> {
    it.family.value().or_else(|| {
        let kpi = library(it)?;
        Family::ALL.iter().copied().find(|f| f.word() == kpi.family)
    })
}

/// Which way is better: its own word, or that of the library KPI it uses.
pub fn direction(it: &Metric) -> Option<Direction> {
    it.direction.value().or_else(|| {
        let kpi = library(it)?;
        Direction::ALL.iter().copied().find(|d| d.word() == kpi.direction)
    })
}

/// The ends of a band on the axis; open where it has none.
fn ends(band: &Band) -> (Option<f64>, Option<f64>) {
    let low = band.from.get().or(band.above.get()).and_then(number);
    let high = band.up_to.get().or(band.below.get()).and_then(number);
    (low, high)
}

/// Bands from the lowest to the highest, each with its tone: that of its name, when the name
/// tells; else the best is good and the worst alarms.
fn toned(it: &Metric) -> Vec<(&Band, &'static str)> {
    let mut bands: Vec<&Band> = it.bands.items().collect();
    let start = |band: &Band| ends(band).0.unwrap_or(f64::NEG_INFINITY);
    bands.sort_by(|a, b| start(a).total_cmp(&start(b)));
    let last = bands.len().saturating_sub(1);
    let rank = |i: usize| match direction(it) {
        Some(Direction::Down) => Some(i),
        Some(Direction::Hold) => None,
        _ => Some(last - i),
    };
    bands
        .iter()
        .enumerate()
        .map(|(i, band)| {
            let tone = match rank(i) {
                _ if last == 0 => "",
                _ if !by_name(band).is_empty() => by_name(band),
                Some(0) => "good",
                Some(worst) if worst == last => "alert",
                Some(_) => "watch",
                None => "",
            };
            (*band, tone)
        })
        .collect()
}

/// The tone that the name of a band tells.
fn by_name(band: &Band) -> &'static str {
    match band.name.get().map(|n| n.as_str()).unwrap_or("") {
        "healthy" | "good" | "green" | "on-target" | "sano" | "bien" => "good",
        "watch" | "warning" | "amber" | "yellow" | "atencion" => "watch",
        "alert" | "red" | "critical" | "poor" | "alerta" => "alert",
        _ => "",
    }
}

fn band_word(page: &Page<'_>, band: &Band) -> String {
    band.name.get().map(|name| page.value("band", name.as_str())).unwrap_or_default()
}

/// The band a value lies in, as a mark.
pub fn band_of(page: &Page<'_>, it: &Metric, standing: &Standing) -> Option<Shown> {
    if let Some(measured) = &standing.measured {
        return named(page, it, measured.band.as_deref()?);
    }
    let bands = Bands::with(it, it.bands.items(), &on_axis)?;
    named(page, it, &bands.band_of(on_axis(&standing.level)?)?.name)
}

/// A band by its name, as a mark.
pub fn named(page: &Page<'_>, it: &Metric, name: &str) -> Option<Shown> {
    let is_it = |band: &Band| band.name.get().is_some_and(|it| it.as_str() == name);
    let tone = toned(it).into_iter().find(|(band, _)| is_it(band)).map_or("", |(_, tone)| tone);
    let how = match tone {
        "good" => How::Good,
        "watch" => How::Watch,
        "alert" => How::Alert,
        _ => match name {
            _ if !it.bands.is_absent() => How::Note,
            // Bands of one segment have no place on the bar.
            "healthy" | "good" => How::Good,
            "watch" => How::Watch,
            "alert" => How::Alert,
            _ => How::Note,
        },
    };
    Some(Shown::mark(how, super::findings::capital(&page.value("band", name))))
}

/// Whether the interval of a value reaches into another band; not told of bands that apply to the
/// distance from a target.
pub fn crosses(it: &Metric, standing: &Standing) -> bool {
    if direction(it) == Some(Direction::Hold) {
        return false;
    }
    let Some((low, high)) = standing.ends(it) else { return false };
    let edges = it.bands.items().flat_map(|band| [ends(band).0, ends(band).1]).flatten();
    edges.into_iter().any(|edge| edge > low && edge < high)
}

#[derive(Serialize, JsonSchema)]
struct Part {
    x: String,
    w: String,
    mid: String,
    tone: &'static str,
    word: String,
    narrow: bool,
}

#[derive(Serialize, JsonSchema)]
struct Tick {
    x: String,
    word: String,
    edge: bool,
}

#[derive(Serialize, JsonSchema)]
struct Now {
    x: String,
    low: String,
    high: String,
    word: String,
    note: String,
    end: bool,
}

#[derive(Serialize, JsonSchema)]
struct Goal {
    x: String,
    word: String,
    note: String,
    end: bool,
}

/// The bar of bands, with the value and the target on it.
#[derive(Serialize, JsonSchema)]
pub struct BandsView {
    label: String,
    parts: Vec<Part>,
    ticks: Vec<Tick>,
    now: Option<Now>,
    goal: Option<Goal>,
}

/// The same, small.
#[derive(Serialize, JsonSchema)]
pub struct MiniView {
    label: String,
    parts: Vec<MiniPart>,
    now: String,
    goal: String,
}

#[derive(Serialize, JsonSchema)]
struct MiniPart {
    x: String,
    w: String,
    tone: &'static str,
}

/// The stretch of the axis that a bar shows.
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    /// Around every number that matters, within what the unit can be.
    fn around(numbers: &[f64], level: &Level) -> Option<Self> {
        let low = numbers.iter().copied().reduce(f64::min)?;
        let high = numbers.iter().copied().reduce(f64::max)?;
        let pad = if high > low { (high - low) * 0.45 } else { high.abs().max(1.0) * 0.5 };
        let (floor, ceiling) = match level {
            Level::Share(_) if high <= 100.0 => (0.0, 100.0),
            Level::Points(_) => (-100.0, 100.0),
            Level::Number(_) => (f64::NEG_INFINITY, f64::INFINITY),
            _ => (if low < 0.0 { f64::NEG_INFINITY } else { 0.0 }, f64::INFINITY),
        };
        Some(Self { low: (low - pad).max(floor), high: (high + pad).min(ceiling) })
    }

    fn fraction(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn x(&self, value: f64) -> String {
        percent(self.fraction(value))
    }
}

fn first_target(it: &Metric) -> Option<&crate::model::metric::TargetOf> {
    it.target.items().find(|t| t.r#for.get().is_none_or(|f| f.is_empty()))
}

/// The axis for a metric that has bands, with its value and target; none where the bands apply to the
/// distance from the target, which is another axis.
fn axis(page: &Page<'_>, it: &Metric) -> Option<(Axis, Option<Standing>)> {
    if direction(it) == Some(Direction::Hold) {
        return None;
    }
    let some_level = it
        .bands
        .items()
        .flat_map(|b| [b.from.get(), b.above.get(), b.up_to.get(), b.below.get()])
        .flatten()
        .next()?;
    let standing = standing(page, it);
    let mut numbers: Vec<f64> = it.bands.items().flat_map(|b| [ends(b).0, ends(b).1]).flatten().collect();
    if let Some(standing) = &standing {
        numbers.extend(number(&standing.level));
        numbers.extend(standing.ends(it).into_iter().flat_map(|(low, high)| [low, high]));
    }
    numbers.extend(first_target(it).and_then(|t| number(t.value.get()?)));
    Some((Axis::around(&numbers, some_level)?, standing))
}

fn stretch(axis: &Axis, band: &Band) -> Option<(f64, f64)> {
    let (low, high) = ends(band);
    let (from, to) = (axis.fraction(low.unwrap_or(axis.low)), axis.fraction(high.unwrap_or(axis.high)));
    (to > from).then_some((from, to))
}

/// The bar for a metric with bands.
pub fn bar(page: &Page<'_>, it: &Metric) -> Option<BandsView> {
    let (axis, standing) = axis(page, it)?;
    let mut parts = Vec::new();
    let mut words = Vec::new();
    for (band, tone) in toned(it) {
        let Some((from, to)) = stretch(&axis, band) else { continue };
        let word = band_word(page, band);
        words.push(word.clone());
        parts.push(Part {
            x: percent(from),
            w: percent(to - from),
            mid: percent((from + to) / 2.0),
            tone,
            word,
            narrow: to - from < 0.12,
        });
    }
    let mut edges: Vec<&Level> = it
        .bands
        .items()
        .flat_map(|b| [b.from.get(), b.above.get(), b.up_to.get(), b.below.get()])
        .flatten()
        .collect();
    edges.sort_by(|a, b| number(a).unwrap_or(0.0).total_cmp(&number(b).unwrap_or(0.0)));
    edges.dedup_by(|a, b| number(a) == number(b));
    let ticks = edges
        .iter()
        .filter_map(|edge| Some(Tick { x: axis.x(number(edge)?), word: page.write(*edge), edge: true }))
        .collect();
    let now = standing.as_ref().and_then(|s| {
        let value = number(&s.level)?;
        let ends = s.ends(it);
        Some(Now {
            x: axis.x(value),
            low: ends.map(|(low, _)| axis.x(low)).unwrap_or_default(),
            high: ends.map(|(_, high)| axis.x(high)).unwrap_or_default(),
            word: page.write(&s.level),
            note: s.note(page),
            end: axis.fraction(value) > 0.5,
        })
    });
    let goal = first_target(it).and_then(|t| {
        let value = number(t.value.get()?)?;
        Some(Goal {
            x: axis.x(value),
            word: format!("{} {}", page.word("metric.target"), page.written(&t.value)),
            note: super::metric::by_when(page, t),
            end: axis.fraction(value) > 0.6,
        })
    });
    let label =
        [now.as_ref().map(|n| n.word.clone()), goal.as_ref().map(|g| g.word.clone()), Some(words.join(", "))];
    let label = label.into_iter().flatten().collect::<Vec<_>>().join(". ");
    Some(BandsView { label, parts, ticks, now, goal })
}

pub fn mini(page: &Page<'_>, it: &Metric) -> Option<MiniView> {
    let (axis, standing) = axis(page, it)?;
    let parts = toned(it)
        .into_iter()
        .filter_map(|(band, tone)| {
            stretch(&axis, band).map(|(from, to)| MiniPart { x: percent(from), w: percent(to - from), tone })
        })
        .collect();
    let now = standing.as_ref().and_then(|s| number(&s.level));
    let target = first_target(it).and_then(|t| t.value.get());
    let words = [
        standing.as_ref().map(|s| page.write(&s.level)),
        target.map(|t| format!("{} {}", page.word("metric.target"), page.write(t))),
    ];
    Some(MiniView {
        label: words.into_iter().flatten().collect::<Vec<_>>().join(", "),
        parts,
        now: now.map(|v| axis.x(v)).unwrap_or_default(),
        goal: target.and_then(number).map(|v| axis.x(v)).unwrap_or_default(),
    })
}
