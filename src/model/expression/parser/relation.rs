//! What follows a value: an operator and its right side.

use super::foreign::{Found, Infix};
use super::{Parser, join, level, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{BinaryOp, Expr, Literal, Node, UnaryOp};
use crate::source::Span;

impl Parser<'_> {
    /// Reads the operator that was found and its right side.
    pub(super) fn relation(&mut self, left: Expr, found: &Found) -> Expr {
        let from = self.at;
        if let Some(right) =
            found.right.filter(|_| matches!(found.infix, Infix::Binary(_) | Infix::In | Infix::Includes))
        {
            self.respelt(found.lexemes, right);
        }
        if found.infix == Infix::Binary(BinaryOp::Minus) {
            self.minus_stands_apart();
        }
        self.at += found.lexemes;
        match found.infix {
            Infix::Binary(op) => {
                let right = self.expression(found.infix.level() + 1);
                let span = join(left.span, right.span);
                Expr { span, node: Node::Binary(op, Box::new(left), Box::new(right)) }
            }
            Infix::In => self.set(left),
            Infix::Includes => {
                let option = self.expression(level::SUM);
                let span = join(left.span, option.span);
                Expr { span, node: Node::Includes(Box::new(left), Box::new(option)) }
            }
            Infix::Is(negated) => self.is(left, from, negated),
            Infix::Between => self.between(left),
            Infix::NotIn | Infix::NotIncludes => self.negation_goes_first(left, found.infix),
        }
    }

    /// Says how the operator at this point is spelt.
    fn respelt(&mut self, lexemes: usize, right: &str) {
        let first = self.lexemes[self.at].span;
        let span = join(first, self.lexemes[self.at + lexemes - 1].span);
        let written = self.slice(span);
        if written.eq_ignore_ascii_case("like") {
            let message = say!(en: "Texts are compared whole.", es: "Los textos se comparan enteros.");
            let help = say!(en: "Write `=` or `in ('a', 'b')`.", es: "Escribe `=` o `in ('a', 'b')`.");
            self.mistake(span, message, help);
            return;
        }
        let message =
            say!(en: "`{written}` is written `{right}` here.", es: "`{written}` se escribe `{right}` aquí.");
        let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
        self.mistake(span, message, help).replacement = Some(right.to_owned());
    }

    /// `a -b` and `3-2` are read as a subtraction, and shown with their spaces.
    fn minus_stands_apart(&mut self) {
        let (minus, next) = (&self.lexemes[self.at], self.lexemes.get(self.at + 1));
        let apart = minus.spaced && next.is_none_or(|next| next.spaced);
        if apart || self.mistakes.iter().any(|mistake| mistake.span == minus.span) {
            return;
        }
        let start = self.end().max(1);
        let span = Span::new(start, next.map_or(minus.span.end, |next| next.span.start) as usize);
        let message = say!(en: "A minus stands between two spaces.", es: "Un menos va entre dos espacios.");
        let help = say!(
            en: "Write `a - b`: a hyphen without spaces is part of a name.",
            es: "Escribe `a - b`: un guion sin espacios es parte de un nombre.",
        );
        self.mistake(span, message, help).replacement = Some(" - ".to_owned());
    }

    /// `x not in (a, b)`: the negation goes before the whole comparison.
    fn negation_goes_first(&mut self, left: Expr, infix: Infix) -> Expr {
        let verb = if infix == Infix::NotIn { "in" } else { "includes" };
        let (start, subject) = (left.span, self.slice(left.span));
        let rest_from = self.end();
        let inner = if infix == Infix::NotIn {
            self.set(left)
        } else {
            let option = self.expression(level::SUM);
            let span = join(left.span, option.span);
            Expr { span, node: Node::Includes(Box::new(left), Box::new(option)) }
        };
        let span = join(start, inner.span);
        let rest = self.text.get(rest_from..span.end as usize).unwrap_or("").trim();
        let right = format!("not {subject} {verb} {rest}");
        let message = say!(
            en: "`not` stands before the whole comparison.",
            es: "`not` va antes de toda la comparación.",
        );
        let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
        self.mistake(span, message, help).replacement = Some(right);
        Expr { span, node: Node::Unary(UnaryOp::Not, Box::new(inner)) }
    }

    /// `x between a and b`.
    fn between(&mut self, left: Expr) -> Expr {
        let low = self.expression(level::SUM);
        let joined = self.infix().is_some_and(|found| found.infix == Infix::Binary(BinaryOp::And));
        let high = if joined {
            self.at += 1;
            self.expression(level::SUM)
        } else {
            nothing(low.span)
        };
        let span = join(left.span, high.span);
        let (subject, from, to) = (self.slice(left.span), self.slice(low.span), self.slice(high.span));
        let right = match (whole(&low), whole(&high)) {
            (Some(from), Some(to)) => format!("{subject} in {from}..{to}"),
            _ => format!("{subject} >= {from} and {subject} <= {to}"),
        };
        let message = say!(en: "There is no `between`.", es: "No hay `between` (entre).");
        let help = say!(
            en: "Write `{right}`: both ends are included.",
            es: "Escribe `{right}`: los dos extremos cuentan.",
        );
        self.mistake(span, message, help).replacement = Some(right);
        Expr { span, node: Node::Binary(BinaryOp::And, Box::new(low), Box::new(high)) }
    }
}

/// The whole number of a literal.
fn whole(expr: &Expr) -> Option<i64> {
    match expr.node {
        Node::Literal(Literal::Number(number)) if number.scale() == 0 => i64::try_from(number).ok(),
        _ => None,
    }
}
