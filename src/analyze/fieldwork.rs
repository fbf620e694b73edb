//! The fieldwork of a survey: its waves in the year to come, the answers that are expected, and how
//! exactly each metric that reads them will be known.

use super::bands::question_of;
use super::contacts::limits::{Limit, Maker, Policies, Rest};
use super::contacts::waves;
use super::questions::{Source, source};
use super::sampling::{planned_answers, read_by_archetype};
use super::statistics::{mean, nps, proportion};
use super::{Context, business_time};
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::id::Id;
use crate::model::metric::{Metric, MetricUnit};
use crate::model::quantity::{Duration, IntRange, Level};
use crate::model::question::{Item, SurveyQuestion};
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::time::calendar::after;
use crate::resolve::names::{self, metrics};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// The fieldwork of one survey.
pub struct Fieldwork<'a> {
    pub survey: Of<'a, Survey>,
    /// Those that open within a year, in their order; none where it does not go out in waves.
    pub waves: Vec<Wave>,
    /// Answers expected in a wave; in a month, where it goes out after a moment.
    pub answers: Option<f64>,
    pub readings: Vec<Reading<'a>>,
    /// What limits how often somebody is invited, and how long those rest who answered.
    pub limits: Vec<Limit>,
    pub rests: Vec<Rest>,
}

/// A wave: when invitations go out, when reminders do, and after which day nobody can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    pub opens: Date,
    pub reminders: Vec<Date>,
    pub closes: Option<Date>,
}

/// How exactly a metric will be known from the answers expected.
pub struct Reading<'a> {
    pub metric: Of<'a, Metric>,
    /// Of these alone; of everybody when there is none.
    pub archetype: Option<Id>,
    pub answers: f64,
    /// Half the width of the 95 % interval; none where it hangs on answers that nobody can plan.
    pub margin: Option<Margin>,
    /// The answers below which the program does not show the value.
    pub minimum: Option<i64>,
}

/// Half the width of an interval, in the unit of the metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Margin {
    /// Points of a score from −100 to 100.
    Points(f64),
    /// Percentage points of a share.
    PercentagePoints(f64),
    /// Points of the scale that is asked, at most.
    ScalePoints(f64),
}

impl<'a> Fieldwork<'a> {
    pub fn of(survey: Of<'a, Survey>, policies: &Policies, context: &Context<'a>) -> Self {
        let maker = Maker::survey(survey.it);
        let limits = policies.limits.iter().filter(|it| it.covers(survey.index, maker)).cloned();
        let rests = policies.rests.iter().filter(|it| it.covers(survey.index, maker)).cloned();
        let answers = planned_answers(survey, context);
        Self {
            survey,
            waves: waves_of(survey, context),
            answers,
            readings: answers.map(|answers| readings(survey, answers, context)).unwrap_or_default(),
            limits: limits.collect(),
            rests: rests.collect(),
        }
    }
}

/// The waves that open in the year from the day on which the program is looked at.
fn waves_of(survey: Of<'_, Survey>, context: &Context<'_>) -> Vec<Wave> {
    let Some(every) = survey.it.trigger.get().and_then(|trigger| trigger.every.value()) else {
        return Vec::new();
    };
    let today = context.as_of.0;
    let (zone, calendar) = (names::zone(context.program), business_time::of_program(context.program));
    let after = |day: Date, length: Duration| {
        let start = day.to_zoned(zone.clone()).ok()?;
        let end = match &calendar {
            Some(calendar) => calendar.add_duration(&start, length),
            None => after(&start, length)?,
        };
        Some(end.date())
    };
    let wave = |opens: Date| {
        let reminders = survey.it.reminders.items().filter_map(|length| after(opens, *length));
        let mut reminders: Vec<Date> = reminders.collect();
        reminders.sort_unstable();
        Wave { opens, reminders, closes: survey.it.open_for.value().and_then(|length| after(opens, length)) }
    };
    let year = today..=today.saturating_add(1.year());
    waves(every, survey.entity, today, year).into_iter().map(wave).collect()
}

