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
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub from: EntityIndex,
    /// The part it stands in, if it stands in one.
    pub part: Option<PartIndex>,
    pub at: Span,
    /// The key it stands under, as a name of four bytes: there are many edges.
    field: Id,
    pub to: Target,
}

impl Edge {
    /// The key it stands under.
    pub fn field(&self) -> &'static str {
        self.field.as_str()
    }

    /// Edges stand in the order of their places.
    fn order(&self) -> (EntityIndex, Span, Target, Id) {
        (self.from, self.at, self.to, self.field)
    }
}

/// The program with its references followed.
#[derive(Debug)]
pub struct Resolved {
    pub model: Model,
    pub parts: Parts,
    /// Sorted by where they stand.
    edges: Vec<Edge>,
    /// For each entity, where its edges start; where those of the last one end is at the end.
    starts: Vec<u32>,
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
        match self.starts.get(entity.0 as usize..) {
            Some([start, end, ..]) => &self.edges[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The references to an entity or to one of its parts.
    pub fn edges_to(&self, entity: EntityIndex) -> impl Iterator<Item = &Edge> {
        self.incoming.to(entity).iter().map(|i| &self.edges[*i as usize])
    }

    /// Whether anything but itself refers to an entity under one of these keys.
    pub fn is_referenced_by(&self, entity: EntityIndex, kind: Kind, field: &str) -> bool {
        self.edges_to(entity).any(|e| e.field() == field && self.entity(e.from).kind == kind)
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

    fn add_edges(&mut self, mut edges: Vec<Edge>) {
        edges.sort_by_key(Edge::order);
        merge(&mut self.edges, edges);
        self.starts = starts(self.model.len(), &self.edges);
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
    let mut resolved = Resolved {
        model,
        parts,
        edges: Vec::new(),
        starts: Vec::new(),
        incoming: Incoming::default(),
        expressions: Vec::new(),
    };
    resolved.add_edges(followed.edges);
    let named = names::name_expressions(&resolved, &followed.with_expressions, findings);
    resolved.add_edges(named.edges);
    resolved.edges.shrink_to_fit();
    resolved.expressions = named.expressions;
    cycles::report(&resolved, findings);
    unused::report(&resolved, findings);
    resolved
}

/// Puts sorted edges among sorted ones, from the end on, so that nothing is held twice.
fn merge(edges: &mut Vec<Edge>, more: Vec<Edge>) {
    if edges.is_empty() {
        *edges = more;
        return;
    }
    let mut left = edges.len();
    edges.extend_from_slice(&more);
    let mut to = edges.len();
    for edge in more.into_iter().rev() {
        while left > 0 && edges[left - 1].order() > edge.order() {
            (left, to) = (left - 1, to - 1);
            edges[to] = edges[left];
        }
        to -= 1;
        edges[to] = edge;
    }
}

/// Where the edges of each of `entities` entities start, in edges that are sorted by them.
fn starts(entities: usize, edges: &[Edge]) -> Vec<u32> {
    let mut starts = vec![0; entities + 1];
    for edge in edges {
        starts[edge.from.0 as usize + 1] += 1;
    }
    for entity in 0..entities {
        starts[entity + 1] += starts[entity];
    }
    starts
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
