//! What contact policies let through at a moment. Windows slide: a contact is allowed when fewer than
//! `maximum` contacts of the scope lie in the window before it, the moment itself included.

use super::due::plus;
use super::given::Scene;
use super::spelled;
use crate::analyze::in_use;
use crate::diagnostic::{Say, say};
use crate::model::contact_policy::{ContactPolicy, ContactRule, ContactUnit, ExemptWord, ScopeWord};
use crate::model::scalar::Scalar;
use crate::model::survey::{Survey, SurveyType};
use crate::model::time::Date;
use crate::model::unions::{Scope, WordOr};
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use crate::source::At;
use jiff::Zoned;

/// A time a customer is reached, or answers.
#[derive(Clone, Debug)]
pub struct Contact {
    pub at: Zoned,
    pub customer: String,
    pub account: Option<String>,
    pub what: What,
    pub reminder: bool,
    /// The signal it comes from: a visit, as far as a test knows of visits.
    pub session: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Survey(EntityIndex),
    Playbook(EntityIndex),
}

impl What {
    fn entity(self) -> EntityIndex {
        match self {
            What::Survey(index) | What::Playbook(index) => index,
        }
    }
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

/// All contact policies that are in use.
pub struct Limits<'s, 'p> {
    scene: &'s Scene<'p>,
    pub policies: Vec<Of<'p, ContactPolicy>>,
}

impl<'s, 'p> Limits<'s, 'p> {
    pub fn of(scene: &'s Scene<'p>) -> Self {
        let day = Date(scene.ends.date());
        let policies = scene.program.all::<ContactPolicy>().filter(|policy| in_use(policy.entity, day));
        Self { policies: policies.collect(), scene }
    }

    /// What holds a contact back that longest.
    pub fn held(&self, new: &Contact, contacts: &[Contact], answered: &[Contact]) -> Option<Held> {
        let mut longest: Option<Held> = None;
        let mut hold = |held: Held| {
            let longer = match (&longest, &held.until) {
                (None, _) => true,
                (Some(Held { until: None, .. }), _) => false,
                (Some(_), None) => true,
                (Some(Held { until: Some(known), .. }), Some(until)) => until > known,
            };
            if longer {
                longest = Some(held);
            }
        };
        for policy in self.policies.iter().filter(|policy| !self.is_exempt(**policy, new.what)) {
            for rule in policy.it.rules.items() {
                if let Some(held) = self.by_rule(*policy, rule, new, contacts) {
                    hold(held);
                }
            }
            if let Some(held) = self.resting(*policy, new, answered) {
                hold(held);
            }
        }
        longest
    }

    fn by_rule(
        &self,
        policy: Of<'p, ContactPolicy>,
        rule: &ContactRule,
        new: &Contact,
        contacts: &[Contact],
    ) -> Option<Held> {
        let (scope, window) = (rule.scope.get()?, rule.window.value()?);
        let most = usize::try_from(rule.maximum.get()?.0).ok()?;
        let counts = |contact: &Contact| {
            (!contact.reminder || rule.counts_reminders.value() != Some(false))
                && self.covers(policy, scope, contact.what)
                && !self.is_exempt(policy, contact.what)
        };
        if !counts(new) {
            return None;
        }
        let unit = rule.per.value().unwrap_or(ContactUnit::Person);
        let mut leave: Vec<Zoned> = contacts
            .iter()
            .filter(|contact| contact.at <= new.at && counts(contact) && same(unit, contact, new))
            .filter_map(|contact| plus(self.scene, &contact.at, window))
            .filter(|leaves| *leaves > new.at)
            .collect();
        if leave.len() < most {
            return None;
        }
        leave.sort();
        let until = if most == 0 { None } else { leave.get(leave.len() - most).cloned() };
        let (id, already, window) = (rule.id.get()?, leave.len(), window.spell());
        Some(Held {
            why: say!(en: "`{}/{id}` allows {most} in {window}, and there are {already} already", policy.id();
                      es: "`{}/{id}` permite {most} en {window}, y ya hay {already}", policy.id()),
            rule: policy.place(rule.id.span()),
            until,
        })
    }

    /// The rest after an answer.
    fn resting(&self, policy: Of<'p, ContactPolicy>, new: &Contact, answered: &[Contact]) -> Option<Held> {
        let (at, rest) = policy.it.on_decline.spanned()?;
        let What::Survey(_) = new.what else { return None };
        let own = answered.iter().filter(|answer| answer.customer == new.customer && answer.at <= new.at);
        let (last, until) = own
            .filter_map(|answer| Some((answer.at.clone(), plus(self.scene, &answer.at, *rest)?)))
            .max_by(|a, b| a.1.cmp(&b.1))
            .filter(|(_, until)| *until > new.at)?;
        let (last, rest) = (spelled(&last), rest.spell());
        Some(Held {
            why: say!(en: "whoever answers rests for {rest}, and they answered at {last}", es: "quien contesta descansa {rest}, y contestó el {last}"),
            rule: policy.place(at),
            until: Some(until),
        })
    }

    fn covers(&self, policy: Of<'p, ContactPolicy>, scope: &Scope, what: What) -> bool {
        let word = match scope {
            WordOr::Word(word) => *word,
            WordOr::Other(list) => {
                let wanted = Some(Target::Entity(what.entity()));
                return list.spanned().any(|(at, _)| self.scene.program.target(policy.index, at) == wanted);
            }
        };
        let survey = match what {
            What::Survey(index) => {
                self.scene.program.as_kind::<Survey>(index).and_then(|s| s.it.survey_type.value())
            }
            What::Playbook(_) => return matches!(word, ScopeWord::Any | ScopeWord::Playbooks),
        };
        match word {
            ScopeWord::Any | ScopeWord::Surveys => true,
            ScopeWord::Relationship => survey == Some(SurveyType::Relationship),
            ScopeWord::Transactional => survey == Some(SurveyType::Transactional),
            ScopeWord::Discovery => survey == Some(SurveyType::Discovery),
            ScopeWord::Pulse => survey == Some(SurveyType::Pulse),
            ScopeWord::Exit => survey == Some(SurveyType::Exit),
            ScopeWord::Playbooks => false,
        }
    }

    /// An exemption lifts its own policy only. Steps of a playbook are about a case that is open.
    fn is_exempt(&self, policy: Of<'p, ContactPolicy>, what: What) -> bool {
        policy.it.exemptions.items().any(|exemption| match exemption.what.get() {
            Some(WordOr::Word(ExemptWord::OpenCase)) => matches!(what, What::Playbook(_)),
            Some(WordOr::Other(_)) => {
                self.scene.program.target(policy.index, exemption.what.span())
                    == Some(Target::Entity(what.entity()))
            }
            _ => false,
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
