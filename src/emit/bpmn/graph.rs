//! The process of a playbook: what happens in it, and what leads to what.

use crate::diagnostic::{Say, say};
use crate::emit::site::{Page, Shown, opening, signal, within};
use crate::emit::survey::ours;
use crate::model::id::Id;
use crate::model::playbook::{Gate, GateTarget, Playbook, PlaybookStep};
use crate::model::quantity::TimeUnit;
use crate::model::unions::Within;
use crate::model::{EntityIndex, Of};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Start,
    Task,
    /// A question, answered with yes or no.
    Split,
    /// Ways that come together.
    Merge,
    End,
    /// The clock of a task.
    Timer(usize),
}

pub struct Node {
    pub what: What,
    pub name: String,
    /// Everything that is said about it.
    pub about: String,
    pub lane: usize,
    /// A length of time as ISO 8601 writes it, when it is one.
    pub lasts: Option<String>,
    pub repeats: bool,
}

pub struct Flow {
    pub from: usize,
    pub to: usize,
    pub name: String,
}

#[derive(Default)]
pub struct Graph {
    pub name: String,
    pub about: String,
    pub lanes: Vec<String>,
    pub nodes: Vec<Node>,
    pub flows: Vec<Flow>,
}

pub struct Drawn<'p> {
    pub graph: Graph,
    /// Steps that no way leads to.
    pub unreached: Vec<&'p PlaybookStep>,
}

struct Builder<'b, 'p> {
    page: &'b Page<'b>,
    playbook: Of<'p, Playbook>,
    graph: Graph,
    lanes: BTreeMap<Option<EntityIndex>, usize>,
    /// The task of each step.
    tasks: BTreeMap<Id, usize>,
    /// One end for each way of ending.
    ends: BTreeMap<String, usize>,
    ended: BTreeSet<Id>,
    /// Ways to a step that comes later.
    pending: Vec<(usize, String, Id)>,
}

/// Ends of ways that lead to whatever comes next, with the word on them.
type Open = Vec<(usize, String)>;

pub fn of<'p>(page: &Page<'_>, playbook: Of<'p, Playbook>) -> Drawn<'p> {
    let mut builder = Builder {
        page,
        playbook,
        graph: Graph { name: page.title(playbook.index).s, ..Graph::default() },
        lanes: BTreeMap::new(),
        tasks: BTreeMap::new(),
        ends: BTreeMap::new(),
        ended: BTreeSet::new(),
        pending: Vec::new(),
    };
    builder.graph.about = page.opt(&playbook.entity.common().description).unwrap_or_default().s;
    let steps: Vec<&'p PlaybookStep> = playbook.it.steps.items().collect();
    let first = steps.iter().find(|step| step.only_from.has_none()).or(steps.first());
    let lane = first.map_or(0, |step| builder.lane(step));
    let signals: Vec<String> =
        playbook.it.trigger.items().map(|it| signal(page, playbook.index, it)).collect();
    let name = if signals.is_empty() { page.word("playbook.no_trigger") } else { signals.join(" · ") };
    let start = builder.node(What::Start, name, lane);
    let mut open: Open = vec![(start, String::new())];
    for step in steps.iter().filter(|step| step.only_from.has_none()) {
        let task = builder.task(step);
        for (from, name) in std::mem::take(&mut open) {
            builder.flow(from, task, name);
        }
        builder.after(step, task, &mut open);
    }
    builder.close(open);
    builder.finish(&steps)
}

