//! Who acts: swim lanes, and the line of visibility under what the customer sees.

use super::Path;
use crate::emit::site::page::Page;
use crate::emit::site::view::{percent, short};
use crate::model::journey::step::Actor;
use schemars::JsonSchema;
use serde::Serialize;

const ROW: f64 = 26.0;
const TOP: f64 = 16.0;
/// The extra room that the line of visibility takes.
const SIGHT: f64 = 16.0;

#[derive(Serialize, JsonSchema)]
struct Row {
    y: f64,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct Dot {
    x: String,
    y: f64,
}

#[derive(Serialize, JsonSchema)]
pub struct SwimView {
    height: f64,
    label: String,
    rows: Vec<Row>,
    line: Option<f64>,
    path: String,
    points: Vec<Dot>,
}

/// From what the customer does to what stands farthest behind.
const ORDER: [Actor; 5] =
    [Actor::Customer, Actor::Frontstage, Actor::Backstage, Actor::Support, Actor::Partner];
/// How many of them the customer sees.
const SEEN: usize = 2;

/// The lanes, when more than one actor takes part.
pub fn view(page: &Page<'_>, path: &Path<'_>) -> Option<SwimView> {
    let acts = |actor: &Actor| path.steps.iter().any(|(step, _)| step.actor.value() == Some(*actor));
    let used: Vec<Actor> = ORDER.into_iter().filter(acts).collect();
    if used.len() < 2 {
        return None;
    }
    let above = used.iter().filter(|a| ORDER[..SEEN].contains(a)).count();
    let hidden = above < used.len();
    let y = |i: usize| TOP + ROW * i as f64 + if hidden && i >= above { SIGHT } else { 0.0 };
    let place = |actor: Option<Actor>| used.iter().position(|a| Some(*a) == actor).map(y);
    let count = path.steps.len() as f64;
    let spots: Vec<(f64, f64)> = path
        .steps
        .iter()
        .enumerate()
        .filter_map(|(i, (step, _))| Some(((i as f64 + 0.5) / count, place(step.actor.value())?)))
        .collect();
    let line: Vec<String> = spots.iter().map(|(x, y)| format!("{} {y}", short(x * 1000.0))).collect();
    let words: Vec<String> = path
        .steps
        .iter()
        .enumerate()
        .filter_map(|(i, (step, _))| {
            Some(format!("{} {}", i + 1, page.value("actor", step.actor.value()?.word())))
        })
        .collect();
    Some(SwimView {
        height: y(used.len() - 1) + 18.0,
        label: format!("{}: {}", page.word("journey.who"), words.join(", ")),
        rows: used
            .iter()
            .enumerate()
            .map(|(i, a)| Row { y: y(i), word: page.value("actor", a.word()) })
            .collect(),
        line: hidden.then(|| if above == 0 { 6.0 } else { y(above) - ROW / 2.0 - SIGHT / 2.0 + 4.0 }),
        path: format!("M{}", line.join("L")),
        points: spots.into_iter().map(|(x, y)| Dot { x: percent(x), y }).collect(),
    })
}
