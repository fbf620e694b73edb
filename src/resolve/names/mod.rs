//! Every expression gets its names and its types, and becomes links to what it names.

pub mod answers;
mod bands;
mod baseline;
mod case;
pub mod cells;
mod columns;
mod expected;
mod fields;
mod levels;
pub mod metrics;
mod parameters;
mod placeholders;
mod question_columns;
mod report;
mod reserved;
pub mod rules;
mod scopes;
mod sites;
mod test_data;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use baseline::business_models;
pub use columns::{question_at, symbol as column_symbol};
pub use fields::kind_behind;
pub use question_columns::column_of;
pub use test_data::zone;
pub use vocabulary::{currency, rates};

use super::lookup::out_of_use;
use super::{Edge, Resolved, Target};
use crate::diagnostic::Diagnostic;
use crate::model::expression::Lookup;
use crate::model::expression::{Expr, Scope, Type, TypedExpr, TypedNode, check};
use crate::model::id::Id;
use crate::model::{EntityIndex, Kind};
use crate::source::Span;
use scopes::Scopes;
use sites::{Site, Sites};
use vocabulary::{Meaning, Vocabulary};

/// What typing the expressions of a program gives.
#[derive(Default)]
pub struct Named {
    /// By entity and by where the field stands.
    pub expressions: Vec<(EntityIndex, Span, TypedExpr)>,
    pub edges: Vec<Edge>,
}

/// Types every expression of the entities that hold some, and says what is wrong with those that cannot be typed.
pub fn name_expressions(
    resolved: &Resolved,
    holders: &[EntityIndex],
    findings: &mut Vec<Diagnostic>,
) -> Named {
    let mut named = Named::default();
    let scopes = Scopes::of(resolved);
    for &index in holders {
        let sites = Sites::of(resolved, index);
        for site in &sites.list {
            if let Some(typed) = typed(resolved, &scopes, &sites, site, &mut named.edges, findings) {
                named.expressions.push((index, site.at, typed));
            }
        }
    }
    named.expressions.sort_by_key(|(entity, at, _)| (*entity, *at));
    parameters::unknown_keys(resolved, findings);
    question_columns::report(resolved, findings);
    reserved::report(resolved, findings);
    bands::report(resolved, findings);
    levels::report(resolved, findings);
    test_data::report(resolved, findings);
    placeholders::report(resolved, findings);
    named
}

fn typed(
    resolved: &Resolved,
    scopes: &Scopes<'_>,
    sites: &Sites,
    site: &Site,
    edges: &mut Vec<Edge>,
    findings: &mut Vec<Diagnostic>,
) -> Option<TypedExpr> {
    match parameters::word(resolved, site) {
        Some(Ok(typed)) => return Some(typed),
        Some(Err(finding)) => {
            findings.push(*finding);
            return None;
        }
        None => {}
    }
    let names = scopes.names(sites, site);
    let expr = &site.expression.expr;
    if blames_nobody(expr, &names) {
        return None;
    }
    match check(expr, &*names, &expected::of_site(resolved, site)) {
        Ok(typed) => {
            let first = edges.len();
            link(resolved, site, &names, &typed, edges);
            findings.extend(edges[first..].iter().filter_map(|edge| match edge.to {
                // columns and questions hang on a dataset or survey that was named elsewhere
                Target::Entity(to) => {
                    out_of_use(resolved, site.from, to, resolved.entity(site.from).place(edge.at))
                }
                _ => None,
            }));
            Some(typed)
        }
        Err(mistakes) => {
            findings.extend(
                mistakes.into_iter().filter_map(|mistake| report::finding(resolved, site, &names, mistake)),
            );
            None
        }
    }
}

/// Whether an expression names something that could not be read: its finding is out already.
fn blames_nobody(expr: &Expr, names: &Vocabulary) -> bool {
    expr.names().iter().any(|(path, _)| match names.meaning(&path.to_string()) {
        Some(meaning) => matches!(meaning, Meaning::Unreadable),
        None => names.is_incomplete() && matches!(names.name(&path.segments()), Lookup::Unknown(_)),
    })
}

/// Adds the links from an expression to what it names: columns, questions, metrics, business models,
/// and the entities whose ids it compares with.
fn link(resolved: &Resolved, site: &Site, names: &Vocabulary, typed: &TypedExpr, edges: &mut Vec<Edge>) {
    let mut push = |span: Span, to: Target| {
        edges.push(Edge {
            from: site.from,
            part: site.part,
            at: site.place(span),
            field: Id::new(site.field),
            to,
        });
    };
    let written = site.expression.expr.names();
    let mut open = vec![typed];
    while let Some(part) = open.pop() {
        match &part.node {
            TypedNode::Symbol(_) => {
                let path =
                    written.iter().find(|(_, span)| *span == part.span).map(|(path, _)| path.to_string());
                if let Some(Meaning::Value(_, targets)) = path.and_then(|path| names.meaning(&path)) {
                    targets.iter().for_each(|target| push(part.span, *target));
                }
            }
            TypedNode::Band { metric, .. } => {
                if let Some(index) = resolved.find(Kind::Metric, Id::new(&metric.name)) {
                    push(part.span, Target::Entity(index));
                }
            }
            TypedNode::Choice(id) => {
                let kind = match &part.ty {
                    Type::Id(choices) | Type::Option(choices) => Kind::of_name(&choices.of),
                    _ => None,
                };
                if let Some(index) = kind.and_then(|kind| resolved.find(kind, Id::new(id))) {
                    push(part.span, Target::Entity(index));
                }
            }
            _ => {}
        }
        open.extend(part.parts());
    }
}
