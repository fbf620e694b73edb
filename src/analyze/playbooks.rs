//! The flow of a playbook: where each step leads, what a gate decides, and what every case has
//! to pass before a step.

use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::playbook::{GateTarget, Intent, Playbook, PlaybookStep, PlaybookType};

/// Who wins by type when two start for one customer at the same moment: the least.
pub fn precedence(playbook: &Playbook) -> u8 {
    match playbook.playbook_type.value() {
        Some(PlaybookType::Complaint) => 0,
        Some(PlaybookType::ServiceRecovery) => 1,
        Some(PlaybookType::ChurnSave) => 2,
        _ => 3,
    }
}

/// What a step is for: as it says, or as its id or what it asks for tells.
pub fn intent(step: &PlaybookStep) -> Option<Intent> {
    if let Some(intent) = step.intent.value() {
        return Some(intent);
    }
    if step.asks_for.get().is_some_and(|asks| !asks.referrals.is_absent()) {
        return Some(Intent::AskReferral);
    }
    match step.id.get()?.as_str() {
        "ask" => Some(Intent::AskReferral),
        id => Intent::ALL
            .iter()
            .copied()
            .find(|intent| intent.word() == id && *intent != Intent::Offer && *intent != Intent::Survey),
    }
}

/// Where an answer or the end of a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Next {
    Step(usize),
    /// The case is over here: it stopped, ended with an outcome or was handed over.
    Leaves,
    /// After the last step.
    Done,
}

/// The steps of a playbook and where they lead.
pub struct Flow<'p> {
    pub steps: Vec<&'p PlaybookStep>,
    /// For each step, every way on.
    pub ways: Vec<Vec<Next>>,
    /// False when a step or a gate could not be read: then nothing can be proved.
    pub complete: bool,
    first: Option<usize>,
}

impl<'p> Flow<'p> {
    /// Steps run in file order; those with `only_from` are left out of it, and when one of them
    /// ends the case goes on after the step that led to it.
    pub fn of(playbook: &'p Playbook) -> Self {
        let steps: Vec<&PlaybookStep> = playbook.steps.items().collect();
        let written = playbook.steps.get().map_or(0, |list| list.len());
        let mut flow = Self {
            complete: steps.len() == written && !playbook.steps.is_bad(),
            ways: Vec::new(),
            first: None,
            steps,
        };
        flow.first = flow.following(None);
        for index in 0..flow.steps.len() {
            let ways = flow.ways_from(index);
            flow.ways.push(ways);
        }
        flow
    }

    /// The step of an id.
    pub fn find(&self, id: Id) -> Option<usize> {
        self.steps.iter().position(|step| step.id.value() == Some(id))
    }

    /// The next step in the default order.
    fn following(&self, after: Option<usize>) -> Option<usize> {
        let from = after.map_or(0, |index| index + 1);
        (from..self.steps.len()).find(|index| self.steps[*index].only_from.is_absent())
    }

    fn onward(&self, after: usize) -> Next {
        self.following(Some(after)).map_or(Next::Done, Next::Step)
    }

    /// Where the case goes when a step ends without a gate's say.
    fn default_ways(&self, index: usize) -> Vec<Next> {
        let step = self.steps[index];
        if step.only_from.is_absent() {
            return vec![self.onward(index)];
        }
        let origins = step.only_from.items().filter_map(|from| self.find(from.id()));
        origins.map(|origin| self.onward(origin)).collect()
    }

    fn ways_from(&mut self, index: usize) -> Vec<Next> {
        let step = self.steps[index];
        self.complete &= !step.gate.is_bad() && !step.only_from.is_bad();
        let Some(gate) = step.gate.get() else { return self.default_ways(index) };
        let mut ways = Vec::new();
        for answer in [&gate.if_yes, &gate.if_no] {
            match self.answer(answer) {
                Some(next) => ways.push(next),
                None => ways.extend(self.default_ways(index)),
            }
        }
        ways
    }

    /// Where an answer leads; none when it is not written, and the case goes on.
    fn answer(&mut self, answer: &Field<GateTarget>) -> Option<Next> {
        if answer.is_bad() {
            self.complete = false;
        }
        let target = answer.get()?;
        if let Some(step) = target.go_to.get() {
            let found = self.find(step.id());
            self.complete &= found.is_some();
            return Some(found.map_or(Next::Leaves, Next::Step));
        }
        Some(Next::Leaves)
    }

    /// Whether some case comes to each step.
    pub fn taken(&self) -> Vec<bool> {
        (0..self.steps.len()).map(|step| self.reaches_without(step, |_| false)).collect()
    }

    /// The first step of every case.
    pub fn first(&self) -> Option<usize> {
        self.first
    }

    /// Whether every case passes a step before it is over. One that goes in circles leaves them where
    /// there is a way out.
    pub fn is_on_every_way(&self, step: usize) -> bool {
        let mut seen = vec![false; self.steps.len()];
        let mut waiting: Vec<usize> = self.first.into_iter().collect();
        while let Some(here) = waiting.pop() {
            if here == step || std::mem::replace(&mut seen[here], true) {
                continue;
            }
            for next in &self.ways[here] {
                match next {
                    Next::Step(to) => waiting.push(*to),
                    Next::Leaves | Next::Done => return false,
                }
            }
        }
        let walked = (0..seen.len()).filter(|here| seen[*here]);
        self.first.is_some() && walked.into_iter().all(|here| self.leads(here, step, &|_| false))
    }

