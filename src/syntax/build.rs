//! Parser events → the arena of nodes.

use super::alias::{Anchors, Weight};
use super::rules;
use super::tree::{Comment, Data, NodeId, Slot, Style, Tree};
use crate::diagnostic::Diagnostic;
use crate::source::{At, FileId, Span};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle};
use std::borrow::Cow;
use std::ops::Range;

/// Deepest nesting of blocks, and of brackets, that a file may have.
pub(super) const MAX_DEPTH: usize = 64;

/// Most findings that reading one file gives.
const MOST_FINDINGS: usize = 1000;

/// Why and where the parser stopped. Bytes count from the start of the file.
#[derive(Debug)]
pub(super) struct Stop {
    pub kind: ErrorKind,
    pub byte: usize,
    /// Where the last thing that could be read ends.
    pub read_until: usize,
    /// Starts of the brackets and braces that were open, the outermost first.
    pub open: Vec<usize>,
}

/// A list or map whose end has not been seen.
struct Frame {
    id: NodeId,
    flow: bool,
    weight: Weight,
    children: Children,
}

enum Children {
    List(Vec<NodeId>),
    Map(Vec<(NodeId, NodeId)>, Option<NodeId>),
}

/// Fills the arena of one file, text after text.
pub(super) struct Builder<'s> {
    file: FileId,
    text: &'s str,
    slots: Vec<Slot<'s>>,
    weights: Vec<Weight>,
    roots: Vec<NodeId>,
    comments: Vec<Comment<'s>>,
    anchors: Anchors,
    frames: Vec<Frame>,
    last_end: u32,
    unreadable: Vec<Span>,
    pub findings: Vec<Diagnostic>,
    /// Lines that nothing could be made of.
    pub lost: Vec<Span>,
}

/// A point to come back to when a part has to be read again.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    slots: usize,
    roots: usize,
    comments: usize,
    findings: usize,
}

impl<'s> Builder<'s> {
    pub fn new(file: FileId, text: &'s str) -> Self {
        Self {
            file,
            text,
            slots: Vec::with_capacity(text.len() / 16),
            weights: Vec::with_capacity(text.len() / 16),
            roots: Vec::new(),
            comments: Vec::new(),
            anchors: Anchors::default(),
            frames: Vec::new(),
            last_end: 0,
            unreadable: Vec::new(),
            findings: Vec::new(),
            lost: Vec::new(),
        }
    }

    pub fn finish(self) -> (Tree<'s>, Vec<Diagnostic>) {
        let Self { file, text, slots, roots, mut comments, mut findings, mut lost, .. } = self;
        comments.sort_by_key(|comment| comment.span);
        lost.sort_unstable();
        crate::diagnostic::sort(&mut findings);
        if findings.len() > MOST_FINDINGS {
            let more = findings.len() - MOST_FINDINGS + 1;
            findings.truncate(MOST_FINDINGS - 1);
            let end = Span::new(text.len(), text.len());
            findings.push(super::explain::and_more(At { file, span: end }, more));
        }
        (Tree { file, text, slots, roots, comments, lost }, findings)
    }

    pub fn mark(&self) -> Mark {
        Mark {
            slots: self.slots.len(),
            roots: self.roots.len(),
            comments: self.comments.len(),
            findings: self.findings.len(),
        }
    }

    /// Forgets everything that was read since the mark.
    pub fn rewind(&mut self, mark: Mark) {
        self.slots.truncate(mark.slots);
        self.weights.truncate(mark.slots);
        self.roots.truncate(mark.roots);
        self.comments.truncate(mark.comments);
        self.findings.truncate(mark.findings);
    }

    /// Takes back what was said of keys that are there twice, where the beginning of another
    /// item may have stood in a gap between them.
    pub fn drop_doubtful(&mut self, since: Mark, gaps: &[Span]) {
        if gaps.is_empty() {
            return;
        }
        let found = self.findings.split_off(since.findings);
        let doubtful = |finding: &Diagnostic| {
            let first = finding.related.first().map_or(0, |(at, _)| at.span.start);
            finding.rule == &rules::DUPLICATE_KEY
                && gaps.iter().any(|gap| first <= gap.start && gap.end <= finding.at.span.start)
        };
        self.findings.extend(found.into_iter().filter(|finding| !doubtful(finding)));
    }

