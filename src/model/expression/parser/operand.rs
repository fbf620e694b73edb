//! What can stand where a value is expected: literals, names, calls, brackets, `not`, minus.

use super::{Parser, join, level, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Literal, Node, Path, UnaryOp};
use crate::model::expression::lexer::{Sign, Token};
use crate::source::Span;

impl Parser<'_> {
    /// A value, or what is missing in its place. `least` is how tightly the operator before it holds.
    pub(super) fn operand(&mut self, least: u8) -> Expr {
        let Some(lexeme) = self.peek().cloned() else {
            self.ends_early();
            return nothing(Span::new(self.end(), self.end()));
        };
        let span = lexeme.span;
        match lexeme.token {
            Token::Number(_) => self.number(span),
            Token::Text(text) => self.literal(span, Literal::Text(text)),
            Token::Date(date) => self.literal(span, Literal::Date(date)),
            Token::Word(word) => self.word(word, span, least),
            Token::Sign(Sign::Open) => self.bracketed(span),
            Token::Sign(sign @ (Sign::Minus | Sign::Plus)) => self.signed(sign, span),
            Token::Sign(_) => self.missing_before(span),
        }
    }

    fn literal(&mut self, span: Span, literal: Literal) -> Expr {
        self.at += 1;
        Expr { span, node: Node::Literal(literal) }
    }

    /// The text ends where a value is expected.
    pub(super) fn ends_early(&mut self) {
        if std::mem::replace(&mut self.silent, true) {
            return;
        }
        let last = self.lexemes.last().map_or(Span::default(), |lexeme| lexeme.span);
        if self.mistakes.iter().any(|mistake| mistake.span == last) {
            return;
        }
        let written = self.slice(last).to_owned();
        let message = say!(en: "Nothing follows `{written}`.", es: "No hay nada después de `{written}`.");
        let help =
            say!(en: "Write a value after it, or take it away.", es: "Escribe un valor detrás, o quítalo.");
        self.mistake(last, message, help);
    }

    /// An operator or a comma stands where a value is expected.
    fn missing_before(&mut self, span: Span) -> Expr {
        // What only closes or separates is left to who opened it; the rest is gone over.
        if (!(self.is_sign(Sign::Close) || self.is_sign(Sign::Comma)) || self.depth + self.commas == 0)
            && self.infix().is_none()
        {
            self.at += 1;
        }
        if !self.silent {
            let written = self.slice(span).to_owned();
            let message = say!(en: "A value is missing before `{written}`.", es: "Falta un valor antes de `{written}`.");
            let help = say!(en: "Write a value there, or take `{written}` away.", es: "Escribe un valor ahí, o quita `{written}`.");
            self.mistake(span, message, help);
        }
        nothing(Span::new(span.start as usize, span.start as usize))
    }

    /// `-3`, `-10 pp`, `-x`, `+5 points`.
    fn signed(&mut self, sign: Sign, span: Span) -> Expr {
        let next = self.lexemes.get(self.at + 1);
        let glued = next.is_some_and(|next| !next.spaced && matches!(next.token, Token::Number(_)));
        if glued {
            return self.number(span);
        }
        if sign == Sign::Plus {
            return self.missing_before(span);
        }
        self.at += 1;
        let of = self.prefixed(|parser| parser.expression(level::MINUS)).unwrap_or_else(|| nothing(span));
        Expr { span: join(span, of.span), node: Node::Unary(UnaryOp::Minus, Box::new(of)) }
    }

    fn word(&mut self, word: &str, span: Span, least: u8) -> Expr {
        let called = self.lexemes.get(self.at + 1).is_some_and(|next| next.token == Token::Sign(Sign::Open));
        match word {
            "not" => return self.negated(span, least),
            "true" | "false" => return self.literal(span, Literal::YesNo(word == "true")),
            "and" | "or" | "in" | "is" | "includes" => return self.missing_before(span),
            "null" => return self.null(span),
            _ => {}
        }
        match word.to_lowercase().as_str() {
            "not" => return self.other_case(word, span, least),
            "no" if called || self.value_follows() => {
                self.respelt_word(span, "not");
                return self.negated(span, least);
            }
            lower @ ("true" | "false") => {
                self.respelt_word(span, lower);
                return self.literal(span, Literal::YesNo(lower == "true"));
            }
            "null" => return self.null(span),
            _ => {}
        }
        self.at += 1;
        if called { self.call(word, span) } else { Expr { span, node: Node::Name(Path::new(word)) } }
    }

    fn other_case(&mut self, word: &str, span: Span, least: u8) -> Expr {
        self.respelt_word(span, &word.to_lowercase());
        self.negated(span, least)
    }

    /// Whether the next lexeme starts a value: then `no` before it means `not`.
    fn value_follows(&self) -> bool {
        let Some(next) = self.lexemes.get(self.at + 1) else { return false };
        match next.token {
            Token::Word(word) => {
                let after = self.lexemes.get(self.at + 2).and_then(|lexeme| match lexeme.token {
                    Token::Word(word) => Some(word),
                    _ => None,
                });
                super::infix_of_word(word, after).is_none()
            }
            _ => false,
        }
    }

    fn respelt_word(&mut self, span: Span, right: &str) {
        let written = self.slice(span);
        let message =
            say!(en: "`{written}` is written `{right}` here.", es: "`{written}` se escribe `{right}` aquí.");
        let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
        self.mistake(span, message, help).replacement = Some(right.to_owned());
    }

    fn negated(&mut self, span: Span, least: u8) -> Expr {
        self.at += 1;
        let of = self.prefixed(|parser| parser.expression(level::NOT)).unwrap_or_else(|| nothing(span));
        let whole = join(span, of.span);
        if least > level::NOT {
            let written = self.slice(whole).to_owned();
            let message = say!(en: "`not` needs brackets here.", es: "`not` necesita paréntesis aquí.");
            let help = say!(en: "Write `({written})`.", es: "Escribe `({written})`.");
            self.mistake(whole, message, help).replacement = Some(format!("({written})"));
        }
        Expr { span: whole, node: Node::Unary(UnaryOp::Not, Box::new(of)) }
    }

    /// `x = null`: no value equals nothing.
    fn null(&mut self, span: Span) -> Expr {
        self.at += 1;
        let written = self.slice(span);
        let message = say!(
            en: "`{written}` is not a value: nothing equals it.",
            es: "`{written}` no es un valor: nada es igual a él.",
        );
        let help = say!(
            en: "Write `x is null` or `x is not null`.",
            es: "Escribe `x is null` o `x is not null`.",
        );
        self.mistake(span, message, help);
        nothing(span)
    }

    fn bracketed(&mut self, open: Span) -> Expr {
        self.at += 1;
        let commas = std::mem::take(&mut self.commas);
        let inner = self.nested(|parser| {
            let inner = parser.expression(level::OR);
            parser.closes(open);
            inner
        });
        self.commas = commas;
        let Some(inner) = inner else { return nothing(open) };
        Expr { span: Span::new(open.start as usize, self.end()), node: inner.node }
    }

    /// Goes over the closing bracket, and says so when it is not there.
    pub(super) fn closes(&mut self, open: Span) {
        if self.takes(Sign::Close) || self.silent {
            return;
        }
        if self.peek().is_some() {
            let from = self.at;
            self.leftover();
            self.at = self.after_closing(from);
            return;
        }
        self.silent = true;
        let message = say!(en: "This bracket is never closed.", es: "Este paréntesis no se cierra.");
        let help = say!(en: "Write `)` where the group ends.", es: "Escribe `)` donde termina el grupo.");
        self.mistake(open, message, help);
    }

    /// The lexeme after the bracket that closes what is open at `from`.
    fn after_closing(&self, from: usize) -> usize {
        let mut open = 0;
        for (at, lexeme) in self.lexemes.iter().enumerate().skip(from) {
            match lexeme.token {
                Token::Sign(Sign::Open) => open += 1,
                Token::Sign(Sign::Close) if open == 0 => return at + 1,
                Token::Sign(Sign::Close) => open -= 1,
                _ => {}
            }
        }
        self.lexemes.len()
    }
}
