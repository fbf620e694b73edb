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

/// Where the program of a package lies, seen from the program that imports it.
#[derive(Clone, Copy, Debug)]
pub enum Home<'p> {
    /// A folder, by its path from the root of the importing program.
    Beside(&'p str),
    /// A copy that was fetched, by its checksum, and the folder of the program in it.
    Fetched { copy: &'p str, folder: &'p str },
}

/// The folder of a program that keeps what was fetched for it.
pub const FETCHED: &str = ".senda/packages";

pub trait World: Sync {
    /// Every file of the program folder that is not ignored, sorted by path.
    fn list(&self) -> io::Result<Vec<Listed>>;
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// Whether a file of any sort stands at a path, ignored or not; none where the world holds only
    /// what is to be read.
    fn has(&self, _path: &str) -> Option<bool> {
        None
    }
    /// The program of a package; an error where it is not there.
    fn package(&self, _home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        Err(io::ErrorKind::NotFound.into())
    }
    /// What tells this program from others, so that one that imports itself is seen.
    fn identity(&self) -> String {
        String::new()
    }
    /// The same files, for whoever wants to read one once more when the check is over.
    fn again(&self) -> Arc<dyn World + Send>;
}

/// A world that is a map from paths to bytes: for tests and for callers without a disk. What lies
/// beside the program has a path that starts with `../`.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorld {
    files: Arc<BTreeMap<String, Vec<u8>>>,
    /// The folder of the program, empty or with a `/` at its end.
    at: String,
}

impl MemoryWorld {
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter().map(|(p, b)| (p.into(), b.into())).collect();
        Self { files: Arc::new(files), at: String::new() }
    }

    pub fn set(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        Arc::make_mut(&mut self.files).insert(path.into(), bytes.into());
    }

    pub fn remove(&mut self, path: &str) {
        Arc::make_mut(&mut self.files).remove(path);
    }

    fn own(&self) -> impl Iterator<Item = (&str, &Vec<u8>)> {
        let elsewhere = |path: &str| path.starts_with("../") || path.starts_with(FETCHED);
        self.files.iter().filter_map(move |(path, bytes)| {
            let inside = path.strip_prefix(self.at.as_str())?;
            (!elsewhere(inside)).then_some((inside, bytes))
        })
    }
}

impl World for MemoryWorld {
    fn list(&self) -> io::Result<Vec<Listed>> {
        Ok(self.own().map(|(p, b)| Listed { path: p.to_owned(), size: b.len() as u64 }).collect())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(&format!("{}{path}", self.at)).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        let at = match home {
            Home::Beside(path) => joined(&self.at, path),
            Home::Fetched { copy, folder } => joined(&format!("{FETCHED}/{copy}"), folder),
        };
        let inside = Self { files: self.files.clone(), at };
        let is_there = inside.at.is_empty() || inside.own().next().is_some();
        if is_there { Ok(Arc::new(inside)) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn identity(&self) -> String {
        self.at.clone()
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}

/// A path from a folder, with `..` worked out as far as it goes: empty, or with a `/` at its end.
pub fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.iter().map(|part| format!("{part}/")).collect()
}
