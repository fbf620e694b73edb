//! Whatever a person can read of Senda in Spanish has no English sentence in it.

use crate::command::{ROOT, folder, senda};
use crate::programs::{DAY, check_world, example, example_files};
use senda::analyze::all_rules;
use senda::diagnostic::{Diagnostic, Lang, Say};
use senda::source::MemoryWorld;
use std::collections::BTreeSet;

/// Words that English sentences are made of and Spanish ones are not. Those that both have (`a`,
/// `no`, `me`, `son`, `once`) are left out.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "is", "are", "was", "were", "with", "that", "this", "these", "which", "what", "who",
    "where", "when", "write", "there", "not", "nothing", "has", "have", "must", "can", "cannot", "from",
    "but", "if", "into", "its", "it", "be", "been", "does", "for", "or", "on", "to", "an", "in", "by",
];

/// Words of the language of programs: in a Spanish sentence they stand between backquotes.
const OF_PROGRAMS: &[&str] = &[
    "point", "points", "day", "days", "business", "hour", "hours", "week", "weeks", "month", "months",
    "year", "years", "quarter", "share", "money", "number", "study", "journey", "survey", "metric",
    "dataset", "step", "warning",
];

/// Titles of works keep their language.
const TITLES: &[&str] = &["The Design of Experiments"];

/// The words of a list that stand in a text, leaving out what the user or the language of programs says: names
/// between backquotes, quotes, code blocks, addresses, options.
fn words_of(list: &[&str], text: &str) -> Vec<String> {
    let mut plain = String::new();
    let text = TITLES.iter().fold(text.to_owned(), |text, title| text.replace(title, ""));
    for (index, piece) in text.split('`').enumerate() {
        plain.push_str(if index % 2 == 0 { piece } else { " " });
    }
    for (open, close) in [('«', '»'), ('“', '”'), ('"', '"')] {
        let mut kept = String::new();
        let mut rest = plain.as_str();
        while let Some((before, after)) = rest.split_once(open) {
            kept.push_str(before);
            kept.push(' ');
            rest = after.split_once(close).map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        plain = kept;
    }
    plain
        .split(|c: char| c.is_whitespace() || ",;:.()¿?¡!".contains(c))
        .filter(|word| list.contains(&word.to_lowercase().as_str()))
        .map(str::to_owned)
        .collect()
}

fn english_words(text: &str) -> Vec<String> {
    words_of(ENGLISH, text)
}

/// Two English words in one line make an English sentence; one may be a name.
fn wrong(text: &str) -> Option<String> {
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        let found = english_words(line);
        if !in_code && found.len() >= 2 {
            return Some(format!("{found:?} in: {line}"));
        }
    }
    None
}

/// A text in both languages: the Spanish one is Spanish, and not the English one again. Lines that
/// start with a blank show how something is written, in the user's own words.
pub fn wrong_say(say: &Say) -> Option<String> {
    let same = say.en == say.es && english_words(&say.en).len() >= 2;
    let own: Vec<&str> = say.es.lines().filter(|line| !line.starts_with(' ')).collect();
    let bare = own.iter().find(|line| !words_of(OF_PROGRAMS, line).is_empty());
    let bare = bare.map(|line| format!("{:?} without backquotes in: {line}", words_of(OF_PROGRAMS, line)));
    wrong(&own.join("\n")).or(bare).or_else(|| same.then(|| format!("not translated: {}", say.en)))
}

#[test]
fn an_english_sentence_is_known_as_one() {
    assert!(wrong("there is no role called `x`").is_some());
    assert!(wrong("no existe `there is the` (rol) to").is_none());
    assert!(wrong("la línea `a is the b` de “what is the” no se lee").is_none());
    for info in all_rules().into_iter().chain(senda::analyze::changes::rules::RULES.iter().copied()) {
        let text = info.page.text(Lang::En);
        assert!(wrong(&text).is_some(), "{}: the words know no English", info.name);
    }
}

