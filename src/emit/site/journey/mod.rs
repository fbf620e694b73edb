//! A journey: where it starts and ends, its map, its graph, and every step in words.

mod curve;
mod graph;
mod lanes;
mod map;
mod steps;
mod swim;

use super::page::Page;
use super::view::{Badge, Facts, How, Shown};
use crate::model::EntityIndex;
use crate::model::common::EvidenceLevel;
use crate::model::field::{Field, List};
use crate::model::journey::handoff::Handoff;
use crate::model::journey::stage::{Moment, Stage};
use crate::model::journey::step::Step;
use crate::model::journey::{Journey, JourneyState};
use crate::model::{Of, common::Evidence};
use graph::GraphView;
use map::MapView;
use schemars::JsonSchema;
use serde::Serialize;
use steps::StepView;

#[derive(Serialize, JsonSchema)]
struct HandoffView {
    ok: Option<bool>,
    from: Option<Shown>,
    to: Option<Shown>,
    rows: Facts,
}

#[derive(Serialize, JsonSchema)]
pub struct JourneyView {
    state: Shown,
    pair: Option<Shown>,
    archetypes: Vec<Shown>,
    job: Option<Shown>,
    reviewed: Option<Shown>,
    start: Shown,
    finish: Shown,
    short: Option<Shown>,
    facts: Facts,
    map: MapView,
    graph: Option<GraphView>,
    handoffs: Vec<HandoffView>,
    steps: Vec<StepView>,
}

/// A journey as the drawings take it: steps in the order of their stages.
struct Path<'j> {
    index: EntityIndex,
    it: &'j Journey,
    stages: Vec<&'j Stage>,
    /// Each step with the place of its stage.
    steps: Vec<(&'j Step, Option<usize>)>,
}

impl<'j> Path<'j> {
    fn of(page: &Page<'_>, index: EntityIndex, it: &'j Journey) -> Self {
        let stages: Vec<&Stage> = it.stages.items().collect();
        let stage_of = |step: &Step| {
            let (at, _) = step.stage.spanned()?;
            let id = page.program().follow_part(index, at)?.id;
            stages.iter().position(|stage| stage.id.value() == Some(id))
        };
        let mut steps: Vec<(&Step, Option<usize>)> =
            it.steps.items().map(|step| (step, stage_of(step))).collect();
        steps.sort_by_key(|(_, stage)| stage.unwrap_or(usize::MAX));
        Self { index, it, stages, steps }
    }

    /// Whether a step is the first one of its stage.
    fn first(&self, i: usize) -> bool {
        i == 0 || self.steps[i].1 != self.steps[i - 1].1
    }

    fn moment(&self, i: usize) -> Option<Moment> {
        self.stages.get(self.steps[i].1?)?.moment.value()
    }

    fn position(&self, id: crate::model::id::Id) -> Option<usize> {
        self.steps.iter().position(|(step, _)| step.id.value() == Some(id))
    }

    fn is_wanted(&self) -> bool {
        self.it.state.value() == Some(JourneyState::ToBe)
    }
}

/// The other state of the same path.
fn pair<'s>(page: &Page<'s>, index: EntityIndex, it: &Journey) -> Option<Of<'s, Journey>> {
    let program = page.site.program();
    let named = it.pairs_with.spanned().and_then(|(at, _)| program.follow::<Journey>(index, at));
    named.or_else(|| {
        let from = program.edges_to(index).find(|e| e.field() == "pairs_with").map(|e| e.from)?;
        program.all::<Journey>().find(|j| j.index == from)
    })
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Journey) -> JourneyView {
    let path = Path::of(page, index, it);
    let other = pair(page, index, it);
    let state = it.state.get().map(|s| page.value("state", s.word())).unwrap_or_default();
    JourneyView {
        state: Shown::new(state),
        pair: other.map(|o| page.entity(o.index)),
        archetypes: page.many(index, &it.archetype),
        job: page.one(index, &it.job),
        reviewed: reviewed(page, it),
        start: it.start.get().and_then(|s| page.opt(&s.circumstance)).unwrap_or_default(),
        finish: finish(page, index, it),
        short: ends_short(page, it),
        facts: facts(page, index, it),
        map: map::view(page, &path, other),
        graph: graph::view(page, &path),
        handoffs: it.handoffs.items().map(|h| handoff(page, index, h)).collect(),
        steps: steps::view(page, &path),
    }
}

