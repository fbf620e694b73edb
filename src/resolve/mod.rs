//! Ids and references become links. References that lead nowhere stay, marked, and have a finding.

mod cycles;
mod follow;
mod incoming;
mod lookup;
pub mod names;
mod near;
mod parts;
pub mod rules;
mod unused;

use follow::Site;
pub use parts::{Part, PartIndex, Parts};

use crate::diagnostic::{Diagnostic, say};
use crate::model::expression::TypedExpr;
use crate::model::id::Id;
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
        // a stable sort is quick where most is in order already
        self.edges.sort_by_key(|e| (e.from, e.at, e.to, e.field));
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

/// Follows every reference of the program.
pub fn resolve(model: Model, findings: &mut Vec<Diagnostic>) -> Resolved {
    let parts = Parts::of(&model, findings);
    let renames = lookup::Renames::of(&model, findings);
    let followed = follow::all(&model, &parts, &lookup::Finder::new(&model, &parts, &renames), findings);
    let mut resolved =
        Resolved { model, parts, edges: Vec::new(), incoming: Incoming::default(), expressions: Vec::new() };
    resolved.add_edges(followed.edges);
    let named = names::name_expressions(&resolved, &followed.with_expressions, findings);
    resolved.add_edges(named.edges);
    resolved.expressions = named.expressions;
    cycles::report(&resolved, findings);
    unused::report(&resolved, findings);
    resolved
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
