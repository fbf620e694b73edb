//! The tree of a file and the text between its nodes → pieces that can be written anew. What stands
//! between two nodes is accounted for word by word; anything unexpected there gives the file up.

use super::pieces::{Body, Document, Entry, Item, Remark, Value, is_suppression};
use super::scalar;
use crate::syntax::{Comment, Content, Node, Style, Tree};

/// The documents of a file; `None` where it is written in a way that is not understood here.
pub fn documents(tree: &Tree<'_>) -> Option<Vec<Document>> {
    let mut reader = Reader { text: tree.text, comments: &tree.comments, next: 0, at: 0, parent: 0 };
    let roots: Vec<Node<'_>> = tree.documents().collect();
    let mut out: Vec<Document> = Vec::new();
    for root in &roots {
        let start = reader.start_of(*root)?;
        let (before, after) = reader.between_documents(start)?;
        let mut head = Vec::new();
        match out.last_mut() {
            Some(last) => last.tail.extend(before),
            None => head = before,
        }
        head.extend(after);
        let document = reader.document(*root, head)?;
        out.push(document);
    }
    reader.end(out)
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) comments: &'t [Comment<'t>],
    /// The comment that comes next.
    pub(super) next: usize,
    /// Everything before this byte is accounted for.
    pub(super) at: usize,
    /// Where the line of the key or dash begins that was read last.
    parent: usize,
}

/// The words between two nodes, and the comments among them.
struct Gap<'t> {
    words: Vec<(usize, &'t str)>,
    comments: Vec<&'t Comment<'t>>,
}

impl<'t> Reader<'t> {
    fn end(mut self, mut out: Vec<Document>) -> Option<Vec<Document>> {
        let (mut before, after) = self.between_documents(self.text.len())?;
        before.extend(after);
        out.last_mut()?.tail.extend(before);
        Some(out)
    }

    /// Where the first sign of a document stands: its first key, or its bracket.
    fn start_of(&self, root: Node<'t>) -> Option<usize> {
        (root.content() == Content::Map && !root.is_alias()).then(|| {
            let first = root.entries().next().map(|(key, _)| key.span().start);
            if root.is_flow() {
                root.span().start as usize
            } else {
                first.unwrap_or(root.span().start) as usize
            }
        })
    }

    /// Comments up to a document: those above its `---` and those below it.
    fn between_documents(&mut self, until: usize) -> Option<(Vec<Remark>, Vec<Remark>)> {
        let from = self.at;
        let gap = self.gap(until);
        if gap.words.iter().any(|(_, word)| !matches!(*word, "---" | "...")) {
            return None;
        }
        let marker = gap.words.iter().rev().find(|(_, word)| *word == "---").map_or(from, |(at, _)| *at);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let has_marker = !gap.words.is_empty();
        for comment in gap.comments {
            let start = comment.span.start as usize;
            let side = if has_marker && start < marker { &mut before } else { &mut after };
            let gap = self.blank_above(start, from);
            side.push(Remark { text: comment.text.trim_end().to_owned(), gap });
        }
        Some((before, after))
    }

    fn document(&mut self, root: Node<'t>, head: Vec<Remark>) -> Option<Document> {
        let start = self.start_of(root)?;
        let gap = !head.is_empty() && self.blank_above(start, 0);
        let mut value = self.body_of(root, None)?;
        // A comment behind the last line belongs to it; those below are the tail.
        let tail = match &mut value.body {
            Body::Map { tail, .. } => std::mem::take(tail),
            _ => Vec::new(),
        };
        Some(Document { head, gap, value, tail })
    }

