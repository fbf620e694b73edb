//! The strength of a relation between two numbers.

use crate::diagnostic::say;
use crate::model::quantity::Number;
use crate::model::reader::Reader;
use crate::model::rules;
use crate::model::schemas::Schemas;
use crate::model::value::Value;
use crate::model::walk::{Leaf, Visitor};
use crate::source::Span;
use crate::syntax::Node;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// A correlation coefficient: -1 to 1, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correlation(Number);

impl Correlation {
    pub fn get(self) -> Decimal {
        self.0.0
    }
}

impl Value for Correlation {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let number = Number::read(node, reader)?;
        if number.0.abs() <= Decimal::ONE {
            return Some(Self(number));
        }
        let raw = node.raw().unwrap_or("");
        reader.fault(
            node.span(),
            &rules::BAD_VALUE,
            say!(en: "a correlation lies between -1 and 1, and this is {raw}",
                 es: "una correlación va de -1 a 1, y esto es {raw}"),
            Some(say!(en: "write it as a decimal: `0.41`", es: "escríbela con decimales: `0.41`")),
        );
        None
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("correlation", |_| json!({"type": "number", "minimum": -1, "maximum": 1, "examples": [0.41]}))
    }

    fn type_name() -> String {
        "number -1..1".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Scalar(&self.0), span);
    }
}
