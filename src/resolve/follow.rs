//! Collects the references of each entity and follows them, entity by entity and in parallel.

use super::lookup::Finder;
use super::near::Near;
use super::{Edge, PartIndex, Parts, Target};
use crate::diagnostic::Diagnostic;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::reference::{Goal, Path, Reference};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{EntityIndex, Model};
use crate::source::Span;
use rayon::prelude::*;

/// One reference as it was found, before it is followed.
pub struct Site {
    pub from: EntityIndex,
    pub part: Option<PartIndex>,
    pub at: Span,
    pub field: &'static str,
    /// The record of its entity that it stands in, by a running number.
    pub record: usize,
    pub path: Path,
    pub goals: &'static [Goal],
    pub target_name: &'static str,
    /// Free text is allowed here, so a name that is unknown is just text.
    pub or_text: bool,
}

impl Site {
    /// A reference in a field of the entity itself.
    pub fn of(from: EntityIndex, field: &'static str, at: Span, reference: &dyn Reference) -> Self {
        Self {
            from,
            part: None,
            at,
            field,
            record: 0,
            path: reference.path(),
            goals: reference.goals(),
            target_name: reference.target_name(),
            or_text: reference.free_text().is_some(),
        }
    }

    /// Whether what it means hangs on another reference.
    pub(super) fn is_scoped(&self) -> bool {
        self.goals.iter().any(|goal| matches!(goal, Goal::Near(..)))
    }

    fn edge(&self, to: Target) -> Edge {
        Edge { from: self.from, part: self.part, at: self.at, field: Id::new(self.field), to }
    }
}

/// What some entities refer to, and what is wrong with it.
#[derive(Default)]
pub struct Followed {
    /// Sorted by where they stand.
    pub edges: Vec<Edge>,
    /// The entities that hold expressions, which refer as well.
    pub with_expressions: Vec<EntityIndex>,
    findings: Vec<Diagnostic>,
}

/// Entities that are followed in one go.
const TOGETHER: u32 = 512;

/// Follows every reference of the program.
pub fn all(model: &Model, parts: &Parts, finder: &Finder<'_>, findings: &mut Vec<Diagnostic>) -> Followed {
    let entities = model.len() as u32;
    let some = |from: u32| {
        let mut so_far = Followed::default();
        for index in from..(from + TOGETHER).min(entities) {
            of_entity(model, parts, finder, EntityIndex(index), &mut so_far);
        }
        so_far.edges.shrink_to_fit();
        so_far
    };
    let followed: Vec<Followed> =
        (0..entities.div_ceil(TOGETHER)).into_par_iter().map(|go| some(go * TOGETHER)).collect();
    let mut all = Followed::default();
    let edges: usize = followed.iter().map(|some| some.edges.len()).sum();
    all.edges.reserve_exact(edges + edges / 8); // room for what expressions refer to
    for some in followed {
        all.edges.extend(some.edges);
        all.with_expressions.extend(some.with_expressions);
        findings.extend(some.findings);
    }
    all
}

/// References that others hang on (`archetype`, `job`, `dataset`, what stands beside) come first.
fn of_entity(model: &Model, parts: &Parts, finder: &Finder<'_>, index: EntityIndex, followed: &mut Followed) {
    let entity = model.entity(index);
    let mut collect = Collect::new(index, parts);
    entity.body.walk(entity.span, &mut collect);
    if collect.has_expressions {
        followed.with_expressions.push(index);
    }
    let (scoped, plain): (Vec<Site>, Vec<Site>) = collect.sites.into_iter().partition(Site::is_scoped);
    let first = followed.edges.len();
    let mut near = Near::for_these(&scoped);
    for site in plain {
        let Some(to) = finder.follow(&site, &near, &mut followed.findings) else { continue };
        if let Some(entity) = to.entity() {
            near.add(&site, entity);
        }
        followed.edges.push(site.edge(to));
    }
    for site in scoped {
        let to = finder.follow(&site, &near, &mut followed.findings);
        followed.edges.extend(to.map(|to| site.edge(to)));
    }
    followed.edges[first..].sort_unstable_by_key(|edge| (edge.at, edge.to, edge.field));
}

struct Collect<'c> {
    from: EntityIndex,
    parts: &'c Parts,
    /// The records we are in: their numbers, and their parts when they are some.
    stack: Vec<(usize, Option<PartIndex>)>,
    fields: Vec<&'static str>,
    sites: Vec<Site>,
    records: usize,
    has_expressions: bool,
}

impl<'c> Collect<'c> {
    fn new(from: EntityIndex, parts: &'c Parts) -> Self {
        Self {
            from,
            parts,
            stack: Vec::new(),
            fields: Vec::new(),
            sites: Vec::new(),
            records: 0,
            has_expressions: false,
        }
    }

    fn reference(&mut self, reference: &dyn Reference, at: Span) {
        let field = self.fields.last().copied().unwrap_or("");
        self.sites.push(Site {
            part: self.stack.iter().rev().find_map(|(_, part)| *part),
            record: self.stack.last().map_or(0, |(record, _)| *record),
            ..Site::of(self.from, field, at, reference)
        });
    }
}

impl<'m> Visitor<'m> for Collect<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let part = id.zip(self.fields.last().copied());
        let part = part.and_then(|((id, at), list)| self.parts.at(self.from, list, id, at));
        self.records += 1;
        self.stack.push((self.records, part));
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

    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        match leaf {
            Leaf::Reference(reference) => self.reference(reference, at),
            Leaf::Expression(_) => self.has_expressions = true,
            _ => {}
        }
    }

    fn key_reference(&mut self, reference: &'m dyn Reference, key_span: Span) {
        self.reference(reference, key_span);
    }
}
