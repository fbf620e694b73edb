//! What was measured, as pages show it: the line by period, tables, and what the interval lets one say.

use super::charts::{self, Mark, SparkView, TrendView, Value};
use super::locale::NBSP;
use super::page::Page;
use super::standing::{ends, level, series};
use super::view::{Grid, How, Shown};
use super::{bands, findings};
use crate::emit::measured::{Point, Series, Stretch};
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::time::PeriodName;
use schemars::JsonSchema;
use serde::Serialize;

/// What a page says of the measurement of a metric.
#[derive(Serialize, JsonSchema)]
pub struct MeasuredView {
    /// How it stands to its target and to the period before.
    said: Vec<Shown>,
    /// On which day, by what.
    source: String,
    behind: Option<Shown>,
    trend: Option<TrendView>,
    by_period: Grid,
    by_cut: Option<Grid>,
}

pub fn view(page: &Page<'_>, it: &Metric) -> Option<MeasuredView> {
    let series = series(page, it)?;
    let current = series.current()?;
    let (values, marks) = line(page, it, series);
    Some(MeasuredView {
        said: said(page, current),
        source: source(page),
        behind: series.behind.then(|| Shown::mark(How::Watch, page.word("measured.behind"))),
        trend: charts::drawn(page, &values, &marks),
        by_period: by_period(page, it, series),
        by_cut: by_cut(page, it, series, current),
    })
}

/// The small line of a row of a scorecard.
pub fn spark(page: &Page<'_>, it: &Metric, title: &str) -> Option<SparkView> {
    let (values, marks) = line(page, it, series(page, it)?);
    charts::spark(format!("{title}: {}", page.word("measured.by_period")), &values, &marks)
}

/// On which day the data was looked at, and by what engine.
pub fn source(page: &Page<'_>) -> String {
    let Some(measured) = &page.options.measured else { return String::new() };
    let day = page.write(&measured.as_of);
    format!("{} {day} · {}", page.word("measured.on"), measured.engine)
}

/// What may be said of a value beside its target and the period before.
pub fn said(page: &Page<'_>, point: &Point) -> Vec<Shown> {
    let target = point.target.as_ref().and_then(|it| verdict(page, &it.verdict));
    let before = point.before.as_ref().and_then(|it| moved(page, &it.verdict, it.broken.is_some()));
    target.into_iter().chain(before).collect()
}

/// How a value stands to its target, as a mark.
pub fn verdict(page: &Page<'_>, verdict: &str) -> Option<Shown> {
    let how = match verdict {
        "met" => How::Good,
        "not-met" => How::Alert,
        "not-yet" => How::Watch,
        "not-distinguishable" => How::Note,
        _ => return None,
    };
    Some(Shown::mark(how, page.value("verdict", verdict)))
}

/// Whether a value moved since the period before, as a mark.
pub fn moved(page: &Page<'_>, verdict: &str, broken: bool) -> Option<Shown> {
    match verdict {
        "changed" | "not-distinguishable" => Some(Shown::mark(How::Note, page.value("moved", verdict))),
        "not-compared" if broken => Some(Shown::mark(How::Note, page.value("moved", "across-a-break"))),
        _ => None,
    }
}

/// The values of everybody as a line, and where it breaks. A period that is not over stands in the table alone.
fn line(page: &Page<'_>, it: &Metric, series: &Series) -> (Vec<Value>, Vec<Mark>) {
    let shown: Vec<&Point> =
        series.totals().filter(|point| point.complete && point.value.is_some()).collect();
    let stretch = |at: usize, point: &Point| match series.stretch(point) {
        Stretch::Of(series) => series,
        Stretch::Alone => series.breaks.len() + 1 + at,
    };
    let mut values = Vec::new();
    let mut plotted: Vec<&Point> = Vec::new();
    for (at, point) in shown.into_iter().enumerate() {
        let Some(level) = point.value.and_then(|value| level(page, it, value)) else { continue };
        let Some(number) = bands::number(&level) else { continue };
        values.push(Value {
            at: number,
            ends: ends(page, it, point),
            series: stretch(at, point),
            period: PeriodName::parse(&point.period).ok(),
            words: [period(page, point), page.write(&level)],
        });
        plotted.push(point);
    }
    let marks = series.breaks.iter().filter_map(|one| {
        let days = |at: usize| plotted.get(at).and_then(|point| point.days);
        let before = (0..plotted.len()).find(|at| days(*at).is_some_and(|days| one.day.0 <= days.last))?;
        let inside = before > 0 || days(0).is_some_and(|days| days.first < one.day.0);
        let cause = format!("{} → {}, {}", one.from, one.to, page.write(&one.day));
        inside.then_some(Mark { before, cause })
    });
    let marks = marks.collect();
    (values, marks)
}

