//! Findings that somebody decided to live with: a new exception weakens, one that is gone does not.

use super::renames::Renames;
use super::{Change, Level, Side, What};
use crate::model::suppression::Suppression;
use crate::model::{Entity, EntityIndex};
use crate::source::FileId;
use std::collections::{HashMap, HashSet};

/// An exception with what it is about.
struct One<'s> {
    it: &'s Suppression,
    /// The entity, by its name afterwards; the file, where it covers none.
    about: String,
    index: Option<EntityIndex>,
}

fn of<'s>(side: Side<'s>, renames: Option<&Renames>) -> Vec<One<'s>> {
    let mut by_file: HashMap<FileId, Vec<(EntityIndex, &Entity)>> = HashMap::new();
    let spoken_of: HashSet<FileId> = side.program.model.suppressions.iter().map(|it| it.at.file).collect();
    for (index, entity) in side.program.entities().filter(|(_, it)| spoken_of.contains(&it.file)) {
        by_file.entry(entity.file).or_default().push((index, entity));
    }
    let all = side.program.model.suppressions.iter().map(|it| {
        let covers = |entity: &Entity| entity.span.contains(it.covers) || it.covers.contains(entity.span);
        let found = by_file.get(&it.at.file).and_then(|all| all.iter().find(|(_, entity)| covers(entity)));
        let about = match found {
            Some((_, entity)) => {
                let id = renames.map_or(entity.id, |renames| renames.entity(entity.kind, entity.id));
                Entity::name_of(entity.kind, id)
            }
            None => side.sources.get(it.at.file).path.to_string(),
        };
        One { it, about, index: found.map(|(index, _)| *index) }
    });
    all.collect()
}

pub fn changes(before: Side<'_>, after: Side<'_>, renames: &Renames) -> Vec<Change> {
    let (was, is) = (of(before, Some(renames)), of(after, None));
    let mut taken = vec![false; is.len()];
    let mut out = Vec::new();
    for old in &was {
        let same = |new: &One<'_>| new.it.rule == old.it.rule && new.about == old.about;
        let exact = |new: &One<'_>| same(new) && new.it.why == old.it.why && new.it.until == old.it.until;
        let find = |fits: &dyn Fn(&One<'_>) -> bool| (0..is.len()).find(|i| !taken[*i] && fits(&is[*i]));
        let Some(found) = find(&exact).or_else(|| find(&same)) else {
            out.push(change(Some(old), None, Level::Cosmetic));
            continue;
        };
        taken[found] = true;
        let new = &is[found];
        if !exact(new) {
            let longer = match (old.it.until, new.it.until) {
                (Some(old), Some(new)) => new > old,
                (Some(_), None) => true,
                _ => false,
            };
            out.push(change(Some(old), Some(new), if longer { Level::Weakens } else { Level::Cosmetic }));
        }
    }
    let new = is.iter().zip(taken).filter(|(_, taken)| !taken);
    out.extend(new.map(|(it, _)| change(None, Some(it), Level::Weakens)));
    out
}

fn change(was: Option<&One<'_>>, is: Option<&One<'_>>, level: Level) -> Change {
    let what = match (was, is) {
        (None, _) => What::SuppressionAdded,
        (_, None) => What::SuppressionRemoved,
        _ => What::SuppressionChanged,
    };
    let shown = |one: &One<'_>| match one.it.until {
        Some(until) => format!("{} ({until})", one.it.why),
        None => one.it.why.to_string(),
    };
    let known = is.or(was);
    Change {
        what,
        level,
        entity: known.map(|it| it.about.clone()).unwrap_or_default(),
        index: known.and_then(|it| it.index),
        path: known.map(|it| it.it.rule.to_string()).unwrap_or_default(),
        field: None,
        before: was.map(shown),
        after: is.map(shown),
        before_at: was.map(|it| it.it.at),
        after_at: is.map(|it| it.it.at),
        bridge: None,
        fingerprint: String::new(),
    }
}
