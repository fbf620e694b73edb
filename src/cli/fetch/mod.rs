//! `senda fetch`: brings the packages of a program, and writes which commit of each it was.

mod repository;

use super::disk::DiskWorld;
use super::files::Files;
use super::store::describe;
use super::{Failure, Setting, Status, unreadable};
use crate::diagnostic::{counted, say};
use crate::model::program::ProgramPackage;
use crate::model::read;
use crate::packages::lock::{Lock, PACKAGES_LOCK, Pin, checksum, checksum_of};
use crate::source::{FETCHED, Home, World};
use clap::ArgMatches;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How deep packages of packages are followed.
const DEEPEST: usize = 16;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::of(matches)?;
    let lock = Lock::of(&files.world).ok_or_else(|| {
        Failure::new(
            say!(en: "{PACKAGES_LOCK} is not a file that `senda fetch` wrote", es: "{PACKAGES_LOCK} no es como lo escribe `senda fetch`"),
            say!(en: "take it back from git as it was; or delete it, and each `rev` is looked up anew", es: "recupéralo de git como estaba; o bórralo, y cada `rev` se busca de nuevo"),
        )
    })?;
    let wanted = declared(&files.world)?;
    let known = |name: &str| wanted.iter().any(|it| it.name == name);
    let update = matches.get_one::<String>("update").map(String::as_str);
    if let Some(name) = update.filter(|name| !name.is_empty() && !known(name)) {
        let all = wanted.iter().map(|it| format!("`{}`", it.name)).collect::<Vec<_>>().join(", ");
        return Err(Failure::new(
            say!(en: "no package from a repository is called `{name}`", es: "ningún paquete de un repositorio se llama `{name}`"),
            say!(en: "there are: {all}", es: "hay: {all}"),
        ));
    }
    if matches.get_flag("check") {
        return Ok(verify(&files.world, &lock, &wanted, setting));
    }
    let store = store(&files.root)?;
    let mut fetch = Fetch { world: &files.world, store, setting, brought: 0 };
    let mut now = Lock::default();
    for package in &wanted {
        let old = lock.packages.get(&package.name).filter(|pin| package.fits(pin));
        let moves = update.is_some_and(|name| name.is_empty() || name == package.name);
        let pin = fetch.package(package, old, moves)?;
        now.packages.insert(package.name.clone(), pin);
    }
    fetch.inner(&files.world, &now, 0)?;
    let text = now.to_text();
    let same = files.world.read(PACKAGES_LOCK).is_ok_and(|bytes| bytes == text.as_bytes());
    let pinned = !now.packages.is_empty() || !lock.packages.is_empty();
    if !same && pinned {
        files.put(PACKAGES_LOCK, text.as_bytes())?;
        let words = say!(en: "{PACKAGES_LOCK} is written. Commit it with the program.", es: "{PACKAGES_LOCK} quedó escrito. Regístralo junto con el programa.");
        setting.terminal.say(words.in_lang(setting.lang));
    }
    let (all, brought) = (wanted.len(), fetch.brought);
    let packages = counted(all, ["package", "packages"], ["paquete", "paquetes"]);
    let words = say!(en: "{} from repositories, {brought} brought", packages.en; es: "{} de repositorios, se trajeron {brought}", packages.es);
    setting.terminal.say(words.in_lang(setting.lang));
    Ok(Status::Clean)
}

/// A package that comes from a repository.
struct Wanted {
    name: String,
    git: String,
    rev: String,
}

impl Wanted {
    fn of(package: &ProgramPackage) -> Option<Self> {
        let text = |field: &crate::model::field::Field<crate::model::text::Plain>| {
            field.get().map(|it| it.to_string())
        };
        Some(Self {
            name: package.id.value()?.to_string(),
            git: text(&package.git)?,
            rev: text(&package.rev)?,
        })
    }

    fn fits(&self, pin: &Pin) -> bool {
        pin.git == self.git && pin.rev == self.rev
    }
}

fn program_of(world: &dyn World) -> Result<read::Read, Failure> {
    read::read(world).map_err(|error| unreadable(&error))
}

fn declared(world: &dyn World) -> Result<Vec<Wanted>, Failure> {
    let read = program_of(world)?;
    let program = read.model.program();
    Ok(program.into_iter().flat_map(|it| it.it.packages.items()).filter_map(Wanted::of).collect())
}

