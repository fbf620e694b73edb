//! Lexemes to an [`Expr`], by operator precedence. A mistake never stops the reading when what was
//! meant is clear, so that one look at the messages is enough.

mod asked;
mod call;
mod chain;
mod foreign;
mod leftover;
mod operand;
mod quantity;
mod relation;
mod set;
mod unit;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use super::ast::{BinaryOp, Expr, Literal, Node};
use super::lexer::{Lexeme, Sign, Token, lex};
use super::{ExpressionMistake, MAX_DEPTH, MAX_LENGTH};
use crate::diagnostic::{Mistake, Say, say};
use crate::source::Span;
pub(super) use foreign::is_reserved;
use foreign::{Infix, infix_of_word};

/// How tightly an operator holds, loosest first.
pub(super) mod level {
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARE: u8 = 4;
    pub const SUM: u8 = 5;
    pub const PRODUCT: u8 = 6;
    pub const MINUS: u8 = 7;
}

/// More mistakes than this in one text say nothing more.
const MOST_MISTAKES: usize = 12;

/// Reads an expression. Gives every mistake of the text, in its order.
pub fn parse(text: &str) -> Result<Expr, Vec<ExpressionMistake>> {
    if text.chars().nth(MAX_LENGTH).is_some() {
        let whole = Span::new(0, text.len());
        return Err(vec![ExpressionMistake::new(whole, too_long())]);
    }
    let lexed = lex(text);
    let mut parser = Parser {
        text,
        lexemes: lexed.lexemes,
        at: 0,
        mistakes: lexed.mistakes,
        depth: 0,
        prefixes: 0,
        commas: 0,
        silent: lexed.cut,
    };
    let expr = parser.whole();
    if parser.mistakes.is_empty() && height(&expr) > MAX_DEPTH {
        parser.mistakes.push(ExpressionMistake::new(expr.span, too_deep()));
    }
    if parser.mistakes.is_empty() {
        return Ok(expr);
    }
    parser.mistakes.sort_by_key(|mistake| mistake.span);
    parser.mistakes.truncate(MOST_MISTAKES);
    Err(parser.mistakes)
}

struct Parser<'t> {
    text: &'t str,
    lexemes: Vec<Lexeme<'t>>,
    at: usize,
    mistakes: Vec<ExpressionMistake>,
    /// How many brackets are open.
    depth: usize,
    /// How many `not` and minus wait for their value. They are counted apart from brackets, so that
    /// an expression that is read can be read again from its canonical text, which adds brackets.
    prefixes: usize,
    /// How many lists and calls are open: there a comma separates values.
    commas: usize,
    /// The text was cut or given up, so its end says nothing.
    silent: bool,
}

impl<'t> Parser<'t> {
    fn whole(&mut self) -> Expr {
        if self.lexemes.is_empty() {
            if self.mistakes.is_empty() {
                let everything = Span::new(0, self.text.len());
                self.mistakes.push(ExpressionMistake::new(everything, empty()));
            }
            return nothing(Span::default());
        }
        let expr = self.expression(level::OR);
        if self.at < self.lexemes.len() {
            self.leftover();
        }
        expr
    }

