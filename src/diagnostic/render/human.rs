//! For people in a terminal: the lines, what is wrong with them, and how they should be.

use super::snippet::{CONTEXT, Snippet, clean, shown};
use super::tally::summary;
use crate::diagnostic::{Diagnostic, Lang, Say, Severity, say};
use crate::source::{At, SourceMap};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// Findings that are drawn; those beyond are counted only.
pub const MOST_SHOWN: usize = 200;
/// Lines between two places that are still shown in one piece.
const NEAR: u32 = 2 * CONTEXT + 2;

/// How the terminal is drawn on. The caller knows the terminal; nothing here asks for it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub lang: Lang,
    /// In columns.
    pub width: usize,
    pub color: bool,
    /// Lines and signs beyond ASCII. Words keep their accents.
    pub unicode: bool,
}

/// All findings and the lines that count them.
pub fn human(diagnostics: &[Diagnostic], sources: &SourceMap, look: Look) -> String {
    let handler = handler(look);
    let mut out = String::new();
    // What stops a build comes first: the rest may hang on it, and what is not shown is the rest.
    let (form, rest): (Vec<_>, Vec<_>) = diagnostics.iter().partition(|d| d.stops_a_build());
    for diagnostic in form.into_iter().chain(rest).take(MOST_SHOWN) {
        draw(&mut out, diagnostic, sources, look, &handler);
        out.push('\n');
    }
    let more = diagnostics.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        let words = match more {
            1 => say!(en: "One more finding is not shown.", es: "No se muestra un hallazgo más."),
            _ => say!(en: "{more} more findings are not shown.", es: "No se muestran {more} hallazgos más."),
        };
        out.push_str(&format!("{}\n", words.in_lang(look.lang)));
    }
    out + &summary(diagnostics, look.lang)
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width.max(40))
        .with_context_lines(CONTEXT as usize - 1)
        .with_links(false)
        .tab_width(4)
}

/// One message over one snippet, as the drawing library takes it.
#[derive(Debug)]
struct Frame {
    code: Option<String>,
    message: String,
    severity: miette::Severity,
    snippet: Option<Snippet>,
    words: Vec<Option<String>>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Frame {}

impl miette::Diagnostic for Frame {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet.as_ref()?;
        let labels = snippet.labels.iter().zip(&self.words).enumerate().map(|(i, (span, words))| match i {
            0 => LabeledSpan::new_primary_with_span(words.clone(), *span),
            _ => LabeledSpan::new_with_span(words.clone(), *span),
        });
        Some(Box::new(labels))
    }
}

fn draw(
    out: &mut String,
    it: &Diagnostic,
    sources: &SourceMap,
    look: Look,
    handler: &GraphicalReportHandler,
) {
    let (near, far): (Vec<_>, Vec<_>) = it.related.iter().partition(|(at, _)| is_near(sources, it.at, *at));
    let mut places = vec![(it.at, it.here.as_ref())];
    places.extend(near.iter().map(|(at, words)| (*at, Some(words))));
    let severity = match it.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    };
    let message = clean(it.message.in_lang(look.lang));
    let frame = frame(Some(title(it, look.lang)), message, severity, &places, sources, look.lang);
    render(out, handler, &frame);
    if frame.snippet.is_none() {
        line(out, look, &clean(&format!("[{}]", sources.get(it.at.file).path)));
    }
    for (at, words) in far {
        let said = clean(words.in_lang(look.lang));
        render(
            out,
            handler,
            &self::frame(None, said, miette::Severity::Advice, &[(*at, None)], sources, look.lang),
        );
    }
    if let Some(help) = &it.help {
        write_help(out, look, &clean(help.in_lang(look.lang)));
    }
}

/// `error: yaml-syntax`, and what is special about the finding.
fn title(it: &Diagnostic, lang: Lang) -> String {
    let own = say!(en: "internal", es: "interno");
    let severity = if it.internal { own } else { it.severity.say() };
    let mut title = format!("{}: {}", severity.in_lang(lang), it.rule.name);
    let dated = say!(en: " (because of the date)", es: " (por la fecha)");
    let internal = say!(en: " (a fault of Senda itself: please report it)", es: " (una falla de Senda: por favor, repórtala)");
    if it.depends_on_date {
        title.push_str(dated.in_lang(lang));
    }
    if it.internal {
        title.push_str(internal.in_lang(lang));
    }
    title
}

fn frame(
    code: Option<String>,
    message: String,
    severity: miette::Severity,
    places: &[(At, Option<&Say>)],
    sources: &SourceMap,
    lang: Lang,
) -> Frame {
    let source = sources.get(places[0].0.file);
    let spans: Vec<_> = places.iter().map(|(at, _)| shown(source, at.span)).collect();
    let snippet = (!source.text().is_empty()).then(|| Snippet::around(source, &spans));
    let words = places.iter().map(|(_, words)| words.map(|w| clean(w.in_lang(lang)))).collect();
    Frame { code, message, severity, snippet, words }
}

fn render(out: &mut String, handler: &GraphicalReportHandler, frame: &Frame) {
    let mut drawn = String::new();
    // Writing to a string cannot fail; should the drawing ever do, its words still arrive.
    if handler.render_report(&mut drawn, frame).is_err() {
        drawn = format!("  {}\n", frame.message);
    }
    drawn.lines().for_each(|line| {
        out.push_str(line.trim_end());
        out.push('\n');
    });
}

/// Whether two places can share a snippet.
fn is_near(sources: &SourceMap, one: At, other: At) -> bool {
    let lines = |at: At| {
        let source = sources.get(at.file);
        let span = shown(source, at.span);
        (source.place(span.start).line, source.place(span.end).line)
    };
    if one.file != other.file {
        return false;
    }
    let ((a, b), (c, d)) = (lines(one), lines(other));
    c.saturating_sub(b) <= NEAR && a.saturating_sub(d) <= NEAR
}

fn line(out: &mut String, look: Look, text: &str) {
    let (on, off) = if look.color { ("\u{1b}[36m", "\u{1b}[0m") } else { ("", "") };
    out.push_str(&format!("    {on}{text}{off}\n"));
}

/// The help below a finding. Lines that start with a space show how something is written: they
/// are never broken.
fn write_help(out: &mut String, look: Look, help: &str) {
    let word = say!(en: "help: ", es: "ayuda: ");
    let word = word.in_lang(look.lang);
    let (on, off) = if look.color { ("\u{1b}[36m", "\u{1b}[0m") } else { ("", "") };
    let indent = " ".repeat(2 + word.width());
    let room = look.width.max(40).saturating_sub(indent.len());
    let lines = help.lines().flat_map(|line| match line.starts_with(' ') {
        true => vec![line.to_owned()],
        false => wrapped(line, room),
    });
    for (i, line) in lines.enumerate() {
        let start = if i == 0 { format!("  {on}{word}{off}") } else { indent.clone() };
        out.push_str(format!("{start}{line}").trim_end());
        out.push('\n');
    }
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].is_empty() {
            lines[last].push_str(word);
        } else if lines[last].width() + 1 + word.width() <= room {
            lines[last].push(' ');
            lines[last].push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
