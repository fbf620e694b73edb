//! JUnit XML, which every build server shows as a test report: a suite for each file, a case for
//! each finding. Cases fail from the level on that `--fail-on` names; below it they pass with words.

use super::format::Report;
use crate::diagnostic::{Diagnostic, say};
use std::fmt::Write;

pub fn junit(report: &Report<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all = report.diagnostics;
    let (tests, failures) = (all.len().max(1), failing(all, report));
    let _ = writeln!(out, "<testsuites name=\"senda\" tests=\"{tests}\" failures=\"{failures}\">");
    if all.is_empty() {
        // A report without a single case counts as a broken one.
        let words = say!(en: "nothing to say", es: "nada que decir");
        let name = text(words.in_lang(report.look.lang));
        out.push_str("  <testsuite name=\"senda\" tests=\"1\" failures=\"0\">\n");
        let _ = writeln!(out, "    <testcase classname=\"senda\" name=\"{name}\"/>\n  </testsuite>");
    }
    for of_file in all.chunk_by(|a, b| a.at.file == b.at.file) {
        let path = text(&format!("{}{}", report.folder, report.sources.get(of_file[0].at.file).path));
        let (tests, failures) = (of_file.len(), failing(of_file, report));
        let _ = writeln!(out, "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\">");
        for it in of_file {
            case(it, &path, report, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

fn failing(diagnostics: &[Diagnostic], report: &Report<'_>) -> usize {
    diagnostics.iter().filter(|it| it.severity >= report.fails_from).count()
}

fn case(it: &Diagnostic, path: &str, report: &Report<'_>, out: &mut String) {
    let lang = report.look.lang;
    let place = report.sources.get(it.at.file).place(it.at.span.start);
    let name = text(&format!("{} {}:{}", it.rule.name, place.line, place.column));
    let message = it.message.in_lang(lang);
    let help = it.help.as_ref().map_or("", |help| help.in_lang(lang));
    let (severity, message, all) = (it.severity.name(), text(message), text(&format!("{message}\n{help}")));
    let line = place.line;
    let _ =
        writeln!(out, "    <testcase classname=\"{path}\" name=\"{name}\" file=\"{path}\" line=\"{line}\">");
    let _ = if it.severity >= report.fails_from {
        writeln!(out, "      <failure type=\"{severity}\" message=\"{message}\">{all}</failure>")
    } else {
        writeln!(out, "      <system-out>{severity}: {all}</system-out>")
    };
    out.push_str("    </testcase>\n");
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
