//! YAML kept as it was written, for what has no fields of its own: the examples of a policy.

use super::reader::Reader;
use super::rules;
use super::schemas::Schemas;
use super::value::Value;
use super::walk::{Leaf, Visitor};
use crate::diagnostic::say;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// A tree of plain YAML. Scalars keep their text, so that `10.000` and `10 %` can be read as what
/// a field asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Yaml {
    pub span: Span,
    pub form: YamlForm,
}

#[derive(Clone, Debug, PartialEq)]
pub enum YamlForm {
    Null,
    Bool(bool),
    /// The number as it was written.
    Number(Box<str>),
    Text(Box<str>),
    List(Vec<Yaml>),
    Map(Vec<YamlEntry>),
}

/// One key of a map, where it stands, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlEntry {
    pub key: Box<str>,
    pub key_span: Span,
    pub value: Yaml,
}

impl Yaml {
    /// The value of a key; none when it is missing or this is no map.
    pub fn get(&self, key: &str) -> Option<&Yaml> {
        match &self.form {
            YamlForm::Map(entries) => {
                entries.iter().rev().find(|entry| &*entry.key == key).map(|entry| &entry.value)
            }
            _ => None,
        }
    }

    /// The text of a scalar, as it was written.
    pub fn raw(&self) -> Option<&str> {
        match &self.form {
            YamlForm::Bool(true) => Some("true"),
            YamlForm::Bool(false) => Some("false"),
            YamlForm::Number(raw) | YamlForm::Text(raw) => Some(raw),
            YamlForm::Null | YamlForm::List(_) | YamlForm::Map(_) => None,
        }
    }

    pub fn items(&self) -> &[Yaml] {
        match &self.form {
            YamlForm::List(items) => items,
            _ => &[],
        }
    }

    fn of(node: Node<'_>, reader: &mut Reader<'_>, depth: u32) -> Option<Self> {
        if depth > DEEPEST {
            reader.fault(
                node.span(),
                &rules::WRONG_TYPE,
                say!(en: "this is nested too deeply", es: "esto está anidado demasiado hondo"),
                None,
            );
            return None;
        }
        let form = match node.content() {
            Content::Bad => return None,
            Content::Null => YamlForm::Null,
            Content::Bool(value) => YamlForm::Bool(value),
            Content::Integer(_) | Content::Number(_) => YamlForm::Number(node.raw().unwrap_or("").into()),
            Content::Text(text) => YamlForm::Text(text.into()),
            Content::List => YamlForm::List(
                node.items().map(|item| Self::of(item, reader, depth + 1)).collect::<Option<_>>()?,
            ),
            Content::Map => {
                let mut entries = Vec::with_capacity(node.entries().len());
                for (key, value) in node.entries() {
                    let value = Self::of(value, reader, depth + 1)?;
                    entries.push(YamlEntry {
                        key: key.raw().unwrap_or("").into(),
                        key_span: key.span(),
                        value,
                    });
                }
                YamlForm::Map(entries)
            }
        };
        Some(Yaml { span: node.span(), form })
    }
}

/// As deep as records go.
const DEEPEST: u32 = 40;

impl Value for Yaml {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Self::of(node, reader, 0)
    }

    fn schema(_: &mut Schemas) -> Json {
        json!(true)
    }

    fn type_name() -> String {
        "any YAML".to_owned()
    }

    fn walk<'m>(&'m self, _: Span, visitor: &mut dyn Visitor<'m>) {
        match &self.form {
            YamlForm::Null => {}
            YamlForm::Bool(value) => visitor.leaf(Leaf::Bool(*value), self.span),
            YamlForm::Number(raw) | YamlForm::Text(raw) => {
                visitor.leaf(Leaf::Plain((**raw).into()), self.span)
            }
            YamlForm::List(items) => {
                visitor.list();
                for (index, item) in items.iter().enumerate() {
                    visitor.item(index, item.span);
                    item.walk(item.span, visitor);
                    visitor.end_item();
                }
                visitor.end_list();
            }
            YamlForm::Map(entries) => {
                visitor.map();
                for entry in entries {
                    visitor.entry(&entry.key, entry.key_span);
                    entry.value.walk(entry.value.span, visitor);
                    visitor.end_entry();
                }
                visitor.end_map();
            }
        }
    }
}
