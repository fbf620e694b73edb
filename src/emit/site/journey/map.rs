//! The journey map: stages and steps in columns, lanes in rows.

use super::curve::{self, CurveView};
use super::lanes::{self, Lane};
use super::swim::{self, SwimView};
use super::{Path, step_badge};
use crate::emit::site::page::Page;
use crate::emit::site::view::{Badge, Shown};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::step::Actor;
use schemars::JsonSchema;
use serde::Serialize;

/// The width of the column of lane names, and of a step, in pixels.
const LANE_WIDTH: usize = 104;
const STEP_WIDTH: usize = 140;
/// From so many cells on, a map fills its sheet of paper only in smaller letters.
const DENSE: usize = 100;

#[derive(Serialize, JsonSchema)]
struct StageHead {
    id: String,
    title: Shown,
    moment: String,
    span: usize,
}

#[derive(Serialize, JsonSchema)]
struct StepHead {
    n: usize,
    id: String,
    does: Shown,
    ev: Badge,
    mot: bool,
    first: bool,
    seen: bool,
    actor: String,
}

#[derive(Serialize, JsonSchema)]
pub struct MapView {
    width: usize,
    /// So much stands on it that paper needs smaller letters.
    dense: bool,
    label: String,
    stages: Vec<StageHead>,
    steps: Vec<StepHead>,
    before: Vec<Lane>,
    curve: Option<CurveView>,
    lanes: Vec<Lane>,
    who: Option<SwimView>,
    below: Vec<Lane>,
}

/// Whether the customer sees what this actor does.
pub fn is_seen(actor: Option<Actor>) -> bool {
    !matches!(actor, Some(Actor::Backstage | Actor::Support))
}

pub fn view(page: &Page<'_>, path: &Path<'_>, other: Option<Of<'_, Journey>>) -> MapView {
    let count = path.steps.len();
    let steps = path
        .steps
        .iter()
        .enumerate()
        .map(|(i, (step, _))| StepHead {
            n: i + 1,
            id: step.id.get().map(|id| id.to_string()).unwrap_or_default(),
            does: page.opt(&step.common.title).or_else(|| page.opt(&step.does)).unwrap_or_default(),
            ev: step_badge(page, path, step),
            mot: step.moment_of_truth.get().is_some(),
            first: path.first(i),
            seen: is_seen(step.actor.value()),
            actor: step.actor.get().map(|a| page.value("actor", a.word())).unwrap_or_default(),
        })
        .collect();
    let other = other.map(|o| Path::of(page, o.index, o.it));
    let before = lanes::before(page, path);
    let main = lanes::main(page, path, other.as_ref());
    MapView {
        dense: count * (before.len() + main.len()) > DENSE,
        width: LANE_WIDTH + count * STEP_WIDTH,
        label: format!("{}: {count} {}", page.word("journey.map"), page.word("sheets.steps")),
        stages: stages(page, path),
        steps,
        before,
        curve: curve::view(page, path, other.as_ref()),
        lanes: main,
        who: swim::view(page, path),
        below: lanes::below(page, path),
    }
}

/// How many steps each run of one stage has, with the place of the stage.
pub fn runs(path: &Path<'_>) -> Vec<(Option<usize>, usize)> {
    let mut runs: Vec<(Option<usize>, usize)> = Vec::new();
    for (_, stage) in &path.steps {
        match runs.last_mut().filter(|(last, _)| last == stage) {
            Some((_, count)) => *count += 1,
            None => runs.push((*stage, 1)),
        }
    }
    runs
}

fn stages(page: &Page<'_>, path: &Path<'_>) -> Vec<StageHead> {
    runs(path)
        .into_iter()
        .map(|(stage, span)| {
            let stage = stage.and_then(|i| path.stages.get(i));
            let id = stage.and_then(|s| s.id.value());
            let moment = stage.and_then(|s| s.moment.value());
            StageHead {
                id: id.map(|id| id.to_string()).unwrap_or_default(),
                title: stage
                    .and_then(|s| page.opt(&s.common.title))
                    .or_else(|| moment.map(|m| Shown::new(page.value("moment_name", m.word()))))
                    .unwrap_or_else(|| Shown::new(id.map(|id| id.readable()).unwrap_or_default())),
                moment: moment.map(|m| page.value("moment", m.word())).unwrap_or_default(),
                span,
            }
        })
        .collect()
}