fn readings<'a>(survey: Of<'a, Survey>, answers: f64, context: &Context<'a>) -> Vec<Reading<'a>> {
    let program = context.program;
    let mut asking: Vec<_> = program
        .edges_to(survey.index)
        .filter(|edge| edge.field() == "question")
        .filter_map(|edge| program.as_kind::<Metric>(edge.from))
        .filter(|metric| context.is_in_use(metric.entity))
        .collect();
    asking.sort_by_key(|metric| metric.id());
    asking.dedup_by_key(|metric| metric.index);
    let mut readings = Vec::new();
    for metric in asking {
        let Some((_, question)) =
            question_of(metric, context).filter(|(asked, _)| asked.index == survey.index)
        else {
            continue;
        };
        let scale = scale_of(survey, question, context);
        let minimum = metric.it.minimum_n.get().map(|n| n.0);
        let mut read = |archetype, answers| {
            let margin = margin(metric.it, scale, answers);
            readings.push(Reading { metric, archetype, answers, margin, minimum });
        };
        read(None, answers);
        if read_by_archetype(metric, context) {
            shares(survey, context).into_iter().for_each(|(id, share)| read(Some(id), answers * share));
        }
    }
    readings
}

/// The archetypes that are asked, each with its part of all: by their sizes, when every one says its own.
fn shares(survey: Of<'_, Survey>, context: &Context<'_>) -> Vec<(Id, f64)> {
    let Some(audience) = survey.it.audience.get() else { return Vec::new() };
    let asked: Vec<Of<'_, Archetype>> = audience
        .archetypes
        .spanned_items()
        .filter_map(|(at, _)| context.program.follow::<Archetype>(survey.index, at))
        .collect();
    let sizes: Option<Vec<f64>> = asked.iter().map(|it| it.it.size.get().map(|n| n.0 as f64)).collect();
    let sizes = sizes.unwrap_or_else(|| vec![1.0; asked.len()]);
    let all: f64 = sizes.iter().sum();
    asked.iter().zip(sizes).map(|(it, size)| (it.id(), size / all.max(f64::EPSILON))).collect()
}

/// The margin of a metric on so many answers, from its last value where it has one; otherwise the widest.
fn margin(metric: &Metric, scale: Option<IntRange>, n: f64) -> Option<Margin> {
    if n < 1.0 {
        return None;
    }
    let last = metric.baseline.get().and_then(|baseline| baseline.value.get());
    match metrics::stated_unit(metric)? {
        MetricUnit::Points => {
            let points = match last {
                Some(Level::Points(points)) => points.0.to_f64()?,
                _ => 0.0,
            };
            Some(Margin::Points(nps::margin(nps::usual_variance(points), n)))
        }
        MetricUnit::Share => {
            let share = match last {
                Some(Level::Share(share)) => share.fraction().to_f64()?,
                _ => 0.5,
            };
            Some(Margin::PercentagePoints(100.0 * proportion::margin(share, n)))
        }
        MetricUnit::Number => {
            // Nobody knows the spread before: it is widest when half answer each end.
            let scale = scale?;
            let half = (scale.to() - scale.from()) as f64 / 2.0;
            Some(Margin::ScalePoints(mean::margin(half, n)))
        }
        _ => None,
    }
}

/// The points of the scale on which a question is answered.
fn scale_of(survey: Of<'_, Survey>, question: &SurveyQuestion, context: &Context<'_>) -> Option<IntRange> {
    let own = |item: Item<'_>| item.scale.get()?.points.value();
    match source(context, survey.index, question) {
        Source::Own => own(question.item()),
        Source::Shared(shared) => own(shared.it.item()),
        Source::Bank(bank) => IntRange::parse(bank.scale.as_deref()?).ok(),
        Source::Unknown => None,
    }
}
