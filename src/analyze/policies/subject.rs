//! The entities or parts that a policy looks at.

use super::tree::Tree;
use crate::analyze::Context;
use crate::model::reference::Path;
use crate::model::unions::{PolicyExample, PolicyFor};
use crate::model::{EntityIndex, Kind};
use crate::resolve::Resolved;
use crate::source::Span;

/// One thing that a policy looks at.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The entity it is or stands in; none for one that is written out as an example.
    pub entity: Option<EntityIndex>,
    /// Where to point.
    pub at: Span,
    pub tree: Tree,
}

/// Everything in use that a policy is for, in the order of ids and of the files.
pub fn subjects(context: &Context<'_>, subject: PolicyFor) -> Vec<Subject> {
    let entities = context.program.of_kind(subject.kind).filter(|(_, entity)| context.is_in_use(entity));
    entities.flat_map(|(index, _)| of_entity(context.program, index, subject.part)).collect()
}

fn of_entity(program: &Resolved, index: EntityIndex, part: Option<&str>) -> Vec<Subject> {
    let entity = program.entity(index);
    let tree = Tree::of_entity(entity);
    let Some(list) = part else { return vec![Subject { entity: Some(index), at: entity.at, tree }] };
    let subject = |tree: &Tree, at: Option<Span>| Subject {
        entity: Some(index),
        at: at.or_else(|| tree.place()).unwrap_or(entity.at),
        tree: tree.clone(),
    };
    match tree.get(list) {
        Some(Tree::List(items)) => items.iter().map(|item| subject(item, None)).collect(),
        // the parts of a map are named by their keys
        Some(Tree::Record(fields, _)) if !fields.is_empty() && is_map(entity.kind, list) => fields
            .iter()
            .map(|(key, value)| {
                let part = program.parts.in_list(index, list).find(|(_, part)| part.id.as_str() == key);
                let mut found = subject(value, part.map(|(_, part)| part.at));
                if let Tree::Record(fields, _) = &mut found.tree {
                    fields.push(("id".to_owned(), Tree::Scalar(key.clone())));
                }
                found
            })
            .collect(),
        Some(record @ Tree::Record(..)) => vec![subject(record, None)],
        _ => Vec::new(),
    }
}

/// Whether a field is a map whose keys are the user's.
fn is_map(kind: Kind, key: &str) -> bool {
    kind.info().all_fields().any(|field| field.key == key && (field.type_name)().starts_with("map of"))
}

/// The subject that an example names or writes out.
pub fn example(program: &Resolved, subject: PolicyFor, example: &PolicyExample, at: Span) -> Option<Subject> {
    match example {
        PolicyExample::Written(yaml) => Some(Subject { entity: None, at, tree: Tree::of_yaml(yaml)? }),
        PolicyExample::Named(path) => named(program, subject, *path),
    }
}

fn named(program: &Resolved, subject: PolicyFor, path: Path) -> Option<Subject> {
    if path.kind.is_some_and(|kind| kind != subject.kind) || path.part.is_some() != subject.part.is_some() {
        return None;
    }
    let index = program.find(subject.kind, path.head)?;
    let mut all = of_entity(program, index, subject.part).into_iter();
    match path.part {
        None => all.next(),
        Some(part) => all.find(|found| found.tree.get("id").and_then(Tree::spelled) == Some(part.as_str())),
    }
}
