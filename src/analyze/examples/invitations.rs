//! Invitations that signals cause, one after another, as far as the contact policies let them through.
//! One that has to wait goes out as soon as it may, or is dropped when its survey would be closed.

use super::due::{self, plus};
use super::given::{From, Scene, Signal};
use super::limits::{Contact, Held, Limits};
use super::run::Run;
use crate::analyze::contacts::limits::{Maker, Rank, reaches_out};
use crate::analyze::in_use;
use crate::diagnostic::{Say, say};
use crate::model::expression::holds;
use crate::model::survey::{OutcomeAsked, Survey};
use crate::model::time::Date;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use jiff::Zoned;
use std::collections::BTreeSet;

/// An invitation that fell due.
pub struct Invitation<'p> {
    pub survey: Of<'p, Survey>,
    pub customer: String,
    pub due: Zoned,
    pub state: State,
}

pub enum State {
    Sent(Zoned),
    /// Dropped, because it could not go out before its survey closed.
    Held(Held),
    /// The customer is not asked.
    NotAsked(Say),
    /// The test does not say enough to tell.
    Unknown(Say),
}

/// Waiting to go out.
struct Waiting<'p> {
    survey: Of<'p, Survey>,
    contact: Contact,
    due: Zoned,
    /// What it follows: of two that are due at once, the older goes first.
    trigger: Zoned,
    last: Option<Zoned>,
    rank: Rank,
}

/// Rounds after which a queue that moves nothing any more is left.
const MOST_ROUNDS: u32 = 100_000;

/// Every invitation that the signals of a test cause.
pub fn all<'p>(scene: &Scene<'p>, run: &Run<'p>) -> Vec<Invitation<'p>> {
    let limits = Limits::of(scene);
    let mut done = Vec::new();
    let mut queue = due(scene, &limits, &mut done);
    let answered = answers(scene);
    let mut contacts = playbook_contacts(scene, run);
    // An answer that was given stands for its invitation, unless that falls due in the test.
    contacts.extend(
        answered
            .iter()
            .filter(|answer| {
                let own = |waiting: &Waiting<'_>| {
                    waiting.contact.source == answer.source
                        && waiting.contact.customer == answer.customer
                        && waiting.due <= answer.at
                };
                !queue.iter().any(own)
            })
            .cloned(),
    );
    for _ in 0..MOST_ROUNDS {
        let next = queue.iter().enumerate().min_by(|(_, a), (_, b)| {
            let order = |it: &Waiting<'p>| (it.rank, it.trigger.clone(), it.survey.id().as_str());
            a.contact.at.cmp(&b.contact.at).then_with(|| order(a).cmp(&order(b)))
        });
        let Some((place, _)) = next else { break };
        let mut waiting = queue.swap_remove(place);
        match limits.held(&waiting.contact, &contacts, &answered) {
            None => {
                contacts.push(waiting.contact.clone());
                if !waiting.contact.reminder {
                    queue.extend(reminders(scene, &waiting, &answered));
                    done.push(finished(&waiting, State::Sent(waiting.contact.at.clone())));
                }
            }
            Some(_) if waiting.contact.reminder => {}
            Some(held) => {
                let later =
                    held.until.clone().filter(|until| waiting.last.as_ref().is_none_or(|last| until <= last));
                match later {
                    Some(until) => {
                        waiting.contact.at = until;
                        queue.push(waiting);
                    }
                    None => done.push(finished(&waiting, State::Held(held))),
                }
            }
        }
    }
    done
}

fn finished<'p>(waiting: &Waiting<'p>, state: State) -> Invitation<'p> {
    let (survey, customer, due) = (waiting.survey, waiting.contact.customer.clone(), waiting.due.clone());
    Invitation { survey, customer, due, state }
}

/// The invitations that fall due; those who are not asked are done already.
fn due<'p>(scene: &Scene<'p>, limits: &Limits<'_, 'p>, done: &mut Vec<Invitation<'p>>) -> Vec<Waiting<'p>> {
    let mut queue = Vec::new();
    for (session, signal) in scene.signals.iter().enumerate() {
        let From::Event(dataset, event) = signal.from else { continue };
        for survey in following(scene, dataset) {
            let Some(trigger) = survey.it.trigger.get() else { continue };
            let Some((place, _)) = trigger.after.spanned() else { continue };
            if scene.program.target(survey.index, place) != Some(event) {
                continue;
            }
            let due = match trigger.delay.value() {
                Some(delay) => plus(scene, &signal.at, delay),
                None => Some(signal.at.clone()),
            };
            let Some(due) = due.filter(|due| in_use(survey.entity, Date(due.date()))) else { continue };
            let customer = signal.customer.clone();
            let state = match trigger.outcome.value() {
                Some(OutcomeAsked::Success | OutcomeAsked::Failure) => Some(State::Unknown(
                    say!(en: "it goes out after one outcome only, and an event does not say which it was", es: "se envía solo después de un resultado, y un hecho no dice cuál fue"),
                )),
                _ => not_asked(scene, survey, signal, &due),
            };
            if let Some(state) = state {
                done.push(Invitation { survey, customer, due, state });
                continue;
            }
            let last = survey.it.open_for.value().and_then(|length| plus(scene, &due, length));
            let account = scene.person(&customer).account;
            let contact = Contact {
                at: due.clone(),
                customer,
                account,
                source: survey.index,
                maker: Maker::survey(survey.it),
                reminder: false,
                session,
            };
            let rank = limits.policies.rank(contact.source, contact.maker);
            queue.push(Waiting { survey, contact, due, trigger: signal.at.clone(), last, rank });
        }
    }
    queue
}

