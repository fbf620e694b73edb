//! The graph of a journey: where each step leads, what can be reached, and what reaches the end.

use crate::model::channel::{Channel, ChannelType};
use crate::model::id::Id;
use crate::model::journey::handoff::Handoff;
use crate::model::journey::step::Step;
use crate::model::journey::transition::{Destination, TransitionType};
use crate::model::journey::{Journey, JourneyState};
use crate::model::{Kind, Of};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, Reversed};

/// Where an arrow lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Landing {
    /// A step, by its place in the file.
    Step(usize),
    /// The job is done.
    End,
    /// The customer leaves without it.
    Exit,
}

/// One way on from a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub from: usize,
    pub to: Landing,
    pub kind: TransitionType,
    /// Where it is written; none for the way on that is understood.
    pub at: Option<Span>,
}

/// The steps of a journey and where they lead.
pub struct Paths<'j> {
    /// In file order.
    pub steps: Vec<&'j Step>,
    pub arrows: Vec<Arrow>,
    /// False when a step or an arrow could not be read: then nothing can be proved.
    pub complete: bool,
    graph: DiGraph<Landing, TransitionType>,
}

impl<'j> Paths<'j> {
    /// The graph of a journey. A step without `next` leads to the following one, and the last
    /// one to the end.
    pub fn of(journey: Of<'j, Journey>) -> Self {
        let listed = journey.it.steps.get().map_or(&[][..], |list| list.fields());
        let steps: Vec<&Step> = journey.it.steps.items().collect();
        let mut complete = steps.len() == listed.len() && !journey.it.steps.is_bad();
        let place = |id: Id| steps.iter().position(|step| step.id.value() == Some(id));
        let mut arrows = Vec::new();
        for (from, step) in steps.iter().enumerate() {
            complete &= !step.id.is_bad() && !step.next.is_bad();
            if step.next.has_none() {
                let to = if from + 1 < steps.len() { Landing::Step(from + 1) } else { Landing::End };
                arrows.push(Arrow { from, to, kind: TransitionType::Next, at: None });
                continue;
            }
            complete &= step.next.items().count() == step.next.get().map_or(0, |next| next.len());
            for (at, next) in step.next.spanned_items() {
                let kind = next.transition_type.value().unwrap_or(TransitionType::Next);
                let to = match next.to.get() {
                    Some(Destination::End) => Some(Landing::End),
                    Some(Destination::Step(step)) => place(step.id()).map(Landing::Step),
                    None if kind == TransitionType::Exit => Some(Landing::Exit),
                    None => None,
                };
                match to {
                    Some(to) => arrows.push(Arrow { from, to, kind, at: Some(at) }),
                    None => complete = false,
                }
            }
        }
        let graph = graph(steps.len(), &arrows);
        Self { steps, arrows, complete, graph }
    }

    /// The arrows out of a step.
    pub fn from(&self, step: usize) -> impl Iterator<Item = &Arrow> {
        self.arrows.iter().filter(move |arrow| arrow.from == step)
    }

    /// Whether each step can be reached from the first one, or from a step where people come
    /// back in from outside.
    pub fn reached(&self) -> Vec<bool> {
        let mut reached = vec![false; self.steps.len()];
        let entries = (0..self.steps.len()).filter(|i| *i == 0 || !self.steps[*i].re_entry.is_absent());
        for entry in entries {
            let mut walk = Dfs::new(&self.graph, NodeIndex::new(entry));
            while let Some(node) = walk.next(&self.graph) {
                if let Some(flag) = reached.get_mut(node.index()) {
                    *flag = true;
                }
            }
        }
        reached
    }

    /// Whether the end, with the job done, can be reached from each step.
    pub fn finishes(&self) -> Vec<bool> {
        self.come_to(self.steps.len())
    }

    /// Whether an exit can be reached from each step.
    pub fn leaves(&self) -> Vec<bool> {
        self.come_to(self.steps.len() + 1)
    }

    fn come_to(&self, node: usize) -> Vec<bool> {
        let mut come = vec![false; self.steps.len()];
        let mut walk = Dfs::new(Reversed(&self.graph), NodeIndex::new(node));
        while let Some(node) = walk.next(Reversed(&self.graph)) {
            if let Some(flag) = come.get_mut(node.index()) {
                *flag = true;
            }
        }
        come
    }

    /// The steps that every way from the first step to this one passes, itself left out.
    pub fn on_every_way_to(&self, step: usize) -> Vec<usize> {
        (0..self.steps.len())
            .filter(|gate| *gate != step && !self.reaches_without(step, |node| node == *gate))
            .collect()
    }

