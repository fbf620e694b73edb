//! One declaration of a record gives the struct, the reader that recovers, the JSON Schema and
//! the walk, so that none of them can drift from the others.

use super::schemas::Schemas;
use crate::diagnostic::Say;
use serde_json::Value as Json;

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Its absence is an error of form.
    Yes,
    /// The form accepts its absence, and a rule reports it.
    Rule,
    No,
}

/// A field as the schema, the hover and the reference page know it.
pub struct FieldInfo {
    pub key: &'static str,
    /// English and Spanish description: the doc comment, Spanish after `es:`.
    pub doc: &'static str,
    pub need: Need,
    /// What its absence means, as the language would write it.
    pub default: Option<&'static str>,
    pub schema: fn(&mut Schemas) -> Json,
    pub type_name: fn() -> String,
    /// The record that the field holds, if it holds one.
    pub record: fn() -> Option<&'static RecordInfo>,
    /// Whether it holds a map whose keys are the user's.
    pub keyed: bool,
}

impl std::fmt::Debug for FieldInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl FieldInfo {
    pub fn docs(&self) -> Say {
        split_doc(self.doc)
    }
}

/// A record as the schema, the hover and the reference page know it.
pub struct RecordInfo {
    /// The name people read and the name of its schema: `journey`, `moment of truth`.
    pub name: &'static str,
    pub doc: &'static str,
    pub fields: &'static [FieldInfo],
    /// Fields it shares with other records.
    pub common: Option<&'static RecordInfo>,
    pub constraints: &'static [Constraint],
}

impl std::fmt::Debug for RecordInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl RecordInfo {
    /// Its own fields, then the shared ones it does not redefine.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static FieldInfo> {
        self.fields_that(|_| true)
    }

    /// Those of [`RecordInfo::all_fields`] whose absence is an error of form.
    pub fn required_fields(&self) -> impl Iterator<Item = &'static FieldInfo> {
        self.fields_that(|field| field.need == Need::Yes)
    }

    fn fields_that(&self, wanted: fn(&FieldInfo) -> bool) -> impl Iterator<Item = &'static FieldInfo> {
        let own = self.fields;
        let shared = self.common.map_or(&[][..], |c| c.fields);
        let shared = shared.iter().filter(move |s| wanted(s) && own.iter().all(|f| f.key != s.key));
        own.iter().filter(move |f| wanted(f)).chain(shared)
    }

    /// Its keys in the order in which they are written: what names it, what it says, what supports it.
    pub fn written_order(&self) -> impl Iterator<Item = &'static str> {
        const NAMES: [&str; 9] =
            ["kind", "id", "title", "description", "owner", "status", "was", "since", "until"];
        let shared = move |key: &str| self.common.is_some_and(|c| c.fields.iter().any(|f| f.key == key));
        let first = NAMES.into_iter().filter(move |key| {
            (*key == "kind" && self.is_entity())
                || shared(key)
                || (*key == "id" && self.keys().any(|k| k == "id"))
        });
        let named = move |key: &&str| !(NAMES.contains(key) && (shared(key) || *key == "id"));
        first.chain(self.keys().filter(named))
    }

    /// Whether it is a whole document, and not a part of one.
    pub fn is_entity(&self) -> bool {
        self.common.is_some_and(|common| common.name == super::common::EntityCommon::INFO.name)
    }

    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.all_fields().map(|f| f.key)
    }

    pub fn docs(&self) -> Say {
        split_doc(self.doc)
    }
}

/// Fields that exclude or need one another.
pub enum Constraint {
    ExactlyOne(&'static [&'static str]),
    AtMostOne(&'static [&'static str]),
    AtLeastOne(&'static [&'static str]),
    /// When `key` is there (and has `value`, if one is given), so must `needs` be.
    Needs {
        key: &'static str,
        value: Option<&'static str>,
        needs: &'static [&'static str],
    },
}

impl Constraint {
    pub fn keys(&self) -> &'static [&'static str] {
        match self {
            Constraint::ExactlyOne(keys) | Constraint::AtMostOne(keys) | Constraint::AtLeastOne(keys) => keys,
            Constraint::Needs { needs, .. } => needs,
        }
    }
}

/// Splits a doc comment into English and Spanish at its line `es:`.
pub fn split_doc(doc: &str) -> Say {
    let (mut en, mut es) = (String::new(), String::new());
    let mut spanish = false;
    for line in doc.lines().map(str::trim) {
        let line = match line.strip_prefix("es:") {
            Some(rest) => {
                spanish = true;
                rest.trim()
            }
            None => line,
        };
        let side = if spanish { &mut es } else { &mut en };
        if !side.is_empty() && !line.is_empty() {
            side.push(' ');
        }
        side.push_str(line);
    }
    Say { en, es }
}

