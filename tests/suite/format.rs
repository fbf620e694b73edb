//! Canonical form: formatting never changes what a file says, and twice is once.

use crate::programs::{EXAMPLES, example_files, files_below, repository};
use proptest::prelude::*;
use proptest::sample::Index;
use senda::edit::difference;
use senda::edit::format::{Formatted, format};
use senda::source::FileId;
use serde::Deserialize;
use std::fs;

/// Every YAML file that is ours: the examples, the program of the rules, pages of rules.
fn corpus() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = EXAMPLES
        .iter()
        .flat_map(|name| {
            example_files(name).into_iter().map(move |(path, bytes)| (format!("{name}/{path}"), bytes))
        })
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    for (path, disk) in files_below(&repository().join("tests")) {
        if path.starts_with("mutations/") {
            continue; // lists of defects, and no documents of a program
        }
        let text = match path.rsplit('.').next() {
            Some("yaml" | "yml" | "md") => fs::read_to_string(disk).unwrap(),
            _ => continue,
        };
        if path.ends_with(".md") {
            let blocks = text
                .split("\n```yaml ")
                .skip(1)
                .filter_map(|block| block.split_once('\n')?.1.split_once("\n```"));
            all.extend(blocks.enumerate().map(|(i, (body, _))| (format!("{path} {i}"), format!("{body}\n"))));
        } else {
            all.push((path, text));
        }
    }
    all
}

/// What another reader of YAML makes of a text, when it can read it.
fn oracle(text: &str) -> Option<Vec<serde_yaml::Value>> {
    serde_yaml::Deserializer::from_str(text)
        .map(|document| serde_yaml::Value::deserialize(document).ok())
        .filter(|value| !matches!(value, Some(serde_yaml::Value::Null)))
        .collect()
}

fn comments(text: &str) -> usize {
    text.matches("# §").count()
}

/// Formats a text and holds the result against it; `None` where it is left alone.
fn settled(text: &str) -> Result<Option<String>, String> {
    let once = match format(FileId(0), text) {
        Formatted::Same => text.to_owned(),
        Formatted::Changed(new) => new,
        Formatted::Foreign | Formatted::Broken(_) | Formatted::Odd => return Ok(None),
    };
    match format(FileId(0), &once) {
        Formatted::Same => {}
        Formatted::Changed(twice) => {
            return Err(format!("twice is not once:\n{}", difference("once", &once, &twice)));
        }
        other => return Err(format!("once and no more: {other:?}\n{}", difference("once", text, &once))),
    }
    if comments(text) != comments(&once) {
        return Err(format!("comments:\n{}", difference("once", text, &once)));
    }
    if let Some(before) = oracle(text)
        && Some(&before) != oracle(&once).as_ref()
    {
        return Err(format!("another reader reads something else:\n{}", difference("once", text, &once)));
    }
    let plain = |line: &str| line.trim_end() == line.trim_end_matches(['\r', '\n']);
    if !once.ends_with('\n') || (!once.contains(['|', '>', '"']) && !once.lines().all(plain)) {
        return Err(format!("blanks at the end:\n{once:?}"));
    }
    Ok(Some(once))
}

#[test]
fn the_files_we_have_can_all_be_put_in_order() {
    for (path, text) in corpus() {
        match settled(&text) {
            Ok(Some(_)) => {}
            Ok(None) => assert!(!matches!(format(FileId(0), &text), Formatted::Odd), "{path}"),
            Err(why) => panic!("{path}: {why}"),
        }
    }
}

#[test]
fn the_examples_are_in_their_canonical_form() {
    let wrong: Vec<String> = corpus()
        .into_iter()
        .filter(|(path, _)| EXAMPLES.iter().any(|name| path.starts_with(name)))
        .filter(|(_, text)| !matches!(format(FileId(0), text), Formatted::Same))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "`senda fmt` changes {wrong:#?}");
}

