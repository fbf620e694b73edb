//! Reading on after a mistake. Each document of a file is read by itself; where it breaks, the
//! smallest broken part is blanked in a copy of the same length, and the document is read again.
//! So several mistakes are found in one run, and everything else in the file lives.

use super::build::{Builder, Stop};
use super::explain::{self, Patch, Scene};
use super::line::Line;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use std::collections::HashSet;
use std::ops::Range;

/// Bytes that reading one file again and again may come to.
const WORK: usize = 48 * 1024 * 1024;
/// How often one document is read again.
const ROUNDS: usize = 20;
const ROUNDS_OF_LONG: usize = 8;
const LONG: usize = 256 * 1024;

/// What may still be spent on one file.
pub(super) struct Budget {
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: WORK }
    }
}

/// The parts of a text that are read by themselves: the documents between `---` lines, and files
/// that were glued together at a byte order mark.
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut ends = Vec::new();
    let mut line = 0;
    while let Some(len) = text[line..].find('\n') {
        line += len + 1;
        let rest = &text[line..];
        let marker =
            rest.strip_prefix("---").is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t', '\n', '\r']));
        let mark = if rest.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if marker || mark > 0 {
            ends.push(line);
            starts.push(line + mark);
        }
    }
    ends.push(text.len());
    starts.into_iter().zip(ends).map(|(start, end)| start..end.max(start)).collect()
}

/// Reads one part of the text into the builder, with a finding for each mistake in it.
pub(super) fn read(
    builder: &mut Builder<'_>,
    file: FileId,
    text: &str,
    part: Range<usize>,
    budget: &mut Budget,
) {
    let base = part.start;
    let original = &text[part];
    let mark = builder.mark();
    let Err(mut stop) = builder.read(original, base, &[]) else { return };
    let rounds = if original.len() > LONG { ROUNDS_OF_LONG } else { ROUNDS };
    let mut copy = Copy::of(original);
    let mut findings: Vec<Diagnostic> = Vec::new();
    for _ in 0..rounds {
        let scene = Scene::new(file, base, (original, &copy.text), &stop);
        let explained = explain::explain(&scene);
        let byte = scene.byte;
        if !copy.is_touched(&explained.patch, byte) {
            if !copy.follows_a_tab(byte) {
                findings.push(explained.finding);
            }
            copy.apply(&explained.patch);
        } else if !copy.give_up(byte) {
            break;
        }
        if budget.bytes < original.len() {
            break;
        }
        budget.bytes -= original.len();
        builder.rewind(mark);
        match builder.read(&copy.text, base, &copy.unreadable) {
            Ok(()) => {
                builder.lost.extend(copy.lost(base));
                builder.drop_doubtful(mark, &copy.gaps(base, original));
                builder.findings.extend(findings);
                return;
            }
            Err(next) => stop = next,
        }
    }
    finish_broken(builder, &copy, stop, base, findings);
}

/// The rounds are used up: what was read so far stays, and the rest is lost.
fn finish_broken(builder: &mut Builder<'_>, copy: &Copy, stop: Stop, base: usize, findings: Vec<Diagnostic>) {
    builder.lost.extend(copy.lost(base));
    builder.lost.push(Span::new(stop.byte.min(base + copy.text.len()), base + copy.text.len()));
    builder.findings.extend(findings);
}

/// The text as it is read after patches. Bytes keep their places.
struct Copy {
    text: String,
    /// Values that stand for something unreadable.
    unreadable: Vec<Range<usize>>,
    /// Lines that were blanked.
    blanked: Vec<Range<usize>>,
    /// Starts of the lines that were patched.
    touched: HashSet<usize>,
    /// Starts of the lines that a tab indents.
    tabbed: HashSet<usize>,
}

