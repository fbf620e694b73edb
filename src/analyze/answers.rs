//! What the answers to one question can start.

use super::Context;
use super::signals::Start;
use crate::model::expression::{BinaryOp, Expr, Literal, Node, Set, UnaryOp};
use crate::model::id::Id;
use crate::model::playbook::{PlaybookType, Trigger};
use crate::model::question::Question;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use rust_decimal::Decimal;

/// Whether a condition holds for one answer while everything else is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    Holds,
    Fails,
    /// It depends on something else.
    Open,
}

/// Whether a condition holds when this question is answered with this code.
pub fn with_answer(condition: &Expr, question: &str, code: i64) -> Truth {
    match &condition.node {
        Node::Literal(Literal::YesNo(yes)) => of(*yes),
        Node::Unary(UnaryOp::Not, inner) => match with_answer(inner, question, code) {
            Truth::Holds => Truth::Fails,
            Truth::Fails => Truth::Holds,
            Truth::Open => Truth::Open,
        },
        Node::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => {
            let (decides, otherwise) = if *op == BinaryOp::And {
                (Truth::Fails, Truth::Holds)
            } else {
                (Truth::Holds, Truth::Fails)
            };
            let sides = [with_answer(left, question, code), with_answer(right, question, code)];
            if sides.contains(&decides) {
                decides
            } else if sides.contains(&Truth::Open) {
                Truth::Open
            } else {
                otherwise
            }
        }
        Node::Binary(op, left, right) if op.compares() => {
            match (number(left, question, code), number(right, question, code)) {
                (Some(left), Some(right)) => of(compares(*op, left, right)),
                _ => Truth::Open,
            }
        }
        Node::In(value, set) => number(value, question, code).map_or(Truth::Open, |value| within(value, set)),
        Node::State { of: asked, state, negated } if is_question(asked, question) => {
            of(state.wants_value(*negated))
        }
        _ => Truth::Open,
    }
}

fn of(holds: bool) -> Truth {
    if holds { Truth::Holds } else { Truth::Fails }
}

fn is_question(expr: &Expr, question: &str) -> bool {
    matches!(&expr.node, Node::Name(path) if path.single() == Some(question))
}

fn number(expr: &Expr, question: &str, code: i64) -> Option<Decimal> {
    match &expr.node {
        Node::Literal(Literal::Number(number)) => Some(*number),
        Node::Unary(UnaryOp::Minus, inner) => number(inner, question, code).map(|number| -number),
        Node::Name(_) if is_question(expr, question) => Some(code.into()),
        _ => None,
    }
}

fn compares(op: BinaryOp, left: Decimal, right: Decimal) -> bool {
    match op {
        BinaryOp::Equal => left == right,
        BinaryOp::NotEqual => left != right,
        BinaryOp::Less => left < right,
        BinaryOp::AtMost => left <= right,
        BinaryOp::More => left > right,
        _ => left >= right,
    }
}

fn within(value: Decimal, set: &Set) -> Truth {
    match set {
        Set::Range(from, to) => of(Decimal::from(*from) <= value && value <= Decimal::from(*to)),
        Set::List(items) => {
            let numbers: Vec<Option<Decimal>> = items.iter().map(|item| number(item, "", 0)).collect();
            if numbers.contains(&Some(value)) {
                Truth::Holds
            } else if numbers.contains(&None) {
                Truth::Open
            } else {
                Truth::Fails
            }
        }
    }
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
pub fn may_start(trigger: &Trigger, question: &str, code: i64) -> bool {
    trigger.when.get().is_none_or(|when| with_answer(&when.expr, question, code) != Truth::Fails)
}

/// The codes of a question to which no playbook of an accepted type reacts. A playbook that
/// starts from a metric over this question is taken to react to all of them.
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
    let triggers: Vec<&Trigger> =
        signals.on_survey(survey.index).iter().filter(|it| reacts(it)).map(|it| it.trigger).collect();
    codes.filter(|code| !triggers.iter().any(|trigger| may_start(trigger, id.as_str(), *code))).collect()
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
    use crate::model::expression::parse;

    fn truth(condition: &str, code: i64) -> Truth {
        with_answer(&parse(condition).unwrap(), "recommend", code)
    }

    #[test]
    fn an_answer_decides_what_compares_it_and_leaves_the_rest_open() {
        assert_eq!(truth("recommend <= 6", 6), Truth::Holds);
        assert_eq!(truth("recommend <= 6", 7), Truth::Fails);
        assert_eq!(truth("recommend in 0..6 and archetype = first-credit", 3), Truth::Open);
        assert_eq!(truth("recommend in 0..6 and archetype = first-credit", 9), Truth::Fails);
        assert_eq!(truth("not (recommend > 6) or ease <= 2", 9), Truth::Open);
        assert_eq!(truth("recommend in (9, 10)", 10), Truth::Holds);
        assert_eq!(truth("recommend is answered", 0), Truth::Holds);
        assert_eq!(truth("recommend is not answered", 0), Truth::Fails);
        assert_eq!(truth("ease is answered", 0), Truth::Open);
    }

    #[test]
    fn codes_are_told_as_people_say_them() {
        assert_eq!(spoken(&[5, 6], "to", "or"), "5 or 6");
        assert_eq!(spoken(&[0, 1, 2], "to", "or"), "0 to 2");
        assert_eq!(spoken(&[0, 2, 5], "to", "or"), "0, 2 or 5");
        assert_eq!(spoken(&[4], "to", "or"), "4");
    }
}
