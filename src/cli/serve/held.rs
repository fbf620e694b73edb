//! A program's files as they were at one moment, held in memory: pages are drawn from them while the files
//! on disk go on changing.

use crate::cli::disk::DiskWorld;
use crate::model::read::is_yaml;
use crate::source::{Home, Listed, World};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

#[derive(Clone)]
pub struct Held {
    disk: DiskWorld,
    files: Arc<BTreeMap<String, File>>,
    packages: Arc<Mutex<Packages>>,
}

/// The programs beside this one that were asked for, by their paths; nothing where there was none.
type Packages = BTreeMap<String, Option<Held>>;

#[derive(Clone)]
struct File {
    size: u64,
    written: Option<SystemTime>,
    /// Of files that a check reads; data may be large and stays on disk.
    bytes: Option<Arc<[u8]>>,
}

impl Held {
    /// Looks at a program's folder; what has size and time of before, and of which nobody heard that it was
    /// touched, is not read again.
    ///
    /// # Errors
    /// A folder that cannot be listed. A file that went away between the list and the look is left out.
    pub fn look(disk: &DiskWorld, before: Option<&Held>, touched: &HashSet<PathBuf>) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for Listed { path, size } in disk.list()? {
            let full = disk.root().join(&path);
            let Ok(data) = std::fs::symlink_metadata(&full) else { continue };
            let written = data.modified().ok();
            let known = before.and_then(|it| it.files.get(&path));
            let known =
                known.filter(|it| it.size == size && it.written == written && !touched.contains(&full));
            let bytes = match known {
                Some(known) => known.bytes.clone(),
                None if is_held(&path) => match disk.read(&path) {
                    Ok(bytes) => Some(bytes.into()),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(error),
                },
                None => None,
            };
            files.insert(path, File { size, written, bytes });
        }
        let of_package = |path: &String, then: &Option<Held>| match then {
            Some(then) => Held::look(&then.disk, Some(then), touched).ok(),
            None => Self::beside(disk, path),
        };
        let packages = before.map(Held::packages).unwrap_or_default();
        let packages = packages.iter().map(|(path, then)| (path.clone(), of_package(path, then)));
        let packages = Arc::new(Mutex::new(packages.collect()));
        Ok(Self { disk: disk.clone(), files: Arc::new(files), packages })
    }

    fn beside(disk: &DiskWorld, path: &str) -> Option<Self> {
        let disk = disk.of_package(Home::Beside(path)).ok()?;
        Self::look(&disk, None, &HashSet::new()).ok()
    }

    fn packages(&self) -> Packages {
        self.packages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a file is at both moments the same, byte for byte; of data files, by size and time.
    pub fn has_as_in(&self, before: &Held, path: &str) -> bool {
        match (self.files.get(path), before.files.get(path)) {
            (Some(now), Some(then)) => now.is_like(then),
            _ => false,
        }
    }

    /// Whether nothing changed.
    pub fn is_like(&self, before: &Held) -> bool {
        let own = self.files.len() == before.files.len()
            && self.files.keys().all(|path| self.has_as_in(before, path));
        let then = before.packages();
        own && self.packages().iter().all(|(path, now)| {
            match (now, then.get(path).and_then(Option::as_ref)) {
                (Some(now), Some(then)) => now.is_like(then),
                (now, then) => now.is_none() && then.is_none(),
            }
        })
    }

    /// The folders in which the files stand, and those above them up to the program's own; those of packages.
    pub fn folders(&self) -> HashSet<PathBuf> {
        let root = self.disk.root();
        let mut folders = HashSet::from([root.to_path_buf()]);
        for path in self.files.keys() {
            let full = root.join(path);
            let above = full.ancestors().skip(1).take_while(|folder| *folder != root);
            folders.extend(above.map(PathBuf::from));
        }
        folders.extend(self.packages().values().flatten().flat_map(Held::folders));
        folders
    }
}

impl File {
    fn is_like(&self, then: &File) -> bool {
        match (&self.bytes, &then.bytes) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then) || now == then,
            _ => self.size == then.size && self.written == then.written,
        }
    }
}

fn is_held(path: &str) -> bool {
    const TEXTS: [&str; 6] = [".txt", ".lock", ".html", ".css", ".js", ".svg"];
    is_yaml(path) || TEXTS.iter().any(|ending| path.ends_with(ending))
}

impl World for Held {
    fn list(&self) -> io::Result<Vec<Listed>> {
        Ok(self.files.iter().map(|(path, file)| Listed { path: path.clone(), size: file.size }).collect())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.files.get(path).map(|file| &file.bytes) {
            Some(Some(bytes)) => Ok(bytes.to_vec()),
            Some(None) => self.disk.read(path),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.disk.has(path)
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        let Home::Beside(path) = home else { return self.disk.package(home) };
        let mut packages = self.packages.lock().unwrap_or_else(PoisonError::into_inner);
        match packages.entry(path.to_owned()).or_insert_with(|| Self::beside(&self.disk, path)) {
            Some(held) => Ok(Arc::new(held.clone())),
            None => self.disk.package(home), // which says why
        }
    }

    fn identity(&self) -> String {
        self.disk.identity()
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn look(disk: &DiskWorld, before: Option<&Held>) -> Held {
        Held::look(disk, before, &HashSet::new()).unwrap()
    }

    #[test]
    fn what_was_seen_stays_while_the_disk_changes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("senda.yaml", "kind: program\n");
        write("a/b/role.yaml", "kind: role\n");
        write("data.csv", "1,2\n");
        let disk = DiskWorld::open(folder.path()).unwrap();
        let first = look(&disk, None);
        assert!(look(&disk, Some(&first)).is_like(&first));
        assert_eq!(first.folders().len(), 3);

        write("a/b/role.yaml", "kind: roles\n");
        let second = look(&disk, Some(&first));
        assert!(!second.is_like(&first));
        assert!(second.has_as_in(&first, "senda.yaml") && !second.has_as_in(&first, "a/b/role.yaml"));
        assert_eq!(first.read("a/b/role.yaml").unwrap(), b"kind: role\n");
        assert_eq!(second.again().read("a/b/role.yaml").unwrap(), b"kind: roles\n");

        fs::remove_file(folder.path().join("a/b/role.yaml")).unwrap();
        let third = look(&disk, Some(&second));
        assert!(!third.is_like(&second));
        assert!(third.read("a/b/role.yaml").is_err());
        assert_eq!(third.read("data.csv").unwrap(), b"1,2\n");
    }

    #[test]
    fn a_file_that_was_touched_is_read_again_whatever_its_time_says() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("senda.yaml");
        fs::write(&file, "kind: program\n").unwrap();
        let disk = DiskWorld::open(folder.path()).unwrap();
        let first = look(&disk, None);
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "kind: progrbm\n").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        let touched = HashSet::from([disk.root().join("senda.yaml")]);
        assert!(look(&disk, Some(&first)).is_like(&first), "size and time are those of before");
        assert!(!Held::look(&disk, Some(&first), &touched).unwrap().is_like(&first));
    }
}