    /// Reads `part`, which stands at byte `base` of the file: the file's own bytes, or a copy of
    /// equal length in which broken places are blanked and `unreadable` ones hold a word. At an
    /// error the blocks that are still open are closed, so that what came before stays.
    pub fn read(&mut self, part: &str, base: usize, unreadable: &[Range<usize>]) -> Result<(), Stop> {
        let options = granit_parser::options! {
            strict_indentation: true,
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: 1_000_000,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        self.anchors = Anchors::default();
        self.last_end = base as u32;
        self.unreadable = unreadable.iter().map(|r| Span::new(base + r.start, base + r.end)).collect();
        for next in Parser::new_from_str_with_options(part, options) {
            match next {
                Ok((event, span)) => self.event(event, span, part, base),
                Err(error) => return Err(self.stop(&error, part, base)),
            }
        }
        Ok(())
    }

    fn stop(&mut self, error: &granit_parser::ScanError, part: &str, base: usize) -> Stop {
        let byte = error.marker().byte_offset().unwrap_or(0).min(part.len());
        let byte = boundary(self.text, base + byte);
        let starts = self.frames.iter().filter(|f| f.flow).map(|f| self.slot(f.id).span.start as usize);
        let stop = Stop {
            kind: error.kind().clone(),
            byte,
            read_until: self.last_end as usize,
            open: starts.collect(),
        };
        while !self.frames.is_empty() {
            self.close(None);
        }
        stop
    }

    fn event(&mut self, event: Event<'_>, place: granit_parser::Span, part: &str, base: usize) {
        // The file itself decides where characters start: a patched copy has more of such places.
        let place_of = |byte: usize| boundary(self.text, base + byte.min(part.len()));
        let shifted = |range: Range<usize>| {
            let start = place_of(range.start);
            Span::new(start, place_of(range.end).max(start))
        };
        let span = shifted(place.byte_range().unwrap_or(0..0));
        let tag_span = place.tag_span().and_then(|s| s.byte_range()).map(shifted);
        match event {
            Event::Comment(..) => {
                let text = Cow::Borrowed(&self.text[span.range()]);
                self.comments.push(Comment { span, text });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.scalar_span(span, style_of(style));
                self.last_end = self.last_end.max(span.end);
                if self.unreadable.iter().any(|bad| bad.start == span.start) {
                    return self.bad(span);
                }
                let style = self.tagged_style(style_of(style), tag.as_deref(), tag_span, span);
                if let Some(finding) = self.misread(span, style) {
                    self.findings.push(finding);
                    return self.bad(span);
                }
                let nothing = style == Style::Plain && span.start == span.end;
                let text = if nothing { Cow::Borrowed("") } else { self.adopt(text, part, base) };
                let id = self.push(span, Data::Scalar(text, style), Weight::ONE);
                self.anchors.define(anchor, id);
                self.attach(id);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span, "seq");
                self.open(span, style, anchor, Children::List(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span, "map");
                self.open(span, style, anchor, Children::Map(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(Some(span)),
            Event::Alias(anchor) => {
                self.last_end = self.last_end.max(span.end);
                self.alias(anchor, span);
            }
            Event::UnresolvedAlias(name) => {
                self.last_end = self.last_end.max(span.end);
                let finding = super::alias::unknown(self.at(span), &name);
                let by = super::explain::quoted(&self.text[span.range()]);
                let finding = self.quote_it(finding, span, &by);
                self.findings.push(finding);
                self.bad(span);
            }
            Event::Anchor(_, name) => self.anchors.name(&name, span),
            Event::DocumentStart(..) => self.anchors = Anchors::default(),
            Event::DocumentEnd => self.unused_anchors(),
            _ => {}
        }
    }

    fn open(&mut self, span: Span, style: StructureStyle, anchor: usize, children: Children) {
        let id = self.push(Span { start: span.start, end: span.start }, Data::Bad, Weight::ONE);
        self.anchors.begin(anchor, id);
        let flow = style == StructureStyle::Flow;
        self.frames.push(Frame { id, flow, weight: Weight::ONE, children });
    }

    /// Ends the innermost list or map: at its closing bracket, or with its last child.
    fn close(&mut self, end: Option<Span>) {
        let Some(frame) = self.frames.pop() else { return };
        if let (Some(end), true) = (end, frame.flow) {
            self.last_end = self.last_end.max(end.end);
        }
        let start = self.slot(frame.id).span.start;
        let span = Span { start, end: self.last_end.max(start) };
        let data = match frame.children {
            Children::List(items) if frame.flow => Data::List(self.split_items(items), true),
            Children::List(items) => Data::List(items, false),
            Children::Map(mut entries, pending) => {
                if let Some(key) = pending {
                    let value = self.push(Span { start: span.end, end: span.end }, Data::Bad, Weight::ONE);
                    entries.push((key, value));
                }
                self.map(entries, span, frame.flow)
            }
        };
        self.set(frame.id, span, data);
        self.weights[frame.id.0 as usize] = frame.weight;
        self.anchors.finish(frame.id);
        self.attach(frame.id);
    }

    fn map(&mut self, mut entries: Vec<(NodeId, NodeId)>, span: Span, flow: bool) -> Data<'s> {
        if flow {
            if let Some(finding) = self.template(span).or_else(|| self.braces_around_text(&entries, span)) {
                self.findings.push(finding);
                return Data::Bad;
            }
            entries = self.split_entries(entries);
        }
        Data::Map(self.checked_entries(entries), flow)
    }

    /// A plain text that swallowed what stands below it, or that misses a space.
    fn misread(&self, span: Span, style: Style) -> Option<Diagnostic> {
        if style != Style::Plain {
            return None;
        }
        let glued = self.is_field_or_root().then(|| self.glued(span, self.frames.is_empty())).flatten();
        glued.or_else(|| if self.frames.last().is_some_and(|f| f.flow) { None } else { self.swallowed(span) })
    }

    /// Whether the next node is a whole document or the value of a field.
    fn is_field_or_root(&self) -> bool {
        match self.frames.last() {
            None => true,
            Some(frame) => matches!(&frame.children, Children::Map(_, Some(_)) if !frame.flow),
        }
    }

    fn is_key_next(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { children: Children::Map(_, None), .. }))
    }

    /// A value that stands after a key whose value was never written.
    pub(super) fn nothing_after(&mut self, key: NodeId) -> NodeId {
        let end = self.slot(key).span.end;
        self.push(Span { start: end, end }, Data::Scalar(Cow::Borrowed(""), Style::Plain), Weight::ONE)
    }

    /// A name (`&name`) that nothing repeats, before a text of several words: part of the text.
    fn unused_anchors(&mut self) {
        for (name, span, id) in self.anchors.unused() {
            let slot = self.slot(id);
            let prose = matches!(&slot.data, Data::Scalar(text, Style::Plain) if text.contains(' '));
            if prose {
                let whole = Span { start: span.start, end: slot.span.end };
                let finding = super::alias::unused(self.at(span), &name);
                let by = super::explain::quoted(&self.text[whole.range()]);
                let finding = self.quote_it(finding, whole, &by);
                self.findings.push(finding);
            }
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let target = self.anchors.get(anchor);
        match self.anchors.follow(anchor, |id| self.weights[id.0 as usize]) {
            Ok((target, weight)) => {
                let id = self.push(span, Data::Alias(target), weight);
                self.attach(id);
            }
            Err(trouble) => {
                let target = target.map(|id| self.at(self.slot(id).span));
                self.findings.extend(super::alias::explain(trouble, self.at(span), target, self.text));
                self.bad(span);
            }
        }
    }

    fn bad(&mut self, span: Span) {
        let id = self.push(span, Data::Bad, Weight::ONE);
        self.attach(id);
    }

    /// Puts a finished node where it belongs: into the innermost open block, or among the roots.
    fn attach(&mut self, id: NodeId) {
        let weight = self.weights[id.0 as usize];
        match self.frames.last_mut() {
            None => {
                let slot = self.slot(id);
                let empty = matches!(&slot.data, Data::Scalar(t, Style::Plain) if t.is_empty());
                if !empty {
                    self.roots.push(id);
                }
            }
            Some(frame) => {
                frame.weight = frame.weight.with_child(weight);
                match &mut frame.children {
                    Children::List(items) => items.push(id),
                    Children::Map(entries, key) => match key.take() {
                        None => *key = Some(id),
                        Some(key) => entries.push((key, id)),
                    },
                }
            }
        }
    }

    fn push(&mut self, span: Span, data: Data<'s>, weight: Weight) -> NodeId {
        self.slots.push(Slot { span, data });
        self.weights.push(weight);
        NodeId(self.slots.len() as u32 - 1)
    }

    pub(super) fn slot(&self, id: NodeId) -> &Slot<'s> {
        &self.slots[id.0 as usize]
    }

    pub(super) fn set(&mut self, id: NodeId, span: Span, data: Data<'s>) {
        self.slots[id.0 as usize] = Slot { span, data };
    }

    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    pub(super) fn at(&self, span: Span) -> At {
        At { file: self.file, span }
    }

    /// A slice of the part as a slice of the file where both say the same, else as text of its own.
    fn adopt(&self, text: Cow<'_, str>, part: &str, base: usize) -> Cow<'s, str> {
        let Cow::Borrowed(slice) = text else { return Cow::Owned(text.into_owned()) };
        let start = (slice.as_ptr() as usize).wrapping_sub(part.as_ptr() as usize).wrapping_add(base);
        match self.text.get(start..start.wrapping_add(slice.len())) {
            Some(own) if own == slice => Cow::Borrowed(own),
            _ => Cow::Owned(slice.to_owned()),
        }
    }

    /// A block scalar ends with its last line that has text; an empty value stands after its colon.
    fn scalar_span(&self, span: Span, style: Style) -> Span {
        let Span { start, end } = span;
        if style == Style::Block {
            return Span { start, end: start + self.text[span.range()].trim_end().len() as u32 };
        }
        if start == end && !self.is_key_next() && self.text.as_bytes().get(start as usize) == Some(&b':') {
            return Span { start: start + 1, end: start + 1 };
        }
        span
    }
}

/// A byte offset of the parser, moved back to where a character starts should it not be there.
fn boundary(text: &str, mut byte: usize) -> usize {
    byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}
