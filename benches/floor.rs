//! The floor under `senda check`: the least that a check of the form has to do. It lists and reads
//! the same files, parses them into the same tree and puts every document to the committed schema
//! of its kind. No typed entities, no references, no rules, no words.
//!
//! `floor FOLDER` prints how many documents it saw and how many a schema rejects.
//! `benches/run.py` measures it beside `senda check`.

use rayon::prelude::*;
use senda::cli::{Allocator, DiskWorld};
use senda::model::Kind;
use senda::source::{FileId, Listed, World};
use senda::syntax;
use std::process::ExitCode;

/// That of `senda` itself, so that it makes no difference between the two.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// What was seen: documents of a kind of ours, and those that their schema rejects.
#[derive(Clone, Copy, Default)]
struct Seen {
    documents: usize,
    rejected: usize,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("floor FOLDER: parses and validates every YAML file of a program");
        return ExitCode::from(2);
    };
    match DiskWorld::open(&folder).and_then(|world| read(&world)) {
        Ok(Seen { documents, rejected }) => {
            println!("{documents} documents, {rejected} rejected");
            ExitCode::from(u8::from(rejected > 0))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn read(world: &DiskWorld) -> std::io::Result<Seen> {
    let mut files = world.list()?;
    files.retain(|file| file.path.ends_with(".yaml"));
    let seen: Vec<Seen> = files.par_iter().map(|file| read_file(world, file)).collect::<Result<_, _>>()?;
    let both =
        |a: Seen, b: Seen| Seen { documents: a.documents + b.documents, rejected: a.rejected + b.rejected };
    Ok(seen.into_iter().fold(Seen::default(), both))
}

fn read_file(world: &DiskWorld, file: &Listed) -> std::io::Result<Seen> {
    let bytes = world.read(&file.path)?;
    let Ok(text) = syntax::decode_bytes(bytes) else { return Ok(Seen { documents: 1, rejected: 1 }) };
    let (tree, _) = syntax::parse(FileId(0), &text);
    let mut seen = Seen::default();
    for document in tree.documents() {
        let kind = document.get("kind").and_then(|node| node.raw()).and_then(Kind::of_name);
        if let Some(kind) = kind {
            seen.documents += 1;
            seen.rejected += usize::from(!kind.checker().accepts(document));
        }
    }
    Ok(seen)
}
