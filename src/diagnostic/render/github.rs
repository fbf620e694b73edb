//! For pull requests: workflow commands that GitHub turns into annotations.

use super::Tally;
use crate::diagnostic::{Diagnostic, Lang, Severity, say};
use crate::source::SourceMap;

/// Annotations that GitHub shows of one kind in one step.
const MOST_OF_A_KIND: usize = 10;

/// One line for each finding: errors first, and of each kind those first that stop a build, so that
/// the ten that GitHub shows are the gravest. A last line counts what was left out. `folder` is where
/// the program stands in the repository, empty or with a `/` at its end.
pub fn github(diagnostics: &[Diagnostic], sources: &SourceMap, lang: Lang, folder: &str) -> String {
    let mut out = String::new();
    let mut left_out = Vec::new();
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")]
    {
        let mut ranked: Vec<_> = diagnostics.iter().filter(|d| d.severity == severity).collect();
        ranked.sort_by_key(|d| !d.stops_a_build());
        for diagnostic in ranked.iter().take(MOST_OF_A_KIND) {
            out.push_str(&annotation(command, diagnostic, sources, lang, folder));
        }
        left_out.extend(ranked.into_iter().skip(MOST_OF_A_KIND));
    }
    if let Some(tally) = Tally::of(left_out).words() {
        let words = say!(
            en: "Without an annotation here, because GitHub shows {MOST_OF_A_KIND} of each kind: {}", tally.en;
            es: "Sin anotación aquí, porque GitHub muestra {MOST_OF_A_KIND} de cada tipo: {}", tally.es
        );
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