fn reviewed(page: &Page<'_>, it: &Journey) -> Option<Shown> {
    let review = it.review.get()?;
    let last = review.last.get().map(|d| format!("{} {}", page.word("journey.reviewed"), page.write(d)));
    let every = review.every.get().map(|e| format!("{} {}", page.word("journey.every"), page.write(e)));
    let words: Vec<String> = [last, every].into_iter().flatten().collect();
    (!words.is_empty()).then(|| Shown::new(words.join(", ")))
}

/// The end of a path is the job done: its own words say how that is known.
fn finish(page: &Page<'_>, index: EntityIndex, it: &Journey) -> Shown {
    let job = it.end.get().and_then(|e| {
        let (at, _) = e.job_done.spanned()?;
        page.program().follow::<crate::model::job::Job>(index, at)
    });
    if let Some(job) = job {
        let done = job.it.done_when.get().and_then(|d| page.opt(&d.text));
        return done.unwrap_or_else(|| page.entity(job.index));
    }
    let stops = it.end.get().and_then(|e| e.stops_at.value()).map(|s| page.value("end_at", s.word()));
    Shown::new(super::findings::capital(&stops.unwrap_or_else(|| page.word("journey.not_said"))))
}

fn ends_short(page: &Page<'_>, it: &Journey) -> Option<Shown> {
    let short = it.end.get().is_none_or(|e| e.job_done.get().is_none());
    short.then(|| Shown::mark(How::Watch, page.word("journey.ends_short")))
}

fn facts(page: &Page<'_>, index: EntityIndex, it: &Journey) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "journey.purpose", page.opt(&it.shared_purpose));
    page.add(&mut facts, "journey.covers", page.list(index, &it.covers));
    page.add(&mut facts, "journey.model", it.model.get().map(|m| Shown::new(page.value("model", m.word()))));
    facts
}

/// Whether a hand-off carries the context: said and not repeated, cut, or not said.
fn carries_on(it: &Handoff) -> Option<bool> {
    match it.customer_repeats.value() {
        Some(true) => Some(false),
        Some(false) => Some(true),
        None if it.carries.has_none() => None,
        None => Some(true),
    }
}

fn handoff(page: &Page<'_>, index: EntityIndex, it: &Handoff) -> HandoffView {
    let mut rows = Facts::default();
    page.add(&mut rows, "journey.at", page.one(index, &it.step));
    page.add(&mut rows, "journey.carries", page.texts(&it.carries));
    page.add(&mut rows, "journey.mechanism", page.opt(&it.mechanism));
    page.add(&mut rows, "journey.max_wait", page.shown(&it.max_wait));
    page.add(&mut rows, "journey.owner", page.one(index, &it.owner));
    HandoffView { ok: carries_on(it), from: page.one(index, &it.from), to: page.one(index, &it.to), rows }
}

/// The evidence of a step: its own, or that of the whole journey.
fn step_badge(page: &Page<'_>, path: &Path<'_>, step: &Step) -> Badge {
    let own: &Field<List<Evidence>> = &step.common.evidence;
    let whole = &page.program().entity(path.index).common().evidence;
    let chosen = if own.items().next().is_some() { own } else { whole };
    let badge = page.badge(path.index, chosen);
    // On the map there is room for n, which says more than the word.
    let n =
        chosen.items().filter(|e| e.level.value() == Some(EvidenceLevel::Research)).find_map(|e| e.n.get());
    match n {
        Some(n) if badge.level == "research" => Badge { word: format!("n {}", page.write(n)), ..badge },
        _ => badge,
    }
}

/// An emotion with its sign: `+1`, `0`, `−2`.
fn signed(value: i64) -> String {
    match value {
        0 => "0".to_owned(),
        v if v > 0 => format!("+{v}"),
        v => format!("−{}", -v),
    }
}

/// Runs of steps of one moment: the moment, the first column, and how many columns.
fn runs_of_moments(path: &Path<'_>) -> Vec<(Option<Moment>, usize, usize)> {
    let mut runs: Vec<(Option<Moment>, usize, usize)> = Vec::new();
    for i in 0..path.steps.len() {
        let moment = path.moment(i);
        match runs.last_mut().filter(|(last, ..)| *last == moment) {
            Some((_, _, length)) => *length += 1,
            None => runs.push((moment, i, 1)),
        }
    }
    runs
}
