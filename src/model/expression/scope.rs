//! What an expression may name, and what it says when every name is known.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::ast::{BinaryOp, Function, Literal, State};
use super::types::Type;
use super::units::Currency;
use crate::diagnostic::Mistake;
use crate::source::Span;

/// The names that an expression may use where it stands.
pub trait Scope {
    /// What a name stands for; the segments are those between its points.
    fn name(&self, path: &[&str]) -> Lookup;

    /// Units of `to` for one unit of `from`, if the program states a rate.
    fn rate(&self, _from: Currency, _to: Currency) -> Option<Decimal> {
        None
    }
}

/// What a scope answers.
#[derive(Clone, Debug)]
pub enum Lookup {
    Found(Arc<Symbol>),
    /// The name exists and may not be used here: a later question, a column with personal data.
    Refused(Mistake),
    /// No such name; these exist.
    Unknown(Vec<String>),
}

/// Something that has a value when the expression is evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub kind: SymbolKind,
    /// Its one name: the column, `survey/question`, the id of the metric.
    pub name: String,
    pub ty: Type,
    /// The lowest and highest code, when its values are codes of a scale.
    pub scale: Option<(i64, i64)>,
    /// The names of its bands, when it is a metric.
    pub bands: Vec<String>,
}

impl Symbol {
    /// A symbol without scale and bands.
    pub fn new(kind: SymbolKind, name: impl Into<String>, ty: Type) -> Self {
        Self { kind, name: name.into(), ty, scale: None, bands: Vec::new() }
    }

    /// The same symbol with the ends of its scale.
    pub fn with_scale(mut self, lowest: i64, highest: i64) -> Self {
        self.scale = Some((lowest, highest));
        self
    }

    /// The same symbol with the names of its bands.
    pub fn with_bands(mut self, bands: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.bands = bands.into_iter().map(Into::into).collect();
        self
    }
}

/// What sort of thing a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SymbolKind {
    Column,
    Question,
    Metric,
    /// A name of the financial baseline of a business model.
    Baseline,
    /// A field of an entity or a part, in a policy.
    Field,
    /// One of [`BUILT_IN`].
    Clock,
}

/// The dates that every expression may name. No column may be called so.
pub const BUILT_IN: &[&str] = &["as_of", "period_start", "period_end"];

/// An expression in which every name is resolved and every part has a type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedExpr {
    pub span: Span,
    pub ty: Type,
    pub node: TypedNode,
}

/// The forms a typed expression can have.
#[derive(Clone, Debug, PartialEq)]
pub enum TypedNode {
    Literal(Literal),
    Symbol(Arc<Symbol>),
    /// The id of an option, an enum value or an entity, found through the other side.
    Choice(String),
    Not(Box<TypedExpr>),
    /// Minus one times it.
    Minus(Box<TypedExpr>),
    Binary(BinaryOp, Box<TypedExpr>, Box<TypedExpr>),
    In(Box<TypedExpr>, TypedSet),
    /// Whether it has a value, or has none: see [`State::wants_value`].
    State {
        of: Box<TypedExpr>,
        state: State,
        negated: bool,
    },
    /// Whether the value of a metric lies in one of its bands.
    Band {
        metric: Arc<Symbol>,
        band: String,
    },
    /// Whether an option is among the ones taken.
    Includes {
        of: Box<TypedExpr>,
        choice: String,
    },
    Call(Function, Vec<TypedExpr>),
}

/// What a value may be one of.
#[derive(Clone, Debug, PartialEq)]
pub enum TypedSet {
    /// Literals and choices.
    List(Vec<TypedExpr>),
    /// Whole numbers, both ends included.
    Range(i64, i64),
}

impl TypedExpr {
    /// The expressions directly inside this one.
    pub fn parts(&self) -> Vec<&TypedExpr> {
        match &self.node {
            TypedNode::Literal(_) | TypedNode::Symbol(_) | TypedNode::Choice(_) | TypedNode::Band { .. } => {
                vec![]
            }
            TypedNode::Not(of)
            | TypedNode::Minus(of)
            | TypedNode::State { of, .. }
            | TypedNode::Includes { of, .. }
            | TypedNode::In(of, TypedSet::Range(..)) => vec![of],
            TypedNode::Binary(_, left, right) => vec![left, right],
            TypedNode::In(of, TypedSet::List(items)) => std::iter::once(of.as_ref()).chain(items).collect(),
            TypedNode::Call(_, arguments) => arguments.iter().collect(),
        }
    }

    /// Everything it reads, each once, in the order it is named.
    pub fn symbols(&self) -> Vec<Arc<Symbol>> {
        let mut found: Vec<Arc<Symbol>> = Vec::new();
        self.gather(&mut found);
        found
    }

    fn gather(&self, found: &mut Vec<Arc<Symbol>>) {
        if let TypedNode::Symbol(symbol) | TypedNode::Band { metric: symbol, .. } = &self.node
            && !found.contains(symbol)
        {
            found.push(symbol.clone());
        }
        self.parts().into_iter().for_each(|part| part.gather(found));
    }
}
