//! The few lines of a file that a finding is about. They are cut out once for each finding, so
//! that a large file is not read again for each, and very long lines are cut as well.

use crate::source::{Source, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// Lines that are shown above and below the labels.
pub(super) const CONTEXT: u32 = 3;
/// Lines that a label may span before only its first is shown.
const TALLEST: u32 = 8;
/// Characters that are shown of a line, and of those how many before the label.
const WIDEST: usize = 220;
const BEFORE: usize = 60;
const CUT: char = '…';

/// A part of a file, and its labels in bytes of that part.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    text: String,
    /// Number of the first line, from 0.
    first_line: usize,
    /// Column of the first label in the whole line, from 0 in characters.
    column: usize,
    pub labels: Vec<SourceSpan>,
}

/// The span as it is shown: without more lines than a reader wants to see.
pub(super) fn shown(source: &Source, span: Span) -> Span {
    let (first, last) = (source.place(span.start).line, source.place(span.end).line);
    if last - first < TALLEST {
        return span;
    }
    let line = source.lines().line_range(source.text(), first);
    Span { start: span.start, end: (line.end as u32).max(span.start) }
}

impl Snippet {
    /// The lines around spans that stand near to each other; the first is the one it is about.
    pub fn around(source: &Source, spans: &[Span]) -> Self {
        let lines = source.lines();
        let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
        let end = spans.iter().map(|s| s.end).max().unwrap_or(0);
        let first = source.place(start).line.saturating_sub(CONTEXT).max(1);
        let last = source.place(end).line + CONTEXT;
        let mut text = String::new();
        let mut labels: Vec<Option<(usize, usize)>> = vec![None; spans.len()];
        for number in first..=last {
            let range = lines.line_range(source.text(), number);
            if number > first && range.start >= source.text().len() {
                break;
            }
            let mut cut = Cut::of(source.text(), &range, spans);
            for (label, span) in labels.iter_mut().zip(spans) {
                let (from, to) = (span.start as usize, span.end as usize);
                if (range.start..=range.end).contains(&from) {
                    *label = Some((text.len() + cut.place(from), text.len() + cut.text.len()));
                }
                if (range.start..=range.end).contains(&to)
                    && let Some(label) = label
                {
                    label.1 = (text.len() + cut.place(to)).max(label.0);
                }
            }
            text.push_str(&std::mem::take(&mut cut.text));
            text.push('\n');
        }
        let labels =
            labels.into_iter().map(|l| l.unwrap_or((0, 0))).map(|(a, b)| (a, b - a).into()).collect();
        let column = source.place(spans.first().map_or(0, |s| s.start)).column as usize - 1;
        Self { name: clean(&source.path), text, first_line: first as usize - 1, column, labels }
    }
}

/// One line, with what does not fit left out.
struct Cut {
    text: String,
    /// Where the part that is shown starts in the file, and in `text`.
    from: usize,
    offset: usize,
    len: usize,
}

impl Cut {
    fn of(text: &str, range: &std::ops::Range<usize>, spans: &[Span]) -> Self {
        let line = &text[range.clone()];
        if line.len() <= WIDEST || line.chars().count() <= WIDEST {
            return Self { text: clean(line), from: range.start, offset: 0, len: line.len() };
        }
        let label = spans.iter().map(|s| s.start as usize).find(|start| range.contains(start));
        let at = label.map_or(0, |start| text[range.start..start].chars().count());
        let skip = at.saturating_sub(BEFORE);
        let from = line.char_indices().nth(skip).map_or(line.len(), |(i, _)| i);
        let len = line[from..].char_indices().nth(WIDEST).map_or(line.len() - from, |(i, _)| i);
        let mut out = String::new();
        if skip > 0 {
            out.push(CUT);
        }
        let offset = out.len();
        out.push_str(&clean(&line[from..from + len]));
        if from + len < line.len() {
            out.push(CUT);
        }
        Self { text: out, from: range.start + from, offset, len }
    }

    /// Where a byte of the file stands in the text.
    fn place(&self, byte: usize) -> usize {
        self.offset + byte.saturating_sub(self.from).min(self.len)
    }
}

/// Characters that would steer a terminal become spaces of the same length.
pub fn clean(line: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
    if !line.contains(steers) {
        return line.to_owned();
    }
    line.chars().flat_map(|c| if steers(c) { vec![' '; c.len_utf8()] } else { vec![c] }).collect()
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.as_str().read_span(span, before, after)?;
        let first = self.labels.first().is_some_and(|label| label.offset() == span.offset());
        let column = if first && before == 0 { self.column } else { inner.column() };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            inner.line() + self.first_line,
            column,
            inner.line_count(),
        )))
    }
}
