//! A condition or formula as it stands in a field: its text, what its names mean there, and
//! what it reads as.

use super::expression::{self, Expr};
use super::reader::Reader;
use super::rules;
use super::schemas::Schemas;
use super::value::Value;
use super::walk::{Leaf, Visitor};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{Content, Node, Style};
use serde_json::{Value as Json, json};
use std::marker::PhantomData;

/// What the names of an expression are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Earlier questions of the survey it stands in.
    Questions,
    /// Questions of the survey, or columns of the event, that is named beside it.
    Signal,
    /// Columns of the dataset that the entity names.
    Columns,
    /// Columns of the dataset it stands in.
    OwnColumns,
    /// Ids of metrics.
    Metrics,
    /// Names of the baseline of a business model.
    Baseline,
    /// Cuts of the metric it stands in.
    Cuts,
    /// What is known of a case: answers of the trigger, metrics, columns.
    Case,
    /// Fields of the entity or part that a policy is for.
    Fields,
    /// Parameters of a library KPI: columns of its dataset, or one of a few words.
    Parameter,
}

/// An expression, whatever field it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionField {
    pub text: Box<str>,
    pub names: Names,
    /// Whether it gives yes or no, and not a number or quantity.
    pub yes_or_no: bool,
    pub expr: Expr,
    /// Where the text starts, so that spans inside `expr` can be placed in the file.
    pub start: u32,
}

impl ExpressionField {
    /// The place in the file of a span inside the expression.
    pub fn span(&self, inner: Span) -> Span {
        Span { start: self.start + inner.start, end: self.start + inner.end }
    }
}

/// Says in a type what the names of a field's expression are.
pub trait Context {
    const NAMES: Names;
    const YES_OR_NO: bool;
}

/// A condition (yes or no) or an expression (a number or quantity), by its context.
pub struct In<C>(pub ExpressionField, PhantomData<fn() -> C>);

impl<C> std::ops::Deref for In<C> {
    type Target = ExpressionField;
    fn deref(&self) -> &ExpressionField {
        &self.0
    }
}

impl<C> std::fmt::Debug for In<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl<C: Context> Value for In<C> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let raw = match node.content() {
            Content::Text(raw) => raw,
            Content::Integer(_) | Content::Number(_) | Content::Bool(_) => node.raw().unwrap_or(""),
            _ => {
                reader.wrong_type(
                    node,
                    if C::YES_OR_NO { "condition" } else { "expression" },
                    &["recommend <= 6"],
                );
                return None;
            }
        };
        // Inside quotes and folded blocks, the text and the file do not run in step.
        let in_step =
            node.style() == Some(Style::Plain) && node.span().end - node.span().start == raw.len() as u32;
        let offset = if node.style() == Some(Style::Quoted) { 1 } else { 0 };
        let start = node.span().start + offset;
        match expression::parse(raw) {
            Ok(expr) => Some(In(
                ExpressionField { text: raw.into(), names: C::NAMES, yes_or_no: C::YES_OR_NO, expr, start },
                PhantomData,
            )),
            Err(mistakes) => {
                for wrong in mistakes {
                    let span = if in_step || offset == 1 && node.span().end - start > wrong.span.end {
                        Span { start: start + wrong.span.start, end: start + wrong.span.end }
                    } else {
                        node.span()
                    };
                    let at = reader.at(span);
                    reader.push(
                        Diagnostic::new(&rules::EXPRESSION, at, wrong.mistake.message)
                            .help(wrong.mistake.help),
                    );
                }
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let name = if C::YES_OR_NO { "condition" } else { "expression" };
        schemas.define(name, |_| json!({"type": ["string", "number", "boolean"]}))
    }

    fn type_name() -> String {
        if C::YES_OR_NO { "condition" } else { "expression" }.to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Expression(&self.0), span);
    }
}

macro_rules! contexts {
    ($($(#[doc = $doc:literal])* $name:ident = $names:ident, $yes:literal;)+) => {
        /// The contexts of expressions, as types: `Condition<on::Answers>`.
        pub mod on {
            use super::{Context, Names};
            $( $(#[doc = $doc])* #[derive(Debug)] pub enum $name {}
               impl Context for $name { const NAMES: Names = Names::$names; const YES_OR_NO: bool = $yes; } )+
        }
    };
}

contexts! {
    /// A condition over earlier questions of the same survey.
    Answers = Questions, true;
    /// A condition over the answers of the survey, or the columns of the event, named beside it.
    TheSignal = Signal, true;
    /// A condition over rows of the entity's dataset.
    Rows = Columns, true;
    /// A value over rows of the entity's dataset.
    RowValue = Columns, false;
    /// A condition over rows of the dataset it stands in.
    OwnRows = OwnColumns, true;
    /// Arithmetic over metrics.
    MetricValue = Metrics, false;
    /// Arithmetic over the baseline of a business model.
    BaselineValue = Baseline, false;
    /// A condition over the cuts of a metric.
    TheCut = Cuts, true;
    /// A condition over what is known of a case.
    TheCase = Case, true;
    /// A condition over fields of an entity.
    ItsFields = Fields, true;
    /// The parameter of a library KPI.
    LibraryParameter = Parameter, false;
}
