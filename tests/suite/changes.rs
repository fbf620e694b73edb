//! What changed between two programs, case by case and both ways; and that a program which is only
//! written otherwise did not change.

use crate::literate::{Files, Literate, Verdict};
use crate::programs::{EXAMPLES, example_files, files_below, repository};
use proptest::prelude::*;
use proptest::sample::Index;
use senda::analyze::changes::{Change, Differences, Side, differences};
use senda::edit::format::{Formatted, format};
use senda::source::{FileId, MemoryWorld};
use senda::{Loaded, load, load_beside};
use std::fmt::Write;
use std::fs;

fn loaded(files: &Files) -> Loaded {
    let files = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    load(&MemoryWorld::new(files)).expect("memory can be read")
}

fn side(it: &Loaded) -> Side<'_> {
    Side { program: &it.program, sources: &it.sources }
}

fn compared(before: &Loaded, after: &Loaded) -> Differences {
    differences(side(before), side(after), &|_| false)
}

fn base() -> Files {
    let files = files_below(&repository().join("tests/rules/base"));
    files.into_iter().map(|(path, disk)| (path, fs::read_to_string(disk).unwrap())).collect()
}

/// A change in one line: `ENTITY[#PATH] KIND LEVEL`, a declared break with a star.
fn line(it: &Change) -> String {
    let path = if it.path.is_empty() { String::new() } else { format!("#{}", it.path.replace(' ', "_")) };
    let declared = if it.counts() { "" } else { "*" };
    format!("{}{path} {} {}{declared}", it.entity, it.what.name(), it.level.name())
}

fn lines(differences: &Differences) -> Vec<String> {
    let mut lines: Vec<String> = differences.changes.iter().map(line).collect();
    lines.sort();
    lines
}

