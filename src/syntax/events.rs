//! The parser's events, one after the other, as changes of the arena.

use super::alias::{Anchors, Weight};
use super::build::{Builder, MAX_DEPTH, Stop};
use super::tree::{Comment, Data, Style};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use granit_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;
use std::ops::Range;

impl<'s> Builder<'s> {
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
                let style = self.tagged_style(style_of(style), tag.as_deref(), tag_span, span);
                let data = match self.misread(span, style) {
                    _ if self.unreadable.iter().any(|bad| bad.start == span.start) => Data::Bad,
                    Some(finding) => {
                        self.findings.push(finding);
                        Data::Bad
                    }
                    None if style == Style::Plain && span.start == span.end => {
                        Data::Scalar(Cow::Borrowed(""), style)
                    }
                    None => Data::Scalar(self.adopt(text, part, base), style),
                };
                let id = self.push(span, data, Weight::ONE);
                self.anchors.define(anchor, id);
                self.attach(id);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span, "seq");
                self.open_list(span, style, anchor);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span, "map");
                self.open_map(span, style, anchor);
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

    /// A plain text that swallowed what stands below it, or that misses a space.
    fn misread(&self, span: Span, style: Style) -> Option<Diagnostic> {
        if style != Style::Plain {
            return None;
        }
        let glued = self.is_field_or_root().then(|| self.glued(span, self.frames.is_empty())).flatten();
        glued.or_else(|| if self.frames.last().is_some_and(|f| f.flow) { None } else { self.swallowed(span) })
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

    /// A slice of the part as a slice of the file where both say the same, else as text of its own.
    fn adopt(&self, text: Cow<'_, str>, part: &str, base: usize) -> Cow<'s, str> {
        let Cow::Borrowed(slice) = text else { return Cow::Owned(text.into_owned()) };
        let start = (slice.as_ptr() as usize).wrapping_sub(part.as_ptr() as usize).wrapping_add(base);
        match self.text.get(start..start.wrapping_add(slice.len())) {
            Some(own) if std::ptr::eq(own, slice) || own == slice => Cow::Borrowed(own),
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
