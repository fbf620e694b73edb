//! Carry or confess: whatever is changed in a survey changes the files of every survey platform, or
//! the loss report of that platform names the line.

use crate::leaves::{Leaf, changed, entity_at, enumeration, leaves, other_targets};
use crate::programs::{check_world, files_below, repository};
use rayon::prelude::*;
use senda::Outcome;
use senda::emit::{self, Options, TARGETS, Target, sha256};
use senda::source::{FileId, MemoryWorld};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

const SURVEYS: &str = "surveys.yaml";

/// The plan of a survey and what analysis reads are no part of the instrument: whoever sends the
/// survey does with them. What an end page is called is for people who write; no answer hangs on it.
const NOT_ASKED: &[&str] = &["survey.type", "survey.trigger.on_request", "survey.end_pages[].id"];

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = repository().join("tests/emit/surveyjs/every-shape");
    files_below(&folder).into_iter().map(|(path, disk)| (path, fs::read(disk).unwrap())).collect()
}

/// What a platform makes of a program: its files by their checksums, and the lines of what it says.
#[derive(Clone)]
struct Made {
    files: BTreeMap<String, String>,
    lines: BTreeSet<u32>,
    /// What it says, in English.
    said: Vec<String>,
}

impl Made {
    /// Whether it confesses a change: at its line, or by the name of the language it is written in.
    fn confesses(&self, change: &Change) -> bool {
        let language = change.name.rsplit('.').next().unwrap_or_default();
        let named = format!("`{language}`");
        self.lines.contains(&change.line)
            || LANGUAGES.contains(&language) && self.said.iter().any(|said| said.contains(&named))
    }
}

/// The languages and variants of the program.
const LANGUAGES: &[&str] = &["es", "en", "gl", "es-MX", "es:usted"];

fn platforms() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().filter(|target| target.platform.is_some())
}

/// What each platform makes of a program; nothing when it is refused.
fn made(outcome: &Outcome) -> Option<Vec<Made>> {
    let checked = outcome.checked()?;
    let of = |target| {
        let output = emit::emit(&[target], &checked, &Options::default());
        let lines = |at: senda::source::At| {
            let source = outcome.sources.get(at.file);
            source.place(at.span.start).line..=source.place(at.span.end).line
        };
        let files = output.artifacts.into_iter().map(|file| (file.path, sha256(&file.bytes)));
        Made {
            files: files.collect(),
            lines: output.findings.iter().flat_map(|f| lines(f.at)).collect(),
            said: output.findings.iter().map(|f| f.message.en.clone()).collect(),
        }
    };
    Some(platforms().map(of).collect())
}

/// One leaf, what it was changed to, and what the platforms make of that.
struct Change {
    name: String,
    line: u32,
    told: String,
    now: Option<Vec<Made>>,
}

struct Changes {
    usual: Vec<Made>,
    changes: Vec<Change>,
}

/// Every leaf of the program changed, once for all tests.
fn changes() -> &'static Changes {
    static CHANGES: OnceLock<Changes> = OnceLock::new();
    CHANGES.get_or_init(|| {
        let files = files();
        let before = check_world(&MemoryWorld::new(files.clone()));
        let text = files.iter().find(|(path, _)| path == SURVEYS).map(|(_, bytes)| bytes).expect("surveys");
        let text = std::str::from_utf8(text).expect("it is text");
        let leaves = leaves(text);
        let asked = leaves.par_iter().filter(|leaf| !NOT_ASKED.contains(&leaf.name().as_str()));
        let changes = asked.map(|leaf| change(&before, &files, text, leaf)).collect();
        Changes { usual: made(&before).expect("the program passes the gate"), changes }
    })
}

fn change(before: &Outcome, files: &[(String, Vec<u8>)], text: &str, leaf: &Leaf) -> Change {
    let paths: Vec<String> =
        (0..before.sources.len()).map(|n| before.sources.get(FileId(n as u32)).path.to_string()).collect();
    let raw = &text[leaf.span.range()];
    let (index, _) = entity_at(&before.program, SURVEYS, leaf.span, &paths).expect("a document");
    let others = other_targets(&before.program, index);
    let schema = serde_json::from_str(leaf.kind.schema_text()).expect("a schema is JSON");
    let words = enumeration(&schema, &leaf.path);
    let word = words.contains(raw).then(|| words.iter().find(|word| *word != raw)).flatten();
    let other = others.get(&leaf.span.start).filter(|_| !raw.contains(' ')).or(word);
    let new = changed(raw, other.map(String::as_str));
    let whole = [&text[..leaf.span.start as usize], &new, &text[leaf.span.end as usize..]].concat();
    let mut world = MemoryWorld::new(files.to_vec());
    world.set(SURVEYS.to_owned(), whole.into_bytes());
    let line = text[..leaf.span.start as usize].matches('\n').count() as u32 + 1;
    let told = format!("{}: line {line}: `{raw}` → `{new}`", leaf.name());
    Change { name: leaf.name(), line, told, now: made(&check_world(&world)) }
}

