//! The only door to files. Whoever checks a program hands in a world: the disk, memory,
//! an editor's unsaved buffers, a git revision.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// A file that a world offers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// From the program's root, with `/`.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
}

pub trait World: Sync {
    /// Every file of the program folder that is not ignored, sorted by path.
    fn list(&self) -> io::Result<Vec<Listed>>;
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// Whether a file of any sort stands at a path, ignored or not; none where the world holds only
    /// what is to be read.
    fn has(&self, _path: &str) -> Option<bool> {
        None
    }
    /// The same files, for whoever wants to read one once more when the check is over.
    fn again(&self) -> Arc<dyn World + Send>;
}

/// A world that is a map from paths to bytes: for tests and for callers without a disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorld {
    files: Arc<BTreeMap<String, Vec<u8>>>,
}

impl MemoryWorld {
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self { files: Arc::new(files.into_iter().map(|(p, b)| (p.into(), b.into())).collect()) }
    }

    pub fn set(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        Arc::make_mut(&mut self.files).insert(path.into(), bytes.into());
    }

    pub fn remove(&mut self, path: &str) {
        Arc::make_mut(&mut self.files).remove(path);
    }
}

impl World for MemoryWorld {
    fn list(&self) -> io::Result<Vec<Listed>> {
        Ok(self.files.iter().map(|(p, b)| Listed { path: p.clone(), size: b.len() as u64 }).collect())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}
