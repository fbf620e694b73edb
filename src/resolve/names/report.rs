//! What is said of an expression that cannot be typed, at its exact place and with both ends.

use super::rules;
use super::sites::Site;
use super::vocabulary::{Meaning, Vocabulary};
use crate::diagnostic::{Diagnostic, RuleInfo, say};
use crate::model::expression::{BUILT_IN, ExpressionMistake, Lookup, Scope};
use crate::resolve::{Resolved, Target};
use crate::source::{At, Span};

/// The finding of a mistake; none when a name may be missing because something could not be read.
pub fn finding(
    resolved: &Resolved,
    site: &Site,
    names: &Vocabulary,
    mistake: ExpressionMistake,
) -> Option<Diagnostic> {
    let entity = resolved.entity(site.from);
    let rule = rule_of(site, names, mistake.span);
    if names.is_incomplete() && rule.name == rules::UNKNOWN_NAME.name {
        return None;
    }
    let at = entity.place(site.place(mistake.span));
    let mut finding =
        Diagnostic::new(rule, at, mistake.mistake.message.as_clause()).help(mistake.mistake.help.as_clause());
    finding = finding.entity(entity.name());
    if let Some((place, name)) = other_end(resolved, site, names, &mistake.replacement, mistake.span) {
        finding = finding.related(place, say!(en: "`{name}` is defined here", es: "`{name}` se define aquí"));
    }
    match mistake.replacement {
        Some(right) if site.in_step() => Some(finding.fix(false, vec![(at, right)])),
        _ => Some(finding),
    }
}

/// Whether a mistake is about a name or about types: a name that stands for nothing, or that may not be
/// used here.
fn rule_of(site: &Site, names: &Vocabulary, span: Span) -> &'static RuleInfo {
    let written = site.expression.expr.names();
    let named = written.iter().find(|(_, at)| *at == span).map(|(path, _)| path.segments());
    let unusable = named.is_some_and(|path| {
        let built_in = matches!(path[..], [one] if BUILT_IN.contains(&one));
        !built_in && !matches!(names.name(&path), Lookup::Found(_))
    });
    if unusable { &rules::UNKNOWN_NAME } else { &rules::EXPRESSION_TYPE }
}

/// Where the name that was meant is defined, or the one that may not be used.
fn other_end(
    resolved: &Resolved,
    site: &Site,
    names: &Vocabulary,
    replacement: &Option<String>,
    span: Span,
) -> Option<(At, String)> {
    let written = site.expression.expr.names();
    let refused = written.iter().find(|(_, at)| *at == span).map(|(path, _)| path.to_string());
    let candidates = replacement.iter().cloned().chain(refused);
    for name in candidates {
        let target = match names.meaning(&name) {
            Some(Meaning::Value(_, targets)) => targets.first().copied(),
            Some(Meaning::Refused(_, target)) => *target,
            _ => None,
        };
        if let Some(at) = target.and_then(|target| place_of(resolved, target)) {
            return Some((at, name));
        }
    }
    None
}

/// Where something stands that an expression can name.
pub fn place_of(resolved: &Resolved, target: Target) -> Option<At> {
    match target {
        Target::Entity(entity) => Some(resolved.entity(entity).head()),
        Target::Part(entity, part) => Some(resolved.entity(entity).place(resolved.parts.get(part).at)),
        Target::BuiltIn(_) => None,
    }
}
