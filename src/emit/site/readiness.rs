//! What the files prove of the program's readiness and approach, next to what it claims.

use super::site::Page;
use super::view::{How, Shown};
use crate::model::business_model::BusinessModel;
use crate::model::metric::Metric;
use crate::model::program::{Approach, Program, Readiness};
use crate::model::roadmap::Roadmap;
use crate::model::scorecard::Scorecard;
use serde::Serialize;

/// One step of a ladder.
#[derive(Serialize)]
struct Rung {
    word: String,
    on: bool,
    gap: bool,
    derived: bool,
    claimed: bool,
}

#[derive(Serialize)]
pub struct Ladder {
    word: String,
    steps: Vec<Rung>,
    verdict: Shown,
    note: String,
    missing: Vec<Shown>,
}

/// A proof: the word of what it needs, and whether it is there.
type Proof = (&'static str, bool);

pub fn ladders(page: &Page<'_>) -> Vec<Ladder> {
    let Some(program) = page.program().program() else { return Vec::new() };
    vec![readiness(page, program.it), approach(page, program.it)]
}

/// Involved asks for a budget and a team; focused, for direction, governance, measures and a plan besides.
fn readiness(page: &Page<'_>, it: &Program) -> Ladder {
    let resources = it.resources.get();
    let involved: [Proof; 2] = [
        ("readiness.budget", resources.is_some_and(|r| r.budget.get().is_some())),
        ("readiness.team", resources.is_some_and(|r| r.team.items().next().is_some())),
    ];
    let used = |page: &Page<'_>, entity| page.in_use(entity);
    let focused: [Proof; 4] = [
        ("readiness.sponsor", it.sponsor.get().is_some_and(|s| s.role.get().is_some() && s.commitments.items().next().is_some())),
        (
            "readiness.ritual",
            page.program().all::<Scorecard>().any(|s| used(page, s.entity) && s.it.rituals.items().next().is_some()),
        ),
        (
            "readiness.decisions",
            page.program().all::<Metric>().any(|m| used(page, m.entity))
                && page.program().all::<Metric>().filter(|m| used(page, m.entity)).all(|m| m.it.decision.get().is_some()),
        ),
        (
            "readiness.plan",
            page.program().all::<Roadmap>().any(|r| used(page, r.entity) && r.it.initiatives.items().any(|i| i.owner.get().is_some())),
        ),
    ];
    let derived = match (involved.iter().all(|p| p.1), focused.iter().all(|p| p.1)) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    };
    let claimed = it.readiness.value().map(|r| match r {
        Readiness::Passive => 0,
        Readiness::Involved => 1,
        Readiness::Focused => 2,
    });
    let words = ["passive", "involved", "focused"].map(|w| page.value("readiness", w));
    let next: &[Proof] = match derived {
        0 => &involved,
        1 => &focused,
        _ => &[],
    };
    ladder(page, "home.readiness", &words, derived, claimed, next)
}

/// Intelligent starts from the business model: every unit knows its identity from its customers,
/// its canvas is complete, its behaviors are named and its tensions are resolved.
fn approach(page: &Page<'_>, it: &Program) -> Ladder {
    let models: Vec<_> = page.program().all::<BusinessModel>().filter(|m| page.in_use(m.entity)).collect();
    let every = |test: fn(&BusinessModel) -> bool| !models.is_empty() && models.iter().all(|m| test(m.it));
    let proofs: [Proof; 4] = [
        ("readiness.identity", every(|m| m.identity.get().is_some_and(|i| i.asked.get().is_some()))),
        ("readiness.canvas", every(canvas_complete)),
        ("readiness.behaviors", every(|m| m.economic_behaviors.items().next().is_some())),
        ("readiness.tensions", every(|m| m.tensions.items().all(|t| t.resolution.get().is_some()))),
    ];
    let derived = usize::from(proofs.iter().all(|p| p.1));
    let claimed = it.approach.value().map(|a| match a {
        Approach::Reactive => 0,
        Approach::Intelligent => 1,
    });
    let words = ["reactive", "intelligent"].map(|w| page.value("approach", w));
    ladder(page, "home.approach", &words, derived, claimed, if derived == 0 { &proofs } else { &[] })
}

fn canvas_complete(model: &BusinessModel) -> bool {
    model.canvas.get().is_some_and(|c| {
        !c.customer_segments.has_none()
            && !c.value_propositions.has_none()
            && !c.channels.has_none()
            && [
                &c.customer_relationships,
                &c.revenue_streams,
                &c.key_resources,
                &c.key_activities,
                &c.key_partnerships,
                &c.cost_structure,
            ]
            .iter()
            .all(|block| !block.has_none())
    })
}

fn ladder(page: &Page<'_>, word: &str, words: &[String], derived: usize, claimed: Option<usize>, next: &[Proof]) -> Ladder {
    let steps = words
        .iter()
        .enumerate()
        .map(|(i, word)| Rung {
            word: word.clone(),
            on: i <= derived,
            gap: i > derived && claimed.is_some_and(|c| i <= c),
            derived: i == derived,
            claimed: claimed == Some(i),
        })
        .collect();
    let verdict = match claimed {
        None => Shown::mark(How::Note, page.word("home.unclaimed")),
        Some(c) if c == derived => Shown::mark(How::Good, page.word("home.match")),
        Some(c) if c > derived => Shown::mark(How::Alert, page.word("home.over")),
        Some(_) => Shown::mark(How::Note, page.word("home.under")),
    };
    let missing: Vec<Shown> = next.iter().filter(|p| !p.1).map(|(word, _)| Shown::new(page.words.get(word))).collect();
    let note = if missing.is_empty() { String::new() } else { format!("{}:", page.word("home.missing")) };
    Ladder { word: page.word(word), steps, verdict, note, missing }
}