/// A change of layout, put in at a random line.
#[derive(Clone, Debug)]
enum Twist {
    Comment(usize),
    Suppression(usize),
    Behind,
    Blank,
    Trailing,
    Swap,
    Windows,
    Separator,
}

fn twists() -> impl Strategy<Value = Vec<(Index, Twist)>> {
    let twist = prop_oneof![
        (0..9usize).prop_map(Twist::Comment),
        (0..9usize).prop_map(Twist::Suppression),
        Just(Twist::Behind),
        Just(Twist::Blank),
        Just(Twist::Trailing),
        Just(Twist::Swap),
        Just(Twist::Windows),
        Just(Twist::Separator),
    ];
    proptest::collection::vec((any::<Index>(), twist), 1..12)
}

fn twisted(text: &str, twists: &[(Index, Twist)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut end = "\n";
    for (at, twist) in twists {
        let at = at.index(lines.len());
        match twist {
            Twist::Comment(indent) => lines.insert(at, format!("{}# § {at}", " ".repeat(*indent))),
            Twist::Suppression(indent) => {
                lines
                    .insert(at, format!("{}# senda: allow(dead-end-step): reason {at}", " ".repeat(*indent)));
            }
            Twist::Behind => lines[at].push_str(" # § behind"),
            Twist::Blank => lines.insert(at, String::new()),
            Twist::Trailing => lines[at].push_str("  \t"),
            Twist::Swap if at > 0 => lines.swap(at, at - 1),
            Twist::Swap => {}
            Twist::Windows => end = "\r\n",
            Twist::Separator => lines.insert(at, "---".to_owned()),
        }
    }
    lines.join(end) + end
}

/// YAML written in many ways.
fn written(depth: u32) -> impl Strategy<Value = Vec<String>> {
    let plain = prop_oneof![
        "[a-z]{1,6}( [a-zñ¿?,]{1,5}){0,3}",
        Just("no".to_owned()),
        Just("12:30".to_owned()),
        Just("35 %".to_owned()),
        Just("2026-01-01".to_owned()),
        Just("~".to_owned()),
        Just("[a, b]".to_owned()),
        Just("[uno dos, \"x: y\", 'it''s']".to_owned()),
        Just("{ es: Hola, en: 'a' }".to_owned()),
        Just("{a: [b, {c: d}], \"e\": }".to_owned()),
        Just("'single # not'".to_owned()),
        Just("\"double \\\" \\u00e1\"".to_owned()),
        Just(String::new()),
    ];
    let leaf = prop_oneof![
        4 => plain.prop_map(|text| vec![text]),
        1 => "[a-z]{1,4}".prop_map(|text| vec!["|".to_owned(), format!("  {text}"), "   deeper".to_owned(), String::new(), format!("  {text}  ")]),
        1 => "[a-z]{1,4}".prop_map(|text| vec![">- # § header".to_owned(), format!("    {text}"), format!("    {text}")]),
        1 => Just(vec!["|2+".to_owned(), "   x".to_owned(), "  y".to_owned(), String::new()]),
        1 => Just(vec!["uno dos".to_owned(), "   tres".to_owned(), String::new(), "  cuatro # § end".to_owned()]),
        1 => Just(vec!["\"uno \\".to_owned(), "   tres".to_owned(), "  cuatro\" # § end".to_owned()]),
        1 => Just(vec!["[uno, # § in".to_owned(), "   tres]".to_owned()]),
        1 => Just(vec!["&a [1, 2]".to_owned()]),
        1 => Just(vec!["!!str 12 # § tag".to_owned()]),
    ];
    leaf.prop_recursive(depth, 24, 4, |inner| {
        let remark = prop_oneof![4 => Just(String::new()), 1 => Just("# §".to_owned()), 1 => Just("\n".to_owned()), 1 => Just("   # § deep".to_owned())];
        let key = prop_oneof![Just("id"), Just("title"), Just("does"), Just("\"on\""), Just("x-a"), Just("'k y'"), Just("steps"), Just("evidence"), Just("start")];
        let entry = (remark.clone(), key, inner.clone(), 1..4usize);
        let map = proptest::collection::vec(entry, 1..5).prop_map(|entries| {
            let mut lines = vec![String::new()];
            for (i, (remark, key, value, indent)) in entries.into_iter().enumerate() {
                lines.extend(remark.lines().map(str::to_owned));
                lines.push(format!("{}{i}: {}", key.trim_end_matches(['"', '\'']), value[0]).replace("\"on0", "on").replace(['\''], ""));
                lines.extend(value[1..].iter().map(|line| if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent)) }));
            }
            lines
        });
        let item = (remark, inner, 1..4usize);
        let list = proptest::collection::vec(item, 1..4).prop_map(|items| {
            let mut lines = vec![String::new()];
            for (remark, value, indent) in items {
                lines.extend(remark.lines().map(str::to_owned));
                lines.push(format!("- {}", value[0]));
                lines.extend(value[1..].iter().map(|line| if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent + 1)) }));
            }
            lines
        });
        prop_oneof![map, list]
    })
}

