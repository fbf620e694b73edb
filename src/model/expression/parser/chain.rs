//! Comparisons that follow each other: `0 <= x <= 6`.

use super::{Parser, join, level, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Node};
use crate::source::Span;

impl Parser<'_> {
    /// Comparisons after a comparison: understood as several, and shown so. The tree is not needed:
    /// an expression with mistakes is never handed out.
    pub(super) fn chained(&mut self, left: Expr) -> Expr {
        let start = left.span;
        let mut middle = right_side(&left);
        let mut whole = Some(self.slice(start).to_owned());
        let said = self.peek().is_some_and(|operator| self.mistakes.iter().any(|m| m.span == operator.span));
        while let Some(found) = self.infix().filter(|found| found.infix.level() == level::COMPARE) {
            let before = self.end();
            let shared = middle.take();
            let next = self.relation(nothing(Span::new(before, before)), &found);
            whole = whole.zip(shared).and_then(|(whole, shared)| {
                let rest = self.text.get(before..self.end())?.trim();
                Some(format!("{whole} and {} {rest}", self.slice(shared)))
            });
            middle = right_side(&next);
            whole = whole.filter(|_| middle.is_some());
        }
        let span = join(start, Span::new(self.end(), self.end()));
        if said {
            return Expr { span, ..left };
        }
        let message =
            say!(en: "Comparisons do not follow each other.", es: "Las comparaciones no se encadenan.");
        match whole {
            Some(whole) => {
                let help = say!(en: "Write `{whole}`.", es: "Escribe `{whole}`.");
                self.mistake(span, message, help).replacement = Some(whole);
            }
            None => {
                self.mistake(
                    span,
                    message,
                    say!(
                        en: "Join two comparisons by `and` or `or`.",
                        es: "Une dos comparaciones con `and` u `or`.",
                    ),
                );
            }
        }
        Expr { span, ..left }
    }
}

/// The place of the value on the right of a comparison.
fn right_side(expr: &Expr) -> Option<Span> {
    match &expr.node {
        Node::Binary(op, _, right) if op.compares() => Some(right.span),
        _ => None,
    }
}
