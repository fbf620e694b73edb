//! What can stand in a field, and how the general shapes (list, map, scalar) are read.

use super::field::{Boxed, Entry, Field, List, MapOf, OneOrMany};
use super::reader::Reader;
use super::record::RecordInfo;
use super::scalar::{Numbers, Scalar};
use super::schemas::Schemas;
use super::walk::{Leaf, Visitor};
use crate::diagnostic::say;
use crate::source::Span;
use crate::syntax::{Content, Node, split_sentence};
use serde_json::{Value as Json, json};
use thin_vec::ThinVec;

/// A value of the language: read from the tree, described by a JSON Schema, walked over.
pub trait Value: Sized {
    /// Reads the value. `None` means that it is bad and that the reader was told why.
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads the value into its place, so that what is large is not carried there.
    fn read_to(place: &mut Option<Self>, node: Node<'_>, reader: &mut Reader<'_>) {
        *place = Self::read(node, reader);
    }

    /// The JSON Schema that accepts what [`Value::read`] accepts.
    fn schema(schemas: &mut Schemas) -> Json;

    /// The type in words, for reference pages: `list of share`.
    fn type_name() -> String;

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>);

    /// Whether it is prose, in which a comma belongs to the sentence.
    const PROSE: bool = false;

    /// Whether it is a map whose keys are the user's, or a list of such maps: their order says something.
    const KEYED: bool = false;

    /// The record it is, or holds: what its reference page goes on to describe.
    fn record() -> Option<&'static RecordInfo> {
        None
    }
}

/// Reads a field: the value, or a bad field whose neighbours live.
pub fn read_field<T: Value>(field: &mut Field<T>, node: Node<'_>, reader: &mut Reader<'_>) {
    T::read_to(field.place(node.span()), node, reader);
}

/// The field that a node is.
pub fn field_of<T: Value>(node: Node<'_>, reader: &mut Reader<'_>) -> Field<T> {
    let mut field = Field::default();
    read_field(&mut field, node, reader);
    field
}

pub fn walk_field<'m, T: Value>(field: &'m Field<T>, visitor: &mut dyn Visitor<'m>) {
    match field.spanned() {
        Some((span, value)) => value.walk(span, visitor),
        None if field.is_bad() => visitor.bad(field.span()),
        None => {}
    }
}