    /// What stands between here and a byte.
    fn gap(&mut self, until: usize) -> Gap<'t> {
        let mut words = Vec::new();
        let mut comments = Vec::new();
        let mut at = self.at;
        let mut plain = |from: usize, to: usize| {
            let piece = &self.text[from..to.max(from)];
            for word in piece.split_whitespace() {
                words.push((from + (word.as_ptr() as usize - piece.as_ptr() as usize), word));
            }
        };
        while let Some(comment) = self.comments.get(self.next).filter(|c| (c.span.start as usize) < until) {
            plain(at, comment.span.start as usize);
            at = comment.span.end as usize;
            comments.push(comment);
            self.next += 1;
        }
        plain(at, until);
        self.at = self.at.max(until).max(at);
        Gap { words, comments }
    }

    /// Whether the line above the one of a byte is blank, and lies after `from`.
    fn blank_above(&self, byte: usize, from: usize) -> bool {
        let line = self.line_start(byte);
        let Some(above) = line.checked_sub(1) else { return false };
        let start = self.line_start(above);
        start >= from && self.text[start..above].trim().is_empty()
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text[..byte].rfind('\n').map_or(0, |i| i + 1)
    }

    pub(super) fn column(&self, byte: usize) -> usize {
        byte - self.line_start(byte)
    }

    fn is_alone(&self, comment: &Comment<'_>) -> bool {
        let start = comment.span.start as usize;
        self.text[self.line_start(start)..start].trim().is_empty()
    }

    fn remarks(&self, comments: &[&Comment<'t>], from: usize) -> Vec<Remark> {
        let remark = |c: &&Comment<'t>| Remark {
            text: c.text.trim_end().to_owned(),
            gap: self.blank_above(c.span.start as usize, from),
        };
        comments.iter().map(remark).collect()
    }

    /// A comment behind what was just read, on the same line.
    fn closing(&mut self) -> Option<String> {
        let comment = self.comments.get(self.next)?;
        let start = comment.span.start as usize;
        let between = self.text.get(self.at..start)?;
        let below = self.line_start(self.at) == self.at;
        if below || between.contains('\n') || !between.trim().is_empty() {
            return None;
        }
        self.next += 1;
        self.at = comment.span.end as usize;
        Some(comment.text.trim_end().to_owned())
    }

    /// Comments below a block that are indented as deep as its lines. One that suppresses something
    /// speaks of what comes next.
    fn tail(&mut self, column: usize, root: bool) -> Vec<Remark> {
        let mut found = Vec::new();
        let from = self.at;
        while let Some(comment) = self.comments.get(self.next) {
            let start = comment.span.start as usize;
            let between = self.text.get(self.at..start).unwrap_or("x");
            let deep = root || self.column(start) >= column;
            if !between.trim().is_empty() || !deep || !self.is_alone(comment) {
                break;
            }
            if is_suppression(&comment.text) && !root {
                break;
            }
            found.push(comment);
            self.next += 1;
            self.at = comment.span.end as usize;
        }
        self.remarks(&found, from)
    }

    /// A value: what stands before it after the sign (`:` or `-`), then the value itself.
    fn value(&mut self, node: Node<'t>, sign: &str, above: &mut Vec<Remark>) -> Option<Value> {
        let from = self.at;
        let start = if node.style() == Some(Style::Block) && !node.is_alias() {
            self.after_header(node)?
        } else {
            self.first_sign(node)
        };
        let gap = self.gap(start);
        let mut words = gap.words.into_iter().map(|(_, word)| word);
        let glued;
        let first = words.next();
        let mut rest: Vec<&str> = match first {
            Some(word) if word == sign => words.collect(),
            None if sign == ":" && node.raw() == Some("") => Vec::new(),
            Some(word) if sign == ":" && word.starts_with(':') => {
                glued = &word[1..];
                std::iter::once(glued).chain(words).collect()
            }
            _ => return None,
        };
        let mut value = Value::default();
        let header = (node.style() == Some(Style::Block) && !node.is_alias()).then(|| rest.pop()).flatten();
        if !rest.iter().all(|word| word.len() > 1 && word.starts_with(['&', '!'])) {
            return None;
        }
        value.properties = rest.into_iter().map(str::to_owned).collect();
        let scalar = !matches!(node.content(), Content::Map | Content::List) || node.is_alias();
        for comment in gap.comments {
            if self.is_alone(comment) || value.opening.is_some() {
                above.extend(self.remarks(&[comment], from));
            } else {
                value.opening = Some(comment.text.trim_end().to_owned());
            }
        }
        let in_lines = header.is_some();
        let inner = match header {
            Some(header) => self.block(node, header)?,
            None if scalar => self.body_of(node, Some(&mut Vec::new()))?,
            None => self.body_of(node, Some(above))?,
        };
        value.body = inner.body;
        value.closing = if in_lines { None } else { self.closing() };
        Some(value)
    }

    /// Where a value begins in the text.
    fn first_sign(&self, node: Node<'t>) -> usize {
        let start = node.span().start as usize;
        if node.is_alias() || node.is_flow() || !matches!(node.content(), Content::Map | Content::List) {
            return start;
        }
        match node.content() {
            Content::Map => node.entries().next().map_or(start, |(key, _)| key.span().start as usize),
            _ => self.first_dash().unwrap_or(start),
        }
    }

    /// The first dash of a list whose key or dash was just read: after anchors and comments.
    fn first_dash(&self) -> Option<usize> {
        let mut at = self.at + self.text[self.at..].starts_with([':', '-']) as usize;
        let mut comments = self.comments[self.next..].iter().peekable();
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start().len();
            if let Some(comment) = comments.next_if(|c| c.span.start as usize == at) {
                at = comment.span.end as usize;
            } else if self.text[at..].starts_with(['&', '!']) {
                at += self.text[at..].find(char::is_whitespace)?;
            } else {
                return self.text[at..].starts_with('-').then_some(at);
            }
        }
    }

    /// The body of a node at which the reader stands. Comments above its first line were found
    /// before it (`above`); they belong to its first entry or item.
    fn body_of(&mut self, node: Node<'t>, above: Option<&mut Vec<Remark>>) -> Option<Value> {
        let root = above.is_none();
        let above = above.map(std::mem::take).unwrap_or_default();
        let mut value = Value::default();
        if node.is_alias() {
            value.body = Body::Line(self.text[node.span().range()].to_owned());
            self.at = node.span().end as usize;
            return Some(value);
        }
        value.body = match node.content() {
            Content::Bad => return None,
            Content::Map | Content::List if node.is_flow() => self.flow(node, above, root)?,
            Content::Map => self.map(node, above, root)?,
            Content::List => self.list(node, above)?,
            _ => {
                let span = node.span();
                self.at = self.at.max(span.end as usize);
                let written = &self.text[span.range()];
                let is_text = matches!(node.content(), Content::Text(_));
                if written.is_empty() { Body::Empty } else { scalar::body(written, is_text) }
            }
        };
        Some(value)
    }

    fn map(&mut self, node: Node<'t>, mut above: Vec<Remark>, root: bool) -> Option<Body> {
        let column = node.entries().next().map(|(key, _)| self.column(key.span().start as usize))?;
        let mut entries = Vec::with_capacity(node.entries().len());
        for (key, value) in node.entries() {
            let from = self.at;
            let start = key.span().start as usize;
            let gap = self.gap(start);
            if !gap.words.is_empty() {
                return None;
            }
            let mut before = std::mem::take(&mut above);
            before.extend(self.remarks(&gap.comments, from));
            let blank = self.blank_above(start, from);
            entries.push(self.entry(key, value, before, blank)?);
        }
        Some(Body::Map { entries, tail: self.tail(column, root) })
    }

    fn entry(&mut self, key: Node<'t>, value: Node<'t>, mut before: Vec<Remark>, gap: bool) -> Option<Entry> {
        let span = key.span();
        let written = &self.text[span.range()];
        if key.is_alias() || written.contains('\n') || written.is_empty() {
            return None;
        }
        self.at = span.end as usize;
        let is_text = matches!(key.content(), Content::Text(_));
        let name = key.raw()?.to_owned();
        self.parent = self.column(span.start as usize);
        let mut above = Vec::new();
        let value = self.value(value, ":", &mut above)?;
        // Comments between a key and its one value stand above both.
        before.extend(above);
        Some(Entry { before, gap, key: scalar::key(written, is_text), name, value })
    }

    fn list(&mut self, node: Node<'t>, mut above: Vec<Remark>) -> Option<Body> {
        let column = self.column(self.at);
        // A list may stand as far left as its key: comments there speak of what comes next.
        let deep = column + usize::from(column <= self.parent);
        let mut items = Vec::with_capacity(node.items().len());
        for item in node.items() {
            let from = self.at;
            // Comments above the dash come first; the reader of the value takes the rest.
            let dash = self.next_dash(from)?;
            let gap = self.gap(dash);
            if !gap.words.is_empty() {
                return None;
            }
            let mut before = std::mem::take(&mut above);
            before.extend(self.remarks(&gap.comments, from));
            let blank = self.blank_above(dash, from);
            self.parent = self.column(dash);
            let mut inside = Vec::new();
            let value = self.value(item, "-", &mut inside)?;
            before.extend(inside);
            items.push(Item { before, gap: blank, value });
        }
        Some(Body::List { items, tail: self.tail(deep, false) })
    }

    /// The next `-`, comments left out.
    fn next_dash(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for comment in &self.comments[self.next..] {
            let piece = self.text.get(at..comment.span.start as usize)?;
            if let Some(found) = piece.find('-') {
                return Some(at + found);
            }
            at = comment.span.end as usize;
        }
        self.text[at..].find('-').map(|found| at + found)
    }
}
