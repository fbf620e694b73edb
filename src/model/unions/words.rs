//! One of a few words, or something else.

use crate::model::choices;
use crate::model::reader::Reader;
use crate::model::schemas::Schemas;
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// A choice whose words can be told from other text.
pub trait Word: Value + Copy + 'static {
    /// The choice that is written like this, with hyphens or spaces.
    fn of_word(text: &str) -> Option<Self>;
    fn words() -> Vec<&'static str>;
}

/// Makes choices known as [`Word`]s.
macro_rules! words {
    ($($choice:path),+ $(,)?) => {
        $(impl Word for $choice {
            fn of_word(text: &str) -> Option<Self> {
                let hyphened = text.replace(' ', "-");
                Self::ALL.iter().copied().find(|choice| choice.word() == hyphened)
            }
            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|choice| choice.word()).collect()
            }
        })+
    };
}

words! {
    crate::model::contact_policy::ScopeWord,
    crate::model::contact_policy::PriorityWord,
    crate::model::contact_policy::ExemptWord,
    crate::model::playbook::ProtectedCase,
}

/// A word with a meaning of its own, or a `V`. A `V` that is spelled like a word is the word.
#[derive(Clone, Debug, PartialEq)]
pub enum WordOr<W, V> {
    Word(W),
    Other(V),
}

impl<W: Copy, V> WordOr<W, V> {
    pub fn word(&self) -> Option<W> {
        match self {
            WordOr::Word(word) => Some(*word),
            WordOr::Other(_) => None,
        }
    }

    pub fn other(&self) -> Option<&V> {
        match self {
            WordOr::Word(_) => None,
            WordOr::Other(value) => Some(value),
        }
    }
}

impl<W: Word, V: Value> Value for WordOr<W, V> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Content::Text(raw) = node.content()
            && let Some(word) = W::of_word(raw)
        {
            return Some(WordOr::Word(word));
        }
        V::read(node, reader).map(WordOr::Other)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let word = W::schema(schemas);
        json!({"anyOf": [word, V::schema(schemas)]})
    }

    fn type_name() -> String {
        format!("{}, or {}", choices::type_name(&W::words()), V::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            WordOr::Word(word) => word.walk(span, visitor),
            WordOr::Other(value) => value.walk(span, visitor),
        }
    }
}
