//! What can still be answered or offered in a survey, given its conditions.

use super::Context;
use super::questions::{Source, source};
use crate::model::Of;
use crate::model::expression::{BinaryOp, Expr, Literal, Node, Set, UnaryOp};
use crate::model::library::BankQuestion;
use crate::model::question::{QuestionType, SurveyQuestion};
use crate::model::survey::Survey;
use crate::model::unions::Multiple;
use rust_decimal::Decimal;

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Code(i64),
    Option(String),
    YesNo(bool),
    None,
}

/// What a condition is worth when one answer is known and everything else is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worth {
    Holds,
    Fails,
    /// Nothing was answered: never true, denied or not.
    Unknown,
    Open,
}

/// The questions of a survey by their conditions.
pub struct Reach<'c> {
    questions: Vec<&'c SurveyQuestion>,
    /// For each question, every answer it can have; none when they cannot be counted.
    answers: Vec<Option<Vec<Answer>>>,
}

/// Longer scales are not walked through.
const LONGEST: i64 = 101;

impl<'c> Reach<'c> {
    pub fn of(context: &Context<'c>, survey: Of<'c, Survey>) -> Self {
        let questions: Vec<&SurveyQuestion> = survey.it.questions.items().collect();
        let answers = questions.iter().map(|question| answers(context, survey, question)).collect();
        Self { questions, answers }
    }

    /// The question whose answers rule out that these conditions ever hold together, if there is one.
    pub fn never(&self, conditions: Vec<&'c Expr>) -> Option<&'c SurveyQuestion> {
        let mut all = conditions;
        let mut asked: Vec<usize> = Vec::new();
        // A question that has to be answered has to be shown.
        loop {
            let next = (0..self.questions.len()).find(|index| {
                !asked.contains(index)
                    && self.name(*index).is_some_and(|name| all.iter().any(|it| needs(it, name)))
            });
            let Some(index) = next else { break };
            asked.push(index);
            all.extend(self.questions[index].show_when.get().map(|condition| &condition.expr));
        }
        (0..self.questions.len())
            .find(|index| {
                let (Some(name), Some(answers)) = (self.name(*index), &self.answers[*index]) else {
                    return false;
                };
                if !all.iter().any(|it| mentions(it, name)) {
                    return false;
                }
                !answers.iter().any(|answer| {
                    all.iter().all(|it| matches!(worth(it, name, answer), Worth::Holds | Worth::Open))
                })
            })
            .map(|index| self.questions[index])
    }

    fn name(&self, index: usize) -> Option<&'static str> {
        self.questions[index].id.value().map(|id| id.as_str())
    }
}

fn mentions(expr: &Expr, name: &str) -> bool {
    expr.names().iter().any(|(path, _)| path.single() == Some(name))
}

/// Whether a condition cannot hold while this question has no answer.
fn needs(expr: &Expr, name: &str) -> bool {
    mentions(expr, name) && !matches!(worth(expr, name, &Answer::None), Worth::Holds | Worth::Open)
}

fn answers(context: &Context<'_>, survey: Of<'_, Survey>, question: &SurveyQuestion) -> Option<Vec<Answer>> {
    let codes =
        |from: i64, to: i64| (to - from < LONGEST).then(|| (from..=to).map(Answer::Code).collect::<Vec<_>>());
    let own = |item: crate::model::question::Item<'_>| match item.question_type.value()? {
        QuestionType::Scale => {
            let points = item.scale.get()?.points.value()?;
            codes(points.from(), points.to())
        }
        QuestionType::YesNo => Some(vec![Answer::YesNo(true), Answer::YesNo(false)]),
        QuestionType::Choice if takes_one(item.multiple.get()) => Some(
            item.options.items().filter_map(|it| Some(Answer::Option(it.id.get()?.to_string()))).collect(),
        ),
        _ => None,
    };
    let of_bank = |item: &BankQuestion| match item.question_type.as_str() {
        "scale" => item.range().and_then(|(from, to)| codes(from, to)),
        "yes-no" => Some(vec![Answer::YesNo(true), Answer::YesNo(false)]),
        "choice" => Some(item.options.iter().map(|it| Answer::Option(it.id.clone())).collect()),
        _ => None,
    };
    let mut all = match source(context, survey.index, question) {
        Source::Own => own(question.item()),
        Source::Shared(shared) => own(shared.it.item()),
        Source::Bank(item) => of_bank(item),
        Source::Unknown => None,
    }?;
    all.push(Answer::None);
    Some(all)
}

fn takes_one(multiple: Option<&Multiple>) -> bool {
    multiple.is_none()
}

