//! Every part that something may refer to, by its entity and id.

use crate::diagnostic::{Diagnostic, say};
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, EntityIndex, Kind, Model, rules};
use crate::source::Span;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;
use std::ops::Range;

/// A part, by its index in [`Parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartIndex(NonZeroU32);

impl PartIndex {
    fn of(place: usize) -> Self {
        let number = u32::try_from(place + 1).ok().and_then(NonZeroU32::new);
        Self(number.expect("there is no memory for so many parts"))
    }

    fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A named part of an entity: a step, a promise, a question, a column.
#[derive(Clone, Debug)]
pub struct Part {
    pub entity: EntityIndex,
    /// The list it stands in, as a name of four bytes: there are many parts.
    list: Id,
    pub id: Id,
    /// Where its id stands.
    pub at: Span,
    /// For an option or a matrix row: the question it belongs to.
    pub parent: Option<PartIndex>,
}

impl Part {
    /// The list it stands in: `steps`, `promises`, `columns`.
    pub fn list(&self) -> &'static str {
        self.list.as_str()
    }
}

/// The parts of all entities.
#[derive(Debug, Default)]
pub struct Parts {
    /// Entity by entity, in file order.
    parts: Vec<Part>,
    /// For each entity, where its parts start; where those of the last one end stands at the end.
    starts: Vec<u32>,
    /// The same parts, those of each entity by the keys of their ids.
    by_id: Vec<PartIndex>,
    former: BTreeMap<(EntityIndex, Id), PartIndex>,
}

impl Parts {
    pub fn of(model: &Model, findings: &mut Vec<Diagnostic>) -> Self {
        // Room for more than there will be: what is not used is no memory, and growing would be.
        let room = 16 * model.entities().len();
        let (parts, by_id) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut all = Self { parts, by_id, starts: vec![0], ..Self::default() };
        for (index, entity) in model.entities() {
            let mut scan = Scan {
                entity: index,
                kind: entity.kind,
                stack: Vec::new(),
                fields: Vec::new(),
                parts: &mut all,
            };
            entity.body.walk(entity.span, &mut scan);
            all.close(index, entity, findings);
        }
        all
    }

    pub fn get(&self, index: PartIndex) -> &Part {
        &self.parts[index.place()]
    }

    pub fn iter(&self) -> impl Iterator<Item = (PartIndex, &Part)> {
        self.parts.iter().enumerate().map(|(i, p)| (PartIndex::of(i), p))
    }