fn document(fields: &[(String, Vec<String>)]) -> String {
    let mut text = "kind: journey\nid: a\n".to_owned();
    for (key, value) in fields {
        text.push_str(&format!("{key}: {}\n", value[0]));
        for line in &value[1..] {
            text.push_str(if line.is_empty() { "" } else { " " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_with_comments_blank_lines_and_swaps_say_the_same_afterwards(file in any::<Index>(), twists in twists()) {
        let corpus = corpus();
        let (_, text) = &corpus[file.index(corpus.len())];
        let text = twisted(text, &twists);
        if let Err(why) = settled(&text) {
            prop_assert!(false, "{why}");
        }
    }

    #[test]
    fn anything_written_in_yaml_says_the_same_afterwards(
        fields in proptest::collection::vec(("(title|steps|start|stages|x-b|end)", written(3)), 1..4),
    ) {
        let mut seen = std::collections::HashSet::new();
        let fields: Vec<_> = fields.into_iter().filter(|(key, _)| seen.insert(key.clone())).collect();
        if let Err(why) = settled(&document(&fields)) {
            prop_assert!(false, "{why}");
        }
    }
}

#[test]
fn nearly_everything_that_can_be_read_can_be_put_in_order() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let corpus = corpus();
    let (mut done, mut odd) = (0, Vec::new());
    for round in 0..600 {
        let mut twists = twists().new_tree(&mut runner).unwrap().current();
        // a document cut in two is seldom a map
        twists.retain(|(_, twist)| !matches!(twist, Twist::Separator));
        let text = twisted(&corpus[round % corpus.len()].1, &twists);
        match format(FileId(0), &text) {
            Formatted::Odd => odd.push(text),
            Formatted::Same | Formatted::Changed(_) => done += 1,
            Formatted::Foreign | Formatted::Broken(_) => {}
        }
    }
    assert!(
        done > 150 && odd.len() * 50 <= done,
        "{done} done, {} odd:\n{}",
        odd.len(),
        odd.iter().take(2).cloned().collect::<Vec<_>>().join("\n=======\n")
    );
    let (mut done, mut odd) = (0, Vec::new());
    for _ in 0..600 {
        let fields = proptest::collection::vec(written(3), 1..2).new_tree(&mut runner).unwrap().current();
        let text = document(&[("steps".to_owned(), fields[0].clone())]);
        match format(FileId(0), &text) {
            Formatted::Odd => odd.push(text),
            Formatted::Same | Formatted::Changed(_) => done += 1,
            Formatted::Foreign | Formatted::Broken(_) => {}
        }
    }
    assert!(
        done > 150 && odd.len() * 10 <= done,
        "{done} done, {} odd:\n{}",
        odd.len(),
        odd.iter().take(4).cloned().collect::<Vec<_>>().join("\n=======\n")
    );
}
