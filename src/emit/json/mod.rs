//! `json`: the resolved program, the interface for everybody else's tools.

use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::options::{OptionInfo, Takes};
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, EntityIndex};
use crate::resolve::{self, Resolved};
use crate::source::Span;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq};
use serde_json::{Map, Value as Json, json};

pub const TARGET: Target = Target {
    name: "json",
    about: Words {
        en: "the resolved program as one JSON document, for other tools",
        es: "el programa resuelto en un solo documento JSON, para otras herramientas",
    },
    folder: "",
    by_default: true,
    selects: &[],
    options: &[OptionInfo {
        name: "indent",
        about: Words {
            en: "lines and spaces for people who read it",
            es: "líneas y espacios para quien lo lea",
        },
        takes: Takes::Switch,
    }],
    emit,
    platform: None,
};

const FILE: &str = "program.json";

fn emit(program: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    if out.wants(FILE) {
        let entities =
            program.program.entities().map(|(index, _)| index).filter(|index| options.wants(*index));
        let from: Vec<EntityIndex> = entities.collect();
        let bytes = bytes(program, &from, options.is_on("indent"));
        out.put(Artifact { path: FILE.to_owned(), bytes, from });
    }
    Vec::new()
}

/// The document, entity by entity, so that it is never in memory as a tree.
fn bytes(checked: &Checked<'_>, entities: &[EntityIndex], indent: bool) -> Vec<u8> {
    fn write<S: serde::Serializer>(to: S, checked: &Checked<'_>, entities: &[EntityIndex]) {
        let document = Document { checked, entities };
        document.serialize(to).map(drop).unwrap_or_else(|_| unreachable!("a value we built serializes"));
    }
    let mut bytes = Vec::new();
    if indent {
        write(&mut serde_json::Serializer::pretty(&mut bytes), checked, entities);
    } else {
        write(&mut serde_json::Serializer::new(&mut bytes), checked, entities);
    }
    bytes.push(b'\n');
    bytes
}

/// The program as it is written: see `schemas/program-json.schema.json`.
struct Document<'d> {
    checked: &'d Checked<'d>,
    entities: &'d [EntityIndex],
}

impl Serialize for Document<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("version", &1)?;
        map.serialize_entry("as_of", &self.checked.as_of.to_string())?;
        map.serialize_entry("languages", &self.checked.program.languages())?;
        map.serialize_entry("entities", &Entities(self))?;
        map.end()
    }
}

struct Entities<'d>(&'d Document<'d>);

impl Serialize for Entities<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Document { checked, entities } = self.0;
        let mut list = to.serialize_seq(Some(entities.len()))?;
        for index in *entities {
            list.serialize_element(&entity_json(checked, *index, checked.program.entity(*index)))?;
        }
        list.end()
    }
}

fn entity_json(checked: &Checked<'_>, index: EntityIndex, entity: &Entity) -> Json {
    let program = checked.program;
    let source = checked.sources.get(entity.file);
    let references: Vec<Json> = program
        .edges_from(index)
        .iter()
        .filter_map(|edge| {
            let part = edge.part.map(|p| program.parts.get(p).id);
            Some(json!({"field": edge.field(), "part": part.map(Id::as_str), "to": address(program, edge.to)?}))
        })
        .collect();
    let mut used_by: Vec<String> =
        program.edges_to(index).map(|edge| program.entity(edge.from).name()).collect();
    used_by.sort();
    used_by.dedup();
    json!({
        "kind": entity.kind.name(),
        "id": entity.id.as_str(),
        "source": {"file": &*source.path, "line": source.place(entity.at.start).line},
        "fields": fields_json(entity, program.first_language()),
        "references": references,
        "used_by": used_by,
    })
}

/// The address of what a reference leads to: `kind:id` or `kind:id/part`.
fn address(program: &Resolved, target: resolve::Target) -> Option<String> {
    Some(match target {
        resolve::Target::Entity(entity) => program.entity(entity).name(),
        resolve::Target::Part(entity, part) => {
            let part = program.parts.get(part);
            match part.parent {
                Some(parent) => {
                    format!("{}/{}/{}", program.entity(entity).name(), program.parts.get(parent).id, part.id)
                }
                None => format!("{}/{}", program.entity(entity).name(), part.id),
            }
        }
        resolve::Target::BuiltIn(id) => format!("built-in:{id}"),
    })
}

/// Every field of an entity as JSON: texts by language, quantities structured.
pub fn fields_json(entity: &Entity, first_language: &str) -> Json {
    let mut builder =
        Builder { first_language, stack: vec![Json::Object(Map::new())], keys: Vec::new(), depth: 0 };
    entity.body.walk(entity.span, &mut builder);
    builder.stack.pop().unwrap_or_default()
}

struct Builder<'b> {
    first_language: &'b str,
    /// Containers that are open; the first is the entity.
    stack: Vec<Json>,
    keys: Vec<String>,
    depth: u32,
}

impl Builder<'_> {
    fn put(&mut self, value: Json) {
        match self.stack.last_mut() {
            Some(Json::Object(map)) => {
                if let Some(key) = self.keys.last() {
                    map.insert(key.clone(), value);
                }
            }
            Some(Json::Array(list)) => list.push(value),
            _ => {}
        }
    }

    fn close(&mut self) {
        if let Some(value) = self.stack.pop() {
            self.put(value);
        }
    }
}

impl<'m> Visitor<'m> for Builder<'_> {
    fn record(&mut self, _: &'static RecordInfo, _: Option<(Id, Span)>, _: Span) {
        if self.depth > 0 {
            self.stack.push(Json::Object(Map::new()));
        }
        self.depth += 1;
    }
    fn end_record(&mut self, _: &'static RecordInfo) {
        self.depth -= 1;
        if self.depth > 0 {
            self.close();
        }
    }
    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.keys.push(field.key.to_owned());
        true
    }
    fn end_field(&mut self, _: &'static FieldInfo) {
        self.keys.pop();
    }
    fn list(&mut self) {
        self.stack.push(Json::Array(Vec::new()));
    }
    fn end_list(&mut self) {
        self.close();
    }
    fn map(&mut self) {
        self.stack.push(Json::Object(Map::new()));
    }
    fn entry(&mut self, key: &str, _: Span) {
        self.keys.push(key.to_owned());
    }
    fn end_entry(&mut self) {
        self.keys.pop();
    }
    fn end_map(&mut self) {
        self.close();
    }
    fn leaf(&mut self, leaf: Leaf<'m>, _: Span) {
        let value = match leaf {
            Leaf::Text(text) => {
                let readings = text.readings().map(|r| {
                    let language = if r.language.as_str().is_empty() {
                        self.first_language
                    } else {
                        r.language.as_str()
                    };
                    (language.to_owned(), Json::from(r.words))
                });
                Json::Object(readings.collect())
            }
            Leaf::Plain(text) => text.into(),
            Leaf::Bool(value) => value.into(),
            Leaf::Choice(word) => word.into(),
            Leaf::Scalar(scalar) => scalar.to_json(),
            Leaf::Reference(reference) if reference.free_text().is_some() => return, // its text was put already
            Leaf::Reference(reference) => reference.path().to_string().into(),
            Leaf::Expression(expression) => expression.text.to_string().into(),
        };
        self.put(value);
    }
}
