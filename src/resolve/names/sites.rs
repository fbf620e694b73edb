//! Every expression of the program and where it stands: its record, the references beside it, and
//! the parts around it.

use crate::model::EntityIndex;
use crate::model::expression_field::ExpressionField;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::reference::Reference;
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::{PartIndex, Resolved};
use crate::source::Span;

/// One expression, before it is typed.
pub struct Site {
    pub from: EntityIndex,
    /// The part it stands in, if it stands in one.
    pub part: Option<PartIndex>,
    /// Where the field stands.
    pub at: Span,
    /// The key it stands under.
    pub field: &'static str,
    /// The key of the user's own, when it stands in a map of those.
    pub key: Option<String>,
    pub expression: ExpressionField,
    record: usize,
}

impl Site {
    /// The place of a span of the expression. Where text and file do not run in step (folded lines,
    /// escapes), it is the whole field.
    pub fn place(&self, inner: Span) -> Span {
        if self.in_step() { self.expression.span(inner) } else { self.at }
    }

    /// Whether a byte of the text is a byte of the file.
    pub fn in_step(&self) -> bool {
        let written = self.at.end - self.at.start;
        let quotes = 2 * (self.expression.start - self.at.start);
        quotes <= 2 && written == self.expression.text.len() as u32 + quotes
    }
}

/// A record, with the references that stand in its fields.
#[derive(Default)]
struct Record {
    parent: Option<usize>,
    references: Vec<(&'static str, Span)>,
}

/// All expressions of one entity, in the order of declaration.
pub struct Sites {
    pub list: Vec<Site>,
    records: Vec<Record>,
}

impl Sites {
    pub fn of(resolved: &Resolved, from: EntityIndex) -> Self {
        let entity = resolved.entity(from);
        let mut scan = Scan {
            resolved,
            from,
            records: Vec::new(),
            open: Vec::new(),
            fields: Vec::new(),
            keys: Vec::new(),
            list: Vec::new(),
        };
        entity.body.walk(entity.span, &mut scan);
        Sites { list: scan.list, records: scan.records }
    }

    /// Where the references under a key stand that are in the same record as an expression.
    pub fn beside<'s>(&'s self, site: &Site, key: &'s str) -> impl Iterator<Item = Span> + 's {
        self.named_in(site.record, key)
    }

    /// Where the references under a key stand in the nearest record around an expression that has any.
    pub fn around(&self, site: &Site, key: &str) -> Option<Span> {
        let mut record = Some(site.record);
        while let Some(index) = record {
            if let Some(found) = self.named_in(index, key).next() {
                return Some(found);
            }
            record = self.records[index].parent;
        }
        None
    }

    fn named_in<'s>(&'s self, record: usize, key: &'s str) -> impl Iterator<Item = Span> + 's {
        self.records[record].references.iter().filter(move |(field, _)| *field == key).map(|(_, span)| *span)
    }
}

struct Scan<'s> {
    resolved: &'s Resolved,
    from: EntityIndex,
    records: Vec<Record>,
    /// The records we are in, each with its part when it is one.
    open: Vec<(usize, Option<PartIndex>)>,
    fields: Vec<&'static str>,
    keys: Vec<String>,
    list: Vec<Site>,
}

impl<'m> Visitor<'m> for Scan<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let part = id.zip(self.fields.last().copied());
        let part = part.and_then(|((id, at), list)| self.resolved.parts.at(self.from, list, id, at));
        self.records
            .push(Record { parent: self.open.last().map(|(index, _)| *index), references: Vec::new() });
        self.open.push((self.records.len() - 1, part));
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        self.open.pop();
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push(field.key);
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }

    fn entry(&mut self, key: &str, _: Span) {
        self.keys.push(key.to_owned());
    }

    fn end_entry(&mut self) {
        self.keys.pop();
    }

    fn key_reference(&mut self, _: &dyn Reference, key_span: Span) {
        if let (Some(field), Some((record, _))) = (self.fields.last().copied(), self.open.last().copied()) {
            self.records[record].references.push((field, key_span));
        }
    }

    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        let (Some(field), Some((record, _))) = (self.fields.last().copied(), self.open.last().copied())
        else {
            return;
        };
        match leaf {
            Leaf::Reference(_) => self.records[record].references.push((field, at)),
            Leaf::Expression(expression) => self.list.push(Site {
                from: self.from,
                part: self.open.iter().rev().find_map(|(_, part)| *part),
                at,
                field,
                key: self.keys.last().cloned(),
                expression: expression.clone(),
                record,
            }),
            _ => {}
        }
    }
}
