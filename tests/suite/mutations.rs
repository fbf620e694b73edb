//! Seeded defects: one small edit to a clean program, the rule that must speak, and where.
//!
//! `tests/mutations/PROGRAM/*.yml` hold what is found, `known-misses.yml` what is not found yet;
//! an entry there that is found asks to be moved. Of the programs as they are nothing is said.

use crate::programs::{check_world, example_files, files_below, repository};
use rayon::prelude::*;
use senda::Outcome;
use senda::source::MemoryWorld;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The programs, and what is said of them as they are, on purpose.
const PROGRAMS: [(&str, &[&str]); 3] =
    [("base", &[]), ("banco-horizonte", &[]), ("city-permits", &["readiness-claim-unsupported"])];

/// Stands before the character whose line is meant, when a text of `at` has several lines.
const HERE: char = '»';

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defect {
    /// What went wrong, in words.
    about: String,
    /// The program; the name of the folder when absent.
    #[serde(default)]
    program: String,
    file: String,
    /// A text that stands exactly once in the file, and what takes its place.
    find: String,
    by: String,
    /// The rule that must speak.
    rule: String,
    /// The file of the finding, when it is another one.
    #[serde(default, rename = "in")]
    elsewhere: Option<String>,
    /// A text that stands exactly once in the changed file, on the line of the finding.
    at: String,
}

type Programs = BTreeMap<&'static str, MemoryWorld>;

fn programs() -> Programs {
    let base = files_below(&repository().join("tests/rules/base"));
    let base = base.into_iter().map(|(path, disk)| (path, fs::read(disk).expect("a file of ours")));
    let world = |name| match name {
        "base" => MemoryWorld::new(base.clone().collect::<Vec<_>>()),
        _ => example_with_lock(name),
    };
    PROGRAMS.iter().map(|(name, _)| (*name, world(name))).collect()
}

fn read(path: &std::path::Path) -> Vec<Defect> {
    let text = fs::read_to_string(path).expect("a file of ours can be read");
    serde_yaml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn seeded() -> Vec<Defect> {
    let mut all = Vec::new();
    for (name, _) in PROGRAMS {
        for (_, disk) in files_below(&repository().join("tests/mutations").join(name)) {
            all.extend(read(&disk).into_iter().map(|defect| Defect { program: name.to_owned(), ..defect }));
        }
    }
    all
}

/// An example with the wordings that it keeps.
fn example_with_lock(name: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new(example_files(name));
    if let Ok(lock) = fs::read(repository().join("examples").join(name).join("senda.lock")) {
        world.set("senda.lock", lock);
    }
    world
}

fn line_of(text: &str, at: &str) -> Result<usize, String> {
    let plain: String = at.chars().filter(|c| *c != HERE).collect();
    let start = once(text, &plain)? + at.find(HERE).unwrap_or(0);
    Ok(text[..start].matches('\n').count() + 1)
}

fn once(text: &str, part: &str) -> Result<usize, String> {
    match text.matches(part).count() {
        1 => Ok(text.find(part).expect("it was counted")),
        times => Err(format!("this stands {times} times in the file: {part:?}")),
    }
}

/// `FILE:LINE RULE` of each finding.
fn told(outcome: &Outcome) -> BTreeSet<String> {
    let place = |d: &senda::diagnostic::Diagnostic| {
        let place = outcome.sources.describe(d.at);
        place.rsplit_once(':').map_or(place.clone(), |(line, _)| line.to_owned())
    };
    outcome.diagnostics.iter().map(|d| format!("{} {}", place(d), d.rule.name)).collect()
}

/// What was expected, and whether it was found.
fn look(programs: &Programs, defect: &Defect) -> Result<Result<(), String>, String> {
    use senda::source::World;
    let mut world = programs.get(&*defect.program).ok_or("there is no such program")?.clone();
    let text = |world: &MemoryWorld, path: &str| {
        let bytes = world.read(path).map_err(|_| format!("there is no file {path}"))?;
        String::from_utf8(bytes).map_err(|why| why.to_string())
    };
    let before = text(&world, &defect.file)?;
    once(&before, &defect.find)?;
    world.set(&*defect.file, before.replacen(&defect.find, &defect.by, 1));
    let place = defect.elsewhere.as_ref().unwrap_or(&defect.file);
    let line = line_of(&text(&world, place)?, &defect.at)?;
    let expected = format!("{place}:{line} {}", defect.rule);
    let found = told(&check_world(&world));
    Ok(if found.contains(&expected) { Ok(()) } else { Err(format!("expected {expected}, found {found:#?}")) })
}

fn name(defect: &Defect) -> String {
    format!("{}, {}: {}", defect.program, defect.file, defect.about)
}

#[test]
fn nothing_is_said_of_the_programs_as_they_are() {
    for (name, world) in programs() {
        let expected = PROGRAMS.iter().find(|(program, _)| *program == name).expect("it is listed").1;
        let outcome = check_world(&world);
        let said: Vec<&str> = outcome.diagnostics.iter().map(|d| d.rule.name).collect();
        assert_eq!(said, expected, "{name}: {:#?}", told(&outcome));
    }
}

#[test]
fn every_seeded_defect_is_found_where_it_stands() {
    let (programs, defects) = (programs(), seeded());
    let edits: BTreeSet<_> = defects.iter().map(|d| (&d.program, &d.file, &d.find, &d.by)).collect();
    assert_eq!(edits.len(), defects.len(), "an edit is there twice");
    let missed: Vec<String> = defects
        .par_iter()
        .filter_map(|defect| {
            let why = look(&programs, defect).and_then(|found| found).err()?;
            Some(format!("{}: {why}", name(defect)))
        })
        .collect();
    let rules: BTreeSet<&str> = defects.iter().map(|d| &*d.rule).collect();
    let found = defects.len() - missed.len();
    println!("{} seeded defects, {found} found in their place, {} rules", defects.len(), rules.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(defects.len() >= 150 && rules.len() >= 100, "{} defects, {} rules", defects.len(), rules.len());
}

#[test]
fn known_misses_are_still_missed() {
    let programs = programs();
    let misses = read(&repository().join("tests/mutations/known-misses.yml"));
    println!("{} known misses", misses.len());
    for defect in &misses {
        match look(&programs, defect) {
            Ok(Err(_)) => {}
            Ok(Ok(())) => panic!("{} is found: move it to tests/mutations/{}/", name(defect), defect.program),
            Err(why) => panic!("{}: {why}", name(defect)),
        }
    }
}

#[test]
fn a_place_is_the_line_of_its_mark() {
    assert_eq!(line_of("a\nb\nc\n", "b"), Ok(2));
    assert_eq!(line_of("a\nb\nb\n", "a\n»b"), Ok(2));
    assert!(line_of("a\na\n", "a").is_err() && line_of("a\n", "b").is_err());
}
