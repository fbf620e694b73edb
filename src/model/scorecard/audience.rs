//! Who reads a scorecard: some roles, or everybody.

use crate::diagnostic::say;
use crate::model::field::List;
use crate::model::id::to_id;
use crate::model::reader::Reader;
use crate::model::reference::{Ref, to};
use crate::model::rules;
use crate::model::schemas::Schemas;
use crate::model::value::Value;
use crate::model::walk::{Leaf, Visitor};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// Who reads a scorecard.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    Public,
    Roles(List<Ref<to::AnyRole>>),
}

impl Audience {
    const PUBLIC: &'static str = "public";

    /// The roles that read it; none when everybody does.
    pub fn roles(&self) -> impl Iterator<Item = &Ref<to::AnyRole>> {
        match self {
            Self::Public => None,
            Self::Roles(roles) => Some(roles),
        }
        .into_iter()
        .flat_map(List::iter)
    }
}

impl Value for Audience {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Text(Self::PUBLIC) => Some(Self::Public),
            Content::Text(raw) => {
                let help = if matches!(to_id(raw).as_str(), "publico" | "public" | "the-public" | "el-publico") {
                    say!(en: "write `public`", es: "escribe `public`")
                } else {
                    say!(en: "write a list of roles, `[{raw}]`, or `public`",
                         es: "escribe una lista de roles, `[{raw}]`, o `public`")
                };
                reader.fault(
                    node.span(),
                    &rules::WRONG_TYPE,
                    say!(en: "`{raw}` is not an audience", es: "`{raw}` no es una audiencia"),
                    Some(help),
                );
                None
            }
            _ => List::read(node, reader).map(Self::Roles),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let roles = List::<Ref<to::AnyRole>>::schema(schemas);
        json!({"if": {"type": "array"}, "then": roles, "else": {"const": Self::PUBLIC}})
    }

    fn type_name() -> String {
        format!("{}, or `{}`", List::<Ref<to::AnyRole>>::type_name(), Self::PUBLIC)
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Self::Public => visitor.leaf(Leaf::Choice(Self::PUBLIC), span),
            Self::Roles(roles) => roles.walk(span, visitor),
        }
    }
}
