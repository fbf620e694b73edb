//! The ends of a trade-off.

use crate::diagnostic::say;
use crate::model::field::List;
use crate::model::reader::Reader;
use crate::model::rules;
use crate::model::schemas::Schemas;
use crate::model::text::Text;
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::source::Span;
use crate::syntax::Node;
use serde_json::{Value as Json, json};

/// The ends of a trade-off: two, or three as in "cheap, good, fast".
#[derive(Clone, Debug, PartialEq)]
pub struct TradeOff(List<Text>);

impl TradeOff {
    /// The ends; one that could not be read is left out.
    pub fn ends(&self) -> impl Iterator<Item = &Text> {
        self.0.iter()
    }
}

impl Value for TradeOff {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let ends = List::<Text>::read(node, reader)?;
        let found = ends.len();
        if !(2..=3).contains(&found) {
            reader.fault(
                node.span(),
                &rules::BAD_VALUE,
                say!(en: "a trade-off has two ends, and the length of this list is {found}",
                     es: "una disyuntiva tiene dos extremos y el largo de esta lista es {found}"),
                Some(say!(en: "write them, for example `[Global, Personal]`",
                          es: "escríbelos, por ejemplo `[Global, Personal]`")),
            );
            return None;
        }
        Some(Self(ends))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"type": "array", "items": Text::schema(schemas), "minItems": 2, "maxItems": 3})
    }

    fn type_name() -> String {
        "list of two texts, or three".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        self.0.walk(span, visitor);
    }
}
