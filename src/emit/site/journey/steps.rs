//! Every step in words, with where it leads: the map for those who read.

use super::{Path, signed, step_badge};
use crate::emit::site::page::Page;
use crate::emit::site::view::{Badge, Facts, Shown};
use crate::model::journey::step::Step;
use crate::model::journey::transition::{Destination, Transition, TransitionType};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Leads {
    tone: &'static str,
    word: String,
    label: Option<Shown>,
    to: Option<Shown>,
    share: String,
}

#[derive(Serialize, JsonSchema)]
pub struct StepView {
    n: usize,
    id: String,
    does: Option<Shown>,
    title: Option<Shown>,
    stage: Option<Shown>,
    actor: String,
    ev: Badge,
    src: String,
    mot: Option<Shown>,
    thinks: Option<Shown>,
    feels: Option<Shown>,
    facts: Facts,
    next: Vec<Leads>,
}

pub fn view(page: &Page<'_>, path: &Path<'_>) -> Vec<StepView> {
    let steps = path.steps.iter().enumerate().map(|(i, (step, _))| StepView {
        n: i + 1,
        id: step.id.get().map(|id| id.to_string()).unwrap_or_default(),
        does: page.opt(&step.does),
        title: page.opt(&step.common.title),
        stage: page.one(path.index, &step.stage).map(|s| Shown { href: String::new(), ..s }),
        actor: step.actor.get().map(|a| page.value("actor", a.word())).unwrap_or_default(),
        ev: step_badge(page, path, step),
        src: page.src_in(path.index, step.at),
        mot: step.moment_of_truth.get().and_then(|m| page.opt(&m.why)),
        thinks: page.opt(&step.thinks),
        feels: step.feels.value().map(|f| Shown::new(signed(f.get()))),
        facts: facts(page, path, step),
        next: next(page, path, step),
    });
    steps.collect()
}

fn facts(page: &Page<'_>, path: &Path<'_>, step: &Step) -> Facts {
    let index = path.index;
    let mut facts = Facts::default();
    if let Some(touchpoint) = step.touchpoint.get() {
        page.add(&mut facts, "journey.channels", page.list(index, &touchpoint.channels));
        page.add(&mut facts, "journey.trace", page.opt(&touchpoint.trace));
        page.add(
            &mut facts,
            "journey.initiator",
            touchpoint.initiator.get().map(|i| Shown::new(page.value("initiator", i.word()))),
        );
        page.add(&mut facts, "journey.per_month", page.shown(&touchpoint.per_month));
    }
    page.add(&mut facts, "journey.delivers", page.list(index, &step.delivers));
    page.add(
        &mut facts,
        "journey.demands",
        step.demands.items().map(|d| Shown::new(page.value("demand", d.word()))),
    );
    page.add(&mut facts, "journey.time", page.shown(&step.customer_time));
    page.add(
        &mut facts,
        "journey.effort",
        step.customer_effort.value().map(|e| Shown::new(format!("{}/7", e.get()))),
    );
    page.add(&mut facts, "journey.can", page.texts(&step.customer_can));
    page.add(&mut facts, "journey.pains", step.pains.items().filter_map(|p| page.opt(&p.text)));
    if let Some(moment) = step.moment_of_truth.get() {
        page.add(&mut facts, "journey.survey", page.one(index, &moment.survey));
        page.add(&mut facts, "journey.metrics", page.list(index, &moment.metrics));
        page.add(&mut facts, "journey.playbooks", page.list(index, &moment.playbooks));
        page.add(&mut facts, "journey.stakes", page.list(index, &moment.stakes));
    }
    page.add(&mut facts, "journey.re_entry", page.opt(&step.re_entry));
    facts
}

/// The tone of a type of transition.
pub fn tone(kind: TransitionType) -> &'static str {
    match kind {
        TransitionType::Next => "next",
        TransitionType::Skip => "skip",
        TransitionType::Loop => "loop",
        TransitionType::Parallel => "parallel",
        TransitionType::Exit => "exit",
    }
}

pub fn kind_of(it: &Transition) -> TransitionType {
    it.transition_type.value().unwrap_or(TransitionType::Next)
}

fn next(page: &Page<'_>, path: &Path<'_>, step: &Step) -> Vec<Leads> {
    let leads = step.next.items().map(|t| {
        let kind = kind_of(t);
        let to = t.to.spanned().map(|(at, to)| match to {
            Destination::End => Shown::new(page.words.get("journey.job_done")),
            Destination::Step(reference) => page.reference(path.index, at, reference),
        });
        Leads {
            tone: tone(kind),
            word: page.word(&format!("journey.branches.{}", tone(kind))),
            label: page.opt(&t.label),
            to,
            share: page.written(&t.share),
        }
    });
    leads.collect()
}
