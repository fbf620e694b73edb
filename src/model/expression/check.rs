//! Types an expression: every name is resolved, and what cannot be compared or added is said with
//! both types and the way to write it.

mod arithmetic;
mod call;
mod compare;
mod fix;
mod name;
mod state;

#[cfg(test)]
pub(super) mod tests;

use super::ExpressionMistake;
use super::ast::{BinaryOp, Expr, Literal, Node, UnaryOp};
use super::scope::{Scope, TypedExpr, TypedNode};
use super::types::Type;
use crate::diagnostic::{Mistake, Say, say};
use crate::source::Span;

/// What the place an expression stands in asks of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A condition.
    YesNo,
    /// A number or a quantity.
    Value,
    /// A number or a quantity of one of these types.
    OneOf(Vec<Type>),
}

/// Types an expression with the names of a scope. Gives every mistake, in the order of the text.
pub fn check(
    expr: &Expr,
    scope: &dyn Scope,
    expected: &Expected,
) -> Result<TypedExpr, Vec<ExpressionMistake>> {
    let mut checker = Checker { scope, mistakes: Vec::new() };
    let typed = match expected {
        Expected::YesNo => checker.yes_no(expr),
        Expected::Value => checker.value(expr).and_then(|typed| checker.numeric(typed)),
        Expected::OneOf(types) => checker.value(expr).and_then(|typed| checker.one_of(typed, types)),
    };
    match typed {
        Some(typed) if checker.mistakes.is_empty() => Ok(typed),
        _ => {
            checker.mistakes.sort_by_key(|mistake| mistake.span);
            Err(checker.mistakes)
        }
    }
}

struct Checker<'s> {
    scope: &'s dyn Scope,
    mistakes: Vec<ExpressionMistake>,
}

/// A part that has its type, or nothing when a mistake was told about it.
type Typed = Option<TypedExpr>;

