//! What a health score says, read once for whoever computes it: the points of each component, the range
//! of the score, and whose rows its cases are.

use super::bands::{Bands, number};
use crate::model::Of;
use crate::model::metric::{Component, Metric, MissingComponent};
use crate::resolve::Resolved;
use crate::source::Span;
use rust_decimal::Decimal;

/// The points that the values of a component earn.
pub enum Points {
    /// By the band in which the value lies.
    ByBand { bands: Bands, points: Vec<(String, i64)> },
    /// By ranges, both ends included. The one that begins last comes first: where one range ends and
    /// another begins at the same value, it belongs to the one that begins there.
    Ranges(Vec<Range>),
}

/// A range of values and what they earn; without an end it has none on that side.
pub struct Range {
    pub from: Option<Decimal>,
    pub to: Option<Decimal>,
    pub points: i64,
}

impl Points {
    /// The points of a component over a metric.
    ///
    /// # Errors
    /// The place of what could not be read, or not be put next to the values of the metric.
    pub fn of(program: &Resolved, component: &Component, part: Of<'_, Metric>) -> Result<Self, Span> {
        if let Some(by_band) = component.points.get() {
            let bands = Bands::of(program, part).ok_or(component.points.span())?;
            let mut points = Vec::new();
            for entry in by_band.entries() {
                let known = bands.bands.iter().any(|band| band.name == *entry.key);
                let earned = entry.value.get().filter(|_| known).ok_or(entry.key_span)?;
                points.push((entry.key.to_string(), earned.get()));
            }
            return Ok(Points::ByBand { bands, points });
        }
        let mut ranges = Vec::new();
        for (at, range) in component.score.spanned_items() {
            let end = |level| number(program, part, level).ok_or(at);
            ranges.push(Range {
                from: range.from.get().map(end).transpose()?,
                to: range.to.get().map(end).transpose()?,
                points: range.points.get().ok_or(at)?.get(),
            });
        }
        ranges.sort_by_key(|range| std::cmp::Reverse(range.from));
        Ok(Points::Ranges(ranges))
    }

    /// What a value earns.
    pub fn earned(&self, value: Decimal) -> Option<i64> {
        match self {
            Points::ByBand { bands, points } => {
                let band = bands.band_of(value)?;
                points.iter().find(|(name, _)| *name == band.name).map(|(_, points)| *points)
            }
            Points::Ranges(ranges) => {
                let holds = |range: &&Range| {
                    range.from.is_none_or(|low| value >= low) && range.to.is_none_or(|high| value <= high)
                };
                ranges.iter().find(holds).map(|range| range.points)
            }
        }
    }
}

/// Whether the weight of a component without a value goes to the others.
pub fn redistributes(metric: &Metric) -> bool {
    metric.missing.value() == Some(MissingComponent::Redistribute)
}

/// The ends of the score.
pub fn scale(metric: &Metric) -> (i64, i64) {
    metric.scale.value().map_or((0, 100), |scale| (scale.from(), scale.to()))
}

/// The metric whose rows say which cases there are: the score itself when it names a dataset, else its
/// first component.
pub fn with_rows<'p>(program: &'p Resolved, metric: Of<'p, Metric>) -> Option<Of<'p, Metric>> {
    if !metric.it.dataset.is_absent() {
        return Some(metric);
    }
    let mut parts = metric.it.components.items();
    parts.find_map(|part| program.follow::<Metric>(metric.index, part.metric.span()))
}
