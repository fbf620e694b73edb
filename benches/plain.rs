//! The plain floor under `senda check`: what anybody pays who parses the same files and puts them to
//! the same schemas with the crates as they come. Every file is read, `granit-parser`'s events become
//! `serde_json` values, and `jsonschema` validates them: no positions, no comments, no recovery, none
//! of our own code but the list of files. What our tree costs or saves shows against it.
//!
//! `plain FOLDER` prints how many documents it saw and how many a schema rejects.

use granit_parser::{Event, Parser, ScalarStyle};
use jsonschema::{PatternOptions, Validator};
use rayon::prelude::*;
use senda::cli::{Allocator, DiskWorld};
use senda::model::Kind;
use senda::source::World;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::OnceLock;

/// That of `senda` itself, so that it makes no difference between the two.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("plain FOLDER: parses and validates every YAML file of a program with the crates alone");
        return ExitCode::from(2);
    };
    match DiskWorld::open(&folder).map_err(Failure::from).and_then(|world| read(&world)) {
        Ok((documents, rejected)) => {
            println!("{documents} documents, {rejected} rejected");
            ExitCode::from(u8::from(rejected > 0))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn read(world: &DiskWorld) -> Result<(usize, usize), Failure> {
    let mut files = world.list()?;
    files.retain(|file| file.path.ends_with(".yaml"));
    let seen: Vec<(usize, usize)> =
        files.par_iter().map(|file| read_file(world, &file.path)).collect::<Result<_, _>>()?;
    Ok(seen.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1)))
}

fn read_file(world: &DiskWorld, path: &str) -> Result<(usize, usize), Failure> {
    let bytes = world.read(path)?;
    let mut seen = (0, 0);
    for document in documents(std::str::from_utf8(&bytes)?)? {
        if let Some(kind) = document.get("kind").and_then(Value::as_str).and_then(Kind::of_name) {
            seen.0 += 1;
            seen.1 += usize::from(!validator(kind).is_valid(&document));
        }
    }
    Ok(seen)
}

/// The committed schema of a kind, compiled on first use.
fn validator(kind: Kind) -> &'static Validator {
    static VALIDATORS: [OnceLock<Validator>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    VALIDATORS[kind as usize].get_or_init(|| {
        let schema = serde_json::from_str(kind.schema_text()).expect("a committed schema is JSON");
        jsonschema::options()
            .with_pattern_options(PatternOptions::regex())
            .build(&schema)
            .expect("a committed schema compiles")
    })
}

/// A list, or a map and the key that waits for its value.
enum Open {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

fn documents(text: &str) -> Result<Vec<Value>, Failure> {
    let mut roots = Vec::new();
    let mut open: Vec<(Open, usize)> = Vec::new();
    let mut anchors: HashMap<usize, Value> = HashMap::new();
    for next in Parser::new_from_str(text) {
        let (value, anchor) = match next?.0 {
            Event::Scalar(text, ScalarStyle::Plain, anchor, None) => (scalar(&text), anchor),
            Event::Scalar(text, _, anchor, _) => (Value::String(text.into_owned()), anchor),
            Event::SequenceStart(_, anchor, _) => {
                open.push((Open::List(Vec::new()), anchor));
                continue;
            }
            Event::MappingStart(_, anchor, _) => {
                open.push((Open::Map(Map::new(), None), anchor));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some((Open::List(items), anchor)) => (Value::Array(items), anchor),
                Some((Open::Map(entries, _), anchor)) => (Value::Object(entries), anchor),
                None => continue,
            },
            Event::Alias(anchor) => (anchors.get(&anchor).cloned().unwrap_or(Value::Null), 0),
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, value.clone());
        }
        match open.last_mut() {
            None => roots.push(value),
            Some((Open::List(items), _)) => items.push(value),
            Some((Open::Map(entries, waiting), _)) => match waiting.take() {
                Some(key) => drop(entries.insert(key, value)),
                None => *waiting = Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
            },
        }
    }
    Ok(roots)
}

/// A plain text by the core schema of YAML 1.2.
fn scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        if let Ok(number) = text.parse::<i64>() {
            return number.into();
        }
        if let Some(number) = text.parse().ok().and_then(serde_json::Number::from_f64) {
            return number.into();
        }
    }
    Value::String(text.to_owned())
}
