//! Opens the program of a package, or says why that cannot be.

use super::lock::{Lock, PACKAGES_LOCK, checksum_of};
use crate::check::{Loaded, load_within};
use crate::diagnostic::{Diagnostic, Say, counted, say};
use crate::model::package_rules as rules;
use crate::model::program::ProgramPackage;
use crate::model::read::ROOT_FILE;
use crate::source::{At, FETCHED, Home, World, joined};
use std::sync::Arc;

/// A package that was read.
pub struct Opened {
    pub loaded: Loaded,
    /// What tells its program from others.
    pub identity: String,
    /// Its folder, from that of the program.
    pub place: String,
}

/// What opening needs to know of the program.
pub struct Importer<'i> {
    pub world: &'i dyn World,
    /// The programs that are being read, from the outermost on.
    pub open: &'i [String],
    pub lock: Option<Lock>,
}

/// The folder in which a package lies, from that of the program.
fn place_of(home: Home<'_>) -> String {
    match home {
        Home::Beside(path) => joined("", path),
        Home::Fetched { copy, folder } => joined(&format!("{FETCHED}/{copy}"), folder),
    }
}

impl Importer<'_> {
    /// Reads a package that is named at a place of the program.
    pub fn open(&self, name: &str, package: &ProgramPackage, at: At) -> Result<Opened, Box<Diagnostic>> {
        let missing = |(message, help): (Say, Say)| {
            Box::new(Diagnostic::new(&rules::PACKAGE_MISSING, at, message).help(help))
        };
        let folder = package.folder.get().map_or("", |it| &**it);
        let (world, place) = if let Some(path) = package.path.get() {
            if let Some(words) = refused_path(path) {
                return Err(missing(words));
            }
            let home = Home::Beside(path);
            (self.world.package(home).map_err(|_| missing(nowhere(path)))?, place_of(home))
        } else {
            let (copy, world) = self.fetched(name, package, at)?;
            (world, place_of(Home::Fetched { copy: &copy, folder }))
        };
        if world.read(ROOT_FILE).is_err() {
            return Err(missing(nowhere(package.path.get().map_or(folder, |it| &**it))));
        }
        self.read(name, world, place, at)
    }

    /// The copy of what was fetched, when it is what the lock says.
    fn fetched(
        &self,
        name: &str,
        package: &ProgramPackage,
        at: At,
    ) -> Result<(String, Arc<dyn World + Send>), Box<Diagnostic>> {
        let missing = |message: Say| {
            Box::new(Diagnostic::new(&rules::PACKAGE_MISSING, at, message).help(say!(
                en: "`senda fetch` brings it, and writes {PACKAGES_LOCK}; commit that file",
                es: "`senda fetch` lo trae y escribe {PACKAGES_LOCK}; registra ese archivo con un commit"
            )))
        };
        let Some(lock) = &self.lock else {
            return Err(missing(
                say!(en: "{PACKAGES_LOCK} is not a file that `senda fetch` wrote", es: "{PACKAGES_LOCK} no es como lo escribe `senda fetch`"),
            ));
        };
        let text = |field: &crate::model::field::Field<crate::model::text::Plain>| {
            field.get().map(|it| it.to_string()).unwrap_or_default()
        };
        let (git, rev) = (text(&package.git), text(&package.rev));
        let pin = match lock.packages.get(name) {
            Some(pin) if pin.git == git && pin.rev == rev => pin,
            Some(pin) => {
                return Err(missing(say!(
                    en: "the package `{name}` was fetched at `{}` of {}, and the program asks for `{rev}` of {git}", pin.rev, pin.git;
                    es: "el paquete `{name}` se trajo en `{}` de {}, y el programa pide `{rev}` de {git}", pin.rev, pin.git
                )));
            }
            None => {
                return Err(missing(
                    say!(en: "the package `{name}` was never fetched", es: "el paquete `{name}` nunca se ha traído"),
                ));
            }
        };
        let open = |folder: &str| self.world.package(Home::Fetched { copy: &pin.tree, folder });
        let short = pin.commit.get(..8).unwrap_or(&pin.commit);
        let whole = open("").map_err(|_| {
            missing(say!(en: "the package `{name}` ({rev}, {short}) is not on this machine", es: "el paquete `{name}` ({rev}, {short}) no está en esta máquina"))
        })?;
        if checksum_of(&*whole).ok().as_ref() != Some(&pin.tree) {
            return Err(Box::new(Diagnostic::new(
                &rules::PACKAGE_CHANGED,
                at,
                say!(en: "the copy of `{name}` is not what was fetched: somebody changed it", es: "la copia de `{name}` no es lo que se trajo: alguien la cambió"),
            )
            .help(say!(
                en: "`senda fetch` puts it right; changes belong into its own repository, {git}",
                es: "`senda fetch` la repone; los cambios van en su propio repositorio, {git}"
            ))));
        }
        let folder = package.folder.get().map_or("", |it| &**it);
        let inside = open(folder).map_err(|_| missing(nowhere(folder).0))?;
        Ok((pin.tree.clone(), inside))
    }

    fn read(
        &self,
        name: &str,
        world: Arc<dyn World + Send>,
        place: String,
        at: At,
    ) -> Result<Opened, Box<Diagnostic>> {
        let identity = world.identity();
        if self.open.contains(&identity) {
            return Err(Box::new(Diagnostic::new(
                &crate::resolve::rules::CIRCULAR_REFERENCE,
                at,
                say!(en: "the package `{name}` imports, over others or by itself, the program that imports it", es: "el paquete `{name}` importa, por medio de otros o directamente, el programa que lo importa"),
            )
            .help(say!(
                en: "what both need goes into a program of its own, which both import",
                es: "lo que necesitan los dos va en un programa aparte, que ambos importan"
            ))));
        }
        let mut open = self.open.to_vec();
        open.push(identity.clone());
        let broken = |count: usize, first: Say, where_: String| {
            let errors = counted(count, ["error", "errors"], ["error", "errores"]);
            Box::new(Diagnostic::new(
                &rules::PACKAGE_BROKEN,
                at,
                say!(en: "the package `{name}` has {} of form, the first one at {place}{where_}: {}", errors.en, first.en;
                     es: "el paquete `{name}` tiene {} de forma, el primero en {place}{where_}: {}", errors.es, first.es),
            )
            .help(say!(
                en: "mend it where it is written: `senda check {}` shows all", place.trim_end_matches('/');
                es: "corrígelo donde se escribe: `senda check {}` los muestra todos", place.trim_end_matches('/')
            )))
        };
        let loaded = load_within(&*world, &open).map_err(|_| {
            broken(1, say!(en: "a file cannot be read", es: "un archivo no se puede leer"), String::new())
        })?;
        let errors: Vec<_> = loaded.findings.iter().filter(|it| it.stops_a_build()).collect();
        match errors.iter().min_by_key(|it| it.at) {
            Some(first) => {
                let where_ = loaded.sources.describe(first.at);
                Err(broken(errors.len(), first.message.clone(), where_))
            }
            None => Ok(Opened { loaded, identity, place }),
        }
    }
}

fn nowhere(path: &str) -> (Say, Say) {
    (
        say!(en: "there is no program at `{path}`", es: "no hay un programa en `{path}`"),
        say!(en: "name the folder that has the {ROOT_FILE} of the other program, from the folder of this one", es: "nombra la carpeta que tiene el {ROOT_FILE} del otro programa, desde la carpeta de este"),
    )
}

/// A path that means something else on each machine.
fn refused_path(path: &str) -> Option<(Say, Say)> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    (path.starts_with(['/', '~', '\\']) || drive || path.chars().any(char::is_control)).then(|| {
        (
            say!(en: "`{path}` is a place on one machine only", es: "`{path}` es un lugar de una sola máquina"),
            say!(en: "write the path from the folder of {ROOT_FILE}: `../corp`; what lies elsewhere comes with `git`", es: "escribe la ruta desde la carpeta de {ROOT_FILE}: `../corp`; lo que está en otra parte viene con `git`"),
        )
    })
}
