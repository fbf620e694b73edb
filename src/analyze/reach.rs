//! What can still be answered or offered in a survey, given its conditions.

use super::Context;
use crate::model::Of;
use crate::model::expression::{Symbol, Type, TypedExpr, Value, worth};
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use std::sync::Arc;

/// The questions of a survey by their conditions.
pub struct Reach<'c> {
    questions: Vec<Asked<'c>>,
}

struct Asked<'c> {
    question: &'c SurveyQuestion,
    /// `survey/question`.
    name: String,
    /// The condition under which it is shown.
    shown: Option<&'c TypedExpr>,
}

/// Longer scales are not walked through.
const LONGEST: i64 = 101;

impl<'c> Reach<'c> {
    pub fn of(context: &Context<'c>, survey: Of<'c, Survey>) -> Self {
        let questions = survey.it.questions.items().filter_map(|question| {
            let name = format!("{}/{}", survey.id(), question.id.get()?);
            let shown = question.show_when.spanned();
            let shown = shown.and_then(|(at, _)| context.program.expression(survey.index, at));
            Some(Asked { question, name, shown })
        });
        Self { questions: questions.collect() }
    }

    /// The question whose answers rule out that these conditions ever hold together, if there is one.
    pub fn never(&self, conditions: Vec<&'c TypedExpr>) -> Option<&'c SurveyQuestion> {
        let mut all = conditions;
        let mut asked: Vec<usize> = Vec::new();
        // A question that has to be answered has to be shown.
        loop {
            let next = (0..self.questions.len()).find(|index| {
                !asked.contains(index) && all.iter().any(|it| needs(it, &self.questions[*index].name))
            });
            let Some(index) = next else { break };
            asked.push(index);
            all.extend(self.questions[index].shown);
        }
        let symbols: Vec<Arc<Symbol>> = all.iter().flat_map(|it| it.symbols()).collect();
        let found = self.questions.iter().find(|asked| {
            let symbol = symbols.iter().find(|symbol| symbol.name == asked.name);
            let Some(answers) = symbol.and_then(|symbol| answers(symbol)) else { return false };
            !answers.iter().any(|answer| all.iter().all(|it| with(it, &asked.name, answer).may_hold()))
        });
        found.map(|asked| asked.question)
    }
}

/// What a condition is worth when one question has this answer and everything else is open.
fn with(condition: &TypedExpr, question: &str, answer: &Value) -> crate::model::expression::Worth {
    worth(condition, &|symbol: &Symbol| (symbol.name == question).then(|| answer.clone()))
}

/// Whether a condition cannot hold while this question has no answer.
fn needs(condition: &TypedExpr, question: &str) -> bool {
    let mentioned = condition.symbols().iter().any(|symbol| symbol.name == question);
    mentioned && !with(condition, question, &Value::None).may_hold()
}

/// Every answer a question can have, none included; nothing when they cannot be counted.
fn answers(symbol: &Symbol) -> Option<Vec<Value>> {
    let mut all: Vec<Value> = match (&symbol.ty, symbol.scale) {
        (_, Some((from, to))) if to - from < LONGEST => {
            (from..=to).map(|code| Value::Number(code.into())).collect()
        }
        (Type::YesNo, None) => vec![Value::YesNo(true), Value::YesNo(false)],
        (Type::Option(choices), None) if !choices.open => {
            choices.ids.iter().cloned().map(Value::Text).collect()
        }
        _ => return None,
    };
    all.push(Value::None);
    Some(all)
}
