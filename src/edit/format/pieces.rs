//! A file as it will be written: nodes with their comments, blank lines and ways of writing.

/// One document, with the comments that stand above it.
pub struct Document {
    pub head: Vec<Remark>,
    /// Whether a blank line stands between the head and the first key.
    pub gap: bool,
    pub value: Value,
    /// Comments below everything.
    pub tail: Vec<Remark>,
}

/// A comment on a line of its own.
pub struct Remark {
    pub text: String,
    /// Whether a blank line stands above it.
    pub gap: bool,
}

impl Remark {
    /// A suppression covers what comes next, so it must stay before it.
    pub fn is_suppression(&self) -> bool {
        is_suppression(&self.text)
    }
}

pub fn is_suppression(comment: &str) -> bool {
    comment.trim_start_matches('#').trim_start().starts_with("senda:")
}

#[derive(Default)]
pub struct Value {
    /// Anchors and tags.
    pub properties: Vec<String>,
    pub body: Body,
    /// A comment on the line of the key or dash, before what is below it.
    pub opening: Option<String>,
    /// A comment behind the end of the value.
    pub closing: Option<String>,
}

#[derive(Default)]
pub enum Body {
    /// Nothing is written.
    #[default]
    Empty,
    /// A scalar, an alias or a list between brackets, on one line.
    Line(String),
    /// A plain or quoted scalar over several lines.
    Lines(Vec<String>),
    /// `|` or `>` with its lines, without their indentation.
    Block {
        header: String,
        lines: Vec<String>,
    },
    Map {
        entries: Vec<Entry>,
        tail: Vec<Remark>,
    },
    List {
        items: Vec<Item>,
        tail: Vec<Remark>,
    },
}

pub struct Entry {
    pub before: Vec<Remark>,
    /// Whether a blank line stands directly above the key.
    pub gap: bool,
    pub key: String,
    /// What the key says, its quotes resolved.
    pub name: String,
    pub value: Value,
}

pub struct Item {
    pub before: Vec<Remark>,
    pub gap: bool,
    pub value: Value,
}
