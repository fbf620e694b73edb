//! Everything an entity says, as it is written: one row per field, in the order of the language.

use super::page::{Page, list_path};
use super::view::{How, Shown};
use crate::model::EntityIndex;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::Resolved;
use crate::source::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// Deeper levels stand at this one.
const DEEPEST: usize = 5;

#[derive(Serialize, JsonSchema)]
pub struct FieldRow {
    depth: usize,
    key: String,
    values: Vec<Shown>,
    line: String,
}

/// Bytes of a file from which on the fields of an entity have a page of their own.
const LONG: usize = 12_000;

/// Whether an entity says so much that its fields would make its page heavy.
pub fn stand_apart(program: &Resolved, entity: EntityIndex) -> bool {
    let span = program.entity(entity).span;
    span.end.saturating_sub(span.start) as usize > LONG
}

/// The page of the fields of an entity that says much. Ids have no double hyphen, so the name is unique.
pub fn path(program: &Resolved, entity: EntityIndex) -> String {
    let entity = program.entity(entity);
    format!("fields/{}--{}.html", entity.kind.name(), entity.id)
}

#[derive(Serialize, JsonSchema)]
pub struct FieldsView {
    kind: Shown,
    id: String,
    entity: Shown,
    src: String,
    fields: Vec<FieldRow>,
}

pub fn view(page: &Page<'_>, index: EntityIndex) -> FieldsView {
    let entity = page.program().entity(index);
    let kind = page.word(&format!("kinds.{}.one", entity.kind.name()));
    FieldsView {
        kind: Shown::link(kind, page.href(&list_path(entity.kind))),
        id: entity.id.to_string(),
        entity: page.entity(index),
        src: page.src(entity.head()),
        fields: table(page, index),
    }
}

/// The complete table of an entity.
pub fn table(page: &Page<'_>, entity: EntityIndex) -> Vec<FieldRow> {
    let it = page.program().entity(entity);
    let mut table =
        Table { page, entity, rows: Vec::new(), open: Vec::new(), records: Vec::new(), item: None };
    table.row("kind", it.at, vec![Shown::code(it.kind.name())]);
    it.body.walk(it.span, &mut table);
    table.rows
}

struct Table<'t> {
    page: &'t Page<'t>,
    entity: EntityIndex,
    rows: Vec<FieldRow>,
    /// The rows we are inside of.
    open: Vec<usize>,
    /// For each record we are in, whether it opened a row.
    records: Vec<bool>,
    /// The item that begins, when nothing of it was shown yet.
    item: Option<usize>,
}

impl Table<'_> {
    fn row(&mut self, key: &str, at: Span, values: Vec<Shown>) -> usize {
        let place = self.page.program().entity(self.entity).place(at);
        let line = self.page.checked.sources.get(place.file).place(at.start).line.to_string();
        self.rows.push(FieldRow { depth: self.open.len().min(DEEPEST), key: key.to_owned(), values, line });
        self.rows.len() - 1
    }

    fn open_row(&mut self, key: &str, at: Span) {
        let row = self.row(key, at, Vec::new());
        self.open.push(row);
    }

    fn value(&mut self, value: Shown) {
        if let Some(row) = self.open.last() {
            self.rows[*row].values.push(value);
        }
    }
}

impl<'m> Visitor<'m> for Table<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, at: Span) {
        let item = self.item.take();
        let opened = item.is_some();
        if let Some(number) = item {
            let name = id.map_or_else(|| format!("{}.", number + 1), |(id, _)| id.to_string());
            self.open_row(&name, at);
        }
        self.records.push(opened);
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        if self.records.pop() == Some(true) {
            self.open.pop();
        }
    }

    fn field(&mut self, field: &'static FieldInfo, span: Span) -> bool {
        self.item = None;
        self.open_row(field.key, span);
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.open.pop();
    }

    fn item(&mut self, index: usize, _: Span) {
        self.item = Some(index);
    }

    fn end_item(&mut self) {
        self.item = None;
    }

    fn entry(&mut self, key: &str, key_span: Span) {
        self.open_row(key, key_span);
    }

    fn end_entry(&mut self) {
        self.open.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        self.item = None;
        match leaf {
            Leaf::Text(text) if text.is_plain() => {
                let shown = self.page.text(text);
                self.value(shown);
            }
            Leaf::Text(text) => {
                for reading in text.readings() {
                    let tag = reading.language.as_str();
                    let shown = self.page.in_language(tag, reading.words);
                    self.row(tag, reading.span, vec![shown]);
                }
            }
            Leaf::Plain(text) => self.value(Shown::new(text)),
            Leaf::Bool(value) => self.value(Shown::code(value.to_string())),
            Leaf::Choice(word) => self.value(Shown::code(word)),
            Leaf::Scalar(scalar) => self.value(Shown::code(scalar.spelling())),
            Leaf::Expression(expression) => self.value(Shown::code(&*expression.text)),
            Leaf::Reference(reference) => {
                let target = self.page.program().target(self.entity, span);
                let text = reference.path().to_string();
                let shown = match target {
                    Some(target) => Shown::code(text).to(self.page.target(target).href),
                    None if reference.free_text().is_some() => return, // its words are there already
                    None => Shown::new(text).how(How::Gone),
                };
                if reference.free_text().is_some()
                    && let Some(row) = self.open.last()
                {
                    self.rows[*row].values.pop();
                }
                self.value(shown);
            }
        }
    }

    fn bad(&mut self, _: Span) {
        let word = self.page.word("entity.missing");
        self.value(Shown::new(word).how(How::Alert));
    }
}
