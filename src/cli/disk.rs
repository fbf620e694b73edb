//! The world on disk: a program's folder, read as git would read it.

use crate::diagnostic::{Say, say};
use crate::source::{FETCHED, Home, Listed, World};
use ignore::WalkBuilder;
use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// The file that makes a folder a program.
pub const ROOT_FILE: &str = "senda.yaml";

/// A program's folder. Symbolic links are not followed: one that points inside would give every
/// entity twice, one that points outside would make the result depend on the machine, and no
/// loop can be entered.
#[derive(Clone, Debug)]
pub struct DiskWorld {
    root: PathBuf,
    /// Where fetched packages lie; those of a package stand beside it.
    fetched: PathBuf,
    /// The copy that this program is part of, when it was fetched: nothing outside of it counts.
    copy: Option<PathBuf>,
    /// Whether folders are reached without links, as far as somebody asked since the files were listed.
    real_folders: Arc<RwLock<HashMap<PathBuf, bool>>>,
}

impl DiskWorld {
    /// The world of a folder. Fails where the folder cannot be found or is a file.
    pub fn open(root: impl AsRef<Path>) -> io::Result<Self> {
        let root = root.as_ref();
        let real = fs::canonicalize(root).map_err(|e| about(root.display(), &e))?;
        if !real.is_dir() {
            return Err(about(root.display(), &io::ErrorKind::NotADirectory.into()));
        }
        let fetched = real.join(FETCHED);
        Ok(Self { root: real, fetched, copy: None, real_folders: Arc::default() })
    }

    /// The folder, with every link on the way to it resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn listed(&self, entry: &ignore::DirEntry) -> io::Result<Listed> {
        let path = slashed(entry.path().strip_prefix(&self.root).unwrap_or(entry.path()));
        match entry.metadata() {
            Ok(data) => Ok(Listed { path, size: data.len() }),
            Err(error) => Err(walk_error(&path, error)),
        }
    }

    /// Whether a file is no link, and no folder on the way to it is one.
    fn is_real(&self, file: &Path) -> bool {
        let Some(folder) = file.parent() else { return false };
        let known = self.real_folders.read().unwrap_or_else(PoisonError::into_inner).get(folder).copied();
        let is_real = known.unwrap_or_else(|| {
            let is_real = fs::canonicalize(folder).is_ok_and(|real| real == folder);
            let mut folders = self.real_folders.write().unwrap_or_else(PoisonError::into_inner);
            folders.insert(folder.to_owned(), is_real);
            is_real
        });
        is_real && fs::symlink_metadata(file).is_ok_and(|data| data.is_file())
    }

    /// The folder in which a package lies.
    ///
    /// # Errors
    /// There is none, or it leads out of the copy that was fetched.
    pub fn of_package(&self, home: Home<'_>) -> io::Result<Self> {
        let (folder, copy) = match home {
            Home::Beside(path) => (self.root.join(path), self.copy.clone()),
            Home::Fetched { copy, folder } => {
                let copy = fs::canonicalize(self.fetched.join(copy))?;
                (copy.join(folder), Some(copy))
            }
        };
        let opened = Self::open(&folder)?;
        if copy.as_ref().is_some_and(|copy| !opened.root.starts_with(copy)) {
            return Err(about(folder.display(), &io::ErrorKind::PermissionDenied.into()));
        }
        Ok(Self { fetched: self.fetched.clone(), copy, ..opened })
    }
}

