//! Coverage: what is drawn, measured and answered for whom, and what is not.

use super::archetype::of_archetype;
use super::moments::{self, Moment, MomentRow};
use super::page::Page;
use super::view::{How, Shown};
use crate::model::archetype::Archetype;
use crate::model::id::Id;
use crate::model::journey::{Journey, JourneyState};
use crate::model::playbook::Playbook;
use crate::model::survey::Survey;
use crate::model::value_proposition::ValueProposition;
use crate::model::{EntityIndex, EntityKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize, JsonSchema)]
struct Pip {
    letter: String,
    word: String,
    on: bool,
}

#[derive(Serialize, JsonSchema)]
struct Cell {
    pips: Vec<Pip>,
    have: usize,
    of: usize,
}

#[derive(Serialize, JsonSchema)]
struct LifecycleRow {
    who: Shown,
    owner: Shown,
    cells: Vec<Cell>,
}

/// Life cycle by archetype.
#[derive(Serialize, JsonSchema)]
pub struct Lifecycle {
    stages: Vec<String>,
    rows: Vec<LifecycleRow>,
}

#[derive(Serialize, JsonSchema)]
struct StepHead {
    n: usize,
    title: Shown,
}

#[derive(Serialize, JsonSchema)]
struct PromiseRow {
    promise: Shown,
    cells: Vec<bool>,
    kept: bool,
    /// A step of another journey, or a playbook, keeps it.
    elsewhere: bool,
}

/// Promises by step of a journey.
#[derive(Serialize, JsonSchema)]
pub struct Promises {
    steps: Vec<StepHead>,
    rows: Vec<PromiseRow>,
}

#[derive(Serialize, JsonSchema)]
struct JourneyPromises {
    title: Shown,
    promises: Promises,
}

#[derive(Serialize, JsonSchema)]
pub struct CoverageView {
    lifecycle: Lifecycle,
    journeys: Vec<JourneyPromises>,
    moments: Vec<MomentRow>,
}

/// What there is for one archetype: each item with the stages of the life cycle it covers.
struct Have {
    /// Stages that a journey covers, and whether it has a measured moment, a survey, a playbook there.
    stages: BTreeSet<(Id, Part)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Journey,
    Moment,
    Survey,
    Playbook,
}

const PARTS: [(Part, &str); 4] = [
    (Part::Journey, "journey"),
    (Part::Moment, "moment"),
    (Part::Survey, "survey"),
    (Part::Playbook, "playbook"),
];

/// The stages of the program's life cycle: their ids and words.
fn stages(page: &Page<'_>) -> Vec<(Id, String)> {
    let own: Vec<(Id, String)> = page
        .program()
        .program()
        .map(|p| {
            p.it.lifecycle
                .items()
                .filter_map(|stage| {
                    let id = stage.id.value()?;
                    Some((id, page.opt(&stage.text).map_or_else(|| id.readable(), |t| t.s)))
                })
                .collect()
        })
        .unwrap_or_default();
    if !own.is_empty() {
        return own;
    }
    ["before", "join", "use", "problem", "change", "leave"]
        .into_iter()
        .map(|name| (Id::new(name), page.value("lifecycle", name)))
        .collect()
}

pub fn lifecycle(page: &Page<'_>) -> Lifecycle {
    let stages = stages(page);
    let rows = page
        .program()
        .all::<Archetype>()
        .filter(|a| page.in_use(a.entity))
        .map(|archetype| {
            let have = have(page, archetype.index);
            let owner = page.one(archetype.index, &archetype.entity.common().owner);
            LifecycleRow {
                who: page.entity(archetype.index),
                owner: owner.unwrap_or_else(|| Shown::mark(How::Alert, page.word("coverage.no_owner"))),
                cells: stages.iter().map(|(stage, _)| cell(page, &have, *stage)).collect(),
            }
        })
        .collect();
    Lifecycle { stages: stages.into_iter().map(|(_, word)| word).collect(), rows }
}

fn cell(page: &Page<'_>, have: &Have, stage: Id) -> Cell {
    let pips: Vec<Pip> = PARTS
        .iter()
        .map(|(part, name)| Pip {
            letter: page.word(&format!("coverage.letters.{name}")),
            word: page.word(&format!("coverage.pips.{name}")),
            on: have.stages.contains(&(stage, *part)),
        })
        .collect();
    let count = pips.iter().filter(|p| p.on).count();
    Cell { of: pips.len(), have: count, pips }
}

