//! Which names of before are which names of afterwards: by `was`, on either side, so that a rename
//! and its way back are both known.

use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, Kind};
use crate::resolve::Resolved;
use crate::source::Span;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Default)]
pub struct Renames {
    /// Id before → id afterwards.
    entities: HashMap<(Kind, Id), Id>,
    /// Kind, id of the entity afterwards, list, id before → id afterwards.
    parts: HashMap<(Kind, Id, &'static str, Id), Id>,
}

impl Renames {
    pub fn of(before: &Resolved, after: &Resolved) -> Self {
        let mut renames = Self::default();
        for (_, entity) in after.entities() {
            for old in entity.common().was.items() {
                let known =
                    before.find(entity.kind, *old).is_some() && after.find(entity.kind, *old).is_none();
                if known && before.find(entity.kind, entity.id).is_none() {
                    renames.entities.insert((entity.kind, *old), entity.id);
                }
            }
        }
        for (_, entity) in before.entities() {
            for old in entity.common().was.items() {
                let known =
                    after.find(entity.kind, *old).is_some() && before.find(entity.kind, *old).is_none();
                if known && after.find(entity.kind, entity.id).is_none() {
                    renames.entities.entry((entity.kind, entity.id)).or_insert(*old);
                }
            }
        }
        renames
    }

    /// Adds the renamed parts of an entity.
    pub fn add_parts(&mut self, before: &Entity, after: &Entity) {
        let (old, new) = (Parts::of(before), Parts::of(after));
        let is_in = |parts: &Parts, list, id| parts.ids.contains(&(list, id));
        for (list, id, was) in &new.former {
            if is_in(&old, list, *was) && !is_in(&new, list, *was) && !is_in(&old, list, *id) {
                self.parts.insert((after.kind, after.id, list, *was), *id);
            }
        }
        for (list, id, was) in &old.former {
            if is_in(&new, list, *was) && !is_in(&old, list, *was) && !is_in(&new, list, *id) {
                self.parts.entry((after.kind, after.id, list, *id)).or_insert(*was);
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.parts.is_empty()
    }

    /// Whether a word of before is the id of something that is called by this other word afterwards:
    /// codes of data and answers of tests name things by plain words.
    pub fn is_word(&self, before: &str, after: &str) -> bool {
        if self.is_empty() || before.split('/').count() != after.split('/').count() {
            return false;
        }
        let mut pieces = before.split('/').zip(after.split('/'));
        pieces.all(|(old, new)| old == new || self.is_name(old, new))
    }

    fn is_name(&self, before: &str, after: &str) -> bool {
        let named = |old: Id, new: Id| old.as_str() == before && new.as_str() == after;
        self.entities.iter().any(|((_, old), new)| named(*old, *new))
            || self.parts.iter().any(|((.., old), new)| named(*old, *new))
    }

    /// The id afterwards of an entity of before.
    pub fn entity(&self, kind: Kind, id: Id) -> Id {
        self.entities.get(&(kind, id)).copied().unwrap_or(id)
    }

    /// The id afterwards of a part of before, in an entity by its id afterwards.
    pub fn part(&self, kind: Kind, entity: Id, list: &'static str, id: Id) -> Id {
        self.parts.get(&(kind, entity, list, id)).copied().unwrap_or(id)
    }
}

/// The parts of an entity by list and id, and their former ids.
#[derive(Default)]
struct Parts {
    ids: HashSet<(&'static str, Id)>,
    former: Vec<(&'static str, Id, Id)>,
    lists: Vec<&'static str>,
    open: Vec<Option<Id>>,
}

impl Parts {
    fn of(entity: &Entity) -> Self {
        let mut parts = Self::default();
        entity.body.walk(entity.span, &mut parts);
        parts
    }
}

impl<'m> Visitor<'m> for Parts {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let id = id.map(|(id, _)| id).filter(|_| !self.open.is_empty());
        if let (Some(id), Some(list)) = (id, self.lists.last()) {
            self.ids.insert((list, id));
        }
        self.open.push(id);
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        self.open.pop();
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.lists.push(field.key);
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.lists.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, _: Span) {
        if let [.., list, "was"] = self.lists.as_slice()
            && let (Some(Some(id)), Leaf::Scalar(old)) = (self.open.last(), leaf)
        {
            self.former.push((list, *id, Id::new(&old.spelling())));
        }
    }
}
