//! A value as one could stand in a field, made from what the field accepts: for new files and for
//! fields that are missing.

use super::record::FieldInfo;
use super::schemas::Schemas;
use crate::diagnostic::{Lang, say};
use serde_json::{Map, Value as Json};

/// Makes samples in one language. References need somebody who knows what there is.
pub struct Sampler<'s> {
    lang: Lang,
    definitions: Map<String, Json>,
    /// The id of something that a reference to this target may name.
    named: &'s mut dyn FnMut(&str) -> Option<String>,
}

/// The lines `key: value` of a field, without indentation; none where nothing can be made up.
pub fn field_lines(
    field: &FieldInfo,
    lang: Lang,
    named: &mut dyn FnMut(&str) -> Option<String>,
) -> Option<String> {
    let mut schemas = Schemas::new(lang);
    let schema = (field.schema)(&mut schemas);
    let value = Sampler { lang, definitions: schemas.into_definitions(), named }.value(&schema, 0)?;
    Some(lines(field.key, &value))
}

/// A field and its value as YAML.
pub fn lines(key: &str, value: &Json) -> String {
    let mut map = Map::new();
    map.insert(key.to_owned(), value.clone());
    let mut out = String::new();
    block(&mut out, &Json::Object(map), 0);
    out.truncate(out.trim_end().len());
    out
}

/// Writes a value below something, as the canonical form has it.
fn block(out: &mut String, value: &Json, indent: usize) {
    let pad = " ".repeat(indent);
    match value {
        Json::Object(map) => {
            for (index, (key, inner)) in map.iter().enumerate() {
                if index > 0 || !out.ends_with("- ") {
                    out.push_str(&pad);
                }
                out.push_str(&format!("{key}:"));
                nested(out, inner, indent);
            }
        }
        Json::Array(items) => {
            for item in items {
                out.push_str(&format!("{pad}- "));
                match item {
                    Json::Object(map) if !map.is_empty() => block(out, item, indent + 2),
                    _ => out.push_str(&format!("{}\n", scalar(item))),
                }
            }
        }
        _ => out.push_str(&format!("{}\n", scalar(value))),
    }
}

fn nested(out: &mut String, value: &Json, indent: usize) {
    match value {
        Json::Object(map) if !map.is_empty() => {
            out.push('\n');
            block(out, value, indent + 2);
        }
        Json::Array(items) if items.iter().any(|item| item.is_object() || is_prose(item)) => {
            out.push('\n');
            block(out, value, indent + 2);
        }
        Json::Array(items) => {
            let shown: Vec<String> = items.iter().map(scalar).collect();
            out.push_str(&format!(" [{}]\n", shown.join(", ")));
        }
        _ => out.push_str(&format!(" {}\n", scalar(value))),
    }
}

fn is_prose(item: &Json) -> bool {
    item.as_str().is_some_and(|text| text.contains(' '))
}

/// One value on a line, quoted where YAML needs it.
fn scalar(value: &Json) -> String {
    match value {
        Json::String(text) => {
            serde_saphyr::to_string(text).map_or_else(|_| format!("{text:?}"), |t| t.trim_end().to_owned())
        }
        other => other.to_string(),
    }
}

impl Sampler<'_> {
    fn value(&mut self, schema: &Json, depth: usize) -> Option<Json> {
        if depth > 8 {
            return None;
        }
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next()?;
            if matches!(name, "text" | "wording" | "script" | "plain") {
                return Some(Json::String(self.words()));
            }
            let target = self.definitions.get(name)?.clone();
            return self.value(&target, depth + 1);
        }
        if let Some(target) = schema["x-senda-ref"].as_str() {
            return (self.named)(target).map(Json::String);
        }
        let first = |list: &Json| list.as_array().and_then(|list| list.first()).cloned();
        if let Some(found) = first(&schema["examples"]).or_else(|| first(&schema["enum"])) {
            return Some(found);
        }
        if let Some(value) = schema.get("const") {
            return Some(value.clone());
        }
        if schema.get("properties").is_some() {
            return self.object(schema, depth);
        }
        if let Some(items) = schema.get("items") {
            return Some(Json::Array(vec![self.value(items, depth + 1)?]));
        }
        let choice = ["else", "then"].iter().find_map(|key| schema.get(*key).filter(|it| it.is_object()));
        if let Some(choice) = choice.cloned().or_else(|| first(&schema["anyOf"])) {
            return self.value(&choice, depth + 1);
        }
        let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
        match kind? {
            "boolean" => Some(Json::Bool(true)),
            "integer" | "number" => Some(Json::from(1)),
            "object" => {
                let inner = schema.get("additionalProperties").filter(|it| it.is_object())?.clone();
                let mut map = Map::new();
                map.insert("a".to_owned(), self.value(&inner, depth + 1)?);
                Some(Json::Object(map))
            }
            _ => Some(Json::String(self.words())),
        }
    }

    fn object(&mut self, schema: &Json, depth: usize) -> Option<Json> {
        let mut keys: Vec<String> = strings(&schema["required"]);
        for rule in schema["allOf"].as_array().into_iter().flatten() {
            for one in ["oneOf", "anyOf"] {
                if let Some(first) = rule[one].as_array().and_then(|list| list.first()) {
                    keys.extend(strings(&first["required"]));
                }
            }
        }
        let mut map = Map::new();
        for key in keys {
            let field = schema["properties"].get(&key)?.clone();
            let value =
                if key == "id" { Json::String("a".to_owned()) } else { self.value(&field, depth + 1)? };
            map.insert(key, value);
        }
        let needs: Vec<String> = schema["allOf"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|rule| applies(&rule["if"], &map))
            .flat_map(|rule| strings(&rule["then"]["required"]))
            .collect();
        for key in needs {
            let field = schema["properties"].get(&key)?.clone();
            let value = self.value(&field, depth + 1)?;
            map.entry(key).or_insert(value);
        }
        Some(Json::Object(map))
    }

    fn words(&self) -> String {
        say!(en: "To be written", es: "Por escribir").in_lang(self.lang).to_owned()
    }
}

fn strings(list: &Json) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

fn applies(condition: &Json, map: &Map<String, Json>) -> bool {
    let wanted = condition["properties"].as_object();
    wanted.is_some_and(|wanted| {
        wanted.iter().all(|(key, schema)| map.get(key).is_some_and(|value| *value == schema["const"]))
    })
}