    /// Where the parts of an entity stand.
    fn range(&self, entity: EntityIndex) -> Range<usize> {
        match self.starts.get(entity.0 as usize..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// The parts of an entity that have this id, in file order.
    fn called(&self, entity: EntityIndex, id: Id) -> impl Iterator<Item = PartIndex> {
        let parts = &self.by_id[self.range(entity)];
        let start = parts.partition_point(|index| self.get(*index).id.key() < id.key());
        parts[start..].iter().copied().take_while(move |index| self.get(*index).id == id)
    }

    /// The part of this id in a list of the entity; a former id finds it as well.
    pub fn find(&self, entity: EntityIndex, list: &str, id: Id) -> Option<PartIndex> {
        self.called(entity, id)
            .chain(self.former.get(&(entity, id)).copied())
            .find(|index| self.get(*index).list() == list && self.get(*index).parent.is_none())
    }

    /// The part whose id stands at this place in a list of the entity.
    pub fn at(&self, entity: EntityIndex, list: &str, id: Id, at: Span) -> Option<PartIndex> {
        self.called(entity, id).find(|index| self.get(*index).at == at && self.get(*index).list() == list)
    }

    /// An option or row of a question.
    pub fn find_sub(&self, parent: PartIndex, list: &str, id: Id) -> Option<PartIndex> {
        let entity = self.get(parent).entity;
        self.called(entity, id)
            .find(|index| self.get(*index).parent == Some(parent) && self.get(*index).list() == list)
    }

    pub fn is_former(&self, entity: EntityIndex, id: Id) -> bool {
        self.former.contains_key(&(entity, id))
    }

    /// The parts in one list of an entity, in file order.
    pub fn in_list<'p>(
        &'p self,
        entity: EntityIndex,
        list: &str,
    ) -> impl Iterator<Item = (PartIndex, &'p Part)> + use<'p> {
        let range = self.range(entity);
        let start = range.start;
        let list = Id::new(list);
        self.parts[range]
            .iter()
            .enumerate()
            .filter(move |(_, p)| p.list == list)
            .map(move |(i, p)| (PartIndex::of(start + i), p))
    }

    /// The ids by which [`Parts::find`] finds the parts in one list of an entity, each once.
    pub fn names_in(&self, entity: EntityIndex, list: &str) -> impl Iterator<Item = Id> {
        let present =
            self.in_list(entity, list).filter(|(_, part)| part.parent.is_none()).map(|(_, part)| part.id);
        let mut names: Vec<Id> = present.collect();
        let former = self.former.range((entity, Id::new(""))..).map(|(name, _)| name);
        names.extend(former.take_while(|(of, _)| *of == entity).map(|(_, id)| *id));
        names.sort_unstable_by_key(|id| id.key());
        names.dedup();
        names.into_iter()
    }

    fn add(&mut self, part: Part) -> PartIndex {
        let index = PartIndex::of(self.parts.len());
        self.parts.push(part);
        index
    }

    /// Ends the parts of an entity: makes them findable, and speaks of those that share an id.
    fn close(&mut self, entity: EntityIndex, body: &Entity, findings: &mut Vec<Diagnostic>) {
        let start = self.by_id.len();
        self.by_id.extend((start..self.parts.len()).map(PartIndex::of));
        let parts = &self.parts;
        self.by_id[start..].sort_unstable_by_key(|index| (parts[index.place()].id.key(), *index));
        self.starts.push(self.parts.len() as u32);
        self.report_clashes(entity, body, findings);
    }

    fn report_clashes(&self, entity: EntityIndex, body: &Entity, findings: &mut Vec<Diagnostic>) {
        let same = self.by_id[self.range(entity)].chunk_by(|a, b| self.get(*a).id == self.get(*b).id);
        let mut namesakes: Vec<PartIndex> = same.filter(|parts| parts.len() > 1).flatten().copied().collect();
        namesakes.sort_unstable();
        let mut seen: HashMap<(Option<PartIndex>, bool, Id), Span> = HashMap::new();
        for part in namesakes.into_iter().map(|index| self.get(index)) {
            let column = part.list() == "columns";
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
                    .entity(body.name())
                    .fix(false, vec![(body.place(part.at), format!("{id}-2"))]),
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
    fn add(&mut self, list: &str, id: Id, at: Span, parent: Option<PartIndex>) -> PartIndex {
        self.parts.add(Part { entity: self.entity, list: Id::new(list), id, at, parent })
    }

    fn question(&self) -> Option<PartIndex> {
        let part = self.stack.iter().rev().find_map(|p| *p)?;
        (self.parts.get(part).list() == "questions").then_some(part)
    }
}

impl<'m> Visitor<'m> for Scan<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let list = self.fields.last().copied();
        let part = match (id, list) {
            (Some((id, at)), Some(list)) => {
                let parent = self.question();
                Some(self.add(list, id, at, parent))
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
            self.add("columns", Id::new(key), key_span, None);
        }
    }

    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        if let (Leaf::Choice(word), [.., "disciplines", "discipline"]) = (&leaf, &self.fields[..]) {
            // A discipline has no id of its own: its word is its name.
            self.add("disciplines", Id::new(word), at, None);
        }
        let (Leaf::Scalar(scalar), Some(&"outcomes" | &"was")) = (leaf, self.fields.last()) else { return };
        if scalar.scalar_type() != "id" {
            return;
        }
        let id = Id::new(&scalar.spelling());
        match self.fields.last() {
            Some(&"outcomes") => {
                self.add("outcomes", id, at, None);
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
