//! JUnit XML, which every build server shows as a test report: a suite for each file. Of findings, each
//! is a case; it fails from the level on that `--fail-on` names, and below it passes with words.

use super::format::Report;
use crate::diagnostic::{Diagnostic, say};
use crate::source::FileId;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The cases of one file.
pub struct Suite {
    /// The path of the file.
    pub name: String,
    pub cases: Vec<Case>,
}

/// One line of a test report.
pub struct Case {
    pub name: String,
    /// The line of the file it stands at; none where there is no file.
    pub line: Option<u32>,
    pub ending: Ending,
}

/// How a case ended.
pub enum Ending {
    Passed,
    /// It passed, with words.
    Said(String),
    Failed {
        /// `error`, `failed`: what viewers group by.
        kind: &'static str,
        message: String,
        all: String,
    },
}

/// A whole test report.
pub fn test_report(suites: &[Suite]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let failing = |suite: &Suite| suite.cases.iter().filter(|it| it.ending.failed()).count();
    let (tests, failures) =
        (suites.iter().map(|it| it.cases.len()).sum::<usize>(), suites.iter().map(failing).sum::<usize>());
    let _ = writeln!(out, "<testsuites name=\"senda\" tests=\"{tests}\" failures=\"{failures}\">");
    for suite in suites {
        let (name, tests, failures) = (text(&suite.name), suite.cases.len(), failing(suite));
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
        for it in &suite.cases {
            case(it, &name, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

impl Ending {
    fn failed(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }
}

fn case(it: &Case, path: &str, out: &mut String) {
    let name = text(&it.name);
    let place = it.line.map(|line| format!(" file=\"{path}\" line=\"{line}\"")).unwrap_or_default();
    let _ = write!(out, "    <testcase classname=\"{path}\" name=\"{name}\"{place}");
    let _ = match &it.ending {
        Ending::Passed => writeln!(out, "/>"),
        Ending::Said(words) => {
            let words = text(words);
            writeln!(out, ">\n      <system-out>{words}</system-out>\n    </testcase>")
        }
        Ending::Failed { kind, message, all } => {
            let (message, all) = (text(message), text(all));
            let failure = format!("<failure type=\"{kind}\" message=\"{message}\">{all}</failure>");
            writeln!(out, ">\n      {failure}\n    </testcase>")
        }
    };
}

/// Findings as cases.
pub fn junit(report: &Report<'_>) -> String {
    let all = report.diagnostics;
    let lang = report.look.lang;
    if all.is_empty() {
        // A report without a single case counts as a broken one.
        let name = say!(en: "nothing to say", es: "nada que decir").in_lang(lang).to_owned();
        let cases = vec![Case { name, line: None, ending: Ending::Passed }];
        return test_report(&[Suite { name: "senda".to_owned(), cases }]);
    }
    let mut suites: BTreeMap<FileId, Vec<Case>> = BTreeMap::new();
    for it in all {
        suites.entry(it.at.file).or_default().push(finding(it, report));
    }
    let suites = suites.into_iter().map(|(file, cases)| Suite {
        name: format!("{}{}", report.folder, report.sources.get(file).path),
        cases: told_apart(cases),
    });
    test_report(&suites.collect::<Vec<_>>())
}

/// Cases of one place get a running number: viewers take two of one name for one.
fn told_apart(mut cases: Vec<Case>) -> Vec<Case> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for case in &mut cases {
        let nth = seen.entry(case.name.clone()).or_default();
        *nth += 1;
        if *nth > 1 {
            case.name += &format!(" ({nth})");
        }
    }
    cases
}

fn finding(it: &Diagnostic, report: &Report<'_>) -> Case {
    let lang = report.look.lang;
    let place = report.sources.get(it.at.file).place(it.at.span.start);
    let message = it.message.in_lang(lang);
    let help = it.help.as_ref().map_or("", |help| help.in_lang(lang));
    let (severity, all) = (it.severity.name(), format!("{message}\n{help}"));
    let ending = if (report.fails)(it) {
        Ending::Failed { kind: severity, message: message.to_owned(), all }
    } else {
        Ending::Said(format!("{severity}: {all}"))
    };
    let name = format!("{} {}:{}", it.rule.name, place.line, place.column);
    Case { name, line: Some(place.line), ending }
}

/// A text for an attribute or an element; what XML 1.0 cannot carry at all becomes `?`.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('?'),
            _ => out.push(c),
        }
    }
    out
}
