//! What the contact policies say, in one place for the simulation and for tests: who makes a contact,
//! which contacts each rule counts, what is exempt, who goes first, and how long people rest.

use super::days::Length;
use crate::analyze::in_use;
use crate::model::channel::{Channel, ChannelDirection};
use crate::model::contact_policy::{ContactPolicy, ContactUnit, ExemptWord, PriorityWord, ScopeWord};
use crate::model::id::Id;
use crate::model::playbook::{Playbook, PlaybookStep, PlaybookType};
use crate::model::quantity::Duration;
use crate::model::survey::{Survey, SurveyType};
use crate::model::time::Date;
use crate::model::{EntityIndex, Of};
use crate::resolve::{Resolved, Target};
use crate::source::At;

/// Who makes a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    Survey(Option<SurveyType>),
    Playbook(Option<PlaybookType>),
}

impl Maker {
    pub fn survey(survey: &Survey) -> Self {
        Maker::Survey(survey.survey_type.value())
    }

    pub fn playbook(playbook: &Playbook) -> Self {
        Maker::Playbook(playbook.playbook_type.value())
    }
}

/// Whether a step of a playbook is a contact: its channel is one in which we may speak first.
pub fn reaches_out(program: &Resolved, playbook: Of<'_, Playbook>, step: &PlaybookStep) -> bool {
    let channel = step.channel.spanned().and_then(|(at, _)| program.follow::<Channel>(playbook.index, at));
    channel.is_some_and(|it| {
        matches!(it.it.direction.value(), Some(ChannelDirection::Outbound | ChannelDirection::Both))
    })
}

/// What a limit counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Counts {
    Word(ScopeWord),
    These(Vec<EntityIndex>),
}

/// What a policy leaves out of its rules and of its rest, and of nothing else: neither counted nor
/// held back.
#[derive(Clone, Debug, Default)]
struct Exempt {
    these: Vec<EntityIndex>,
    words: Vec<ExemptWord>,
}

impl Exempt {
    fn has(&self, source: EntityIndex, maker: Maker) -> bool {
        let by_word = |word: &ExemptWord| match word {
            // A case that was opened because something went wrong stays open until it is mended.
            ExemptWord::OpenCase => matches!(
                maker,
                Maker::Playbook(Some(PlaybookType::ServiceRecovery | PlaybookType::Complaint))
            ),
            ExemptWord::Legal => maker == Maker::Playbook(Some(PlaybookType::Complaint)),
            ExemptWord::Safety | ExemptWord::RequestedCallback => false,
        };
        self.these.contains(&source) || self.words.iter().any(by_word)
    }
}

/// One rule of one policy.
#[derive(Clone, Debug)]
pub struct Limit {
    pub policy: Id,
    pub id: Id,
    pub at: At,
    pub counts: Counts,
    pub window: Length,
    /// As it is written, for people and for clocks.
    pub written: Duration,
    pub maximum: usize,
    pub per: ContactUnit,
    pub reminders: bool,
    exempt: Exempt,
}

impl Limit {
    /// Whether the contacts of somebody count here and are held back here.
    pub fn covers(&self, source: EntityIndex, maker: Maker) -> bool {
        !self.exempt.has(source, maker)
            && match &self.counts {
                Counts::These(sources) => sources.contains(&source),
                Counts::Word(ScopeWord::Any) => true,
                Counts::Word(ScopeWord::Playbooks) => matches!(maker, Maker::Playbook(_)),
                Counts::Word(ScopeWord::Surveys) => matches!(maker, Maker::Survey(_)),
                Counts::Word(word) => maker == Maker::Survey(Some(of_scope(*word))),
            }
    }

    /// Whether a contact counts of which nobody says what it was.
    pub fn covers_unknown(&self) -> bool {
        self.counts == Counts::Word(ScopeWord::Any)
    }

    /// Whether it limits what reaches a person: one visit after another does not.
    pub fn is_of_people(&self) -> bool {
        self.per != ContactUnit::Session
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
    pub at: At,
    pub length: Length,
    /// As it is written, for people and for clocks.
    pub written: Duration,
    exempt: Exempt,
}

impl Rest {
    /// Whether an answer to it brings the rest, and its invitations wait for the end of one.
    pub fn covers(&self, source: EntityIndex, maker: Maker) -> bool {
        matches!(maker, Maker::Survey(_)) && !self.exempt.has(source, maker)
    }
}

/// What all policies in use say together.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    pub limits: Vec<Limit>,
    pub rests: Vec<Rest>,
    /// What goes first, by policy.
    first: Vec<Vec<First>>,
}

#[derive(Clone, Copy, Debug)]
enum First {
    Type(SurveyType),
    Survey(EntityIndex),
}

/// Who goes first when two are due at once: by the list of a policy, then by type; the least first.
pub type Rank = (usize, u8);

impl Policies {
    /// The policies in use on a day.
    pub fn of(program: &Resolved, day: Date) -> Self {
        let mut all = Self::default();
        for policy in program.all::<ContactPolicy>().filter(|policy| in_use(policy.entity, day)) {
            all.add(policy, program);
        }
        all
    }

    fn add(&mut self, policy: Of<'_, ContactPolicy>, program: &Resolved) {
        let target = |at| program.target(policy.index, at).and_then(Target::entity);
        let words: Vec<_> = policy.it.exemptions.items().filter_map(|it| it.what.spanned()).collect();
        let exempt = Exempt {
            words: words.iter().filter_map(|(_, what)| what.word()).collect(),
            these: words
                .iter()
                .filter(|(_, what)| what.other().is_some())
                .filter_map(|(at, _)| target(*at))
                .collect(),
        };
        for rule in policy.it.rules.items() {
            let (Some((at, id)), Some(window), Some(scope)) =
                (rule.id.spanned(), rule.window.value(), rule.scope.get())
            else {
                continue;
            };
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
                per: rule.per.value().unwrap_or(ContactUnit::Person),
                reminders: rule.counts_reminders.value().unwrap_or(true),
                exempt: exempt.clone(),
            });
        }
        if let Some((at, rest)) = policy.it.on_decline.spanned() {
            let at = policy.place(at);
            self.rests.push(Rest { at, length: Length::of(*rest), written: *rest, exempt });
        }
        let first = policy.it.priority.spanned_items().filter_map(|(at, entry)| match entry.word() {
            Some(word) => Some(First::Type(of_priority(word))),
            None => target(at).map(First::Survey),
        });
        self.first.push(first.collect());
    }

    /// Who goes first of those who are due at once: by `priority`, in whichever policy it stands
    /// first, then relationship before transactional before the rest. Playbooks are never held back
    /// by a survey.
    pub fn rank(&self, source: EntityIndex, maker: Maker) -> Rank {
        let Maker::Survey(survey_type) = maker else { return (0, 0) };
        let is_named = |first: &First| match first {
            First::Type(it) => survey_type == Some(*it),
            First::Survey(it) => source == *it,
        };
        let listed = self.first.iter().filter_map(|list| list.iter().position(is_named)).min();
        let by_type = match survey_type {
            Some(SurveyType::Relationship) => 0,
            Some(SurveyType::Transactional) => 1,
            _ => 2,
        };
        (listed.map_or(usize::MAX, |place| 1 + place), by_type)
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
