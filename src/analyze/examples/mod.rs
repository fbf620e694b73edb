//! Tests of a program, tried: signals arrive in the order of time, playbooks start, deadlines run,
//! surveys go out as far as the contact policies allow, metrics are computed; then what is expected is
//! compared with what came of it.

mod due;
mod given;
mod invitations;
mod limits;
mod metrics;
mod playbooks;
mod run;
mod surveys;

use super::Context;
use crate::diagnostic::{Mistake, Say};
use crate::model::Of;
use crate::model::scalar::Scalar;
use crate::model::test::Test;
use crate::model::time::DateTime;
use crate::source::At;
use given::Scene;
use jiff::Zoned;

/// A test, and where it came out otherwise than it states.
pub struct Tried<'p> {
    pub test: Of<'p, Test>,
    pub outcomes: Vec<Outcome>,
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
    pub related: Vec<(At, Say)>,
}

impl Outcome {
    fn differs(at: At, message: Say, how: Say) -> Self {
        Self { at, message, how, undecided: false, related: Vec::new() }
    }

    fn undecided(at: At, why: Mistake) -> Self {
        Self { at, message: why.message, how: why.help, undecided: true, related: Vec::new() }
    }

    fn related(mut self, at: At, words: Say) -> Self {
        self.related.push((at, words));
        self
    }
}

/// Tries every test that is in use. One whose data could not be read has its findings already.
pub fn try_all<'a>(context: &Context<'a>) -> Vec<Tried<'a>> {
    context.in_use::<Test>().map(|test| Tried { outcomes: outcomes(context, test), test }).collect()
}

fn outcomes(context: &Context<'_>, test: Of<'_, Test>) -> Vec<Outcome> {
    let mut out = Vec::new();
    let Some(test) = context.program.get::<Test>(test.id()) else { return out };
    let (Some(scene), Some(expect)) = (Scene::of(context.program, test, &mut out), test.it.expect.get())
    else {
        return Vec::new();
    };
    metrics::compare(&scene, expect, &mut out);
    if !expect.playbooks.has_none() || !expect.no_playbooks.has_none() || !expect.surveys.has_none() {
        let run = run::Run::of(&scene);
        playbooks::compare(&scene, &run, expect, &mut out);
        surveys::compare(&scene, &run, expect, &mut out);
    }
    out
}

/// A moment as a test writes it.
fn spelled(moment: &Zoned) -> String {
    DateTime::local(moment.datetime()).spell()
}