impl Checker<'_> {
    fn value(&mut self, expr: &Expr) -> Typed {
        let span = expr.span;
        match &expr.node {
            Node::Literal(literal) => Some(typed_literal(span, literal)),
            Node::Name(path) => self.name(span, path),
            Node::Unary(UnaryOp::Not, of) => {
                let of = self.yes_no(of)?;
                Some(TypedExpr { span, ty: Type::YesNo, node: TypedNode::Not(Box::new(of)) })
            }
            Node::Unary(UnaryOp::Minus, of) => {
                let of = self.value(of).and_then(|of| self.numeric(of))?;
                Some(TypedExpr { span, ty: of.ty.clone(), node: TypedNode::Minus(Box::new(of)) })
            }
            Node::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => {
                self.joined(span, *op, left, right)
            }
            Node::Binary(op, left, right) if op.compares() => self.comparison(span, *op, left, right),
            Node::Binary(op, left, right) => self.calculation(span, *op, left, right),
            Node::In(of, set) => self.membership(span, of, set),
            Node::State { of, state, negated } => self.state(span, of, *state, *negated),
            Node::Is(of, band) => self.band(span, of, band),
            Node::Includes(of, option) => self.inclusion(span, of, option),
            Node::Call(function, arguments) => self.call(span, *function, arguments),
        }
    }

    fn yes_no(&mut self, expr: &Expr) -> Typed {
        let typed = self.value(expr)?;
        if typed.ty == Type::YesNo {
            return Some(typed);
        }
        let ty = typed.ty.say();
        let message = say!(
            en: "A condition is yes or no; `{}` is {}.", short(expr), ty.en;
            es: "Una condición es sí o no; `{}` es {}.", short(expr), ty.es
        );
        let help = match &typed.ty {
            Type::Options(_) => say!(
                en: "Write `{expr} includes …`, or `{expr} is answered`.",
                es: "Escribe `{expr} includes …`, o `{expr} is answered`.",
            ),
            _ => say!(
                en: "Compare it with a value, such as `{} = …`.", short(expr);
                es: "Compáralo con un valor, como `{} = …`.", short(expr)
            ),
        };
        self.mistake(expr.span, message, help);
        None
    }

    /// `and`, `or`; a value alone after `or` is meant as one more value of the comparison before.
    fn joined(&mut self, span: Span, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        let first = self.yes_no(left);
        if self.is_lone(right) {
            if let (true, Some(whole)) = (first.is_some(), in_full(op, left, right)) {
                let written = short(right);
                let message = say!(
                    en: "`{written}` alone is not a condition.",
                    es: "`{written}` solo no es una condición.",
                );
                let help = say!(en: "Write `{whole}`.", es: "Escribe `{whole}`.");
                self.mistake(span, message, help).replacement = Some(whole);
                return None;
            }
            // The same was said of a value before this one.
            first.as_ref()?;
        }
        let second = self.yes_no(right);
        let (left, right) = (Box::new(first?), Box::new(second?));
        Some(TypedExpr { span, ty: Type::YesNo, node: TypedNode::Binary(op, left, right) })
    }

    /// Whether a part is a value that no comparison is made with.
    fn is_lone(&self, expr: &Expr) -> bool {
        match &expr.node {
            Node::Literal(Literal::YesNo(_)) => false,
            Node::Literal(_) => true,
            Node::Name(path) => path.single().is_some() && self.lookup(path).is_none(),
            _ => false,
        }
    }

    /// A number or a quantity, or the words that it is not.
    fn numeric(&mut self, typed: TypedExpr) -> Typed {
        if typed.ty.is_numeric() {
            return Some(typed);
        }
        let ty = typed.ty.say();
        let message = say!(
            en: "A number or a quantity is expected; this is {}.", ty.en;
            es: "Se espera un número o una cantidad; esto es {}.", ty.es
        );
        let help = match typed.ty {
            Type::YesNo => say!(
                en: "Leave the comparison out, or use a field that takes a condition.",
                es: "Quita la comparación, o usa un campo que acepte una condición.",
            ),
            Type::Date | Type::Timestamp => say!(
                en: "Count the time between two dates: `days(a, b)`.",
                es: "Cuenta el tiempo entre dos fechas: `days(a, b)`.",
            ),
            _ => say!(
                en: "Name a column, metric or amount that is a number.",
                es: "Nombra una columna, métrica o importe que sea un número.",
            ),
        };
        self.mistake(typed.span, message, help);
        None
    }

    fn one_of(&mut self, typed: TypedExpr, types: &[Type]) -> Typed {
        for ty in types {
            if let Some(fitted) = self.fit(&typed, ty) {
                return Some(fitted);
            }
        }
        let names = |in_lang: fn(Say) -> String| {
            types.iter().map(|ty| in_lang(ty.say())).collect::<Vec<_>>().join(" / ")
        };
        let ty = typed.ty.say();
        let message = say!(
            en: "Expected here: {}; this gives {}.", names(|say| say.en), ty.en;
            es: "Aquí se espera: {}; esto da {}.", names(|say| say.es), ty.es
        );
        let help = match (&typed.node, types.first()) {
            (TypedNode::Literal(literal), Some(ty)) => fix::literal_as(literal, ty).map(|fix| fix.help()),
            _ => None,
        };
        let help = help.unwrap_or_else(|| {
            say!(
                en: "Change the expression, or the unit that is declared for it.",
                es: "Cambia la expresión, o la unidad que se declara para ella.",
            )
        });
        self.mistake(typed.span, message, help);
        None
    }

    fn mistake(&mut self, span: Span, message: Say, help: Say) -> &mut ExpressionMistake {
        self.mistakes.push(ExpressionMistake::new(span, Mistake::new(message, help)));
        self.mistakes.last_mut().expect("one was just pushed")
    }
}

/// `a = x or y` in full: the value alone belongs to the comparison before it.
fn in_full(op: BinaryOp, left: &Expr, right: &Expr) -> Option<String> {
    let joint = op.word();
    match &left.node {
        Node::Binary(BinaryOp::Equal, subject, value) if op == BinaryOp::Or => {
            Some(format!("{subject} in ({value}, {right})"))
        }
        Node::Binary(compared, subject, _) if compared.compares() => {
            Some(format!("{left} {joint} {subject} = {right}"))
        }
        Node::Is(subject, _) => Some(format!("{left} {joint} {subject} is {right}")),
        Node::Includes(subject, _) => Some(format!("{left} {joint} {subject} includes {right}")),
        _ => None,
    }
}

fn typed_literal(span: Span, literal: &Literal) -> TypedExpr {
    TypedExpr { span, ty: Type::of_literal(literal), node: TypedNode::Literal(literal.clone()) }
}

/// An expression in a message: whole when short, else its start.
fn short(expr: &Expr) -> String {
    const LONGEST: usize = 40;
    let text = expr.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
