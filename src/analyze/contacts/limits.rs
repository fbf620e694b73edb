//! The rules of the contact policies, and which contacts each of them counts.

use super::days::Length;
use crate::analyze::Context;
use crate::model::contact_policy::{ContactPolicy, ContactUnit, ExemptWord, PriorityWord, ScopeWord};
use crate::model::id::Id;
use crate::model::playbook::PlaybookType;
use crate::model::quantity::Duration;
use crate::model::survey::SurveyType;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use crate::source::At;

/// Who makes a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    Survey(Option<SurveyType>),
    Playbook(Option<PlaybookType>),
}

/// What a limit counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Counts {
    Word(ScopeWord),
    These(Vec<EntityIndex>),
}

/// One rule of one policy.
#[derive(Clone, Debug)]
pub struct Limit {
    pub policy: Id,
    pub id: Id,
    pub at: At,
    pub counts: Counts,
    pub window: Length,
    /// As it is written, for people.
    pub written: Duration,
    pub maximum: usize,
    pub reminders: bool,
    exempt: Vec<EntityIndex>,
    exempt_words: Vec<ExemptWord>,
}

impl Limit {
    /// Whether the contacts of somebody count here and are held back here.
    pub fn covers(&self, source: EntityIndex, maker: Maker) -> bool {
        !self.is_exempt(source, maker)
            && match &self.counts {
                Counts::These(sources) => sources.contains(&source),
                Counts::Word(ScopeWord::Any) => true,
                Counts::Word(ScopeWord::Playbooks) => matches!(maker, Maker::Playbook(_)),
                Counts::Word(ScopeWord::Surveys) => matches!(maker, Maker::Survey(_)),
                Counts::Word(word) => maker == Maker::Survey(Some(of_scope(*word))),
            }
    }

    fn is_exempt(&self, source: EntityIndex, maker: Maker) -> bool {
        let by_word = |word: &ExemptWord| match word {
            // A case that was opened because something went wrong stays open until it is mended.
            ExemptWord::OpenCase => matches!(
                maker,
                Maker::Playbook(Some(PlaybookType::ServiceRecovery | PlaybookType::Complaint))
            ),
            ExemptWord::Legal => maker == Maker::Playbook(Some(PlaybookType::Complaint)),
            ExemptWord::Safety | ExemptWord::RequestedCallback => false,
        };
        self.exempt.contains(&source) || self.exempt_words.iter().any(by_word)
    }
}

fn of_scope(word: ScopeWord) -> SurveyType {
    match word {
        ScopeWord::Relationship => SurveyType::Relationship,
        ScopeWord::Transactional => SurveyType::Transactional,
        ScopeWord::Discovery => SurveyType::Discovery,
        ScopeWord::Exit => SurveyType::Exit,
        ScopeWord::Any | ScopeWord::Surveys | ScopeWord::Playbooks | ScopeWord::Pulse => SurveyType::Pulse,
    }
}

/// How long people rest after answering, for the surveys of a policy.
#[derive(Clone, Debug)]
pub struct Rest {
    pub length: Length,
    exempt: Vec<EntityIndex>,
}

impl Rest {
    pub fn covers(&self, survey: EntityIndex) -> bool {
        !self.exempt.contains(&survey)
    }
}

/// What all policies in use say together.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    pub limits: Vec<Limit>,
    pub rests: Vec<Rest>,
    /// What goes first, over all policies.
    first: Vec<First>,
}

#[derive(Clone, Copy, Debug)]
enum First {
    Type(SurveyType),
    Survey(EntityIndex),
}

impl Policies {
    pub fn of(context: &Context<'_>) -> Self {
        let mut all = Self::default();
        for policy in context.in_use::<ContactPolicy>() {
            all.add(policy, context);
        }
        all
    }

    fn add(&mut self, policy: Of<'_, ContactPolicy>, context: &Context<'_>) {
        let target = |at| context.program.target(policy.index, at).and_then(Target::entity);
        let words: Vec<_> = policy.it.exemptions.items().filter_map(|it| it.what.spanned()).collect();
        let exempt_words: Vec<ExemptWord> = words.iter().filter_map(|(_, what)| what.word()).collect();
        let exempt: Vec<EntityIndex> = words
            .iter()
            .filter(|(_, what)| what.other().is_some())
            .filter_map(|(at, _)| target(*at))
            .collect();
        for rule in policy.it.rules.items() {
            let (Some((at, id)), Some(window), Some(scope)) =
                (rule.id.spanned(), rule.window.value(), rule.scope.get())
            else {
                continue;
            };
            // One visit after another is no limit on what reaches a person.
            if rule.per.value() == Some(ContactUnit::Session) {
                continue;
            }
            let Some(maximum) = rule.maximum.get().and_then(|it| usize::try_from(it.0).ok()) else {
                continue;
            };
            let counts = match (scope.word(), scope.other()) {
                (Some(word), _) => Counts::Word(word),
                (None, Some(list)) => {
                    Counts::These(list.spanned().filter_map(|(at, _)| target(at)).collect())
                }
                (None, None) => continue,
            };
            self.limits.push(Limit {
                policy: policy.id(),
                id: *id,
                at: policy.place(at),
                counts,
                window: Length::of(window),
                written: window,
                maximum,
                reminders: rule.counts_reminders.value().unwrap_or(true),
                exempt: exempt.clone(),
                exempt_words: exempt_words.clone(),
            });
        }
        if let Some(rest) = policy.it.on_decline.value() {
            self.rests.push(Rest { length: Length::of(rest), exempt });
        }
        for (at, entry) in policy.it.priority.spanned_items() {
            let first = match entry.word() {
                Some(word) => Some(First::Type(of_priority(word))),
                None => target(at).map(First::Survey),
            };
            self.first.extend(first);
        }
    }

    /// Who goes first on one day: by `priority`, then relationship before transactional before
    /// the rest. Playbooks are never held back by a survey.
    pub fn rank(&self, source: EntityIndex, maker: Maker) -> (usize, u8) {
        let Maker::Survey(survey_type) = maker else { return (0, 0) };
        let listed = self.first.iter().position(|first| match first {
            First::Type(it) => survey_type == Some(*it),
            First::Survey(it) => source == *it,
        });
        let by_type = match survey_type {
            Some(SurveyType::Relationship) => 0,
            Some(SurveyType::Transactional) => 1,
            _ => 2,
        };
        (1 + listed.unwrap_or(self.first.len()), by_type)
    }
}

fn of_priority(word: PriorityWord) -> SurveyType {
    match word {
        PriorityWord::Relationship => SurveyType::Relationship,
        PriorityWord::Transactional => SurveyType::Transactional,
        PriorityWord::Discovery => SurveyType::Discovery,
        PriorityWord::Pulse => SurveyType::Pulse,
        PriorityWord::Exit => SurveyType::Exit,
    }
}