impl<'p> Builder<'_, 'p> {
    fn ours(&self, say: &Say) -> String {
        ours(say, self.page.language).to_owned()
    }

    fn node(&mut self, what: What, name: String, lane: usize) -> usize {
        let is_said = name.chars().any(|it| !it.is_control() && !it.is_whitespace());
        let name = if is_said { name } else { "–".to_owned() };
        self.graph.nodes.push(Node { what, name, about: String::new(), lane, lasts: None, repeats: false });
        self.graph.nodes.len() - 1
    }

    fn flow(&mut self, from: usize, to: usize, name: String) {
        self.graph.flows.push(Flow { from, to, name });
    }

    fn lane(&mut self, step: &PlaybookStep) -> usize {
        let role =
            step.role.spanned().and_then(|(at, _)| self.page.program().target(self.playbook.index, at));
        let role = role.and_then(|it| it.entity());
        if let Some(lane) = self.lanes.get(&role) {
            return *lane;
        }
        let name = role.map_or_else(|| self.page.word("playbook.no_role"), |role| self.page.title(role).s);
        self.graph.lanes.push(name);
        self.lanes.insert(role, self.graph.lanes.len() - 1);
        self.graph.lanes.len() - 1
    }

    fn task(&mut self, step: &'p PlaybookStep) -> usize {
        let page = self.page;
        let does = page.opt(&step.r#do).unwrap_or_default().s;
        let title = page.opt(&step.common.title).map(|it| it.s);
        let name = title.unwrap_or_else(|| opening(&does).to_owned());
        let lane = self.lane(step);
        let task = self.node(What::Task, name, lane);
        if let Some(id) = step.id.value() {
            self.tasks.entry(id).or_insert(task);
        }
        let about = self.about(step, does);
        let node = &mut self.graph.nodes[task];
        node.about = about;
        node.repeats = !step.every.is_absent();
        if let Some(deadline) = within(page, step) {
            let name = self.ours(&say!(en: "Later than {}", deadline.s; es: "Más tarde que {}", deadline.s));
            let timer = self.node(What::Timer(task), name, lane);
            self.graph.nodes[timer].lasts = lasts(step);
            let late = self.ours(&say!(en: "The deadline has passed", es: "El plazo se venció"));
            let end = self.node(What::End, late, lane);
            self.flow(timer, end, String::new());
        }
        task
    }

    /// What is said and offered in a step, line by line.
    fn about(&self, step: &PlaybookStep, does: String) -> String {
        let page = self.page;
        let mut lines = vec![does];
        let channel = page.one(self.playbook.index, &step.channel).map(|it| it.s);
        lines.extend(channel.map(|it| self.ours(&say!(en: "By: {it}", es: "Por: {it}"))));
        lines.extend(step.say.get().map(|script| format!("«{}»", page.text(script).s)));
        let list = |word: &str, all: Vec<Shown>| {
            let all: Vec<String> = all.into_iter().map(|it| it.s).collect();
            (!all.is_empty()).then(|| format!("{}: {}", page.word(word), all.join("; ")))
        };
        lines.extend(list("playbook.may", page.texts(&step.may_offer)));
        lines.extend(list("playbook.never", page.texts(&step.must_not)));
        lines.extend(list("playbook.repeats", page.shown(&step.every).into_iter().collect()));
        lines.join("\n")
    }

    /// What follows a step.
    fn after(&mut self, step: &'p PlaybookStep, task: usize, open: &mut Open) {
        let Some(gate) = step.gate.get() else { return open.push((task, String::new())) };
        let answers = [("playbook.answer_yes", gate.if_yes.get()), ("playbook.answer_no", gate.if_no.get())];
        let ways = answers.map(|(word, target)| (self.page.word(word), target));
        // Both answers lead to the same: nothing forks there.
        if self.same(gate) {
            return self.lead(task, String::new(), ways[0].1, open);
        }
        let ask = self.page.opt(&gate.ask).unwrap_or_default().s;
        let lane = self.graph.nodes[task].lane;
        let split = self.node(What::Split, ask, lane);
        self.flow(task, split, String::new());
        for (word, target) in ways {
            self.lead(split, word, target, open);
        }
    }

    fn same(&self, gate: &Gate) -> bool {
        let key = |target: Option<&GateTarget>| target.map(|it| self.key(it));
        key(gate.if_yes.get()) == key(gate.if_no.get())
    }

    /// Where a target leads, as a name that is the same for the same place.
    fn key(&self, target: &GateTarget) -> String {
        let index = self.playbook.index;
        if let Some(id) = self.goes_to(target) {
            return format!("step {id}");
        }
        if let Some((at, _)) = target.hand_over_to.spanned()
            && let Some(other) = self.page.program().target(index, at).and_then(|it| it.entity())
        {
            return format!("playbook {}", self.page.program().entity(other).id);
        }
        match target.end.spanned().and_then(|(at, _)| self.page.program().follow_part(index, at)) {
            Some(outcome) => format!("outcome {}", outcome.id),
            None => "stop".to_owned(),
        }
    }

    fn goes_to(&self, target: &GateTarget) -> Option<Id> {
        let (at, _) = target.go_to.spanned()?;
        Some(self.page.program().follow_part(self.playbook.index, at)?.id)
    }

    fn lead(&mut self, from: usize, name: String, target: Option<&GateTarget>, open: &mut Open) {
        let Some(target) = target else { return open.push((from, name)) };
        let Some(id) = self.goes_to(target) else {
            let end = self.end_of(target, from);
            return self.flow(from, end, name);
        };
        if let Some(task) = self.tasks.get(&id).copied() {
            return self.flow(from, task, name);
        }
        let playbook = self.playbook.it;
        let aside = playbook.steps.items().find(|it| it.id.value() == Some(id) && !it.only_from.has_none());
        match aside {
            Some(step) => {
                let task = self.task(step);
                self.flow(from, task, name);
                self.after(step, task, open);
            }
            None => self.pending.push((from, name, id)),
        }
    }

    fn end_of(&mut self, target: &GateTarget, from: usize) -> usize {
        let (page, index) = (self.page, self.playbook.index);
        let name = if let Some(other) = page.one(index, &target.hand_over_to) {
            format!("{} «{}»", page.word("playbook.hands_over"), other.s)
        } else if let Some((at, _)) = target.end.spanned()
            && let Some(outcome) = page.program().follow_part(index, at)
        {
            self.ended.insert(outcome.id);
            page.one(index, &target.end).unwrap_or_default().s
        } else {
            page.word("playbook.stops")
        };
        self.end(self.key(target), name, from)
    }

    fn end(&mut self, key: String, name: String, from: usize) -> usize {
        if let Some(end) = self.ends.get(&key) {
            return *end;
        }
        let lane = self.graph.nodes[from].lane;
        let end = self.node(What::End, name, lane);
        self.ends.insert(key, end);
        end
    }

    /// The outcomes that no answer led to close the case at the end of the way.
    fn close(&mut self, open: Open) {
        let Some((last, _)) = open.last().cloned() else { return };
        let lane = self.graph.nodes[last].lane;
        let playbook = self.playbook.it;
        let left: Vec<(Id, String)> = playbook
            .outcomes
            .items()
            .filter_map(|it| {
                let id = it.id.value().filter(|id| !self.ended.contains(id))?;
                let name = self.page.opt(&it.text).or_else(|| self.page.opt(&it.common.title));
                Some((id, name.map_or_else(|| id.readable(), |name| name.s)))
            })
            .collect();
        let close = match left.as_slice() {
            [] => {
                let name = self.page.word("journey.end");
                self.end("end".to_owned(), name, last)
            }
            [(id, name)] => self.end(format!("outcome {id}"), name.clone(), last),
            several => {
                let ask = self.ours(&say!(en: "How did the case end?", es: "¿Cómo terminó el caso?"));
                let split = self.node(What::Split, ask, lane);
                for (id, name) in several {
                    // The end says its name; the way to it need not.
                    let end = self.end(format!("outcome {id}"), name.clone(), last);
                    self.flow(split, end, String::new());
                }
                split
            }
        };
        for (from, name) in open {
            self.flow(from, close, name);
        }
    }

    fn finish(mut self, steps: &[&'p PlaybookStep]) -> Drawn<'p> {
        for (from, name, id) in std::mem::take(&mut self.pending) {
            if let Some(task) = self.tasks.get(&id).copied() {
                self.flow(from, task, name);
            } else {
                let name = if name.is_empty() { self.page.word("playbook.stops") } else { name };
                let end = self.end("stop".to_owned(), self.page.word("playbook.stops"), from);
                self.flow(from, end, name);
            }
        }
        let kept = reached(&self.graph);
        let is_kept = |step: &&PlaybookStep| {
            step.id.value().is_none_or(|id| self.tasks.get(&id).is_some_and(|task| kept[*task]))
        };
        let unreached = steps.iter().copied().filter(|step| !is_kept(step)).collect();
        Drawn { graph: joined(pruned(self.graph, &kept)), unreached }
    }
}

/// The first wait of a deadline, when it is one that any clock counts: hours and days of a calendar. What
/// counts business time stays words.
fn lasts(step: &PlaybookStep) -> Option<String> {
    let Within::Always(sla) = step.within.get()? else { return None };
    let duration = sla.duration();
    let amount = duration.amount().normalize();
    match duration.unit() {
        TimeUnit::Second => Some(format!("PT{amount}S")),
        TimeUnit::Minute => Some(format!("PT{amount}M")),
        TimeUnit::Hour => Some(format!("PT{amount}H")),
        TimeUnit::Day => Some(format!("P{amount}D")),
        _ => None,
    }
}

/// Which nodes a way from the start leads to; the clock of a task comes with it.
fn reached(graph: &Graph) -> Vec<bool> {
    let mut kept = vec![false; graph.nodes.len()];
    let mut next = vec![0];
    while let Some(at) = next.pop() {
        if std::mem::replace(&mut kept[at], true) {
            continue;
        }
        next.extend(graph.flows.iter().filter(|it| it.from == at).map(|it| it.to));
        let clocks = graph.nodes.iter().enumerate().filter(|(_, it)| it.what == What::Timer(at));
        next.extend(clocks.map(|(index, _)| index));
    }
    kept
}

fn pruned(graph: Graph, kept: &[bool]) -> Graph {
    let mut places = vec![0; kept.len()];
    let mut count = 0;
    for (index, keep) in kept.iter().enumerate() {
        places[index] = count;
        count += usize::from(*keep);
    }
    // A role whose steps are all gone has no lane.
    let used: BTreeSet<usize> =
        graph.nodes.iter().zip(kept).filter(|(_, kept)| **kept).map(|(node, _)| node.lane).collect();
    let lane = |of: usize| used.iter().take_while(|it| **it < of).count();
    let nodes = graph.nodes.into_iter().enumerate().filter(|(index, _)| kept[*index]).map(|(_, mut node)| {
        node.lane = lane(node.lane);
        if let What::Timer(task) = node.what {
            node.what = What::Timer(places[task]);
        }
        node
    });
    let flows = graph.flows.into_iter().filter(|it| kept[it.from] && kept[it.to]);
    let flows = flows.map(|it| Flow { from: places[it.from], to: places[it.to], name: it.name });
    let lanes = graph.lanes.iter().enumerate().filter(|(lane, _)| used.contains(lane));
    let lanes = lanes.map(|(_, name)| name.clone()).collect();
    Graph { lanes, nodes: nodes.collect(), flows: flows.collect(), name: graph.name, about: graph.about }
}

/// The same with a gateway wherever several ways meet.
fn joined(mut graph: Graph) -> Graph {
    for node in 0..graph.nodes.len() {
        let into: Vec<usize> = (0..graph.flows.len()).filter(|it| graph.flows[*it].to == node).collect();
        if into.len() > 1 {
            let (lane, merge) = (graph.nodes[node].lane, graph.nodes.len());
            let empty = String::new;
            graph.nodes.push(Node {
                what: What::Merge,
                name: empty(),
                about: empty(),
                lane,
                lasts: None,
                repeats: false,
            });
            for flow in into {
                graph.flows[flow].to = merge;
            }
            graph.flows.push(Flow { from: merge, to: node, name: empty() });
        }
    }
    graph
}
