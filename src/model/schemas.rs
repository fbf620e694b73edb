//! Builds the JSON Schemas (2020-12) that editors and the compiler check against.

use super::record::{Constraint, Need, RecordInfo, split_doc};
use crate::diagnostic::Lang;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Collects the definitions that one schema document needs.
pub struct Schemas {
    lang: Lang,
    definitions: BTreeMap<String, Json>,
    /// Which declaration made a definition: two of one name would silently be one.
    owners: BTreeMap<String, String>,
}

impl Schemas {
    /// Descriptions will be in this language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, definitions: BTreeMap::new(), owners: BTreeMap::new() }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A reference to a definition, made on first use.
    ///
    /// # Panics
    /// Two declarations have one name: a fault of ours that the first test meets.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        self.define_for("", name, make)
    }

    fn define_for(&mut self, owner: &str, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        let name = name.replace(' ', "-");
        let known = self.owners.entry(name.clone()).or_insert_with(|| owner.to_owned());
        assert_eq!(known, owner, "two declarations are called `{name}` in schemas");
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), Json::Null); // a record may contain itself
            let schema = make(self);
            self.definitions.insert(name.clone(), schema);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    pub fn record(&mut self, info: &'static RecordInfo) -> Json {
        self.define_for(info.doc, info.name, |schemas| {
            let mut object = schemas.object(info, Map::new());
            // The field that holds the record says what it is for; an editor shows the innermost words.
            if let Some(object) = object.as_object_mut() {
                object.remove("description");
            }
            object
        })
    }

    /// The closed object schema of a record, with `extra` properties first.
    pub fn object(&mut self, info: &'static RecordInfo, extra: Map<String, Json>) -> Json {
        let mut properties = extra;
        let mut required: Vec<Json> = properties.keys().map(|k| json!(k)).collect();
        for field in info.all_fields() {
            let mut schema = (field.schema)(self);
            let description = self.words(field.doc);
            if let Some(default) = field.default {
                schema["default"] = serde_json::from_str(default).unwrap_or_else(|_| json!(default));
            }
            schema["description"] = json!(description);
            properties.insert(field.key.to_owned(), schema);
            if field.need == Need::Yes {
                required.push(json!(field.key));
            }
        }
        let mut object = json!({
            "description": self.words(info.doc),
            "type": "object",
            "properties": properties,
            "patternProperties": {"^x-": true},
            "additionalProperties": false,
        });
        if !required.is_empty() {
            object["required"] = Json::Array(required);
        }
        if !info.constraints.is_empty() {
            object["allOf"] = info.constraints.iter().map(constraint_schema).collect();
        }
        object
    }

    /// The schema of a few words. Descriptions of the field stand at the field: an editor shows
    /// the innermost one, so the definition has none of its own.
    pub fn choice(&mut self, name: &str, doc: &str, words: &[&str], docs: &[&str]) -> Json {
        let docs: Vec<String> = docs.iter().map(|d| self.words(d)).collect();
        self.define_for(doc, name, |_| {
            let mut schema = json!({"enum": words});
            if docs.iter().any(|d| !d.is_empty()) {
                schema["markdownEnumDescriptions"] = json!(docs);
            }
            // A space typed for a hyphen is read as the hyphen, and never offered.
            let spaced: Vec<String> =
                words.iter().filter(|w| w.contains('-')).map(|w| w.replace('-', " ")).collect();
            if spaced.is_empty() {
                schema["type"] = json!("string");
                return schema;
            }
            json!({"type": "string", "anyOf": [schema, {"pattern": format!("^({})$", spaced.join("|"))}]})
        })
    }

    pub fn words(&self, doc: &str) -> String {
        split_doc(doc).in_lang(self.lang).to_owned()
    }

    pub fn into_definitions(self) -> Map<String, Json> {
        self.definitions.into_iter().collect()
    }
}

fn constraint_schema(constraint: &Constraint) -> Json {
    let has = |key: &&str| json!({"required": [key]});
    match constraint {
        Constraint::ExactlyOne(keys) => json!({"oneOf": keys.iter().map(has).collect::<Vec<_>>()}),
        Constraint::AtLeastOne(keys) => json!({"anyOf": keys.iter().map(has).collect::<Vec<_>>()}),
        Constraint::AtMostOne(keys) => {
            let pairs: Vec<Json> = keys
                .iter()
                .enumerate()
                .flat_map(|(i, a)| keys[i + 1..].iter().map(move |b| json!({"required": [a, b]})))
                .collect();
            json!({"not": {"anyOf": pairs}})
        }
        Constraint::Needs { key, value: Some(value), needs } => json!({
            "if": {"properties": {*key: {"const": value}}, "required": [key]},
            "then": {"required": needs}
        }),
        Constraint::Needs { key, value: None, needs } => json!({"dependentRequired": {*key: needs}}),
    }
}
