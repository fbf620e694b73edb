//! Every part that something may refer to, by its entity and id.

use crate::diagnostic::{Diagnostic, say};
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, EntityIndex, Kind, Model, rules};
use crate::source::Span;
use std::collections::HashMap;

/// A part, by its index in [`Parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartIndex(pub u32);

/// A named part of an entity: a step, a promise, a question, a column.
#[derive(Clone, Debug)]
pub struct Part {
    pub entity: EntityIndex,
    /// The list it stands in: `steps`, `promises`, `columns`.
    pub list: &'static str,
    pub id: Id,
    /// Where its id stands.
    pub at: Span,
    /// For an option or a matrix row: the question it belongs to.
    pub parent: Option<PartIndex>,
}

/// The parts of all entities.
#[derive(Debug, Default)]
pub struct Parts {
    parts: Vec<Part>,
    by_name: HashMap<(EntityIndex, Id), Vec<PartIndex>>,
    former: HashMap<(EntityIndex, Id), PartIndex>,
}

impl Parts {
    pub fn of(model: &Model, findings: &mut Vec<Diagnostic>) -> Self {
        let mut all = Self::default();
        for (index, entity) in model.entities() {
            let mut scan = Scan {
                entity: index,
                kind: entity.kind,
                stack: Vec::new(),
                fields: Vec::new(),
                parts: &mut all,
            };
            entity.body.walk(entity.span, &mut scan);
            all.report_clashes(index, entity, findings);
        }
        all
    }

    pub fn get(&self, index: PartIndex) -> &Part {
        &self.parts[index.0 as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (PartIndex, &Part)> {
        self.parts.iter().enumerate().map(|(i, p)| (PartIndex(i as u32), p))
    }

    /// The part of this id in a list of the entity; a former id finds it as well.
    pub fn find(&self, entity: EntityIndex, list: &str, id: Id) -> Option<PartIndex> {
        let named = self.by_name.get(&(entity, id)).into_iter().flatten().copied();
        named
            .chain(self.former.get(&(entity, id)).copied())
            .find(|index| self.get(*index).list == list && self.get(*index).parent.is_none())
    }

    /// An option or row of a question.
    pub fn find_sub(&self, parent: PartIndex, list: &str, id: Id) -> Option<PartIndex> {
        let entity = self.get(parent).entity;
        self.by_name
            .get(&(entity, id))?
            .iter()
            .copied()
            .find(|index| self.get(*index).list == list && self.get(*index).parent == Some(parent))
    }

    pub fn is_former(&self, entity: EntityIndex, id: Id) -> bool {
        self.former.contains_key(&(entity, id))
    }

    /// The parts in one list of an entity, in file order.
    pub fn in_list<'p>(
        &'p self,
        entity: EntityIndex,
        list: &'p str,
    ) -> impl Iterator<Item = (PartIndex, &'p Part)> {
        let start = self.parts.partition_point(|p| p.entity < entity);
        self.parts[start..]
            .iter()
            .enumerate()
            .take_while(move |(_, p)| p.entity == entity)
            .filter(move |(_, p)| p.list == list)
            .map(move |(i, p)| (PartIndex((start + i) as u32), p))
    }

    fn add(&mut self, part: Part) -> PartIndex {
        let index = PartIndex(self.parts.len() as u32);
        self.by_name.entry((part.entity, part.id)).or_default().push(index);
        self.parts.push(part);
        index
    }

    fn report_clashes(&self, entity: EntityIndex, body: &Entity, findings: &mut Vec<Diagnostic>) {
        let start = self.parts.partition_point(|p| p.entity < entity);
        let mut seen: HashMap<(Option<PartIndex>, bool, Id), Span> = HashMap::new();
        for part in &self.parts[start..] {
            let column = part.list == "columns";
            if let Some(first) = seen.insert((part.parent, column, part.id), part.at) {
                let id = part.id;
                findings.push(
                    Diagnostic::new(
                        &rules::DUPLICATE_ID,
                        body.place(part.at),
                        say!(en: "two parts of {} are called `{id}`", body.name(); es: "dos partes de {} se llaman `{id}`", body.name()),
                    )
                    .related(body.place(first), say!(en: "the first one", es: "la primera"))
                    .help(say!(
                        en: "all parts of an entity share one namespace, so that `{}/{id}` means one thing: rename one of them", body.id;
                        es: "todas las partes de una entidad comparten un espacio de nombres, para que `{}/{id}` signifique una sola cosa: cambia un nombre", body.id
                    ))
                    .entity(body.name()),
                );
            }
        }
    }
}

struct Scan<'p> {
    entity: EntityIndex,
    kind: Kind,
    /// The records we are in, with their part when they are one.
    stack: Vec<Option<PartIndex>>,
    fields: Vec<&'static str>,
    parts: &'p mut Parts,
}

impl Scan<'_> {
    fn question(&self) -> Option<PartIndex> {
        let part = self.stack.iter().rev().find_map(|p| *p)?;
        (self.parts.get(part).list == "questions").then_some(part)
    }
}

impl Visitor for Scan<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let list = self.fields.last().copied();
        let part = match (id, list) {
            (Some((id, at)), Some(list)) => {
                let parent = self.question();
                Some(self.parts.add(Part { entity: self.entity, list, id, at, parent }))
            }
            _ => None,
        };
        self.stack.push(part);
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        self.stack.pop();
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push(field.key);
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }

    fn entry(&mut self, key: &str, key_span: Span) {
        if self.kind == Kind::Dataset && self.fields.last() == Some(&"columns") {
            self.parts.add(Part {
                entity: self.entity,
                list: "columns",
                id: Id::new(key),
                at: key_span,
                parent: None,
            });
        }
    }

    fn leaf(&mut self, leaf: Leaf<'_>, at: Span) {
        if let (Leaf::Choice(word), [.., "disciplines", "discipline"]) = (leaf, &self.fields[..]) {
            // A discipline has no id of its own: its word is its name.
            let part = Part { entity: self.entity, list: "disciplines", id: Id::new(word), at, parent: None };
            self.parts.add(part);
        }
        let Leaf::Scalar(scalar) = leaf else { return };
        if scalar.scalar_type() != "id" {
            return;
        }
        let id = Id::new(&scalar.spelling());
        match self.fields.last() {
            Some(&"outcomes") => {
                self.parts.add(Part { entity: self.entity, list: "outcomes", id, at, parent: None });
            }
            Some(&"was") => {
                if let Some(Some(part)) = self.stack.last() {
                    self.parts.former.insert((self.entity, id), *part);
                }
            }
            _ => {}
        }
    }
}