/// How many changes are carried, confessed and refused, and those that are neither. `seen` is what a
/// platform lets us see of what it made.
fn counted(nth: usize, seen: &dyn Fn(&Made) -> Made) -> (usize, usize, usize, Vec<&'static str>) {
    let (mut carried, mut confessed, mut refused, mut dead) = (0, 0, 0, Vec::new());
    let Changes { usual, changes } = changes();
    let usual = seen(&usual[nth]);
    for change in changes {
        match change.now.as_ref().map(|now| seen(&now[nth])) {
            None => refused += 1,
            Some(now) if now.files != usual.files => carried += 1,
            Some(now) if usual.confesses(change) || now.confesses(change) => confessed += 1,
            Some(_) => dead.push(change.told.as_str()),
        }
    }
    (carried, confessed, refused, dead)
}

#[test]
fn every_survey_platform_carries_what_is_asked_or_says_at_its_line_that_it_does_not() {
    for (nth, target) in platforms().enumerate() {
        let (carried, confessed, refused, dead) = counted(nth, &Made::clone);
        println!("{}: {carried} carried, {confessed} confessed, {refused} refused", target.name);
        assert!(dead.is_empty(), "{}:\n{}", target.name, dead.join("\n"));
        assert!(carried > 200, "{}: only {carried} were carried", target.name);
        assert!(refused * 3 < carried, "{}: {refused} were refused", target.name);
    }
    assert!(platforms().count() >= 2);
}

/// The comparison can fail: a platform that writes nothing, and one that writes only ids, are noticed.
#[test]
fn a_platform_that_drops_something_in_silence_is_noticed() {
    for (nth, target) in platforms().enumerate() {
        let nothing = |_: &Made| Made { files: BTreeMap::new(), lines: BTreeSet::new(), said: Vec::new() };
        let (carried, confessed, _, dead) = counted(nth, &nothing);
        assert!(carried + confessed == 0 && dead.len() > 250, "{}: {}", target.name, dead.len());
        let only_ids = |made: &Made| {
            let mut made = made.clone();
            made.files.retain(|path, _| path.ends_with("codebook.csv"));
            made
        };
        let (.., dead) = counted(nth, &only_ids);
        assert!(dead.iter().any(|dead| dead.contains(".text.es")), "{}: {dead:?}", target.name);
    }
}

/// The program that is changed says everything that the schema of a question knows, but for what
/// only analysis reads.
#[test]
fn the_program_that_is_changed_has_every_field_of_an_instrument() {
    let leaves: BTreeSet<&str> = changes().changes.iter().map(|change| change.name.as_str()).collect();
    for field in [
        "survey.id",
        "survey.title.es",
        "survey.status",
        "survey.consent.basis",
        "survey.consent.purpose.es",
        "survey.consent.retention",
        "survey.consent.opt_out.es",
        "survey.consent.third_parties[]",
        "survey.consent.special_categories",
        "survey.quotas[].id",
        "survey.end_pages[].show_when",
        "survey.end_pages[].text.es",
        "survey.questions[].id",
        "survey.questions[].use",
        "survey.questions[].subject",
        "survey.questions[].type",
        "survey.questions[].text.es",
        "survey.questions[].text.es:usted",
        "survey.questions[].text.es-MX",
        "survey.questions[].required",
        "survey.questions[].multiple",
        "survey.questions[].show_when",
        "survey.questions[].scale.points",
        "survey.questions[].scale.low.es",
        "survey.questions[].scale.high.es",
        "survey.questions[].scale.labels[].es",
        "survey.questions[].scale.not_applicable",
        "survey.questions[].options[].id",
        "survey.questions[].options[].text.es",
        "survey.questions[].options[].show_when",
        "survey.questions[].options[].other",
        "survey.questions[].options[].exclusive",
        "survey.questions[].rows[].id",
        "survey.questions[].rows[].text.es",
        "survey.questions[].version",
        "question.canonical_of",
        "question.text.es",
    ] {
        assert!(leaves.contains(field), "nothing changes {field}");
    }
}
