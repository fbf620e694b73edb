//! The parameters of a library KPI: metrics, columns of its dataset, or one of a few words.

use super::expected::parameter_words;
use super::sites::Site;
use super::vocabulary::Vocabulary;
use super::{expected, metrics, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::expression::{Choices, Node, Type, TypedExpr, TypedNode};
use crate::model::metric::Metric;
use crate::model::reader::nearest;
use crate::resolve::Resolved;

/// Metrics and, when the KPI has a dataset, its columns. A column goes before a metric of its name.
pub fn names(resolved: &Resolved, dataset: Option<&Vocabulary>) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    for (name, meaning) in dataset.into_iter().flat_map(Vocabulary::iter) {
        vocabulary.add(name, meaning.clone());
    }
    if dataset.is_some_and(Vocabulary::is_incomplete) {
        vocabulary.mark_incomplete();
    }
    for metric in resolved.all::<Metric>() {
        metrics::add(resolved, metric, &mut vocabulary);
    }
    vocabulary
}

/// A parameter that is one of a few words: its typed form, or the finding that lists them. None when
/// the parameter is an expression.
pub fn word(resolved: &Resolved, site: &Site) -> Option<Result<TypedExpr, Box<Diagnostic>>> {
    let key = site.key.as_deref()?;
    let words = parameter_words(key);
    if words.is_empty() {
        return None;
    }
    let expr = &site.expression.expr;
    let written = match &expr.node {
        Node::Name(path) => path.single(),
        _ => None,
    };
    if let Some(word) = written.filter(|word| words.contains(word)) {
        let ty = Type::Option(Choices::closed(key, words.iter().copied()));
        return Some(Ok(TypedExpr { span: expr.span, ty, node: TypedNode::Choice(word.to_owned()) }));
    }
    let entity = resolved.entity(site.from);
    let listed = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let text = &site.expression.text;
    let mut finding = Diagnostic::new(
        &rules::UNKNOWN_NAME,
        entity.place(site.at),
        say!(en: "`{text}` is not one of the words of `{key}`", es: "`{text}` no es una de las palabras de `{key}`"),
    )
    .help(say!(en: "write one of {listed}", es: "escribe una de {listed}"))
    .entity(entity.name());
    if let Some(better) = written.and_then(|word| nearest(word, words.iter().copied())) {
        finding = finding.fix(false, vec![(entity.place(site.at), better.to_owned())]);
    }
    Some(Err(Box::new(finding)))
}

/// Parameters that the library KPI of a metric does not ask for.
pub fn unknown_keys(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for metric in resolved.all::<Metric>() {
        let Some(needs) = expected::parameters(metric.it) else { continue };
        let kpi = metric.it.r#use.value().map(|kpi| kpi.id().to_string()).unwrap_or_default();
        for entry in metric.it.with.entries().filter(|entry| !needs.iter().any(|need| **need == *entry.key)) {
            let key = &entry.key;
            let at = metric.place(entry.key_span);
            let listed = needs.iter().map(|need| format!("`{need}`")).collect::<Vec<_>>().join(", ");
            let mut finding = Diagnostic::new(
                &rules::UNKNOWN_NAME,
                at,
                say!(en: "the library KPI `{kpi}` asks for no `{key}`", es: "el KPI `{kpi}` de la biblioteca no pide `{key}`"),
            )
            .entity(metric.entity.name());
            finding = match nearest(key, needs.iter().map(String::as_str)) {
                Some(better) => finding
                    .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
                    .fix(false, vec![(at, better.to_owned())]),
                None if needs.is_empty() => finding.help(say!(
                    en: "it asks for no parameters: delete this line", es: "no pide parámetros: borra esta línea")),
                None => finding.help(say!(en: "it asks for {listed}", es: "pide {listed}")),
            };
            findings.push(finding);
        }
    }
}
