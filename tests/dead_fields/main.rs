//! No field is dead: changing any leaf of an example changes an output or a finding.
//!
//! `program.json` and the manifest hold every leaf by construction, so they do not count. Run it
//! with `cargo test --release --test dead_fields`: it checks the examples thousands of times, and
//! draws of each changed program the pages where the change should show first, then the rest.
//! `ONLY=metric.bands` looks at the fields whose path has these words.

mod leaves;
#[allow(dead_code)]
#[path = "../suite/programs.rs"]
mod programs;

use leaves::{Leaf, changed, entity_at, enumeration, leaves, other_targets};
use programs::{EXAMPLES, example_files};
use rayon::prelude::*;
use senda::Outcome;
use senda::emit::{self, Artifact, Job, Options, Sink, TARGETS, sha256};
use senda::source::MemoryWorld;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

/// What is said about a program.
fn findings(outcome: &Outcome) -> Vec<String> {
    said(&outcome.diagnostics)
}

fn said(diagnostics: &[senda::diagnostic::Diagnostic]) -> Vec<String> {
    let mut said: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            format!("{} {} {:?} {:?}", d.rule.name, d.message.en, d.severity, d.help.as_ref().map(|h| &h.en))
        })
        .collect();
    said.sort();
    said
}

/// What a program gives before anything is changed.
struct Before {
    outcome: Outcome,
    findings: Vec<String>,
    /// What the outputs say, and their files, by checksum.
    said: Vec<String>,
    files: BTreeMap<String, String>,
    /// For each entity, files that are made from it and few others.
    near: BTreeMap<u32, BTreeSet<String>>,
}

/// Every target that counts, in its usual place.
fn jobs() -> Vec<Job> {
    let counts = TARGETS.iter().filter(|target| target.name != "json");
    counts.map(|target| Job::usual(target, &Options::default())).collect()
}

/// Compares the files of a build with those before, and stops wanting them at the first difference.
struct Compare<'b> {
    before: &'b BTreeMap<String, String>,
    /// The files that are looked at; all when there is none.
    only: Option<&'b BTreeSet<String>>,
    differs: AtomicBool,
    seen: AtomicUsize,
}

impl Sink for Compare<'_> {
    fn wants(&self, path: &str) -> bool {
        !self.differs.load(Ordering::Relaxed) && self.only.is_none_or(|only| only.contains(path))
    }
    fn put(&self, artifact: Artifact) {
        self.seen.fetch_add(1, Ordering::Relaxed);
        if self.before.get(&artifact.path).is_none_or(|hash| *hash != sha256(&artifact.bytes)) {
            self.differs.store(true, Ordering::Relaxed);
        }
    }
}

impl Before {
    fn of(outcome: Outcome) -> Self {
        let (mut files, mut near) = (BTreeMap::new(), BTreeMap::<u32, BTreeSet<String>>::new());
        let checked = outcome.checked().expect("an example passes the gate");
        let kept = emit::Kept::default();
        let said = said(&emit::emit_into(&jobs(), &checked, &kept));
        for artifact in kept.into_artifacts() {
            for entity in artifact.from.iter().filter(|_| artifact.from.len() < 3) {
                near.entry(entity.0).or_default().insert(artifact.path.clone());
            }
            files.insert(artifact.path, sha256(&artifact.bytes));
        }
        let findings = findings(&outcome);
        Self { outcome, findings, said, files, near }
    }

    /// Whether the files that are made from an entity, or all files, are others now.
    fn output_differs(&self, outcome: &Outcome, only: Option<&BTreeSet<String>>) -> bool {
        let Some(checked) = outcome.checked() else { return true };
        let compare =
            Compare { before: &self.files, only, differs: AtomicBool::new(false), seen: AtomicUsize::new(0) };
        let concerns =
            |job: &Job| only.is_none_or(|only| only.iter().any(|path| path.starts_with(&job.folder)));
        let jobs: Vec<Job> = jobs().into_iter().filter(concerns).collect();
        let now = said(&emit::emit_into(&jobs, &checked, &compare));
        compare.differs.into_inner()
            || compare.seen.into_inner() != only.map_or(self.files.len(), BTreeSet::len)
            || only.is_none() && now != self.said
    }

