//! Tests of a program, tried: signals arrive in the order of time, playbooks start, deadlines run,
//! surveys go out as far as the contact policies allow, metrics are computed; then what is expected is
//! compared with what came of it.

mod due;
mod given;
mod invitations;
mod limits;
mod metrics;
mod playbooks;
pub mod report;
mod run;
mod surveys;
mod touched;

pub use touched::{Aspect, Coverage, Part};

use super::Context;
use crate::diagnostic::{Diagnostic, Mistake, RuleInfo, Say};
use crate::model::Of;
use crate::model::scalar::Scalar;
use crate::model::test::Test;
use crate::model::time::DateTime;
use crate::source::At;
use given::Scene;
use jiff::Zoned;
use std::collections::BTreeSet;
use touched::Spot;

/// A test, and where it came out otherwise than it states.
pub struct Tried<'p> {
    pub test: Of<'p, Test>,
    pub outcomes: Vec<Outcome>,
    /// Whether it was tried: what could not be read has its findings already.
    pub read: bool,
    touched: BTreeSet<Spot>,
}

/// How a test came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Passed,
    /// Something can be neither confirmed nor denied.
    Undecided,
    /// Its data could not be read.
    Unread,
    Failed,
}

impl Tried<'_> {
    pub fn verdict(&self) -> Verdict {
        match &self.outcomes[..] {
            [] if self.read => Verdict::Passed,
            [] => Verdict::Unread,
            all if all.iter().all(|outcome| outcome.undecided) => Verdict::Undecided,
            _ => Verdict::Failed,
        }
    }
}

/// What comes of a test while it is tried.
#[derive(Default)]
struct Log {
    outcomes: Vec<Outcome>,
    touched: BTreeSet<Spot>,
}

impl Log {
    fn push(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    fn touch(&mut self, spot: Spot) {
        self.touched.insert(spot);
    }
}

/// One expectation that did not hold, or of which it cannot be told.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub at: At,
    /// The value found and the one expected, in one sentence.
    pub message: Say,
    /// How it came about.
    pub how: Say,
    /// It can be neither confirmed nor denied.
    pub undecided: bool,
    /// What is expected and what was found, where both are values.
    pub between: Option<(String, String)>,
    pub related: Vec<(At, Say)>,
}

impl Outcome {
    fn differs(at: At, message: Say, how: Say) -> Self {
        Self { at, message, how, undecided: false, between: None, related: Vec::new() }
    }

    fn undecided(at: At, why: Mistake) -> Self {
        Self { undecided: true, ..Self::differs(at, why.message, why.help) }
    }

    fn between(mut self, expected: impl ToString, found: impl ToString) -> Self {
        self.between = Some((expected.to_string(), found.to_string()));
        self
    }

    fn related(mut self, at: At, words: Say) -> Self {
        self.related.push((at, words));
        self
    }

    /// As a finding of a rule that speaks about tests.
    pub fn finding(&self, rule: &'static RuleInfo) -> Diagnostic {
        let mut finding = Diagnostic::new(rule, self.at, self.message.clone()).help(self.how.clone());
        for (at, words) in &self.related {
            finding = finding.related(*at, words.clone());
        }
        finding
    }
}

/// Tries every test that is in use. One whose data could not be read has its findings already.
pub fn try_all<'a>(context: &Context<'a>) -> Vec<Tried<'a>> {
    let tried = |test| {
        let mut log = Log::default();
        let read = attempt(context, test, &mut log).is_some();
        let Log { outcomes, touched } = if read { log } else { Log::default() };
        Tried { test, outcomes, read, touched }
    };
    context.in_use::<Test>().map(tried).collect()
}

/// None when a part of the test could not be read.
fn attempt(context: &Context<'_>, test: Of<'_, Test>, out: &mut Log) -> Option<()> {
    let test = context.program.get::<Test>(test.id())?;
    let (scene, expect) = (Scene::of(context.program, test, out)?, test.it.expect.get()?);
    metrics::compare(&scene, expect, out);
    if !expect.playbooks.has_none() || !expect.no_playbooks.has_none() || !expect.surveys.has_none() {
        let run = run::Run::of(&scene);
        playbooks::compare(&scene, &run, expect, out);
        surveys::compare(&scene, &run, expect, out);
    }
    Some(())
}

/// A moment as a test writes it.
pub fn spelled(moment: &Zoned) -> String {
    DateTime::local(moment.datetime()).spell()
}
