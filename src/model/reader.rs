//! Reads one document into a typed entity and collects what is wrong with it. A mistake costs
//! the field it stands in and nothing else.

use super::record::{Constraint, FieldInfo, RecordInfo};
use super::rules;
use super::spanish;
use crate::diagnostic::{Diagnostic, Mistake, RuleInfo, Say, say};
use crate::source::{At, FileId, Span, add_field};
use crate::syntax::{Content, Node, Style};
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

    /// A fault with what to write instead. It is safe where no other reading is possible.
    pub fn fault_with(&mut self, node: Node<'_>, (message, help): (Say, Say), safe: bool, by: String) {
        let at = self.at(node.span());
        let found = Diagnostic::new(&rules::WRONG_TYPE, at, message).help(help);
        self.push(if node.is_alias() { found } else { found.fix(safe, vec![(at, by)]) });
    }

    /// A scalar that its type could not read, with the form that was meant, if there is one.
    pub fn mistake_meant(&mut self, node: Node<'_>, mistake: Mistake, meant: Option<String>) {
        let at = self.at(node.span());
        let found = Diagnostic::new(&rules::BAD_VALUE, at, mistake.message.as_clause())
            .help(mistake.help.as_clause());
        self.push(match meant.filter(|_| !node.is_alias()) {
            Some(by) => found.fix(false, vec![(at, by)]),
            None => found,
        });
    }

    /// A scalar that its type could not read.
    pub fn mistake(&mut self, span: Span, mistake: Mistake) {
        self.fault(span, &rules::BAD_VALUE, mistake.message.as_clause(), Some(mistake.help.as_clause()));
    }

    pub fn empty(&mut self, node: Node<'_>) {
        self.nothing(
            node,
            say!(en: "write the value, or delete the key", es: "escribe el valor o borra la clave"),
        );
    }

    /// The same, where there is more to say.
    pub fn nothing(&mut self, node: Node<'_>, help: Say) {
        let message = say!(en: "there is no value here", es: "aquí no hay ningún valor");
        self.fault(node.span(), &rules::EMPTY_VALUE, message, Some(help));
    }

    pub fn wrong_type(&mut self, node: Node<'_>, wanted: &str, examples: &[&str]) {
        match node.content() {
            Content::Bad => return,
            Content::Null => return self.empty(node),
            _ => {}
        }
        let found = describe(node);
        let number = wanted.starts_with("whole number")
            || matches!(wanted, "integer" | "number" | "count" | "count from 1");
        let wanted = spanish::label(wanted);
        if let Some(raw) = node.raw().filter(|raw| number && raw.parse::<f64>().is_ok()) {
            let message = say!(en: "a value of type {} belongs here, and this is {}", wanted.en, found.en;
                               es: "aquí va un valor de tipo {}, y esto es {}", wanted.es, found.es);
            let help = say!(en: "write it without quotes: `{raw}`", es: "escríbelo sin comillas: `{raw}`");
            return self.fault_with(node, (message, help), true, raw.to_owned());
        }
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
                let message = say!(en: "a list belongs here, and this is {}", found.en; es: "aquí va una lista, y esto es {}", found.es);
                let Some(raw) = node.raw().filter(|raw| !raw.contains('\n')) else {
                    return self.fault(node.span(), &rules::WRONG_TYPE, message, None);
                };
                let several = raw.contains(", ") && raw.split(", ").all(super::id::is_id);
                if several {
                    let help = say!(en: "write it between brackets: `[{raw}]`", es: "escríbelo entre corchetes: `[{raw}]`");
                    return self.fault_with(node, (message, help), false, format!("[{raw}]"));
                }
                let help =
                    say!(en: "write it as an item: `- {raw}`", es: "escríbelo como elemento: `- {raw}`");
                let written = &node.tree().text[node.span().range()];
                let sign = |c: char| ",[]{}#:&*!|>'\"%@`".contains(c);
                let quoted = node.style() == Some(Style::Quoted);
                let item =
                    if quoted || !raw.contains(sign) { written.to_owned() } else { format!("{raw:?}") };
                self.fault_with(node, (message, help), false, format!("[{item}]"));
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
        // A field that is only misspelt is not missing besides.
        let mut misspelt = Vec::new();
        for (key, value) in unknown {
            misspelt.extend(self.unknown_key(key, value, info, &present));
        }
        // Lines that could not be read have a finding; what they held is not missing besides.
        if !node.is_damaged() {
            for field in info.required_fields().filter(|f| !present(f.key) && !misspelt.contains(&f.key)) {
                self.missing(node, head, info, field);
            }
            let touched = |it: &&Constraint| it.keys().iter().any(|key| misspelt.contains(key));
            for constraint in info.constraints.iter().filter(|it| !touched(it)) {
                self.constraint(node, head, info, constraint);
            }
        }
        Some(head)
    }

    fn missing(&mut self, node: Node<'_>, head: Span, info: &'static RecordInfo, field: &'static FieldInfo) {
        let name = spanish::label(info.name);
        let wanted = spanish::label(&(field.type_name)());
        let key = field.key;
        let docs = field.docs();
        let at = self.at(head);
        let found = Diagnostic::new(
            &rules::MISSING_FIELD,
            at,
            say!(en: "`{key}` is missing in this {}", name.en; es: "falta `{key}` ({})", name.es),
        )
        .help(say!(en: "{} Add `{key}:` ({}).", docs.en, wanted.en; es: "{} Agrega `{key}:` ({}).", docs.es, wanted.es));
        let added = self.sample(node, field).and_then(|lines| add_field(node.tree().text, head, &lines));
        self.push(match added.filter(|_| !node.is_flow()) {
            Some((span, by)) => found.fix(false, vec![(self.at(span), by)]),
            None => found,
        });
    }

    /// A value to start from. What it is to name, only its author knows.
    fn sample(&self, node: Node<'_>, field: &'static FieldInfo) -> Option<String> {
        if field.key == "id" {
            let named = ["title", "text", "name", "does", "what"].iter().find_map(|key| node.get(key)?.raw());
            return Some(format!("id: {}", named.map(super::id::to_id).filter(|id| !id.is_empty())?));
        }
        super::sample::field_lines(field, crate::diagnostic::Lang::En, &mut |_| None)
    }

    fn unknown_key(
        &mut self,
        key: Node<'_>,
        value: Node<'_>,
        info: &'static RecordInfo,
        present: &dyn Fn(&str) -> bool,
    ) -> Option<&'static str> {
        let name = key.raw()?;
        if name == "<<" {
            return None; // the syntax stage has spoken
        }
        if matches!(value.content(), Content::Null) && name.contains(' ') {
            return None; // prose cut at a comma: the syntax stage shows the quoted sentence
        }
        let free: Vec<&'static str> = info.keys().filter(|k| !present(k)).collect();
        let nearest = spanish::key(name)
            .or_else(|| matches!(&*super::id::to_id(name), "nombre" | "name").then_some("title"))
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
        nearest.filter(|better| !present(better))
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
