//! A number, and the unit that makes it a quantity.

use rust_decimal::Decimal;

use super::{Parser, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Literal, Node};
use crate::model::expression::lexer::{Sign, Token};
use crate::model::expression::units::UnitWord;
use crate::source::Span;

impl Parser<'_> {
    /// A number at this point, with its sign and unit.
    pub(super) fn number(&mut self, start: Span) -> Expr {
        let negative = self.takes(Sign::Minus);
        self.takes(Sign::Plus);
        let Some(Token::Number(value)) = self.peek().map(|lexeme| lexeme.token.clone()) else {
            return nothing(start);
        };
        let value = if negative { -value } else { value };
        self.at += 1;
        self.decimal_comma(start);
        self.grouped_by_spaces(start);
        let literal = match self.unit(value, start) {
            Some(unit) => Literal::Quantity { value, unit },
            None => Literal::Number(value),
        };
        Expr { span: Span::new(start.start as usize, self.end()), node: Node::Literal(literal) }
    }

    /// `0,41`: outside lists and calls a comma between digits is a decimal one.
    fn decimal_comma(&mut self, start: Span) {
        let glued = |at: usize| self.lexemes.get(at).filter(|lexeme| !lexeme.spaced);
        let comma = glued(self.at).is_some_and(|lexeme| lexeme.token == Token::Sign(Sign::Comma));
        let Some(decimals) = glued(self.at + 1).filter(|lexeme| matches!(lexeme.token, Token::Number(_)))
        else {
            return;
        };
        if !comma || self.commas > 0 {
            return;
        }
        let decimals = self.slice(decimals.span);
        let whole = self.slice(Span::new(start.start as usize, self.end()));
        let right = format!("{whole}.{decimals}");
        self.at += 2;
        let span = Span::new(start.start as usize, self.end());
        let message = say!(en: "The decimal mark is a point.", es: "El signo decimal es el punto.");
        if decimals.len() == 3 {
            let grouped = format!("{whole}{decimals}");
            let decimal = format!("{right}0");
            let help =
                say!(en: "Write `{grouped}` or `{decimal}`.", es: "Escribe `{grouped}` o `{decimal}`.");
            self.mistake(span, message, help);
        } else {
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
    }

    /// `12 000`.
    fn grouped_by_spaces(&mut self, start: Span) {
        let mut right = self.slice(Span::new(start.start as usize, self.end())).to_owned();
        let before = self.at;
        while let Some(lexeme) = self.peek() {
            let written = self.slice(lexeme.span);
            if !matches!(lexeme.token, Token::Number(_)) || written.len() != 3 {
                break;
            }
            right.push_str(written);
            self.at += 1;
        }
        if self.at > before {
            let span = Span::new(start.start as usize, self.end());
            let message = say!(en: "Digits are not grouped.", es: "Las cifras no se agrupan.");
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
    }

    fn unit(&mut self, value: Decimal, start: Span) -> Option<UnitWord> {
        if self.takes(Sign::Percent) {
            self.relative(value, start);
            return Some(UnitWord::Percent);
        }
        let lexeme = self.peek().cloned()?;
        let Token::Word(word) = lexeme.token else { return None };
        if self.infix().is_some() {
            return None;
        }
        let glued = !lexeme.spaced;
        let number = self.slice(Span::new(start.start as usize, self.end()));
        self.at += 1;
        let unit = self.unit_of_word(word, value, number, lexeme.span);
        if glued && unit.is_some() && !self.mistakes.iter().any(|m| lexeme.span.contains(m.span)) {
            let span = Span::new(start.start as usize, lexeme.span.end as usize);
            let right = format!("{number} {word}");
            let message = say!(
                en: "A space stands between a number and its unit.",
                es: "Entre un número y su unidad va un espacio.",
            );
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
        unit
    }

    /// `-10 % relative`: in an expression it is a factor.
    fn relative(&mut self, value: Decimal, start: Span) {
        let Some(Token::Word("relative" | "unstated" | "relativo")) = self.peek().map(|l| l.token.clone())
        else {
            return;
        };
        self.at += 1;
        let factor = (Decimal::ONE + value / Decimal::ONE_HUNDRED).normalize();
        let span = Span::new(start.start as usize, self.end());
        let message = say!(
            en: "A relative change is a factor in an expression.",
            es: "Un cambio relativo es un factor en una expresión.",
        );
        let help = say!(
            en: "Multiply by it: `x * {factor}`.",
            es: "Multiplica por él: `x * {factor}`.",
        );
        self.mistake(span, message, help);
    }
}
