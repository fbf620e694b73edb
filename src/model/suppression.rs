//! `# senda: allow(rule-name) until 2027-01-31: why`: a finding that a team has decided to live with.

use super::rules;
use super::scalar::Scalar;
use super::time::Date;
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, FileId, Span};
use crate::syntax::{Comment, Node, Tree};

/// One suppression: what it allows, where, until when and why.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The name of the rule.
    pub rule: Box<str>,
    /// Where the comment stands.
    pub at: At,
    /// What it covers.
    pub covers: Span,
    pub until: Option<Date>,
    pub why: Box<str>,
}

/// Reads the suppressions among the comments of a file.
pub fn read(tree: &Tree<'_>, file: FileId, findings: &mut Vec<Diagnostic>) -> Vec<Suppression> {
    let mut out = Vec::new();
    for comment in &tree.comments {
        let text = comment.text.trim_start_matches('#').trim();
        let Some(rest) = text.strip_prefix("senda:") else { continue };
        let at = At { file, span: comment.span };
        match parse(rest.trim()) {
            Some((rule, until, why)) if !why.is_empty() => {
                let until = match until.map(Date::parse).transpose() {
                    Ok(until) => until,
                    Err(mistake) => {
                        findings.push(
                            Diagnostic::new(&rules::MALFORMED_SUPPRESSION, at, mistake.message)
                                .help(mistake.help),
                        );
                        continue;
                    }
                };
                let Some(covers) = covered(tree, comment) else { continue };
                out.push(Suppression { rule: rule.into(), at, covers, until, why: why.into() });
            }
            parsed => {
                let message = if parsed.is_some() {
                    say!(en: "this suppression gives no reason", es: "esta excepción no da ninguna razón")
                } else {
                    say!(en: "this suppression cannot be read", es: "esta excepción no se puede leer")
                };
                findings.push(Diagnostic::new(&rules::MALFORMED_SUPPRESSION, at, message).help(say!(
                    en: "write `# senda: allow(rule-name): why`, or with an end: `# senda: allow(rule-name) until 2027-01-31: why`",
                    es: "escribe `# senda: allow(nombre-de-regla): por qué`, o con fin: `# senda: allow(nombre-de-regla) until 2027-01-31: por qué`"
                )));
            }
        }
    }
    out
}

/// `allow(rule) until DATE: why` → its three pieces.
fn parse(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let rest = text.strip_prefix("allow")?.trim_start().strip_prefix('(')?;
    let (rule, rest) = rest.split_once(')')?;
    let rest = rest.trim();
    let (until, why) = match rest.strip_prefix("until") {
        Some(rest) => {
            let rest = rest.trim_start();
            let end = rest.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    let why = why.trim_start_matches([':', '—', '-', ' ']).trim();
    Some((rule.trim(), until, why))
}

/// The key or item that a comment speaks of: the one on its line, or the next one; the whole
/// document when that is its `kind`.
fn covered(tree: &Tree<'_>, comment: &Comment<'_>) -> Option<Span> {
    let line_start = tree.text[..comment.span.start as usize].rfind('\n').map_or(0, |i| i + 1);
    let behind_code = !tree.text[line_start..comment.span.start as usize].trim().is_empty();
    let from = if behind_code { line_start as u32 } else { comment.span.end };
    let mut best: Option<Span> = None;
    let mut consider = |span: Span| {
        let better = best
            .is_none_or(|b| (span.start, std::cmp::Reverse(span.end)) < (b.start, std::cmp::Reverse(b.end)));
        if span.start >= from && better {
            best = Some(span);
        }
    };
    for document in tree.documents() {
        if document.span().end < from {
            continue;
        }
        if let Some((first, _)) = document.entries().next()
            && first.span().start >= from
            && comment.span.end <= document.span().start.max(first.span().start)
        {
            consider(Span { start: first.span().start, end: document.span().end });
            continue;
        }
        visit(document, &mut consider);
    }
    best
}

fn visit(node: Node<'_>, consider: &mut dyn FnMut(Span)) {
    if node.is_alias() {
        return;
    }
    for item in node.items() {
        consider(item.span());
        visit(item, consider);
    }
    for (key, value) in node.entries() {
        consider(Span { start: key.span().start, end: value.span().end.max(key.span().end) });
        visit(value, consider);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suppression_is_rule_end_and_reason() {
        assert_eq!(
            parse("allow(journey-linear): as it is today"),
            Some(("journey-linear", None, "as it is today"))
        );
        assert_eq!(
            parse("allow(no-stop-list) until 2027-01-31: later"),
            Some(("no-stop-list", Some("2027-01-31"), "later"))
        );
        assert_eq!(parse("allow(x)"), Some(("x", None, "")));
        assert_eq!(parse("ignore(x): y"), None);
    }
}
