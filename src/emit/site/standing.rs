//! Where a metric stands: what was measured, else what was published, else where it started.

use super::bands::{margin, number};
use super::locale::NBSP;
use super::page::Page;
use super::view::{How, Shown};
use crate::emit::measured::{self, Point, Series};
use crate::model::metric::{Actual, Metric};
use crate::model::quantity::Level;
use crate::model::time::Month;
use crate::model::{Kind, Of};

/// The value a page shows for a metric.
pub struct Standing {
    pub level: Level,
    pub n: Option<i64>,
    pub period: String,
    /// `measured.latest`, `metric.latest` or `metric.baseline`.
    pub what: &'static str,
    pub measured: Option<Measured>,
}

/// What a measurement knows beyond the value.
pub struct Measured {
    /// The 95 % interval on the axis of the unit.
    pub ends: Option<(f64, f64)>,
    pub band: Option<String>,
}

impl Standing {
    /// Value, period and n in one line each.
    pub fn short(&self, page: &Page<'_>) -> Vec<Shown> {
        vec![Shown::new(page.write(&self.level)), Shown::new(self.note(page)).how(How::Muted)]
    }

    /// Where the number comes from: `T3 2026 · n 2,148`.
    pub fn note(&self, page: &Page<'_>) -> String {
        let mut note = vec![page.word(self.what)];
        if !self.period.is_empty() {
            note.push(self.period.clone());
        }
        note.extend(self.n.map(|n| format!("n{NBSP}{}", page.locale.count(n))));
        note.join(" · ")
    }

    /// The 95 % interval on the axis of the unit: measured, or worked out from what is published.
    pub fn ends(&self, it: &Metric) -> Option<(f64, f64)> {
        if let Some(measured) = &self.measured {
            return measured.ends;
        }
        let (value, margin) = (number(&self.level)?, margin(it, &self.level, self.n)?);
        Some((value - margin, value + margin))
    }

    /// Half its width.
    pub fn margin(&self, it: &Metric) -> Option<f64> {
        self.ends(it).map(|(low, high)| (high - low) / 2.0)
    }
}

/// The published values for everybody, oldest first.
pub fn published(it: &Metric) -> Vec<&Actual> {
    let mut actuals: Vec<&Actual> = it
        .actuals
        .items()
        .filter(|a| a.r#for.get().is_none_or(|f| f.is_empty()) && a.value.get().is_some())
        .collect();
    actuals.sort_by_key(|a| a.period.get().map(|p| p.days(Month::default()).last));
    actuals
}

/// What was measured last, else what was published last, else the baseline.
pub fn standing(page: &Page<'_>, it: &Metric) -> Option<Standing> {
    measured_standing(page, it).or_else(|| published_standing(page, it))
}

/// The latest published value, or the baseline.
pub fn published_standing(page: &Page<'_>, it: &Metric) -> Option<Standing> {
    if let Some(actual) = published(it).last() {
        return Some(Standing {
            level: *actual.value.get()?,
            n: actual.n.get().map(|n| n.0),
            period: page.written(&actual.period),
            what: "metric.latest",
            measured: None,
        });
    }
    let baseline = it.baseline.get()?;
    Some(Standing {
        level: *baseline.value.get()?,
        n: baseline.n.get().map(|n| n.0),
        period: baseline.period.get().map(|p| page.locale.period_text(p)).unwrap_or_default(),
        what: "metric.baseline",
        measured: None,
    })
}

/// The measured values of a metric, when the build was given any.
pub fn series<'p>(page: &'p Page<'_>, it: &Metric) -> Option<&'p Series> {
    page.options.measured.as_ref()?.metrics.get(it.common.id.get()?.as_str())
}

/// A measured number as the quantity that the metric shows.
pub fn level(page: &Page<'_>, it: &Metric, value: f64) -> Option<Level> {
    let index = page.program().find(Kind::Metric, it.common.id.value()?)?;
    let metric: Of<'_, Metric> = page.program().as_kind(index)?;
    measured::level(page.program(), metric, value)
}

/// The 95 % interval of a measured value on the axis of its unit, within what the unit can be.
pub fn ends(page: &Page<'_>, it: &Metric, point: &Point) -> Option<(f64, f64)> {
    let (low, high) = point.interval?;
    let end = |value: f64| {
        let level = level(page, it, value)?;
        let on_axis = number(&level)?;
        Some(if matches!(level, Level::Points(_)) { on_axis.clamp(-100.0, 100.0) } else { on_axis })
    };
    Some((end(low)?, end(high)?))
}

fn measured_standing(page: &Page<'_>, it: &Metric) -> Option<Standing> {
    let point = series(page, it)?.current()?;
    let period = page.locale.period_text(&point.period);
    let open = if point.complete { String::new() } else { format!(" ({})", page.word("measured.not_over")) };
    Some(Standing {
        level: level(page, it, point.value?)?,
        n: Some(point.n),
        period: if point.days.is_none() { String::new() } else { format!("{period}{open}") },
        what: "measured.latest",
        measured: Some(Measured { ends: ends(page, it, point), band: point.band.clone() }),
    })
}
