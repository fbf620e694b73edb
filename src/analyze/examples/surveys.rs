//! Surveys that are expected to be sent, or held back.

use super::given::Scene;
use super::invitations::{self, Invitation, State};
use super::run::Run;
use super::{Log, Outcome, spelled};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::test::{Expect, ExpectedSurvey};
use crate::model::{Kind, Of};
use jiff::Zoned;

pub fn compare(scene: &Scene<'_>, run: &Run<'_>, expect: &Expect, out: &mut Log) {
    if expect.surveys.has_none() {
        return;
    }
    let invitations = invitations::all(scene, run);
    for expected in expect.surveys.items() {
        let Some(survey) = scene.program.follow::<Survey>(scene.test.index, expected.survey.span()) else {
            continue;
        };
        let (Some(customer), Some(sent)) = (expected.customer.get(), expected.sent.value()) else { continue };
        let own: Vec<&Invitation<'_>> = invitations
            .iter()
            .filter(|invitation| {
                invitation.survey.index == survey.index && *invitation.customer == **customer
            })
            .collect();
        if let Some(outcome) = one(scene, survey, customer, expected, sent, &own) {
            out.push(outcome);
        }
    }
}

fn one(
    scene: &Scene<'_>,
    survey: Of<'_, Survey>,
    customer: &str,
    expected: &ExpectedSurvey,
    sent: bool,
    own: &[&Invitation<'_>],
) -> Option<Outcome> {
    let at = expected.at_time.get().map(|at| at.at(&scene.zone));
    let place = scene.test.place(if expected.at_time.is_absent() {
        expected.sent.span()
    } else {
        expected.at_time.span()
    });
    let id = survey.id();
    let here = |invitation: &&&Invitation<'_>| at.as_ref().is_none_or(|at| falls_at(invitation, at));
    let unknown = own.iter().filter(here).find_map(|invitation| match &invitation.state {
        State::Unknown(why) => Some(why.clone()),
        _ => None,
    });
    if let Some(why) = unknown.or_else(|| undecidable(scene, survey).filter(|_| own.is_empty())) {
        let message = say!(en: "whether `{id}` goes to `{customer}` cannot be told", es: "no se puede saber si `{id}` llega a `{customer}`");
        return Some(Outcome::undecided(place, Mistake::new(message, why)));
    }
    let went = own.iter().any(|invitation| match (&invitation.state, &at) {
        (State::Sent(moment), Some(at)) => moment.timestamp() == at.timestamp(),
        (State::Sent(_), None) => true,
        _ => false,
    });
    if went != sent {
        let message = if sent {
            say!(en: "`{id}` is not sent to `{customer}` then", es: "`{id}` no se envía a `{customer}` en ese momento")
        } else {
            say!(en: "`{id}` is sent to `{customer}`, and should be held back", es: "`{id}` se envía a `{customer}`, y debería detenerse")
        };
        let mut outcome = Outcome::differs(place, message, told(own));
        if let Some(held) = own.iter().find_map(|invitation| match &invitation.state {
            State::Held(held) => Some(held),
            _ => None,
        }) {
            outcome = outcome
                .related(held.rule, say!(en: "the rule that holds it back", es: "la regla que la detiene"));
        }
        return Some(outcome);
    }
    // Held back at a moment at which nothing falls due is held back by nobody.
    if !sent && at.is_some() && !own.iter().any(|invitation| here(&invitation)) {
        let at = expected.at_time.get().map(|at| at.spell()).unwrap_or_default();
        return Some(Outcome::differs(
            place,
            say!(en: "no invitation of `{id}` to `{customer}` falls due at {at}", es: "ninguna invitación de `{id}` a `{customer}` toca el {at}"),
            told(own),
        ));
    }
    None
}

/// Whether an invitation falls due at a moment, or goes out then.
fn falls_at(invitation: &Invitation<'_>, at: &Zoned) -> bool {
    let goes = matches!(&invitation.state, State::Sent(moment) if moment.timestamp() == at.timestamp());
    goes || invitation.due.timestamp() == at.timestamp()
}

/// Why nothing in a test can cause an invitation to a survey.
fn undecidable(scene: &Scene<'_>, survey: Of<'_, Survey>) -> Option<Say> {
    let trigger = survey.it.trigger.get()?;
    if !trigger.every.is_absent() {
        return Some(
            say!(en: "it goes out in waves, and a test cannot say on which day", es: "se envía por olas, y una prueba no puede decir en qué día"),
        );
    }
    let (at, after) = trigger.after.spanned()?;
    let path = after.path;
    let owner = scene.program.target(survey.index, at)?.entity()?;
    (scene.program.entity(owner).kind == Kind::Journey).then(
        || say!(en: "it goes out after `{path}`, a step of a journey, and a test can only say events of a dataset", es: "se envía después de `{path}`, un paso de un recorrido, y una prueba solo puede decir hechos de un conjunto de datos"),
    )
}

fn told(own: &[&Invitation<'_>]) -> Say {
    if own.is_empty() {
        return say!(en: "nothing in this test causes an invitation", es: "nada en esta prueba causa una invitación");
    }
    let one = |invitation: &&Invitation<'_>| {
        let due = spelled(&invitation.due);
        match &invitation.state {
            State::Sent(at) if *at == invitation.due => {
                say!(en: "it goes out at {due}", es: "se envía el {due}")
            }
            State::Sent(at) => {
                let at = spelled(at);
                say!(en: "it falls due at {due} and goes out at {at}", es: "toca el {due} y se envía el {at}")
            }
            State::Held(held) => {
                let until = held.until.as_ref().map(spelled);
                let (en, es) = match until {
                    Some(until) => (
                        format!("; it could go out at {until}, when it is closed"),
                        format!("; podría enviarse el {until}, cuando ya está cerrada"),
                    ),
                    None => Default::default(),
                };
                say!(en: "it falls due at {due}, and {}{en}", held.why.en; es: "toca el {due}, y {}{es}", held.why.es)
            }
            State::NotAsked(why) | State::Unknown(why) => {
                say!(en: "it falls due at {due}, and {}", why.en; es: "toca el {due}, y {}", why.es)
            }
        }
    };
    let all: Vec<Say> = own.iter().map(one).collect();
    let joined = |pick: fn(&Say) -> &str| all.iter().map(pick).collect::<Vec<_>>().join("; ");
    Say { en: joined(|say| &say.en), es: joined(|say| &say.es) }
}
