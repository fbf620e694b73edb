//! The table of levels against the language.

use super::levels;
use crate::diagnostic::Lang;
use crate::model::Kind;
use crate::model::common::{EntityCommon, PartFields};
use serde_json::Value;
use std::collections::BTreeSet;

/// Names of schemas have hyphens where names of records have blanks.
fn plain(name: &str) -> String {
    name.replace('-', " ")
}

/// Every field of every record that a document may hold, by the name of the record.
fn fields_of_the_language() -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    let mut add = |name: &str, record: &Value| {
        let fields = record["properties"].as_object().into_iter().flatten();
        all.extend(
            fields.map(|(field, _)| (plain(name), field.clone())).filter(|(_, field)| field != "kind"),
        );
    };
    for kind in Kind::ALL {
        let schema: Value = serde_json::from_str(kind.schema_text()).unwrap();
        add(kind.info().name, &schema);
        for (name, record) in schema["$defs"].as_object().into_iter().flatten() {
            add(name, record);
        }
    }
    all
}

#[test]
fn every_field_has_a_level_and_every_level_has_its_field() {
    let named: BTreeSet<(String, String)> =
        levels::all_named().into_iter().map(|(record, field)| (plain(&record), field)).collect();
    let shared = |field: &str| {
        let of = |record: &str| named.contains(&(record.to_owned(), field.to_owned()));
        of("entity") || of("part")
    };
    let language = fields_of_the_language();
    assert!(language.len() > 700, "{}", language.len());
    let shared_fields: BTreeSet<&str> = EntityCommon::INFO.keys().chain(PartFields::INFO.keys()).collect();
    let missing: Vec<_> = language
        .iter()
        .filter(|it| !(named.contains(it) || shared_fields.contains(it.1.as_str()) && shared(&it.1)))
        .collect();
    assert!(missing.is_empty(), "without a level in levels.yml: {missing:#?}");
    let stale: Vec<_> = named
        .iter()
        .filter(|(record, _)| !matches!(record.as_str(), "entity" | "part"))
        .filter(|it| !language.contains(it))
        .collect();
    assert!(stale.is_empty(), "no such field in the language: {stale:#?}");
}

#[test]
fn every_level_has_its_words_and_its_name() {
    for level in super::Level::ALL {
        assert_eq!(super::Level::of_name(level.name()), Some(level));
        assert!(Lang::ALL.iter().all(|lang| level.why().in_lang(*lang).ends_with('.')));
    }
}

#[test]
fn what_the_lock_keeps_of_a_question_breaks_its_series() {
    let question = Kind::Question.info();
    for key in ["use", "type", "subject", "text", "options", "rows", "multiple", "scale", "version"] {
        let level = levels::of_field(question, key, levels::How::Changed);
        assert_eq!(level, Some(super::Level::Series), "{key}");
    }
}
