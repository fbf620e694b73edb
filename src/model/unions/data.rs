//! Values of data: answers, cells of a table, what a column holds, what a test expects.

use crate::model::Kind;
use crate::model::field::{List, MapOf};
use crate::model::quantity::{Count, Integer, Level, Number};
use crate::model::reader::Reader;
use crate::model::record;
use crate::model::reference::{Ref, to};
use crate::model::schemas::Schemas;
use crate::model::text::Plain;
use crate::model::value::Value;
use crate::model::walk::{Leaf, Visitor};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// What the values of a column are: ids of a kind, or keys of another dataset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnRefersTo {
    Kind(Kind),
    Dataset(Ref<to::AnyDataset>),
}

impl Value for ColumnRefersTo {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Content::Text(raw) = node.content()
            && let Some(kind) = Kind::of_name(raw).or_else(|| Kind::of_name(&raw.replace(' ', "-")))
        {
            return Some(ColumnRefersTo::Kind(kind));
        }
        Ref::read(node, reader).map(ColumnRefersTo::Dataset)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        json!({"anyOf": [{"enum": kinds}, Ref::<to::AnyDataset>::schema(schemas)]})
    }

    fn type_name() -> String {
        format!("kind, or {}", Ref::<to::AnyDataset>::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            ColumnRefersTo::Kind(kind) => visitor.leaf(Leaf::Choice(kind.name()), span),
            ColumnRefersTo::Dataset(dataset) => dataset.walk(span, visitor),
        }
    }
}

/// The valid values of a column, or what its codes mean in our ids.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnValues {
    Valid(List<Plain>),
    /// Code in the data → our id.
    Meanings(MapOf<Plain, Plain>),
}

impl Value for ColumnValues {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Map => MapOf::read(node, reader).map(ColumnValues::Meanings),
            _ => List::read(node, reader).map(ColumnValues::Valid),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let meanings = MapOf::<Plain, Plain>::schema(schemas);
        json!({"if": {"type": "object"}, "then": meanings, "else": List::<Plain>::schema(schemas)})
    }

    fn type_name() -> String {
        format!("{}, or {}", List::<Plain>::type_name(), MapOf::<Plain, Plain>::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            ColumnValues::Valid(values) => values.walk(span, visitor),
            ColumnValues::Meanings(meanings) => meanings.walk(span, visitor),
        }
    }
}

/// An answer to a question, or a cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// No answer, written out: `null`.
    None,
    Whole(Integer),
    Number(Number),
    Bool(bool),
    /// Words, the id of an option, a date.
    Text(Plain),
    /// Options that were chosen or ranked.
    Options(List<Plain>),
}

impl Value for Answer {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Null if node.raw().is_some_and(|raw| !raw.is_empty()) => Some(Answer::None),
            Content::Integer(_) => Integer::read(node, reader).map(Answer::Whole),
            Content::Number(_) => Number::read(node, reader).map(Answer::Number),
            Content::Bool(value) => Some(Answer::Bool(value)),
            Content::List => List::read(node, reader).map(Answer::Options),
            Content::Text(_) => Plain::read(node, reader).map(Answer::Text),
            _ => {
                reader.wrong_type(node, &Self::type_name(), &["9", "true", "speed", "[clarity, speed]"]);
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let option = Plain::schema(schemas);
        schemas.define("answer", |_| {
            json!({"type": ["null", "number", "boolean", "string", "array"], "pattern": "\\S", "items": option})
        })
    }

    fn type_name() -> String {
        "number, boolean, text or list of ids".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Answer::None => {}
            Answer::Whole(number) => number.walk(span, visitor),
            Answer::Number(number) => number.walk(span, visitor),
            Answer::Bool(value) => value.walk(span, visitor),
            Answer::Text(text) => text.walk(span, visitor),
            Answer::Options(options) => options.walk(span, visitor),
        }
    }
}

record! {
    /// What a test expects of a metric.
    /// es: Lo que una prueba espera de una métrica.
    pub struct ExpectedRecord("expected value") {
        /// The value: `38 points`.
        /// es: El valor: `38 points`.
        value: Level,
        /// From how many answers or rows.
        /// es: Con cuántas respuestas o filas.
        n: Count,
        /// The band it falls in.
        /// es: La banda en que cae.
        band: Plain,
        /// For whom, when not for everybody: `{ archetype: first-credit }`.
        /// es: Para quiénes, si no es para todos: `{ archetype: first-credit }`.
        r#for = "for": MapOf<Ref<to::Column>, Plain>,
    }
    where crate::model::Constraint::AtLeastOne(&["value", "n", "band"])
}

/// A level alone, or with its n, band and cut.
#[derive(Debug)]
pub enum ExpectedValue {
    Level(Level),
    Record(Box<ExpectedRecord>),
}

impl ExpectedValue {
    pub fn level(&self) -> Option<&Level> {
        match self {
            ExpectedValue::Level(level) => Some(level),
            ExpectedValue::Record(record) => record.value.get(),
        }
    }
}

impl Value for ExpectedValue {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Map => {
                ExpectedRecord::read(node, reader).map(|record| ExpectedValue::Record(Box::new(record)))
            }
            _ => Level::read(node, reader).map(ExpectedValue::Level),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let record = ExpectedRecord::schema(schemas);
        json!({"if": {"type": "object"}, "then": record, "else": Level::schema(schemas)})
    }

    fn type_name() -> String {
        format!("{}, or {}", Level::type_name(), ExpectedRecord::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            ExpectedValue::Level(level) => level.walk(span, visitor),
            ExpectedValue::Record(record) => record.walk(span, visitor),
        }
    }
}
