//! An archive as a side of `senda diff`: read in memory, within limits, and written nowhere. Links in it
//! are left out, as on disk; a path that would lead out of it refuses the whole.

use super::Failure;
use super::ignored::Ignored;
use super::store::describe;
use crate::diagnostic::{Say, say};
use crate::model::read::ROOT_FILE;
use crate::source::MemoryWorld;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

/// The most that is unpacked of an archive, in bytes: a program of 10,000 files has a tenth of it.
const MOST_BYTES: u64 = 256 << 20;

/// The most entries of an archive.
const MOST_ENTRIES: usize = 200_000;

/// What an archive holds, by its paths.
type Files = BTreeMap<String, Vec<u8>>;

/// Why an archive is not read.
#[derive(Debug)]
enum Trouble {
    TooLarge,
    TooMany,
    /// A path that leads out, or that no file can have.
    Odd(String),
    Twice(String),
    Damaged,
    Locked(String),
    Disk(io::Error),
}

/// The program in an archive; none when the file is none. `folder` is where the program stands in its
/// repository, for archives of a whole one.
///
/// # Errors
/// An archive that is damaged, too large, or holds no program or several.
pub fn open(path: &Path, folder: &str) -> Result<Option<MemoryWorld>, Failure> {
    let bytes = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let shown = path.display();
    let bytes = bytes().map_err(|error| failure(&shown.to_string(), &Trouble::Disk(error)))?;
    let Some(unpack) = kind_of(&bytes) else { return Ok(None) };
    let files = match bytes.len() as u64 > MOST_BYTES {
        true => Err(Trouble::TooLarge),
        false => unpack(&bytes),
    };
    let files = files.map_err(|trouble| failure(&shown.to_string(), &trouble))?;
    let root = root_of(&files, folder).map_err(|roots| no_root(&shown.to_string(), &roots))?;
    let patterns = files.iter().filter_map(|(path, bytes)| {
        let inside = path.strip_prefix(&root)?;
        Some((inside.strip_suffix(".gitignore")?, String::from_utf8_lossy(bytes)))
    });
    let ignored = Ignored::of(patterns);
    let kept = files.into_iter().filter_map(|(path, bytes)| {
        let inside = path.strip_prefix(&root)?.to_owned();
        (!ignored.leaves_out(&inside)).then_some((inside, bytes))
    });
    Ok(Some(MemoryWorld::new(kept)))
}

/// Reads an archive of one form.
type Unpack = fn(&[u8]) -> Result<Files, Trouble>;

/// By what a file begins with: its name is not asked.
fn kind_of(bytes: &[u8]) -> Option<Unpack> {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(unzip),
        [0x1f, 0x8b, ..] => Some(|bytes| untar(flate2::read::MultiGzDecoder::new(bytes))),
        _ if bytes.get(257..262) == Some(b"ustar") => Some(|bytes| untar(bytes)),
        _ => None,
    }
}

fn unzip(bytes: &[u8]) -> Result<Files, Trouble> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Trouble::TooMany);
    }
    let mut files = Unpacked::default();
    for at in 0..archive.len() {
        let raw = archive.by_index_raw(at).map_err(|_| Trouble::Damaged)?;
        let name = raw.name().map_err(|_| Trouble::Damaged)?.into_owned();
        let skipped = raw.is_dir() || raw.is_symlink();
        let locked = raw.encrypted();
        drop(raw);
        if locked {
            return Err(Trouble::Locked(name));
        }
        if skipped {
            sound(&name)?;
            continue;
        }
        let entry = archive.by_index(at).map_err(|_| Trouble::Damaged)?;
        files.add(&name, entry)?;
    }
    Ok(files.files)
}

fn untar(stream: impl Read) -> Result<Files, Trouble> {
    // What stands between the files counts too: names can be as long as somebody likes.
    let mut stream = BufReader::new(stream).take(2 * MOST_BYTES);
    let found = untar_limited(&mut stream);
    match found {
        Err(Trouble::Damaged) if stream.limit() == 0 => Err(Trouble::TooLarge),
        found => found,
    }
}

