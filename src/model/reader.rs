//! Reads one document into a typed entity and collects what is wrong with it. A mistake costs
//! the field it stands in and nothing else.

use super::record::{Constraint, FieldInfo, RecordInfo};
use super::rules;
use super::spanish;
use crate::diagnostic::{Diagnostic, Mistake, RuleInfo, Say, say};
use crate::source::{At, FileId, Span};
use crate::syntax::{Content, Node};
use std::cell::LazyCell;

/// The state of reading one document.
pub struct Reader<'d> {
    pub file: FileId,
    /// The kind and id of the entity, for the findings.
    pub entity: Option<String>,
    faults: &'d mut Vec<Diagnostic>,
    depth: u32,
}

impl<'d> Reader<'d> {
    pub fn new(file: FileId, faults: &'d mut Vec<Diagnostic>) -> Self {
        Self { file, entity: None, faults, depth: 0 }
    }

    pub fn at(&self, span: Span) -> At {
        At { file: self.file, span }
    }

    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.entity = diagnostic.entity.or_else(|| self.entity.clone());
        self.faults.push(diagnostic);
    }

    pub fn fault(&mut self, span: Span, rule: &'static RuleInfo, message: Say, help: Option<Say>) {
        let mut diagnostic = Diagnostic::new(rule, self.at(span), message);
        diagnostic.help = help;
        self.push(diagnostic);
    }

    /// A scalar that its type could not read.
    pub fn mistake(&mut self, span: Span, mistake: Mistake) {
        self.fault(span, &rules::BAD_VALUE, mistake.message, Some(mistake.help));
    }

    pub fn empty(&mut self, node: Node<'_>) {
        self.fault(
            node.span(),
            &rules::EMPTY_VALUE,
            say!(en: "there is no value here", es: "aquí no hay ningún valor"),
            Some(say!(en: "write the value, or delete the key", es: "escribe el valor o borra la clave")),
        );
    }

    pub fn wrong_type(&mut self, node: Node<'_>, wanted: &str, examples: &[&str]) {
        match node.content() {
            Content::Bad => return,
            Content::Null => return self.empty(node),
            _ => {}
        }
        let found = describe(node);
        let wanted = spanish::label(wanted);
        let help = (!examples.is_empty()).then(|| {
            let shown = examples.iter().map(|e| format!("`{e}`")).collect::<Vec<_>>().join(", ");
            say!(en: "write, for example, {shown}", es: "escribe, por ejemplo, {shown}")
        });
        self.fault(
            node.span(),
            &rules::WRONG_TYPE,
            say!(en: "a value of type {} belongs here, and this is {}", wanted.en, found.en;
                 es: "aquí va un valor de tipo {}, y esto es {}", wanted.es, found.es),
            help,
        );
    }

    pub fn expected_list(&mut self, node: Node<'_>) {
        match node.content() {
            Content::Bad => {}
            Content::Null => self.empty(node),
            _ => {
                let found = describe(node);
                let help = node.raw().filter(|raw| !raw.contains('\n')).map(|raw| {
                    say!(en: "write it as an item: `- {raw}`", es: "escríbelo como elemento: `- {raw}`")
                });
                self.fault(
                    node.span(),
                    &rules::WRONG_TYPE,
                    say!(en: "a list belongs here, and this is {}", found.en; es: "aquí va una lista, y esto es {}", found.es),
                    help,
                );
            }
        }
    }

    pub fn expected_map(&mut self, node: Node<'_>, info: Option<&'static RecordInfo>) {
        match node.content() {
            Content::Bad => {}
            Content::Null => self.empty(node),
            _ => {
                let found = describe(node);
                let help = info.map(|info| {
                    let keys = info.keys().take(6).map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
                    say!(en: "write keys with their values: {keys} …", es: "escribe claves con sus valores: {keys} …")
                });
                self.fault(
                    node.span(),
                    &rules::WRONG_TYPE,
                    say!(en: "keys with values belong here, and this is {}", found.en;
                         es: "aquí van claves con valores, y esto es {}", found.es),
                    help,
                );
            }
        }
    }

    /// Reads the keys of a map. `accept` takes a key it knows and answers whether it did.
    /// Returns the place to point at when the whole record is meant: its id, or its first key.
    pub fn record(
        &mut self,
        node: Node<'_>,
        info: &'static RecordInfo,
        mut accept: impl FnMut(&str, Node<'_>, &mut Self) -> bool,
    ) -> Option<Span> {
        if node.content() != Content::Map {
            self.expected_map(node, Some(info));
            return None;
        }
        if self.depth > 40 {
            self.fault(
                node.span(),
                &rules::WRONG_TYPE,
                say!(en: "this is nested too deeply", es: "esto está anidado demasiado hondo"),
                None,
            );
            return None;
        }
        self.depth += 1;
        let mut unknown = Vec::new();
        for (key, value) in node.entries() {
            let name = key.raw().unwrap_or("");
            let told_already = name == "kind" && info.is_entity();
            if !told_already && !name.starts_with("x-") && !accept(name, value, self) {
                unknown.push((key, value));
            }
        }
        self.depth -= 1;
        let head = node
            .get("id")
            .map(Node::span)
            .or_else(|| node.entries().next().map(|(key, _)| key.span()))
            .unwrap_or(node.span());
        let present = |key: &str| node.get(key).is_some();
        for (key, value) in unknown {
            self.unknown_key(key, value, info, &present);
        }
        // Lines that could not be read have a finding; what they held is not missing besides.
        if !node.is_damaged() {
            for field in info.required_fields().filter(|f| !present(f.key)) {
                self.missing(head, info, field);
            }
            for constraint in info.constraints {
                self.constraint(node, head, info, constraint);
            }
        }
        Some(head)
    }

    fn missing(&mut self, head: Span, info: &'static RecordInfo, field: &'static FieldInfo) {
        let name = spanish::label(info.name);
        let wanted = spanish::label(&(field.type_name)());
        let key = field.key;
        let docs = field.docs();
        self.fault(
            head,
            &rules::MISSING_FIELD,
            say!(en: "`{key}` is missing in this {}", name.en; es: "falta `{key}` ({})", name.es),
            Some(say!(en: "{} Add `{key}:` ({}).", docs.en, wanted.en; es: "{} Agrega `{key}:` ({}).", docs.es, wanted.es)),
        );
    }

    fn unknown_key(
        &mut self,
        key: Node<'_>,
        value: Node<'_>,
        info: &'static RecordInfo,
        present: &dyn Fn(&str) -> bool,
    ) {
        let Some(name) = key.raw() else { return };
        if name == "<<" {
            return; // the syntax stage has spoken
        }
        if matches!(value.content(), Content::Null) && name.contains(' ') {
            return; // prose cut at a comma: the syntax stage shows the quoted sentence
        }
        let free: Vec<&str> = info.keys().filter(|k| !present(k)).collect();
        let nearest = spanish::key(name)
            .filter(|english| info.keys().any(|k| k == *english))
            .or_else(|| nearest(name, free.iter().copied()));
        let help = match nearest {
            Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
            None => {
                let keys = info.keys().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
                say!(en: "known here: {keys}; your own data goes under `x-{name}`",
                     es: "aquí se conocen: {keys}; tus propios datos van en `x-{name}`")
            }
        };
        let place = spanish::label(info.name);
        let message =
            say!(en: "`{name}` is not a key of {}", place.en; es: "`{name}` no es una clave de {}", place.es);
        let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, self.at(key.span()), message).help(help);
        if let Some(better) = nearest {
            diagnostic = diagnostic.fix(false, vec![(self.at(key.span()), better.to_owned())]);
        }
        self.push(diagnostic);
    }

    fn constraint(
        &mut self,
        node: Node<'_>,
        head: Span,
        info: &'static RecordInfo,
        constraint: &'static Constraint,
    ) {
        let given: Vec<&'static str> =
            constraint.keys().iter().copied().filter(|k| node.get(k).is_some()).collect();
        let name = LazyCell::new(|| spanish::label(info.name));
        let listed = |keys: &[&str]| keys.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let (message, help) = match constraint {
            Constraint::ExactlyOne(keys) if given.is_empty() => (
                say!(en: "this {} needs one of {}", name.en, listed(keys); es: "{}: hace falta uno de {}", name.es, listed(keys)),
                say!(en: "write exactly one of them", es: "escribe exactamente uno de ellos"),
            ),
            Constraint::ExactlyOne(_) | Constraint::AtMostOne(_) if given.len() > 1 => (
                say!(en: "{} exclude one another", listed(&given); es: "{} se excluyen entre sí", listed(&given)),
                say!(en: "keep the one that is meant", es: "deja el que corresponda"),
            ),
            Constraint::AtLeastOne(keys) if given.is_empty() => (
                say!(en: "this {} needs at least one of {}", name.en, listed(keys);
                     es: "{}: hace falta al menos uno de {}", name.es, listed(keys)),
                say!(en: "write one or more of them", es: "escribe uno o más de ellos"),
            ),
            Constraint::Needs { key, value, needs } if applies(node, key, *value) => {
                let lacking: Vec<&str> = needs.iter().copied().filter(|k| node.get(k).is_none()).collect();
                if lacking.is_empty() {
                    return;
                }
                let cause = value.map_or(format!("`{key}`"), |v| format!("`{key}: {v}`"));
                (
                    say!(en: "{cause} needs {}", listed(&lacking); es: "{cause} necesita {}", listed(&lacking)),
                    say!(en: "add {} to this {}", listed(&lacking), name.en;
                         es: "agrega {} ({})", listed(&lacking), name.es),
                )
            }
            _ => return,
        };
        self.fault(head, &rules::FIELDS_TOGETHER, message, Some(help));
    }
}

