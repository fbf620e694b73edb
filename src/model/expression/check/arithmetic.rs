//! Sums and products of quantities: which unit comes out, and which ones do not mix.

use rust_decimal::Decimal;

use super::compare::alike;
use super::{Checker, Typed, short};
use crate::diagnostic::{Say, say};
use crate::model::expression::ast::{BinaryOp, Expr, Literal, Node};
use crate::model::expression::scope::{TypedExpr, TypedNode};
use crate::model::expression::types::Type;
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn calculation(&mut self, span: Span, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        let (first, second) = (self.value(left), self.value(right));
        let (first, second) = (first?, second?);
        if first.ty.is_date() && (second.ty.is_date() || second.ty.is_numeric()) {
            self.dates(span, op, left, right, &second.ty);
            return None;
        }
        let (first, second) = (self.numeric(first), self.numeric(second));
        let (first, second) = (first?, second?);
        let sums = matches!(op, BinaryOp::Plus | BinaryOp::Minus);
        let found = if sums { self.sum(op, &first, &second) } else { product(op, &first, &second) };
        match found {
            Some((first, ty, second)) => {
                let node = TypedNode::Binary(op, Box::new(first), Box::new(second));
                Some(TypedExpr { span, ty, node })
            }
            None if sums => {
                self.unlike_sum(span, (left, &first), (right, &second));
                None
            }
            None => {
                let (one, other) = (first.ty.say(), second.ty.say());
                let sign = op.word();
                let message = say!(
                    en: "`{sign}` has no meaning between {} and {}.", one.en, other.en;
                    es: "`{sign}` no tiene sentido entre {} y {}.", one.es, other.es
                );
                self.mistake(span, message, product_help(&first.ty, &second.ty));
                None
            }
        }
    }

    /// Both parts and the type of their sum or difference.
    fn sum(&self, op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Option<(TypedExpr, Type, TypedExpr)> {
        if left.ty == Type::Level || right.ty == Type::Level {
            return None;
        }
        match (&left.ty, &right.ty) {
            (Type::Share, Type::PercentagePoints) => return Some((left.clone(), Type::Share, right.clone())),
            (Type::PercentagePoints, Type::Share) if op == BinaryOp::Plus => {
                return Some((left.clone(), Type::Share, right.clone()));
            }
            _ => {}
        }
        let (left, right) = self.meet(left, right)?;
        let ty = if left.ty.is_number() { wider(&left.ty, &right.ty) } else { left.ty.clone() };
        Some((left, ty, right))
    }

    /// `1 - churn` is meant as `100 % - churn`; the rest is told by the literal.
    fn unlike_sum(&mut self, span: Span, left: (&Expr, &TypedExpr), right: (&Expr, &TypedExpr)) {
        let one = Node::Literal(Literal::Number(Decimal::ONE));
        for (side, other) in [(left, right), (right, left)] {
            if side.0.node == one && other.1.ty == Type::Share {
                let (of, right) = (short(other.0), "100 %");
                let message = say!(
                    en: "`1` is a number and `{of}` is a share: they do not mix.",
                    es: "`1` es un número y `{of}` es un porcentaje: no se mezclan.",
                );
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(side.0.span, message, help).replacement = Some(right.to_owned());
                return;
            }
        }
        self.mismatch(span, left, right);
    }

    /// Dates are counted between, not subtracted.
    fn dates(&mut self, span: Span, op: BinaryOp, left: &Expr, right: &Expr, second: &Type) {
        let message = say!(en: "Dates are not calculated with.", es: "Con fechas no se hacen cuentas.");
        if second.is_date() && op == BinaryOp::Minus {
            let right = format!("days({right}, {left})");
            let help = say!(
                en: "Write `{right}`: whole days from the first to the second.",
                es: "Escribe `{right}`: días completos de la primera a la segunda.",
            );
            self.mistake(span, message, help).replacement = Some(right);
        } else {
            let help = say!(
                en: "Count between two dates, as in `days({}, as_of) <= 90`.", short(left);
                es: "Cuenta entre dos fechas, como en `days({}, as_of) <= 90`.", short(left)
            );
            self.mistake(span, message, help);
        }
    }
}

/// Both parts and the type of their product or quotient.
fn product(op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Option<(TypedExpr, Type, TypedExpr)> {
    let ty = if op == BinaryOp::Times {
        let factor = [left, right].into_iter().any(|side| matches!(side.node, TypedNode::Literal(_)));
        times(&left.ty, &right.ty, factor)
    } else {
        divided(&left.ty, &right.ty)
    };
    Some((left.clone(), ty?, right.clone()))
}

fn wider(left: &Type, right: &Type) -> Type {
    if left == right { left.clone() } else { Type::Number }
}

/// A share or the distance of two, which scale what they are multiplied with.
fn is_part(ty: &Type) -> bool {
    matches!(ty, Type::Share | Type::PercentagePoints)
}

/// A share times a number is a share if the number is a factor written out (`churn-rate * 0.9`), and
/// a number if it is a count (`customers * churn-rate`).
fn times(left: &Type, right: &Type, factor: bool) -> Option<Type> {
    use Type::*;
    Some(match (left, right) {
        (Level, _) | (_, Level) => return None,
        (a, b) if a.is_number() && b.is_number() => wider(a, b),
        (a, b) if is_part(a) && is_part(b) => {
            if a == b {
                a.clone()
            } else {
                PercentagePoints
            }
        }
        (part, number) | (number, part) if is_part(part) && number.is_number() => {
            if factor {
                part.clone()
            } else {
                Number
            }
        }
        (part, quantity) | (quantity, part) if is_part(part) => quantity.clone(),
        (number, quantity) | (quantity, number) if number.is_number() => quantity.clone(),
        (MoneyPerTime(currency, _), Duration) | (Duration, MoneyPerTime(currency, _)) => Money(*currency),
        _ => return None,
    })
}

fn divided(left: &Type, right: &Type) -> Option<Type> {
    use Type::*;
    Some(match (left, right) {
        (Level, _) | (_, Level) => return None,
        (a, b) if alike(a, b) || (is_part(a) && is_part(b)) || (a.is_number() && is_part(b)) => Number,
        (quantity, divisor) if divisor.is_number() || is_part(divisor) => quantity.clone(),
        _ => return None,
    })
}

fn product_help(left: &Type, right: &Type) -> Say {
    match (left, right) {
        (Type::Level, _) | (_, Type::Level) => say!(
            en: "Only compare it: its unit is known for each entity alone.",
            es: "Solo compáralo: su unidad se sabe en cada entidad.",
        ),
        (Type::Money(_), Type::Duration) | (Type::Duration, Type::Money(_)) => say!(
            en: "Multiply a duration by money per time, such as `240 MXN per year`.",
            es: "Multiplica una duración por dinero por tiempo, como `240 MXN per year`.",
        ),
        _ => say!(
            en: "Multiply or divide by a number or a share.",
            es: "Multiplica o divide por un número o un porcentaje.",
        ),
    }
}
