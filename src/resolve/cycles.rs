//! Circles where a circle makes no sense.

use super::{Edge, Resolved, Target, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::Kind;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// Keys along which something comes before something else.
fn must_not_circle(edge: &Edge, kind: Kind) -> bool {
    match edge.field() {
        "reports_to" | "replaces" | "restates" => true,
        "after" => kind == Kind::Playbook,
        // Two playbooks may hand a case to one another; one cannot to itself.
        "hand_over_to" => edge.to == Target::Entity(edge.from),
        "metric" => kind == Kind::Metric && edge.part.is_some(),
        "formula" => true,
        "with" => kind == Kind::Metric,
        _ => false,
    }
}

pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let mut graph: DiGraphMap<Target, u32> = DiGraphMap::new();
    for (index, edge) in resolved.edges().iter().enumerate() {
        let kind = resolved.entity(edge.from).kind;
        if !must_not_circle(edge, kind) {
            continue;
        }
        let from = match (edge.field(), edge.part) {
            ("after", Some(part)) => Target::Part(edge.from, part),
            _ => Target::Entity(edge.from),
        };
        graph.add_edge(from, edge.to, index as u32);
    }
    let mut circles: Vec<Vec<Target>> =
        tarjan_scc(&graph).into_iter().filter(|c| c.len() > 1 || graph.contains_edge(c[0], c[0])).collect();
    for circle in &mut circles {
        circle.sort();
        let edges: Vec<&Edge> = walk_around(&graph, circle).map(|i| &resolved.edges()[i as usize]).collect();
        let Some(first) = edges.first() else { continue };
        let entity = resolved.entity(first.from);
        let way: Vec<String> = edges.iter().map(|e| name(resolved, e)).collect();
        let mut diagnostic = Diagnostic::new(
            &rules::CIRCULAR_REFERENCE,
            entity.place(first.at),
            say!(en: "this goes round in a circle: {} → {}", way.join(" → "), way[0];
                 es: "esto da vueltas en círculo: {} → {}", way.join(" → "), way[0]),
        )
        .help(say!(en: "take out the link that should not be there", es: "quita el enlace que no debería estar"))
        .entity(entity.name());
        for edge in &edges[1..] {
            let next = resolved.entity(edge.from);
            diagnostic = diagnostic.related(
                next.place(edge.at),
                say!(en: "which leads on from here", es: "que sigue desde aquí"),
            );
        }
        findings.push(diagnostic);
    }
}

/// The edges of one way around a circle, from its first member.
fn walk_around<'g>(
    graph: &'g DiGraphMap<Target, u32>,
    circle: &'g [Target],
) -> impl Iterator<Item = u32> + 'g {
    let mut at = circle[0];
    let mut seen = vec![at];
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let next = graph
            .neighbors(at)
            .filter(|n| circle.contains(n))
            .min_by_key(|n| (seen.contains(n) && *n != circle[0], *n != circle[0] && seen.contains(n), *n))?;
        let edge = *graph.edge_weight(at, next)?;
        done = next == circle[0] || seen.contains(&next);
        seen.push(next);
        at = next;
        Some(edge)
    })
}

fn name(resolved: &Resolved, edge: &Edge) -> String {
    let entity = resolved.entity(edge.from);
    match (edge.field(), edge.part) {
        ("after", Some(part)) => format!("{}/{}", entity.id, resolved.parts.get(part).id),
        _ => entity.id.to_string(),
    }
}
