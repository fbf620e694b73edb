//! Text rules against labelled sentences in `tests/words/`, written apart from the lexicons.
//! What they find and what they find wrongly is counted and printed.

use crate::programs::{check_world, files_below, repository};
use senda::analyze::rules::ALL;
use senda::source::MemoryWorld;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

/// Of what a rule finds, so much at least must be right.
const PRECISION: f64 = 0.9;
/// Of what there is to find, so much at least must be found.
const RECALL: f64 = 0.75;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    /// The rules that must speak, one of them at least; the name of the file when absent.
    #[serde(default)]
    rules: Vec<String>,
    /// A program with `SENTENCE` in the place of the text.
    program: String,
    speaks: BTreeMap<String, Vec<String>>,
    quiet: BTreeMap<String, Vec<String>>,
}

const ROOT: &str = "kind: program\nid: p\nsenda: 1\nlanguages: [en, es]\nlocale: en-US\ncurrency: USD\ntimezone: Europe/Madrid\nsponsor: { role: r }\n---\nkind: role\nid: r\nmanages: program\n";

#[derive(Default)]
struct Count {
    hits: u32,
    misses: Vec<String>,
    silences: u32,
    alarms: Vec<String>,
}

impl Count {
    fn precision(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.hits + self.alarms.len() as u32).max(1.0)
    }

    fn recall(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.hits + self.misses.len() as u32).max(1.0)
    }
}

/// What the rules say of a sentence in its program.
fn spoken(program: &str, rules: &[String], language: &str, sentence: &str) -> Vec<String> {
    let quoted = serde_json::to_string(sentence).unwrap();
    let text = program.replace("SENTENCE", &format!("{{ {language}: {quoted} }}"));
    let outcome = check_world(&MemoryWorld::new([("senda.yaml", ROOT), ("words.yaml", &text)]));
    let form: Vec<_> = outcome
        .diagnostics
        .iter()
        .filter(|d| ["parse-error", "unknown-key", "wrong-type", "bad-value"].contains(&d.rule.name))
        .map(|d| d.message.en.clone())
        .collect();
    assert!(form.is_empty(), "{sentence}: {form:?}");
    let mine = outcome.diagnostics.iter().filter(|d| rules.iter().any(|rule| d.rule.name == rule));
    mine.map(|d| outcome.sources.slice(d.at).to_owned()).collect()
}

#[test]
fn text_rules_hear_what_is_said_and_nothing_else() {
    let (mut table, mut wrong) = (String::new(), String::new());
    for (path, disk) in files_below(&repository().join("tests/words")) {
        let name = path.trim_end_matches(".yml").to_owned();
        let read: Sentences = serde_yaml::from_str(&fs::read_to_string(disk).unwrap()).unwrap();
        let rules = if read.rules.is_empty() { vec![name.clone()] } else { read.rules };
        for rule in &rules {
            assert!(ALL.iter().any(|known| known.info.name == rule), "{rule} is no rule");
        }
        let mut count = Count::default();
        for (language, sentence) in each(&read.speaks) {
            match spoken(&read.program, &rules, language, sentence).is_empty() {
                true => count.misses.push(sentence.clone()),
                false => count.hits += 1,
            }
        }
        for (language, sentence) in each(&read.quiet) {
            match spoken(&read.program, &rules, language, sentence).first() {
                None => count.silences += 1,
                Some(words) => count.alarms.push(format!("{sentence} <- {words}")),
            }
        }
        let (precision, recall) = (count.precision(), count.recall());
        let (hits, misses, silences, alarms) =
            (count.hits, count.misses.len(), count.silences, count.alarms.len());
        let _ = writeln!(
            table,
            "{name:32} found {hits:2} of {:2}, wrongly {alarms:2} of {:2}",
            hits as usize + misses,
            silences as usize + alarms
        );
        for (what, list) in [("missed", &count.misses), ("wrongly", &count.alarms)] {
            for sentence in list {
                let _ = writeln!(table, "    {what}: {sentence}");
            }
        }
        assert!(hits as usize + misses + silences as usize + alarms >= 30, "{name}: too few sentences");
        if precision < PRECISION || recall < RECALL {
            let _ = writeln!(wrong, "{name}: precision {precision:.2}, recall {recall:.2}");
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{wrong}\n{table}");
}

fn each(sentences: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&String, &String)> {
    sentences.iter().flat_map(|(language, all)| all.iter().map(move |sentence| (language, sentence)))
}
