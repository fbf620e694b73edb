//! What the answers to one question can start.

use super::Context;
use super::signals::Start;
use crate::model::expression::{Symbol, TypedExpr, Value, Worth, worth};
use crate::model::id::Id;
use crate::model::playbook::PlaybookType;
use crate::model::question::Question;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;

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

/// Whether a trigger may start with this code; one whose condition could not be read may.
pub fn may_start(context: &Context<'_>, start: &Start<'_>, question: &str, code: i64) -> bool {
    let condition = start.trigger.when.spanned();
    let typed = condition.and_then(|(at, _)| context.program.expression(start.playbook.index, at));
    typed.is_none_or(|typed| with_answer(typed, question, code).may_hold())
}

/// The codes of a question to which no playbook of an accepted type reacts: none that starts for
/// whoever answered. One that starts for each customer or account from a metric over this question is
/// taken to react to all of them.
pub fn unanswered_codes(
    context: &Context<'_>,
    survey: Of<'_, Survey>,
    question: &SurveyQuestion,
    codes: std::ops::RangeInclusive<i64>,
    accepted: impl Fn(PlaybookType) -> bool,
) -> Vec<i64> {
    let Some(id) = question.id.get() else { return Vec::new() };
    let signals = context.signals();
    let reacts = |start: &Start<'_>| start.playbook.it.playbook_type.value().is_none_or(&accepted);
    let part = context.program.parts.find(survey.index, "questions", *id);
    let over_it = part.map_or(&[][..], |part| signals.on_metric_over(Target::Part(survey.index, part)));
    if over_it.iter().any(reacts) {
        return Vec::new();
    }
    let starts: Vec<&Start<'_>> = signals.on_survey(survey.index).iter().filter(|it| reacts(it)).collect();
    let name = format!("{}/{id}", survey.id());
    codes.filter(|code| !starts.iter().any(|start| may_start(context, start, &name, *code))).collect()
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
