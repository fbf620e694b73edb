//! Lists and maps between brackets: short ones stay, prose becomes a block.

use super::pieces::{Body, Entry, Item, Remark, Value};
use super::read::Reader;
use super::scalar;
use crate::syntax::{Content, Node};

/// The widest line on which a list or map stays between brackets.
const WIDTH: usize = 120;

impl<'t> Reader<'t> {
    /// A list or map between brackets: kept where it is short and no prose, else written as a block.
    pub(super) fn flow(&mut self, node: Node<'t>, above: Vec<Remark>, root: bool) -> Option<Body> {
        let span = node.span();
        let column = self.column(self.at.min(span.start as usize));
        let commented = self.comments[self.next..].iter().any(|c| c.span.start < span.end);
        if !commented
            && above.is_empty()
            && !root
            && let Some(line) = self.flow_line(node)
            && (line.chars().count() + column <= WIDTH || line.len() <= 2)
        {
            self.at = span.end as usize;
            return Some(Body::Line(line));
        }
        let body = self.unfolded(node, above)?;
        self.at = span.end as usize;
        Some(body)
    }

    /// The list or map on one line, when nothing in it wants a block.
    fn flow_line(&self, node: Node<'t>) -> Option<String> {
        let span = node.span();
        if node.is_alias() {
            return Some(self.text[span.range()].to_owned());
        }
        match node.content() {
            Content::List => {
                let items: Option<Vec<String>> = node.items().map(|item| self.flow_line(item)).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            Content::Map => {
                let entry = |(key, value): (Node<'t>, Node<'t>)| {
                    let name = key.raw()?;
                    let language =
                        (2..=3).contains(&name.len()) && matches!(value.content(), Content::Text(_));
                    if language {
                        return None;
                    }
                    let written = &self.text[key.span().range()];
                    Some(format!("{}: {}", scalar::key(written, true), self.flow_line(value)?))
                };
                let entries: Option<Vec<String>> = node.entries().map(entry).collect();
                let entries = entries?;
                Some(if entries.is_empty() {
                    "{}".to_owned()
                } else {
                    format!("{{ {} }}", entries.join(", "))
                })
            }
            Content::Bad => None,
            content => {
                let written = &self.text[span.range()];
                let is_text = matches!(content, Content::Text(_));
                let prose = is_text && scalar::is_prose(node.raw()?);
                let plain = !written.is_empty() && !written.contains('\n') && !prose;
                plain.then(|| scalar::one_line(written, is_text))
            }
        }
        .filter(|_| !self.has_properties(node))
    }

    /// Whether there are anchors or tags between brackets. They are rare: such a file stays as it is.
    fn has_properties(&self, node: Node<'t>) -> bool {
        let span = node.span();
        let keys = node.entries().flat_map(|(key, value)| [key, value]);
        let mut at = span.start;
        let mut found = false;
        for child in node.items().chain(keys) {
            found |= self.text[at as usize..child.span().start.max(at) as usize].contains(['&', '!']);
            at = child.span().end.max(at);
        }
        node.is_flow() && found
    }

    /// What stood between brackets, as a block.
    fn unfolded(&mut self, node: Node<'t>, above: Vec<Remark>) -> Option<Body> {
        if self.has_properties(node) {
            return None;
        }
        let mut before = above;
        let body = match node.content() {
            Content::List => {
                let mut items = Vec::with_capacity(node.items().len());
                for item in node.items() {
                    before.extend(self.remarks_until(item.span().start));
                    let value = self.inner(item)?;
                    items.push(Item { before: std::mem::take(&mut before), gap: false, value });
                }
                Body::List { items, tail: self.remarks_until(node.span().end) }
            }
            _ => {
                let mut entries = Vec::with_capacity(node.entries().len());
                for (key, value) in node.entries() {
                    let written = &self.text[key.span().range()];
                    if key.is_alias() || written.contains('\n') || written.is_empty() {
                        return None;
                    }
                    before.extend(self.remarks_until(key.span().start));
                    let is_text = matches!(key.content(), Content::Text(_));
                    entries.push(Entry {
                        before: std::mem::take(&mut before),
                        gap: false,
                        key: scalar::key(written, is_text),
                        name: key.raw()?.to_owned(),
                        value: self.inner(value)?,
                    });
                }
                Body::Map { entries, tail: self.remarks_until(node.span().end) }
            }
        };
        match &body {
            Body::List { items, tail } if items.is_empty() => {
                tail.is_empty().then(|| Body::Line("[]".to_owned()))
            }
            Body::Map { entries, tail } if entries.is_empty() => {
                tail.is_empty().then(|| Body::Line("{}".to_owned()))
            }
            _ => Some(body),
        }
    }

    /// The comments before a byte between brackets, each on a line of its own.
    fn remarks_until(&mut self, until: u32) -> Vec<Remark> {
        let mut found = Vec::new();
        while let Some(comment) = self.comments.get(self.next).filter(|c| c.span.start < until) {
            found.push(Remark { text: comment.text.trim_end().to_owned(), gap: false });
            self.next += 1;
        }
        found
    }

    /// A node inside of brackets that are given up.
    fn inner(&mut self, node: Node<'t>) -> Option<Value> {
        let span = node.span();
        let collection = matches!(node.content(), Content::Map | Content::List) && !node.is_alias();
        let commented = self.comments.get(self.next).is_some_and(|c| c.span.start < span.end);
        let body = if collection {
            match self.flow_line(node) {
                Some(line) if !commented && line.chars().count() <= WIDTH / 2 => Body::Line(line),
                _ => self.unfolded(node, Vec::new())?,
            }
        } else if span.start == span.end {
            Body::Empty
        } else if commented {
            return None;
        } else {
            let is_text = !node.is_alias() && matches!(node.content(), Content::Text(_));
            scalar::body(&self.text[span.range()], is_text)
        };
        Some(Value { body, ..Value::default() })
    }
}