    /// Whether a step can be reached from the first one without passing any of the steps that
    /// `closed` names.
    pub fn reaches_without(&self, step: usize, closed: impl Fn(usize) -> bool) -> bool {
        if self.steps.is_empty() || closed(0) {
            return false;
        }
        let mut seen = vec![false; self.graph.node_count()];
        let mut waiting = vec![NodeIndex::new(0)];
        while let Some(node) = waiting.pop() {
            if node.index() == step {
                return true;
            }
            if std::mem::replace(&mut seen[node.index()], true) {
                continue;
            }
            let next = self.graph.neighbors_directed(node, Direction::Outgoing);
            // the end and the exit are no steps, and nothing leads on from them
            waiting.extend(next.filter(|next| next.index() < self.steps.len() && !closed(next.index())));
        }
        false
    }
}

/// Two points of contact, one after the other, that have no channel in common: whoever goes on changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelChange {
    /// The steps, by their places in the file.
    pub from: usize,
    pub to: usize,
    /// Steps without a contact that lie between them.
    pub between: Vec<usize>,
}

/// The changes from one channel of ours to another that nobody can avoid, in the order of the steps.
fn channel_changes(journey: Of<'_, Journey>, paths: &Paths<'_>, program: &Resolved) -> Vec<ChannelChange> {
    let channels: Vec<Vec<Target>> =
        paths.steps.iter().map(|step| channels_of(journey, step, program)).collect();
    let mut changes = Vec::new();
    for from in (0..paths.steps.len()).filter(|step| !channels[*step].is_empty()) {
        let mut seen = vec![false; paths.steps.len()];
        let mut waiting: Vec<(usize, Vec<usize>)> = vec![(from, Vec::new())];
        while let Some((step, between)) = waiting.pop() {
            for arrow in paths.from(step) {
                let Landing::Step(to) = arrow.to else { continue };
                if std::mem::replace(&mut seen[to], true) {
                    continue;
                }
                if channels[to].is_empty() {
                    waiting.push((to, [&between[..], &[to]].concat()));
                } else if channels[from].iter().all(|channel| !channels[to].contains(channel)) {
                    changes.push(ChannelChange { from, to, between: between.clone() });
                }
            }
        }
    }
    changes.sort_by_key(|change| (change.from, change.to));
    changes
}

/// Where not we alone speak with customers.
const OF_OTHERS: &[ChannelType] = &[
    ChannelType::Social,
    ChannelType::Community,
    ChannelType::Partner,
    ChannelType::Event,
    ChannelType::Other,
];

/// Where a step touches the customer; nothing when that is nowhere, when it could not be read, or when it
/// may be where others speak with the customer: they hand nobody over to us.
fn channels_of(journey: Of<'_, Journey>, step: &Step, program: &Resolved) -> Vec<Target> {
    let Some(touchpoint) = step.touchpoint.get() else { return Vec::new() };
    let listed = touchpoint.channels.get().map_or(0, |list| list.len());
    let found: Vec<Target> =
        touchpoint.channels.spanned_items().filter_map(|(at, _)| program.target(journey.index, at)).collect();
    let is_ours = |channel: &Target| {
        let channel = channel.entity().and_then(|index| program.as_kind::<Channel>(index));
        let medium = channel.and_then(|it| it.it.channel_type.value());
        medium.is_some_and(|medium| !OF_OTHERS.contains(&medium))
    };
    if found.len() == listed && found.iter().all(is_ours) { found } else { Vec::new() }
}

/// The channel changes of a journey to be that no hand-off speaks of. A journey of today says how it is.
pub fn unspoken_changes(
    journey: Of<'_, Journey>,
    paths: &Paths<'_>,
    program: &Resolved,
) -> Vec<ChannelChange> {
    if journey.it.state.value() != Some(JourneyState::ToBe) || !paths.complete {
        return Vec::new();
    }
    let mut changes = channel_changes(journey, paths, program);
    changes.retain(|change| {
        !journey.it.handoffs.items().any(|it| speaks_of(journey, it, change, paths, program))
    });
    changes
}

