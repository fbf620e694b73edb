//! Programs for tests: the examples, and small ones made on the spot.

use senda::model::scalar::Scalar;
use senda::model::time::Date;
use senda::source::{MemoryWorld, World};
use senda::{Outcome, check};
use std::fs;
use std::path::{Path, PathBuf};

/// The examples and the day on which they are looked at.
pub const EXAMPLES: [&str; 2] = ["banco-horizonte", "city-permits"];
pub const DAY: &str = "2026-11-20";

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn day() -> Date {
    Date::parse(DAY).expect("the day of the examples reads")
}

/// Every file of a folder, from its root, with `/`.
pub fn files_below(root: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of ours can be listed") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
                found.push((name, path));
            }
        }
    }
    found.sort();
    found
}

/// The YAML files of an example.
pub fn example_files(name: &str) -> Vec<(String, Vec<u8>)> {
    files_below(&repository().join("examples").join(name))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".yaml"))
        .map(|(path, disk)| (path, fs::read(disk).expect("a file of ours can be read")))
        .collect()
}

pub fn example(name: &str) -> MemoryWorld {
    MemoryWorld::new(example_files(name))
}

pub fn check_world(world: &dyn World) -> Outcome {
    check(world, day()).expect("memory can be read")
}