/// Declares a record: see [`crate::model`] for how one is written.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $rdoc:literal])+
        pub struct $name:ident($label:literal) {
            $( $(#[doc = $doc:literal])+ $field:ident $(= $key:literal)? : $ty:ty $([$($flag:tt)+])? ),* $(,)?
        }
        $(common $common:ident: $cty:ty)?
        $(where $($constraint:expr),+ $(,)?)?
    ) => {
        $(#[doc = $rdoc])+
        #[derive(Debug, Default)]
        pub struct $name {
            /// The place to point at when the whole record is meant: its id or its first key.
            pub at: $crate::source::Span,
            $( $(#[doc = $doc])+ pub $field: $crate::model::field::Field<$ty>, )*
            $( pub $common: $cty, )?
        }

        impl $name {
            pub const INFO: &'static $crate::model::record::RecordInfo = &$crate::model::record::RecordInfo {
                name: $label,
                doc: concat!($($rdoc, "\n"),+),
                fields: &[$(
                    $crate::model::record::FieldInfo {
                        key: $crate::record!(@key $field $($key)?),
                        doc: concat!($($doc, "\n"),+),
                        need: $crate::record!(@need $($($flag)+)?),
                        default: $crate::record!(@default $($($flag)+)?),
                        schema: <$ty as $crate::model::value::Value>::schema,
                        type_name: <$ty as $crate::model::value::Value>::type_name,
                        record: <$ty as $crate::model::value::Value>::record,
                        keyed: <$ty as $crate::model::value::Value>::KEYED,
                    },
                )*],
                common: $crate::record!(@common $($cty)?),
                constraints: &[$($($constraint),+)?],
            };

            #[allow(unused_variables)]
            pub fn accept(
                &mut self,
                key: &str,
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) -> bool {
                $( if key == $crate::record!(@key $field $($key)?) {
                    $crate::model::value::read_field(&mut self.$field, node, reader);
                    return true;
                } )*
                $( if self.$common.accept(key, node, reader) { return true; } )?
                false
            }

            #[allow(unused_variables, unused_mut, unused_assignments)]
            pub fn walk_fields<'m>(&'m self, visitor: &mut dyn $crate::model::walk::Visitor<'m>) {
                let mut index = 0;
                $( {
                    let info = &Self::INFO.fields[index];
                    if !self.$field.is_absent() && visitor.field(info, self.$field.span()) {
                        $crate::model::value::walk_field(&self.$field, visitor);
                        visitor.end_field(info);
                    }
                    index += 1;
                } )*
                $( self.$common.walk_fields(visitor); )?
            }

            /// The id of this part, if it has one, and where it stands.
            pub fn own_id(&self) -> Option<($crate::model::id::Id, $crate::source::Span)> {
                None $( .or($crate::record!(@id $field self.$field)) )*
            }
        }

        impl $crate::model::value::Value for $name {
            fn read(
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) -> Option<Self> {
                let mut it = None;
                Self::read_to(&mut it, node, reader);
                it
            }

            fn read_to(
                place: &mut Option<Self>,
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) {
                let it = place.insert(Self::default());
                let read = reader.record(node, Self::INFO, |key, value, reader| it.accept(key, value, reader));
                match read {
                    Some(at) => it.at = at,
                    None => *place = None,
                }
            }

            fn schema(schemas: &mut $crate::model::schemas::Schemas) -> serde_json::Value {
                schemas.record(Self::INFO)
            }

            fn type_name() -> String {
                Self::INFO.name.to_owned()
            }

            fn record() -> Option<&'static $crate::model::record::RecordInfo> {
                Some(Self::INFO)
            }

            fn walk<'m>(&'m self, _: $crate::source::Span, visitor: &mut dyn $crate::model::walk::Visitor<'m>) {
                visitor.record(Self::INFO, self.own_id(), self.at);
                self.walk_fields(visitor);
                visitor.end_record(Self::INFO);
            }
        }
    };

    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
    (@need required $($rest:tt)*) => { $crate::model::record::Need::Yes };
    (@need rule $($rest:tt)*) => { $crate::model::record::Need::Rule };
    (@need $($rest:tt)*) => { $crate::model::record::Need::No };
    (@default default $value:literal) => { Some($value) };
    (@default $skip:tt $($rest:tt)*) => { $crate::record!(@default $($rest)*) };
    (@default) => { None };
    (@common $cty:ty) => { Some(<$cty>::INFO) };
    (@common) => { None };
    (@id id $e:expr) => { $e.spanned().map(|(span, id)| (*id, span)) };
    (@id $field:ident $e:expr) => { None };
}
pub use crate::record;