fn untar_limited(stream: &mut impl Read) -> Result<Files, Trouble> {
    let mut archive = tar::Archive::new(stream);
    let mut files = Unpacked::default();
    for (nth, entry) in archive.entries().map_err(|_| Trouble::Damaged)?.enumerate() {
        let entry = entry.map_err(|_| Trouble::Damaged)?;
        if nth >= MOST_ENTRIES {
            return Err(Trouble::TooMany);
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        if kind.is_file() || kind.is_contiguous() {
            files.add(&name, entry)?;
        } else if !kind.is_pax_global_extensions() {
            sound(&name)?;
        }
    }
    Ok(files.files)
}

/// Files as they come out, with what is left of the limit.
#[derive(Default)]
struct Unpacked {
    files: Files,
    bytes: u64,
}

impl Unpacked {
    fn add(&mut self, name: &str, entry: impl Read) -> Result<(), Trouble> {
        let path = sound(name)?;
        let mut bytes = Vec::new();
        let left = MOST_BYTES - self.bytes;
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|_| Trouble::Damaged)?;
        if bytes.len() as u64 > left {
            return Err(Trouble::TooLarge);
        }
        self.bytes += bytes.len() as u64;
        match self.files.insert(path.clone(), bytes) {
            Some(_) => Err(Trouble::Twice(path)),
            None => Ok(()),
        }
    }
}

