//! What follows a value: an operator and its right side, a list, a range, `is …`.

use super::foreign::{Found, Infix, state_of_word};
use super::{Parser, join, level, nothing};
use crate::diagnostic::say;
use crate::model::expression::ast::{BinaryOp, Expr, Literal, Node, Set, State, UnaryOp, Word};
use crate::model::expression::lexer::{Sign, Token};
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
        let message = say!(en: "`{written}` is not a word here.", es: "`{written}` no es una palabra aquí.");
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

    /// What follows `is`; `from` is the lexeme the operator starts at.
    fn is(&mut self, left: Expr, from: usize, mut negated: bool) -> Expr {
        let negates = |token: &Token<'_>| matches!(token, Token::Word("not" | "no" | "NOT"));
        if !negated && self.peek().is_some_and(|lexeme| negates(&lexeme.token)) {
            negated = true;
            self.at += 1;
        }
        let start = self.lexemes[from].span;
        let Some(lexeme) = self.peek().cloned() else {
            self.ends_early();
            return left;
        };
        let Token::Word(word) = lexeme.token else { return self.is_value(left, start, negated) };
        if matches!(word, "true" | "false" | "in" | "includes") {
            return self.is_value(left, start, negated);
        }
        self.at += 1;
        let span = join(left.span, lexeme.span);
        let asked = join(start, lexeme.span);
        let not = if negated { "not " } else { "" };
        if let Some((state, contrary)) = state_of_word(word) {
            let negated = negated != contrary;
            let right = format!("is {}{}", if negated { "not " } else { "" }, state.word());
            if self.words(asked) != right {
                self.state_respelt(asked, &right, state, contrary);
            }
            return Expr { span, node: Node::State { of: Box::new(left), state, negated } };
        }
        let subject = self.slice(left.span).to_owned();
        let right = if negated { format!("not {subject} is {word}") } else { format!("is {word}") };
        if negated {
            let message = say!(
                en: "`not` stands before the whole comparison.",
                es: "`not` va antes de toda la comparación.",
            );
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        } else if self.words(asked) != format!("is {not}{word}") {
            let message = say!(en: "`is` is written in English.", es: "`is` se escribe en inglés.");
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(asked, message, help).replacement = Some(right);
        }
        let band = Word { span: lexeme.span, text: word.to_owned() };
        Expr { span, node: Node::Is(Box::new(left), band) }
    }

    fn state_respelt(&mut self, asked: Span, right: &str, state: State, contrary: bool) {
        let written = self.slice(asked);
        let message =
            say!(en: "`{written}` is not how it is asked.", es: "`{written}` no es como se pregunta.");
        let null = if right.contains("not") { "is null" } else { "is not null" };
        let help = if state == State::Answered && contrary {
            say!(
                en: "Write `{right}` of a question, `{null}` of a column.",
                es: "Escribe `{right}` de una pregunta, `{null}` de una columna.",
            )
        } else {
            say!(en: "Write `{right}`.", es: "Escribe `{right}`.")
        };
        self.mistake(asked, message, help).replacement = Some(right.to_owned());
    }

    /// `x is 5`, `x is 'a'`, `x is in (…)`: `is` asks for a state or a band only.
    fn is_value(&mut self, left: Expr, is: Span, negated: bool) -> Expr {
        let verb = match self.peek().map(|lexeme| &lexeme.token) {
            Some(Token::Word(verb @ ("in" | "includes"))) => *verb,
            _ if negated => "!=",
            _ => "=",
        };
        let message = say!(
            en: "`is` asks for a band, or whether there is a value.",
            es: "`is` pregunta por una banda, o si hay un valor.",
        );
        let help = say!(en: "Write `{verb}`.", es: "Escribe `{verb}`.");
        let replaced = Span::new(is.start as usize, self.end());
        let one_answer = !(negated && verb.len() > 1 && verb != "!=");
        let worded = matches!(verb, "in" | "includes");
        let mistake = self.mistake(replaced, message, help);
        if one_answer {
            mistake.replacement = Some(if worded { String::new() } else { verb.to_owned() });
        }
        match verb {
            "in" => {
                self.at += 1;
                self.set(left)
            }
            _ => {
                self.at += usize::from(worded);
                let right = self.expression(level::SUM);
                let span = join(left.span, right.span);
                Expr { span, node: Node::Binary(BinaryOp::Equal, Box::new(left), Box::new(right)) }
            }
        }
    }

    /// The words of a span with one space between them.
    fn words(&self, span: Span) -> String {
        self.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A list or a range, after `in`.
    fn set(&mut self, left: Expr) -> Expr {
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

/// The whole number of a literal.
fn whole(expr: &Expr) -> Option<i64> {
    match expr.node {
        Node::Literal(Literal::Number(number)) if number.scale() == 0 => i64::try_from(number).ok(),
        _ => None,
    }
}
