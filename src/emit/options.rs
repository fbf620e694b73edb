//! What an output can be told.

use super::measured::Measured;
use crate::diagnostic::Words;
use crate::model::EntityIndex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An option that a target has.
pub struct OptionInfo {
    pub name: &'static str,
    /// One line for the reference page.
    pub about: Words,
    pub takes: Takes,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `true` or `false`.
    Switch,
    /// One or several of these.
    SomeOf(&'static [&'static str]),
    /// One or several languages of the program.
    Languages,
}

/// The value of an option, of the sort that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Switch(bool),
    Words(Vec<String>),
}

/// What the user chose for an output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Templates of the program that take the place of ours, by their paths.
    pub overrides: Arc<BTreeMap<String, String>>,
    /// Files of the program that the site takes along: logos and fonts of its theme.
    pub files: Arc<BTreeMap<String, Vec<u8>>>,
    /// The revision of the files that are built, as whoever builds calls it.
    pub revision: Option<String>,
    /// Values that were measured before.
    pub measured: Option<Arc<Measured>>,
    /// Only these entities.
    pub only: Option<Arc<BTreeSet<EntityIndex>>>,
    pub told: BTreeMap<&'static str, Told>,
}

impl Options {
    /// Whether an entity is to be written.
    pub fn wants(&self, entity: EntityIndex) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&entity))
    }

    /// Whether something that can be switched off is on.
    pub fn is_on(&self, option: &str) -> bool {
        self.told.get(option) != Some(&Told::Switch(false))
    }

    /// Whether a word is among those chosen; every word is when none was chosen.
    pub fn has(&self, option: &str, word: &str) -> bool {
        match self.told.get(option) {
            Some(Told::Words(words)) => words.iter().any(|chosen| chosen == word),
            _ => true,
        }
    }
}