/// Collects from the journeys of an archetype what stands in each stage they cover.
fn have(page: &Page<'_>, archetype: EntityIndex) -> Have {
    let mut stages = BTreeSet::new();
    for (index, journey) in of_archetype::<Journey>(page, archetype) {
        if !page.in_use(page.program().entity(index)) {
            continue;
        }
        let covered: Vec<Id> = journey
            .covers
            .spanned_items()
            .map(|(at, reference)| {
                page.program().follow_part(index, at).map_or(reference.path.head, |part| part.id)
            })
            .collect();
        let moments = moments::of_journey(page, index, journey);
        let measured = moments.iter().any(|m| m.is_measured());
        let survey = moments.iter().any(|m| m.has_survey()) || asked(page, index);
        let playbook = moments.iter().any(|m| m.has_playbook());
        for stage in covered {
            stages.insert((stage, Part::Journey));
            for (there, part) in
                [(measured, Part::Moment), (survey, Part::Survey), (playbook, Part::Playbook)]
            {
                if there {
                    stages.insert((stage, part));
                }
            }
        }
    }
    Have { stages }
}

/// Whether a survey goes out after a step of this journey.
fn asked(page: &Page<'_>, journey: EntityIndex) -> bool {
    page.program().is_referenced_by(journey, Survey::KIND, "after")
        || page.program().is_referenced_by(journey, Playbook::KIND, "starts")
}

/// Which step of a journey keeps which promise of these propositions.
pub fn promises(
    page: &Page<'_>,
    index: EntityIndex,
    journey: &Journey,
    propositions: &[EntityIndex],
) -> Promises {
    let steps: Vec<_> = journey.steps.items().collect();
    let heads = steps
        .iter()
        .enumerate()
        .map(|(i, step)| {
            let shown = step.id.value().and_then(|id| page.part_of(index, "steps", id));
            StepHead { n: i + 1, title: shown.or_else(|| page.opt(&step.does)).unwrap_or_default() }
        })
        .collect();
    let mut rows = Vec::new();
    for proposition in propositions {
        let Some(it) = ValueProposition::of(&page.program().entity(*proposition).body) else { continue };
        for promise in it.promises.items() {
            let Some(id) = promise.id.value() else { continue };
            let part = page.program().parts.find(*proposition, "promises", id);
            let cells: Vec<bool> = steps
                .iter()
                .map(|step| {
                    step.delivers.spanned_items().any(|(at, _)| {
                        matches!(page.program().target(index, at), Some(crate::resolve::Target::Part(_, p)) if Some(p) == part)
                    })
                })
                .collect();
            let shown = page.part_of(*proposition, "promises", id).unwrap_or_default();
            let kept = cells.contains(&true);
            let elsewhere = !kept
                && page.program().edges_to(*proposition).any(|edge| {
                    let this = matches!(edge.to, crate::resolve::Target::Part(_, p) if Some(p) == part);
                    this && edge.field() == "delivers" && page.in_use(page.program().entity(edge.from))
                });
            rows.push(PromiseRow { promise: shown, kept, elsewhere, cells });
        }
    }
    Promises { steps: heads, rows }
}

pub fn view(page: &Page<'_>) -> CoverageView {
    let program = page.program();
    let journeys = program
        .all::<Journey>()
        .filter(|j| page.in_use(j.entity) && j.it.state.value() == Some(JourneyState::ToBe))
        .filter_map(|j| {
            let mut propositions: Vec<EntityIndex> =
                j.it.archetype
                    .spanned_items()
                    .filter_map(|(at, _)| program.target(j.index, at)?.entity())
                    .flat_map(|archetype| of_archetype::<ValueProposition>(page, archetype))
                    .map(|(i, _)| i)
                    .collect();
            propositions.sort();
            propositions.dedup();
            let matrix = promises(page, j.index, j.it, &propositions);
            (!matrix.rows.is_empty())
                .then(|| JourneyPromises { title: page.entity(j.index), promises: matrix })
        })
        .collect();
    let moments = moments::all(page).iter().map(Moment::row).collect();
    CoverageView { lifecycle: lifecycle(page), journeys, moments }
}
