//! What can stand where a value is expected: literals, names, calls, brackets, `not`, minus.

use super::{Parser, join, level, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Function, Literal, Node, Path, UnaryOp};
use crate::model::expression::lexer::{Sign, Token};
use crate::model::expression::nearest::nearest;
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
        let of = self.nested(|parser| parser.expression(level::MINUS)).unwrap_or_else(|| nothing(span));
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
        let of = self.nested(|parser| parser.expression(level::NOT)).unwrap_or_else(|| nothing(span));
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
    fn closes(&mut self, open: Span) {
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

    /// Values between commas up to the closing bracket; the opening one has been read.
    pub(super) fn arguments(&mut self, open: Span, least: u8) -> Vec<Expr> {
        self.commas += 1;
        let items = self.nested(|parser| {
            let mut items = Vec::new();
            if parser.takes(Sign::Close) {
                return items;
            }
            loop {
                items.push(parser.expression(least));
                if !parser.takes(Sign::Comma) {
                    break;
                }
            }
            parser.closes(open);
            items
        });
        self.commas -= 1;
        items.unwrap_or_default()
    }

    fn call(&mut self, word: &str, span: Span) -> Expr {
        let open = self.lexemes[self.at].span;
        self.at += 1;
        let arguments = self.arguments(open, level::OR);
        let whole = Span::new(span.start as usize, self.end().max(span.end as usize));
        match Function::of_word(word) {
            Some(function) => Expr { span: whole, node: Node::Call(function, arguments) },
            None => {
                self.unknown_function(word, span);
                nothing(whole)
            }
        }
    }

    fn unknown_function(&mut self, word: &str, span: Span) {
        let message = say!(en: "There is no function `{word}`.", es: "No hay una función `{word}`.");
        let all = Function::ALL.iter().map(|function| function.word());
        if let Some(help) = other_function(word) {
            self.mistake(span, message, help);
            return;
        }
        let known = familiar(word).or_else(|| nearest(word, all.clone()));
        match known {
            Some(right) => {
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(span, message, help).replacement = Some(right.to_owned());
            }
            None => {
                let all = all.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let help = say!(en: "There are {all}.", es: "Hay {all}.");
                self.mistake(span, message, help);
            }
        }
    }
}

/// Our name of a function of SQL, of a spreadsheet or in Spanish.
fn familiar(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "datediff" | "date_diff" | "timestampdiff" | "dias" | "días" | "day" | "day_diff" => "days",
        "horas" | "hour" => "hours",
        "meses" | "month" => "months",
        "dias_habiles" | "días_hábiles" | "networkdays" | "workdays" | "working_days" => "business_days",
        "horas_habiles" | "horas_hábiles" | "working_hours" => "business_hours",
        "ifnull" | "nvl" | "ifna" | "iferror" | "isnull" => "coalesce",
        "least" | "minimo" | "mínimo" | "minimum" => "min",
        "greatest" | "maximo" | "máximo" | "maximum" => "max",
        "absolute" | "valor_absoluto" => "abs",
        _ => return None,
    })
}

/// What is done in another way than by a function.
fn other_function(word: &str) -> Option<crate::diagnostic::Say> {
    Some(match word.to_lowercase().as_str() {
        "sum" | "avg" | "average" | "count" | "mean" | "suma" | "promedio" | "contar" => say!(
            en: "An expression looks at one row: the metric's `family` adds and counts.",
            es: "Una expresión mira una sola fila: la `family` de la métrica suma y cuenta.",
        ),
        "now" | "today" | "getdate" | "hoy" | "ahora" | "current_date" => say!(
            en: "Write `as_of`, the date the program is read at.",
            es: "Escribe `as_of`, la fecha en que se lee el programa.",
        ),
        "round" | "floor" | "ceil" | "redondear" => say!(
            en: "Nothing is rounded before it is shown: take it away.",
            es: "Nada se redondea antes de mostrarse: quítalo.",
        ),
        "if" | "iif" | "case" | "si" => say!(
            en: "Write the condition alone, as `a and b or c`.",
            es: "Escribe solo la condición, como `a and b or c`.",
        ),
        _ => return None,
    })
}
