//! What an entity or a part says, as a tree of raw values, whether it stands in the program or is
//! written out as an example.

use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::text::Text;
use crate::model::walk::{Leaf, Visitor};
use crate::model::yaml_value::{Yaml, YamlForm};
use crate::model::{Entity, Kind};
use crate::source::Span;

/// A value with everything inside it.
#[derive(Clone, Debug)]
pub enum Tree {
    /// As it is spelled.
    Scalar(String),
    Text(Text),
    /// A reference as it is written, and where.
    Reference(String, Span),
    List(Vec<Tree>),
    /// Keys in file order, and the place to point at when the whole is meant.
    Record(Vec<(String, Tree)>, Span),
    /// Something that could not be read: it is there, and nothing more is known.
    Unread,
}

impl Tree {
    pub fn of_entity(entity: &Entity) -> Self {
        let mut builder = Builder { open: Vec::new(), keys: Vec::new(), whole: None };
        entity.body.walk(entity.span, &mut builder);
        let mut whole = builder.whole.unwrap_or(Tree::Unread);
        if let Tree::Record(fields, at) = &mut whole {
            *at = entity.at;
            fields.push(("kind".to_owned(), Tree::Scalar(entity.kind.name().to_owned())));
        }
        whole
    }

    pub fn of_yaml(yaml: &Yaml) -> Option<Self> {
        Some(match &yaml.form {
            YamlForm::Null => return None,
            YamlForm::Bool(_) | YamlForm::Number(_) | YamlForm::Text(_) => {
                Tree::Scalar(yaml.raw().unwrap_or_default().to_owned())
            }
            YamlForm::List(items) => Tree::List(items.iter().filter_map(Tree::of_yaml).collect()),
            YamlForm::Map(entries) => {
                let fields = entries
                    .iter()
                    .filter_map(|entry| Some((entry.key.to_string(), Tree::of_yaml(&entry.value)?)));
                Tree::Record(fields.collect(), yaml.span)
            }
        })
    }

    /// The value under a key; the last one when it stands twice.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Tree::Record(fields, _) => {
                fields.iter().rev().find(|(own, _)| own == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Whether there is nothing in it: an empty list or map counts as absent.
    pub fn is_empty(&self) -> bool {
        match self {
            Tree::List(items) => items.is_empty(),
            Tree::Record(fields, _) => fields.is_empty(),
            _ => false,
        }
    }

    /// How it is spelled, when it is one value.
    pub fn spelled(&self) -> Option<&str> {
        match self {
            Tree::Scalar(raw) | Tree::Reference(raw, _) => Some(raw),
            _ => None,
        }
    }

    /// Where its own id or first key stands.
    pub fn place(&self) -> Option<Span> {
        match self {
            Tree::Record(_, at) | Tree::Reference(_, at) => Some(*at),
            _ => None,
        }
    }

    /// The kind that an entity written out says it is.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of_name(self.get("kind")?.spelled()?)
    }
}

struct Builder {
    /// Containers that are open.
    open: Vec<Tree>,
    keys: Vec<String>,
    whole: Option<Tree>,
}

impl Builder {
    fn put(&mut self, value: Tree) {
        match self.open.last_mut() {
            Some(Tree::List(items)) => items.push(value),
            Some(Tree::Record(fields, _)) => {
                if let Some(key) = self.keys.last() {
                    fields.push((key.clone(), value));
                }
            }
            _ => self.whole = Some(value),
        }
    }

    fn close(&mut self) {
        if let Some(value) = self.open.pop() {
            self.put(value);
        }
    }
}

impl<'m> Visitor<'m> for Builder {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, at: Span) {
        self.open.push(Tree::Record(Vec::new(), id.map_or(at, |(_, at)| at)));
    }
    fn end_record(&mut self, _: &'static RecordInfo) {
        self.close();
    }
    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.keys.push(field.key.to_owned());
        true
    }
    fn end_field(&mut self, _: &'static FieldInfo) {
        self.keys.pop();
    }
    fn list(&mut self) {
        self.open.push(Tree::List(Vec::new()));
    }
    fn end_list(&mut self) {
        self.close();
    }
    fn map(&mut self) {
        self.open.push(Tree::Record(Vec::new(), Span::default()));
    }
    fn entry(&mut self, key: &str, key_span: Span) {
        if let Some(Tree::Record(fields, at)) = self.open.last_mut()
            && fields.is_empty()
        {
            *at = key_span;
        }
        self.keys.push(key.to_owned());
    }
    fn end_entry(&mut self) {
        self.keys.pop();
    }
    fn end_map(&mut self) {
        self.close();
    }
    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        self.put(match leaf {
            Leaf::Text(text) => Tree::Text(text.clone()),
            Leaf::Plain(text) => Tree::Scalar(text.into_owned()),
            Leaf::Bool(value) => Tree::Scalar(value.to_string()),
            Leaf::Choice(word) => Tree::Scalar(word.to_owned()),
            Leaf::Scalar(scalar) => Tree::Scalar(scalar.spelling()),
            Leaf::Reference(reference) if reference.free_text().is_some() => return, // its words were put already
            Leaf::Reference(reference) => Tree::Reference(reference.path().to_string(), at),
            Leaf::Expression(expression) => Tree::Scalar(expression.text.to_string()),
        });
    }
    fn bad(&mut self, _: Span) {
        self.put(Tree::Unread);
    }
}
