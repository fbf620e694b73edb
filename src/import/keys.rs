//! The properties of a JSON object, each of which is read, of no meaning to Senda, or listed.

use super::report::Report;
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// An object with its place, which remembers what was read of it.
pub struct Keys<'j> {
    pub place: String,
    map: &'j Map<String, Json>,
    taken: RefCell<BTreeSet<String>>,
}

impl<'j> Keys<'j> {
    pub fn new(place: impl Into<String>, map: &'j Map<String, Json>) -> Self {
        Self { place: place.into(), map, taken: RefCell::default() }
    }

    /// The whole object, read or not.
    pub fn map(&self) -> &'j Map<String, Json> {
        self.map
    }

    /// The value of a property, which counts as read from now on.
    pub fn take(&self, key: &str) -> Option<&'j Json> {
        let value = self.map.get(key)?;
        self.taken.borrow_mut().insert(key.to_owned());
        Some(value)
    }

    /// The value when it has the form that is asked for; otherwise it stays to be listed.
    pub fn take_if<T>(&self, key: &str, read: impl Fn(&'j Json) -> Option<T>) -> Option<T> {
        let value = read(self.map.get(key)?)?;
        self.taken.borrow_mut().insert(key.to_owned());
        Some(value)
    }

    pub fn text(&self, key: &str) -> Option<&'j str> {
        self.take_if(key, Json::as_str)
    }

    pub fn whole(&self, key: &str) -> Option<i64> {
        self.take_if(key, whole)
    }

    /// A switch; off when it is not there.
    pub fn is_on(&self, key: &str) -> bool {
        self.take_if(key, Json::as_bool).unwrap_or(false)
    }

    /// Where a property stands.
    pub fn place_of(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// Lists what was not read, apart from what has no meaning here.
    pub fn finish(&self, no_meaning: &[(&str, &str)], report: &mut Report) {
        let taken = self.taken.borrow();
        for (key, value) in self.map {
            if !taken.contains(key) && !no_meaning.iter().any(|(name, _)| name == key) {
                report.unknown(self.place_of(key), key, &value.to_string());
            }
        }
    }
}

/// A whole number, also where it is written as a text.
pub fn whole(value: &Json) -> Option<i64> {
    match value {
        Json::Number(number) => number
            .as_i64()
            .or_else(|| number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 1e15).map(|n| n as i64)),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