    /// Whether a case can get from the first step to this one without passing a step that
    /// `closed` names.
    pub fn reaches_without(&self, step: usize, closed: impl Fn(usize) -> bool) -> bool {
        self.first.is_some_and(|first| self.leads(first, step, &closed))
    }

    /// Whether a case that stands at one step can still come to another, without passing a step
    /// that `closed` names.
    pub fn leads(&self, from: usize, to: usize, closed: &dyn Fn(usize) -> bool) -> bool {
        let mut seen = vec![false; self.steps.len()];
        let mut waiting = vec![from];
        while let Some(here) = waiting.pop() {
            if closed(here) || std::mem::replace(&mut seen[here], true) {
                continue;
            }
            if here == to {
                return true;
            }
            waiting.extend(self.ways[here].iter().filter_map(|next| match next {
                Next::Step(step) => Some(*step),
                _ => None,
            }));
        }
        false
    }

    /// Whether a step keeps cases away from another: it validates, and one of its answers leaves
    /// or leads where the other step is out of reach.
    pub fn guards(&self, step: usize, other: usize) -> bool {
        let keeps_away = |next: &Next| match next {
            Next::Leaves => true,
            Next::Done => false,
            Next::Step(to) => !self.leads(*to, other, &|node| node == step),
        };
        intent(self.steps[step]) == Some(Intent::Validate)
            && !self.steps[step].gate.is_absent()
            && self.ways[step].iter().any(keeps_away)
    }

    /// Whether every case that comes to a step has passed one that guards it.
    pub fn is_guarded(&self, step: usize) -> bool {
        !self.reaches_without(step, |node| node != step && self.guards(node, step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    fn looked_at<T>(steps: &str, look: impl FnOnce(Flow<'_>) -> T) -> T {
        let root = "kind: program\nid: p\nsenda: 1\nlanguages: [en]\nlocale: en-GB\ncurrency: EUR\ntimezone: Europe/Madrid\n";
        let playbook =
            format!("kind: playbook\nid: b\ntype: advocacy\ntrigger: {{ every: month }}\nsteps:\n{steps}");
        let world = MemoryWorld::new([("senda.yaml", root.to_owned()), ("b.yaml", playbook)]);
        let outcome = crate::check(&world, Date(jiff::civil::date(2026, 11, 20))).unwrap();
        look(Flow::of(outcome.program.all::<Playbook>().next().unwrap().it))
    }

    const THANK: &str = "  - { id: thank, do: x }\n";
    const ASK: &str = "  - { id: ask, do: x }\n";

    #[test]
    fn a_validating_gate_whose_answer_leaves_guards_what_comes_after_it() {
        let gate = "  - id: validate\n    do: x\n    gate: { ask: Open?, if_yes: { stop: true } }\n";
        assert!(looked_at(&[THANK, gate, ASK].concat(), |flow| flow.is_guarded(2)));
        assert!(!looked_at(&[THANK, ASK, gate].concat(), |flow| flow.is_guarded(1)));
    }

    #[test]
    fn a_gate_that_can_be_jumped_over_guards_nothing() {
        let jump = "  - id: thank\n    do: x\n    gate: { ask: Happy?, if_yes: { go_to: ask } }\n";
        let gate = "  - id: validate\n    do: x\n    gate: { ask: Open?, if_yes: { stop: true } }\n";
        assert!(!looked_at(&[jump, gate, ASK].concat(), |flow| flow.is_guarded(2)));
    }

    #[test]
    fn a_gate_whose_answers_both_go_on_guards_nothing() {
        let gate = "  - id: validate\n    do: x\n    gate: { ask: Open?, if_yes: { go_to: mend } }\n";
        let mend = "  - { id: mend, only_from: validate, do: x }\n";
        assert!(!looked_at(&[THANK, gate, mend, ASK].concat(), |flow| flow.is_guarded(3)));
    }

    #[test]
    fn a_step_on_the_side_goes_on_after_the_step_that_led_to_it() {
        let steps = "  - id: resolve\n    do: x\n    gate: { ask: Solved?, if_no: { go_to: escalate } }\n  - { id: escalate, only_from: resolve, do: x }\n  - { id: tell-back, do: x }\n";
        looked_at(steps, |flow| {
            assert_eq!(flow.ways[0], [Next::Step(2), Next::Step(1)]);
            assert_eq!(flow.ways[1], [Next::Step(2)]);
            assert_eq!(flow.ways[2], [Next::Done]);
        });
    }

    #[test]
    fn what_a_step_is_for_is_read_from_its_id_and_from_what_it_asks() {
        let steps = "  - { id: thank, do: x }\n  - { id: share, do: x, asks_for: { referrals: 2..3, through: in-person } }\n  - { id: a, intent: validate, do: x }\n  - { id: call, do: x }\n";
        looked_at(steps, |flow| {
            let found: Vec<Option<Intent>> = flow.steps.iter().map(|step| intent(step)).collect();
            assert_eq!(found, [Some(Intent::Thank), Some(Intent::AskReferral), Some(Intent::Validate), None]);
        });
    }
}
