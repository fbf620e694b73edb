//! The lanes of the map: what stands in each stage or step. A lane without a word is left out.

use super::map::runs;
use super::{Path, carries_on, signed};
use crate::emit::site::archetype::channel_at;
use crate::emit::site::bands;
use crate::emit::site::metric::targets;
use crate::emit::site::page::Page;
use crate::emit::site::standing::standing;
use crate::emit::site::view::{How, Shown};
use crate::model::field::Field;
use crate::model::journey::handoff::Handoff;
use crate::model::journey::stage::Stage;
use crate::model::journey::step::Step;
use crate::model::metric::Metric;
use crate::model::reference::{Ref, to};
use crate::model::{EntityIndex, EntityKind, Kind};
use crate::resolve::{PartIndex, Target};
use schemars::JsonSchema;
use serde::Serialize;

/// One thing in a cell.
#[derive(Default, Serialize, JsonSchema)]
pub struct Item {
    icon: &'static str,
    tone: &'static str,
    head: Option<Shown>,
    text: Option<Shown>,
    note: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Cell {
    span: usize,
    first: bool,
    tint: bool,
    items: Vec<Item>,
}

#[derive(Serialize, JsonSchema)]
pub struct Lane {
    key: &'static str,
    word: String,
    hint: String,
    cells: Vec<Cell>,
}

impl Item {
    fn text(text: Shown) -> Self {
        Self { text: Some(text), ..Self::default() }
    }
}

/// A lane with one cell per step.
fn by_step(
    page: &Page<'_>,
    path: &Path<'_>,
    key: &'static str,
    word: &str,
    items: impl Fn(&Step) -> Vec<Item>,
) -> Option<Lane> {
    let cells: Vec<Cell> = path
        .steps
        .iter()
        .enumerate()
        .map(|(i, (step, _))| {
            let items = items(step);
            Cell { span: 1, first: path.first(i), tint: key == "mot" && !items.is_empty(), items }
        })
        .collect();
    lane(page, key, word, cells)
}

/// A lane with one cell per stage.
fn by_stage(
    page: &Page<'_>,
    path: &Path<'_>,
    key: &'static str,
    word: &str,
    items: impl Fn(&Stage) -> Vec<Item>,
) -> Option<Lane> {
    let cells = runs(path)
        .into_iter()
        .map(|(stage, span)| Cell {
            span,
            first: true,
            tint: false,
            items: stage.and_then(|i| path.stages.get(i)).map(|s| items(s)).unwrap_or_default(),
        })
        .collect();
    lane(page, key, word, cells)
}

fn lane(page: &Page<'_>, key: &'static str, word: &str, cells: Vec<Cell>) -> Option<Lane> {
    let said = cells.iter().any(|c| !c.items.is_empty());
    let hint = format!("{word}_hint");
    let hint = if page.words.has(&hint) { page.word(&hint) } else { String::new() };
    said.then(|| Lane { key, word: page.word(word), hint, cells })
}

fn one(text: Option<Shown>) -> Vec<Item> {
    text.map(Item::text).into_iter().collect()
}

fn all(texts: Vec<Shown>) -> Vec<Item> {
    texts.into_iter().map(Item::text).collect()
}

/// Goals of both sides, and what the customer thinks.
pub fn before(page: &Page<'_>, path: &Path<'_>) -> Vec<Lane> {
    let goal = |stage: &Stage, customer: bool| {
        let goal = stage.goal.get();
        one(goal.and_then(|g| page.opt(if customer { &g.customer } else { &g.organization })))
    };
    let lanes = [
        by_stage(page, path, "customer", "journey.customer_goal", |s| goal(s, true)),
        by_stage(page, path, "organization", "journey.organization_goal", |s| goal(s, false)),
        by_stage(page, path, "learns", "journey.learns", |s| all(page.texts(&s.learns))),
        by_stage(page, path, "help", "journey.our_help", |s| one(page.opt(&s.our_help))),
        by_step(page, path, "thinks", "journey.thinks", |s| {
            one(page
                .voice(&s.thinks)
                .map(|t| t.wrap(|words| format!("«{}»", words.trim_matches(['«', '»', '"'])))))
        }),
    ];
    lanes.into_iter().flatten().collect()
}

/// What meets the customer: contact, promises, demands, moments of truth, measures, today's path.
pub fn main(page: &Page<'_>, path: &Path<'_>, other: Option<&Path<'_>>) -> Vec<Lane> {
    let lanes = [
        by_step(page, path, "contact", "journey.contact", |s| contact(page, path.index, s)),
        by_step(page, path, "promises", "journey.promises", |s| {
            page.list(path.index, &s.delivers)
                .into_iter()
                .map(|p| Item { icon: "promise", ..Item::text(p) })
                .collect()
        }),
        by_step(page, path, "demands", "journey.demands", |s| demands(page, s)),
        by_step(page, path, "mot", "journey.mot", |s| {
            let why = s.moment_of_truth.get().and_then(|m| page.opt(&m.why));
            why.map(|why| Item { tone: "mot", ..Item::text(why) }).into_iter().collect()
        }),
        by_step(page, path, "pains", "journey.pains", |s| {
            s.pains
                .items()
                .filter_map(|p| page.opt(&p.text))
                .map(|t| Item { tone: "pain", ..Item::text(t) })
                .collect()
        }),
        by_step(page, path, "metrics", "journey.metrics", |s| metrics(page, path.index, s)),
        by_step(page, path, "pins", "journey.pins", |s| pins(page, path.index, s)),
        by_step(page, path, "gaps", "journey.gaps", |s| gaps(page, path, s)),
        other.filter(|_| path.is_wanted()).and_then(|other| today(page, path, other)),
    ];
    lanes.into_iter().flatten().collect()
}

/// Under the line of visibility: hand-offs.
pub fn below(page: &Page<'_>, path: &Path<'_>) -> Vec<Lane> {
    let lane = by_step(page, path, "handoffs", "journey.handoffs", |s| {
        let here =
            path.it.handoffs.items().filter(|h| place(page, path, h) == s.id.value() && s.id.get().is_some());
        here.map(|h| handoff(page, path, h)).collect()
    });
    lane.into_iter().collect()
}

fn contact(page: &Page<'_>, index: EntityIndex, step: &Step) -> Vec<Item> {
    let Some(touchpoint) = step.touchpoint.get() else { return Vec::new() };
    let mut items: Vec<Item> = touchpoint
        .channels
        .spanned_items()
        .filter_map(|(at, _)| channel_at(page, index, at))
        .map(|mark| {
            let (icon, name) = mark.into_parts();
            Item { icon, ..Item::text(name) }
        })
        .collect();
    items.extend(page.opt(&touchpoint.trace).map(|trace| Item { note: Some(trace), ..Item::default() }));
    items
}

fn demands(page: &Page<'_>, step: &Step) -> Vec<Item> {
    let words: Vec<String> = step.demands.items().map(|d| page.value("demand", d.word())).collect();
    let mut items =
        if words.is_empty() { Vec::new() } else { vec![Item::text(Shown::new(words.join(", ")))] };
    let time = page.written(&step.customer_time);
    let effort = step
        .customer_effort
        .value()
        .map(|e| format!("{} {}/7", page.word("journey.effort").to_lowercase(), e.get()));
    let notes: Vec<String> = [(!time.is_empty()).then_some(time), effort].into_iter().flatten().collect();
    if !notes.is_empty() {
        items.push(Item { note: Some(Shown::new(notes.join(" · "))), ..Item::default() });
    }
    items
}

/// The part of a step, by its id.
fn part(page: &Page<'_>, index: EntityIndex, step: &Step) -> Option<PartIndex> {
    page.program().parts.find(index, "steps", step.id.value()?)
}

/// Entities of a kind that refer to a step under a key.
fn pointing(page: &Page<'_>, index: EntityIndex, step: &Step, kind: Kind, field: &str) -> Vec<EntityIndex> {
    let Some(part) = part(page, index, step) else { return Vec::new() };
    let mut found: Vec<EntityIndex> = page
        .program()
        .edges_to(index)
        .filter(|e| {
            e.field() == field
                && e.to == Target::Part(index, part)
                && page.program().entity(e.from).kind == kind
        })
        .map(|e| e.from)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The metrics of the moment of truth, and those that say they are about this step.
fn metrics(page: &Page<'_>, index: EntityIndex, step: &Step) -> Vec<Item> {
    let named = step.moment_of_truth.get().map(|m| {
        let spans =
            m.metrics.spanned_items().filter_map(|(at, _)| page.program().target(index, at)?.entity());
        spans.collect::<Vec<_>>()
    });
    let mut found: Vec<EntityIndex> = named.unwrap_or_default();
    for metric in pointing(page, index, step, Kind::Metric, "about") {
        if !found.contains(&metric) {
            found.push(metric);
        }
    }
    found.into_iter().flat_map(|metric| metric_items(page, metric)).collect()
}

fn metric_items(page: &Page<'_>, index: EntityIndex) -> Vec<Item> {
    let Some(it) = Metric::of(&page.program().entity(index).body) else { return Vec::new() };
    let standing = standing(page, it);
    let target = targets(page, index, it)
        .into_iter()
        .next()
        .map(|t| format!("{} {}", page.word("metric.target").to_lowercase(), t.value));
    let n = standing.as_ref().and_then(|s| s.n).map(|n| format!("n {}", page.locale.count(n)));
    let note: Vec<String> = target.into_iter().chain(n).collect();
    let mut items = vec![Item {
        head: standing.as_ref().map(|s| Shown::new(page.write(&s.level))),
        text: Some(page.entity(index)),
        note: (!note.is_empty()).then(|| Shown::new(note.join(" · "))),
        ..Item::default()
    }];
    items.extend(standing.and_then(|s| bands::band_of(page, it, &s)).map(Item::text));
    items
}

/// The surveys that go out here and the playbooks that answer.
fn pins(page: &Page<'_>, index: EntityIndex, step: &Step) -> Vec<Item> {
    let moment = step.moment_of_truth.get();
    let mut surveys: Vec<Shown> = moment.and_then(|m| page.one(index, &m.survey)).into_iter().collect();
    for survey in pointing(page, index, step, Kind::Survey, "after") {
        let shown = page.entity(survey);
        if !surveys.contains(&shown) {
            surveys.push(shown);
        }
    }
    let playbooks = moment.map(|m| page.list(index, &m.playbooks)).unwrap_or_default();
    let pin = |icon, shown| Item { icon, ..Item::text(shown) };
    surveys
        .into_iter()
        .map(|s| pin("survey", s))
        .chain(playbooks.into_iter().map(|p| pin("playbook", p)))
        .collect()
}

/// The gaps of roadmaps at this step, each with the initiatives that close it.
fn gaps(page: &Page<'_>, path: &Path<'_>, step: &Step) -> Vec<Item> {
    let Some(part) = part(page, path.index, step) else { return Vec::new() };
    let program = page.program();
    let field = if path.is_wanted() { "to" } else { "at" };
    let mut items = Vec::new();
    let edges =
        program.edges_to(path.index).filter(|e| e.field() == field && e.to == Target::Part(path.index, part));
    for edge in edges.filter(|e| program.entity(e.from).kind == Kind::Roadmap) {
        let Some(gap) = edge.part.filter(|p| program.parts.get(*p).list() == "gaps") else { continue };
        items.push(Item { tone: "pain", ..Item::text(page.part(edge.from, gap)) });
        let closing = program
            .edges_from(edge.from)
            .iter()
            .filter(|e| e.field() == "closes" && e.to == Target::Part(edge.from, gap));
        items.extend(
            closing
                .filter_map(|e| e.part)
                .map(|i| Item { tone: "gain", ..Item::text(page.part(edge.from, i)) }),
        );
    }
    items
}

/// The steps of today's path, under the stages of the same moment.
fn today(page: &Page<'_>, path: &Path<'_>, other: &Path<'_>) -> Option<Lane> {
    by_stage(page, path, "today", "journey.today_path", |stage| {
        let moment = stage.moment.value();
        let steps =
            other.steps.iter().enumerate().filter(|(i, _)| moment.is_some() && other.moment(*i) == moment);
        steps
            .filter_map(|(i, (step, _))| {
                let name = page.part_of(other.index, "steps", step.id.value()?)?;
                let feels = step.feels.value().map(|f| Shown::new(signed(f.get())).how(How::Muted));
                Some(Item {
                    text: Some(name.wrap(|n| format!("{}. {n}", i + 1))),
                    note: feels,
                    ..Item::default()
                })
            })
            .collect()
    })
}

/// The step where a hand-off happens: the one it names, or the first whose channel it leads to.
fn place(page: &Page<'_>, path: &Path<'_>, it: &Handoff) -> Option<crate::model::id::Id> {
    let program = page.program();
    let own = |at| program.follow_part(path.index, at).filter(|p| p.list() == "steps").map(|p| p.id);
    if let Some(id) =
        it.step.spanned().and_then(|(at, _)| own(at)).or_else(|| it.to.spanned().and_then(|(at, _)| own(at)))
    {
        return Some(id);
    }
    let end =
        |field: Option<crate::source::Span>| field.and_then(|at| program.target(path.index, at)?.entity());
    let (from, to) = (end(it.from.spanned().map(|(at, _)| at)), end(it.to.spanned().map(|(at, _)| at))?);
    let channels: Vec<Vec<EntityIndex>> = path
        .steps
        .iter()
        .map(|(step, _)| {
            let spans = step
                .touchpoint
                .get()
                .map(|t| t.channels.spanned_items().map(|(at, _)| at).collect::<Vec<_>>());
            spans
                .unwrap_or_default()
                .into_iter()
                .filter_map(|at| program.target(path.index, at)?.entity())
                .collect()
        })
        .collect();
    let met = (1..channels.len())
        .find(|i| channels[*i].contains(&to) && from.is_some_and(|f| channels[*i - 1].contains(&f)));
    met.or_else(|| channels.iter().position(|c| c.contains(&to))).and_then(|i| path.steps[i].0.id.value())
}

/// What stands at the end of a hand-off: a channel or role by name, a step by its number.
fn end(page: &Page<'_>, path: &Path<'_>, field: &Field<Ref<to::HandoffEnd>>) -> String {
    let own = field
        .spanned()
        .and_then(|(at, _)| page.program().follow_part(path.index, at))
        .filter(|p| p.list() == "steps");
    match own.and_then(|part| path.position(part.id)) {
        Some(i) => format!("{} {}", page.word("journey.step"), i + 1),
        None => page.one(path.index, field).map(|e| e.s).unwrap_or_default(),
    }
}

fn handoff(page: &Page<'_>, path: &Path<'_>, it: &Handoff) -> Item {
    let ends = [end(page, path, &it.from), end(page, path, &it.to)];
    let (icon, tone, word) = match carries_on(it) {
        Some(true) => ("yes", "good", "journey.carries_on"),
        Some(false) => ("no", "alert", "journey.cut"),
        None => ("", "note", "journey.not_said"),
    };
    let carried: Vec<String> = page.texts(&it.carries).into_iter().map(|t| t.s).collect();
    let notes = [
        page.opt(&it.mechanism).map(|m| m.s),
        (!carried.is_empty()).then(|| carried.join(", ")),
        it.max_wait.get().map(|w| format!("≤ {}", page.write(w))),
    ];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Item {
        icon,
        tone,
        head: Some(Shown::new(page.words.get(word))),
        text: Some(Shown::new(format!("{} → {}", ends[0], ends[1]))),
        note: (!note.is_empty()).then(|| Shown::new(note)),
    }
}
