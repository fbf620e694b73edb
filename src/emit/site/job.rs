//! A job: the progress a customer wants in a circumstance.

use super::archetype::referring;
use super::page::Page;
use super::view::{Facts, Shown, percent};
use crate::model::job::{Job, Outcome};
use crate::model::{EntityIndex, Kind};
use schemars::JsonSchema;
use serde::Serialize;

/// What moves a person and what holds them.
#[derive(Serialize, JsonSchema)]
pub struct ForcesView {
    push: Vec<Shown>,
    pull: Vec<Shown>,
    anxiety: Vec<Shown>,
    habit: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct OutcomeView {
    id: String,
    text: Shown,
    importance: String,
    satisfaction: String,
    opportunity: String,
    bar: String,
}

#[derive(Serialize, JsonSchema)]
pub struct JobView {
    archetypes: Vec<Shown>,
    circumstance: Option<Shown>,
    progress: Option<Shown>,
    dimensions: Facts,
    forces: ForcesView,
    alternatives: Vec<Shown>,
    hired: Option<Shown>,
    done: Option<Shown>,
    done_metric: Option<Shown>,
    outcomes: Vec<OutcomeView>,
    journeys: Vec<Shown>,
    propositions: Vec<Shown>,
}

pub fn forces(page: &Page<'_>, job: &Job) -> ForcesView {
    match job.forces.get() {
        Some(forces) => ForcesView {
            push: page.texts(&forces.push),
            pull: page.texts(&forces.pull),
            anxiety: page.texts(&forces.anxiety),
            habit: page.texts(&forces.habit),
        },
        None => ForcesView { push: Vec::new(), pull: Vec::new(), anxiety: Vec::new(), habit: Vec::new() },
    }
}

/// Importance plus the part of it that is not satisfied: 1 to 19.
pub fn opportunity(outcome: &Outcome) -> Option<i64> {
    let (importance, satisfaction) = (outcome.importance.value()?.get(), outcome.satisfaction.value()?.get());
    Some(importance + (importance - satisfaction).max(0))
}

/// An outcome as a sentence: direction, measure, object and context.
pub fn outcome_text(page: &Page<'_>, outcome: &Outcome) -> Shown {
    let direction = outcome.direction.get().map(|d| page.word(&format!("job.{}", d.word())));
    let mut text = page.opt(&outcome.measure).unwrap_or_default();
    let rest = [page.opt(&outcome.object), page.opt(&outcome.context)];
    let mut words: Vec<String> = direction.into_iter().collect();
    words.push(text.s);
    words.extend(rest.into_iter().flatten().map(|t| t.s));
    text.s = words.join(" ");
    text
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Job) -> JobView {
    let mut dimensions = Facts::default();
    if let Some(sides) = it.dimensions.get() {
        page.add(&mut dimensions, "job.functional", page.opt(&sides.functional));
        page.add(&mut dimensions, "job.emotional", page.opt(&sides.emotional));
        page.add(&mut dimensions, "job.social", page.opt(&sides.social));
    }
    let done = it.done_when.get();
    let helped = |kind| referring(page, index, kind, "job").into_iter().map(|i| page.entity(i)).collect();
    JobView {
        archetypes: page.many(index, &it.archetype),
        circumstance: page.opt(&it.circumstance),
        progress: page.opt(&it.progress),
        dimensions,
        forces: forces(page, it),
        alternatives: page.texts(&it.alternatives),
        hired: page.opt(&it.hired_because),
        done: done.and_then(|d| page.opt(&d.text)),
        done_metric: done.and_then(|d| page.one(index, &d.metric)),
        outcomes: it.outcomes.items().map(|outcome| outcome_view(page, outcome)).collect(),
        journeys: helped(Kind::Journey),
        propositions: helped(Kind::ValueProposition),
    }
}

fn outcome_view(page: &Page<'_>, outcome: &Outcome) -> OutcomeView {
    let number = |value: Option<i64>| value.map(|v| v.to_string()).unwrap_or_default();
    let score = opportunity(outcome);
    OutcomeView {
        id: outcome.id.get().map(|id| id.to_string()).unwrap_or_default(),
        text: outcome_text(page, outcome),
        importance: number(outcome.importance.value().map(|v| v.get())),
        satisfaction: number(outcome.satisfaction.value().map(|v| v.get())),
        opportunity: number(score),
        bar: score.map(|s| percent(s as f64 / 20.0)).unwrap_or_default(),
    }
}
