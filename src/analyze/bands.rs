//! Bands as intervals: whether they cover the range of a metric once and completely.

use super::Context;
use crate::model::Of;
use crate::model::field::List;
use crate::model::library;
use crate::model::metric::{Band, Family, Metric, Score};
use crate::model::quantity::{Level, Number, Points, ShareAnySize};
use crate::model::question::SurveyQuestion;
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::resolve::Target;
use crate::source::Span;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// One end of a band; none is open without end.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    pub level: Level,
    pub included: bool,
}

/// A band with its two ends.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub name: &'static str,
    pub at: Span,
    pub low: Option<End>,
    pub high: Option<End>,
}

/// The values a metric can take; an end that is none is not known.
#[derive(Clone, Debug, Default)]
pub struct Range {
    pub low: Option<Level>,
    pub high: Option<Level>,
    /// Nothing lies between two whole numbers.
    pub whole: bool,
}

/// What is wrong with a list of bands.
#[derive(Clone, Debug)]
pub enum Fault {
    /// No band covers the values from the end of one to the start of the next; where a name is
    /// none, from or to the end of the range.
    Gap { after: Option<Stretch>, before: Option<Stretch>, from: String, to: String },
    /// Both cover a value.
    Overlap { first: Stretch, second: Stretch, from: String, to: String },
}

/// The ends of the bands as they are written. None when one could not be read, or its ends are
/// turned around.
pub fn stretches<'b>(bands: impl Iterator<Item = (Span, &'b Band)>) -> Option<Vec<Stretch>> {
    bands
        .map(|(_, band)| {
            let fields = [&band.from, &band.above, &band.up_to, &band.below];
            if fields.iter().any(|field| field.is_bad()) {
                return None;
            }
            let end = |level: Option<&Level>, included| level.map(|level| End { level: *level, included });
            let low = end(band.from.get(), true).or(end(band.above.get(), false));
            let high = end(band.up_to.get(), true).or(end(band.below.get(), false));
            if let (Some(low), Some(high)) = (&low, &high)
                && low.level.compare(&high.level) != Some(Ordering::Less)
                && !(low.included && high.included && low.level.compare(&high.level) == Some(Ordering::Equal))
            {
                return None;
            }
            let (at, name) = band.name.spanned()?;
            Some(Stretch { name: name.as_str(), at, low, high })
        })
        .collect()
}

/// Every gap and overlap of some bands over a range. None when their ends cannot be compared.
pub fn faults(mut bands: Vec<Stretch>, range: &Range) -> Option<Vec<Fault>> {
    let mut failed = false;
    bands.sort_by(|a, b| match (&a.low, &b.low) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => a
            .level
            .compare(&b.level)
            .unwrap_or_else(|| {
                failed = true;
                Ordering::Equal
            })
            .then(b.included.cmp(&a.included)),
    });
    if failed {
        return None;
    }
    let mut faults = Vec::new();
    if let (Some(first), Some(lowest)) = (bands.first(), &range.low)
        && let Some(low) = &first.low
        && starts_late(low, lowest)?
    {
        let (from, to) = (lowest.spell(), low.level.spell());
        faults.push(Fault::Gap { after: None, before: Some(first.clone()), from, to });
    }
    // The band that reaches furthest so far: one that lies inside of it ends before it does.
    let mut furthest = bands.first();
    for band in bands.iter().skip(1) {
        let Some(before) = furthest else { break };
        faults.extend(between(before, band, range)?);
        if ends_later(&band.high, &before.high)? {
            furthest = Some(band);
        }
    }
    if let (Some(last), Some(highest)) = (furthest, &range.high)
        && let Some(high) = &last.high
        && ends_early(high, highest)?
    {
        let (from, to) = (high.level.spell(), highest.spell());
        faults.push(Fault::Gap { after: Some(last.clone()), before: None, from, to });
    }
    Some(faults)
}

fn starts_late(low: &End, lowest: &Level) -> Option<bool> {
    Some(match low.level.compare(lowest)? {
        Ordering::Greater => true,
        Ordering::Equal => !low.included,
        Ordering::Less => false,
    })
}

fn ends_early(high: &End, highest: &Level) -> Option<bool> {
    Some(match high.level.compare(highest)? {
        Ordering::Less => true,
        Ordering::Equal => !high.included,
        Ordering::Greater => false,
    })
}

/// Whether one end lies behind another.
fn ends_later(end: &Option<End>, other: &Option<End>) -> Option<bool> {
    Some(match (end, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(end), Some(other)) => match end.level.compare(&other.level)? {
            Ordering::Greater => true,
            Ordering::Equal => end.included && !other.included,
            Ordering::Less => false,
        },
    })
}

fn between(first: &Stretch, second: &Stretch, range: &Range) -> Option<Option<Fault>> {
    let spell = |end: &Option<End>| end.as_ref().map(|end| end.level.spell()).unwrap_or_default();
    let end = if ends_later(&first.high, &second.high)? { &second.high } else { &first.high };
    let overlap = || Fault::Overlap {
        first: first.clone(),
        second: second.clone(),
        from: spell(&second.low),
        to: spell(end),
    };
    let (Some(high), Some(low)) = (&first.high, &second.low) else { return Some(Some(overlap())) };
    let gap = || Fault::Gap {
        after: Some(first.clone()),
        before: Some(second.clone()),
        from: high.level.spell(),
        to: low.level.spell(),
    };
    Some(match high.level.compare(&low.level)? {
        Ordering::Greater if range.whole && !whole_overlap(high, low) => None,
        Ordering::Greater => Some(overlap()),
        Ordering::Equal if high.included && low.included => Some(overlap()),
        Ordering::Equal if high.included || low.included => None,
        Ordering::Equal => Some(gap()),
        Ordering::Less if range.whole && touches(high, low) => None,
        Ordering::Less => Some(gap()),
    })
}