/// The surveys that go out after an event of a dataset, in the order of their ids.
fn following<'p>(scene: &Scene<'p>, dataset: EntityIndex) -> Vec<Of<'p, Survey>> {
    let named = scene.program.edges_to(dataset).filter(|edge| edge.field() == "after");
    let indices: BTreeSet<EntityIndex> = named.map(|edge| edge.from).collect();
    indices.into_iter().filter_map(|index| scene.program.as_kind::<Survey>(index)).collect()
}

/// Why a customer is not in the audience of a survey.
fn not_asked(scene: &Scene<'_>, survey: Of<'_, Survey>, signal: &Signal, due: &Zoned) -> Option<State> {
    let audience = survey.it.audience.get()?;
    let customer = &signal.customer;
    let person = scene.person(customer);
    if !audience.archetypes.has_none() {
        let Some(own) = person.archetype else {
            return Some(State::Unknown(
                say!(en: "it is for certain archetypes, and the test does not say which one `{customer}` is", es: "es para ciertos arquetipos, y la prueba no dice cuál es `{customer}`"),
            ));
        };
        let mut asked = audience.archetypes.spanned_items();
        if !asked.any(|(at, _)| scene.program.target(survey.index, at) == Some(Target::Entity(own))) {
            let own = scene.program.entity(own).id;
            return Some(State::NotAsked(
                say!(en: "`{own}` is not in its audience", es: "`{own}` no está en su audiencia"),
            ));
        }
    }
    if let Some(least) = audience.minimum_tenure.value() {
        let Some(tenure) = person.tenure else {
            return Some(State::Unknown(
                say!(en: "it asks for a minimum tenure, and the test does not say the one of `{customer}`", es: "pide una antigüedad mínima, y la prueba no dice la de `{customer}`"),
            ));
        };
        // A customer since so long before the clock started.
        let back = crate::model::quantity::Duration::new(-tenure.amount(), tenure.unit());
        let eligible = plus(scene, &plus(scene, &scene.starts, back)?, least)?;
        if eligible > *due {
            return Some(State::NotAsked(
                say!(en: "`{customer}` has not been a customer long enough", es: "`{customer}` no lleva suficiente tiempo como cliente"),
            ));
        }
    }
    let earlier = audience.answered.get()?;
    let asked = scene.program.target(survey.index, earlier.survey.span())?.entity()?;
    let condition = scene.program.expression(survey.index, earlier.when.span())?;
    let gave = scene.signals.iter().any(|other| {
        other.customer == *customer
            && other.at <= *due
            && other.from == From::Survey(asked)
            && holds(condition, other)
    });
    (!gave).then(|| State::NotAsked(say!(en: "`{customer}` did not give the answers that it asks for", es: "`{customer}` no dio las respuestas que pide")))
}

/// Every answer of the test.
fn answers(scene: &Scene<'_>) -> Vec<Contact> {
    let answered = scene.signals.iter().enumerate().filter_map(|(session, signal)| {
        let From::Survey(source) = signal.from else { return None };
        let maker = Maker::survey(scene.program.as_kind::<Survey>(source)?.it);
        let account = scene.person(&signal.customer).account;
        let (at, customer) = (signal.at.clone(), signal.customer.clone());
        Some(Contact { at, customer, account, source, maker, reminder: false, session })
    });
    answered.collect()
}

/// The steps of open cases that reach the customer, each when it is due.
fn playbook_contacts(scene: &Scene<'_>, run: &Run<'_>) -> Vec<Contact> {
    let mut contacts = Vec::new();
    for case in &run.cases {
        for step in case.playbook.it.steps.items().filter(|step| step.only_from.is_absent()) {
            if !reaches_out(scene.program, case.playbook, step) {
                continue;
            }
            let due = due::of_step(scene, case, step).and_then(Result::ok).map(|due| due.at);
            contacts.push(Contact {
                at: due.unwrap_or_else(|| case.started.clone()),
                customer: case.customer.clone(),
                account: scene.person(&case.customer).account,
                source: case.playbook.index,
                maker: Maker::playbook(case.playbook.it),
                reminder: false,
                session: case.signal,
            });
        }
    }
    contacts
}

/// The reminders of an invitation that went out, as long as nobody has answered.
fn reminders<'p>(scene: &Scene<'p>, sent: &Waiting<'p>, answered: &[Contact]) -> Vec<Waiting<'p>> {
    let own = |answer: &&Contact| {
        answer.source == sent.contact.source
            && answer.customer == sent.contact.customer
            && answer.at >= sent.contact.at
    };
    let answer = answered.iter().filter(own).map(|answer| answer.at.clone()).min();
    let moments =
        sent.survey.it.reminders.items().filter_map(|length| plus(scene, &sent.contact.at, *length));
    moments
        .filter(|at| answer.as_ref().is_none_or(|answer| at < answer))
        .map(|at| Waiting {
            survey: sent.survey,
            contact: Contact { at: at.clone(), reminder: true, ..sent.contact.clone() },
            due: at,
            trigger: sent.trigger.clone(),
            last: None,
            rank: sent.rank,
        })
        .collect()
}
