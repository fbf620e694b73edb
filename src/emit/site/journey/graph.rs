//! The journey as a graph: steps on one line in order, what leaves the line as arcs.
//!
//! Arcs above the line stand on levels; two that overlap never share one.

use super::steps::{kind_of, tone};
use super::{Path, map};
use crate::emit::site::locale::NBSP;
use crate::emit::site::page::Page;
use crate::emit::site::playbook::{opening, wrap};
use crate::emit::site::view::{Shown, short};
use crate::model::journey::step::Step;
use crate::model::journey::transition::{Destination, TransitionType};
use schemars::JsonSchema;
use serde::Serialize;

const STEP: f64 = 140.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = 90.0;
const LINE: f64 = 15.0;
/// The height of the first level above the line, and between levels.
const FIRST_LEVEL: f64 = 62.0;
const LEVEL: f64 = 58.0;
/// Characters of a label under a step, and over an arc.
const NODE_CHARS: usize = 19;
const ARC_CHARS: usize = 34;

#[derive(Serialize, JsonSchema)]
struct StageBar {
    x1: f64,
    x2: f64,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct Stretch {
    x1: f64,
    x2: f64,
}

#[derive(Serialize, JsonSchema)]
struct Arc {
    d: String,
    kind: &'static str,
    lx: f64,
    ly: f64,
    words: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Mark {
    x: f64,
    y1: f64,
    y2: f64,
    words: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Label {
    x: f64,
    y: f64,
    words: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Node {
    x: f64,
    id: String,
    mot: bool,
    seen: bool,
    words: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Goal {
    x: f64,
    words: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct GraphView {
    width: f64,
    height: f64,
    base: f64,
    label: String,
    stages: Vec<StageBar>,
    line: Vec<Stretch>,
    labels: Vec<Label>,
    arcs: Vec<Arc>,
    exits: Vec<Mark>,
    entries: Vec<Mark>,
    nodes: Vec<Node>,
    goal: Option<Goal>,
}

/// One arrow: from a step to a step, to the end (as the place after the last step), or out.
struct Arrow {
    from: usize,
    to: Option<usize>,
    kind: TransitionType,
    words: String,
}

fn x(i: usize) -> f64 {
    LEFT + STEP * i as f64
}

/// The arrows out of every step. Without one, a step leads to the following step in the file,
/// and the last one to the end.
fn arrows(page: &Page<'_>, path: &Path<'_>) -> Vec<Arrow> {
    let end = path.steps.len();
    let in_file: Vec<&Step> = path.it.steps.items().collect();
    let following = |step: &Step| {
        let at = in_file.iter().position(|s| std::ptr::eq(*s, step))?;
        in_file.get(at + 1).and_then(|next| path.position(next.id.value()?)).or(Some(end))
    };
    let mut arrows = Vec::new();
    for (i, (step, _)) in path.steps.iter().enumerate() {
        if step.next.has_none() {
            arrows.push(Arrow {
                from: i,
                to: following(step),
                kind: TransitionType::Next,
                words: String::new(),
            });
            continue;
        }
        for transition in step.next.items() {
            let to = match transition.to.spanned() {
                Some((_, Destination::End)) => Some(end),
                Some((at, Destination::Step(_))) => {
                    page.program().follow_part(path.index, at).and_then(|p| path.position(p.id))
                }
                None => None,
            };
            let label = page.opt(&transition.label).map(|t| t.s);
            let share = page.written(&transition.share);
            let words = label
                .into_iter()
                .chain((!share.is_empty()).then_some(share))
                .collect::<Vec<_>>()
                .join(&format!("{NBSP}·{NBSP}"));
            arrows.push(Arrow { from: i, to, kind: kind_of(transition), words });
        }
    }
    arrows
}

/// The level of each arc: short ones below, and none shares a level with one it overlaps.
fn levels(spans: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|i| (spans[*i].1 - spans[*i].0, spans[*i].0));
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut levels = vec![0; spans.len()];
    for i in order {
        let (from, to) = spans[i];
        let free = |level: &Vec<(usize, usize)>| level.iter().all(|(a, b)| to < *a || from > *b);
        let level = taken.iter().position(free).unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        taken[level].push((from, to));
        levels[i] = level;
    }
    levels
}

pub fn view(page: &Page<'_>, path: &Path<'_>) -> Option<GraphView> {
    let count = path.steps.len();
    if count < 2 {
        return None;
    }
    let arrows = arrows(page, path);
    let arcs: Vec<&Arrow> = arrows.iter().filter(|a| a.to.is_some_and(|to| to != a.from + 1)).collect();
    let spans: Vec<(usize, usize)> =
        arcs.iter().map(|a| (a.from.min(a.to.unwrap_or(0)), a.from.max(a.to.unwrap_or(0)))).collect();
    let levels = levels(&spans);
    let top = levels.iter().max().map_or(0.0, |l| FIRST_LEVEL + LEVEL * *l as f64);
    let base = 58.0 + top + 30.0;
    let nodes: Vec<Node> = path.steps.iter().enumerate().map(|(i, (step, _))| node(page, i, step)).collect();
    let deepest = nodes.iter().map(|n| n.words.len()).max().unwrap_or(1) as f64;
    let under = base + 32.0 + deepest * LINE;
    let (exits, entries) = marks(page, path, &arrows, under);
    let low = exits
        .iter()
        .map(|m| m.y2 + 30.0 + LINE * m.words.len() as f64)
        .chain(entries.iter().map(|m| m.y1 + 6.0 + LINE * m.words.len() as f64));
    let reaches_end = arrows.iter().any(|a| a.to == Some(count));
    let goal = reaches_end.then(|| Goal { x: x(count), words: wrap(&end_words(page, path), NODE_CHARS) });
    Some(GraphView {
        width: x(count) + RIGHT,
        height: low.fold(under + 12.0, f64::max),
        base,
        label: summary(&arrows, count, page),
        stages: stages(page, path),
        line: line(&arrows, count),
        labels: line_labels(&arrows, base),
        arcs: arcs.iter().zip(levels).map(|(arrow, level)| arc(arrow, level, base)).collect(),
        exits,
        entries,
        nodes,
        goal,
    })
}

fn end_words(page: &Page<'_>, path: &Path<'_>) -> String {
    let end = path.it.end.get();
    match end.and_then(|e| e.stops_at.value()).filter(|_| end.is_some_and(|e| e.job_done.get().is_none())) {
        Some(stop) => crate::emit::site::findings::capital(&page.value("end_at", stop.word())),
        None => page.word("journey.job_done"),
    }
}

fn node(page: &Page<'_>, i: usize, step: &Step) -> Node {
    let name: Shown = page.opt(&step.common.title).or_else(|| page.opt(&step.does)).unwrap_or_default();
    Node {
        x: x(i),
        id: step.id.get().map(|id| id.to_string()).unwrap_or_default(),
        mot: step.moment_of_truth.get().is_some(),
        seen: map::is_seen(step.actor.value()),
        words: wrap(opening(&name.s), NODE_CHARS),
    }
}

fn stages(page: &Page<'_>, path: &Path<'_>) -> Vec<StageBar> {
    let mut first = 0;
    map::runs(path)
        .into_iter()
        .map(|(stage, length)| {
            let stage = stage.and_then(|i| path.stages.get(i));
            let moment = stage.and_then(|s| s.moment.value()).map(|m| page.value("moment_name", m.word()));
            let title = stage.and_then(|s| page.opt(&s.common.title)).map(|t| t.s);
            let id = stage.and_then(|s| s.id.value()).map(|id| id.readable());
            let bar = StageBar {
                x1: x(first) - 50.0,
                x2: x(first + length - 1) + 50.0,
                word: title.or(moment).or(id).unwrap_or_default(),
            };
            first += length;
            bar
        })
        .collect()
}

/// The stretches of the main line: where a step leads to the next one.
fn line(arrows: &[Arrow], count: usize) -> Vec<Stretch> {
    let joined = |i: usize| arrows.iter().any(|a| a.from == i && a.to == Some(i + 1));
    let mut line: Vec<Stretch> = Vec::new();
    for i in 0..count {
        if !joined(i) {
            continue;
        }
        match line.last_mut().filter(|s| (s.x2 - x(i)).abs() < 0.1) {
            Some(stretch) => stretch.x2 = x(i + 1),
            None => line.push(Stretch { x1: x(i), x2: x(i + 1) }),
        }
    }
    line
}

/// What is written beside the main line itself.
fn line_labels(arrows: &[Arrow], base: f64) -> Vec<Label> {
    let along = arrows.iter().filter(|a| a.to == Some(a.from + 1) && !a.words.is_empty());
    along
        .map(|a| {
            let words = wrap(&a.words, 16);
            Label { x: x(a.from) + STEP / 2.0, y: base - 12.0 - LINE * (words.len() - 1) as f64, words }
        })
        .collect()
}

fn arc(arrow: &Arrow, level: usize, base: f64) -> Arc {
    let to = arrow.to.unwrap_or(arrow.from);
    let height = FIRST_LEVEL + LEVEL * level as f64;
    let kind = if to <= arrow.from { "loop" } else { tone(arrow.kind) };
    let (mut from_x, to_x) = (x(arrow.from), x(to));
    let reach = height / 0.75;
    let mut d = format!(
        "M{from_x} {}C{from_x} {} {to_x} {} {to_x} {}",
        base - 15.0,
        short(base - 15.0 - reach),
        short(base - 15.0 - reach),
        base - 17.0
    );
    if to == arrow.from {
        from_x -= 10.0;
        let end = to_x + 10.0;
        d = format!(
            "M{from_x} {}C{} {} {} {} {end} {}",
            base - 13.0,
            from_x - 30.0,
            base - 80.0,
            end + 30.0,
            base - 80.0,
            base - 15.0
        );
    }
    let words = wrap(&arrow.words, ARC_CHARS);
    let apex = base - 15.0 - height;
    let ly = apex - 7.0 - LINE * words.len().saturating_sub(1) as f64;
    Arc { d, kind, lx: (x(arrow.from) + to_x) / 2.0, ly, words }
}

/// Ways out and ways back in, under the line.
fn marks(page: &Page<'_>, path: &Path<'_>, arrows: &[Arrow], under: f64) -> (Vec<Mark>, Vec<Mark>) {
    let mut exits = Vec::new();
    let mut entries = Vec::new();
    for (i, (step, _)) in path.steps.iter().enumerate() {
        let out: Vec<String> = arrows
            .iter()
            .filter(|a| a.from == i && a.to.is_none())
            .flat_map(|a| {
                let words =
                    if a.words.is_empty() { page.word("journey.branches.exit") } else { a.words.clone() };
                wrap(&words, NODE_CHARS)
            })
            .collect();
        let back = page.opt(&step.re_entry).map(|t| wrap(&t.s, NODE_CHARS));
        let both = !out.is_empty() && back.is_some();
        // A way back in stands lower and farther left when there is a way out as well.
        let (shift, drop) = if both { (-66.0, 44.0 + LINE * out.len() as f64) } else { (0.0, 34.0) };
        if !out.is_empty() {
            exits.push(Mark { x: x(i), y1: under, y2: under + 22.0, words: out });
        }
        if let Some(words) = back {
            entries.push(Mark { x: x(i) + shift, y1: under + drop, y2: under, words });
        }
    }
    (exits, entries)
}

fn summary(arrows: &[Arrow], count: usize, page: &Page<'_>) -> String {
    let end = page.word("journey.job_done");
    let words: Vec<String> = arrows
        .iter()
        .map(|a| {
            let to = match a.to {
                Some(to) if to == count => end.clone(),
                Some(to) => (to + 1).to_string(),
                None => page.word("journey.branches.exit"),
            };
            let label = if a.words.is_empty() { String::new() } else { format!(" ({})", a.words) };
            format!("{} → {to}{label}", a.from + 1)
        })
        .collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_arcs_stand_on_different_levels_and_short_ones_below() {
        assert_eq!(levels(&[(0, 5), (1, 3), (4, 5)]), [1, 0, 0]);
        assert_eq!(levels(&[(0, 2), (2, 4)]), [0, 1]);
        assert!(levels(&[]).is_empty());
    }
}
