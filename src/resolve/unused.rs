//! Things that nothing refers to.

use super::{Resolved, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::Kind;
use crate::model::common::Status;

/// Kinds that stand for themselves: nobody has to refer to them.
fn stands_alone(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Program
            | Kind::BusinessModel
            | Kind::Journey
            | Kind::Playbook
            | Kind::Survey
            | Kind::Roadmap
            | Kind::Scorecard
            | Kind::Assessment
            | Kind::Glossary
            | Kind::Test
            | Kind::Policy
    )
}

pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (index, entity) in resolved.entities() {
        let kept_for_history = matches!(entity.common().status.get(), Some(Status::Draft | Status::Retired));
        if stands_alone(entity.kind) || kept_for_history {
            continue;
        }
        if resolved.edges_to(index).any(|edge| edge.from != index) {
            continue;
        }
        let (kind, id) = (entity.kind.name(), entity.id);
        findings.push(
            Diagnostic::new(
                &rules::UNUSED_ENTITY,
                entity.head(),
                say!(en: "nothing refers to the {kind} `{id}`", es: "nada se refiere a `{kind}:{id}`"),
            )
            .help(say!(
                en: "refer to it where it belongs, set `status: draft`, or remove it",
                es: "refiérete a ella donde corresponda, pon `status: draft` o quítala"
            ))
            .entity(entity.name()),
        );
    }
}
