//! What an entity says, as a tree that can be compared: no places in it decide anything, references
//! are what they lead to, texts are words by language, numbers are in their canonical spelling.

use super::renames::Renames;
use crate::model::expression_field::ExpressionField;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::reference::{Path, Reference};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, EntityIndex};
use crate::resolve::{Resolved, Target};
use crate::source::Span;

/// A value as it is compared.
#[derive(Debug)]
pub enum Node {
    Leaf(Said),
    /// By language, sorted.
    Text(Vec<(String, String)>),
    Record(Record),
    List(Vec<(Span, Node)>),
    Map(Vec<Entry>),
    Empty,
    /// Something that could not be read: nothing is said about it.
    Bad,
}

/// A key as it is compared and as it is shown, where it stands, and its value.
pub type Entry = (String, String, Span, Node);

/// Marks what a reference that leads nowhere means.
const NOWHERE: char = '?';

/// A value without parts.
#[derive(Debug)]
pub struct Said {
    /// What is compared.
    pub means: String,
    /// What is shown.
    pub shown: String,
    /// Whether it is a reference.
    pub is_name: bool,
}

impl Said {
    /// Whether both say the same. A name that is written as before says what it did before: when it
    /// leads elsewhere now, or nowhere, something else has changed, and that is told.
    pub fn is_same(&self, other: &Said) -> bool {
        let word = |it: &Said| it.shown.rsplit(':').next().map(|word| word.trim().to_owned());
        let leads_nowhere = || self.means.starts_with(NOWHERE) || other.means.starts_with(NOWHERE);
        let as_before = || self.shown == other.shown || (leads_nowhere() && word(self) == word(other));
        self.means == other.means || (self.is_name && other.is_name && as_before())
    }
}

#[derive(Debug)]
pub struct Record {
    pub info: &'static RecordInfo,
    pub id: Option<(Id, Span)>,
    /// Former ids.
    pub was: Vec<String>,
    pub fields: Vec<FieldOf>,
}

#[derive(Debug)]
pub struct FieldOf {
    pub info: &'static FieldInfo,
    pub at: Span,
    pub node: Node,
}

impl Record {
    pub fn get(&self, key: &str) -> Option<&FieldOf> {
        self.fields.iter().find(|field| field.info.key == key)
    }
}

/// Where an entity stands, and how the names of its side are read on the other one.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    pub program: &'p Resolved,
    pub index: EntityIndex,
    /// What things are called afterwards; none when they are called so already.
    pub renames: Option<&'p Renames>,
}

/// The tree of an entity.
pub fn of(entity: &Entity, place: Place<'_>) -> Node {
    let mut builder = Builder { place, open: Vec::new(), root: None };
    entity.body.walk(entity.span, &mut builder);
    builder.root.unwrap_or(Node::Empty)
}

enum Frame {
    Record(Record),
    Field(&'static FieldInfo, Span, Option<Node>),
    List(Vec<(Span, Node)>),
    Item(Span, Option<Node>),
    Map(Vec<Entry>),
    Entry(String, String, Span, Option<Node>),
}

struct Builder<'b> {
    place: Place<'b>,
    open: Vec<Frame>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Frame::Field(_, _, slot) | Frame::Item(_, slot) | Frame::Entry(_, _, _, slot)) => {
                slot.get_or_insert(node);
            }
            Some(_) => {}
            None => self.root = Some(node),
        }
    }

    /// Puts a node in the place of the one that was put last.
    fn put_instead(&mut self, node: Node) {
        if let Some(Frame::Field(_, _, slot) | Frame::Item(_, slot) | Frame::Entry(_, _, _, slot)) =
            self.open.last_mut()
        {
            *slot = Some(node);
        }
    }

    /// What a reference leads to, in the names of afterwards.
    fn address(&self, at: Span, path: &Path) -> String {
        match self.place.program.target(self.place.index, at) {
            Some(target) => address(self.place.program, target, self.place.renames),
            None => format!("{NOWHERE}{}", path_without_kind(path)),
        }
    }

    /// An expression in its canonical spelling, its names as what they lead to.
    fn meaning(&self, field: &ExpressionField, at: Span) -> String {
        let written = at.end - at.start;
        let quotes = 2 * field.start.saturating_sub(at.start);
        let in_step = quotes <= 2 && written == field.text.len() as u32 + quotes;
        let mut names = field.expr.names();
        names.sort_by_key(|(_, span)| span.start);
        let plain = field.expr.to_string();
        if !in_step || self.place.renames.is_none_or(Renames::is_empty) {
            return plain;
        }
        let mut out = String::new();
        let mut from = 0;
        for (_, span) in names {
            let target = self.place.program.target(self.place.index, field.span(span));
            let (start, end) = (span.start as usize, span.end as usize);
            let Some(new) = target.and_then(|target| self.renamed(target, &field.text[start..end])) else {
                continue;
            };
            out.push_str(&field.text[from..start]);
            out.push_str(&new);
            from = end;
        }
        out.push_str(&field.text[from..]);
        crate::model::expression::parse(&out).map_or(plain, |expr| expr.to_string())
    }

    /// The name of a target as it is written afterwards, where it is another.
    fn renamed(&self, target: Target, written: &str) -> Option<String> {
        let renames = self.place.renames?;
        let (kind, id, part) = names_of(self.place.program, target)?;
        let new_id = renames.entity(kind, id);
        let segments: Vec<&str> = written.split(['/', '.']).map(str::trim).collect();
        let mapped = segments.iter().map(|word| match &part {
            Some((list, part)) if *word == part.as_str() => {
                renames.part(kind, new_id, list, *part).to_string()
            }
            _ if *word == id.as_str() => new_id.to_string(),
            _ => (*word).to_owned(),
        });
        let sign = if written.contains('/') { "/" } else { "." };
        Some(mapped.collect::<Vec<_>>().join(sign))
    }
}

