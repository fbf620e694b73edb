//! A place where the parser stopped → what a person did there, in words, and the smallest patch
//! that lets the rest of the file be read.

mod brackets;
mod colon;
pub(super) mod layout;
mod quotes;
mod starts;

use super::build::Stop;
use super::flow;
use super::line::Line;
use super::rules;
use crate::diagnostic::{Diagnostic, Say, say};
use crate::source::{At, FileId, Span};
use granit_parser::ErrorKind;
use std::ops::Range;

/// What is done to the copy of the text before it is read again. Its length never changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Patch {
    /// The value is unreadable, with the deeper lines below it; its key lives.
    Value(Range<usize>),
    /// This much is one unreadable value, and nothing around it.
    Item(Range<usize>),
    /// The line that a byte stands in goes, with the deeper lines below it.
    Block(usize),
    /// The block of a line goes, and the blocks below it that begin in the same column and in
    /// the same way: they are wrong for the same reason.
    Siblings(usize),
    /// The line that a byte stands in goes.
    Line(usize),
    /// The line that a byte stands in is read as the end of the line above it.
    Join(usize),
    /// This much is nothing.
    Blank(Range<usize>),
    /// Everything from the line that a byte stands in goes.
    Rest(usize),
    /// Tabs that indent are read as spaces.
    Tabs,
}

/// A finding and how to read on.
pub(super) struct Explained {
    pub finding: Diagnostic,
    pub patch: Patch,
}

/// The text as it is read, and where the reading stopped. Bytes count from its start.
pub(super) struct Scene<'t> {
    pub file: FileId,
    /// Where `text` stands in the file.
    pub base: usize,
    pub text: &'t str,
    /// The same text before anything in it was patched: what is shown to a person.
    pub said: &'t str,
    pub kind: &'t ErrorKind,
    pub byte: usize,
    pub read_until: usize,
    pub open: Vec<usize>,
}

impl<'t> Scene<'t> {
    pub fn new(file: FileId, base: usize, (said, text): (&'t str, &'t str), stop: &'t Stop) -> Self {
        let here = |byte: usize| byte.saturating_sub(base).min(text.len());
        Self {
            file,
            base,
            text,
            said,
            kind: &stop.kind,
            byte: here(stop.byte),
            read_until: here(stop.read_until),
            open: stop.open.iter().map(|byte| here(*byte)).collect(),
        }
    }

    fn at(&self, range: Range<usize>) -> At {
        At { file: self.file, span: Span::new(self.base + range.start, self.base + range.end) }
    }

    fn line(&self) -> Line {
        Line::at(self.text, self.byte)
    }

    /// The outermost bracket that is open here.
    fn outer_bracket(&self) -> Option<usize> {
        let line = self.line();
        let value = line.value.start;
        let opens_here = self.text[value..].starts_with(['[', '{'])
            && value < self.byte
            && self.read_until <= value
            && flow::closing(self.text, value).is_none_or(|end| end > self.byte);
        self.open.first().copied().or(opens_here.then_some(value))
    }

    /// The words that a person most likely meant as one text around the place of the error.
    fn subject(&self) -> Range<usize> {
        if let Some(open) = self.outer_bracket() {
            return flow::item_around(self.text, open, self.byte);
        }
        let line = self.line();
        if line.value.is_empty() { line.item..line.end } else { line.value }
    }

    /// How to read on after the subject was found unreadable.
    fn subject_patch(&self, subject: &Range<usize>) -> Patch {
        if subject.is_empty() {
            Patch::Block(self.byte)
        } else if self.outer_bracket().is_some() {
            Patch::Item(subject.clone())
        } else {
            Patch::Value(subject.clone())
        }
    }

    /// The line with a part of it replaced, as a help shows it.
    fn corrected(&self, part: &Range<usize>, by: &str) -> String {
        let line = Line::at(self.text, part.start);
        let end = if part.end > line.end { part.end } else { line.end };
        shorten(format!("{}{by}{}", &self.said[line.content..part.start], &self.said[part.end..end]))
    }

