//! Whole schema documents: one for each kind, and the one that editors use for all of them.

use super::Kind;
use super::schemas::Schemas;
use crate::diagnostic::Lang;
use serde_json::{Map, Value as Json, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of one kind, as it is committed in `schemas/`.
pub fn of_kind(kind: Kind, lang: Lang) -> Json {
    let mut schemas = Schemas::new(lang);
    let body = document(kind, &mut schemas);
    let mut out = Map::new();
    out.insert("$schema".into(), json!(DRAFT));
    out.insert("title".into(), json!(kind.name()));
    if let Json::Object(body) = body {
        out.extend(body);
    }
    out.insert("$defs".into(), Json::Object(schemas.into_definitions()));
    Json::Object(out)
}

/// One schema for every document: `kind` decides which fields it has.
pub fn of_all(lang: Lang) -> Json {
    let mut schemas = Schemas::new(lang);
    let mut branches = Vec::new();
    for kind in Kind::ALL {
        let name = format!("document-{}", kind.name());
        let reference = schemas.define(&name, |schemas| document(*kind, schemas));
        branches.push(json!({
            "if": {"properties": {"kind": {"const": kind.name()}}, "required": ["kind"]},
            "then": reference,
        }));
    }
    let names: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
    let docs: Vec<String> = Kind::ALL.iter().map(|k| k.info().docs().in_lang(lang).to_owned()).collect();
    json!({
        "$schema": DRAFT,
        "title": "Senda",
        "type": "object",
        "properties": {"kind": {"description": kind_words(lang), "enum": names, "markdownEnumDescriptions": docs}},
        "required": ["kind"],
        "allOf": branches,
        "$defs": schemas.into_definitions(),
    })
}

fn document(kind: Kind, schemas: &mut Schemas) -> Json {
    let mut extra = Map::new();
    extra.insert("kind".into(), json!({"const": kind.name(), "description": kind_words(schemas.lang())}));
    schemas.object(kind.info(), extra)
}

fn kind_words(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "What this document is.",
        Lang::Es => "Qué es este documento.",
    }
}