impl World for DiskWorld {
    /// Every regular file that git would see, with or without a git repository around it: what
    /// `.gitignore` names is left out, and so is what is hidden. The machine's own git settings
    /// have no say. A folder that cannot be read is an error that names it.
    fn list(&self) -> io::Result<Vec<Listed>> {
        self.real_folders.write().unwrap_or_else(PoisonError::into_inner).clear();
        let in_repository = self.root.ancestors().any(|folder| folder.join(".git").exists());
        let walk = WalkBuilder::new(&self.root)
            .require_git(false)
            .parents(in_repository && self.copy.is_none())
            .ignore(false)
            .git_global(false)
            .git_exclude(false)
            .follow_links(false)
            .build();
        let mut files = Vec::new();
        for entry in walk {
            let entry = entry.map_err(|error| walk_error(&self.root.display(), error))?;
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                files.push(self.listed(&entry)?);
            }
        }
        files.sort();
        Ok(files)
    }

    fn has(&self, path: &str) -> Option<bool> {
        Some(self.root.join(path).is_file())
    }

    fn package(&self, home: Home<'_>) -> io::Result<Arc<dyn World + Send>> {
        Ok(Arc::new(self.of_package(home)?))
    }

    fn identity(&self) -> String {
        self.root.display().to_string()
    }

    /// The bytes of a file inside of the folder; whatever leads out of it is refused.
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            return Err(about(path, &io::ErrorKind::InvalidInput.into()));
        }
        let mut file = self.root.join(path);
        if !self.is_real(&file) {
            file = fs::canonicalize(file).map_err(|e| about(path, &e))?;
            if !file.starts_with(&self.root) {
                return Err(about(path, &io::ErrorKind::PermissionDenied.into()));
            }
        }
        fs::read(file).map_err(|e| about(path, &e))
    }

    fn again(&self) -> Arc<dyn World + Send> {
        Arc::new(self.clone())
    }
}

/// No program was found in a folder or in any folder above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoProgram {
    pub start: PathBuf,
    /// A file whose name comes near: `senda.yml`, `Senda.yaml`.
    pub nearly: Option<PathBuf>,
}

impl NoProgram {
    pub fn message(&self) -> Say {
        let start = self.start.display();
        say!(en: "there is no {ROOT_FILE} in {start} or in a folder above it", es: "no hay un {ROOT_FILE} en {start} ni en una carpeta por encima")
    }

    pub fn help(&self) -> Say {
        match &self.nearly {
            Some(file) => {
                let file = file.display();
                say!(en: "{file} is there: rename it to {ROOT_FILE}", es: "existe {file}: cámbiale el nombre a {ROOT_FILE}")
            }
            None => {
                say!(en: "`senda init` starts a new program", es: "`senda init` comienza un programa nuevo")
            }
        }
    }
}

/// Where a folder stands in its git repository, with a closing `/`; empty at its top or outside of one.
pub fn folder_in_repository(root: &Path) -> String {
    let Ok(full) = root.canonicalize() else { return String::new() };
    let top = full.ancestors().find(|folder| folder.join(".git").exists());
    let inside =
        top.and_then(|top| full.strip_prefix(top).ok()).map(|p| p.to_string_lossy().replace('\\', "/"));
    inside.filter(|p| !p.is_empty()).map_or_else(String::new, |p| p + "/")
}

/// The folder of the program that `start` (a file or a folder) belongs to: the nearest one,
/// going up, that has a `senda.yaml`.
pub fn find_root(start: impl AsRef<Path>) -> Result<PathBuf, NoProgram> {
    let start = start.as_ref();
    let full = std::path::absolute(start).unwrap_or_else(|_| start.to_path_buf());
    let mut nearly = None;
    for folder in full.ancestors() {
        if folder.join(ROOT_FILE).is_file() {
            return Ok(folder.to_path_buf());
        }
        nearly = nearly.or_else(|| near_miss(folder));
    }
    Err(NoProgram { start: full, nearly })
}

fn near_miss(folder: &Path) -> Option<PathBuf> {
    ["senda.yml", "Senda.yaml", "Senda.yml"].iter().map(|name| folder.join(name)).find(|file| file.is_file())
}

/// A path below the root as the program writes it on every machine.
fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn about(path: impl Display, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}

/// What the walk ran into, with the path it names itself or, failing that, `path`.
fn walk_error(path: &impl Display, error: ignore::Error) -> io::Error {
    let named = named_path(&error).map(|p| p.display().to_string());
    let path = named.unwrap_or_else(|| path.to_string());
    match error.into_io_error() {
        Some(error) => about(path, &error),
        None => io::Error::other(path),
    }
}

