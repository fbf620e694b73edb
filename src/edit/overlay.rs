//! A world with changes that are not written yet.

use crate::source::{Listed, World};
use std::collections::BTreeMap;
use std::io;

pub struct Overlay<'w> {
    base: &'w dyn World,
    changed: BTreeMap<String, Vec<u8>>,
}

impl<'w> Overlay<'w> {
    pub fn new(base: &'w dyn World) -> Self {
        Self { base, changed: BTreeMap::new() }
    }

    pub fn set(&mut self, path: &str, bytes: Vec<u8>) {
        self.changed.insert(path.to_owned(), bytes);
    }

    /// The files that differ, with their bytes.
    pub fn into_changed(self) -> BTreeMap<String, Vec<u8>> {
        self.changed
    }
}

impl World for Overlay<'_> {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let mut files = self.base.list()?;
        files.retain(|file| !self.changed.contains_key(&file.path));
        files.extend(self.changed.iter().map(|(p, b)| Listed { path: p.clone(), size: b.len() as u64 }));
        files.sort();
        Ok(files)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.changed.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.base.read(path),
        }
    }
}
