//! Keys in the order in which their records declare them; keys of the user's own stay as they are,
//! at the end.

use super::pieces::{Body, Document, Entry, Value, is_suppression};
use crate::model::Kind;
use crate::model::record::RecordInfo;
use crate::syntax::Tree;
use std::collections::HashMap;

/// Puts the keys of every document in order. Documents with anchors keep theirs: an alias must
/// come after what it repeats.
pub fn sort(tree: &Tree<'_>, documents: &mut [Document]) {
    let kinds: Vec<Option<Kind>> = tree
        .documents()
        .map(|root| root.get("kind").and_then(|kind| kind.raw()).and_then(Kind::of_name))
        .collect();
    for (document, kind) in documents.iter_mut().zip(kinds) {
        let Some(kind) = kind else { continue };
        if has_properties(&document.value) {
            continue;
        }
        // What stands above the first key is about the whole document and stays on top.
        record(&mut document.value, kind.info(), false);
    }
}

fn has_properties(value: &Value) -> bool {
    let inside = match &value.body {
        Body::Map { entries, .. } => entries.iter().any(|entry| has_properties(&entry.value)),
        Body::List { items, .. } => items.iter().any(|item| has_properties(&item.value)),
        _ => false,
    };
    inside || !value.properties.is_empty()
}

fn record(value: &mut Value, info: &'static RecordInfo, in_item: bool) {
    let Body::Map { entries, .. } = &mut value.body else { return };
    let fields: HashMap<&str, _> = info.all_fields().map(|field| (field.key, field)).collect();
    for entry in entries.iter_mut() {
        let Some(field) = fields.get(entry.name.as_str()) else { continue };
        if let Some(inner) = (field.record)() {
            below(&mut entry.value, inner, field.keyed, false);
        }
    }
    let places: HashMap<&str, usize> = info.written_order().enumerate().map(|(i, key)| (key, i)).collect();
    let place = |entry: &Entry| {
        let unknown = if entry.name.starts_with("x-") { usize::MAX } else { usize::MAX - 1 };
        places.get(entry.name.as_str()).copied().unwrap_or(unknown)
    };
    let Some(first) = entries.iter().enumerate().min_by_key(|(index, entry)| (place(entry), *index)) else {
        return;
    };
    // In a list, what suppresses something on the first line covers the whole item.
    let covers = |entry: &Entry| {
        let behind = entry.value.opening.iter().chain(&entry.value.closing);
        entry.before.iter().any(super::pieces::Remark::is_suppression)
            || behind.into_iter().any(|comment| is_suppression(comment))
    };
    if in_item && first.0 > 0 && (covers(first.1) || entries.first().is_some_and(covers)) {
        return;
    }
    entries.sort_by_key(place);
}

/// A value that holds a record: itself, a list of them, a map of them by names.
fn below(value: &mut Value, info: &'static RecordInfo, keyed: bool, in_item: bool) {
    match &mut value.body {
        Body::List { items, .. } => {
            for item in items {
                below(&mut item.value, info, keyed, true);
            }
        }
        Body::Map { entries, .. } if keyed => {
            for entry in entries {
                below(&mut entry.value, info, false, false);
            }
        }
        Body::Map { .. } => record(value, info, in_item),
        _ => {}
    }
}