fn named_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => named_path(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn paths(world: &DiskWorld) -> Vec<String> {
        world.list().unwrap().into_iter().map(|f| f.path).collect()
    }

    #[test]
    fn files_are_listed_in_order_with_their_size_and_with_slashes() {
        let folder = folder(&[("senda.yaml", "kind"), ("b/z.yaml", ""), ("b/a.csv", "1"), ("a.yml", "")]);
        let world = DiskWorld::open(folder.path()).unwrap();
        assert_eq!(paths(&world), ["a.yml", "b/a.csv", "b/z.yaml", "senda.yaml"]);
        assert_eq!(world.list().unwrap()[3].size, 4);
        assert_eq!(world.read("b/a.csv").unwrap(), b"1");
    }

    #[test]
    fn what_git_ignores_is_left_out_even_without_a_repository() {
        let folder = folder(&[
            (".gitignore", "out/\n*.tmp\n"),
            ("out/x.yaml", ""),
            ("x.tmp", ""),
            ("sub/.gitignore", "y.yaml\n"),
            ("sub/y.yaml", ""),
            ("sub/z.yaml", ""),
            (".hidden/a.yaml", ""),
        ]);
        assert_eq!(paths(&DiskWorld::open(folder.path()).unwrap()), ["sub/z.yaml"]);
    }

    #[test]
    fn a_gitignore_above_counts_only_inside_of_its_repository() {
        let folder = folder(&[(".gitignore", "secret.yaml\n"), ("p/secret.yaml", ""), ("p/a.yaml", "")]);
        let world = DiskWorld::open(folder.path().join("p")).unwrap();
        assert_eq!(paths(&world), ["a.yaml", "secret.yaml"]);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(paths(&world), ["a.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_in_loops_or_out_of_the_folder() {
        let outside = folder(&[("secret.yaml", "s")]);
        let folder = folder(&[("a.yaml", "")]);
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, folder.path().join(name)).unwrap();
        link(folder.path(), "loop");
        link(&folder.path().join("a.yaml"), "twice.yaml");
        link(&outside.path().join("secret.yaml"), "out.yaml");
        link(Path::new("nowhere"), "broken.yaml");
        let world = DiskWorld::open(folder.path()).unwrap();
        assert_eq!(paths(&world), ["a.yaml"]);
        assert_eq!(world.read("out.yaml").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn nothing_outside_of_the_folder_can_be_read() {
        let folder = folder(&[("p/a.yaml", ""), ("secret", "")]);
        let world = DiskWorld::open(folder.path().join("p")).unwrap();
        assert_eq!(world.read("../secret").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(world.read("/etc/hostname").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        let missing = world.read("b.yaml").unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        assert!(missing.to_string().starts_with("b.yaml: "));
    }

    #[test]
    fn a_missing_folder_and_a_file_are_no_worlds() {
        let folder = folder(&[("a.yaml", "")]);
        let kind = |path: &str| DiskWorld::open(folder.path().join(path)).unwrap_err().kind();
        assert_eq!(kind("nowhere"), io::ErrorKind::NotFound);
        assert_eq!(kind("a.yaml"), io::ErrorKind::NotADirectory);
    }

    #[test]
    fn the_program_of_a_place_is_the_nearest_above_it() {
        let folder =
            folder(&[("senda.yaml", ""), ("sub/senda.yaml", ""), ("sub/deep/a.yaml", ""), ("x/b.yaml", "")]);
        let root = |from: &str| find_root(folder.path().join(from)).unwrap();
        assert_eq!(root("sub/deep/a.yaml"), folder.path().join("sub"));
        assert_eq!(root("x"), folder.path());
        assert_eq!(root("."), folder.path());
    }

    #[test]
    fn without_a_program_the_nearly_right_file_is_named() {
        let folder = folder(&[("senda.yml", ""), ("x/a.yaml", "")]);
        let error = find_root(folder.path().join("x")).unwrap_err();
        assert_eq!(error.nearly, Some(folder.path().join("senda.yml")));
        assert!(error.help().es.ends_with("cámbiale el nombre a senda.yaml"));
    }
}
