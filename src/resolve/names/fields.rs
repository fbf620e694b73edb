//! The fields of an entity or a part as names of a policy, taken from the schema of its kind, so that a
//! new field can be named on the day it is declared.

use super::vocabulary::{Meaning, Vocabulary, currency};
use crate::diagnostic::{Mistake, say};
use crate::model::Kind;
use crate::model::expression::{Choices, Currency, Expr, PeriodWord, Symbol, SymbolKind, Type};
use crate::model::policy::Policy;
use crate::model::unions::PolicyFor;
use crate::resolve::Resolved;
use serde_json::Value as Json;
use std::sync::{Arc, OnceLock};

/// The fields of what a policy is for, and the fields inside those that an expression names.
pub fn of_policy(resolved: &Resolved, policy: &Policy, expr: &Expr) -> Vocabulary {
    let Some(subject) = policy.r#for.value() else { return Vocabulary::unreadable(resolved) };
    let mut vocabulary = Vocabulary::of(resolved);
    let Some(record) = record_of(subject) else {
        let name = subject.spell();
        return Vocabulary::without_names(
            resolved,
            Mistake::new(
                say!(en: "`{name}` has no fields of its own.", es: "`{name}` no tiene campos propios."),
                say!(en: "Name a kind, or a list of parts, in `for`.", es: "Nombra en `for` una clase de entidad o una lista de partes."),
            ),
        );
    };
    add_fields(resolved, record, "", &mut vocabulary);
    for (path, _) in expr.names() {
        let segments = path.segments();
        if segments.len() > 1 {
            follow(resolved, record, &segments, &mut vocabulary);
        }
    }
    vocabulary
}

/// The schema of a kind, as it is committed.
fn schema(kind: Kind) -> &'static Json {
    static SCHEMAS: [OnceLock<Json>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    SCHEMAS[kind as usize].get_or_init(|| serde_json::from_str(kind.schema_text()).unwrap_or_default())
}

/// A record in the schema of a kind.
#[derive(Clone, Copy)]
struct Record {
    kind: Kind,
    object: &'static Json,
}

/// What a field can hold.
enum Form {
    Value(Type),
    /// Named parts inside it.
    Record(Record),
    /// A reference whose other end has fields.
    Reference(Kind),
    /// Several things, or things of several forms: it can only be present.
    Group,
}

fn record_of(subject: PolicyFor) -> Option<Record> {
    let whole = Record { kind: subject.kind, object: schema(subject.kind) };
    let Some(list) = subject.part else { return Some(whole) };
    let field = property(whole, list)?;
    let items = field
        .get("items")
        .or_else(|| field.get("then")?.get("items"))
        .or_else(|| field.get("additionalProperties"));
    let item = items.unwrap_or(field);
    // an item may have a short form; the fields are those of the long one
    let item = item.get("then").unwrap_or(item);
    let (_, object) = dereference(whole.kind, item);
    object.get("properties").is_some().then_some(Record { kind: whole.kind, object })
}

fn property(record: Record, key: &str) -> Option<&'static Json> {
    record.object.get("properties")?.get(key)
}

/// A schema behind its reference, with the name of its definition.
fn dereference(kind: Kind, node: &'static Json) -> (Option<&'static str>, &'static Json) {
    let Some(reference) = node.get("$ref").and_then(Json::as_str) else { return (None, node) };
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let found = schema(kind).get("$defs").and_then(|definitions| definitions.get(name));
    (Some(name), found.unwrap_or(node))
}

fn add_fields(resolved: &Resolved, record: Record, prefix: &str, vocabulary: &mut Vocabulary) {
    let keys =
        record.object.get("properties").and_then(Json::as_object).into_iter().flat_map(|map| map.iter());
    for (key, node) in keys {
        let name = format!("{prefix}{key}");
        let meaning = match value_type(resolved, form(resolved, record.kind, key, node)) {
            Some(ty) => {
                Meaning::Value(Arc::new(Symbol::new(SymbolKind::Field, name.as_str(), ty)), Vec::new())
            }
            None => Meaning::Unreadable,
        };
        vocabulary.add(name, meaning);
    }
}

fn value_type(resolved: &Resolved, form: Option<Form>) -> Option<Type> {
    Some(match form? {
        Form::Value(ty) => ty,
        Form::Record(_) | Form::Group => Type::Group,
        Form::Reference(kind) => ids_of(resolved, kind),
    })
}

fn ids_of(resolved: &Resolved, kind: Kind) -> Type {
    Type::Id(resolved.choices(kind))
}

