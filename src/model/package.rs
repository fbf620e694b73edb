//! What came into a program from others.

use super::id::Id;
use super::{EntityIndex, Kind};
use crate::source::{At, FileId};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A package as the program names it.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: Id,
    /// Where the program names it.
    pub at: At,
    /// Its folder, from that of the program.
    pub place: String,
    /// The files that came from it.
    pub files: Range<u32>,
}

/// An entity under the name that the program has for it: `corp:nps`.
#[derive(Clone, Debug)]
pub struct Called {
    pub kind: Kind,
    /// `corp-nps`
    pub id: Id,
    /// `corp:nps`
    pub spelled: Id,
    pub index: EntityIndex,
    /// Its program and its id there, so that what comes over two ways is known as one.
    pub origin: Arc<str>,
}

/// All packages, and all that came from them.
#[derive(Debug, Default)]
pub struct Packages {
    pub list: Vec<Package>,
    pub called: Vec<Called>,
    by_index: HashMap<EntityIndex, Vec<usize>>,
}

impl Packages {
    pub fn new(list: Vec<Package>, called: Vec<Called>) -> Self {
        let mut by_index: HashMap<EntityIndex, Vec<usize>> = HashMap::new();
        for (place, it) in called.iter().enumerate() {
            by_index.entry(it.index).or_default().push(place);
        }
        Self { list, called, by_index }
    }

    /// The package that a file came from; none for those of the program itself.
    pub fn of_file(&self, file: FileId) -> Option<&Package> {
        self.list.iter().find(|it| it.files.contains(&file.0))
    }

    pub fn named(&self, name: Id) -> Option<&Package> {
        self.list.iter().find(|it| it.name == name)
    }

    /// The names of an entity that came from a package, or that takes the place of one.
    pub fn names_of(&self, index: EntityIndex) -> impl Iterator<Item = &Called> {
        self.by_index.get(&index).into_iter().flatten().map(|place| &self.called[*place])
    }
}
