//! Writes a build: atomically, only what changed, and never over what Senda did not write.

use crate::diagnostic::{Say, say};
use crate::emit::{Artifact, MANIFEST, Manifest, ManifestEntry, Sink, manifest_of_bytes, sha256};
use crate::model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The folder that a build writes to, and nothing outside of it.
pub trait Folder: Sync {
    /// The bytes of a file, or `None` when there is none.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;
    /// Writes a file as a whole or not at all, and makes its folders.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Whether a path, or a folder on the way to it, is a symbolic link.
    fn is_linked(&self, path: &str) -> bool;
    /// Puts a file in the place of another one, at once.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// The names of the files in a folder; none when it does not exist.
    fn names(&self, folder: &str) -> io::Result<Vec<String>>;
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

/// Where files wait until all of them are there, each under the checksum of its path.
const STAGE: &str = ".senda-build";

/// A build that takes its files one by one. Each is compared with what is on disk and, when it has
/// changed, set aside; `finish` puts all of them in their places. Until then nothing has changed.
pub struct Build<'f> {
    folder: &'f dyn Folder,
    model: &'f Model,
    /// Only compares.
    only_looks: bool,
    ours: BTreeMap<String, BTreeSet<String>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    files: Vec<(ManifestEntry, bool)>,
    /// What stands in the way; of several, the first by its path.
    error: Option<(String, StoreError)>,
}

impl<'f> Build<'f> {
    /// # Errors
    /// The folder cannot be read, or something that is not ours stands in it.
    pub fn start(folder: &'f dyn Folder, model: &'f Model, only_looks: bool) -> Result<Self, StoreError> {
        let ours = known(folder)?;
        let build = Self { folder, model, only_looks, ours, state: Mutex::default() };
        if !only_looks {
            build.clear_stage()?;
        }
        Ok(build)
    }

    /// Removes what waits to be put in its place.
    fn clear_stage(&self) -> Result<(), StoreError> {
        if self.folder.is_linked(STAGE) {
            return Err(StoreError::Linked(STAGE.to_owned()));
        }
        let names = self.folder.names(STAGE).map_err(|error| failed(STAGE, error))?;
        let is_ours = |name: &String| name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
        for name in names.iter().filter(|name| is_ours(name)) {
            let path = format!("{STAGE}/{name}");
            self.folder.remove(&path).map_err(|error| failed(&path, error))?;
        }
        Ok(())
    }

    /// Whether a file is to be written. The bytes that are to be written wait on disk.
    fn compare(&self, path: &str, bytes: &[u8]) -> Result<bool, StoreError> {
        if self.folder.is_linked(path) {
            return Err(StoreError::Linked(path.to_owned()));
        }
        match self.folder.read(path).map_err(|error| failed(path, error))? {
            Some(old) if old == bytes => return Ok(false),
            Some(old) if !self.wrote(path, &old) => return Err(StoreError::Foreign(path.to_owned())),
            _ => {}
        }
        if !self.only_looks {
            self.folder.write(&staged(path), bytes).map_err(|error| failed(path, error))?;
        }
        Ok(true)
    }

    /// Whether a file is as an earlier build left it.
    fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        if path == MANIFEST {
            return manifest_of_bytes(bytes).is_some();
        }
        self.ours.get(path).is_some_and(|hashes| hashes.contains(&sha256(bytes)))
    }

    /// Puts everything in its place: the list of what comes first, the manifest last.
    ///
    /// # Errors
    /// What stands in the way, and then nothing was changed; or a file that could not be put in its
    /// place, and then every file that was is whole.
    pub fn finish(self) -> Result<Written, StoreError> {
        let state = std::mem::take(&mut *self.state.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some((_, error)) = state.error {
            return Err(error);
        }
        let (entries, changed): (Vec<ManifestEntry>, Vec<bool>) = sorted(state.files).into_iter().unzip();
        let paths: Vec<String> = entries.iter().map(|entry| entry.path.clone()).collect();
        let manifest = Manifest::of(entries, self.model).to_bytes();
        let mut plan = Written::default();
        let manifest_changed = self.compare(MANIFEST, &manifest)?;
        for (path, changed) in paths.iter().zip(changed) {
            if changed { plan.written.push(path.clone()) } else { plan.unchanged += 1 }
        }
        if manifest_changed {
            plan.written.push(MANIFEST.to_owned())
        } else {
            plan.unchanged += 1
        }
        plan.removed = self.gone(&paths.iter().map(String::as_str).collect());
        if !plan.is_current() && !self.only_looks {
            self.put(&plan, &manifest)?;
        }
        Ok(plan)
    }

    /// Files of an earlier build that no longer belong. One that was changed by hand since is no longer
    /// ours: it stays.
    fn gone(&self, now: &BTreeSet<&str>) -> Vec<String> {
        let goes = |path: &str| {
            !now.contains(path)
                && !self.folder.is_linked(path)
                && matches!(self.folder.read(path), Ok(Some(old)) if self.wrote(path, &old))
        };
        self.ours.keys().filter(|path| goes(path)).cloned().collect()
    }

    fn put(&self, plan: &Written, manifest: &[u8]) -> Result<(), StoreError> {
        self.folder.write(JOURNAL, manifest).map_err(|error| failed(JOURNAL, error))?;
        for path in plan.written.iter().filter(|path| *path != MANIFEST) {
            self.folder.rename(&staged(path), path).map_err(|error| failed(path, error))?;
        }
        for path in &plan.removed {
            self.folder.remove(path).map_err(|error| failed(path, error))?;
        }
        if plan.written.iter().any(|path| path == MANIFEST) {
            self.folder.rename(&staged(MANIFEST), MANIFEST).map_err(|error| failed(MANIFEST, error))?;
        }
        self.folder.remove(JOURNAL).map_err(|error| failed(JOURNAL, error))
    }
}

impl Sink for Build<'_> {
    fn put(&self, artifact: Artifact) {
        let compared = self.compare(&artifact.path, &artifact.bytes);
        let entry = ManifestEntry::of(&artifact, self.model);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match compared {
            Ok(changed) => state.files.push((entry, changed)),
            Err(error) => {
                if state.error.as_ref().is_none_or(|(path, _)| entry.path < *path) {
                    state.error = Some((entry.path, error));
                }
            }
        }
    }
}

/// Nothing is left waiting, however the build ended.
impl Drop for Build<'_> {
    fn drop(&mut self) {
        if !self.only_looks {
            let _ = self.clear_stage();
        }
    }
}

fn sorted(mut files: Vec<(ManifestEntry, bool)>) -> Vec<(ManifestEntry, bool)> {
    files.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    files
}

fn staged(path: &str) -> String {
    format!("{STAGE}/{}", sha256(path.as_bytes()))
}

fn failed(path: &str, error: io::Error) -> StoreError {
    StoreError::Io { path: path.to_owned(), error }
}

/// Files that an earlier build wrote, whole or cut short, with the checksums they may have.
fn known(folder: &dyn Folder) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let mut ours: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in [MANIFEST, JOURNAL] {
        let bytes = folder.read(name).map_err(|error| failed(name, error))?;
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
mod tests;
