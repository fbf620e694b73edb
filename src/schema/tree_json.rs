//! Shows the tree to the schema library as JSON, without a copy.

use crate::syntax::{Content, Node, Tree};
use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, NodeIdentity, Object};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// The tree as a JSON representation.
pub struct TreeJson;

#[derive(Clone, Copy)]
pub struct TreeNode<'a>(pub Node<'a>);

pub struct TreeObject<'a>(Node<'a>);
pub struct TreeArray<'a>(Node<'a>);
pub struct TreeNumber(Number);

impl Json for TreeJson {
    type Node<'a> = TreeNode<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(_: &mut (), string: &str, f: impl FnOnce(TreeNode<'_>) -> T) -> T {
        let tree = Tree::of_text(string);
        let node = tree.documents().next().expect("a tree of one text has one document");
        f(TreeNode(node))
    }
}

impl<'a> jsonschema::json::Node<'a, TreeJson> for TreeNode<'a> {
    type Object = TreeObject<'a>;
    type Array = TreeArray<'a>;
    type Number = TreeNumber;

    fn as_object(&self) -> Option<TreeObject<'a>> {
        (self.0.content() == Content::Map).then_some(TreeObject(self.0))
    }

    fn as_array(&self) -> Option<TreeArray<'a>> {
        (self.0.content() == Content::List).then_some(TreeArray(self.0))
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self.0.content() {
            Content::Text(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<TreeNumber> {
        match self.0.content() {
            Content::Integer(value) => Some(TreeNumber(value.into())),
            Content::Number(value) => Some(TreeNumber(Number::from_f64(value).unwrap_or_else(|| 0.into()))),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.0.content() {
            Content::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.0.content(), Content::Null | Content::Bad)
    }

    fn json_type(&self) -> JsonType {
        match self.0.content() {
            Content::Null | Content::Bad => JsonType::Null,
            Content::Bool(_) => JsonType::Boolean,
            Content::Integer(_) | Content::Number(_) => JsonType::Number,
            Content::Text(_) => JsonType::String,
            Content::List => JsonType::Array,
            Content::Map => JsonType::Object,
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(to_value(self.0))
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.0.content(), expected) {
            (Content::Text(text), Value::String(wanted)) => text == wanted,
            (Content::Text(_), _) | (_, Value::String(_)) => false,
            _ => jsonschema::json::cmp::equal(&to_value(self.0), expected),
        }
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(self.0.address()))
    }
}

/// A copy as JSON, for the few places where the library asks for one.
fn to_value(node: Node<'_>) -> Value {
    match node.content() {
        Content::Null | Content::Bad => Value::Null,
        Content::Bool(value) => value.into(),
        Content::Integer(value) => value.into(),
        Content::Number(value) => value.into(),
        Content::Text(text) => text.into(),
        Content::List => node.items().map(to_value).collect(),
        Content::Map => Value::Object(
            node.entries()
                .map(|(k, v)| (k.raw().unwrap_or("").to_owned(), to_value(v)))
                .collect::<Map<_, _>>(),
        ),
    }
}

impl<'a> Object<'a, TreeJson> for TreeObject<'a> {
    type Node = TreeNode<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Box<dyn Iterator<Item = (Cow<'a, str>, TreeNode<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.0.entries().len()
    }

    fn get(&self, key: &String) -> Option<TreeNode<'a>> {
        self.0.get(key).map(TreeNode)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(self.0.entries().map(|(k, v)| (Cow::Borrowed(k.raw().unwrap_or("")), TreeNode(v))))
    }
}

impl<'a> Array<'a, TreeJson> for TreeArray<'a> {
    type Node = TreeNode<'a>;
    type ElementsIter = Box<dyn Iterator<Item = TreeNode<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.items().len()
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.0.items().map(TreeNode))
    }
}

impl JsonNumber for TreeNumber {
    fn as_u64(&self) -> Option<u64> {
        self.0.as_u64()
    }
    fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }
    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }
    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Borrowed(&self.0)
    }
}
