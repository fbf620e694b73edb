//! Moments of truth: the steps in which somebody decides to go on or to leave.

use super::page::Page;
use super::view::{Facts, How, Shown};
use crate::model::EntityIndex;
use crate::model::journey::Journey;
use crate::model::journey::step::{MomentOfTruth, Step};
use schemars::JsonSchema;
use serde::Serialize;

/// A moment of truth with everything that answers it.
pub struct Moment {
    pub step: Shown,
    pub journey: Shown,
    pub why: Shown,
    stage: Option<Shown>,
    archetypes: Vec<Shown>,
    pub survey: Vec<Shown>,
    pub metrics: Vec<Shown>,
    pub playbooks: Vec<Shown>,
    stakes: Vec<Shown>,
    owner: Option<Shown>,
    mark: Shown,
    src: String,
    id: String,
}

#[derive(Serialize, JsonSchema)]
pub struct MomentRow {
    moment: Shown,
    journey: Shown,
    why: Shown,
    survey: Vec<Shown>,
    metrics: Vec<Shown>,
    playbooks: Vec<Shown>,
    mark: Shown,
}

#[derive(Serialize, JsonSchema)]
struct MomentSection {
    id: String,
    why: Shown,
    step: Shown,
    journey: Shown,
    archetypes: Vec<Shown>,
    stage: Option<Shown>,
    answered: Shown,
    rows: Facts,
    src: String,
}

#[derive(Serialize, JsonSchema)]
pub struct MomentsView {
    moments: Vec<MomentSection>,
}

impl Moment {
    /// Measured means a survey right after, or a metric in which it shows.
    pub fn is_measured(&self) -> bool {
        !self.survey.is_empty() || !self.metrics.is_empty()
    }

    pub fn has_survey(&self) -> bool {
        !self.survey.is_empty()
    }

    pub fn has_playbook(&self) -> bool {
        !self.playbooks.is_empty()
    }

    pub fn row(&self) -> MomentRow {
        MomentRow {
            moment: self.step.clone(),
            journey: self.journey.clone(),
            why: self.why.clone(),
            survey: self.survey.clone(),
            metrics: self.metrics.clone(),
            playbooks: self.playbooks.clone(),
            mark: self.mark.clone(),
        }
    }
}

/// Whether a moment has what it needs: a survey, a metric and a playbook.
fn mark(page: &Page<'_>, survey: bool, metric: bool, playbook: bool) -> Shown {
    let (how, word) = match (survey, metric, playbook) {
        (true, true, true) => (How::Good, "moments.complete"),
        (false, false, false) => (How::Alert, "moments.bare"),
        _ => (How::Watch, "moments.partial"),
    };
    Shown::mark(how, page.word(word))
}

fn of_step(
    page: &Page<'_>,
    index: EntityIndex,
    journey: &Journey,
    step: &Step,
    moment: &MomentOfTruth,
) -> Option<Moment> {
    let id = step.id.value()?;
    let survey: Vec<Shown> = page.one(index, &moment.survey).into_iter().collect();
    let metrics = page.list(index, &moment.metrics);
    let playbooks = page.list(index, &moment.playbooks);
    let program = page.program();
    let owner = journey.archetype.spanned_items().find_map(|(at, _)| {
        let archetype = program.target(index, at)?.entity()?;
        page.one(archetype, &program.entity(archetype).common().owner)
    });
    Some(Moment {
        step: page.part_of(index, "steps", id)?,
        journey: page.entity(index),
        why: page.opt(&moment.why).unwrap_or_default(),
        stage: page.one(index, &step.stage).map(|s| Shown::new(s.s)),
        archetypes: page.many(index, &journey.archetype),
        mark: mark(page, !survey.is_empty(), !metrics.is_empty(), !playbooks.is_empty()),
        survey,
        metrics,
        playbooks,
        stakes: page.list(index, &moment.stakes),
        owner: page.one(index, &program.entity(index).common().owner).or(owner),
        src: page.src_in(index, step.moment_of_truth.span()),
        id: format!("{}_{id}", program.entity(index).id),
    })
}

/// The moments of one journey, in the order of its steps.
pub fn of_journey(page: &Page<'_>, index: EntityIndex, journey: &Journey) -> Vec<Moment> {
    journey
        .steps
        .items()
        .filter_map(|step| of_step(page, index, journey, step, step.moment_of_truth.get()?))
        .collect()
}

/// Every moment of every journey in use.
pub fn all(page: &Page<'_>) -> Vec<Moment> {
    page.program()
        .all::<Journey>()
        .filter(|j| page.in_use(j.entity))
        .flat_map(|j| of_journey(page, j.index, j.it))
        .collect()
}

pub fn view(page: &Page<'_>) -> MomentsView {
    let moments = all(page)
        .into_iter()
        .map(|m| {
            let mut rows = Facts::default();
            let or_missing = |values: Vec<Shown>, word: &str| {
                if values.is_empty() { vec![Shown::mark(How::Alert, page.word(word))] } else { values }
            };
            page.add(&mut rows, "moments.survey", or_missing(m.survey, "moments.no_survey"));
            page.add(&mut rows, "moments.metrics", or_missing(m.metrics, "moments.no_metric"));
            page.add(&mut rows, "moments.playbooks", or_missing(m.playbooks, "moments.no_playbook"));
            page.add(&mut rows, "moments.stakes", m.stakes);
            page.add(&mut rows, "moments.owner", m.owner);
            MomentSection {
                id: m.id,
                why: m.why,
                step: m.step,
                journey: m.journey,
                archetypes: m.archetypes,
                stage: m.stage,
                answered: m.mark,
                rows,
                src: m.src,
            }
        })
        .collect();
    MomentsView { moments }
}
