//! The world of a git revision: the files of a tree, as `check` would see them on disk.

use super::git::{Blob, Blobs, Listing};
use super::ignored::Ignored;
use crate::source::{Home, Listed, World};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Blobs that were read, by their ids, so that what two revisions share is read once.
#[derive(Clone)]
pub struct Shared {
    blobs: Blobs,
    known: Arc<Mutex<HashMap<String, Arc<Vec<u8>>>>>,
}

impl Shared {
    pub fn new(blobs: Blobs) -> Self {
        Self { blobs, known: Arc::default() }
    }

    pub fn read(&self, id: &str) -> io::Result<Arc<Vec<u8>>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = known().get(id) {
            return Ok(bytes.clone());
        }
        let bytes = Arc::new(self.blobs.read(id)?);
        known().insert(id.to_owned(), bytes.clone());
        Ok(bytes)
    }
}

/// A folder of a commit.
#[derive(Clone)]
pub struct RevisionWorld {
    files: Arc<BTreeMap<String, Blob>>,
    shared: Shared,
    /// From the top of the repository, empty or with a `/` at its end.
    at: String,
    packages: Packages,
}

/// Opens the program of a package for one in this folder of the same commit.
pub type Packages = Arc<dyn Fn(&str, Home<'_>) -> io::Result<Arc<dyn World + Send>> + Send + Sync>;

impl RevisionWorld {
    /// What is hidden, or ignored by the `.gitignore` files of the tree itself, is left out as on disk.
    pub fn new(listing: Listing, shared: Shared, at: &str, packages: Packages) -> io::Result<Self> {
        let mut patterns = Vec::new();
        for blob in &listing.blobs {
            if let Some(folder) = blob.path.strip_suffix(".gitignore") {
                patterns.push((folder, String::from_utf8_lossy(&shared.read(&blob.id)?).into_owned()));
            }
        }
        let ignored = Ignored::of(patterns.into_iter());
        let kept = listing.blobs.into_iter().filter(|blob| !ignored.leaves_out(&blob.path));
        let files = kept.map(|blob| (blob.path.clone(), blob)).collect();
        Ok(Self { files: Arc::new(files), shared, at: at.to_owned(), packages })
    }

    /// The id of the blob at a path.
    pub fn id(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|blob| blob.id.as_str())
    }
}

impl World for RevisionWorld {
    fn list(&self) -> io::Result<Vec<Listed>> {
        Ok(self.files.values().map(|blob| Listed { path: blob.path.clone(), size: blob.size }).collect())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let blob = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        self.shared.read(&blob.id).map(|bytes| bytes.to_vec())
    }

    fn has(&self, path: &str) -> Option<bool> {
        Some(self.files.contains_key(path))
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        (self.packages)(&self.at, home)
    }

    fn identity(&self) -> String {
        format!("/{}", self.at)
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}

/// A world without what lies in some folders.
#[derive(Clone)]
pub struct Without {
    pub base: Arc<dyn World + Send>,
    /// With a `/` at the end.
    pub folders: Arc<Vec<String>>,
}

impl World for Without {
    fn list(&self) -> io::Result<Vec<Listed>> {
        let mut files = self.base.list()?;
        files.retain(|file| !self.folders.iter().any(|folder| file.path.starts_with(folder)));
        Ok(files)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.base.read(path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.base.has(path)
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        self.base.package(home)
    }

    fn identity(&self) -> String {
        self.base.identity()
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}
