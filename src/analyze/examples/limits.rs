//! What contact policies let through at a moment. Windows slide: a contact is allowed when fewer than
//! `maximum` contacts of the scope lie in the window before it, the moment itself included.

use super::due::plus;
use super::given::Scene;
use super::spelled;
use crate::analyze::contacts::limits::{Limit, Maker, Policies, Rest};
use crate::diagnostic::{Say, say};
use crate::model::EntityIndex;
use crate::model::contact_policy::ContactUnit;
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::At;
use jiff::Zoned;

/// A time a customer is reached, or answers.
#[derive(Clone, Debug)]
pub struct Contact {
    pub at: Zoned,
    pub customer: String,
    pub account: Option<String>,
    /// The survey or the playbook.
    pub source: EntityIndex,
    pub maker: Maker,
    pub reminder: bool,
    /// The signal it comes from: a visit, as far as a test knows of visits.
    pub session: usize,
}

/// Why a contact has to wait.
#[derive(Clone, Debug)]
pub struct Held {
    pub why: Say,
    /// The rule, or the rest after an answer.
    pub rule: At,
    /// Until when; none when it is never allowed.
    pub until: Option<Zoned>,
}

impl Held {
    fn is_longer_than(&self, other: &Held) -> bool {
        match (&self.until, &other.until) {
            (Some(until), Some(known)) => until > known,
            (until, known) => until.is_none() && known.is_some(),
        }
    }
}

/// All contact policies that are in use.
pub struct Limits<'s, 'p> {
    scene: &'s Scene<'p>,
    pub policies: Policies,
}

impl<'s, 'p> Limits<'s, 'p> {
    pub fn of(scene: &'s Scene<'p>) -> Self {
        Self { policies: Policies::of(scene.program, Date(scene.ends.date())), scene }
    }

    /// What holds a contact back that longest.
    pub fn held(&self, new: &Contact, contacts: &[Contact], answered: &[Contact]) -> Option<Held> {
        let by_limits = self.policies.limits.iter().filter_map(|limit| self.by_limit(limit, new, contacts));
        let by_rests = self.policies.rests.iter().filter_map(|rest| self.resting(rest, new, answered));
        by_limits.chain(by_rests).reduce(
            |longest, held| {
                if held.is_longer_than(&longest) { held } else { longest }
            },
        )
    }

    fn by_limit(&self, limit: &Limit, new: &Contact, contacts: &[Contact]) -> Option<Held> {
        let counts = |contact: &Contact| {
            (!contact.reminder || limit.reminders) && limit.covers(contact.source, contact.maker)
        };
        if !counts(new) {
            return None;
        }
        let mut leave: Vec<Zoned> = contacts
            .iter()
            .filter(|contact| contact.at <= new.at && counts(contact) && same(limit.per, contact, new))
            .filter_map(|contact| plus(self.scene, &contact.at, limit.written))
            .filter(|leaves| *leaves > new.at)
            .collect();
        let most = limit.maximum;
        if leave.len() < most {
            return None;
        }
        leave.sort();
        let until = if most == 0 { None } else { leave.get(leave.len() - most).cloned() };
        let (policy, id, already, window) = (limit.policy, limit.id, leave.len(), limit.written.spell());
        Some(Held {
            why: say!(en: "`{policy}/{id}` allows {most} in {window}, and there are {already} already",
                      es: "`{policy}/{id}` permite {most} en {window}, y ya hay {already}"),
            rule: limit.at,
            until,
        })
    }

    /// The rest after an answer.
    fn resting(&self, rest: &Rest, new: &Contact, answered: &[Contact]) -> Option<Held> {
        if !rest.covers(new.source, new.maker) {
            return None;
        }
        let own = answered.iter().filter(|answer| {
            answer.customer == new.customer && answer.at <= new.at && rest.covers(answer.source, answer.maker)
        });
        let (last, until) = own
            .filter_map(|answer| Some((answer.at.clone(), plus(self.scene, &answer.at, rest.written)?)))
            .max_by(|a, b| a.1.cmp(&b.1))
            .filter(|(_, until)| *until > new.at)?;
        let (last, length) = (spelled(&last), rest.written.spell());
        Some(Held {
            why: say!(en: "whoever answers rests for {length}, and they answered at {last}", es: "quien contesta descansa {length}, y contestó el {last}"),
            rule: rest.at,
            until: Some(until),
        })
    }
}

fn same(unit: ContactUnit, one: &Contact, other: &Contact) -> bool {
    match unit {
        ContactUnit::Person => one.customer == other.customer,
        ContactUnit::Account => match (&one.account, &other.account) {
            (Some(one), Some(other)) => one == other,
            _ => one.customer == other.customer,
        },
        ContactUnit::Session => one.customer == other.customer && one.session == other.session,
    }
}
