//! Findings of one state that the other does not have. A review reads what is new first.

use super::Side;
use super::renames::Renames;
use crate::diagnostic::{Diagnostic, fingerprints};
use crate::model::id::Id;
use crate::model::time::Date;
use crate::model::{Entity, Kind};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What was found in both states, and what of it is new.
pub struct Found {
    pub before: Vec<Diagnostic>,
    pub after: Vec<Diagnostic>,
    /// The day on which both were looked at.
    pub as_of: Date,
    /// Places in `after`: the gravest first.
    fresh: Vec<usize>,
    /// Places in `before`.
    mended: Vec<usize>,
}

impl Found {
    /// Findings are known by their fingerprints. Those of something that was renamed have others, so they
    /// are paired by rule and name.
    pub fn new(before: (Side<'_>, Vec<Diagnostic>), after: (Side<'_>, Vec<Diagnostic>), as_of: Date) -> Self {
        let ((was, before), (is, after)) = (before, after);
        let mut fresh =
            unknown(&after, &fingerprints(&after, is.sources), &fingerprints(&before, was.sources));
        let mut mended =
            unknown(&before, &fingerprints(&before, was.sources), &fingerprints(&after, is.sources));
        let renames = Renames::of(was.program, is.program);
        mended.retain(|old| {
            let Some(name) = before[*old].entity.as_deref().and_then(|name| renamed(&renames, name)) else {
                return true;
            };
            let same = |new: &usize| {
                after[*new].rule == before[*old].rule && after[*new].entity.as_deref() == Some(&*name)
            };
            match fresh.iter().position(same) {
                Some(at) => {
                    fresh.remove(at);
                    false
                }
                None => true,
            }
        });
        fresh.sort_by_key(|at| Reverse(after[*at].severity));
        Self { before, after, as_of, fresh, mended }
    }

    /// Findings of the state afterwards that the one before did not have, the gravest first.
    pub fn fresh(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.fresh.iter().map(|at| &self.after[*at])
    }

    /// Findings of the state before that are there no more.
    pub fn mended(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.mended.iter().map(|at| &self.before[*at])
    }
}

/// The places of findings whose fingerprint the other side does not have as often.
fn unknown(all: &[Diagnostic], prints: &[String], others: &[String]) -> Vec<usize> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for print in others {
        *known.entry(print).or_default() += 1;
    }
    let is_new = |at: &usize| match known.get_mut(prints[*at].as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let mut is_new = is_new;
    (0..all.len()).filter(|at| is_new(at)).collect()
}

/// How an entity is called afterwards, when that is otherwise than before.
fn renamed(renames: &Renames, name: &str) -> Option<String> {
    let (kind, id) = name.split_once(':')?;
    let (kind, id) = (Kind::of_name(kind)?, Id::new(id));
    let after = renames.entity(kind, id);
    (after != id).then(|| Entity::name_of(kind, after))
}
