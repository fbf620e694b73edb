//! What changed between two states of a program, in meaning: how a file is written, in which order
//! its entities stand and in which file says nothing. Both sides are compared as trees of what was
//! read; what each change means for others is in `levels.yml`.

mod compare;
mod fresh;
mod judge;
mod levels;
mod lists;
mod renames;
pub mod report;
pub mod rules;
mod suppressions;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use fresh::Found;
pub use levels::Level;
pub use renames::Renames;

use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::{Entity, EntityIndex};
use crate::resolve::Resolved;
use crate::source::{At, SourceMap};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// One state of a program.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    pub program: &'s Resolved,
    pub sources: &'s SourceMap,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    EntityAdded,
    EntityRemoved,
    EntityRenamed,
    PartAdded,
    PartRemoved,
    PartRenamed,
    ValueAdded,
    ValueRemoved,
    ValueChanged,
    OrderChanged,
    SuppressionAdded,
    SuppressionRemoved,
    SuppressionChanged,
}

impl What {
    pub fn name(self) -> &'static str {
        match self {
            What::EntityAdded => "entity-added",
            What::EntityRemoved => "entity-removed",
            What::EntityRenamed => "entity-renamed",
            What::PartAdded => "part-added",
            What::PartRemoved => "part-removed",
            What::PartRenamed => "part-renamed",
            What::ValueAdded => "value-added",
            What::ValueRemoved => "value-removed",
            What::ValueChanged => "value-changed",
            What::OrderChanged => "order-changed",
            What::SuppressionAdded => "suppression-added",
            What::SuppressionRemoved => "suppression-removed",
            What::SuppressionChanged => "suppression-changed",
        }
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    pub what: What,
    pub level: Level,
    /// The entity as it is called afterwards; as it was called, when it is gone. A file, where there
    /// is no entity.
    pub entity: String,
    /// The entity afterwards; before, when it is gone.
    pub index: Option<EntityIndex>,
    /// Where in the entity: `questions/recommend/text.es`; empty for the whole of it.
    pub path: String,
    /// The record and the field that changed; none for a whole entity.
    pub field: Option<(&'static RecordInfo, &'static FieldInfo)>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub before_at: Option<At>,
    pub after_at: Option<At>,
    /// The break that the program itself declares with it: a new `bridge`, in its own words.
    pub bridge: Option<String>,
    /// Known by what changed, and not by lines or commits.
    pub fingerprint: String,
}

impl Change {
    /// Whether somebody has to look at it: a break that the program declares was decided already.
    pub fn counts(&self) -> bool {
        self.bridge.is_none()
    }
}

/// All changes, the gravest first.
#[derive(Debug, Default)]
pub struct Differences {
    pub changes: Vec<Change>,
    /// Values and entities about which nothing is said, because one side cannot be read there.
    pub unread: usize,
}

impl Differences {
    /// Those that count at or above a level.
    pub fn from_level(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |it| it.counts() && it.level <= level)
    }
}

/// Compares two states. `same` says of a path that both have the same bytes there, so that nobody has
/// to look.
pub fn differences(before: Side<'_>, after: Side<'_>, same: &(dyn Fn(&str) -> bool + Sync)) -> Differences {
    let mut renames = Renames::of(before.program, after.program);
    let same_language = before.program.first_language() == after.program.first_language();
    let path = |side: Side<'_>, entity: &Entity| side.sources.get(entity.file).path.to_string();
    let mut pairs: Vec<(Option<EntityIndex>, Option<EntityIndex>)> = Vec::new();
    let mut met = vec![false; after.program.len()];
    for (index, entity) in named(before.program) {
        let found = after.program.find(entity.kind, renames.entity(entity.kind, entity.id));
        if let Some(found) = found {
            met[found.0 as usize] = true;
            let other = after.program.entity(found);
            let (old, new) = (path(before, entity), path(after, other));
            if same_language && old == new && same(&old) {
                continue;
            }
            renames.add_parts(entity, other);
        }
        pairs.push((Some(index), found));
    }
    let added = named(after.program).map(|(index, _)| index).filter(|index| !met[index.0 as usize]);
    pairs.extend(added.map(|index| (None, Some(index))));
    let found: Vec<compare::Found> =
        pairs.into_par_iter().map(|pair| compare::entities(before, after, pair, &renames)).collect();
    let mut all = Differences::default();
    for found in found {
        all.changes.extend(found.changes);
        all.unread += found.unread;
    }
    all.changes.extend(suppressions::changes(before, after, &renames));
    finish(&mut all.changes);
    all
}

/// The entities that their name leads to: of two with one name, the first.
fn named(program: &Resolved) -> impl Iterator<Item = (EntityIndex, &Entity)> {
    program.entities().filter(|(index, entity)| program.find(entity.kind, entity.id) == Some(*index))
}

/// Puts changes in their order and gives each its fingerprint; equal ones get a running number.
fn finish(changes: &mut [Change]) {
    changes.sort_by(|a, b| {
        let key = |it: &Change| (it.bridge.is_some(), it.level);
        key(a).cmp(&key(b)).then_with(|| {
            (&a.entity, &a.path, a.what, &a.before, &a.after)
                .cmp(&(&b.entity, &b.path, b.what, &b.before, &b.after))
        })
    });
    let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
    for it in changes {
        let mut hash = Sha256::new();
        let (before, after) = (it.before.as_deref().unwrap_or(""), it.after.as_deref().unwrap_or(""));
        for part in [it.what.name(), &it.entity, &it.path, before, after] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let nth = seen.entry(hash.clone().finalize().into()).or_default();
        hash.update(nth.to_le_bytes());
        *nth += 1;
        it.fingerprint = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    }
}