impl Copy {
    fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            unreadable: Vec::new(),
            blanked: Vec::new(),
            touched: HashSet::new(),
            tabbed: HashSet::new(),
        }
    }

    fn lost(&self, base: usize) -> impl Iterator<Item = Span> {
        self.blanked.iter().map(move |r| Span::new(base + r.start, base + r.end))
    }

    /// Where a new item may have begun that can no longer be seen.
    fn gaps(&self, base: usize, original: &str) -> Vec<Span> {
        let with_items = self.unreadable.iter().filter(|range| original[(*range).clone()].contains("- "));
        let gaps = self.blanked.iter().chain(with_items);
        gaps.map(|r| Span::new(base + r.start, base + r.end)).collect()
    }

    /// Whether there is a finding already where an error would be mended.
    fn is_touched(&self, patch: &Patch, error: usize) -> bool {
        let line = |byte: usize| self.touched.contains(&Line::at(&self.text, byte).start);
        let overlaps =
            |range: &Range<usize>| self.unreadable.iter().any(|r| r.start < range.end && range.start < r.end);
        let mended = match patch {
            Patch::Item(range) => overlaps(range),
            Patch::Value(range) => overlaps(range) || line(range.start),
            Patch::Blank(range) => range.is_empty(),
            Patch::Block(byte)
            | Patch::Siblings(byte)
            | Patch::Line(byte)
            | Patch::Join(byte)
            | Patch::Rest(byte) => line(*byte) || self.tabbed.contains(&Line::at(&self.text, *byte).start),
            Patch::Tabs => !self.tabbed.is_empty(),
        };
        mended || line(error)
    }

    /// Whether the line above was indented with a tab: nobody knows how deep it was meant to be.
    fn follows_a_tab(&self, byte: usize) -> bool {
        let above = Line::at(&self.text, byte).previous(&self.text);
        above.is_some_and(|line| self.tabbed.contains(&line.start))
    }

    fn apply(&mut self, patch: &Patch) {
        match patch {
            Patch::Value(range) => {
                let line = Line::at(&self.text, range.start);
                let end = line.block_end(&self.text).max(range.end);
                self.touch(line.start, line.end);
                self.fill(line.end..end, b' ');
                self.mark_unreadable(range.start..range.end.min(line.end));
            }
            Patch::Item(range) => {
                let line = Line::at(&self.text, range.start);
                let on_line = range.start..range.end.min(line.end);
                self.fill(on_line.end..range.end, b' ');
                self.mark_unreadable(on_line);
            }
            Patch::Block(byte) => {
                let line = Line::at(&self.text, *byte);
                let end = line.whole_end(&self.text);
                self.touch(line.start, end);
                self.blanked.push(line.content..end);
                self.fill(line.start..end, b' ');
            }
            Patch::Siblings(byte) => {
                let first = Line::at(&self.text, *byte);
                let alike = |line: &Line| {
                    line.indent() == first.indent() && line.dash.is_some() == first.dash.is_some()
                };
                let mut line = Some(first.clone());
                while let Some(one) = line.filter(alike) {
                    self.apply(&Patch::Block(one.content));
                    line = self.after(&one);
                }
            }
            Patch::Line(byte) => {
                let line = Line::at(&self.text, *byte);
                self.touch(line.start, line.end);
                self.blanked.push(line.content..line.end);
                self.fill(line.start..line.end, b' ');
            }
            Patch::Blank(range) => self.fill(range.clone(), b' '),
            Patch::Rest(byte) => {
                let start = Line::at(&self.text, *byte).start;
                self.blanked.push(start..self.text.len());
                self.fill(start..self.text.len(), b' ');
            }
            Patch::Join(byte) => self.join(*byte),
            Patch::Tabs => self.spaces_for_tabs(),
        }
    }

    /// The next line after this one that says something.
    fn after(&self, line: &Line) -> Option<Line> {
        let mut next = line.next(&self.text)?;
        while next.is_blank(&self.text) {
            next = next.next(&self.text)?;
        }
        Some(next)
    }

    /// A second error where there is a finding already: the line goes, without another word.
    fn give_up(&mut self, byte: usize) -> bool {
        let mut line = Line::at(&self.text, byte);
        while line.is_blank(&self.text) {
            match line.previous(&self.text) {
                Some(previous) => line = previous,
                None => return false,
            }
        }
        self.apply(&Patch::Block(line.content));
        true
    }

    fn touch(&mut self, from: usize, to: usize) {
        let mut line = Some(Line::at(&self.text, from));
        while let Some(one) = line.filter(|l| l.start <= to) {
            self.touched.insert(one.start);
            line = one.next(&self.text);
        }
    }

    fn mark_unreadable(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.fill(range.clone(), b'x');
        self.unreadable.push(range);
    }

    /// Writes the line at the end of the nearest line above that says something.
    fn join(&mut self, byte: usize) {
        let line = Line::at(&self.text, byte);
        self.touched.insert(line.start);
        let Some(above) = line.previous_filled(&self.text) else { return };
        let comment = self.text[above.start..above.end].rfind(" #").map_or(above.end, |i| above.start + i);
        let from = comment.max(above.value.end).min(line.content);
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes[from..line.content].fill(b' ');
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }

    fn spaces_for_tabs(&mut self) {
        let mut indents = Vec::new();
        let mut next = Some(Line::at(&self.text, 0));
        while let Some(line) = next {
            if self.text[line.start..line.content].contains('\t') {
                self.tabbed.insert(line.start);
                indents.push(line.start..line.content);
            }
            next = line.next(&self.text);
        }
        self.fill_all(indents.into_iter(), b' ');
    }

    fn fill(&mut self, range: Range<usize>, by: u8) {
        self.fill_all(std::iter::once(range), by);
    }

    /// Overwrites ranges and leaves their line breaks.
    fn fill_all(&mut self, ranges: impl Iterator<Item = Range<usize>>, by: u8) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for byte in ranges.flatten() {
            if !matches!(bytes[byte], b'\n' | b'\r') {
                bytes[byte] = by;
            }
        }
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }
}