/// `--check`: whether the lock says what the program asks for, and the copies are what it says.
fn verify(world: &DiskWorld, lock: &Lock, wanted: &[Wanted], setting: &Setting) -> Status {
    let mut faults = Vec::new();
    for package in wanted {
        let name = &package.name;
        match lock.packages.get(name).filter(|pin| package.fits(pin)) {
            None => faults.push(say!(en: "`{name}`: {PACKAGES_LOCK} does not say which commit it is", es: "`{name}`: {PACKAGES_LOCK} no dice qué commit es")),
            Some(pin) => match is_whole(world, &pin.tree) {
                Some(true) => {}
                Some(false) => faults.push(say!(en: "`{name}`: its copy was changed by hand", es: "`{name}`: su copia se cambió a mano")),
                None => faults.push(say!(en: "`{name}`: it is not on this machine", es: "`{name}`: no está en esta máquina")),
            },
        }
    }
    for name in lock.packages.keys().filter(|name| wanted.iter().all(|it| it.name != **name)) {
        faults.push(say!(en: "`{name}`: {PACKAGES_LOCK} names it, and the program does not", es: "`{name}`: {PACKAGES_LOCK} lo nombra, y el programa no"));
    }
    for fault in &faults {
        setting.terminal.note(fault.in_lang(setting.lang));
    }
    if faults.is_empty() {
        let words = say!(en: "every package is what {PACKAGES_LOCK} says", es: "cada paquete es lo que dice {PACKAGES_LOCK}");
        setting.terminal.say(words.in_lang(setting.lang));
        return Status::Clean;
    }
    let words = say!(en: "`senda fetch` mends this", es: "`senda fetch` lo corrige");
    setting.terminal.note(words.in_lang(setting.lang));
    Status::Findings
}

/// Whether the copy of a checksum is what it says; none when there is none.
fn is_whole(world: &dyn World, tree: &str) -> Option<bool> {
    let copy = world.package(Home::Fetched { copy: tree, folder: "" }).ok()?;
    Some(checksum_of(&*copy).is_ok_and(|now| now == tree))
}

/// The folder of copies, made when it is not there; git is told to leave it alone.
fn store(root: &Path) -> Result<PathBuf, Failure> {
    let store = root.join(FETCHED);
    let linked = |path: &Path| fs::symlink_metadata(path).is_ok_and(|it| it.file_type().is_symlink());
    if linked(&store) || store.parent().is_some_and(linked) {
        return Err(Failure::new(
            say!(en: "`{FETCHED}` is a symbolic link, and nothing is fetched through links", es: "`{FETCHED}` es un enlace simbólico, y no se trae nada a través de enlaces"),
            say!(en: "delete the link", es: "borra el enlace"),
        ));
    }
    fs::create_dir_all(&store).map_err(|error| unwritable(&error))?;
    let ignore = store.join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "*\n").map_err(|error| unwritable(&error))?;
    }
    Ok(store)
}

fn unwritable(error: &io::Error) -> Failure {
    let why = describe(error);
    Failure::new(
        say!(en: "`{FETCHED}` could not be written: {}", why.en; es: "no se pudo escribir `{FETCHED}`: {}", why.es),
        say!(en: "what was there is as it was; run it again when the cause is mended", es: "lo que había está como estaba; repite cuando se arregle la causa"),
    )
}

struct Fetch<'f> {
    world: &'f DiskWorld,
    store: PathBuf,
    setting: &'f Setting,
    brought: usize,
}

