//! The one expression language: conditions (`when`, `where`, `show_when`, `must`, `count`) and
//! formulas (`value`, `per`, `formula`).
//!
//! The way of a text: [`parse`] gives an [`Expr`], [`check`] types it against a [`Scope`] and gives
//! a [`TypedExpr`], which emitters lower, [`holds`] evaluates and [`boundaries`] enumerates.
//!
//! ```text
//! or  <  and  <  not  <  = != < <= > >= in is includes  <  + -  <  * /  <  unary minus
//! ```
//!
//! Every span is in bytes from the start of the text; the caller shifts it to its file.

mod ast;
mod boundaries;
mod check;
mod eval;
pub mod grace;
mod lexer;
mod nearest;
mod parser;
mod partial;
mod scope;
mod spell;
mod types;
mod units;

pub use ast::{BinaryOp, Expr, Function, Literal, Node, Path, Set, State, UnaryOp, Word};
pub use boundaries::{Answer, Assignment, Covering, Meeting, Satisfying, covering, meeting, satisfying};
pub use check::{Expected, check};
pub use eval::{Value, Values, compute, holds, truth};
pub use parser::parse;
pub use partial::{Known, Worth, worth};
pub use scope::{BUILT_IN, Lookup, Scope, Symbol, SymbolKind, TypedExpr, TypedNode, TypedSet};
pub use spell::spell_choice;
pub use types::{Choices, Type};
pub use units::{Currency, DurationUnit, PeriodWord, UnitWord};

use crate::diagnostic::Mistake;
use crate::source::Span;

/// The longest expression that is read, in characters.
pub const MAX_LENGTH: usize = 4_000;

/// The deepest expression that is read: parentheses inside parentheses, and operators in a chain.
pub const MAX_DEPTH: usize = 64;

/// One thing that is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionMistake {
    /// Bytes from the start of the expression's text.
    pub span: Span,
    /// What is wrong, and the accepted form.
    pub mistake: Mistake,
    /// What to write in place of the span, when there is only one answer.
    pub replacement: Option<String>,
}

impl ExpressionMistake {
    /// A mistake that only a person can put right.
    pub fn new(span: Span, mistake: Mistake) -> Self {
        Self { span, mistake, replacement: None }
    }

    /// The same mistake with the text that puts it right.
    pub fn fixed_by(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }
}