type Names = (crate::model::Kind, Id, Option<(&'static str, Id)>);

fn names_of(program: &Resolved, target: Target) -> Option<Names> {
    let entity = program.entity(target.entity()?);
    let part = match target {
        Target::Part(_, part) => Some(program.parts.get(part)).map(|part| (part.list(), part.id)),
        _ => None,
    };
    Some((entity.kind, entity.id, part))
}

/// `kind:id`, `kind:id/part`, `kind:id/part/sub`.
fn address(program: &Resolved, target: Target, renames: Option<&Renames>) -> String {
    let Some((kind, id, part)) = names_of(program, target) else {
        return match target {
            Target::BuiltIn(id) => id.to_string(),
            _ => String::new(),
        };
    };
    let id = renames.map_or(id, |it| it.entity(kind, id));
    let mut out = Entity::name_of(kind, id);
    let parent = match target {
        Target::Part(_, part) => program.parts.get(part).parent.map(|it| program.parts.get(it)),
        _ => None,
    };
    for (list, part) in parent.map(|it| (it.list(), it.id)).into_iter().chain(part) {
        let part = renames.map_or(part, |it| it.part(kind, id, list, part));
        out.push_str(&format!("/{part}"));
    }
    out
}

fn path_without_kind(path: &Path) -> String {
    Path { kind: None, ..*path }.to_string()
}

/// Runs of blanks and line ends are one blank: how a text is folded says nothing.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same(text: String) -> Node {
    Node::Leaf(Said { means: text.clone(), shown: text, is_name: false })
}

impl<'m> Visitor<'m> for Builder<'_> {
    fn record(&mut self, info: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        self.open.push(Frame::Record(Record { info, id, was: Vec::new(), fields: Vec::new() }));
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        if let Some(Frame::Record(mut record)) = self.open.pop() {
            if let Some(FieldOf { node: Node::List(items), .. }) = record.get("was") {
                let ids = items.iter().filter_map(|(_, node)| match node {
                    Node::Leaf(said) => Some(said.means.clone()),
                    _ => None,
                });
                record.was = ids.collect();
            }
            self.put(Node::Record(record));
        }
    }

    fn field(&mut self, field: &'static FieldInfo, span: Span) -> bool {
        self.open.push(Frame::Field(field, span, None));
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        let Some(Frame::Field(info, at, node)) = self.open.pop() else { return };
        if let Some(Frame::Record(record)) = self.open.last_mut() {
            record.fields.push(FieldOf { info, at, node: node.unwrap_or(Node::Empty) });
        }
    }

    fn list(&mut self) {
        self.open.push(Frame::List(Vec::new()));
    }

    fn item(&mut self, _: usize, span: Span) {
        self.open.push(Frame::Item(span, None));
    }

    fn end_item(&mut self) {
        let Some(Frame::Item(at, node)) = self.open.pop() else { return };
        if let Some(Frame::List(items)) = self.open.last_mut() {
            items.push((at, node.unwrap_or(Node::Empty)));
        }
    }

    fn end_list(&mut self) {
        if let Some(Frame::List(items)) = self.open.pop() {
            self.put(Node::List(items));
        }
    }

    fn map(&mut self) {
        self.open.push(Frame::Map(Vec::new()));
    }

    fn entry(&mut self, key: &str, key_span: Span) {
        self.open.push(Frame::Entry(key.to_owned(), key.to_owned(), key_span, None));
    }

    fn key_reference(&mut self, reference: &'m dyn Reference, key_span: Span) {
        let address = self.address(key_span, &reference.path());
        if let Some(Frame::Entry(key, ..)) = self.open.last_mut() {
            *key = address;
        }
    }

    fn end_entry(&mut self) {
        let Some(Frame::Entry(key, shown, at, node)) = self.open.pop() else { return };
        if let Some(Frame::Map(entries)) = self.open.last_mut() {
            entries.push((key, shown, at, node.unwrap_or(Node::Empty)));
        }
    }

    fn end_map(&mut self) {
        if let Some(Frame::Map(entries)) = self.open.pop() {
            self.put(Node::Map(entries));
        }
    }

    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        let node = match leaf {
            Leaf::Text(text) => {
                let first = self.place.program.first_language();
                let mut words: Vec<(String, String)> = text
                    .readings()
                    .map(|it| match it.language.as_str() {
                        "" => (first.to_owned(), folded(it.words)),
                        language => (language.to_owned(), folded(it.words)),
                    })
                    .collect();
                words.sort();
                Node::Text(words)
            }
            Leaf::Plain(text) => same(text.into_owned()),
            Leaf::Bool(yes) => same(yes.to_string()),
            Leaf::Choice(word) => same(word.to_owned()),
            Leaf::Scalar(scalar) => same(scalar.spelling()),
            Leaf::Reference(reference) => {
                let path = reference.path();
                let said = Said { means: self.address(span, &path), shown: path.to_string(), is_name: true };
                // Where text is allowed as well, it was put already; what leads somewhere is no text.
                match reference.free_text() {
                    Some(_) if said.means.starts_with(NOWHERE) => return,
                    Some(_) => return self.put_instead(Node::Leaf(said)),
                    None => Node::Leaf(said),
                }
            }
            Leaf::Expression(field) => Node::Leaf(Said {
                means: self.meaning(field, span),
                shown: folded(&field.text),
                is_name: false,
            }),
        };
        self.put(node);
    }

    fn bad(&mut self, _: Span) {
        self.put(Node::Bad);
    }
}

