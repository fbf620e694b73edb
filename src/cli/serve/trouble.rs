//! What is wrong with a program, as HTML for the browser.

use crate::diagnostic::{Diagnostic, Lang, render, say};
use crate::source::{Source, SourceMap, Span};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

/// Findings that are shown; the others are counted, and `senda check` tells them.
const MOST_SHOWN: usize = 50;
/// Characters of a line that are shown before what is marked in it, and in all.
const BEFORE: usize = 60;
const WIDEST: usize = 160;

const FINDINGS: &str = include_str!("../../../templates/serve/findings.html");
const PAGE: &str = include_str!("../../../templates/serve/page.html");

#[derive(Serialize)]
struct FindingView {
    tone: &'static str,
    level: String,
    message: Vec<Piece>,
    help: Vec<Piece>,
    place: String,
    line: u32,
    before: String,
    marked: String,
    after: String,
}

/// A part of a sentence: words, or something as it stands in a file.
#[derive(Serialize)]
struct Piece {
    text: String,
    is_code: bool,
}

/// The findings as a list, those first that keep a site from being made.
pub fn list(findings: &[Diagnostic], sources: &SourceMap, lang: Lang) -> String {
    let (stops, rest): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.stops_a_build());
    let all: Vec<&Diagnostic> = stops.into_iter().chain(rest).collect();
    let shown: Vec<FindingView> = all.iter().take(MOST_SHOWN).map(|it| view(it, sources, lang)).collect();
    let more = all.len().saturating_sub(shown.len());
    let more = say!(en: "{more} more are not shown here; `senda check` tells them all.",
                    es: "Hay {more} más que no se muestran aquí; `senda check` los dice todos.");
    let more = (all.len() > MOST_SHOWN).then(|| pieces(more.in_lang(lang)));
    drawn(FINDINGS, context! { findings => value(&shown), more => value(&more) })
}

/// A page of its own, for when there is no site to show.
pub fn page(title: &str, lede: &str, list: &str, lang: Lang) -> String {
    let list = Value::from_safe_string(list.to_owned());
    drawn(PAGE, context! { title, lede => value(&pieces(lede)), list, lang => lang.code() })
}

fn value(view: &impl Serialize) -> Value {
    Value::from(Serde(view))
}

fn drawn(template: &'static str, context: Value) -> String {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    engine.render_str(template, context).unwrap_or_else(|fault| fault.to_string())
}

fn view(finding: &Diagnostic, sources: &SourceMap, lang: Lang) -> FindingView {
    let source = sources.get(finding.at.file);
    let place = source.place(finding.at.span.start);
    let [before, marked, after] = marked_line(source, finding.at.span);
    let level = finding.severity.say();
    FindingView {
        tone: finding.severity.name(),
        level: level.in_lang(lang).to_owned(),
        message: pieces(finding.message.in_lang(lang)),
        help: finding.help.as_ref().map(|help| pieces(help.in_lang(lang))).unwrap_or_default(),
        place: format!("{}:{}:{}", render::clean(&source.path), place.line, place.column),
        line: place.line,
        before,
        marked,
        after,
    }
}

/// The first line of a span in three parts: before it, of it, after it.
fn marked_line(source: &Source, span: Span) -> [String; 3] {
    let text = source.text();
    let line = source.lines().line_range(text, source.place(span.start).line);
    let start = (span.start as usize).clamp(line.start, line.end);
    let end = (span.end as usize).clamp(start, line.end);
    let (before, marked, after) = (&text[line.start..start], &text[start..end], &text[end..line.end]);
    let skip = before.chars().count().saturating_sub(BEFORE);
    let cut = |part: &str, most: usize| -> String {
        let short: String = part.chars().take(most).collect();
        if short.len() < part.len() { short + "…" } else { short }
    };
    let shown: String = before.chars().skip(skip).collect();
    let before = if skip > 0 { format!("…{shown}") } else { shown };
    let left = WIDEST.saturating_sub(before.chars().count());
    let marked = cut(marked, left);
    let after = cut(after, left.saturating_sub(marked.chars().count()));
    [before, marked, after].map(|part| render::clean(&part))
}

/// A sentence at its backquotes.
fn pieces(sentence: &str) -> Vec<Piece> {
    let parts = sentence.split('`').enumerate();
    let piece = |(index, text): (usize, &str)| Piece { text: text.to_owned(), is_code: index % 2 == 1 };
    parts.map(piece).filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::model::scalar::Scalar;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    #[test]
    fn a_finding_shows_its_line_and_no_markup_of_the_file_runs() {
        let text = "kind: program\nid: shop\nname: <script>alert(1)</script>\nlanguages: [en]\nas_of: soon\n";
        let world = MemoryWorld::new([("senda.yaml", text)]);
        let outcome = check(&world, Date::parse("2026-11-20").unwrap()).unwrap();
        let html = list(&outcome.diagnostics, &outcome.sources, Lang::En);
        assert!(html.contains("senda.yaml:3:"), "{html}");
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
        let page = page("Title & co", "run `senda check`", &html, Lang::Es);
        assert!(page.contains("Title &amp; co") && page.contains("<code>senda check</code>"), "{page}");
        assert!(page.contains("lang=\"es\"") && !page.contains("&lt;li"), "{page}");
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_marked() {
        let text = format!("a: {}X{}\n", "é".repeat(300), "z".repeat(300));
        let source = Source::new("a.yaml", text.as_str());
        let at = text.find('X').unwrap();
        let [before, marked, after] = marked_line(&source, Span::new(at, at + 1));
        assert_eq!((before.chars().count(), marked.as_str(), after.chars().count()), (61, "X", 99));
        let [before, marked, after] = marked_line(&source, Span::new(text.len(), text.len()));
        assert_eq!((before.as_str(), marked.as_str(), after.as_str()), ("", "", ""));
    }
}