#[test]
fn every_command_is_helped_in_spanish() {
    let here = folder(&[]);
    let top = senda(here.path(), &["--help", "--lang", "es"]);
    let commands: Vec<String> = top
        .out
        .lines()
        .skip_while(|line| !line.starts_with("Comandos"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    for name in ["check", "fmt", "fix", "rename", "new", "score", "rules"] {
        assert!(commands.iter().any(|command| command == name), "{name}: {commands:?}");
    }
    let mut bad: Vec<String> = wrong(&top.out).into_iter().collect();
    for name in &commands {
        let help = senda(here.path(), &[name, "--help", "--lang", "es"]);
        assert_eq!(help.status, 0, "{name}");
        bad.extend(wrong(&help.out).map(|why| format!("{name}: {why}")));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn pages_and_lists_of_rules_are_in_spanish() {
    let mut bad: Vec<String> = Vec::new();
    for info in all_rules() {
        for text in [info.page.summary(Lang::Es), info.page.text(Lang::Es)] {
            bad.extend(wrong(&text).map(|why| format!("{}: {why}", info.name)));
        }
        bad.extend([info.severity.say(), info.category.say()].iter().filter_map(wrong_say));
    }
    let here = folder(&[]);
    for command in [&["rules", "--lang", "es"][..], &["explain", "--all", "--lang", "es"]] {
        bad.extend(wrong(&senda(here.path(), command).out));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

/// Programs with mistakes: the examples, each with one line changed in many ways.
fn broken() -> Vec<MemoryWorld> {
    let twists: [fn(&str) -> String; 9] = [
        |line| line.replacen(": ", ":", 1),
        |line| line.replacen(": ", ": @", 1),
        |line| line.replacen(": ", ": [", 1),
        |line| line.replacen(": ", ": x: ", 1),
        |line| line.replacen(":", "s:", 1),
        |line| line.split_once(": ").map_or_else(String::new, |(key, _)| format!("{key}: \"12\"")),
        |line| line.split_once(": ").map_or_else(String::new, |(key, _)| format!("{key}: 10 % zzz")),
        |line| line.split_once(": ").map_or_else(String::new, |(key, _)| format!("{key}:")),
        |_| String::new(),
    ];
    let files = example_files("banco-horizonte");
    let mut worlds = Vec::new();
    for (index, (path, bytes)) in files.iter().enumerate().filter(|(_, (path, _))| path != "senda.yaml") {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for (turn, twist) in twists.iter().enumerate().filter(|(turn, _)| (turn + index) % 5 == 0) {
            // Every seventh line: many mistakes of one sort at once, each with its own message.
            let lines = text.lines().enumerate();
            let changed =
                lines.map(|(n, line)| if n % 7 == turn % 7 { twist(line) } else { line.to_owned() });
            let mut world = example("banco-horizonte");
            world.set(path.as_str(), changed.collect::<Vec<_>>().join("\n"));
            worlds.push(world);
        }
        // Nothing is unreadable where a file is missing, so opinions about the rest do not wait.
        let mut without = example("banco-horizonte");
        without.remove(path);
        worlds.push(without);
    }
    worlds
}

#[test]
fn findings_are_in_spanish() {
    use rayon::prelude::*;
    let found: Vec<Diagnostic> =
        broken().par_iter().flat_map_iter(|world| check_world(world).diagnostics).collect();
    let rules: BTreeSet<&str> = found.iter().map(|d| d.rule.name).collect();
    assert!(rules.len() > 30, "only {} rules speak: {rules:?}", rules.len());
    let mut bad = BTreeSet::new();
    for finding in &found {
        let related = finding.related.iter().map(|(_, words)| words);
        let all = [Some(&finding.message), finding.help.as_ref(), finding.here.as_ref()];
        for say in all.into_iter().flatten().chain(related) {
            // What the examples say in English is quoted in messages.
            bad.extend(wrong_say(say).map(|why| format!("{}: {why}", finding.rule.name)));
        }
    }
    assert!(bad.is_empty(), "{} of {}: {bad:#?}", bad.len(), found.len());
}

#[test]
fn what_the_commands_say_is_in_spanish() {
    let role = "kind: role\nid: lead\nmanges: program\ntitle: 12\n";
    let here = folder(&[("senda.yaml", ROOT), ("lead.yaml", role), ("bad.yaml", "kind: role\nid: [a\n")]);
    let metric = "kind: metric\nid: adoption\nuse: product-adoption\n";
    let fine = folder(&[
        ("senda.yaml", ROOT),
        ("m.yaml", metric),
        ("r.yaml", "kind: role\nid: lead\nmanages: program\n"),
    ]);
    let mut bad = Vec::new();
    for (folder, arguments) in [
        (&here, &["check"][..]),
        (&here, &["fmt"]),
        (&here, &["fmt", "--check"]),
        (&here, &["fix", "--diff"]),
        (&here, &["fix"]),
        (&here, &["fix", "--unsafe"]),
        (&here, &["rename", "role", "lead", "head"]),
        (&here, &["build", "--out", "out"]),
        (&fine, &["check", "--baseline", "known.json"]),
        (&fine, &["check", "--baseline", "known.json", "--write-baseline"]),
        (&fine, &["check", "--baseline", "known.json"]),
        (&fine, &["rename", "metric", "adoption", "use-of-it"]),
        (&fine, &["rename", "metric", "nobody", "x"]),
        (&fine, &["rename", "metric", "use-of-it", "No Id"]),
        (&fine, &["check", "--baseline", "known.json"]),
        (&fine, &["check", "--baseline", "m.yaml"]),
        (&fine, &["new", "journey"]),
        (&fine, &["new", "journey"]),
        (&fine, &["new", "journey", "my-journey"]),
        (&fine, &["new", "program"]),
        (&fine, &["new", "jurney"]),
        (&fine, &["score", "--min", "100"]),
        (&fine, &["test", "--untouched", "--min", "100"]),
        (&fine, &["test", "--only", "nobody"]),
        (&fine, &["fmt"]),
        (&fine, &["explain", "journey-liner"]),
        (&fine, &["chek"]),
    ] {
        let dated = !matches!(arguments[0], "fmt" | "explain" | "chek");
        let more: &[&str] = if dated { &["--as-of", DAY] } else { &[] };
        let all: Vec<&str> = ["--lang", "es"].iter().chain(more).copied().collect();
        let run = senda(folder.path(), &arguments.iter().copied().chain(all).collect::<Vec<_>>());
        bad.extend(wrong(&run.all()).map(|why| format!("{arguments:?}: {why}")));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}