fn number(level: &Level) -> Option<Decimal> {
    match level {
        Level::Number(number) => Some(number.0),
        Level::Points(points) => Some(points.0),
        Level::Share(share) => Some(share.percent()),
        Level::Duration(duration) => Some(duration.amount()),
        Level::Money(_) | Level::MoneyPerTime(_) => None,
    }
}

/// Whether no whole number lies between the end of one band and the start of the next.
fn touches(high: &End, low: &End) -> bool {
    let (Some(high_at), Some(low_at)) = (number(&high.level), number(&low.level)) else { return false };
    let last = if high.included || high_at.fract() != Decimal::ZERO {
        high_at.floor()
    } else {
        high_at - Decimal::ONE
    };
    let first =
        if low.included || low_at.fract() != Decimal::ZERO { low_at.ceil() } else { low_at + Decimal::ONE };
    first - last <= Decimal::ONE
}

/// Whether a whole number lies in both, the ends crossing.
fn whole_overlap(high: &End, low: &End) -> bool {
    let (Some(high_at), Some(low_at)) = (number(&high.level), number(&low.level)) else { return true };
    let last = if high.included { high_at.floor() } else { high_at.ceil() - Decimal::ONE };
    let first = if low.included { low_at.ceil() } else { low_at.floor() + Decimal::ONE };
    first <= last
}

/// What is wrong with the bands of a metric, each with the bands it is about: its own, or those for
/// some cases. Bands that cannot all be read say nothing.
pub fn faults_of<'m>(metric: Of<'m, Metric>, context: &Context<'_>) -> Vec<(&'m List<Band>, Fault)> {
    let conditional = metric.it.bands_by.items().map(|entry| &entry.bands);
    let lists = std::iter::once(&metric.it.bands).chain(conditional);
    let mut found = Vec::new();
    for list in lists.filter_map(|list| list.get()) {
        if list.is_empty() || list.iter().count() != list.len() {
            continue;
        }
        let faults = stretches(list.spanned()).and_then(|bands| faults(bands, &range_of(metric, context)));
        found.extend(faults.into_iter().flatten().map(|fault| (list, fault)));
    }
    found
}

/// The values a metric can take: as it says, or as its family and its question tell.
pub fn range_of(metric: Of<'_, Metric>, context: &Context<'_>) -> Range {
    let whole = metric.whole.value() == Some(true) || metric.family.value() == Some(Family::Count);
    if let Some(range) = metric.range.get() {
        return Range { low: range.from, high: range.to, whole };
    }
    let points = |number: i64| Some(Level::Points(Points(Decimal::from(number))));
    let percent = |number: i64| Some(Level::Share(ShareAnySize::of_percent(Decimal::from(number))));
    let plain = |number: i64| Some(Level::Number(Number(Decimal::from(number))));
    let (low, high) = match metric.family.value() {
        Some(Family::Nps) => (points(-100), points(100)),
        Some(Family::Rate) => (percent(0), percent(100)),
        Some(Family::Count) => (plain(0), None),
        Some(family @ (Family::Csat | Family::Ces)) => {
            let mean = metric.score.value().unwrap_or(if family == Family::Ces {
                Score::Mean
            } else {
                Score::TopBox
            });
            match (mean, question_scale(metric, context)) {
                (Score::TopBox, _) => (percent(0), percent(100)),
                (Score::Mean, Some((low, high))) => (plain(low), plain(high)),
                (Score::Mean, None) => (None, None),
            }
        }
        Some(Family::Health) => match metric.scale.get() {
            Some(scale) => (plain(scale.from()), plain(scale.to())),
            None => (plain(0), plain(100)),
        },
        _ => (None, None),
    };
    Range { low, high, whole }
}

/// The question whose answers a metric reads, with its survey.
pub fn question_of<'a>(
    metric: Of<'_, Metric>,
    context: &Context<'a>,
) -> Option<(Of<'a, Survey>, &'a SurveyQuestion)> {
    let (at, _) = metric.question.spanned()?;
    let Target::Part(_, part) = context.program.target(metric.index, at)? else { return None };
    let survey = context.program.follow::<Survey>(metric.index, at)?;
    let id = context.program.parts.get(part).id;
    let question = survey.it.questions.items().find(|question| question.id.value() == Some(id))?;
    Some((survey, question))
}

/// Lowest and highest code of that question.
pub fn question_scale(metric: Of<'_, Metric>, context: &Context<'_>) -> Option<(i64, i64)> {
    let (survey, question) = question_of(metric, context)?;
    if let Some(points) = question.scale.get().and_then(|scale| scale.points.get()) {
        return Some((points.from(), points.to()));
    }
    library::question(super::answers::canonical_item(context, survey.index, question)?)?.range()
}
