//! Calls of functions.

use super::{Checker, Typed, short};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Function};
use crate::model::expression::scope::{TypedExpr, TypedNode};
use crate::model::expression::types::Type;
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn call(&mut self, span: Span, function: Function, arguments: &[Expr]) -> Typed {
        let (least, most) = match function {
            Function::Abs => (1, 1),
            Function::Coalesce | Function::Min | Function::Max => (2, usize::MAX),
            _ => (2, 2),
        };
        if !(least..=most).contains(&arguments.len()) {
            self.wrong_number(span, function, arguments.len());
            return None;
        }
        if function.between_dates() {
            return self.between_dates(span, function, arguments);
        }
        let typed: Vec<Typed> = arguments.iter().map(|argument| self.value(argument)).collect();
        let typed: Vec<TypedExpr> = typed.into_iter().collect::<Option<_>>()?;
        if function == Function::Abs {
            let of = self.numeric(typed.into_iter().next()?)?;
            return Some(TypedExpr { span, ty: of.ty.clone(), node: TypedNode::Call(function, vec![of]) });
        }
        let typed = self.of_one_type(arguments, typed)?;
        let ty = typed.iter().map(|part| part.ty.clone()).reduce(common)?;
        if function != Function::Coalesce && !ty.has_order() {
            let words = ty.say();
            let name = function.word();
            let message = say!(
                en: "`{name}` needs an order, and {} has none.", words.en;
                es: "`{name}` necesita un orden, y {} no lo tiene.", words.es
            );
            let help =
                say!(en: "Give it numbers, quantities or dates.", es: "Dale números, cantidades o fechas.");
            self.mistake(span, message, help);
            return None;
        }
        Some(TypedExpr { span, ty, node: TypedNode::Call(function, typed) })
    }

    /// All arguments in the type of the first.
    fn of_one_type(&mut self, arguments: &[Expr], typed: Vec<TypedExpr>) -> Option<Vec<TypedExpr>> {
        let mut typed = typed.into_iter();
        let mut parts = vec![typed.next()?];
        for (part, expr) in typed.zip(&arguments[1..]) {
            match self.meet(&parts[0], &part) {
                Some((first, part)) if first == parts[0] => parts.push(part),
                _ => {
                    let first = parts[0].clone();
                    self.mismatch(expr.span, (&arguments[0], &first), (expr, &part));
                    return None;
                }
            }
        }
        Some(parts)
    }

    fn between_dates(&mut self, span: Span, function: Function, arguments: &[Expr]) -> Typed {
        let mut dates = Vec::new();
        for argument in arguments {
            let Some(typed) = self.value(argument) else { continue };
            if typed.ty.is_date() {
                dates.push(typed);
                continue;
            }
            let (name, ty) = (function.word(), typed.ty.say());
            let message = say!(
                en: "`{name}` counts between dates; `{}` is {}.", short(argument), ty.en;
                es: "`{name}` cuenta entre fechas; `{}` es {}.", short(argument), ty.es
            );
            let help = say!(
                en: "Name a column with a date, or `as_of`.",
                es: "Nombra una columna con una fecha, o `as_of`.",
            );
            self.mistake(argument.span, message, help);
        }
        let both = dates.len() == arguments.len();
        both.then_some(TypedExpr { span, ty: Type::Integer, node: TypedNode::Call(function, dates) })
    }

    fn wrong_number(&mut self, span: Span, function: Function, given: usize) {
        let name = function.word();
        let (en, es, example) = match function {
            Function::Abs => ("one value", "un valor", "abs(a)"),
            Function::Coalesce => ("two values or more", "dos valores o más", "coalesce(a, 0)"),
            Function::Min => ("two values or more", "dos valores o más", "min(a, b)"),
            Function::Max => ("two values or more", "dos valores o más", "max(a, b)"),
            _ => ("two dates, the earlier one first", "dos fechas, primero la más temprana", ""),
        };
        let between = format!("{name}(opened_on, closed_on)");
        let example = if example.is_empty() { &between } else { example };
        let message = say!(
            en: "`{name}` takes {}, not {given}.", en;
            es: "`{name}` lleva {}, no {given}.", es
        );
        let help = say!(en: "Write `{example}`.", es: "Escribe `{example}`.");
        self.mistake(span, message, help);
    }
}

/// The type that holds values of both.
fn common(left: Type, right: Type) -> Type {
    match (&left, &right) {
        (Type::Integer, Type::Number) | (Type::Timestamp, Type::Date) => right,
        _ => left,
    }
}
