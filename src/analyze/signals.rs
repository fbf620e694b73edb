//! What starts what, computed once: the playbooks in use by the signals they start from, the
//! surveys in use by the moments they ask after, and who is taught.

use super::Context;
use super::playbooks::intent;
use crate::model::archetype::Archetype;
use crate::model::metric::Metric;
use crate::model::playbook::{Intent, Playbook, PlaybookType, Trigger};
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use crate::source::Span;
use std::collections::{BTreeMap, HashSet};

/// A playbook, one of its triggers, and where that stands.
#[derive(Clone, Copy)]
pub struct Start<'a> {
    pub playbook: Of<'a, Playbook>,
    pub trigger: &'a Trigger,
    pub at: Span,
}

/// Indices over the playbooks and surveys in use.
#[derive(Default)]
pub struct Signals<'a> {
    surveys: BTreeMap<EntityIndex, Vec<Start<'a>>>,
    metrics: BTreeMap<EntityIndex, Vec<Start<'a>>>,
    events: BTreeMap<Target, Vec<Start<'a>>>,
    /// Playbooks that start for one customer or account from a metric over a question, by that question.
    questions: BTreeMap<Target, Vec<Start<'a>>>,
    asked_after: BTreeMap<Target, Vec<Of<'a, Survey>>>,
    taught: HashSet<EntityIndex>,
    everybody_is_taught: bool,
}

impl<'a> Signals<'a> {
    pub fn of(context: &Context<'a>) -> Self {
        let mut all = Self::default();
        for playbook in context.in_use::<Playbook>() {
            for (at, trigger) in playbook.it.trigger.spanned_items() {
                all.add(context, Start { playbook, trigger, at });
            }
            if teaches(playbook.it) {
                all.teach(context, playbook);
            }
        }
        for survey in context.in_use::<Survey>() {
            let after = survey.it.trigger.get().and_then(|trigger| trigger.after.spanned());
            if let Some(moment) = after.and_then(|(at, _)| context.program.target(survey.index, at)) {
                all.asked_after.entry(moment).or_default().push(survey);
            }
        }
        all
    }

    fn add(&mut self, context: &Context<'a>, start: Start<'a>) {
        let target = |at| context.program.target(start.playbook.index, at);
        let trigger = start.trigger;
        if let Some(survey) = trigger.survey.spanned().and_then(|(at, _)| target(at)?.entity()) {
            self.surveys.entry(survey).or_default().push(start);
        }
        if let Some(event) = trigger.event.spanned().and_then(|(at, _)| target(at)) {
            self.events.entry(event).or_default().push(start);
        }
        if let Some(metric) = trigger.metric.spanned().and_then(|(at, _)| target(at)?.entity()) {
            self.metrics.entry(metric).or_default().push(start);
            // Without `each` it has one value for the program, and nothing starts for a respondent.
            if context.program.as_kind::<Metric>(metric).is_some_and(|it| !it.it.each.is_absent()) {
                let asked =
                    context.program.edges_from(metric).iter().filter(|edge| edge.field() == "question");
                for question in asked.map(|edge| edge.to) {
                    self.questions.entry(question).or_default().push(start);
                }
            }
        }
    }

    fn teach(&mut self, context: &Context<'a>, playbook: Of<'a, Playbook>) {
        self.everybody_is_taught |= playbook.it.audience.has_none();
        for (at, _) in playbook.it.audience.spanned_items() {
            self.taught.extend(context.program.follow::<Archetype>(playbook.index, at).map(|it| it.index));
        }
    }

    /// What an answer to this survey may start, in the order of playbooks.
    pub fn on_survey(&self, survey: EntityIndex) -> &[Start<'a>] {
        self.surveys.get(&survey).map_or(&[], Vec::as_slice)
    }

    /// What a band of this metric starts.
    pub fn on_metric(&self, metric: EntityIndex) -> &[Start<'a>] {
        self.metrics.get(&metric).map_or(&[], Vec::as_slice)
    }

    /// What starts for one customer or account from a metric over this question.
    pub fn on_metric_over(&self, question: Target) -> &[Start<'a>] {
        self.questions.get(&question).map_or(&[], Vec::as_slice)
    }

    /// Every group of triggers that wait for the same survey, metric or event.
    pub fn groups(&self) -> impl Iterator<Item = &[Start<'a>]> {
        let surveys = self.surveys.values().chain(self.metrics.values()).chain(self.events.values());
        surveys.map(Vec::as_slice)
    }

    /// The surveys that ask after this moment.
    pub fn asked_after(&self, moment: Target) -> &[Of<'a, Survey>] {
        self.asked_after.get(&moment).map_or(&[], Vec::as_slice)
    }

    /// Whether a playbook accompanies this archetype while it learns.
    pub fn teaches(&self, archetype: EntityIndex) -> bool {
        self.everybody_is_taught || self.taught.contains(&archetype)
    }
}

fn teaches(playbook: &Playbook) -> bool {
    let type_teaches =
        matches!(playbook.playbook_type.value(), Some(PlaybookType::Onboarding | PlaybookType::Education));
    type_teaches || playbook.steps.items().any(|step| intent(step) == Some(Intent::Teach))
}