    /// A finding on a text that is right once it stands between quotes.
    fn quote_it(&self, message: Say, here: Option<Say>) -> Explained {
        let subject = self.subject();
        let patch = self.subject_patch(&subject);
        if subject.is_empty() {
            let finding = self
                .finding(subject, message)
                .help(say!(en: "Complete the line, or delete it.", es: "Completa la línea, o bórrala."));
            return Explained { finding, patch };
        }
        let by = quoted(&self.said[subject.clone()]);
        let typographic = between_typographic(&self.said[subject.clone()]).is_some();
        let line = self.corrected(&subject, &by);
        let mut finding = self
            .finding(subject.clone(), message)
            .help(say!(en: "Write the text between quotes:\n  {line}", es: "Escribe el texto entre comillas:\n  {line}"))
            .fix(!typographic, vec![(self.at(subject), by)]);
        finding.here = here;
        Explained { finding, patch }
    }

    fn finding(&self, range: Range<usize>, message: Say) -> Diagnostic {
        Diagnostic::new(&rules::YAML_SYNTAX, self.at(range), message)
    }

    /// The character at the place of the error, as a range.
    fn character(&self, byte: usize) -> Range<usize> {
        let len = self.text[byte..].chars().next().map_or(0, char::len_utf8);
        byte..byte + len
    }
}

pub(super) fn explain(scene: &Scene<'_>) -> Explained {
    use ErrorKind as K;
    match scene.kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart
        | K::InvalidBlockEntryWhitespace => layout::tabs(scene),
        K::RecursionLimitExceeded => brackets::too_deep(scene),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            quotes::after_closing(scene)
        }
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
            quotes::open_ended(scene)
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => quotes::escape(scene),
        K::InvalidIndentation
        | K::InvalidFlowScalarIndent
        | K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => brackets::open_ended(scene),
        K::MisplacedFlowCollectionEnd => brackets::one_too_many(scene),
        K::MismatchedFlowCollectionEnd { open, close } => brackets::mismatched(scene, *open, *close),
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => brackets::item(scene),
        K::MappingValueNotAllowed | K::InvalidColonPlacement => colon::explain(scene),
        K::DirectiveDisallowed | K::MissingDocumentEndBeforeDirective => starts::directive(scene),
        K::BomInsideDocument => starts::hidden_character(scene),
        K::CommentNotSeparated | K::CommentInterceptedScalar => starts::comment(scene),
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => starts::block_header(scene),
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => starts::dash(scene),
        K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::SimpleKeyExpected
        | K::InvalidSimpleKey
        | K::ExpectedDocumentStart
        | K::InvalidDocumentEnd
        | K::InvalidBlockScalarIndent => layout::line(scene),
        _ => starts::sign(scene),
    }
}

/// A byte order mark before `start`: the beginning of a file that was glued to another.
pub(super) fn glued_file(file: FileId, text: &str, start: usize) -> Option<Diagnostic> {
    let mark = start.checked_sub('\u{feff}'.len_utf8()).filter(|_| text[..start].ends_with('\u{feff}'))?;
    let at = At { file, span: Span::new(mark, start) };
    let message = say!(en: "there is an invisible byte order mark here, in the middle of the file", es: "aquí hay una marca invisible de orden de bytes, en medio del archivo");
    Some(Diagnostic::new(&rules::YAML_SYNTAX, at, message)
        .help(say!(
            en: "It stands where one file was glued to another. Delete it; a line with `---` separates documents.",
            es: "Está donde se pegó un archivo a otro. Bórrala; una línea con `---` separa documentos."
        ))
        .fix(true, vec![(at, String::new())]))
}

/// Instead of the findings beyond what anybody reads.
pub(super) fn and_more(at: At, more: usize) -> Diagnostic {
    let message = say!(en: "{more} more findings in this file are not listed", es: "hay {more} hallazgos más en este archivo que no se listan");
    Diagnostic::new(&rules::YAML_SYNTAX, at, message)
        .help(say!(en: "Mend those above first.", es: "Corrige primero los de arriba."))
}

/// A text between the quotes that need the least inside of it.
pub(super) fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = between_typographic(&text).map_or(text.clone(), str::to_owned);
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// What stands between typographic quotes, which YAML takes for part of the text.
pub(super) fn between_typographic(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(['“', '”', '„', '«', '‘'])?;
    let inner = inner.strip_suffix(['”', '“', '»', '’', '"', '\''])?;
    (!inner.contains(['“', '”', '«', '»'])).then_some(inner)
}

/// Long lines are shown with their middle left out.
pub(super) fn shorten(line: String) -> String {
    const START: usize = 110;
    const END: usize = 40;
    let count = line.chars().count();
    if count <= START + END {
        return line;
    }
    let start: String = line.chars().take(START).collect();
    let end: String = line.chars().skip(count - END).collect();
    format!("{start} … {end}")
}
