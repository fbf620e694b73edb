//! Ids and references become links. References that lead nowhere stay, marked, and have a finding.

mod cycles;
mod incoming;
mod lookup;
pub mod names;
mod parts;
pub mod rules;
mod unused;

pub use parts::{Part, PartIndex, Parts};

use crate::diagnostic::{Diagnostic, say};
use crate::model::expression::TypedExpr;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::reference::{Goal, Path, Reference};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{EntityIndex, EntityKind, Kind, Model, Of};
use crate::source::{At, Span};
use incoming::Incoming;

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Entity(EntityIndex),
    Part(EntityIndex, PartIndex),
    /// A name of a built-in library.
    BuiltIn(Id),
}

impl Target {
    pub fn entity(self) -> Option<EntityIndex> {
        match self {
            Target::Entity(entity) | Target::Part(entity, _) => Some(entity),
            Target::BuiltIn(_) => None,
        }
    }
}

/// One reference, from where it stands to where it leads.
#[derive(Clone, Debug)]
pub struct Edge {
    pub from: EntityIndex,
    /// The part it stands in, if it stands in one.
    pub part: Option<PartIndex>,
    pub at: Span,
    /// The key it stands under.
    pub field: &'static str,
    pub to: Target,
}

/// The program with its references followed.
#[derive(Debug)]
pub struct Resolved {
    pub model: Model,
    pub parts: Parts,
    /// Sorted by where they stand.
    edges: Vec<Edge>,
    incoming: Incoming,
    /// Expressions whose names are known, by their entity and the place of their field.
    expressions: Vec<(EntityIndex, Span, TypedExpr)>,
}

impl std::ops::Deref for Resolved {
    type Target = Model;
    fn deref(&self) -> &Model {
        &self.model
    }
}

impl Resolved {
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    pub fn edges_from(&self, entity: EntityIndex) -> &[Edge] {
        let start = self.edges.partition_point(|e| e.from < entity);
        let end = self.edges.partition_point(|e| e.from <= entity);
        &self.edges[start..end]
    }

    /// The references to an entity or to one of its parts.
    pub fn edges_to(&self, entity: EntityIndex) -> impl Iterator<Item = &Edge> {
        self.incoming.to(entity).iter().map(|i| &self.edges[*i as usize])
    }

    /// Whether anything but itself refers to an entity under one of these keys.
    pub fn is_referenced_by(&self, entity: EntityIndex, kind: Kind, field: &str) -> bool {
        self.edges_to(entity).any(|e| e.field == field && self.entity(e.from).kind == kind)
    }

    /// What the reference at this place of an entity leads to.
    pub fn target(&self, from: EntityIndex, at: Span) -> Option<Target> {
        let edges = self.edges_from(from);
        let start = edges.partition_point(|e| e.at < at);
        edges[start..].iter().take_while(|e| e.at == at).map(|e| e.to).next()
    }

    /// The entity of a known kind that the reference at this place leads to, or into.
    pub fn follow<T: EntityKind>(&self, from: EntityIndex, at: Span) -> Option<Of<'_, T>> {
        let index = self.target(from, at)?.entity()?;
        let entity = self.entity(index);
        Some(Of { entity, index, it: T::of(&entity.body)? })
    }

    /// An entity by its index, when it is of this kind.
    pub fn as_kind<T: EntityKind>(&self, index: EntityIndex) -> Option<Of<'_, T>> {
        let entity = self.entity(index);
        Some(Of { entity, index, it: T::of(&entity.body)? })
    }

    /// The typed form of the expression whose field stands at this place; none when there is none or
    /// when it could not be typed.
    pub fn expression(&self, from: EntityIndex, at: Span) -> Option<&TypedExpr> {
        let found =
            self.expressions.binary_search_by_key(&(from, at), |(entity, span, _)| (*entity, *span)).ok()?;
        Some(&self.expressions[found].2)
    }

    fn add_edges(&mut self, edges: Vec<Edge>) {
        if self.edges.is_empty() {
            self.edges = edges;
        } else {
            self.edges.extend(edges);
        }
        self.edges.sort_unstable_by_key(|e| (e.from, e.at, e.to, e.field));
        self.incoming = Incoming::of(self.model.len(), &self.edges);
    }

    /// The part that the reference at this place leads to.
    pub fn follow_part(&self, from: EntityIndex, at: Span) -> Option<&Part> {
        match self.target(from, at)? {
            Target::Part(_, part) => Some(self.parts.get(part)),
            _ => None,
        }
    }
}