/// Every case of `tests/changes` gives exactly the changes it names (`expect:`), and its way back those
/// of `also:`. `UPDATE=1` writes what is found, to be read before it is committed.
#[test]
fn every_change_has_its_kind_and_level_and_so_has_its_mirror() {
    let base = base();
    let mut wrong = String::new();
    let mut cases = 0;
    for (name, disk) in files_below(&repository().join("tests/changes")) {
        let text = fs::read_to_string(&disk).unwrap();
        let all = Literate::read(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut written = text.clone();
        for case in &all.cases {
            cases += 1;
            let title = &case.title;
            let (first, last) =
                all.states(&base, case).unwrap_or_else(|why| panic!("{name}: {title}: {why}"));
            let (before, after) = (loaded(&first), loaded(&last));
            for state in [&before, &after] {
                // a name that leads nowhere is what some cases are about; a value must be readable
                let broken = state.findings.iter().filter(|it| {
                    it.stops_a_build() && !matches!(it.rule.name, "unknown-reference" | "unknown-name")
                });
                for it in broken {
                    let _ = writeln!(wrong, "{name}: {title}: {}: {}", it.rule.name, it.message.en);
                }
            }
            let forth = lines(&compared(&before, &after));
            let back = lines(&compared(&after, &before));
            let expected: Vec<String> =
                case.expected.iter().map(|it| format!("{} {} {}", it.place, it.rule, it.severity)).collect();
            if (case.verdict == Verdict::Passes) != (forth.is_empty() && back.is_empty()) {
                let _ = writeln!(wrong, "{name}: {title}: {} changes: {forth:#?}", forth.len());
                continue;
            }
            if (&forth, &back) != (&expected, &case.also) {
                let _ = writeln!(wrong, "{name}: {title}\n  forth {forth:#?}\n  back {back:#?}");
                let stated = |key: &str, lines: &[String]| {
                    lines.iter().map(|it| format!("{key}: {it}\n")).collect::<String>()
                };
                let head = format!("## fails: {title}\n\n");
                let new = format!("{head}{}{}\n", stated("expect", &forth), stated("also", &back));
                let start = written.find(&head).unwrap() + head.len();
                let end = start + written[start..].find("```").unwrap();
                written.replace_range(start - head.len()..end, &new);
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&disk, written).unwrap();
        }
    }
    assert!(cases > 50, "{cases}");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn fingerprints_stay_when_lines_move_and_differ_from_one_another() {
    let base = base();
    let mut changed = base.clone();
    let mended =
        base["surveys.yaml"].replace("How clear was", "How plain was").replace("delay: 2 h", "delay: 4 h");
    changed.insert("surveys.yaml".into(), mended.clone());
    let mut moved = base.clone();
    moved.insert("surveys.yaml".into(), format!("# a line\n\n{mended}"));
    let prints = |after: &Files| -> Vec<String> {
        let found = compared(&loaded(&base), &loaded(after));
        found.changes.into_iter().map(|it| it.fingerprint).collect()
    };
    let (one, other) = (prints(&changed), prints(&moved));
    assert_eq!((one.len(), &one), (2, &other));
    assert_ne!(one[0], one[1]);
}

#[test]
fn what_one_side_cannot_read_is_counted_and_not_called_gone() {
    let base = base();
    let mut broken = base.clone();
    let spoiled = base["surveys.yaml"]
        .replace("points: 1..5", "points: many")
        .replace("kind: survey\nid: team-voice", "kind: survey\nid: [");
    broken.insert("surveys.yaml".into(), spoiled);
    for (before, after) in [(&base, &broken), (&broken, &base)] {
        let found = compared(&loaded(before), &loaded(after));
        assert!(found.unread > 0);
        assert!(found.changes.iter().all(|it| !it.entity.contains("team-voice")), "{:#?}", found.changes);
    }
}

#[test]
fn files_that_both_states_have_are_shared_and_nothing_differs_by_that() {
    let base = base();
    let mut changed = base.clone();
    // a file before all others, so that every shared file has another number
    changed.insert("a.yaml".into(), "kind: role\nid: extra\nmanages: program\n".into());
    changed.insert("surveys.yaml".into(), base["surveys.yaml"].replace("How clear was", "How plain was"));
    changed.insert("broken.yaml".into(), "kind: role\nid: [\n".into());
    for (before, after) in [(&base, &changed), (&changed, &base)] {
        let (one, other) = (loaded(before), loaded(after));
        let files = before.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
        let shared =
            load_beside(&MemoryWorld::new(files), &other, &|path| before.get(path) == after.get(path));
        let shared = shared.expect("memory can be read");
        assert_eq!(shared.findings, one.findings);
        assert_eq!(lines(&compared(&shared, &other)), lines(&compared(&one, &other)));
        assert!(compared(&one, &shared).changes.is_empty());
        for (entity, same) in shared.program.entities().zip(one.program.entities()) {
            assert_eq!(shared.sources.describe(entity.1.head()), one.sources.describe(same.1.head()));
        }
    }
}

/// What is wrong with the changes of a rename, either way: it is one change, whatever names it.
pub fn more_than_a_rename(before: &Loaded, after: &Loaded) -> Option<String> {
    let wrong = |found: Differences| {
        let one = matches!(&found.changes[..], [it] if it.what.name().ends_with("-renamed"));
        (!one).then(|| format!("{:#?}", lines(&found)))
    };
    wrong(compared(before, after)).or_else(|| wrong(compared(after, before)))
}

/// A way to write the same program otherwise.
#[derive(Clone, Debug)]
enum Rewrite {
    /// A comment or an empty line before a document.
    Comment(Index),
    Format(Index),
    /// Documents of a file the other way round.
    Reverse(Index),
    /// The documents of one file at the end of another.
    Move(Index, Index),
    Windows(Index),
    Rename(Index),
}

fn rewrites() -> impl Strategy<Value = Vec<Rewrite>> {
    let one = prop_oneof![
        any::<Index>().prop_map(Rewrite::Comment),
        any::<Index>().prop_map(Rewrite::Format),
        any::<Index>().prop_map(Rewrite::Reverse),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Rewrite::Move(from, to)),
        any::<Index>().prop_map(Rewrite::Windows),
        any::<Index>().prop_map(Rewrite::Rename),
    ];
    proptest::collection::vec(one, 1..12)
}

/// Documents of a file that holds no anchors, without their separators.
fn documents(text: &str) -> Option<Vec<String>> {
    let text = text.replace("\r\n", "\n");
    let parts: Vec<String> =
        text.split("\n---\n").map(|it| it.trim_start_matches("---\n").trim_end().to_owned()).collect();
    (!text.contains(['&', '*'])).then_some(parts)
}

fn rewritten(files: &Files, rewrites: &[Rewrite]) -> Files {
    let mut files = files.clone();
    for rewrite in rewrites {
        let paths: Vec<String> = files.keys().filter(|path| *path != "senda.yaml").cloned().collect();
        let path = |index: &Index| paths[index.index(paths.len())].clone();
        match rewrite {
            Rewrite::Comment(at) => {
                let text = files.get_mut(&path(at)).unwrap();
                *text = format!("# said aside\n\n{text}");
            }
            Rewrite::Format(at) => {
                let text = files.get_mut(&path(at)).unwrap();
                if let Formatted::Changed(new) = format(FileId(0), text) {
                    *text = new;
                }
            }
            Rewrite::Reverse(at) => {
                let text = files.get_mut(&path(at)).unwrap();
                if let Some(mut parts) = documents(text) {
                    parts.reverse();
                    *text = parts.join("\n---\n") + "\n";
                }
            }
            Rewrite::Move(from, to) if path(from) != path(to) => {
                let (one, other) = (files[&path(from)].clone(), files[&path(to)].clone());
                if let (Some(one), Some(other)) = (documents(&one), documents(&other)) {
                    files.remove(&path(from));
                    files.insert(path(to), [other, one].concat().join("\n---\n") + "\n");
                }
            }
            Rewrite::Move(..) => {}
            Rewrite::Windows(at) => {
                let text = files.get_mut(&path(at)).unwrap();
                *text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            }
            Rewrite::Rename(at) => {
                let text = files.remove(&path(at)).unwrap();
                files.insert(format!("other/{}", path(at)), text);
            }
        }
    }
    files
}

fn programs() -> Vec<Files> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let examples = EXAMPLES
        .map(|name| example_files(name).into_iter().map(|(path, bytes)| (path, text(bytes))).collect());
    examples.into_iter().chain([base()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_program_that_is_only_written_otherwise_did_not_change(which in 0..3usize, rewrites in rewrites()) {
        let files = &programs()[which];
        let found = compared(&loaded(files), &loaded(&rewritten(files, &rewrites)));
        prop_assert_eq!(lines(&found), Vec::<String>::new());
    }
}
