//! Conditions where plain words are allowed as well, and deadlines that hang on conditions.

use crate::model::expression;
use crate::model::expression_field::{In, on};
use crate::model::field::List;
use crate::model::quantity::Sla;
use crate::model::reader::Reader;
use crate::model::record;
use crate::model::schemas::Schemas;
use crate::model::text::Text;
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// A condition that can be computed, or the same in words.
#[derive(Debug)]
pub enum TextOr<C> {
    Condition(C),
    Text(Text),
}

/// A condition over a case, or words.
pub type ConditionOrText = TextOr<In<on::TheCase>>;

impl<C> TextOr<C> {
    pub fn condition(&self) -> Option<&C> {
        match self {
            TextOr::Condition(condition) => Some(condition),
            TextOr::Text(_) => None,
        }
    }
}

/// Several words without a sign of comparison that do not read as an expression.
fn is_prose(raw: &str) -> bool {
    raw.split_whitespace().nth(1).is_some()
        && !raw.contains(['=', '<', '>', '&', '|'])
        && expression::parse(raw).is_err()
}

impl<C: Value> Value for TextOr<C> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = match node.content() {
            Content::Map => true,
            Content::Text(raw) => is_prose(raw),
            _ => false,
        };
        if text {
            Text::read(node, reader).map(TextOr::Text)
        } else {
            C::read(node, reader).map(TextOr::Condition)
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let condition = C::schema(schemas);
        json!({"if": {"type": "object"}, "then": Text::schema(schemas), "else": condition})
    }

    fn type_name() -> String {
        format!("{}, or text", C::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            TextOr::Condition(condition) => condition.walk(span, visitor),
            TextOr::Text(text) => text.walk(span, visitor),
        }
    }
}

record! {
    /// A deadline for some cases.
    /// es: Un plazo para algunos casos.
    pub struct WithinCase("conditional deadline") {
        /// For which cases: `priority = high`. Every other case when absent.
        /// es: Para qué casos: `priority = high`. Si falta, para todos los demás.
        when: In<on::TheCase>,
        /// The deadline, with its clock: `8 business hours`, `3 calendar days`.
        /// es: El plazo, con su reloj: `8 business hours`, `3 calendar days`.
        within: Sla [required],
    }
}

/// One deadline, or a list of which the first that fits holds.
#[derive(Debug)]
pub enum Within {
    Always(Sla),
    ByCase(List<WithinCase>),
}

impl Value for Within {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::List {
            return List::read(node, reader).map(Within::ByCase);
        }
        Sla::read(node, reader).map(Within::Always)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let one = Sla::schema(schemas);
        json!({"if": {"type": "array"}, "then": List::<WithinCase>::schema(schemas), "else": one})
    }

    fn type_name() -> String {
        format!("{}, or {}", Sla::type_name(), List::<WithinCase>::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Within::Always(sla) => sla.walk(span, visitor),
            Within::ByCase(cases) => cases.walk(span, visitor),
        }
    }
}
