//! A condition in the language, as its own expressions.

use super::Foreign;
use super::guards::{same_answer, settled, unguarded};
use crate::diagnostic::{Say, say};
use crate::emit::survey::{Arithmetic, Comparator};
use crate::model::expression::{
    BinaryOp, Expr, Function, Literal, MAX_LENGTH, Node, Path, Set, State, UnaryOp, parse, spell_choice,
};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::Span;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The answers that a condition may look at, by the names of the file.
#[derive(Debug, Default)]
pub struct Answers {
    variables: BTreeMap<String, Variable>,
}

#[derive(Clone, Debug)]
pub struct Variable {
    /// As a condition of the language names it: `recommend`, `understanding.what-it-is`.
    pub path: String,
    /// The place of its question.
    pub nth: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Number {
        may_not_apply: bool,
    },
    Date,
    Text,
    YesNo {
        yes: Vec<String>,
        no: Vec<String>,
    },
    /// One option; how each is stored, and its id.
    One(BTreeMap<String, String>),
    Several(BTreeMap<String, String>),
    /// What has no single answer: a matrix, a ranking.
    Whole,
}

type Told<T> = Result<T, Say>;

impl Answers {
    pub fn add(&mut self, name: impl Into<String>, variable: Variable) {
        self.variables.entry(name.into()).or_insert(variable);
    }

    /// The text of a condition of the question at a place, which may only look at earlier ones.
    ///
    /// # Errors
    /// What of it cannot be said in the language.
    pub fn told(&self, condition: &Foreign, nth: usize) -> Told<String> {
        let may_not_apply = |name: &str| {
            matches!(self.find(name), Some(Variable { kind: Kind::Number { may_not_apply: true }, .. }))
        };
        for name in condition.names() {
            let variable = self.find(&name).ok_or_else(|| say!(en: "it looks at `{name}`, which is no question that was read", es: "mira `{name}`, que no es una pregunta que se haya leído"))?;
            if variable.nth >= nth {
                return Err(
                    say!(en: "it looks at `{name}`, which is asked later", es: "mira `{name}`, que se pregunta después"),
                );
            }
        }
        let text = self.holds(&settled(condition, &may_not_apply), &[])?.to_string();
        if text.chars().count() > MAX_LENGTH || parse(&text).is_err() {
            return Err(say!(en: "it is too long or too deep", es: "es demasiado larga o anidada"));
        }
        Ok(text)
    }

    fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.get(name)
    }

    fn of(&self, foreign: &Foreign) -> Option<&Variable> {
        match foreign {
            Foreign::Name(name) => self.find(name),
            _ => None,
        }
    }

    /// A condition; `held`: the answers that are known to be there.
    fn holds(&self, condition: &Foreign, held: &[String]) -> Told<Expr> {
        match condition {
            Foreign::All(each) if same_answer(each) && held_all(condition, held) => self.one_of(each, false),
            Foreign::Any(each) if same_answer(each) && held_all(condition, held) => self.one_of(each, true),
            Foreign::All(each) => self.joined(unguarded(each).into_iter(), held, BinaryOp::And),
            Foreign::Any(each) => {
                if let Some(list) = self.numbers(each) {
                    return Ok(list);
                }
                self.joined(each.iter().map(|part| (part.clone(), Vec::new())), held, BinaryOp::Or)
            }
            Foreign::Not(of) => self.holds(&of.negated(), held),
            Foreign::Answered(of) => Ok(state(self.path(of)?, false)),
            Foreign::Unanswered(of) => Ok(state(self.path(of)?, true)),
            Foreign::YesNo(value) => Ok(expr(Node::Literal(Literal::YesNo(*value)))),
            Foreign::Name(_) => self.is(condition, true, held),
            Foreign::Compare(left, by, right) => self.compared(left, *by, right, held),
            Foreign::OneOf { of, list, inside } => {
                let within = self.within(of, list)?;
                self.unless_gone(condition, if *inside { within } else { not(within) }, *inside, held)
            }
            Foreign::Includes { of, option, inside } => {
                let includes = self.includes(of, option)?;
                self.unless_gone(condition, if *inside { includes } else { not(includes) }, *inside, held)
            }
            _ => Err(say!(en: "it is a value and no condition", es: "es un valor y no una condición")),
        }
    }

    fn joined(
        &self,
        each: impl Iterator<Item = (Foreign, Vec<String>)>,
        held: &[String],
        op: BinaryOp,
    ) -> Told<Expr> {
        let mut whole: Option<Expr> = None;
        for (part, own) in each {
            let known: Vec<String> = held.iter().cloned().chain(own).collect();
            let part = self.holds(&part, &known)?;
            whole = Some(match whole {
                Some(before) => binary(op, before, part),
                None => part,
            });
        }
        whole.ok_or_else(|| say!(en: "it is empty", es: "está vacía"))
    }

    /// A comparison that also holds without an answer, as the platforms have it, where that matters.
    fn unless_gone(&self, condition: &Foreign, told: Expr, wants: bool, held: &[String]) -> Told<Expr> {
        let mut told = told;
        if !wants {
            for name in condition.names().iter().rev().filter(|name| !held.contains(name)) {
                let path = self.path(&Foreign::Name(name.clone()))?;
                told = binary(BinaryOp::Or, state(path, true), told);
            }
        }
        Ok(told)
    }

    fn compared(&self, left: &Foreign, by: Comparator, right: &Foreign, held: &[String]) -> Told<Expr> {
        let (left, by, right) = match (self.of(left), self.of(right)) {
            (None, Some(_)) => (right, by.turned(), left),
            _ => (left, by, right),
        };
        let whole = Foreign::Compare(Box::new(left.clone()), by, Box::new(right.clone()));
        let yes_no = self.of(left).and_then(|variable| match &variable.kind {
            Kind::YesNo { yes, no } => stored(right).map(|value| (yes.contains(&value), no.contains(&value))),
            _ => None,
        });
        if let Some((yes, no)) = yes_no {
            let wanted = match (yes, no, by) {
                (true, _, Comparator::Equal) | (_, true, Comparator::NotEqual) => true,
                (_, true, Comparator::Equal) | (true, _, Comparator::NotEqual) => false,
                _ => return Err(no_option(left, right)),
            };
            let told = self.is(left, wanted, held)?;
            return self.unless_gone(&whole, told, by == Comparator::Equal, held);
        }
        let (from, to) = match self.of(left).map(|variable| &variable.kind) {
            Some(Kind::One(options)) => (self.path(left)?, option(options, left, right)?),
            Some(Kind::Several(_)) => {
                return Err(
                    say!(en: "it compares a question with several answers as a whole", es: "compara como un todo una pregunta con varias respuestas"),
                );
            }
            Some(Kind::Date) => (self.path(left)?, self.date(right)?),
            _ => (self.value(left)?, self.value(right)?),
        };
        let told = binary(op_of(by), from, to);
        self.unless_gone(&whole, told, by != Comparator::NotEqual, held)
    }

    /// A yes or no by itself.
    fn is(&self, of: &Foreign, wanted: bool, held: &[String]) -> Told<Expr> {
        let _ = held;
        match self.of(of) {
            Some(Variable { kind: Kind::YesNo { .. }, .. }) => {
                let path = self.path(of)?;
                Ok(if wanted { path } else { not(path) })
            }
            _ => Err(
                say!(en: "it takes an answer for yes or no that is neither", es: "toma por sí o no una respuesta que no lo es"),
            ),
        }
    }

    /// `x = 1 or x = 2` of a number, as a list.
    fn numbers(&self, each: &[Foreign]) -> Option<Expr> {
        let bare = |part: &Foreign| match part {
            Foreign::All(parts) => match &unguarded(parts)[..] {
                [(only, _)] => Some(only.clone()),
                _ => None,
            },
            other => Some(other.clone()),
        };
        let mut name: Option<String> = None;
        let mut list = Vec::new();
        for part in each {
            let Foreign::Compare(left, Comparator::Equal, right) = bare(part)? else { return None };
            let (Foreign::Name(own), Foreign::Number(number)) = (*left, *right) else { return None };
            if name.as_ref().is_some_and(|name| *name != own) {
                return None;
            }
            name = Some(own);
            list.push(expr(Node::Literal(Literal::Number(number))));
        }
        let of = Foreign::Name(name?);
        let is_number = matches!(self.of(&of)?.kind, Kind::Number { .. });
        let path = self.path(&of).ok()?;
        (is_number && list.len() > 1).then(|| expr(Node::In(Box::new(path), Set::List(list))))
    }

    /// `x = 'a' or x = 'b'`, as a list; with `not` what differs from all.
    fn one_of(&self, each: &[Foreign], any: bool) -> Told<Expr> {
        let mut of = None;
        let (mut list, mut inside) = (Vec::new(), true);
        for part in each {
            let Foreign::Compare(left, by, right) = part else { continue };
            of = Some((**left).clone());
            inside = *by == Comparator::Equal;
            list.push((**right).clone());
        }
        if any != inside {
            // All equal, or any different: nobody writes that.
            let parts = each.iter().map(|part| (part.clone(), part.names()));
            return self.joined(parts, &[], if any { BinaryOp::Or } else { BinaryOp::And });
        }
        let of = of.ok_or_else(|| say!(en: "it is empty", es: "está vacía"))?;
        let within = self.within(&of, &list)?;
        Ok(if inside { within } else { not(within) })
    }

    fn within(&self, of: &Foreign, list: &[Foreign]) -> Told<Expr> {
        let variable = self.of(of).ok_or_else(no_answer)?;
        let path = self.path(of)?;
        let items: Vec<Expr> = match &variable.kind {
            Kind::One(options) => list.iter().map(|item| option(options, of, item)).collect::<Told<_>>()?,
            Kind::Several(options) => {
                let includes = |item: &Foreign| {
                    let option = option(options, of, item)?;
                    Ok(expr(Node::Includes(Box::new(path.clone()), Box::new(option))))
                };
                let each: Vec<Expr> = list.iter().map(includes).collect::<Told<_>>()?;
                let joined = each.into_iter().reduce(|one, other| binary(BinaryOp::Or, one, other));
                return joined
                    .ok_or_else(|| say!(en: "a list in it is empty", es: "una de sus listas está vacía"));
            }
            Kind::YesNo { .. } => {
                let each: Vec<Expr> = list.iter().map(|item| self.includes(of, item)).collect::<Told<_>>()?;
                let joined = each.into_iter().reduce(|one, other| binary(BinaryOp::Or, one, other));
                return joined.ok_or_else(no_answer);
            }
            Kind::Date => list.iter().map(|item| self.date(item)).collect::<Told<_>>()?,
            _ => list.iter().map(|item| self.value(item)).collect::<Told<_>>()?,
        };
        if let [one] = &items[..] {
            return Ok(binary(BinaryOp::Equal, path, one.clone()));
        }
        Ok(expr(Node::In(Box::new(path), Set::List(items))))
    }

    fn includes(&self, of: &Foreign, option_of: &Foreign) -> Told<Expr> {
        let variable = self.of(of).ok_or_else(no_answer)?;
        let path = self.path(of)?;
        match &variable.kind {
            Kind::Several(options) => {
                let option = option(options, of, option_of)?;
                Ok(expr(Node::Includes(Box::new(path), Box::new(option))))
            }
            Kind::One(options) => Ok(binary(BinaryOp::Equal, path, option(options, of, option_of)?)),
            Kind::YesNo { yes, no } => match stored(option_of) {
                Some(value) if yes.contains(&value) => Ok(path),
                Some(value) if no.contains(&value) => Ok(not(path)),
                _ => Err(no_option(of, option_of)),
            },
            Kind::Number { .. } => Ok(binary(BinaryOp::Equal, path, self.value(option_of)?)),
            _ => Err(
                say!(en: "it looks for a part of an answer that has none", es: "busca una parte en una respuesta que no tiene partes"),
            ),
        }
    }

    /// A value.
    fn value(&self, foreign: &Foreign) -> Told<Expr> {
        match foreign {
            Foreign::Number(number) => Ok(expr(Node::Literal(Literal::Number(*number)))),
            Foreign::Text(text) => match text.trim().parse::<Decimal>() {
                Ok(number) if !text.is_empty() => Ok(expr(Node::Literal(Literal::Number(number)))),
                _ => Ok(expr(Node::Literal(Literal::Text(text.clone())))),
            },
            Foreign::Name(_) => self.path(foreign),
            Foreign::Today => Ok(name("as_of")),
            Foreign::Calculated(left, by, right) => {
                let op = match by {
                    Arithmetic::Plus => BinaryOp::Plus,
                    Arithmetic::Minus => BinaryOp::Minus,
                    Arithmetic::Times => BinaryOp::Times,
                    Arithmetic::Divided => BinaryOp::Divided,
                };
                Ok(binary(op, self.value(left)?, self.value(right)?))
            }
            Foreign::Either(when, first, second) => self.either(when, first, second),
            _ => Err(say!(en: "it takes a condition for a value", es: "toma una condición por un valor")),
        }
    }

    /// The choices between two values that functions of the language are.
    fn either(&self, when: &Foreign, first: &Foreign, second: &Foreign) -> Told<Expr> {
        let call = |function: Function, arguments: Vec<Expr>| Ok(expr(Node::Call(function, arguments)));
        match when {
            Foreign::Compare(left, Comparator::Less, right)
                if **right == Foreign::Number(Decimal::ZERO)
                    && **left == *second
                    && is_turned(first, second) =>
            {
                call(Function::Abs, vec![self.value(second)?])
            }
            Foreign::Compare(left, Comparator::Less, right) if **left == *first && **right == *second => {
                call(Function::Min, vec![self.value(first)?, self.value(second)?])
            }
            Foreign::Compare(left, Comparator::More, right) if **left == *first && **right == *second => {
                call(Function::Max, vec![self.value(first)?, self.value(second)?])
            }
            Foreign::Answered(of) if **of == *first => {
                call(Function::Coalesce, vec![self.value(first)?, self.value(second)?])
            }
            _ => Err(say!(en: "it chooses between two values", es: "elige entre dos valores")),
        }
    }

    fn date(&self, foreign: &Foreign) -> Told<Expr> {
        match foreign {
            Foreign::Text(text) => match Date::parse(text) {
                Ok(date) => Ok(expr(Node::Literal(Literal::Date(date.0)))),
                Err(_) => Err(say!(en: "`{text}` is no date", es: "`{text}` no es una fecha")),
            },
            other => self.value(other),
        }
    }

    fn path(&self, foreign: &Foreign) -> Told<Expr> {
        self.of(foreign).map(|variable| name(&variable.path)).ok_or_else(no_answer)
    }
}

