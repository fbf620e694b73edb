//! The YAML files of a program, read to be changed and written whole.

use super::disk::DiskWorld;
use super::folder::DiskFolder;
use super::store::{Folder, StoreError};
use super::{Failure, Setting, root, unreadable};
use crate::edit;
use crate::model::read::{self, ReadError};
use crate::source::World;
use crate::syntax::decode_bytes;
use clap::ArgMatches;
use std::path::PathBuf;

/// The files that a command may change.
pub struct Files {
    pub root: PathBuf,
    pub world: DiskWorld,
    /// Only what lies here, from the root, with `/`; everything when empty.
    below: String,
}

/// A file with its text, its byte order mark taken off.
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Files {
    /// The files of the program that the path of a command line belongs to.
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        let root = root(matches)?;
        let world = DiskWorld::open(&root).map_err(|error| unreadable(&ReadError::List(error)))?;
        Ok(Self { root, world, below: String::new() })
    }

    /// Of these only the ones that the path itself names: a file, or what lies in a folder.
    pub fn named(matches: &ArgMatches) -> Result<Self, Failure> {
        let mut files = Self::of(matches)?;
        if let Some(named) = matches.get_one::<PathBuf>("path") {
            let real = named.canonicalize().unwrap_or_else(|_| named.clone());
            let inside = real.strip_prefix(files.world.root()).unwrap_or(&real);
            let parts: Vec<_> = inside.components().map(|p| p.as_os_str().to_string_lossy()).collect();
            files.below = parts.join("/");
        }
        Ok(files)
    }

    fn is_named(&self, path: &str) -> bool {
        let rest = path.strip_prefix(&self.below);
        self.below.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The texts of the program's own files; those that are no text are left out.
    pub fn texts(&self) -> Result<Vec<File>, Failure> {
        let paths = read::yaml_files(&self.world).map_err(|error| unreadable(&error))?;
        let mut files = Vec::new();
        for path in paths.into_iter().filter(|path| self.is_named(path)) {
            let bytes = self
                .world
                .read(&path)
                .map_err(|error| unreadable(&ReadError::File { path: path.clone(), error }))?;
            if let Ok(text) = decode_bytes(bytes.clone()) {
                files.push(File { path, bytes, text });
            }
        }
        Ok(files)
    }

    /// Writes a file whole, or not at all.
    pub fn write(&self, file: &File, text: &str) -> Result<(), Failure> {
        self.put(&file.path, &edit::restored(&file.bytes, text))
    }

    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let folder = DiskFolder::new(&self.root);
        let failed = |error: StoreError| {
            let (message, help) = error.inside(&self.root).say();
            Failure::new(message, help)
        };
        if folder.is_linked(path) {
            return Err(failed(StoreError::Linked(path.to_owned())));
        }
        folder.write(path, bytes).map_err(|error| failed(StoreError::Io { path: path.to_owned(), error }))
    }
}

/// Prints what changes in a file.
pub fn show(path: &str, before: &str, after: &str, setting: &Setting) {
    let difference = edit::difference(path, before, after);
    if !setting.terminal.colors {
        return setting.terminal.say(&difference);
    }
    let painted = difference.lines().map(|line| match line.as_bytes().first() {
        Some(b'+') => format!("\u{1b}[32m{line}\u{1b}[0m\n"),
        Some(b'-') => format!("\u{1b}[31m{line}\u{1b}[0m\n"),
        _ => format!("{line}\n"),
    });
    setting.terminal.say(&painted.collect::<String>());
}