    /// An expression whose operators hold at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Expr {
        let mut left = self.operand(least);
        let mut compared = false;
        while let Some(found) = self.infix() {
            let tightness = found.infix.level();
            if tightness < least {
                break;
            }
            left = if compared && tightness == level::COMPARE {
                self.chained(left)
            } else {
                self.relation(left, &found)
            };
            compared = tightness == level::COMPARE;
        }
        left
    }

    /// The operator at this point, in our spelling or another.
    fn infix(&self) -> Option<foreign::Found> {
        let lexeme = self.peek()?;
        match &lexeme.token {
            Token::Word(word) => {
                let next = self.lexemes.get(self.at + 1).and_then(|lexeme| match &lexeme.token {
                    Token::Word(word) => Some(*word),
                    _ => None,
                });
                infix_of_word(word, next)
            }
            Token::Sign(sign) => binary_of_sign(*sign).map(|op| foreign::Found::ours(Infix::Binary(op))),
            _ => None,
        }
    }

    fn peek(&self) -> Option<&Lexeme<'t>> {
        self.lexemes.get(self.at)
    }

    fn is_sign(&self, sign: Sign) -> bool {
        self.peek().is_some_and(|lexeme| lexeme.token == Token::Sign(sign))
    }

    /// Goes over a sign if it stands here.
    fn takes(&mut self, sign: Sign) -> bool {
        let here = self.is_sign(sign);
        self.at += usize::from(here);
        here
    }

    /// The end of the last lexeme that was read.
    fn end(&self) -> usize {
        match self.at.checked_sub(1).and_then(|last| self.lexemes.get(last)) {
            Some(lexeme) => lexeme.span.end as usize,
            None => 0,
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn mistake(&mut self, span: Span, message: Say, help: Say) -> &mut ExpressionMistake {
        self.mistakes.push(ExpressionMistake::new(span, Mistake::new(message, help)));
        self.mistakes.last_mut().expect("one was just pushed")
    }

    /// Reads what stands in brackets, down to the deepest that is read.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == MAX_DEPTH {
            self.give_up();
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        Some(value)
    }

    /// Reads the value of a `not` or a minus.
    fn prefixed(&mut self, read: impl FnOnce(&mut Self) -> Expr) -> Option<Expr> {
        if self.prefixes == MAX_DEPTH {
            self.give_up();
            return None;
        }
        self.prefixes += 1;
        let value = read(self);
        self.prefixes -= 1;
        Some(value)
    }

    /// Says once that the text is too deep, and reads no further.
    fn give_up(&mut self) {
        if !std::mem::replace(&mut self.silent, true) {
            let at = self.peek().map_or(Span::default(), |lexeme| lexeme.span);
            self.mistakes.push(ExpressionMistake::new(at, too_deep()));
        }
        self.at = self.lexemes.len();
    }
}

fn binary_of_sign(sign: Sign) -> Option<BinaryOp> {
    Some(match sign {
        Sign::Equal => BinaryOp::Equal,
        Sign::NotEqual => BinaryOp::NotEqual,
        Sign::Less => BinaryOp::Less,
        Sign::AtMost => BinaryOp::AtMost,
        Sign::More => BinaryOp::More,
        Sign::AtLeast => BinaryOp::AtLeast,
        Sign::Plus => BinaryOp::Plus,
        Sign::Minus => BinaryOp::Minus,
        Sign::Times => BinaryOp::Times,
        Sign::Divided => BinaryOp::Divided,
        _ => return None,
    })
}

/// Stands where a part could not be read; an expression with mistakes is never handed out.
fn nothing(span: Span) -> Expr {
    Expr { span, node: Node::Literal(Literal::YesNo(true)) }
}

fn join(first: Span, last: Span) -> Span {
    Span { start: first.start.min(last.start), end: last.end.max(first.end) }
}

/// The number of operators on the longest way down, without recursion.
fn height(expr: &Expr) -> usize {
    let mut highest = 0;
    let mut open = vec![(expr, 1)];
    while let Some((expr, height)) = open.pop() {
        highest = highest.max(height);
        expr.node.parts(|part| open.push((part, height + 1)));
    }
    highest
}

fn empty() -> Mistake {
    Mistake::new(
        say!(en: "The expression is empty.", es: "La expresión está vacía."),
        say!(en: "Write one, such as `recommend <= 6`.", es: "Escribe una, como `recommend <= 6`."),
    )
}

fn too_long() -> Mistake {
    Mistake::new(
        say!(
            en: "The expression is longer than {MAX_LENGTH} characters.",
            es: "La expresión pasa de {MAX_LENGTH} caracteres.",
        ),
        say!(
            en: "Write `x in (a, b)` in place of many comparisons, or let a column say it.",
            es: "Escribe `x in (a, b)` en lugar de muchas comparaciones, o haz que lo diga una columna.",
        ),
    )
}

fn too_deep() -> Mistake {
    Mistake::new(
        say!(
            en: "The expression is more than {MAX_DEPTH} levels deep.",
            es: "La expresión tiene más de {MAX_DEPTH} niveles.",
        ),
        say!(
            en: "Write fewer brackets, and `x in (a, b)` in place of many comparisons.",
            es: "Escribe menos paréntesis, y `x in (a, b)` en lugar de muchas comparaciones.",
        ),
    )
}