/// A path inside of the archive, with `/`; nothing that leads out of it on any system.
fn sound(name: &str) -> Result<String, Trouble> {
    let odd = name.starts_with('/')
        || name.contains(['\\', '\0'])
        || name.split('/').any(|part| part == "..")
        || name.as_bytes().get(1) == Some(&b':');
    if odd {
        return Err(Trouble::Odd(name.to_owned()));
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Ok(parts.join("/"))
}

/// The folder of the program, empty or with a `/` at its end: the one highest up; of several, the one that
/// the program has in its repository. Else those that it could be.
fn root_of(files: &Files, folder: &str) -> Result<String, Vec<String>> {
    let visible = |path: &&str| !path.split('/').any(|part| part.starts_with('.') && !part.is_empty());
    let roots: Vec<&str> = files
        .keys()
        .filter_map(|path| path.strip_suffix(ROOT_FILE))
        .filter(|root| root.is_empty() || root.ends_with('/'))
        .filter(visible)
        .collect();
    let depth = |root: &str| root.matches('/').count();
    let same = |root: &&str| !folder.is_empty() && format!("/{root}").ends_with(&format!("/{folder}"));
    if let Some(own) = roots.iter().copied().filter(same).min_by_key(|root| depth(root)) {
        return Ok(own.to_owned());
    }
    let highest = roots.iter().map(|root| depth(root)).min().unwrap_or(0);
    match roots.iter().filter(|root| depth(root) == highest).collect::<Vec<_>>()[..] {
        [one] => Ok((*one).to_owned()),
        ref all => Err(all.iter().map(|root| (**root).to_owned()).collect()),
    }
}

fn no_root(shown: &str, roots: &[String]) -> Failure {
    let names = roots.iter().map(|root| format!("`{root}`")).collect::<Vec<_>>().join(", ");
    if roots.is_empty() {
        return Failure::new(
            say!(en: "`{shown}` holds no program: there is no {ROOT_FILE} in it", es: "`{shown}` no contiene ningún programa: no hay un {ROOT_FILE} en él"),
            say!(en: "pack the folder that has {ROOT_FILE}", es: "empaqueta la carpeta que tiene {ROOT_FILE}"),
        );
    }
    Failure::new(
        say!(en: "`{shown}` holds several programs: {names}", es: "`{shown}` contiene varios programas: {names}"),
        say!(en: "stand in the one that is meant, or name it with `--program`", es: "ponte en el que corresponde, o nómbralo con `--program`"),
    )
}

fn failure(shown: &str, trouble: &Trouble) -> Failure {
    let most = MOST_BYTES >> 20;
    let (message, help): (Say, Say) = match trouble {
        Trouble::TooLarge => (
            say!(en: "`{shown}` unpacks to more than {most} MB", es: "`{shown}` ocupa más de {most} MB al descomprimirse"),
            say!(en: "unpack it and name its folder, if you trust it", es: "si confías en él, descomprímelo y nombra su carpeta"),
        ),
        Trouble::TooMany => (
            say!(en: "`{shown}` has more than {MOST_ENTRIES} entries", es: "`{shown}` tiene más de {MOST_ENTRIES} entradas"),
            say!(en: "unpack it and name its folder, if you trust it", es: "si confías en él, descomprímelo y nombra su carpeta"),
        ),
        Trouble::Odd(path) => {
            let path: String = path.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
            (
                say!(en: "`{shown}` has an entry that leads out of it: `{path}`", es: "`{shown}` tiene una entrada que lleva fuera de él: `{path}`"),
                say!(en: "no program is packed like this; nothing was read", es: "ningún programa se empaqueta así; no se leyó nada"),
            )
        }
        Trouble::Twice(path) => (
            say!(en: "`{shown}` has `{path}` twice, and either could be meant", es: "`{shown}` tiene `{path}` dos veces, y podría ser cualquiera"),
            say!(en: "pack the folder again", es: "empaqueta la carpeta de nuevo"),
        ),
        Trouble::Damaged => (
            say!(en: "`{shown}` is damaged, or packed in a way that is not read here", es: "`{shown}` está dañado, o empaquetado de un modo que aquí no se lee"),
            say!(en: "zip (deflate), tar and tar.gz are read; pack it again, or unpack it and name its folder", es: "se leen zip (deflate), tar y tar.gz; empaquétalo de nuevo, o descomprímelo y nombra su carpeta"),
        ),
        Trouble::Locked(path) => (
            say!(en: "`{shown}` is locked with a password: `{path}`", es: "`{shown}` está protegido con contraseña: `{path}`"),
            say!(en: "pack it without one", es: "empaquétalo sin ella"),
        ),
        Trouble::Disk(error) => {
            let why = describe(error);
            (
                say!(en: "`{shown}` could not be read: {}", why.en; es: "no se pudo leer `{shown}`: {}", why.es),
                say!(en: "make it readable, or name a folder", es: "haz que se pueda leer, o nombra una carpeta"),
            )
        }
    };
    Failure::new(message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        for odd in ["/etc/x", "../x", "a/../../x", "a\\b", "C:/x", "a\0b"] {
            assert!(matches!(sound(odd), Err(Trouble::Odd(_))), "{odd}");
        }
        assert_eq!(sound("./a//b/./c.yaml").unwrap(), "a/b/c.yaml");
    }

    #[test]
    fn the_program_is_found_where_it_stands() {
        let files =
            |paths: &[&str]| -> Files { paths.iter().map(|it| ((*it).to_owned(), Vec::new())).collect() };
        assert_eq!(root_of(&files(&["senda.yaml", "x/senda.yaml"]), "").unwrap(), "");
        assert_eq!(
            root_of(&files(&["repo-1a2b/cx/senda.yaml", "repo-1a2b/README.md"]), "").unwrap(),
            "repo-1a2b/cx/"
        );
        let two = files(&["r/cx/senda.yaml", "r/mx/senda.yaml", "r/.git/senda.yaml"]);
        assert_eq!(root_of(&two, "mx/").unwrap(), "r/mx/");
        assert_eq!(root_of(&two, "").unwrap_err().len(), 2);
        assert!(root_of(&files(&["a/notsenda.yaml"]), "").unwrap_err().is_empty());
    }
}