fn applies(node: Node<'_>, key: &str, value: Option<&str>) -> bool {
    node.get(key).is_some_and(|found| value.is_none_or(|v| found.raw() == Some(v)))
}

/// What a node is, in words.
fn describe(node: Node<'_>) -> Say {
    match node.content() {
        Content::Null => say!(en: "nothing", es: "nada"),
        Content::Bool(_) => say!(en: "a yes or no", es: "un sí o no"),
        Content::Integer(_) | Content::Number(_) => say!(en: "a number", es: "un número"),
        Content::Text(_) => say!(en: "text", es: "texto"),
        Content::List => say!(en: "a list", es: "una lista"),
        Content::Map => say!(en: "keys with values", es: "claves con valores"),
        Content::Bad => say!(en: "unreadable", es: "ilegible"),
    }
}

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let plain = super::id::to_id(word);
    candidates
        .map(|candidate| {
            let close = strsim::jaro_winkler(&plain, &super::id::to_id(candidate));
            let edits = strsim::damerau_levenshtein(&plain, &super::id::to_id(candidate));
            (candidate, close, edits)
        })
        .filter(|(candidate, close, edits)| {
            let longest = candidate.chars().count().max(plain.chars().count());
            *edits * 3 <= longest || (*close > 0.92 && *edits <= 3)
        })
        .min_by(|a, b| a.2.cmp(&b.2).then(b.1.total_cmp(&a.1)).then(a.0.cmp(b.0)))
        .map(|(candidate, ..)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let keys = ["archetype", "journey", "question"];
        assert_eq!(nearest("archetpye", keys.into_iter()), Some("archetype"));
        assert_eq!(nearest("questions", keys.into_iter()), Some("question"));
        assert_eq!(nearest("zebra", keys.into_iter()), None);
    }
}
