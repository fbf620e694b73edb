//! Whole numbers between two bounds: ratings, emotions, months.

use super::reader::Reader;
use super::rules;
use super::schemas::Schemas;
use super::value::Value;
use super::walk::{AnyScalar, Leaf, Visitor};
use crate::diagnostic::say;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// A whole number from `LOW` to `HIGH`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const LOW: i64, const HIGH: i64>(i64);

impl<const LOW: i64, const HIGH: i64> Whole<LOW, HIGH> {
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const LOW: i64, const HIGH: i64> Value for Whole<LOW, HIGH> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(value) if (LOW..=HIGH).contains(&value) => Some(Self(value)),
            Content::Integer(value) => {
                reader.fault(
                    node.span(),
                    &rules::BAD_VALUE,
                    say!(en: "{value} is outside {LOW} to {HIGH}", es: "{value} está fuera de {LOW} a {HIGH}"),
                    Some(say!(en: "write a whole number from {LOW} to {HIGH}", es: "escribe un número entero de {LOW} a {HIGH}")),
                );
                None
            }
            _ => {
                let examples: Vec<String> = [LOW, HIGH].iter().map(i64::to_string).collect();
                let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
                reader.wrong_type(node, &Self::type_name(), &examples);
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Json {
        json!({"type": "integer", "minimum": LOW, "maximum": HIGH})
    }

    fn type_name() -> String {
        format!("whole number {LOW}..{HIGH}")
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Scalar(self), span);
    }
}

impl<const LOW: i64, const HIGH: i64> AnyScalar for Whole<LOW, HIGH> {
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