/// Whether a hand-off is the one of a change: by the step at which it happens, or by both its ends.
fn speaks_of(
    journey: Of<'_, Journey>,
    handoff: &Handoff,
    change: &ChannelChange,
    paths: &Paths<'_>,
    program: &Resolved,
) -> bool {
    let leads = |at: Span| program.target(journey.index, at);
    let is_step = |target: Target, steps: &[usize]| match target {
        Target::Part(_, part) => {
            let id = program.parts.get(part).id;
            steps.iter().any(|step| paths.steps[*step].id.value() == Some(id))
        }
        _ => false,
    };
    let near = [&[change.from, change.to][..], &change.between].concat();
    if let Some(at) = handoff.step.spanned().map(|(at, _)| at) {
        return leads(at).is_none_or(|target| is_step(target, &near));
    }
    let is_end = |at: Option<Span>, step: usize| {
        let Some(target) = at.and_then(leads) else { return true }; // its finding is out
        let role = matches!(target, Target::Entity(index) if program.entity(index).kind == Kind::Role);
        role || is_step(target, &[&[step][..], &change.between].concat())
            || channels_of(journey, paths.steps[step], program).contains(&target)
    };
    is_end(handoff.from.spanned().map(|it| it.0), change.from)
        && is_end(handoff.to.spanned().map(|it| it.0), change.to)
}

/// Node `i` is step `i`; then come the end and the exit.
fn graph(steps: usize, arrows: &[Arrow]) -> DiGraph<Landing, TransitionType> {
    let mut graph = DiGraph::with_capacity(steps + 2, arrows.len());
    for step in 0..steps {
        graph.add_node(Landing::Step(step));
    }
    let (end, exit) = (graph.add_node(Landing::End), graph.add_node(Landing::Exit));
    for arrow in arrows {
        let to = match arrow.to {
            Landing::Step(step) => NodeIndex::new(step),
            Landing::End => end,
            Landing::Exit => exit,
        };
        graph.add_edge(NodeIndex::new(arrow.from), to, arrow.kind);
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    fn looked_at<T>(steps: &str, look: impl FnOnce(Paths<'_>) -> T) -> T {
        let root = "kind: program\nid: p\nsenda: 1\nlanguages: [en]\nlocale: en-GB\ncurrency: EUR\ntimezone: Europe/Madrid\n";
        let journey = format!("kind: journey\nid: j\nstate: as-is\narchetype: a\nsteps:\n{steps}");
        let world = MemoryWorld::new([("senda.yaml", root.to_owned()), ("j.yaml", journey)]);
        let outcome = crate::check(&world, Date(jiff::civil::date(2026, 11, 20))).unwrap();
        look(Paths::of(outcome.program.all::<Journey>().next().unwrap()))
    }

    fn step(id: &str, more: &str) -> String {
        format!("  - id: {id}\n    stage: s\n    actor: customer\n    does: x\n{more}")
    }

    #[test]
    fn steps_follow_one_another_and_the_last_leads_to_the_end() {
        looked_at(&(step("a", "") + &step("b", "")), |paths| {
            let landings: Vec<Landing> = paths.arrows.iter().map(|arrow| arrow.to).collect();
            assert_eq!(landings, [Landing::Step(1), Landing::End]);
            assert!(paths.complete && paths.reached().iter().chain(&paths.finishes()).all(|it| *it));
        });
    }

    #[test]
    fn a_loop_without_a_way_out_never_finishes_and_what_is_skipped_is_not_reached() {
        let steps = step("a", "    next: [{ to: c }]\n")
            + &step("b", "")
            + &step("c", "    next: [{ to: a, type: loop }]\n");
        looked_at(&steps, |paths| {
            assert_eq!(paths.reached(), [true, false, true]);
            assert_eq!(paths.finishes(), [false, false, false]);
        });
    }

    #[test]
    fn where_people_come_back_in_is_reached_and_an_exit_is_no_end() {
        let steps = step("a", "    next: [{ type: exit }]\n") + &step("b", "    re_entry: They call\n");
        looked_at(&steps, |paths| {
            assert_eq!(paths.reached(), [true, true]);
            assert_eq!(paths.finishes(), [false, true]);
            assert_eq!(paths.leaves(), [true, false]);
        });
    }

    #[test]
    fn a_gate_is_a_step_that_every_way_passes() {
        let steps = step("a", "    next: [{ to: b }, { to: c, type: skip }]\n")
            + &step("b", "")
            + &step("c", "")
            + &step("d", "");
        looked_at(&steps, |paths| {
            assert_eq!(paths.on_every_way_to(3), [0, 2]);
            assert!(paths.reaches_without(3, |step| step == 1));
            assert!(!paths.reaches_without(9, |step| step >= paths.steps.len()));
            assert!(!paths.reaches_without(9, |step| paths.steps[step].id.is_absent()));
        });
    }

    #[test]
    fn nothing_is_proved_of_a_journey_with_an_arrow_to_nowhere() {
        assert!(!looked_at(&step("a", "    next: [{ to: lost }]\n"), |paths| paths.complete));
    }
}