/// Walks a name with points through records and references, and adds what it finds at each step.
fn follow(resolved: &Resolved, mut record: Record, segments: &[&str], vocabulary: &mut Vocabulary) {
    for (depth, segment) in segments[..segments.len() - 1].iter().enumerate() {
        let walked = segments[..=depth].join(".");
        let Some(node) = property(record, segment) else { return };
        match form(resolved, record.kind, segment, node) {
            Some(Form::Record(inner)) => record = inner,
            Some(Form::Reference(kind)) => record = Record { kind, object: schema(kind) },
            None => return vocabulary.mark_incomplete(),
            Some(Form::Value(_) | Form::Group) => {
                let whole = segments.join(".");
                let mistake = Mistake::new(
                    say!(en: "`{walked}` has no fields inside that can be named.",
                         es: "`{walked}` no tiene dentro campos que se puedan nombrar."),
                    say!(en: "Name `{walked}` itself, or write a policy for its parts.",
                         es: "Nombra `{walked}`, o escribe una política para sus partes."),
                );
                return vocabulary.add(whole, Meaning::Refused(mistake, None));
            }
        }
        add_fields(resolved, record, &format!("{walked}."), vocabulary);
    }
}

/// The kind of entity that a field refers to, when it refers to entities of one kind. The path starts
/// at what a policy is for, and may lead over other references.
pub fn kind_behind(subject: PolicyFor, path: &[&str]) -> Option<Kind> {
    let mut record = record_of(subject)?;
    let (last, way) = path.split_last()?;
    for segment in way {
        let (_, inner) = dereference(record.kind, property(record, segment)?);
        record = match target_of(inner) {
            Some(kind) => Record { kind, object: schema(kind) },
            None => Record { kind: record.kind, object: inner },
        };
    }
    target_of(dereference(record.kind, property(record, last)?).1)
}

/// The kind that references of this schema lead to.
fn target_of(node: &'static Json) -> Option<Kind> {
    Kind::of_name(&node.get("x-senda-ref")?.as_str()?.replace(' ', "-"))
}

fn form(resolved: &Resolved, kind: Kind, key: &str, node: &'static Json) -> Option<Form> {
    if let Some(word) = node.get("const").and_then(Json::as_str) {
        return Some(Form::Value(Type::Option(Choices::closed(key, [word]))));
    }
    if let (Some(_), Some(then), Some(other)) = (node.get("if"), node.get("then"), node.get("else")) {
        return Some(match then.get("items") {
            // one or several: told apart by `includes`
            Some(items) => match several(resolved, kind, key, items) {
                Some(several) => several,
                // a list of special cases, or one value for all of them
                None => match form(resolved, kind, key, other)? {
                    Form::Value(ty) => Form::Value(ty),
                    _ => Form::Group,
                },
            },
            None => match form(resolved, kind, key, other)? {
                Form::Value(ty) => Form::Value(ty),
                _ => Form::Group,
            },
        });
    }
    if node.get("type").and_then(Json::as_str) == Some("array") {
        let items = node.get("items")?;
        return Some(several(resolved, kind, key, items).unwrap_or(Form::Group));
    }
    let (name, inner) = dereference(kind, node);
    if let Some(words) = words_of(inner) {
        return Some(Form::Value(Type::Option(Choices::closed(key, words))));
    }
    if let Some(target) = inner.get("x-senda-ref").and_then(Json::as_str) {
        return Some(match target_of(inner) {
            Some(kind) => Form::Reference(kind),
            None => Form::Value(Type::Id(Choices::open(target))),
        });
    }
    if inner.get("properties").is_some() {
        return Some(Form::Record(Record { kind, object: inner }));
    }
    scalar(resolved, name.unwrap_or_default(), inner)
}

/// A list of ids or words; none when its items are anything else.
fn several(resolved: &Resolved, kind: Kind, key: &str, items: &'static Json) -> Option<Form> {
    Some(Form::Value(Type::Options(match form(resolved, kind, key, items)? {
        Form::Reference(target) => match ids_of(resolved, target) {
            Type::Id(choices) => choices,
            _ => return None,
        },
        Form::Value(Type::Option(choices) | Type::Id(choices)) => choices,
        Form::Value(Type::Text | Type::Date | Type::Duration | Type::Integer | Type::Number) => {
            Choices::open(key)
        }
        _ => return None,
    })))
}

fn words_of(node: &'static Json) -> Option<Vec<&'static str>> {
    let listed = node.get("enum").or_else(|| node.get("anyOf")?.get(0)?.get("enum"))?;
    listed.as_array().map(|words| words.iter().filter_map(Json::as_str).collect())
}

fn scalar(resolved: &Resolved, name: &str, node: &Json) -> Option<Form> {
    let money = |of: fn(Currency) -> Type| currency(resolved).map(of);
    let ty = match name {
        "share" | "share-any-size" => Type::Share,
        "money" | "amount" => money(Type::Money)?,
        "money-per-time" => money(|code| Type::MoneyPerTime(code, PeriodWord::Year))?,
        "duration" | "sla" | "cadence" => Type::Duration,
        "level" | "change" | "money-or-money-per-time" => Type::Level,
        "date" => Type::Date,
        "date-time" => Type::Timestamp,
        _ => match node.get("type").and_then(Json::as_str) {
            Some("integer") => Type::Integer,
            Some("number") => Type::Number,
            Some("boolean") => Type::YesNo,
            Some("object") => return Some(Form::Group),
            _ => Type::Text,
        },
    };
    Some(Form::Value(ty))
}
