//! The tree of one file: an arena of nodes with byte spans. Text is a slice of the source unless
//! it was escaped or folded.

use crate::source::{FileId, Span};
use std::borrow::Cow;

/// A node of a [`Tree`], by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(pub(super) u32);

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Block,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Data<'s> {
    Scalar(Cow<'s, str>, Style),
    List(Vec<NodeId>, bool),
    Map(Vec<(NodeId, NodeId)>, bool),
    Alias(NodeId),
    Bad,
}

#[derive(Clone, Debug)]
pub(super) struct Slot<'s> {
    pub span: Span,
    pub data: Data<'s>,
}

/// A comment, from its `#` to the end of the line.
#[derive(Clone, Debug)]
pub struct Comment<'s> {
    pub span: Span,
    pub text: Cow<'s, str>,
}

/// Everything that one file says. Always there: what could not be read is left out and has a
/// finding of its own.
#[derive(Debug)]
pub struct Tree<'s> {
    pub file: FileId,
    pub text: &'s str,
    pub(super) slots: Vec<Slot<'s>>,
    pub(super) roots: Vec<NodeId>,
    pub comments: Vec<Comment<'s>>,
    /// Lines that nothing could be made of, in order.
    pub(super) lost: Vec<Span>,
}

impl<'s> Tree<'s> {
    /// A tree that is one text and nothing else.
    pub fn of_text(text: &'s str) -> Self {
        let slot =
            Slot { span: Span::new(0, text.len()), data: Data::Scalar(Cow::Borrowed(text), Style::Quoted) };
        Self {
            file: FileId(0),
            text,
            slots: vec![slot],
            roots: vec![NodeId(0)],
            comments: Vec::new(),
            lost: Default::default(),
        }
    }

    /// One root for each document of the file, in order; empty documents are left out.
    pub fn documents(&self) -> impl Iterator<Item = Node<'_>> {
        self.roots.iter().map(|id| Node { tree: self, id: *id })
    }
}

/// What a node is, by the YAML 1.2 core schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content<'t> {
    Null,
    Bool(bool),
    /// A plain scalar that reads as a whole number.
    Integer(i64),
    /// A plain scalar that reads as any other number; its text is in [`Node::raw`].
    Number(f64),
    Text(&'t str),
    List,
    Map,
    /// Not readable; it has its finding already.
    Bad,
}

/// A node and the tree it stands in. Aliases are followed silently.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
}

impl<'t> Node<'t> {
    pub fn span(self) -> Span {
        self.tree.slots[self.id.0 as usize].span
    }

    pub fn tree(self) -> &'t Tree<'t> {
        self.tree
    }

    pub fn id(self) -> NodeId {
        self.id
    }

    /// A number that tells this node from every other one while the tree lives.
    pub fn address(self) -> usize {
        std::ptr::from_ref(&self.tree.slots[self.id.0 as usize]) as usize
    }

    fn data(self) -> &'t Data<'t> {
        let mut slot = &self.tree.slots[self.id.0 as usize];
        while let Data::Alias(target) = slot.data {
            slot = &self.tree.slots[target.0 as usize];
        }
        &slot.data
    }

    pub fn content(self) -> Content<'t> {
        match self.data() {
            Data::Scalar(text, Style::Plain) => core_schema(text),
            Data::Scalar(text, _) => Content::Text(text),
            Data::List(..) => Content::List,
            Data::Map(..) => Content::Map,
            Data::Alias(_) | Data::Bad => Content::Bad,
        }
    }

    /// The text of a scalar as a person wrote it, quotes and escapes resolved; the text and not
    /// the number of `10.000`.
    pub fn raw(self) -> Option<&'t str> {
        match self.data() {
            Data::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    pub fn style(self) -> Option<Style> {
        match self.data() {
            Data::Scalar(_, style) => Some(*style),
            _ => None,
        }
    }

    /// Whether a list or map is written between brackets or braces.
    pub fn is_flow(self) -> bool {
        matches!(self.data(), Data::List(_, true) | Data::Map(_, true))
    }

    /// Whether lines in this list or map, or next to it, could not be read and have their finding
    /// already: what seems to be missing here may stand in them.
    pub fn is_damaged(self) -> bool {
        if !matches!(self.data(), Data::List(..) | Data::Map(..)) {
            return false;
        }
        let span = self.span();
        let text = self.tree.text;
        let touches = |from: u32, to: u32| from >= to || text[from as usize..to as usize].trim().is_empty();
        self.tree.lost.iter().any(|lost| touches(lost.end, span.start) && touches(span.end, lost.start))
    }

    pub fn is_alias(self) -> bool {
        matches!(self.tree.slots[self.id.0 as usize].data, Data::Alias(_))
    }

    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'t>> + Clone {
        let items: &'t [NodeId] = if let Data::List(items, _) = self.data() { items } else { &[] };
        items.iter().map(move |id| Node { tree: self.tree, id: *id })
    }

    /// Keys and values in file order.
    pub fn entries(self) -> impl ExactSizeIterator<Item = (Node<'t>, Node<'t>)> + Clone {
        let entries: &'t [(NodeId, NodeId)] =
            if let Data::Map(entries, _) = self.data() { entries } else { &[] };
        entries.iter().map(move |(k, v)| (Node { tree: self.tree, id: *k }, Node { tree: self.tree, id: *v }))
    }

    /// The value of a key, the last one when a key is there twice.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries().filter(|(k, _)| k.raw() == Some(key)).last().map(|(_, v)| v)
    }
}

/// Resolves a plain scalar by the YAML 1.2 core schema: `no`, `on` and `12:30` are text.
fn core_schema(text: &str) -> Content<'_> {
    match text.as_bytes() {
        [] => return Content::Null,
        [b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F', ..] => match text {
            "~" | "null" | "Null" | "NULL" => return Content::Null,
            "true" | "True" | "TRUE" => return Content::Bool(true),
            "false" | "False" | "FALSE" => return Content::Bool(false),
            _ => {}
        },
        [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => {
            if let Some(number) = number(text) {
                return number;
            }
        }
        _ => {}
    }
    Content::Text(text)
}

fn number(text: &str) -> Option<Content<'_>> {
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(Content::Integer);
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(Content::Integer);
    }
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Some(Content::Number(f64::INFINITY));
        }
        "-.inf" | "-.Inf" | "-.INF" => return Some(Content::Number(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => return Some(Content::Number(f64::NAN)),
        _ => {}
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return text
            .strip_prefix('+')
            .unwrap_or(text)
            .parse()
            .map(Content::Integer)
            .ok()
            .or_else(|| float(text));
    }
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if numeric { float(text) } else { None }
}

fn float(text: &str) -> Option<Content<'_>> {
    text.parse().ok().map(Content::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_yaml_1_1_misreads_stay_text() {
        for word in
            ["no", "on", "yes", "y", "off", "12:30", "1_000", "1,5", "sí", "2026-01-01", "-", "1e", "+"]
        {
            assert!(matches!(core_schema(word), Content::Text(_)), "{word}");
        }
    }

    #[test]
    fn numbers_and_nulls_follow_the_core_schema() {
        assert_eq!(core_schema("12000"), Content::Integer(12000));
        assert_eq!(core_schema("-2"), Content::Integer(-2));
        assert_eq!(core_schema("10.000"), Content::Number(10.0));
        assert_eq!(core_schema("1e3"), Content::Number(1000.0));
        assert_eq!(core_schema("0x1F"), Content::Integer(31));
        assert_eq!(core_schema("~"), Content::Null);
        assert_eq!(core_schema(""), Content::Null);
        assert_eq!(core_schema("true"), Content::Bool(true));
    }
}
