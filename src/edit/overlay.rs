//! A world with changes that are not written yet.

use crate::source::{Home, Listed, World};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

#[derive(Clone)]
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
        list(self.base, &self.changed)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        read(self.base, &self.changed, path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        if self.changed.contains_key(path) { Some(true) } else { self.base.has(path) }
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        self.base.package(home)
    }

    fn identity(&self) -> String {
        self.base.identity()
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(Held { base: self.base.again(), changed: Arc::new(self.changed.clone()) })
    }
}

/// An overlay as it was, while the one it was made from goes on changing.
struct Held {
    base: Arc<dyn World + Send>,
    changed: Arc<BTreeMap<String, Vec<u8>>>,
}

impl World for Held {
    fn list(&self) -> io::Result<Vec<Listed>> {
        list(&*self.base, &self.changed)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        read(&*self.base, &self.changed, path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        if self.changed.contains_key(path) { Some(true) } else { self.base.has(path) }
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        self.base.package(home)
    }

    fn identity(&self) -> String {
        self.base.identity()
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(Held { base: self.base.clone(), changed: self.changed.clone() })
    }
}

fn list(base: &dyn World, changed: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<Listed>> {
    let mut files = base.list()?;
    files.retain(|file| !changed.contains_key(&file.path));
    files.extend(changed.iter().map(|(p, b)| Listed { path: p.clone(), size: b.len() as u64 }));
    files.sort();
    Ok(files)
}

fn read(base: &dyn World, changed: &BTreeMap<String, Vec<u8>>, path: &str) -> io::Result<Vec<u8>> {
    match changed.get(path) {
        Some(bytes) => Ok(bytes.clone()),
        None => base.read(path),
    }
}