/// The name of a period, and that it is not over.
fn period(page: &Page<'_>, point: &Point) -> String {
    let name = match point.days {
        Some(_) => page.locale.period_text(&point.period),
        None => page.word("measured.all_rows"),
    };
    if point.complete { name } else { format!("{name} ({})", page.word("measured.not_over")) }
}

fn head(page: &Page<'_>, first: &str) -> Vec<String> {
    [first, "metric.value", "metric.interval", "metric.sample", "metric.band", "measured.said"]
        .map(|word| page.word(word))
        .to_vec()
}

fn by_period(page: &Page<'_>, it: &Metric, series: &Series) -> Grid {
    let mut grid =
        Grid::new("_measured_periods", page.word("measured.by_period"), head(page, "metric.period"));
    for point in series.totals() {
        grid.row("", cells(page, it, point, Shown::new(period(page, point))));
    }
    grid
}

/// The values of the cuts in the current period.
fn by_cut(page: &Page<'_>, it: &Metric, series: &Series, current: &Point) -> Option<Grid> {
    let word = format!("{}: {}", page.word("measured.by_cut"), period(page, current));
    let mut grid = Grid::new("_measured_cuts", word, head(page, "measured.of"));
    for point in series.points.iter().filter(|it| !it.is_total() && it.period == current.period) {
        let of = Shown::new(format!("{}: {}", point.cut, point.cut_value));
        grid.row("", cells(page, it, point, of));
    }
    (!grid.rows.is_empty()).then_some(grid)
}

fn cells(page: &Page<'_>, it: &Metric, point: &Point, name: Shown) -> Vec<Vec<Shown>> {
    let written = |value: f64| level(page, it, value).map(|level| page.write(&level));
    let value = match point.value.and_then(written) {
        Some(value) => Shown::new(value),
        None if point.hidden => Shown::new(page.word("measured.too_few")).how(How::Muted),
        None => Shown::new("–").how(How::Muted),
    };
    let interval = point.interval.and_then(|(low, high)| {
        Some(Shown::new(format!("{}{NBSP}–{NBSP}{}", end(page, it, low)?, end(page, it, high)?)))
    });
    let band = point.band.as_deref().and_then(|band| bands::named(page, it, band));
    vec![
        vec![name],
        vec![value],
        interval.into_iter().collect(),
        vec![Shown::new(page.locale.count(point.n))],
        band.into_iter().collect(),
        said(page, point),
    ]
}

/// An end of an interval, within what its unit can be.
fn end(page: &Page<'_>, it: &Metric, value: f64) -> Option<String> {
    use crate::model::quantity::Level;
    let points = matches!(level(page, it, value)?, Level::Points(_));
    let value = if points { value.clamp(-100.0, 100.0) } else { value };
    Some(page.write(&level(page, it, value)?))
}

/// The interval of the current value in words: `38.8% – 56.9%`.
pub fn interval(page: &Page<'_>, it: &Metric) -> Option<String> {
    let (low, high) = series(page, it)?.current()?.interval?;
    Some(format!("{}{NBSP}–{NBSP}{}", end(page, it, low)?, end(page, it, high)?))
}

/// Whether any value was measured at all: the line under a table says when.
pub fn note(page: &Page<'_>) -> String {
    let source = source(page);
    if source.is_empty() { source } else { format!("{}.", findings::capital(&source)) }
}