impl<T: Scalar> Value for T {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(raw) = node.raw() else {
            reader.wrong_type(node, T::NAME, T::EXAMPLES);
            return None;
        };
        let number = matches!(node.content(), Content::Integer(_) | Content::Number(_));
        let fits = match T::NUMBERS {
            Numbers::No => matches!(node.content(), Content::Text(_)),
            Numbers::OrWhole | Numbers::OrAny => number || matches!(node.content(), Content::Text(_)),
            Numbers::OnlyWhole | Numbers::WholeFrom(_) | Numbers::OnlyAny => number,
        };
        match T::parse(raw) {
            Ok(value) if fits => Some(value),
            Ok(_) if matches!(node.content(), Content::Text(_)) => {
                let message = say!(en: "`{raw}` is text here, and a number is meant", es: "`{raw}` es texto aquí, y se espera un número");
                let help =
                    say!(en: "write it without quotes: `{raw}`", es: "escríbelo sin comillas: `{raw}`");
                reader.fault_with(node, (message, help), true, raw.to_owned());
                None
            }
            Ok(_) => {
                reader.wrong_type(node, T::NAME, T::EXAMPLES);
                None
            }
            Err(_) if matches!(node.content(), Content::Null) => {
                match T::missing() {
                    Some(help) => reader.nothing(node, help),
                    None => reader.empty(node),
                }
                None
            }
            Err(mistake) => {
                // It looks right, and would be, were it not for spaces that only look like one.
                let plain: String = raw.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
                if plain != raw && T::parse(&plain).is_ok() {
                    let message = say!(en: "there is a space in `{raw}` that only looks like one: a no-break space, maybe copied from elsewhere", es: "en `{raw}` hay un espacio que solo lo parece: un espacio duro, tal vez copiado de otra parte");
                    let help = say!(en: "delete it, and type a space: `{plain}`", es: "bórralo y teclea un espacio: `{plain}`");
                    reader.fault_with(node, (message, help), true, plain);
                    return None;
                }
                let meant = meant::<T>(raw, &mistake.help.en);
                reader.mistake_meant(node, mistake, meant);
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define(T::NAME, |_| {
            let mut schema = match T::NUMBERS {
                Numbers::No => json!({"type": "string", "pattern": T::PATTERN}),
                Numbers::OrWhole => json!({"type": ["string", "integer"], "pattern": T::PATTERN}),
                Numbers::OrAny => json!({"type": ["string", "number"], "pattern": T::PATTERN}),
                Numbers::OnlyWhole => json!({"type": "integer"}),
                Numbers::WholeFrom(least) => json!({"type": "integer", "minimum": least}),
                Numbers::OnlyAny => json!({"type": "number"}),
            };
            if !T::EXAMPLES.is_empty() {
                schema["examples"] = T::EXAMPLES
                    .iter()
                    .map(|e| match T::NUMBERS {
                        Numbers::OnlyAny | Numbers::OnlyWhole | Numbers::WholeFrom(_) => {
                            e.parse::<serde_json::Number>().map_or(json!(e), Json::Number)
                        }
                        _ => json!(e),
                    })
                    .collect();
            }
            schema
        })
    }

    fn type_name() -> String {
        T::NAME.to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Scalar(self), span);
    }
}

/// The form that was meant, among those that a help shows: one that can be read, and whose digits
/// are those that were written, so that no example passes for a correction.
fn meant<T: Scalar>(raw: &str, help: &str) -> Option<String> {
    let digits = |text: &str| {
        let mut found: Vec<char> = text.chars().filter(|c| c.is_ascii_digit() && *c != '0').collect();
        found.sort_unstable();
        found
    };
    let told = help.split('`').skip(1).step_by(2);
    let mut fits = told.filter(|form| T::parse(form).is_ok() && digits(form) == digits(raw));
    let form = fits.next()?;
    let made_up = digits(raw).is_empty() && T::EXAMPLES.contains(&form);
    let plain =
        !form.contains([':', '#']) && !form.starts_with(['\'', '"', '%', '@', '&', '*', '!', '[', '{']);
    (!made_up).then(|| if plain { form.to_owned() } else { format!("\"{form}\"") })
}

impl Value for bool {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Content::Bool(value) = node.content() {
            return Some(value);
        }
        let raw = node.raw().unwrap_or("");
        let meant = match raw.to_lowercase().as_str() {
            "yes" | "sí" | "si" | "on" | "y" | "1" | "verdadero" | "true" => Some("true"),
            "no" | "off" | "n" | "0" | "falso" | "false" => Some("false"),
            _ => None,
        };
        match meant {
            Some(word) => {
                let message = say!(en: "`{raw}` is not a yes or no that every YAML reader understands",
                                   es: "`{raw}` no es un sí o no que entiendan todos los lectores de YAML");
                let help = say!(en: "write `{word}`", es: "escribe `{word}`");
                reader.fault_with(node, (message, help), true, word.to_owned());
            }
            None => reader.wrong_type(node, "boolean", &["true", "false"]),
        }
        None
    }

    fn schema(_: &mut Schemas) -> Json {
        json!({"type": "boolean"})
    }

    fn type_name() -> String {
        "boolean".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Bool(*self), span);
    }
}

impl<T: Value> Value for Boxed<T> {
    const PROSE: bool = T::PROSE;
    const KEYED: bool = T::KEYED;

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Boxed::new)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
    }

    fn type_name() -> String {
        T::type_name()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        (**self).walk(span, visitor);
    }

    fn record() -> Option<&'static RecordInfo> {
        T::record()
    }
}

