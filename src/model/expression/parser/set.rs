//! What follows `in`: a list, a range, or what people write instead.

use super::{Parser, join, level};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Node, Set};
use crate::model::expression::lexer::{Sign, Token};
use crate::source::Span;

impl Parser<'_> {
    /// A list or a range, after `in`.
    pub(super) fn set(&mut self, left: Expr) -> Expr {
        let start = left.span;
        let set = if self.is_sign(Sign::Open) { self.list() } else { self.range() };
        let span = Span::new(start.start as usize, self.end().max(start.end as usize));
        Expr { span, node: Node::In(Box::new(left), set) }
    }

    fn list(&mut self) -> Set {
        let open = self.lexemes[self.at].span;
        self.at += 1;
        if let Some(range) = self.range_in_brackets(open) {
            return range;
        }
        if self.is_sign(Sign::Close) {
            self.at += 1;
            let message = say!(en: "This list is empty.", es: "Esta lista está vacía.");
            let help = say!(en: "Write at least one value in it.", es: "Escribe al menos un valor en ella.");
            self.mistake(join(open, self.lexemes[self.at - 1].span), message, help);
            return Set::List(Vec::new());
        }
        let items = self.arguments(open, level::SUM);
        for item in &items {
            if !matches!(item.node, Node::Literal(_) | Node::Name(_)) {
                let message = say!(
                    en: "A list has values, not calculations.",
                    es: "Una lista tiene valores, no cálculos.",
                );
                let help = say!(
                    en: "Write numbers, texts or ids, or compare with `=` and `or`.",
                    es: "Escribe números, textos o ids, o compara con `=` y `or`.",
                );
                self.mistake(item.span, message, help);
            }
        }
        Set::List(items)
    }

    /// `in (0..6)`: a range needs no brackets.
    fn range_in_brackets(&mut self, open: Span) -> Option<Set> {
        let start = self.at;
        let (from, ranged) = (self.range_end(), self.takes(Sign::Range));
        let to = self.range_end();
        let (Some(from), true, Some(to), true) = (from, ranged, to, self.takes(Sign::Close)) else {
            self.at = start;
            return None;
        };
        let span = Span::new(open.start as usize, self.end());
        let right = format!("{from}..{to}");
        let message = say!(en: "A range stands without brackets.", es: "Un rango va sin paréntesis.");
        let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
        self.mistake(span, message, help).replacement = Some(right);
        Some(Set::Range(from, to))
    }

    /// `0..6`, and the ways it is mistaken for.
    fn range(&mut self) -> Set {
        let start = self.at;
        let Some(from) = self.range_end() else { return self.not_a_set() };
        let Some(joint) = self.peek().cloned() else { return self.lone_value(start) };
        let dashed = match joint.token {
            Token::Sign(Sign::Range) => false,
            Token::Sign(Sign::Minus) | Token::Word("a" | "to" | "al") => true,
            _ => return self.lone_value(start),
        };
        self.at += 1;
        let Some(to) = self.range_end() else { return self.lone_value(start) };
        let span = Span::new(self.lexemes[start].span.start as usize, self.end());
        if dashed {
            self.mistakes.retain(|mistake| mistake.span != joint.span);
            let right = format!("{from}..{to}");
            let message = say!(en: "A range has two points.", es: "Un rango lleva dos puntos seguidos.");
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        } else if to < from {
            let right = format!("{to}..{from}");
            let message =
                say!(en: "This range ends before it starts.", es: "Este rango termina antes de empezar.");
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
        self.unit_after_range();
        Set::Range(from, to)
    }

    /// A whole number, maybe with its sign.
    fn range_end(&mut self) -> Option<i64> {
        let before = self.at;
        let minus = self.takes(Sign::Minus);
        let number = match self.peek().map(|lexeme| &lexeme.token) {
            Some(Token::Number(number)) if number.scale() == 0 => i64::try_from(*number).ok(),
            _ => None,
        };
        match number {
            Some(number) => {
                self.at += 1;
                Some(if minus { -number } else { number })
            }
            None => {
                self.at = before;
                None
            }
        }
    }

    fn unit_after_range(&mut self) {
        let Some(lexeme) = self.peek().cloned() else { return };
        let unit = matches!(lexeme.token, Token::Word(_) if self.infix().is_none())
            || lexeme.token == Token::Sign(Sign::Percent);
        if unit {
            self.at += 1;
            let message =
                say!(en: "A range has whole numbers only.", es: "Un rango solo tiene números enteros.");
            let help = say!(
                en: "Write quantities as `x >= 0 points and x <= 20 points`.",
                es: "Escribe cantidades como `x >= 0 points and x <= 20 points`.",
            );
            self.mistake(lexeme.span, message, help);
        }
    }

    /// `in 9`: one value is no set.
    fn lone_value(&mut self, start: usize) -> Set {
        self.at = start;
        let value = self.expression(level::SUM);
        let written = self.slice(value.span);
        let message = say!(
            en: "After `in` stands a list in brackets or a range.",
            es: "Después de `in` va una lista entre paréntesis o un rango.",
        );
        let mut values = written.to_owned();
        let mut span = value.span;
        while self.commas == 0 && self.takes(Sign::Comma) {
            let next = self.expression(level::SUM);
            span = join(span, next.span);
            values = format!("{values}, {}", self.slice(next.span));
        }
        let listed = span != value.span;
        let ranged = self.takes(Sign::Range);
        if ranged && self.peek().is_none() {
            self.ends_early();
            return Set::List(vec![value]);
        }
        if ranged {
            let to = self.expression(level::SUM);
            span = join(span, to.span);
        }
        let help = match (ranged, listed || !matches!(value.node, Node::Literal(_))) {
            (true, _) => say!(
                en: "The ends of a range are whole numbers: write `x >= a and x <= b`.",
                es: "Los extremos de un rango son números enteros: escribe `x >= a and x <= b`.",
            ),
            (_, true) => say!(en: "Write `in ({values})`.", es: "Escribe `in ({values})`."),
            _ => {
                say!(en: "Write `= {values}`, or a range as `0..6`.", es: "Escribe `= {values}`, o un rango como `0..6`.")
            }
        };
        let mistake = self.mistake(span, message, help);
        if !ranged {
            mistake.replacement = Some(format!("({values})"));
        }
        Set::List(vec![value])
    }

    fn not_a_set(&mut self) -> Set {
        if self.peek().is_none() {
            self.ends_early();
            return Set::List(Vec::new());
        }
        self.lone_value(self.at)
    }
}
