//! The version of the language that a program is written in.

use crate::diagnostic::say;
use crate::model::reader::Reader;
use crate::model::rules;
use crate::model::schemas::Schemas;
use crate::model::value::Value;
use crate::model::walk::{AnyScalar, Leaf, Visitor};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// The version of the language: there is one so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version(i64);

impl Version {
    const KNOWN: i64 = 1;
}

impl Value for Version {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(Self::KNOWN) => Some(Self(Self::KNOWN)),
            Content::Integer(_) | Content::Number(_) => {
                let raw = node.raw().unwrap_or("");
                reader.fault(
                    node.span(),
                    &rules::BAD_VALUE,
                    say!(en: "there is no version {raw} of the language", es: "no existe la versión {raw} del lenguaje"),
                    Some(say!(en: "write `senda: 1`", es: "escribe `senda: 1`")),
                );
                None
            }
            _ => {
                reader.wrong_type(node, "integer", &["1"]);
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Json {
        json!({"type": "integer", "const": Self::KNOWN})
    }

    fn type_name() -> String {
        format!("`{}`", Self::KNOWN)
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Scalar(self), span);
    }
}

impl AnyScalar for Version {
    fn scalar_type(&self) -> &'static str {
        "integer"
    }
    fn spelling(&self) -> String {
        self.0.to_string()
    }
    fn to_json(&self) -> Json {
        json!(self.0)
    }
}