/// One reference as it was found, before it is followed.
struct Site {
    from: EntityIndex,
    part: Option<PartIndex>,
    at: Span,
    field: &'static str,
    /// The record it stands in, by a running number over the whole program.
    record: usize,
    path: Path,
    goals: &'static [Goal],
    target_name: &'static str,
    /// Free text is allowed here, so a name that is unknown is just text.
    or_text: bool,
}

impl Site {
    /// Whether what it means hangs on another reference.
    fn is_scoped(&self) -> bool {
        self.goals.iter().any(|goal| matches!(goal, Goal::Near(..)))
    }

    fn edge(&self, to: Target) -> Edge {
        Edge { from: self.from, part: self.part, at: self.at, field: self.field, to }
    }
}

/// Follows every reference of the program.
pub fn resolve(model: Model, findings: &mut Vec<Diagnostic>) -> Resolved {
    let parts = Parts::of(&model, findings);
    let renames = lookup::Renames::of(&model, findings);
    let mut edges = Vec::new();
    // Scopes hang on `archetype`, `job`, `dataset` and what stands beside, so those are followed first.
    let mut scoped: Vec<Site> = Vec::new();
    let mut beside = lookup::Beside::new();
    let finder = lookup::Finder::new(&model, &parts, &renames, lookup::Scopes::default());
    let mut sites = Vec::new();
    let mut records = 0;
    for (index, entity) in model.entities() {
        let mut collect = Collect::of(index, &parts, &mut sites, &mut records);
        entity.body.walk(entity.span, &mut collect);
        let first = scoped.len();
        scoped.extend(sites.extract_if(.., |site| site.is_scoped()));
        for site in sites.drain(..) {
            let Some(to) = finder.follow(&site, findings) else { continue };
            if let Some(entity) = to.entity()
                && scoped[first..].iter().any(|other| other.record == site.record)
            {
                beside.insert((site.record, site.field), entity);
            }
            edges.push(site.edge(to));
        }
    }
    let scopes = lookup::Scopes::of(&model, &edges, beside);
    let finder = lookup::Finder::new(&model, &parts, &renames, scopes);
    edges.extend(scoped.iter().filter_map(|site| Some(site.edge(finder.follow(site, findings)?))));
    let mut resolved =
        Resolved { model, parts, edges: Vec::new(), incoming: Incoming::default(), expressions: Vec::new() };
    resolved.add_edges(edges);
    let named = names::name_expressions(&resolved, findings);
    resolved.add_edges(named.edges);
    resolved.expressions = named.expressions;
    cycles::report(&resolved, findings);
    unused::report(&resolved, findings);
    resolved
}

struct Collect<'c> {
    from: EntityIndex,
    parts: &'c Parts,
    /// The records we are in: their numbers, and their parts when they are some.
    stack: Vec<(usize, Option<PartIndex>)>,
    fields: Vec<&'static str>,
    sites: &'c mut Vec<Site>,
    records: &'c mut usize,
}

impl<'c> Collect<'c> {
    fn of(from: EntityIndex, parts: &'c Parts, sites: &'c mut Vec<Site>, records: &'c mut usize) -> Self {
        Self { from, parts, stack: Vec::new(), fields: Vec::new(), sites, records }
    }

    fn reference(&mut self, reference: &dyn Reference, at: Span) {
        self.sites.push(Site {
            from: self.from,
            part: self.stack.iter().rev().find_map(|(_, part)| *part),
            at,
            field: self.fields.last().copied().unwrap_or(""),
            record: self.stack.last().map_or(0, |(record, _)| *record),
            path: reference.path(),
            goals: reference.goals(),
            target_name: reference.target_name(),
            or_text: reference.free_text().is_some(),
        });
    }
}

impl<'m> Visitor<'m> for Collect<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let part = id.zip(self.fields.last().copied()).and_then(|((id, at), list)| {
            self.parts
                .in_list(self.from, list)
                .find(|(_, p)| p.id == id && p.at == at)
                .map(|(index, _)| index)
        });
        *self.records += 1;
        self.stack.push((*self.records, part));
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
        if let Leaf::Reference(reference) = leaf {
            self.reference(reference, at);
        }
    }

    fn key_reference(&mut self, reference: &'m dyn Reference, key_span: Span) {
        self.reference(reference, key_span);
    }
}

/// The place of a span in an entity.
fn place(model: &Model, entity: EntityIndex, span: Span) -> At {
    model.entity(entity).place(span)
}

/// `id (title)` of an entity, for messages.
fn shown(model: &Model, entity: EntityIndex) -> String {
    model.entity(entity).name()
}

/// Words for the far end of a reference.
fn defined_here(name: &str) -> crate::diagnostic::Say {
    say!(en: "`{name}` is defined here", es: "`{name}` se define aquí")
}
