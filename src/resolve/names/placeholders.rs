//! The `{{ entity.… }}` in the messages of policies: do the fields exist?

use super::vocabulary::{Meaning, Vocabulary};
use super::{fields, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::Of;
use crate::model::expression::{Expr, Node, Path};
use crate::model::policy::Policy;
use crate::model::reader::nearest;
use crate::model::text::{Piece, Reading, pieces};
use crate::resolve::Resolved;
use crate::source::Span;

/// Says which messages name fields that what the policy is for does not have.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for policy in resolved.all::<Policy>() {
        let readings = policy.it.message.get().into_iter().flat_map(|text| text.readings());
        for reading in readings {
            for piece in pieces(reading.words) {
                if let Piece::Path(path) = piece {
                    findings.extend(unknown(resolved, policy, reading, path));
                }
            }
        }
    }
}

fn unknown(
    resolved: &Resolved,
    policy: Of<'_, Policy>,
    reading: Reading<'_>,
    path: &str,
) -> Option<Diagnostic> {
    let name = path.strip_prefix("entity.").unwrap_or("");
    let expr = Expr { span: Span::default(), node: Node::Name(Path::new(name)) };
    let names = fields::of_policy(resolved, policy.it, &expr);
    // whatever it is for, it has an id
    if name == "id" || names.is_incomplete() || matches!(names.meaning(name), Some(Meaning::Value(..))) {
        return None;
    }
    let message = say!(en: "`{path}` is nothing that this policy can put into its message",
                       es: "`{path}` no es nada que esta política pueda poner en su mensaje");
    let finding = Diagnostic::new(&rules::UNKNOWN_NAME, policy.place(reading.span), message)
        .entity(policy.entity.name());
    Some(match near(&names, if name.is_empty() { path } else { name }) {
        Some(better) => finding.help(say!(en: "write `{{{{ entity.{better} }}}}`", es: "escribe `{{{{ entity.{better} }}}}`")),
        None => finding.help(say!(en: "name one of its fields: `{{{{ entity.id }}}}`, `{{{{ entity.title }}}}`",
                                  es: "nombra uno de sus campos: `{{{{ entity.id }}}}`, `{{{{ entity.title }}}}`")),
    })
}

fn near<'v>(names: &'v Vocabulary, written: &str) -> Option<&'v str> {
    nearest(written, names.iter().map(|(name, _)| name))
}
