//! What the answers to one question can start.

use super::Context;
use super::signals::Start;
use crate::model::archetype::Archetype;
use crate::model::expression::{Symbol, TypedExpr, Value, Worth, worth};
use crate::model::id::Id;
use crate::model::playbook::PlaybookType;
use crate::model::question::Question;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a condition is worth when this question, as `survey/question`, is answered with this code.
pub fn with_answer(condition: &TypedExpr, question: &str, code: i64) -> Worth {
    worth(condition, &|symbol: &Symbol| (symbol.name == question).then(|| Value::Number(code.into())))
}

/// The item of the built-in bank that a question asks, directly or as another wording of it.
pub fn canonical_item(context: &Context<'_>, survey: EntityIndex, question: &SurveyQuestion) -> Option<Id> {
    let (at, _) = question.r#use.spanned()?;
    match context.program.target(survey, at)? {
        Target::BuiltIn(item) => Some(item),
        _ => {
            let shared = context.program.follow::<Question>(survey, at)?;
            let field = shared
                .canonical_of
                .spanned()
                .map(|(at, _)| at)
                .or(shared.r#use.spanned().map(|(at, _)| at))?;
            match context.program.target(shared.index, field)? {
                Target::BuiltIn(item) => Some(item),
                _ => None,
            }
        }
    }
}

/// The codes of a question with which people say that it went wrong; none for other questions.
pub fn unhappy(
    context: &Context<'_>,
    survey: EntityIndex,
    question: &SurveyQuestion,
) -> Option<RangeInclusive<i64>> {
    match canonical_item(context, survey, question)?.as_str() {
        "nps" => Some(0..=6),
        "csat" => Some(1..=2),
        "ces" => Some(1..=3),
        _ => None,
    }
}

/// Whether a trigger may start with this code; one whose condition could not be read may.
pub fn may_start(context: &Context<'_>, start: &Start<'_>, question: &str, code: i64) -> bool {
    let condition = start.trigger.when.spanned();
    let typed = condition.and_then(|(at, _)| context.program.expression(start.playbook.index, at));
    typed.is_none_or(|typed| with_answer(typed, question, code).may_hold())
}

/// The playbooks that the answers to a question start, for whoever answered: from the survey, or from a
/// metric over the question that has a value for each customer or account. One of those is taken to start
/// with every answer.
pub struct Reactions<'c> {
    /// `survey/question`.
    question: String,
    on_answer: Vec<Start<'c>>,
    on_value: Vec<Start<'c>>,
}

impl<'c> Reactions<'c> {
    /// Of playbooks of the accepted types; one without a type may be of any.
    pub fn to(
        context: &Context<'c>,
        survey: Of<'_, Survey>,
        question: &SurveyQuestion,
        accepted: impl Fn(PlaybookType) -> bool,
    ) -> Option<Self> {
        let id = question.id.get()?;
        let accepts = |start: &&Start<'_>| start.playbook.it.playbook_type.value().is_none_or(&accepted);
        let part = context.program.parts.find(survey.index, "questions", *id);
        let signals = context.signals();
        let over = part.map_or(&[][..], |part| signals.on_metric_over(Target::Part(survey.index, part)));
        Some(Self {
            question: format!("{}/{id}", survey.id()),
            on_answer: signals.on_survey(survey.index).iter().filter(accepts).copied().collect(),
            on_value: over.iter().filter(accepts).copied().collect(),
        })
    }

    /// Whether none of them is for some archetypes only.
    pub fn are_for_everybody(&self) -> bool {
        self.on_answer.iter().chain(&self.on_value).all(|start| start.playbook.it.audience.has_none())
    }

    /// Those that an answer may start: for people of an archetype, or for anybody.
    pub fn with<'r>(
        &'r self,
        code: i64,
        who: Option<EntityIndex>,
        context: &'r Context<'c>,
    ) -> impl Iterator<Item = &'r Start<'c>> {
        let heard = self.on_answer.iter().filter(move |it| may_start(context, it, &self.question, code));
        heard.chain(&self.on_value).filter(move |it| who.is_none_or(|who| is_for(it, who, context)))
    }

    /// The codes with which none starts.
    pub fn silent(
        &self,
        codes: RangeInclusive<i64>,
        who: Option<EntityIndex>,
        context: &Context<'c>,
    ) -> Vec<i64> {
        codes.filter(|code| self.with(*code, who, context).next().is_none()).collect()
    }

    /// The archetypes that are asked and left out of the playbooks that others start, by the codes that
    /// start nothing for them.
    pub fn left_out(
        &self,
        survey: Of<'_, Survey>,
        codes: RangeInclusive<i64>,
        context: &Context<'c>,
    ) -> Vec<(Vec<i64>, Vec<Id>)> {
        let mut by_codes: BTreeMap<Vec<i64>, Vec<Id>> = BTreeMap::new();
        if !self.are_for_everybody() {
            for archetype in asked(survey, context) {
                let codes = self.silent(codes.clone(), Some(archetype), context);
                by_codes.entry(codes).or_default().push(context.program.entity(archetype).id);
            }
        }
        by_codes.into_iter().filter(|(codes, _)| !codes.is_empty()).collect()
    }
}

/// Whether a playbook is for people of an archetype; one whose audience could not be read is.
fn is_for(start: &Start<'_>, archetype: EntityIndex, context: &Context<'_>) -> bool {
    let (index, audience) = (start.playbook.index, &start.playbook.it.audience);
    let named = |at| context.program.target(index, at).and_then(Target::entity);
    audience.is_bad()
        || audience.has_none()
        || audience.spanned_items().any(|(at, _)| named(at).is_none_or(|it| it == archetype))
}

/// The archetypes that a survey asks: those it names, or all that are in use.
pub fn asked(survey: Of<'_, Survey>, context: &Context<'_>) -> Vec<EntityIndex> {
    let named = survey.it.audience.get().map(|audience| &audience.archetypes);
    let named: Vec<EntityIndex> = named
        .into_iter()
        .flat_map(|list| list.spanned_items())
        .filter_map(|(at, _)| context.program.target(survey.index, at)?.entity())
        .collect();
    if !named.is_empty() {
        return named;
    }
    context.in_use::<Archetype>().map(|it| it.index).collect()
}

/// `0 to 6`, `5 or 6`, `0, 2 or 5`: codes as people say them.
pub fn spoken(codes: &[i64], to: &str, or: &str) -> String {
    match codes {
        [] => String::new(),
        [one] => one.to_string(),
        [first, _, .., last] if last - first == codes.len() as i64 - 1 => format!("{first} {to} {last}"),
        [start @ .., last] => {
            let start: Vec<String> = start.iter().map(i64::to_string).collect();
            format!("{} {or} {last}", start.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_as_people_say_them() {
        assert_eq!(spoken(&[5, 6], "to", "or"), "5 or 6");
        assert_eq!(spoken(&[0, 1, 2], "to", "or"), "0 to 2");
        assert_eq!(spoken(&[0, 2, 5], "to", "or"), "0, 2 or 5");
        assert_eq!(spoken(&[4], "to", "or"), "4");
    }
}
