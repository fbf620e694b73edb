//! Small fields of two or three forms.

use crate::diagnostic::{Diagnostic, say};
use crate::model::Kind;
use crate::model::quantity::Integer;
use crate::model::reader::{Reader, nearest};
use crate::model::reference::Path;
use crate::model::rules;
use crate::model::schemas::Schemas;
use crate::model::spanish;
use crate::model::text::Text;
use crate::model::value::Value;
use crate::model::walk::{Leaf, Visitor};
use crate::model::yaml_value::Yaml;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// How many options may be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Multiple {
    /// As many as there are, or only one.
    All(bool),
    AtMost(Integer),
}

impl Value for Multiple {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(number) if number < 1 => {
                reader.fault(
                    node.span(),
                    &rules::BAD_VALUE,
                    say!(en: "at least one option must be possible, and this is {number}",
                         es: "debe poder elegirse al menos una opción, y esto es {number}"),
                    Some(say!(en: "write the most options a person may choose, such as `3`, or `true` for all",
                              es: "escribe cuántas opciones se pueden elegir como máximo, por ejemplo `3`, o `true` para todas")),
                );
                None
            }
            Content::Integer(_) => Integer::read(node, reader).map(Multiple::AtMost),
            Content::Bool(all) => Some(Multiple::All(all)),
            _ => {
                reader.wrong_type(node, &Self::type_name(), &["3", "true"]);
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Json {
        json!({"type": ["integer", "boolean"], "minimum": 1})
    }

    fn type_name() -> String {
        "integer or boolean".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Multiple::All(all) => all.walk(span, visitor),
            Multiple::AtMost(number) => number.walk(span, visitor),
        }
    }
}

/// The answer to a question of a self-evaluation.
#[derive(Clone, Debug, PartialEq)]
pub enum AssessmentAnswer {
    Text(Text),
    Number(Integer),
    Bool(bool),
}

impl Value for AssessmentAnswer {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(_) => Integer::read(node, reader).map(AssessmentAnswer::Number),
            Content::Bool(value) => Some(AssessmentAnswer::Bool(value)),
            _ => Text::read(node, reader).map(AssessmentAnswer::Text),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let text = Text::schema(schemas);
        json!({"if": {"type": ["integer", "boolean"]}, "then": true, "else": text})
    }

    fn type_name() -> String {
        "text, integer or boolean".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            AssessmentAnswer::Text(text) => text.walk(span, visitor),
            AssessmentAnswer::Number(number) => number.walk(span, visitor),
            AssessmentAnswer::Bool(value) => value.walk(span, visitor),
        }
    }
}

/// What a policy is for: the entities of a kind, or the parts in one of their lists
/// (`playbook/steps`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolicyFor {
    pub kind: Kind,
    /// The key of the list.
    pub part: Option<&'static str>,
}

impl PolicyFor {
    pub fn spell(self) -> String {
        match self.part {
            Some(part) => format!("{}/{part}", self.kind.name()),
            None => self.kind.name().to_owned(),
        }
    }
}

impl Value for PolicyFor {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Content::Text(raw) = node.content() else {
            reader.wrong_type(node, &Self::type_name(), &["playbook", "playbook/steps"]);
            return None;
        };
        let (kind_name, part_name) = match raw.split_once('/') {
            Some((kind, part)) => (kind.trim(), Some(part.trim())),
            None => (raw.trim(), None),
        };
        let kind_named = kind_name.replace(' ', "-");
        let Some(kind) = Kind::of_name(&kind_named) else {
            let better = spanish::key(kind_name)
                .and_then(|english| Kind::of_name(&english.replace('_', "-")))
                .map(Kind::name)
                .or_else(|| nearest(kind_name, Kind::ALL.iter().map(|kind| kind.name())));
            unknown(
                node,
                reader,
                kind_name,
                better,
                part_name,
                &Kind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>(),
            );
            return None;
        };
        let Some(part_name) = part_name else { return Some(PolicyFor { kind, part: None }) };
        let part = kind.info().keys().find(|key| *key == part_name);
        if part.is_none() {
            let keys: Vec<&str> = kind.info().keys().collect();
            let better = spanish::key(part_name)
                .filter(|english| keys.contains(english))
                .or_else(|| nearest(part_name, keys.iter().copied()))
                .map(|part| format!("{}/{part}", kind.name()));
            unknown(node, reader, raw, better.as_deref(), None, &keys);
        }
        Some(PolicyFor { kind, part: Some(part?) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("policy-for", |_| {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            json!({"type": "string", "pattern": format!("^({})(/[a-z_]+)?$", kinds.join("|")), "examples": ["playbook", "playbook/steps"]})
        })
    }

    fn type_name() -> String {
        "kind or kind/part".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Plain(self.spell().into()), span);
    }
}

fn unknown(
    node: Node<'_>,
    reader: &mut Reader<'_>,
    name: &str,
    better: Option<&str>,
    part: Option<&str>,
    known: &[&str],
) {
    let all = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
    let meant = better.map(|better| part.map_or(better.to_owned(), |part| format!("{better}/{part}")));
    let help = match &meant {
        Some(meant) => {
            say!(en: "did you mean `{meant}`? Possible: {all}", es: "¿quisiste decir `{meant}`? Posibles: {all}")
        }
        None => say!(en: "possible: {all}", es: "posibles: {all}"),
    };
    let at = reader.at(node.span());
    let message = say!(en: "`{name}` is neither a kind nor a list of one", es: "`{name}` no es una clase de entidad ni una lista de alguna");
    let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_CHOICE, at, message).help(help);
    if let Some(meant) = meant {
        diagnostic = diagnostic.fix(false, vec![(at, meant)]);
    }
    reader.push(diagnostic);
}

/// An entity or part that a policy is tried on: one of the program's, or written out. What the
/// policy is for decides what the name means.
#[derive(Clone, Debug, PartialEq)]
pub enum PolicyExample {
    Named(Path),
    Written(Yaml),
}

impl Value for PolicyExample {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Map => Yaml::read(node, reader).map(PolicyExample::Written),
            Content::Text(raw) => match Path::parse(raw) {
                Ok(path) => Some(PolicyExample::Named(path)),
                Err(message) => {
                    reader.fault(
                        node.span(),
                        &rules::BAD_VALUE,
                        message,
                        Some(say!(en: "write an id, `entity/part`, or the whole entity as keys with values",
                                  es: "escribe un id, `entidad/parte`, o la entidad completa como claves con valores")),
                    );
                    None
                }
            },
            _ => {
                reader.wrong_type(node, &Self::type_name(), &["recover-detractors", "{ id: a, do: x }"]);
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let written = Yaml::schema(schemas);
        json!({"type": ["string", "object"], "pattern": "\\S", "anyOf": [{"type": "string"}, written]})
    }

    fn type_name() -> String {
        "reference, or the entity or part written out".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            PolicyExample::Named(path) => visitor.leaf(Leaf::Plain(path.to_string().into()), span),
            PolicyExample::Written(yaml) => yaml.walk(span, visitor),
        }
    }
}