    /// Where a change shows first: what is said, the pages of its entity in one language, what else is
    /// made from it, anything.
    fn shows(&self, outcome: &Outcome, entity: u32) -> Option<Shows> {
        let none = BTreeSet::new();
        let near = self.near.get(&entity).unwrap_or(&none);
        let pages: BTreeSet<String> =
            near.iter().filter(|path| path.starts_with("site/es/")).cloned().collect();
        if findings(outcome) != self.findings {
            Some(Shows::InFinding)
        } else if !near.is_empty()
            && (self.output_differs(outcome, Some(&pages)) || self.output_differs(outcome, Some(near)))
        {
            Some(Shows::Near)
        } else {
            self.output_differs(outcome, None).then_some(Shows::Elsewhere)
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    InFinding,
    Near,
    Elsewhere,
}

struct Change {
    file: usize,
    leaf: Leaf,
    entity: u32,
    new: String,
}

impl Change {
    /// `banco-horizonte/senda.yaml:4 `MXN` → `MXzzz``
    fn place(&self, example: &str, files: &[(String, Vec<u8>)]) -> String {
        let (path, bytes) = &files[self.file];
        let text = String::from_utf8_lossy(&bytes[..self.leaf.span.start as usize]);
        let raw = String::from_utf8_lossy(&bytes[self.leaf.span.range()]);
        format!("{example}/{path}:{} `{raw}` → `{}`", text.matches('\n').count() + 1, self.new)
    }
}

/// The program with one leaf changed.
fn with(files: &[(String, Vec<u8>)], change: &Change) -> MemoryWorld {
    let (path, bytes) = &files[change.file];
    let span = change.leaf.span;
    let mut world = MemoryWorld::new(files.to_vec());
    let new = [&bytes[..span.start as usize], change.new.as_bytes(), &bytes[span.end as usize..]].concat();
    world.set(path.clone(), new);
    world
}

/// Every leaf of an example, with what it is changed to.
fn changes(before: &Before, files: &[(String, Vec<u8>)], schemas: &BTreeMap<String, Json>) -> Vec<Change> {
    let program = &before.outcome.program;
    let paths: Vec<String> = (0..before.outcome.sources.len())
        .map(|n| before.outcome.sources.get(senda::source::FileId(n as u32)).path.to_string())
        .collect();
    let mut changes = Vec::new();
    let mut targets = BTreeMap::new();
    for (file, (path, bytes)) in files.iter().enumerate() {
        let text = std::str::from_utf8(bytes).expect("an example is text");
        for leaf in leaves(text) {
            let (index, _) =
                entity_at(program, path, leaf.span, &paths).expect("a leaf stands in a document");
            let raw = &text[leaf.span.range()];
            let plain = raw.trim_matches(['"', '\'']);
            let others = targets.entry(index).or_insert_with(|| other_targets(program, index));
            let words = enumeration(&schemas[leaf.kind.name()], &leaf.path);
            let word = words.contains(plain).then(|| words.iter().find(|word| *word != plain)).flatten();
            let other = others.get(&leaf.span.start).filter(|_| !raw.contains(' ')).or(word);
            let new = changed(raw, other.map(String::as_str));
            changes.push(Change { file, entity: index.0, new, leaf });
        }
    }
    changes
}

fn schemas() -> BTreeMap<String, Json> {
    let kinds = senda::model::Kind::ALL.iter();
    kinds.map(|kind| (kind.name().to_owned(), serde_json::from_str(kind.schema_text()).unwrap())).collect()
}

#[test]
fn every_leaf_of_the_examples_changes_something() {
    // Each with the reason why changing it may change nothing.
    let excused: BTreeMap<&str, &str> = include_str!("excused.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(": ").expect("a path and a reason"))
        .collect();
    let only = std::env::var("ONLY").ok();
    let schemas = schemas();
    let (mut dead, mut tried) = (Vec::new(), 0);
    for name in EXAMPLES {
        let started = Instant::now();
        let files = example_files(name);
        let before = Before::of(programs::check_world(&programs::example(name)));
        let mut changes = changes(&before, &files, &schemas);
        changes
            .retain(|change| only.as_ref().is_none_or(|words| change.leaf.name().contains(words.as_str())));
        tried += changes.len();
        let found: Vec<Option<Shows>> = changes
            .par_iter()
            .map(|change| {
                let outcome = programs::check_world(&with(&files, change));
                before.shows(&outcome, change.entity)
            })
            .collect();
        let count = |shows| found.iter().filter(|found| **found == Some(shows)).count();
        println!(
            "{name}: {} leaves: {} show in a finding, {} near their entity, {} elsewhere; {:.0} s",
            changes.len(),
            count(Shows::InFinding),
            count(Shows::Near),
            count(Shows::Elsewhere),
            started.elapsed().as_secs_f64()
        );
        let nowhere = changes.iter().zip(&found).filter(|(_, found)| found.is_none());
        dead.extend(nowhere.map(|(change, _)| (change.leaf.name(), change.place(name, &files))));
    }
    let paths: BTreeSet<&str> = dead.iter().map(|(path, _)| path.as_str()).collect();
    let unexcused: Vec<String> = dead
        .iter()
        .filter(|(path, _)| !excused.contains_key(path.as_str()))
        .map(|(path, place)| format!("{path}: {place}"))
        .collect();
    println!("{tried} leaves changed, {} excused", dead.len() - unexcused.len());
    assert!(unexcused.is_empty(), "{} dead leaves:\n{}", unexcused.len(), unexcused.join("\n"));
    if only.is_none() {
        assert!(tried > 5000, "only {tried} leaves were found");
        let idle: Vec<&str> = excused.keys().copied().filter(|path| !paths.contains(path)).collect();
        assert!(idle.is_empty(), "excused, and alive: {idle:?}");
    }
}

/// The comparison can fail: what nobody reads shows nowhere.
#[test]
fn what_nobody_reads_shows_nowhere() {
    for name in EXAMPLES {
        let before = Before::of(programs::check_world(&programs::example(name)));
        let files = example_files(name);
        let mut world = MemoryWorld::new(files.clone());
        for (path, bytes) in files {
            world.set(path, [bytes, b"x-own: changed\n# a comment\n".to_vec()].concat());
        }
        let outcome = programs::check_world(&world);
        for index in 0..before.outcome.program.len() as u32 {
            assert_eq!(before.shows(&outcome, index), None, "{name}");
        }
    }
}
