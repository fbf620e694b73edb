//! A study: what was done, what may be said of it, and every reading of its effect worked out.

use super::money::{self, Line, Reading, Start};
use super::page::Page;
use super::view::{Facts, How, Shown};
use crate::model::EntityIndex;
use crate::model::quantity::Change;
use crate::model::study::{Assignment, Study};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct ArmRow {
    id: String,
    did: Option<Shown>,
    n: String,
    events: String,
}

#[derive(Serialize, JsonSchema)]
struct ReadingView {
    id: &'static str,
    word: String,
    used: bool,
    why: Option<Shown>,
    lines: Vec<Line>,
    verdict: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
pub struct StudyView {
    population: Option<Shown>,
    arms: Vec<ArmRow>,
    assignment: Shown,
    may_claim: Shown,
    claims: Option<Shown>,
    effect: Facts,
    readings: Vec<ReadingView>,
    result: Facts,
    published: Option<Shown>,
}

/// A computed return this near to the published one is the same, in percentage points.
const SAME_ROI: i64 = 1;

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Study) -> StudyView {
    let assignment = it.assignment.value().unwrap_or(Assignment::NotStated);
    let random = assignment == Assignment::Random;
    let how = if random { How::Good } else { How::Watch };
    StudyView {
        population: page.opt(&it.population),
        arms: it
            .arms
            .items()
            .map(|arm| ArmRow {
                id: arm.id.get().map(|id| id.to_string()).unwrap_or_default(),
                did: page.opt(&arm.did),
                n: page.written(&arm.n),
                events: events(page, arm),
            })
            .collect(),
        assignment: Shown::mark(
            how,
            format!(
                "{}: {}",
                page.word("playbook.assignment"),
                page.value("assignment", assignment.word()).to_lowercase()
            ),
        ),
        may_claim: Shown::new(page.words.get(if random { "study.causal" } else { "study.not_causal" })),
        claims: page.opt(&it.claims),
        effect: effect(page, index, it),
        readings: readings(page, index, it),
        result: result(page, it),
        published: page.opt(&it.source),
    }
}

/// How many had the outcome, and which share of the arm that is.
fn events(page: &Page<'_>, arm: &crate::model::study::Arm) -> String {
    let Some(events) = arm.events.get() else { return String::new() };
    let share = arm
        .n
        .get()
        .filter(|n| n.0 > 0)
        .map(|n| Decimal::from(events.0) * Decimal::ONE_HUNDRED / Decimal::from(n.0));
    let count = page.write(events);
    share.map_or(count.clone(), |s| format!("{count} ({})", page.locale.percent(s.round_dp(1))))
}

fn effect(page: &Page<'_>, index: EntityIndex, it: &Study) -> Facts {
    let mut facts = Facts::default();
    let Some(effect) = it.effect.get() else { return facts };
    page.add(&mut facts, "study.metric", page.one(index, &effect.metric));
    page.add(&mut facts, "study.change", page.shown(&effect.change));
    page.add(&mut facts, "study.control_rate", page.shown(&effect.control_rate));
    let interval = effect
        .low
        .get()
        .zip(effect.high.get())
        .map(|(l, h)| Shown::new(format!("{} – {}", page.write(l), page.write(h))));
    page.add(&mut facts, "study.interval", interval);
    facts
}

/// Every reading of the effect. What a customer is worth and a case costs comes from the
/// playbook that rests on the study; without one, only the rates are worked out.
fn readings(page: &Page<'_>, index: EntityIndex, it: &Study) -> Vec<ReadingView> {
    let Some(change) = it.effect.get().and_then(|e| e.change.get()) else { return Vec::new() };
    let Some((rate, assumed)) = money::control_rate(it) else { return Vec::new() };
    let Some(treated) = it.arms.items().find_map(|arm| arm.n.get()) else { return Vec::new() };
    let playbook = money::case_of(page, index);
    let case = playbook.and_then(|p| p.it.business_case.get());
    let start = Start {
        treated: Decimal::from(treated.0),
        rate,
        rate_note: if assumed { page.word("study.assumed") } else { String::new() },
        value: case.and_then(|case| money::value_of(case)),
        cost_per_case: playbook.and_then(|p| Some(p.it.cost_per_case.get()?.0)),
        fixed: case.and_then(|c| Some(c.cost.get()?.0)),
    };
    let all = money::readings(change);
    let stated = !matches!(change, Change::Unstated(_));
    all.iter().map(|reading| reading_view(page, it, &start, *reading, stated)).collect()
}

fn reading_view(page: &Page<'_>, it: &Study, start: &Start, reading: Reading, stated: bool) -> ReadingView {
    let sum = money::sum(page, start, reading);
    let assumes = it.assumes.get();
    let used = stated || assumes.and_then(|a| a.reading.value()).is_some_and(|choice| reading.is(choice));
    let published = it.result.get().and_then(|r| r.roi.get()).map(|r| r.percent());
    let verdict = sum.roi.zip(published).map(|(ours, theirs)| {
        let same = (ours - theirs).abs() < Decimal::from(SAME_ROI);
        let word = if same { "study.matches" } else { "study.differs" };
        Shown::mark(
            if same { How::Good } else { How::Alert },
            format!("{} ({})", page.word(word), page.locale.percent(theirs)),
        )
    });
    ReadingView {
        id: reading.id(),
        word: page.word(reading.word()),
        used,
        why: if used { assumes.and_then(|a| page.opt(&a.why)) } else { None },
        lines: sum.lines,
        verdict,
    }
}

fn result(page: &Page<'_>, it: &Study) -> Facts {
    let mut facts = Facts::default();
    if let Some(result) = it.result.get() {
        page.add(&mut facts, "study.published_roi", page.shown(&result.roi));
        page.add(&mut facts, "study.benefit", page.shown(&result.benefit));
        page.add(&mut facts, "study.cost", page.shown(&result.cost));
        page.add(&mut facts, "study.horizon", page.shown(&result.horizon));
    }
    page.add(&mut facts, "study.source", page.opt(&it.source));
    page.add(&mut facts, "roadmap.date", page.shown(&it.date));
    facts
}
