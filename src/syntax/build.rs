//! Parser events → the arena of nodes.

use super::alias::{Anchors, Weight};
use super::rules;
use super::tree::{Comment, Data, NodeId, Slot, Style, Tree};
use crate::diagnostic::Diagnostic;
use crate::source::{At, FileId, Span};
use granit_parser::{ErrorKind, StructureStyle};
use std::borrow::Cow;

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
pub(super) struct Frame {
    pub id: NodeId,
    pub flow: bool,
    weight: Weight,
    children: Children,
}

/// What a list or map has so far: where it begins among the children of all that are open. Of a map also
/// the key that waits for its value.
enum Children {
    List(usize),
    Map(usize, Option<NodeId>),
}

/// Fills the arena of one file, text after text.
pub(super) struct Builder<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    pub(super) slots: Vec<Slot<'s>>,
    pub(super) weights: Vec<Weight>,
    pub(super) roots: Vec<NodeId>,
    pub(super) comments: Vec<Comment<'s>>,
    pub(super) anchors: Anchors,
    pub(super) frames: Vec<Frame>,
    /// The items of the lists that are open, those of the innermost one last.
    items: Vec<NodeId>,
    /// The entries of the maps that are open.
    entries: Vec<(NodeId, NodeId)>,
    pub(super) last_end: u32,
    pub(super) unreadable: Vec<Span>,
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
            items: Vec::new(),
            entries: Vec::new(),
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

    pub(super) fn open_list(&mut self, span: Span, style: StructureStyle, anchor: usize) {
        self.open(span, style, anchor, Children::List(self.items.len()));
    }

    pub(super) fn open_map(&mut self, span: Span, style: StructureStyle, anchor: usize) {
        self.open(span, style, anchor, Children::Map(self.entries.len(), None));
    }

    fn open(&mut self, span: Span, style: StructureStyle, anchor: usize, children: Children) {
        let id = self.push(Span { start: span.start, end: span.start }, Data::Bad, Weight::ONE);
        self.anchors.begin(anchor, id);
        let flow = style == StructureStyle::Flow;
        self.frames.push(Frame { id, flow, weight: Weight::ONE, children });
    }

    /// Ends the innermost list or map: at its closing bracket, or with its last child.
    pub(super) fn close(&mut self, end: Option<Span>) {
        let Some(frame) = self.frames.pop() else { return };
        if let (Some(end), true) = (end, frame.flow) {
            self.last_end = self.last_end.max(end.end);
        }
        let start = self.slot(frame.id).span.start;
        let span = Span { start, end: self.last_end.max(start) };
        let data = match frame.children {
            Children::List(first) => {
                let items = self.items.split_off(first);
                if frame.flow { Data::List(self.split_items(items), true) } else { Data::List(items, false) }
            }
            Children::Map(first, pending) => {
                let mut entries = self.entries.split_off(first);
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

    /// Whether the next node is a whole document or the value of a field.
    pub(super) fn is_field_or_root(&self) -> bool {
        match self.frames.last() {
            None => true,
            Some(frame) => matches!(&frame.children, Children::Map(_, Some(_)) if !frame.flow),
        }
    }

    pub(super) fn is_key_next(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { children: Children::Map(_, None), .. }))
    }

    /// A value that stands after a key whose value was never written.
    pub(super) fn nothing_after(&mut self, key: NodeId) -> NodeId {
        let end = self.slot(key).span.end;
        self.push(Span { start: end, end }, Data::Scalar(Cow::Borrowed(""), Style::Plain), Weight::ONE)
    }

    pub(super) fn bad(&mut self, span: Span) {
        let id = self.push(span, Data::Bad, Weight::ONE);
        self.attach(id);
    }

    /// Puts a finished node where it belongs: into the innermost open block, or among the roots.
    pub(super) fn attach(&mut self, id: NodeId) {
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
                    Children::List(_) => self.items.push(id),
                    Children::Map(_, key) => match key.take() {
                        None => *key = Some(id),
                        Some(key) => self.entries.push((key, id)),
                    },
                }
            }
        }
    }

    pub(super) fn push(&mut self, span: Span, data: Data<'s>, weight: Weight) -> NodeId {
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
}