impl Node {
    /// Everything that is said here, as one text: equal texts say the same.
    pub fn means(&self) -> String {
        match self {
            Node::Leaf(said) => said.means.clone(),
            Node::Text(words) => {
                words.iter().map(|(language, words)| format!("{language}={words};")).collect()
            }
            Node::Record(record) => {
                let mut fields: Vec<String> = record
                    .fields
                    .iter()
                    .filter(|field| !field.node.is_empty())
                    .map(|field| format!("{}:{},", field.info.key, field.node.means()))
                    .collect();
                fields.sort();
                format!("{{{}}}", fields.concat())
            }
            Node::List(items) => {
                let items: Vec<String> = items.iter().map(|(_, node)| node.means()).collect();
                format!("[{}]", items.join("|"))
            }
            Node::Map(entries) => {
                let mut entries: Vec<String> =
                    entries.iter().map(|(key, _, _, node)| format!("{key}={},", node.means())).collect();
                entries.sort();
                format!("({})", entries.concat())
            }
            Node::Empty => String::new(),
            Node::Bad => "?".to_owned(),
        }
    }

    /// Whether nothing is said: `[]` counts as absent.
    pub fn is_empty(&self) -> bool {
        match self {
            Node::Empty => true,
            Node::List(items) => items.is_empty(),
            Node::Map(entries) => entries.is_empty(),
            Node::Text(words) => words.is_empty(),
            _ => false,
        }
    }

    pub fn has_bad(&self) -> bool {
        match self {
            Node::Bad => true,
            Node::List(items) => items.iter().any(|(_, node)| node.has_bad()),
            Node::Map(entries) => entries.iter().any(|(.., node)| node.has_bad()),
            Node::Record(record) => record.fields.iter().any(|field| field.node.has_bad()),
            _ => false,
        }
    }

    /// As people read it, in one line.
    pub fn shown(&self) -> String {
        match self {
            Node::Leaf(said) => said.shown.clone(),
            Node::Text(words) => match words.as_slice() {
                [(_, words)] => words.clone(),
                all => all
                    .iter()
                    .map(|(language, words)| format!("{language}: {words}"))
                    .collect::<Vec<_>>()
                    .join(" · "),
            },
            Node::Record(record) => {
                if let Some((id, _)) = record.id {
                    return id.to_string();
                }
                let said = record.fields.iter().filter(|field| !field.node.is_empty());
                let said = said.map(|field| format!("{}: {}", field.info.key, field.node.shown()));
                said.collect::<Vec<_>>().join(", ")
            }
            Node::List(items) => items.iter().map(|(_, node)| node.shown()).collect::<Vec<_>>().join(", "),
            Node::Map(entries) => {
                let said = entries.iter().map(|(_, key, _, node)| format!("{key}: {}", node.shown()));
                said.collect::<Vec<_>>().join(", ")
            }
            Node::Empty => String::new(),
            Node::Bad => "?".to_owned(),
        }
    }
}