/// Whether all answers that a condition looks at are known to be there.
fn held_all(condition: &Foreign, held: &[String]) -> bool {
    condition.names().iter().all(|name| held.contains(name))
}

fn is_turned(first: &Foreign, second: &Foreign) -> bool {
    matches!(first, Foreign::Calculated(zero, Arithmetic::Minus, of)
        if **zero == Foreign::Number(Decimal::ZERO) && **of == *second)
}

/// How a value of the file is stored.
fn stored(value: &Foreign) -> Option<String> {
    match value {
        Foreign::Text(text) => Some(text.clone()),
        Foreign::Number(number) => Some(number.normalize().to_string()),
        Foreign::YesNo(value) => Some(value.to_string()),
        _ => None,
    }
}

fn option(options: &BTreeMap<String, String>, of: &Foreign, value: &Foreign) -> Told<Expr> {
    let id = stored(value).and_then(|value| options.get(&value)).ok_or_else(|| no_option(of, value))?;
    match parse(&spell_choice(id)) {
        Ok(option) => Ok(option),
        Err(_) => Err(no_option(of, value)),
    }
}

fn no_option(of: &Foreign, value: &Foreign) -> Say {
    let (of, value) = (of.names().join(", "), stored(value).unwrap_or_default());
    say!(en: "`{value}` is no option of `{of}`", es: "`{value}` no es una opción de `{of}`")
}

fn no_answer() -> Say {
    say!(en: "it looks at something that is no answer", es: "mira algo que no es una respuesta")
}

fn expr(node: Node) -> Expr {
    Expr { span: Span::new(0, 0), node }
}

fn name(path: &str) -> Expr {
    expr(Node::Name(Path::new(path)))
}

fn not(of: Expr) -> Expr {
    expr(Node::Unary(UnaryOp::Not, Box::new(of)))
}

fn binary(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    expr(Node::Binary(op, Box::new(left), Box::new(right)))
}

fn state(of: Expr, negated: bool) -> Expr {
    expr(Node::State { of: Box::new(of), state: State::Answered, negated })
}

fn op_of(by: Comparator) -> BinaryOp {
    match by {
        Comparator::Equal => BinaryOp::Equal,
        Comparator::NotEqual => BinaryOp::NotEqual,
        Comparator::Less => BinaryOp::Less,
        Comparator::AtMost => BinaryOp::AtMost,
        Comparator::More => BinaryOp::More,
        Comparator::AtLeast => BinaryOp::AtLeast,
    }
}
