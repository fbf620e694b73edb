//! Another state of the same program: what both have alike is read once and shared.

use super::suppression::Suppression;
use super::{Entity, EntityIndex, Model};
use crate::source::{At, FileId, Reopen, Source, SourceMap};
use std::collections::{HashMap, HashSet};

/// A state that was read already, and which of its files the other one has byte for byte.
pub struct Earlier<'e> {
    model: &'e Model,
    sources: &'e SourceMap,
    files: HashMap<&'e str, FileId>,
    /// Entities and suppressions, by their file.
    entities: Vec<Vec<EntityIndex>>,
    suppressions: Vec<Vec<usize>>,
}

/// A file of the earlier state, as a file of this one.
pub struct Shared {
    pub source: Source,
    pub entities: Vec<Entity>,
    pub suppressions: Vec<Suppression>,
}

impl<'e> Earlier<'e> {
    /// The files that `same` names and that are not `faulty`: what is said of a file's form is said with its
    /// places, and those are of one state.
    pub fn new(
        model: &'e Model,
        sources: &'e SourceMap,
        faulty: &HashSet<FileId>,
        same: &dyn Fn(&str) -> bool,
    ) -> Self {
        let fits = |(id, source): &(FileId, &'e Source)| !faulty.contains(id) && same(&source.path);
        let files = sources.iter().filter(fits).map(|(id, source)| (&*source.path, id)).collect();
        let mut entities = vec![Vec::new(); sources.len()];
        for (index, entity) in model.entities() {
            entities[entity.file.0 as usize].push(index);
        }
        let mut suppressions = vec![Vec::new(); sources.len()];
        for (index, it) in model.suppressions.iter().enumerate() {
            suppressions[it.at.file.0 as usize].push(index);
        }
        Self { model, sources, files, entities, suppressions }
    }

    /// The file at a path, when both states have it alike.
    pub fn file(&self, path: &str, file: FileId, reopen: &Reopen) -> Option<Shared> {
        let old = *self.files.get(path)?;
        let source = self.sources.get(old).again(reopen)?;
        let entities = self.entities[old.0 as usize].iter();
        let suppressions = self.suppressions[old.0 as usize].iter().map(|it| {
            let it = &self.model.suppressions[*it];
            Suppression { at: At { file, ..it.at }, ..it.clone() }
        });
        Some(Shared {
            source,
            entities: entities.map(|index| self.model.entity(*index).in_file(file)).collect(),
            suppressions: suppressions.collect(),
        })
    }
}
