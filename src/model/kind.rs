//! The kinds, and an entity of any kind.

use super::common::EntityCommon;
use super::id::Id;
use super::{Body, Kind};
use crate::source::{At, FileId, Span};

/// One entity of the program: a document that could be read at least as far as its kind and id.
#[derive(Debug)]
pub struct Entity {
    pub kind: Kind,
    pub id: Id,
    pub file: FileId,
    /// Where its id stands.
    pub at: Span,
    /// The whole document.
    pub span: Span,
    pub body: Body,
}

impl Entity {
    /// A place in this entity's file.
    pub fn place(&self, span: Span) -> At {
        At { file: self.file, span }
    }

    /// The same entity in a file that has another number and the same bytes.
    pub fn in_file(&self, file: FileId) -> Self {
        Self { file, body: self.body.clone(), ..*self }
    }

    /// Where its id stands.
    pub fn head(&self) -> At {
        self.place(self.at)
    }

    /// `kind:id`.
    pub fn name(&self) -> String {
        Self::name_of(self.kind, self.id)
    }

    /// How the entity of this kind and id is called.
    pub fn name_of(kind: Kind, id: Id) -> String {
        format!("{}:{id}", kind.name())
    }

    pub fn common(&self) -> &EntityCommon {
        self.body.common()
    }
}

/// A kind of entity, as a type.
pub trait EntityKind: super::value::Value + 'static {
    const KIND: Kind;
    fn of(body: &Body) -> Option<&Self>;
    fn common(&self) -> &EntityCommon;
}

/// Declares the kinds: module, type, word, and the folder that `senda init` lays out.
macro_rules! kinds {
    ($($module:ident::$name:ident $word:literal $folder:literal),+ $(,)?) => {
        $(pub mod $module;)+

        /// A kind of entity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($name),+ }

        static CHECKERS: [std::sync::RwLock<Option<std::sync::Arc<$crate::schema::Checker>>>; Kind::ALL.len()] =
            [const { std::sync::RwLock::new(None) }; Kind::ALL.len()];

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$name),+];

            /// The word in `kind:`.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$name => $word),+ }
            }

            pub fn of_name(name: &str) -> Option<Kind> {
                match name { $($word => Some(Kind::$name),)+ _ => None }
            }

            /// The folder that holds entities of this kind, by custom.
            pub fn folder(self) -> &'static str {
                match self { $(Kind::$name => $folder),+ }
            }

            /// The committed JSON Schema of this kind.
            pub fn schema_text(self) -> &'static str {
                match self { $(Kind::$name => include_str!(concat!("../../schemas/", $word, ".schema.json"))),+ }
            }

            /// Its schema, compiled on first use.
            pub fn checker(self) -> std::sync::Arc<$crate::schema::Checker> {
                let own = &CHECKERS[self as usize];
                let known = own.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
                known.unwrap_or_else(|| {
                    let mut own = own.write().unwrap_or_else(std::sync::PoisonError::into_inner);
                    own.get_or_insert_with(|| {
                        let schema = serde_json::from_str(self.schema_text()).expect("a committed schema is JSON");
                        std::sync::Arc::new($crate::schema::Checker::new(&schema).expect("a committed schema compiles"))
                    })
                    .clone()
                })
            }

            /// Lets the compiled schemas go, which take memory; they are compiled again when they are asked for.
            pub fn forget_checkers() {
                for one in &CHECKERS {
                    one.write().unwrap_or_else(std::sync::PoisonError::into_inner).take();
                }
            }

            /// Its fields.
            pub fn info(self) -> &'static $crate::model::record::RecordInfo {
                match self { $(Kind::$name => $module::$name::INFO),+ }
            }
        }

        /// What an entity says, by its kind. Two states of a program share what both have alike.
        #[derive(Clone, Debug)]
        pub enum Body { $($name(std::sync::Arc<$module::$name>)),+ }

        impl Body {
            /// Reads the fields of a document of this kind.
            pub fn read(
                kind: Kind,
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) -> Option<Body> {
                use $crate::model::value::Value;
                match kind { $(Kind::$name => $module::$name::read(node, reader).map(|it| Body::$name(std::sync::Arc::new(it)))),+ }
            }

            pub fn walk<'m>(&'m self, span: $crate::source::Span, visitor: &mut dyn $crate::model::walk::Visitor<'m>) {
                use $crate::model::value::Value;
                match self { $(Body::$name(it) => it.walk(span, visitor)),+ }
            }

            pub fn common(&self) -> &$crate::model::common::EntityCommon {
                match self { $(Body::$name(it) => &it.common),+ }
            }
        }

        $(impl EntityKind for $module::$name {
            const KIND: Kind = Kind::$name;
            fn of(body: &Body) -> Option<&Self> {
                match body { Body::$name(it) => Some(it), #[allow(unreachable_patterns)] _ => None }
            }
            fn common(&self) -> &$crate::model::common::EntityCommon { &self.common }
        })+
    };
}
pub(super) use kinds;
