//! Writes a build: atomically, only what changed, and never over what Senda did not write.

use crate::diagnostic::{Say, say};
use crate::emit::{Artifact, MANIFEST, Manifest, manifest_of_bytes, sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// The folder that a build writes to, and nothing outside of it.
pub trait Folder {
    /// The bytes of a file, or `None` when there is none.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;
    /// Writes a file as a whole or not at all, and makes its folders.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Whether a path, or a folder on the way to it, is a symbolic link.
    fn is_linked(&self, path: &str) -> bool;
}

/// What a build did, or would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub written: Vec<String>,
    pub removed: Vec<String>,
    pub unchanged: usize,
}

impl Written {
    pub fn is_current(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Why a build could not be written. Nothing is half-written.
#[derive(Debug)]
pub enum StoreError {
    /// Something stands there that Senda did not write, or that was changed by hand.
    Foreign(String),
    Linked(String),
    Io {
        path: String,
        error: io::Error,
    },
}

impl StoreError {
    /// The same error with its path from where the command was run.
    pub fn inside(self, out: &Path) -> Self {
        let full = |path: String| out.join(path).display().to_string();
        match self {
            StoreError::Foreign(path) => StoreError::Foreign(full(path)),
            StoreError::Linked(path) => StoreError::Linked(full(path)),
            StoreError::Io { path, error } => StoreError::Io { path: full(path), error },
        }
    }

    pub fn say(&self) -> (Say, Say) {
        match self {
            StoreError::Foreign(path) => (
                say!(en: "`{path}` is in the output folder, and Senda did not write it as it is now",
                     es: "`{path}` está en la carpeta de salida y Senda no lo escribió así como está"),
                say!(en: "move it away or delete it, or choose another folder with `--out`; nothing was changed",
                     es: "muévelo o bórralo, o elige otra carpeta con `--out`; no se cambió nada"),
            ),
            StoreError::Linked(path) => (
                say!(en: "`{path}` is a symbolic link, and a build does not write through links",
                     es: "`{path}` es un enlace simbólico, y una compilación no escribe a través de enlaces"),
                say!(en: "choose another folder with `--out`", es: "elige otra carpeta con `--out`"),
            ),
            StoreError::Io { path, error } => (
                say!(en: "`{path}` could not be written: {}", describe(error).en; es: "no se pudo escribir `{path}`: {}", describe(error).es),
                say!(en: "files that were already written are whole; run it again when the cause is mended",
                     es: "los archivos ya escritos están completos; repite cuando se arregle la causa"),
            ),
        }
    }
}

/// What went wrong with a file, in our own words.
pub fn describe(error: &io::Error) -> Say {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            say!(en: "permission denied", es: "sin permiso")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            say!(en: "the disk is full", es: "el disco está lleno")
        }
        io::ErrorKind::NotFound => say!(en: "it does not exist", es: "no existe"),
        io::ErrorKind::NotADirectory => {
            say!(en: "a file stands where a folder is needed", es: "hay un archivo donde se necesita una carpeta")
        }
        io::ErrorKind::IsADirectory => {
            say!(en: "a folder stands where a file is needed", es: "hay una carpeta donde se necesita un archivo")
        }
        io::ErrorKind::InvalidFilename => {
            say!(en: "the name is not allowed on this system", es: "el nombre no se permite en este sistema")
        }
        _ => match error.raw_os_error() {
            Some(number) => {
                say!(en: "the system answered with error {number}", es: "el sistema respondió con el error {number}")
            }
            None => say!(en: "the system refused it", es: "el sistema lo rechazó"),
        },
    }
}

/// A list of what is about to be written, so that a build that was cut short is known as ours.
const JOURNAL: &str = ".senda-build.json";

/// Compares a build with what is on disk.
///
/// # Errors
/// Something foreign or linked is in the way, or the folder cannot be read.
pub fn plan(folder: &dyn Folder, artifacts: &[Artifact], manifest: &Manifest) -> Result<Written, StoreError> {
    let ours = known(folder)?;
    let mut plan = Written::default();
    let manifest_bytes = manifest.to_bytes();
    let files = artifacts
        .iter()
        .map(|a| (a.path.as_str(), a.bytes.as_slice()))
        .chain([(MANIFEST, &manifest_bytes[..])]);
    for (path, bytes) in files {
        if folder.is_linked(path) {
            return Err(StoreError::Linked(path.to_owned()));
        }
        match folder.read(path).map_err(|error| StoreError::Io { path: path.to_owned(), error })? {
            Some(old) if old == bytes => plan.unchanged += 1,
            Some(old) => {
                let written_by_us = if path == MANIFEST {
                    manifest_of_bytes(&old).is_some()
                } else {
                    ours.get(path).is_some_and(|h| h.contains(&sha256(&old)))
                };
                if !written_by_us {
                    return Err(StoreError::Foreign(path.to_owned()));
                }
                plan.written.push(path.to_owned());
            }
            None => plan.written.push(path.to_owned()),
        }
    }
    let now: BTreeSet<&str> = artifacts.iter().map(|a| a.path.as_str()).collect();
    for (path, hashes) in &ours {
        if now.contains(path.as_str()) || folder.is_linked(path) {
            continue;
        }
        // A file that was changed by hand since is no longer ours: it stays.
        if let Ok(Some(old)) = folder.read(path)
            && hashes.contains(&sha256(&old))
        {
            plan.removed.push(path.clone());
        }
    }
    Ok(plan)
}

