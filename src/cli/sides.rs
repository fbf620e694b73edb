//! The two sides of `senda diff`: a revision, a folder, an archive, or the working tree.

use super::archive;
use super::disk::{DiskWorld, find_root};
use super::git::Repository;
use super::revision::{self, RevisionWorld, Shared, Without};
use super::{Failure, unreadable};
use crate::diagnostic::{Say, say};
use crate::model::read::ReadError;
use crate::source::{Home as Place, MemoryWorld, World, joined};
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One side: how it is called, and its files.
pub struct Side {
    pub name: Say,
    pub world: Arc<dyn World + Send>,
    /// The same world, when it is a revision.
    pub revision: Option<RevisionWorld>,
}

/// What a word of the command line means.
enum Meant {
    Folder(PathBuf),
    Archive(PathBuf, MemoryWorld),
    Revision(String),
    /// Where the histories of two revisions part.
    Parting(String, String),
    WorkingTree,
}

/// The place of the program: its folder on disk, and where it stands in its repository.
pub struct Home {
    /// None in a bare repository.
    pub root: Option<PathBuf>,
    repository: Result<Repository, Failure>,
    /// From the top of the repository, empty or with a `/` at its end.
    pub folder: String,
}

impl Home {
    pub fn of(matches: &ArgMatches) -> Self {
        let start = matches.get_one::<PathBuf>("path").cloned().unwrap_or_else(|| PathBuf::from("."));
        let root = find_root(&start).ok();
        let at = match &root {
            Some(root) => root.clone(),
            None if start.is_dir() => start.clone(),
            None => PathBuf::from("."),
        };
        let repository = Repository::of(&at);
        let top = repository.as_ref().ok().and_then(|it| it.top.as_ref()?.canonicalize().ok());
        let inside = root.as_ref().and_then(|it| it.canonicalize().ok()).zip(top);
        let folder = match inside {
            Some((root, top)) => root.strip_prefix(top).map(slashed).unwrap_or_default(),
            // In a bare repository the path is one inside of the trees.
            None if root.is_none() && !start.is_dir() => slashed(&start),
            None => String::new(),
        };
        Self { root, repository, folder }
    }

    fn repository(&self) -> Result<&Repository, Failure> {
        self.repository
            .as_ref()
            .map_err(|failure| Failure { message: failure.message.clone(), help: failure.help.clone() })
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|it| it.as_os_str().to_string_lossy().into_owned()).collect();
    parts.iter().filter(|part| *part != ".").map(|part| format!("{part}/")).collect()
}

/// Both sides of a command line.
pub fn both(matches: &ArgMatches, home: &Home) -> Result<(Side, Side), Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let (from, to) = match (word("from"), word("to")) {
        (Some(range), None) => range_of(range, home)?,
        (from, to) => (
            from.map(|it| meant(it, home)).transpose()?,
            to.map_or(Ok(Meant::WorkingTree), |it| meant(it, home))?,
        ),
    };
    let from = match from {
        Some(from) => from,
        None => usual_start(home)?,
    };
    let reads_git = |it: &Meant| matches!(it, Meant::Revision(_) | Meant::Parting(..));
    let shared = match reads_git(&from) || reads_git(&to) {
        true => Some(Shared::new(home.repository()?.reader()?)),
        false => None,
    };
    let mut submodules = Vec::new();
    if matches!(to, Meant::WorkingTree) && shared.is_some() {
        // Those of the last commit stand in the working tree, whatever it is compared with.
        let repository = home.repository()?;
        let head = repository.commit("HEAD")?;
        submodules.extend(repository.files(&head, &home.folder)?.submodules);
    }
    let from = side(from, home, shared.as_ref(), &mut submodules)?;
    let to = side(to, home, shared.as_ref(), &mut submodules)?;
    Ok((without(from, &submodules), without(to, &submodules)))
}

/// `A..B`, `A...B` and `A...`, as git writes ranges; anything else is the side to compare with.
fn range_of(word: &str, home: &Home) -> Result<(Option<Meant>, Meant), Failure> {
    if Path::new(word).exists() {
        return Ok((Some(meant(word, home)?), Meant::WorkingTree));
    }
    let revision = |it: &str| if it.is_empty() { "HEAD".to_owned() } else { it.to_owned() };
    let end = |it: &str| if it.is_empty() { Meant::WorkingTree } else { Meant::Revision(it.to_owned()) };
    if let Some((from, to)) = word.split_once("...") {
        return Ok((Some(Meant::Parting(revision(from), revision(to))), end(to)));
    }
    if let Some((from, to)) = word.split_once("..") {
        return Ok((Some(Meant::Revision(revision(from))), end(to)));
    }
    Ok((Some(meant(word, home)?), Meant::WorkingTree))
}

/// A folder, when one is there; a revision otherwise. Where it could be both, it has to be said.
fn meant(word: &str, home: &Home) -> Result<Meant, Failure> {
    let path = Path::new(word);
    let written_as_path = word.starts_with(['.', '/', '~']) || path.is_absolute() || word.contains('\\');
    if path.is_dir() {
        let is_revision = !written_as_path && home.repository.as_ref().is_ok_and(|it| it.knows(word));
        if is_revision {
            return Err(Failure::new(
                say!(en: "`{word}` is a folder and a revision", es: "`{word}` es una carpeta y una revisión"),
                say!(en: "write `./{word}` for the folder, `refs/heads/{word}` for the branch", es: "escribe `./{word}` para la carpeta, `refs/heads/{word}` para la rama"),
            ));
        }
        return Ok(Meant::Folder(path.to_owned()));
    }
    if path.is_file() {
        if let Some(world) = archive::open(path, &home.folder)? {
            return Ok(Meant::Archive(path.to_owned(), world));
        }
        return Err(Failure::new(
            say!(en: "`{word}` is a file, and a program is a folder", es: "`{word}` es un archivo, y un programa es una carpeta"),
            say!(en: "name the folder with senda.yaml, a revision, or an archive (zip, tar, tar.gz)", es: "nombra la carpeta que tiene senda.yaml, una revisión, o un archivo comprimido (zip, tar, tar.gz)"),
        ));
    }
    Ok(Meant::Revision(word.to_owned()))
}

