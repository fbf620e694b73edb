//! All entities of a program.

use super::expression::Choices;
use super::id::Id;
use super::package::Packages;
use super::program::Program;
use super::{Entity, EntityKind, Kind};
use crate::source::{At, Span};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// An entity of the [`Model`], by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIndex(pub u32);

/// All entities, sorted by kind and id, so that the order of files changes nothing.
#[derive(Debug, Default)]
pub struct Model {
    entities: Vec<Entity>,
    by_name: HashMap<(Kind, Id), EntityIndex, RandomState>,
    pub suppressions: Vec<super::suppression::Suppression>,
    /// Kinds of documents whose id could not be read: references may mean one of them.
    nameless: Vec<Kind>,
    /// The wordings that `senda.lock` keeps, if there is one.
    pub wordings: Option<super::wordings::Wordings>,
    /// Whether a whole file could not be read: anything may stand in it.
    unread: bool,
    /// What came from other programs.
    pub packages: Packages,
    /// The ids of each kind as what an expression may choose from, made on first use.
    choices: [OnceLock<Arc<Choices>>; Kind::ALL.len()],
}

/// An entity of a known kind.
#[derive(Debug)]
pub struct Of<'m, T> {
    pub entity: &'m Entity,
    pub index: EntityIndex,
    pub it: &'m T,
}

impl<T> Clone for Of<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Of<'_, T> {}

impl<T> Deref for Of<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.it
    }
}

impl<T> Of<'_, T> {
    pub fn id(&self) -> Id {
        self.entity.id
    }

    /// A place in this entity's file.
    pub fn place(&self, span: Span) -> At {
        self.entity.place(span)
    }
}

impl Model {
    /// Takes the entities of all files. Where two have one kind and id, the first in reading
    /// order is the one that references mean; the other has its finding.
    pub fn new(mut entities: Vec<Entity>, suppressions: Vec<super::suppression::Suppression>) -> Self {
        entities.sort_by_key(|e| (e.kind, e.id, e.file, e.at));
        let mut by_name = HashMap::with_capacity_and_hasher(entities.len(), RandomState::default());
        for (index, entity) in entities.iter().enumerate() {
            by_name.entry((entity.kind, entity.id)).or_insert(EntityIndex(index as u32));
        }
        Self { entities, by_name, suppressions, ..Self::default() }
    }

    /// The same model with entities of other programs.
    pub fn joined(self, more: Vec<Entity>) -> Self {
        let Self { mut entities, suppressions, nameless, wordings, unread, .. } = self;
        entities.extend(more);
        let joined = Self::new(entities, suppressions);
        Self { nameless, wordings, unread, ..joined }
    }

    /// Lets an entity go by another name as well.
    pub fn call(&mut self, kind: Kind, id: Id, index: EntityIndex) {
        self.by_name.entry((kind, id)).or_insert(index);
    }

    /// How an entity is named in this program's files: `corp:nps` when it came from a package.
    pub fn spelled(&self, index: EntityIndex) -> Id {
        let entity = self.entity(index);
        let own = |it: &&super::package::Called| it.id == entity.id;
        self.packages.names_of(index).find(own).map_or(entity.id, |it| it.spelled)
    }

    /// The same model, with the kinds of documents whose id could not be read.
    pub fn with_nameless(mut self, kinds: Vec<Kind>) -> Self {
        self.nameless = kinds;
        self
    }

    /// The same model, with word of a whole file that could not be read.
    pub fn with_unread(mut self, unread: bool) -> Self {
        self.unread = unread;
        self
    }

    /// Whether a name that is not found may stand in what could not be read.
    pub fn may_have(&self, kind: Kind) -> bool {
        self.unread || self.has_nameless(kind)
    }

    /// Whether whole documents could not be read, so that the program is not known as a whole.
    pub fn is_partial(&self) -> bool {
        self.unread || !self.nameless.is_empty()
    }

    /// Whether a document of this kind has no readable id, so that an unknown name may be its own.
    pub fn has_nameless(&self, kind: Kind) -> bool {
        self.nameless.contains(&kind)
    }

    pub fn entities(&self) -> impl ExactSizeIterator<Item = (EntityIndex, &Entity)> {
        self.entities.iter().enumerate().map(|(i, e)| (EntityIndex(i as u32), e))
    }

    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index.0 as usize]
    }

    pub fn len(&self) -> usize {
        self.entities.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    pub fn find(&self, kind: Kind, id: Id) -> Option<EntityIndex> {
        self.by_name.get(&(kind, id)).copied()
    }

    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = Id> {
        self.of_kind(kind).map(|(_, e)| e.id)
    }

    /// The ids of a kind, as what an expression may choose from.
    pub fn choices(&self, kind: Kind) -> Arc<Choices> {
        let made = || Choices::closed(kind.name(), self.ids(kind).map(Id::as_str));
        self.choices[kind as usize].get_or_init(made).clone()
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntityIndex, &Entity)> {
        let start = self.entities.partition_point(|e| e.kind < kind);
        let end = self.entities.partition_point(|e| e.kind <= kind);
        self.entities[start..end].iter().enumerate().map(move |(i, e)| (EntityIndex((start + i) as u32), e))
    }

    /// Every entity of a kind, by its type, in the order of ids.
    pub fn all<T: EntityKind>(&self) -> impl Iterator<Item = Of<'_, T>> {
        self.of_kind(T::KIND)
            .filter_map(|(index, entity)| Some(Of { entity, index, it: T::of(&entity.body)? }))
    }

    /// The entity of this kind and id.
    pub fn get<T: EntityKind>(&self, id: Id) -> Option<Of<'_, T>> {
        let index = self.find(T::KIND, id)?;
        let entity = self.entity(index);
        Some(Of { entity, index, it: T::of(&entity.body)? })
    }

    /// The root entity.
    pub fn program(&self) -> Option<Of<'_, Program>> {
        self.all::<Program>().next()
    }

    /// The languages of the program, the first one being the default; English when nothing says so.
    pub fn languages(&self) -> Vec<&str> {
        let named: Vec<&str> =
            self.program().map(|p| p.it.languages.items().map(|l| &**l).collect()).unwrap_or_default();
        if named.is_empty() { vec!["en"] } else { named }
    }

    pub fn first_language(&self) -> &str {
        self.languages()[0]
    }
}