/// Writes what the plan says. The manifest comes last.
///
/// # Errors
/// The first file that cannot be written; every file that was written is whole.
pub fn write(
    folder: &dyn Folder,
    artifacts: &[Artifact],
    manifest: &Manifest,
) -> Result<Written, StoreError> {
    let plan = plan(folder, artifacts, manifest)?;
    if plan.is_current() {
        return Ok(plan);
    }
    let put = |path: &str, bytes: &[u8]| {
        folder.write(path, bytes).map_err(|error| StoreError::Io { path: path.to_owned(), error })
    };
    put(JOURNAL, &manifest.to_bytes())?;
    let bytes: BTreeMap<&str, &[u8]> =
        artifacts.iter().map(|a| (a.path.as_str(), a.bytes.as_slice())).collect();
    for path in plan.written.iter().filter(|p| *p != MANIFEST) {
        put(path, bytes[path.as_str()])?;
    }
    for path in &plan.removed {
        folder.remove(path).map_err(|error| StoreError::Io { path: path.clone(), error })?;
    }
    put(MANIFEST, &manifest.to_bytes())?;
    folder.remove(JOURNAL).map_err(|error| StoreError::Io { path: JOURNAL.to_owned(), error })?;
    Ok(plan)
}

/// Files that an earlier build wrote, whole or cut short, with the checksums they may have.
fn known(folder: &dyn Folder) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let mut ours: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in [MANIFEST, JOURNAL] {
        let bytes = folder.read(name).map_err(|error| StoreError::Io { path: name.to_owned(), error })?;
        let Some(manifest) = bytes.as_deref().and_then(manifest_of_bytes) else { continue };
        for file in manifest.files.into_iter().filter(|f| is_inside(&f.path)) {
            ours.entry(file.path).or_default().insert(file.sha256);
        }
    }
    Ok(ours)
}

/// A manifest is a file like any other: paths that lead out of the folder are not believed.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', ':'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};

    #[derive(Default)]
    struct Memory {
        files: RefCell<BTreeMap<String, Vec<u8>>>,
        /// After so many writes the disk is full.
        room: Cell<Option<usize>>,
    }

    impl Folder for Memory {
        fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
            Ok(self.files.borrow().get(path).cloned())
        }
        fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
            if let Some(room) = self.room.get() {
                if room == 0 {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                self.room.set(Some(room - 1));
            }
            self.files.borrow_mut().insert(path.to_owned(), bytes.to_owned());
            Ok(())
        }
        fn remove(&self, path: &str) -> io::Result<()> {
            self.files.borrow_mut().remove(path);
            Ok(())
        }
        fn is_linked(&self, _: &str) -> bool {
            false
        }
    }

    fn build(files: &[(&str, &str)]) -> (Vec<Artifact>, Manifest) {
        let artifacts: Vec<Artifact> = files.iter().map(|(p, t)| Artifact::text(*p, *t, [])).collect();
        let manifest = Manifest::of(&artifacts, &crate::model::Model::default());
        (artifacts, manifest)
    }

    #[test]
    fn a_second_build_writes_nothing() {
        let folder = Memory::default();
        let (artifacts, manifest) = build(&[("a/x.html", "x"), ("b.json", "{}")]);
        assert_eq!(write(&folder, &artifacts, &manifest).unwrap().written.len(), 3);
        assert!(write(&folder, &artifacts, &manifest).unwrap().is_current());
    }

    #[test]
    fn what_no_longer_belongs_goes_and_what_was_edited_stays() {
        let folder = Memory::default();
        let (artifacts, manifest) = build(&[("old.html", "1"), ("edited.html", "2")]);
        write(&folder, &artifacts, &manifest).unwrap();
        folder.files.borrow_mut().insert("edited.html".into(), b"by hand".to_vec());
        let (artifacts, manifest) = build(&[("new.html", "3")]);
        let done = write(&folder, &artifacts, &manifest).unwrap();
        assert_eq!(done.removed, ["old.html"]);
        assert!(folder.files.borrow().contains_key("edited.html"));
    }

    #[test]
    fn a_file_that_senda_did_not_write_is_never_overwritten() {
        let folder = Memory::default();
        folder.files.borrow_mut().insert("a.html".into(), b"mine".to_vec());
        let (artifacts, manifest) = build(&[("b.html", "x"), ("a.html", "y")]);
        assert!(
            matches!(write(&folder, &artifacts, &manifest), Err(StoreError::Foreign(p)) if p == "a.html")
        );
        assert_eq!(folder.files.borrow().len(), 1, "nothing else was written");
    }

    #[test]
    fn a_build_cut_short_by_a_full_disk_is_taken_up_again() {
        let folder = Memory::default();
        let (artifacts, manifest) = build(&[("a.html", "1"), ("b.html", "2")]);
        folder.room.set(Some(2));
        assert!(matches!(write(&folder, &artifacts, &manifest), Err(StoreError::Io { .. })));
        folder.room.set(None);
        write(&folder, &artifacts, &manifest).unwrap();
        assert!(!folder.files.borrow().contains_key(JOURNAL));
        assert!(folder.files.borrow().contains_key("b.html"));
    }

    #[test]
    fn a_manifest_cannot_name_files_outside() {
        for path in ["../x", "/etc/x", "a/../../x", "C:x", "a\\b", ""] {
            assert!(!is_inside(path), "{path}");
        }
        assert!(is_inside("site/es/index.html"));
    }
}