/// Where this branch left the one it goes back to; the last commit, where there is no such branch.
fn usual_start(home: &Home) -> Result<Meant, Failure> {
    let repository = home.repository()?;
    repository.commit("HEAD")?;
    Ok(match repository.default_branch()? {
        Some(branch) => Meant::Parting(branch, "HEAD".to_owned()),
        None => Meant::Revision("HEAD".to_owned()),
    })
}

fn side(
    meant: Meant,
    home: &Home,
    shared: Option<&Shared>,
    submodules: &mut Vec<String>,
) -> Result<Side, Failure> {
    match (meant, shared) {
        (Meant::Revision(word), Some(shared)) => {
            let commit = home.repository()?.commit(&word)?;
            let short = &commit[..8];
            let name = if commit.starts_with(&word) {
                Say::same(short)
            } else {
                Say::same(format!("{word} ({short})"))
            };
            of_commit(&commit, name, home, shared, submodules)
        }
        (Meant::Parting(one, other), Some(shared)) => {
            let commit = home.repository()?.merge_base(&one, &other)?;
            let branch = one.trim_start_matches("refs/heads/").trim_start_matches("refs/remotes/");
            let short = &commit[..8];
            let name = say!(en: "where {other} left {branch} ({short})", es: "donde {other} dejó {branch} ({short})");
            of_commit(&commit, name, home, shared, submodules)
        }
        (Meant::Folder(path), _) => {
            let root = find_root(&path).map_err(|none| Failure::new(none.message(), none.help()))?;
            on_disk(&root, Say::same(path.display()))
        }
        (Meant::Archive(path, world), _) => {
            Ok(Side { name: Say::same(path.display()), world: Arc::new(world), revision: None })
        }
        _ => match &home.root {
            Some(root) => on_disk(root, say!(en: "the working tree", es: "los archivos de trabajo")),
            None => Err(no_working_tree(home)),
        },
    }
}

fn no_working_tree(home: &Home) -> Failure {
    match home.repository.as_ref().map(|it| it.top.is_none()) {
        Ok(true) => Failure::new(
            say!(en: "this repository is bare: it has no files to compare with", es: "este repositorio es solo de git (bare): no tiene archivos con que comparar"),
            say!(en: "name both revisions: `senda diff FROM TO`", es: "nombra las dos revisiones: `senda diff DESDE HASTA`"),
        ),
        _ => {
            let none = find_root(".").err();
            let words = none.map(|none| (none.message(), none.help()));
            let (message, help) = words.unwrap_or_default();
            Failure::new(message, help)
        }
    }
}

fn on_disk(root: &Path, name: Say) -> Result<Side, Failure> {
    let world = DiskWorld::open(root).map_err(|error| unreadable(&ReadError::List(error)))?;
    Ok(Side { name, world: Arc::new(world), revision: None })
}

fn of_commit(
    commit: &str,
    name: Say,
    home: &Home,
    shared: &Shared,
    submodules: &mut Vec<String>,
) -> Result<Side, Failure> {
    let repository = home.repository()?;
    let listing = repository.files(commit, &home.folder)?;
    submodules.extend(listing.submodules.iter().cloned());
    let packages = PackagesOf {
        commit: commit.to_owned(),
        repository: repository.clone(),
        shared: shared.clone(),
        root: home.root.clone(),
    };
    let world = RevisionWorld::new(listing, shared.clone(), &home.folder, packages.opener());
    let world = world.map_err(|error| unreadable(&ReadError::List(error)))?;
    Ok(Side { name, world: Arc::new(world.clone()), revision: Some(world) })
}

/// The packages of a commit: those of the same repository as the commit has them, fetched ones by their
/// checksum, and what lies outside of the repository as it is now.
#[derive(Clone)]
struct PackagesOf {
    commit: String,
    repository: Repository,
    shared: Shared,
    root: Option<PathBuf>,
}

impl PackagesOf {
    fn opener(self) -> revision::Packages {
        Arc::new(move |at, place| self.open(at, place))
    }

    fn open(&self, at: &str, place: Place<'_>) -> io::Result<Arc<dyn World + Send>> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let on_disk = || DiskWorld::open(self.root.as_ref().ok_or_else(missing)?)?.package(place);
        let Place::Beside(path) = place else { return on_disk() };
        let folder = joined(at, path);
        if folder.starts_with("../") {
            return on_disk();
        }
        let listing = self.repository.files(&self.commit, &folder).map_err(|_| missing())?;
        if listing.blobs.is_empty() {
            return Err(missing());
        }
        Ok(Arc::new(RevisionWorld::new(listing, self.shared.clone(), &folder, self.clone().opener())?))
    }
}

/// What a submodule holds is in no tree of this repository, and is left out on both sides.
fn without(side: Side, submodules: &[String]) -> Side {
    if submodules.is_empty() {
        return side;
    }
    let world = Arc::new(Without { base: side.world, folders: Arc::new(submodules.to_vec()) });
    Side { world, ..side }
}
