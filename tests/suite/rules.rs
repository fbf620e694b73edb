//! Every practice rule against its literate file in `tests/rules/`.

use super::literate::{Case, Files, Literate, Verdict};
use rayon::prelude::*;
use senda::analyze::rules::ALL;
use senda::diagnostic::{Category, Diagnostic, Severity};
use senda::edit::{Change, apply};
use senda::model::scalar::Scalar;
use senda::model::time::Date;
use senda::source::MemoryWorld;
use senda::{Outcome, check};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// The program that cases change.
fn base() -> Files {
    let entries = fs::read_dir(folder().join("base")).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn look(files: &Files, day: &str) -> Outcome {
    let world = MemoryWorld::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    check(&world, Date::parse(day).unwrap()).unwrap()
}

/// `FILE:LINE RULE SEVERITY`, as cases write it.
fn told(outcome: &Outcome, finding: &Diagnostic) -> String {
    let file = outcome.sources.get(finding.at.file);
    let line = file.text()[..finding.at.span.start as usize].matches('\n').count() + 1;
    format!("{}:{line} {} {}", file.path, finding.rule.name, finding.severity.name())
}

fn words(finding: &Diagnostic, of: fn(&senda::diagnostic::Say) -> &str) -> String {
    let parts = [Some(&finding.message), finding.help.as_ref(), finding.here.as_ref()];
    parts.into_iter().flatten().map(of).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a case, in words.
fn faults(rule: &str, literate: &Literate, base: &Files, case: &Case) -> Result<(), String> {
    let files = literate.files(base, case)?;
    let outcome = look(&files, &case.day);
    let mine: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(|d| d.rule.name == rule).collect();
    if (case.verdict == Verdict::Passes) != case.expected.is_empty() {
        return Err("a case that fails expects findings, and one that passes none".to_owned());
    }
    let found: Vec<String> = mine.iter().map(|d| told(&outcome, d)).collect();
    let expected: Vec<String> =
        case.expected.iter().map(|e| format!("{} {} {}", e.place, e.rule, e.severity)).collect();
    let mut wrong = String::new();
    if found != expected {
        let _ = write!(wrong, "\n  expected: {expected:#?}\n  found: {found:#?}");
        for finding in &mine {
            let file = outcome.sources.get(finding.at.file);
            let line = file.text()[..finding.at.span.start as usize].matches('\n').count();
            let text = file.text().lines().nth(line).unwrap_or("");
            let _ = write!(wrong, "\n    {text}\n      {}\n      {}", finding.message.en, finding.message.es);
        }
    }
    for (finding, expected) in mine.iter().zip(&case.expected) {
        let (en, es) = (words(finding, |say| &say.en), words(finding, |say| &say.es));
        for (said, wanted) in [(&en, &expected.en), (&es, &expected.es)] {
            for words in wanted.iter().filter(|words| !said.contains(words.as_str())) {
                let _ = write!(wrong, "\n  `{words}` is not in: {said}");
            }
        }
    }
    for finding in &mine {
        let related = finding.related.iter().map(|(_, words)| words);
        let all = [Some(&finding.message), finding.help.as_ref(), finding.here.as_ref()];
        for why in all.into_iter().flatten().chain(related).filter_map(crate::spanish::wrong_say) {
            let _ = write!(wrong, "\n  {why}");
        }
    }
    let grave = outcome.diagnostics.iter().filter(|d| {
        d.severity == Severity::Error
            && d.rule.name != rule
            && !case.also.iter().any(|also| also == d.rule.name)
    });
    for finding in grave {
        let _ = write!(wrong, "\n  another rule speaks: {}: {}", told(&outcome, finding), finding.message.en);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[test]
fn each_rule_speaks_where_its_cases_say_and_nowhere_else() {
    let base = base();
    let wrong: Vec<String> = ALL
        .par_iter()
        .flat_map_iter(|rule| {
            let name = rule.info.name;
            let path = folder().join(format!("{name}.md"));
            let Ok(text) = fs::read_to_string(&path) else {
                return vec![format!("{name}: no file {name}.md")];
            };
            let literate = match Literate::read(&text) {
                Ok(literate) => literate,
                Err(why) => return vec![format!("{name}.md: {why}")],
            };
            let fault = |case: &Case| {
                let why = faults(name, &literate, &base, case).err()?;
                Some(format!("{name}.md: {}: {why}", case.title))
            };
            let mut wrong: Vec<String> = literate.cases.iter().filter_map(fault).collect();
            for verdict in [Verdict::Passes, Verdict::Fails] {
                if !literate.cases.iter().any(|case| case.verdict == verdict) {
                    wrong.push(format!("{name}.md: no case of {verdict:?}"));
                }
            }
            wrong
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The files after one finding was mended by the edits that it offers.
fn mended(files: &Files, outcome: &Outcome, edits: &[(senda::source::At, String)]) -> Result<Files, String> {
    let mut after = files.clone();
    for (file, source) in outcome.sources.iter() {
        let own = edits.iter().filter(|(at, _)| at.file == file);
        let changes: Vec<Change> = own.map(|(at, by)| Change { span: at.span, by: by.clone() }).collect();
        if !changes.is_empty() {
            let text = apply(source.text(), &changes).ok_or("edits that overlap")?;
            after.insert(source.path.to_string(), text);
        }
    }
    Ok(after)
}

#[test]
fn the_edits_that_a_rule_offers_mend_what_it_found_when_they_are_made_literally() {
    let base = base();
    let tried: Vec<(&str, Result<(), String>)> = ALL
        .par_iter()
        .flat_map_iter(|rule| {
            let name = rule.info.name;
            let text = fs::read_to_string(folder().join(format!("{name}.md"))).unwrap_or_default();
            let literate = Literate::read(&text).unwrap_or_default();
            let mut tried = Vec::new();
            for case in literate.cases.iter().filter(|case| case.verdict == Verdict::Fails) {
                let Ok(files) = literate.files(&base, case) else { continue };
                let outcome = look(&files, &case.day);
                let of_rule =
                    |outcome: &Outcome| outcome.diagnostics.iter().filter(|d| d.rule.name == name).count();
                let stops =
                    |outcome: &Outcome| outcome.diagnostics.iter().filter(|d| d.stops_a_build()).count();
                for finding in outcome.diagnostics.iter().filter(|d| d.rule.name == name) {
                    let Some(fix) = &finding.fix else { continue };
                    let result = mended(&files, &outcome, &fix.edits).and_then(|after| {
                        let again = look(&after, &case.day);
                        match (of_rule(&again) < of_rule(&outcome), stops(&again) <= stops(&outcome)) {
                            (true, true) => Ok(()),
                            (false, _) => Err(format!("{name}, {}: it is still found", case.title)),
                            _ => {
                                let why = again
                                    .diagnostics
                                    .iter()
                                    .find(|d| d.stops_a_build())
                                    .map(|d| d.message.en.clone());
                                Err(format!("{name}, {}: {why:?}", case.title))
                            }
                        }
                    });
                    tried.push((name, result));
                }
            }
            tried
        })
        .collect();
    let rules: std::collections::BTreeSet<&str> = tried.iter().map(|(name, _)| *name).collect();
    println!("{} edits of {} rules: {rules:?}", tried.len(), rules.len());
    let wrong: Vec<&String> = tried.iter().filter_map(|(_, result)| result.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rules.len() >= 28, "{} rules", rules.len());
}

#[test]
fn no_literate_file_is_without_its_rule() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "md") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(ALL.iter().any(|rule| rule.info.name == name), "no rule is called {name}");
        }
    }
}

#[test]
fn nothing_can_be_said_of_the_base_program() {
    let outcome = look(&base(), super::literate::DAY);
    let said: Vec<String> =
        outcome.diagnostics.iter().map(|d| format!("{}: {}", told(&outcome, d), d.message.en)).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn a_practice_rule_never_stops_a_build() {
    // Graphs that cannot be walked, names of nothing and numbers from which none can be computed are about
    // form, and need the whole program.
    let form =
        ["unreachable-step", "dead-end-step", "unknown-language", "script-name-unknown", "impossible-number"];
    for rule in ALL.iter().filter(|rule| !form.contains(&rule.info.name)) {
        assert_ne!(rule.info.category, Category::Correctness, "{}", rule.info.name);
    }
}