fn worth(expr: &Expr, name: &str, answer: &Answer) -> Worth {
    match &expr.node {
        Node::Literal(Literal::YesNo(yes)) => of(*yes),
        Node::Unary(UnaryOp::Not, inner) => match worth(inner, name, answer) {
            Worth::Holds => Worth::Fails,
            Worth::Fails => Worth::Holds,
            other => other,
        },
        Node::Binary(BinaryOp::And, left, right) => {
            both(worth(left, name, answer), worth(right, name, answer), Worth::Fails)
        }
        Node::Binary(BinaryOp::Or, left, right) => {
            both(worth(left, name, answer), worth(right, name, answer), Worth::Holds)
        }
        Node::Binary(op, left, right) if op.compares() => compared(*op, left, right, name, answer),
        Node::In(value, set) if is_name(value, name) => within(set, answer),
        Node::State { of: asked, state, negated } if is_name(asked, name) => {
            of((*answer != Answer::None) == state.wants_value(*negated))
        }
        Node::Name(_) if is_name(expr, name) => match answer {
            Answer::YesNo(yes) => of(*yes),
            Answer::None => Worth::Unknown,
            _ => Worth::Open,
        },
        _ => Worth::Open,
    }
}

fn of(holds: bool) -> Worth {
    if holds { Worth::Holds } else { Worth::Fails }
}

/// `decides` settles it alone; what is open may settle it; what is unknown never makes it true.
fn both(left: Worth, right: Worth, decides: Worth) -> Worth {
    let sides = [left, right];
    if sides.contains(&decides) {
        decides
    } else if sides.contains(&Worth::Unknown) && decides == Worth::Fails {
        Worth::Unknown
    } else if sides.contains(&Worth::Open) {
        Worth::Open
    } else if sides.contains(&Worth::Unknown) {
        Worth::Unknown
    } else if decides == Worth::Fails {
        Worth::Holds
    } else {
        Worth::Fails
    }
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(&expr.node, Node::Name(path) if path.single() == Some(name))
}

fn compared(op: BinaryOp, left: &Expr, right: &Expr, name: &str, answer: &Answer) -> Worth {
    let (value, turned) = match (is_name(left, name), is_name(right, name)) {
        (true, false) => (right, false),
        (false, true) => (left, true),
        _ => return Worth::Open,
    };
    match answer {
        Answer::None => Worth::Unknown,
        Answer::Code(code) => {
            let Node::Literal(Literal::Number(number)) = &value.node else { return Worth::Open };
            let code = Decimal::from(*code);
            let (a, b) = if turned { (*number, code) } else { (code, *number) };
            of(match op {
                BinaryOp::Equal => a == b,
                BinaryOp::NotEqual => a != b,
                BinaryOp::Less => a < b,
                BinaryOp::AtMost => a <= b,
                BinaryOp::More => a > b,
                _ => a >= b,
            })
        }
        Answer::Option(option) => match (&value.node, op) {
            (Node::Name(path), BinaryOp::Equal) => of(path.single() == Some(option)),
            (Node::Name(path), BinaryOp::NotEqual) => of(path.single() != Some(option)),
            _ => Worth::Open,
        },
        Answer::YesNo(yes) => match (&value.node, op) {
            (Node::Literal(Literal::YesNo(wanted)), BinaryOp::Equal) => of(yes == wanted),
            (Node::Literal(Literal::YesNo(wanted)), BinaryOp::NotEqual) => of(yes != wanted),
            _ => Worth::Open,
        },
    }
}

fn within(set: &Set, answer: &Answer) -> Worth {
    match (set, answer) {
        (_, Answer::None) => Worth::Unknown,
        (Set::Range(from, to), Answer::Code(code)) => of((from..=to).contains(&code)),
        (Set::List(items), Answer::Code(code)) => {
            let number = |it: &Expr| match &it.node {
                Node::Literal(Literal::Number(number)) => Some(*number),
                _ => None,
            };
            let numbers: Option<Vec<Decimal>> = items.iter().map(number).collect();
            numbers.map_or(Worth::Open, |all| of(all.contains(&Decimal::from(*code))))
        }
        (Set::List(items), Answer::Option(option)) => of(items.iter().any(|it| is_name(it, option))),
        _ => Worth::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::expression::parse;

    fn is(condition: &str, name: &str, answer: Answer) -> Worth {
        worth(&parse(condition).unwrap(), name, &answer)
    }

    #[test]
    fn an_answer_decides_what_asks_for_it() {
        assert_eq!(is("reason = price", "reason", Answer::Option("price".into())), Worth::Holds);
        assert_eq!(is("reason in (price, place)", "reason", Answer::Option("other".into())), Worth::Fails);
        assert_eq!(is("recommend in 0..6 and reason = price", "recommend", Answer::Code(9)), Worth::Fails);
        assert_eq!(is("recommend in 0..6 and reason = price", "recommend", Answer::Code(3)), Worth::Open);
        assert_eq!(is("told = true", "told", Answer::YesNo(false)), Worth::Fails);
    }

    #[test]
    fn no_answer_is_never_true_denied_or_not() {
        assert_eq!(is("recommend <= 6", "recommend", Answer::None), Worth::Unknown);
        assert_eq!(is("not (recommend <= 6)", "recommend", Answer::None), Worth::Unknown);
        assert_eq!(is("recommend <= 6 and reason = price", "recommend", Answer::None), Worth::Unknown);
        assert_eq!(is("recommend <= 6 or reason = price", "recommend", Answer::None), Worth::Open);
        assert_eq!(is("recommend is not answered", "recommend", Answer::None), Worth::Holds);
    }
}
