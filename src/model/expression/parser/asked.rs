//! What follows `is`: a state, a band, or what people write instead.

use super::foreign::state_of_word;
use super::{Parser, join, level};
use crate::diagnostic::say;
use crate::model::expression::ast::{BinaryOp, Expr, Node, State, Word};
use crate::model::expression::lexer::Token;
use crate::source::Span;

impl Parser<'_> {
    /// What follows `is`; `from` is the lexeme the operator starts at.
    pub(super) fn is(&mut self, left: Expr, from: usize, mut negated: bool) -> Expr {
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
}
