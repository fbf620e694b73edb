//! For pull requests: workflow commands that GitHub turns into annotations.

use crate::diagnostic::{Diagnostic, Lang, Severity, say};
use crate::source::SourceMap;

/// Annotations that GitHub shows of one kind in one step.
const MOST_OF_A_KIND: usize = 10;

/// One line for each finding, errors first; GitHub shows ten of a kind, and a last line says how
/// many were left out. `folder` is where the program stands in the repository, empty or with a
/// `/` at its end.
pub fn github(diagnostics: &[Diagnostic], sources: &SourceMap, lang: Lang, folder: &str) -> String {
    let mut out = String::new();
    let mut left_out = 0;
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")]
    {
        let of_kind = || diagnostics.iter().filter(|d| d.severity == severity);
        for diagnostic in of_kind().take(MOST_OF_A_KIND) {
            out.push_str(&annotation(command, diagnostic, sources, lang, folder));
        }
        left_out += of_kind().count().saturating_sub(MOST_OF_A_KIND);
    }
    if left_out > 0 {
        let words = match left_out {
            1 => {
                say!(en: "One more finding has no annotation here.", es: "Un hallazgo más no tiene anotación aquí.")
            }
            _ => say!(
                en: "{left_out} more findings have no annotation here.",
                es: "{left_out} hallazgos más no tienen anotación aquí."
            ),
        };
        out.push_str(&format!("{}\n", words.in_lang(lang)));
    }
    out
}

fn annotation(command: &str, it: &Diagnostic, sources: &SourceMap, lang: Lang, folder: &str) -> String {
    let source = sources.get(it.at.file);
    let (start, end) = (source.place(it.at.span.start), source.place(it.at.span.end));
    let file = property(&format!("{folder}{}", source.path));
    let mut place = format!("file={file},line={}", start.line);
    // Columns are only understood within one line.
    if start.line == end.line {
        place += &format!(",col={},endLine={},endColumn={}", start.column, end.line, end.column);
    } else {
        place += &format!(",endLine={}", end.line);
    }
    let message = match &it.help {
        Some(help) => format!("{}\n{}", it.message.in_lang(lang), help.in_lang(lang)),
        None => it.message.in_lang(lang).to_owned(),
    };
    format!("::{command} {place},title={}::{}\n", property(it.rule.name), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
