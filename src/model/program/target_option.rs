//! What an output can be told under `options`: which names it knows is its own affair.

use crate::model::field::List;
use crate::model::quantity::Number;
use crate::model::reader::Reader;
use crate::model::schemas::Schemas;
use crate::model::text::Plain;
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// The value of an option of an output.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetOption {
    Switch(bool),
    Number(Number),
    Words(Plain),
    List(List<TargetOption>),
}

impl Value for TargetOption {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Bool(value) => Some(Self::Switch(value)),
            Content::Integer(_) | Content::Number(_) => Number::read(node, reader).map(Self::Number),
            Content::List => List::read(node, reader).map(Self::List),
            Content::Text(_) => Plain::read(node, reader).map(Self::Words),
            Content::Null | Content::Map | Content::Bad => {
                reader.wrong_type(node, &Self::type_name(), &["true", "12", "semicolon"]);
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("target option", |schemas| {
            let itself = schemas.define("target option", |_| Json::Null);
            json!({"type": ["boolean", "number", "string", "array"], "items": itself})
        })
    }

    fn type_name() -> String {
        "boolean, number, plain, or a list of them".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Self::Switch(value) => value.walk(span, visitor),
            Self::Number(value) => value.walk(span, visitor),
            Self::Words(value) => value.walk(span, visitor),
            Self::List(value) => value.walk(span, visitor),
        }
    }
}
