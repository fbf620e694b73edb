//! What has to be looked at again, and on which days of the coming year.

use crate::analyze::Context;
use crate::analyze::rules::evidence_stale;
use crate::diagnostic::say;
use crate::emit::calendar::Day;
use crate::emit::site::{Page, ritual};
use crate::emit::survey::ours;
use crate::model::EntityIndex;
use crate::model::common::Ritual;
use crate::model::field::Field;
use crate::model::journey::Journey;
use crate::model::roadmap::Roadmap;
use crate::model::scorecard::Scorecard;
use crate::model::time::{Cadence, Date};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil;
use std::collections::BTreeMap;

/// Something that is looked at again.
pub struct Review<'a> {
    pub entity: EntityIndex,
    /// Within a year from the day of the build, in their order.
    pub days: Vec<civil::Date>,
    /// Where it says how often and no day to count from.
    pub undated: Option<Span>,
    what: What<'a>,
}

enum What<'a> {
    Session(&'a Ritual),
    Journey,
    /// So many pieces of evidence.
    Evidence(usize),
}

pub fn reviews<'a>(context: &Context<'a>) -> Vec<Review<'a>> {
    let mut all = Vec::new();
    for scorecard in context.in_use::<Scorecard>() {
        all.extend(scorecard.it.rituals.items().map(|it| session(scorecard.index, it, context)));
    }
    for roadmap in context.in_use::<Roadmap>() {
        all.extend(roadmap.it.review.items().map(|it| session(roadmap.index, it, context)));
    }
    for journey in context.in_use::<Journey>() {
        let Some(review) = journey.it.review.get() else { continue };
        let Some(every) = review.every.value() else { continue };
        let days = review.last.value().map(|last| {
            let today = context.as_of.0;
            let mut days = counted(every, every.next(last.0), year(context));
            // What is overdue is due today.
            if every.next(last.0) < today && days.first() != Some(&today) {
                days.insert(0, today);
            }
            days
        });
        let undated = days.is_none().then_some(review.at);
        all.push(Review {
            entity: journey.index,
            days: days.unwrap_or_default(),
            undated,
            what: What::Journey,
        });
    }
    let mut ends: BTreeMap<(EntityIndex, civil::Date), usize> = BTreeMap::new();
    for evidence in context.written().evidence.iter().filter(|it| context.uses(it.from)) {
        let last = evidence_stale::last_day(&evidence.it, context).map(|day| day.0);
        if let Some(day) = last.filter(|day| year(context).contains(day)) {
            *ends.entry((evidence.from, day)).or_default() += 1;
        }
    }
    all.extend(ends.into_iter().map(|((entity, day), n)| Review {
        entity,
        days: vec![day],
        undated: None,
        what: What::Evidence(n),
    }));
    all
}

fn session<'a>(entity: EntityIndex, it: &'a Ritual, context: &Context<'_>) -> Review<'a> {
    let day = |field: &Field<Date>| field.value().map(|day| day.0);
    let days = it.every.value().and_then(|every| {
        let begin = day(&it.next).or_else(|| Some(every.next(day(&it.last)?)))?;
        Some(counted(every, begin, year(context)))
    });
    let undated = if days.is_none() { it.every.spanned().map(|(at, _)| at) } else { None };
    Review { entity, days: days.unwrap_or_default(), undated, what: What::Session(it) }
}

fn year(context: &Context<'_>) -> std::ops::RangeInclusive<civil::Date> {
    let today = context.as_of.0;
    today..=today.saturating_add(1.year())
}

/// The days within a year that follow each other at a cadence. Steps are counted from the beginning, so that
/// the 31st does not stay the 28th.
fn counted(
    every: Cadence,
    begin: civil::Date,
    year: std::ops::RangeInclusive<civil::Date>,
) -> Vec<civil::Date> {
    let steps = (0..50_000i64).map_while(|step| every.span().checked_mul(step).ok());
    let days = steps.map(|span| begin.saturating_add(span)).take_while(|day| day <= year.end());
    days.filter(|day| day >= year.start()).collect()
}

impl Review<'_> {
    /// Its days in the words of a language.
    pub fn told(&self, page: &Page<'_>) -> Vec<Day> {
        let title = page.title(self.entity).s;
        let entity = page.program().entity(self.entity);
        let (kind, id) = (entity.kind.name(), entity.id);
        let (what, summary, description) = match self.what {
            What::Session(it) => {
                let view = ritual(page, self.entity, it);
                let word = if view.word.is_empty() { title.clone() } else { format!("{}: {title}", view.word) };
                // Each day is one of many: what was the last and the next one holds for the first of them only.
                let dated = ["scorecard.ritual.last", "scorecard.ritual.next"].map(|word| page.word(word));
                let mut lines = view.rows.lines();
                lines.retain(|line| !dated.iter().any(|word| line.starts_with(&format!("{word}:"))));
                let name = it.id.get().map_or_else(|| "review".to_owned(), |id| id.to_string());
                (
                    format!("{name}-{kind}-{id}"),
                    say!(en: "Review: {word}", es: "Revisión: {word}"),
                    lines.join("\n"),
                )
            }
            What::Journey => (
                format!("review-{kind}-{id}"),
                say!(en: "Check the journey: {title}", es: "Revisar el viaje: {title}"),
                ours(
                    &say!(
                        en: "Walk through it again with people who live it, and write the day in `review.last`.",
                        es: "Recórrelo otra vez con personas que lo viven y escribe el día en `review.last`."
                    ),
                    page.site.language,
                )
                .to_owned(),
            ),
            What::Evidence(n) => (
                format!("evidence-{kind}-{id}"),
                say!(en: "Evidence ends: {title}", es: "Vence la evidencia: {title}"),
                ours(
                    &say!(
                        en: "Pieces of evidence that are relied on until this day: {n}. Ask again, or say until when they hold.",
                        es: "Evidencias en las que se confía hasta este día: {n}. Vuelve a preguntar o di hasta cuándo valen."
                    ),
                    page.site.language,
                )
                .to_owned(),
            ),
        };
        let summary = ours(&summary, page.site.language).to_owned();
        self.days
            .iter()
            .map(|day| Day {
                day: *day,
                what: what.clone(),
                summary: summary.clone(),
                description: description.clone(),
            })
            .collect()
    }
}
