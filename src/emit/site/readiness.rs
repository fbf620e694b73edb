//! What the files show of the program's readiness and approach, next to what it claims.

use super::page::Page;
use super::view::{How, Shown};
use crate::analyze::Context;
use crate::analyze::readiness::{missing_for, missing_for_intelligent, shown};
use crate::diagnostic::Say;
use crate::model::program::{Approach, Program, Readiness};
use schemars::JsonSchema;
use serde::Serialize;

/// One step of a ladder.
#[derive(Serialize, JsonSchema)]
struct Rung {
    word: String,
    on: bool,
    gap: bool,
    derived: bool,
    claimed: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Ladder {
    word: String,
    steps: Vec<Rung>,
    verdict: Shown,
    note: String,
    missing: Vec<Shown>,
}

pub fn ladders(page: &Page<'_>) -> Vec<Ladder> {
    let Some(program) = page.program().program() else { return Vec::new() };
    let context = Context::new(page.checked.program, page.checked.sources, page.checked.as_of);
    vec![readiness(page, &context, program.it), approach(page, &context, program.it)]
}

fn readiness(page: &Page<'_>, context: &Context<'_>, it: &Program) -> Ladder {
    const STEPS: [Readiness; 3] = [Readiness::Passive, Readiness::Involved, Readiness::Focused];
    let place = |readiness: Readiness| STEPS.iter().position(|step| *step == readiness).unwrap_or(0);
    let derived = place(shown(context));
    let claimed = it.readiness.value().map(place);
    let missing = STEPS.get(derived + 1).map(|next| missing_for(*next, context)).unwrap_or_default();
    ladder(
        page,
        "home.readiness",
        &STEPS.map(|step| page.value("readiness", step.word())),
        derived,
        claimed,
        &missing,
    )
}

/// Intelligent starts from the business model; whoever has none of it is reactive.
fn approach(page: &Page<'_>, context: &Context<'_>, it: &Program) -> Ladder {
    const STEPS: [Approach; 2] = [Approach::Reactive, Approach::Intelligent];
    let missing = missing_for_intelligent(context);
    let claimed = it.approach.value().and_then(|approach| STEPS.iter().position(|step| *step == approach));
    let derived = usize::from(missing.is_empty());
    ladder(
        page,
        "home.approach",
        &STEPS.map(|step| page.value("approach", step.word())),
        derived,
        claimed,
        &missing,
    )
}

fn ladder(
    page: &Page<'_>,
    word: &str,
    words: &[String],
    derived: usize,
    claimed: Option<usize>,
    missing: &[Say],
) -> Ladder {
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
    let missing: Vec<Shown> =
        missing.iter().map(|say| Shown::new(say.in_lang(page.lang).replace('`', ""))).collect();
    let note = if missing.is_empty() { String::new() } else { format!("{}:", page.word("home.missing")) };
    Ladder { word: page.word(word), steps, verdict, note, missing }
}
