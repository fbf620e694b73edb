//! `senda.packages.lock`: which commit of each package was fetched, and the checksum of its files.

use crate::emit::sha256;
use crate::model::read::is_yaml;
use crate::source::World;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// The file in the folder of a program.
pub const PACKAGES_LOCK: &str = "senda.packages.lock";

/// The form of the file.
const FORM: u32 = 1;

/// All packages that come from repositories, by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    senda_packages_lock: u32,
    pub packages: BTreeMap<String, Pin>,
}

/// One package as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    pub git: String,
    pub rev: String,
    pub commit: String,
    /// The SHA-256 of its files, their paths and their bytes.
    pub tree: String,
}

impl Default for Lock {
    fn default() -> Self {
        Self { senda_packages_lock: FORM, packages: BTreeMap::new() }
    }
}

impl Lock {
    /// The lock of a program; none when its file is no lock, an empty one when there is no file.
    pub fn of(world: &dyn World) -> Option<Self> {
        let Ok(bytes) = world.read(PACKAGES_LOCK) else { return Some(Self::default()) };
        let lock = serde_json::from_slice::<Self>(&bytes).ok()?;
        let is_path = |pin: &Pin| pin.tree.len() == 64 && pin.tree.bytes().all(|b| b.is_ascii_hexdigit());
        (lock.senda_packages_lock == FORM && lock.packages.values().all(is_path)).then_some(lock)
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Whether a file of a repository is part of a package: its YAML, and what it has pinned itself.
pub fn belongs(path: &str) -> bool {
    is_yaml(path) || path.rsplit('/').next() == Some(PACKAGES_LOCK)
}

/// The checksum of files: of each its path, its length and its bytes, in the order of paths.
pub fn checksum<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    let mut all = Vec::new();
    for (path, bytes) in files {
        all.extend_from_slice(path.as_bytes());
        all.extend_from_slice(format!("\0{}\0", bytes.len()).as_bytes());
        all.extend_from_slice(bytes);
    }
    sha256(&all)
}

/// The checksum of the files of a copy.
///
/// # Errors
/// A file that cannot be read.
pub fn checksum_of(copy: &dyn World) -> io::Result<String> {
    let mut files = Vec::new();
    for listed in copy.list()?.into_iter().filter(|it| belongs(&it.path)) {
        let bytes = copy.read(&listed.path)?;
        files.push((listed.path, bytes));
    }
    files.sort();
    Ok(checksum(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))))
}