impl<T: Value> Value for List<T> {
    const KEYED: bool = T::KEYED;

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() != Content::List {
            reader.expected_list(node);
            return None;
        }
        if T::PROSE
            && let Some(finding) = split_sentence(node)
        {
            reader.push(finding);
        }
        let mut list = List::default();
        list.reserve(node.items().len());
        node.items().for_each(|item| read_field(list.place(), item, reader));
        Some(list)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"type": "array", "items": T::schema(schemas)})
    }

    fn type_name() -> String {
        format!("list of {}", T::type_name())
    }

    fn walk<'m>(&'m self, _: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.list();
        for (index, item) in self.fields().iter().enumerate() {
            visitor.item(index, item.span());
            walk_field(item, visitor);
            visitor.end_item();
        }
        visitor.end_list();
    }

    fn record() -> Option<&'static RecordInfo> {
        T::record()
    }
}

impl<T: Value> Value for OneOrMany<T> {
    const KEYED: bool = T::KEYED;

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::List {
            return List::read(node, reader).map(OneOrMany::new);
        }
        let mut list = List::default();
        list.reserve(1);
        let one = list.place();
        read_field(one, node, reader);
        (!one.is_bad()).then(|| OneOrMany::new(list))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let one = T::schema(schemas);
        json!({"if": {"type": "array"}, "then": {"type": "array", "items": one.clone()}, "else": one})
    }

    fn type_name() -> String {
        format!("{0} or list of {0}", T::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        self.list().walk(span, visitor);
    }

    fn record() -> Option<&'static RecordInfo> {
        T::record()
    }
}

/// What can be the key of a map whose keys are the user's.
pub trait Key: Sized {
    fn read_key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;
    fn spell_key(&self) -> String;
    /// A pattern for the keys, if they have a form.
    fn key_pattern() -> Option<&'static str>;
    fn key_type() -> &'static str;

    /// Shows the key to a visitor, when there is more to it than its spelling.
    fn walk_key<'m>(&'m self, _span: Span, _visitor: &mut dyn Visitor<'m>) {}
}

impl<T: Scalar> Key for T {
    fn read_key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match T::parse(node.raw().unwrap_or("")) {
            Ok(key) => Some(key),
            Err(mistake) => {
                reader.mistake(node.span(), mistake);
                None
            }
        }
    }

    fn spell_key(&self) -> String {
        self.spell()
    }

    fn key_pattern() -> Option<&'static str> {
        Some(T::PATTERN)
    }

    fn key_type() -> &'static str {
        T::NAME
    }
}

impl<K: Key, V: Value> Value for MapOf<K, V> {
    const KEYED: bool = true;

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() != Content::Map {
            reader.expected_map(node, None);
            return None;
        }
        let mut entries = ThinVec::with_capacity(node.entries().len());
        for (key, value) in node.entries() {
            let read_key = K::read_key(key, reader);
            let value = field_of(value, reader);
            if let Some(read_key) = read_key {
                entries.push(Entry { key: read_key, key_span: key.span(), value });
            }
        }
        Some(MapOf::new(entries))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let value = V::schema(schemas);
        match K::key_pattern() {
            Some(pattern) => {
                json!({"type": "object", "propertyNames": {"pattern": pattern}, "additionalProperties": value})
            }
            None => json!({"type": "object", "additionalProperties": value}),
        }
    }

    fn type_name() -> String {
        format!("map of {} to {}", K::key_type(), V::type_name())
    }

    fn walk<'m>(&'m self, _: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.map();
        for entry in self.entries() {
            visitor.entry(&entry.key.spell_key(), entry.key_span);
            entry.key.walk_key(entry.key_span, visitor);
            walk_field(&entry.value, visitor);
            visitor.end_entry();
        }
        visitor.end_map();
    }

    fn record() -> Option<&'static RecordInfo> {
        V::record()
    }
}