impl Fetch<'_> {
    /// Makes sure of one package, and says what it is. What is pinned stays what it is.
    fn package(&mut self, wanted: &Wanted, old: Option<&Pin>, moves: bool) -> Result<Pin, Failure> {
        if let Some(failure) = repository::refused(&wanted.git, &wanted.rev) {
            return Err(failure);
        }
        if let Some(pin) = old.filter(|_| !moves) {
            if is_whole(self.world, &pin.tree) == Some(true) {
                return Ok(pin.clone());
            }
            let found = self.bring(wanted, &pin.commit)?;
            if found.tree != pin.tree {
                let (name, commit) = (&wanted.name, &pin.commit);
                return Err(Failure::new(
                    say!(en: "commit {commit} of `{name}` holds other files than {PACKAGES_LOCK} says", es: "el commit {commit} de `{name}` tiene otros archivos que los que dice {PACKAGES_LOCK}"),
                    say!(en: "ask who changed the lock; `senda fetch --update {name}` takes what is there now", es: "pregunta quién cambió el archivo; `senda fetch --update {name}` toma lo que hay ahora"),
                ));
            }
            return Ok(found);
        }
        let found = self.bring(wanted, &wanted.rev)?;
        let short = |commit: &str| commit.get(..8).unwrap_or(commit).to_owned();
        let (name, rev, now) = (&wanted.name, &wanted.rev, short(&found.commit));
        let words = match old.filter(|pin| pin.commit != found.commit).map(|pin| short(&pin.commit)) {
            Some(before) => {
                say!(en: "{name}: {rev} is {now} now, and was {before}", es: "{name}: {rev} ahora es {now}, y era {before}")
            }
            None => say!(en: "{name}: {rev} is {now}", es: "{name}: {rev} es {now}"),
        };
        self.setting.terminal.say(words.in_lang(self.setting.lang));
        Ok(found)
    }

    /// Brings a revision and puts its copy in place, whole.
    fn bring(&mut self, wanted: &Wanted, rev: &str) -> Result<Pin, Failure> {
        let scratch = tempfile::Builder::new()
            .prefix(".fetch-")
            .tempdir_in(&self.store)
            .map_err(|error| unwritable(&error))?;
        let bare = scratch.path().join("git");
        let copy = scratch.path().join("copy");
        fs::create_dir(&bare).map_err(|error| unwritable(&error))?;
        let found = repository::fetch(&wanted.git, rev, &bare)?;
        let tree = checksum(found.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        if is_whole(self.world, &tree) != Some(true) {
            self.place(&copy, &found.files, &tree).map_err(|error| unwritable(&error))?;
        }
        self.brought += 1;
        Ok(Pin { git: wanted.git.clone(), rev: wanted.rev.clone(), commit: found.commit, tree })
    }

    fn place(&self, copy: &Path, files: &[(String, Vec<u8>)], tree: &str) -> io::Result<()> {
        fs::create_dir(copy)?;
        for (path, bytes) in files {
            let inside = Path::new(path).components().all(|it| matches!(it, std::path::Component::Normal(_)));
            if !inside {
                return Err(io::ErrorKind::InvalidInput.into());
            }
            let target = copy.join(path);
            fs::create_dir_all(target.parent().unwrap_or(copy))?;
            fs::write(target, bytes)?;
        }
        let place = self.store.join(tree);
        if place.exists() {
            fs::remove_dir_all(&place)?; // changed by hand: what it ought to be is put back
        }
        fs::rename(copy, place)
    }

    /// The packages of packages, at the commits that those have pinned.
    fn inner(&mut self, world: &dyn World, lock: &Lock, depth: usize) -> Result<(), Failure> {
        if depth > DEEPEST {
            return Ok(()); // a circle: `senda check` says so
        }
        let read = program_of(world)?;
        let Some(program) = read.model.program() else { return Ok(()) };
        for package in program.it.packages.items() {
            let folder = package.folder.get().map_or("", |it| &**it);
            let inside = match (Wanted::of(package), package.path.get()) {
                (Some(wanted), None) => {
                    let pin = lock.packages.get(&wanted.name).filter(|pin| wanted.fits(pin));
                    let pin = pin.ok_or_else(|| not_pinned(&wanted))?;
                    let pin = self.package(&wanted, Some(pin), false)?;
                    world.package(Home::Fetched { copy: &pin.tree, folder })
                }
                (None, Some(path)) => world.package(Home::Beside(path)),
                _ => continue,
            };
            if let Ok(inside) = inside {
                let lock = Lock::of(&*inside).unwrap_or_default();
                self.inner(&*inside, &lock, depth + 1)?;
            }
        }
        Ok(())
    }
}

fn not_pinned(wanted: &Wanted) -> Failure {
    let name = &wanted.name;
    Failure::new(
        say!(en: "a package imports `{name}` and does not say which commit of it", es: "un paquete importa `{name}` y no dice qué commit"),
        say!(en: "whoever writes that package runs `senda fetch` there and commits {PACKAGES_LOCK}", es: "quien escribe ese paquete ejecuta ahí `senda fetch` y registra {PACKAGES_LOCK}"),
    )
}
