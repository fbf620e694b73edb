//! Fields that take one of a few words.

/// Declares an enumeration of the language: its spellings, what each means, and the Spanish
/// words it is answered with.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $cdoc:literal])+
        pub enum $name:ident($label:literal) {
            $( $(#[doc = $doc:literal])* $variant:ident = $word:literal $(| $spanish:literal)* ),+ $(,)?
        }
    ) => {
        $(#[doc = $cdoc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])* $variant ),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it stands in YAML.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word ),+ }
            }
        }

        impl $crate::model::value::Value for $name {
            fn read(
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) -> Option<Self> {
                let spanish: &[(&str, &str)] = &[$( $( ($spanish, $word), )* )+];
                let word = $crate::model::choices::read_word(node, reader, $label, &[$($word),+], spanish)?;
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }

            fn schema(schemas: &mut $crate::model::schemas::Schemas) -> serde_json::Value {
                let docs = [$( concat!($($doc, "\n"),*) ),+];
                schemas.choice($label, concat!($($cdoc, "\n"),+), &[$($word),+], &docs)
            }

            fn type_name() -> String {
                let words: &[&str] = &[$($word),+];
                $crate::model::choices::type_name(words)
            }

            fn walk<'m>(&'m self, span: $crate::source::Span, visitor: &mut dyn $crate::model::walk::Visitor<'m>) {
                visitor.leaf($crate::model::walk::Leaf::Choice(self.word()), span);
            }
        }

        impl $crate::model::value::Key for $name {
            fn read_key(
                node: $crate::syntax::Node<'_>,
                reader: &mut $crate::model::reader::Reader<'_>,
            ) -> Option<Self> {
                <Self as $crate::model::value::Value>::read(node, reader)
            }

            fn spell_key(&self) -> String {
                self.word().to_owned()
            }

            fn key_pattern() -> Option<&'static str> {
                Some(concat!("^(", $crate::choice!(@words $($word)+), ")$"))
            }

            fn key_type() -> &'static str {
                $label
            }
        }
    };
    (@words $first:literal $($rest:literal)*) => { concat!($first $(, "|", $rest)*) };
}
pub use crate::choice;
