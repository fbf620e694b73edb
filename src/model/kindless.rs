//! Documents that do not say their kind, or not in the right key: ours, or of another tool?

use super::id::is_id;
use super::read::{near_kind, nearest_kind};
use super::{Kind, rules, spanish};
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, FileId, Span};
use crate::syntax::{self, Node};

/// Who else speaks in the file of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// Documents of ours: this one is meant to be ours as well.
    Ours,
    /// Nobody: it may belong to another tool, so its fields must tell.
    Unknown,
}

/// The documents without a kind in a file in which no document says one.
pub fn of_file(text: &str, file: FileId) -> (Vec<Diagnostic>, Vec<Kind>) {
    if !text.lines().any(|line| line.starts_with("id:")) {
        return (Vec::new(), Vec::new());
    }
    let (tree, _) = syntax::parse(file, text);
    let found = tree.documents().filter_map(|document| of_document(document, file, Company::Unknown));
    let (findings, kinds): (Vec<_>, Vec<_>) = found.unzip();
    (findings, kinds.into_iter().flatten().collect())
}

/// What to say of a document whose `kind` is missing, empty or no word at all, and the kind that
/// it seems to have.
pub fn of_document(document: Node<'_>, file: FileId, company: Company) -> Option<(Diagnostic, Option<Kind>)> {
    let first = document.entries().next()?.0;
    if document.get("apiVersion").is_some() {
        return None;
    }
    if let Some(found) = under_another_key(document, file, company) {
        return Some(found);
    }
    let id = document.get("id").filter(|id| id.raw().is_some_and(is_id));
    let written = document.get("kind");
    let kinds = likely(document, company);
    let kind = match kinds[..] {
        [(kind, all_known)] => Some((kind, all_known)),
        _ => None,
    };
    // In a file of its own it is ours when it has an id, all that its kind must have, and nothing else.
    let surely = |(kind, all_known): (Kind, bool)| {
        all_known && kind.info().required_fields().all(|field| document.get(field.key).is_some())
    };
    if company == Company::Unknown && !(id.is_some() && kind.is_some_and(surely)) {
        return None;
    }
    let at = |span| At { file, span };
    let place = written.or(id).unwrap_or(first).span();
    let finding = Diagnostic::new(
        &rules::UNKNOWN_KIND,
        at(place),
        match written.and_then(Node::raw).filter(|word| !word.is_empty()) {
            Some(word) => say!(en: "`{word}` is not a kind", es: "`{word}` no es una clase de entidad"),
            None => {
                say!(en: "this document does not say its kind, so nothing of it is read", es: "este documento no dice su clase (`kind`), así que no se lee nada de él")
            }
        },
    );
    let Some((kind, _)) = kind else {
        let names = |kinds: &mut dyn Iterator<Item = Kind>| {
            kinds.map(|it| format!("`{}`", it.name())).collect::<Vec<_>>().join(", ")
        };
        let offered = match kinds.len() {
            2..=4 => names(&mut kinds.iter().map(|it| it.0)),
            _ => names(&mut Kind::ALL.iter().copied()),
        };
        let help = say!(
            en: "start it with `kind: …`, one of {offered}; or delete it, if it is a rest",
            es: "empiézalo con `kind: …`, una de {offered}; o bórralo, si es un resto"
        );
        return Some((finding.help(help), None));
    };
    let name = kind.name();
    let edit = match written {
        Some(it) if it.raw().is_some_and(|raw| !raw.is_empty()) => vec![(at(it.span()), name.to_owned())],
        Some(_) => Vec::new(),
        None => first_line(document, file, name),
    };
    let help = say!(
        en: "its fields are those of `{name}`: start it with `kind: {name}`",
        es: "sus campos son los de `{name}`: empiézalo con `kind: {name}`"
    );
    Some((finding.help(help).fix(false, edit), Some(kind)))
}

/// Words for the key of a kind.
const KIND_WORDS: &[&str] = &["kind", "kinds", "tipo", "clase", "class", "type", "entity", "entidad"];

/// A kind of ours under a key that is not quite `kind`: `Kind`, `clase`, `tipo`.
fn under_another_key(
    document: Node<'_>,
    file: FileId,
    company: Company,
) -> Option<(Diagnostic, Option<Kind>)> {
    if document.get("kind").is_some() {
        return None;
    }
    let (key, value, written, kind) = document.entries().find_map(|(key, value)| {
        let written = key.raw()?;
        let meant = KIND_WORDS.contains(&&*super::id::to_id(written))
            || spanish::key(written) == Some("kind")
            || super::reader::nearest(written, ["kind"].into_iter()).is_some();
        Some((key, value, written, nearest_kind(value.raw()?)?)).filter(|_| meant)
    })?;
    // Another tool may have such a key as well: then the other keys are its own.
    let (known, fields, total) = counted(document, kind);
    if company == Company::Unknown && (fields < 2 || known * 2 <= total || document.get("id").is_none()) {
        return None;
    }
    let name = kind.name();
    let at = At { file, span: key.span() };
    let finding = Diagnostic::new(
        &rules::UNKNOWN_KIND,
        at,
        say!(en: "what a document is stands under `kind`, and this key is `{written}`", es: "lo que es un documento va en `kind`, y esta clave es `{written}`"),
    )
    .help(say!(en: "write `kind: {name}`", es: "escribe `kind: {name}`"))
    .fix(false, vec![(at, "kind".to_owned()), (At { file, span: value.span() }, name.to_owned())]);
    Some((finding, Some(kind)))
}

/// Of the keys of a document: how many this kind knows, how many are its own fields, and how many
/// there are.
fn counted(document: Node<'_>, kind: Kind) -> (usize, usize, usize) {
    let own = kind.info().fields;
    let keys = || document.entries().filter_map(|(key, _)| key.raw()).filter(|key| *key != "kind");
    let known = keys().filter(|key| kind.info().keys().any(|it| it == *key)).count();
    let fields = keys().filter(|key| own.iter().any(|field| field.key == *key)).count();
    (known, fields, keys().count())
}

/// The kinds whose fields a document has, and whether it has no others: those that know most of
/// its keys. A key of one kind alone tells among documents of ours; in a file of its own it takes two.
fn likely(document: Node<'_>, company: Company) -> Vec<(Kind, bool)> {
    let enough = if company == Company::Ours { 1 } else { 2 };
    let each = Kind::ALL.iter().map(|kind| (*kind, counted(document, *kind)));
    let fitting: Vec<_> =
        each.filter(|(_, (known, fields, total))| *fields >= enough && known * 2 > *total).collect();
    let most = fitting.iter().map(|(_, counts)| counts.0).max();
    let best = fitting.into_iter().filter(|(_, counts)| Some(counts.0) == most);
    best.map(|(kind, (known, _, total))| (kind, known == total)).collect()
}

/// The edit that puts a kind above the first key of a document.
fn first_line(document: Node<'_>, file: FileId, kind: &str) -> Vec<(At, String)> {
    let first = document.entries().next().map(|(key, _)| key.span().start);
    let at = |start| At { file, span: Span { start, end: start } };
    first
        .filter(|_| !document.is_flow())
        .map(|start| (at(start), format!("kind: {kind}\n")))
        .into_iter()
        .collect()
}

/// What to say of a document whose kind is a word that is none of ours.
pub fn of_word(
    document: Node<'_>,
    file: FileId,
    word: &str,
    company: Company,
) -> Option<(Diagnostic, Option<Kind>)> {
    let foreign = document.get("apiVersion").is_some() || document.get("id").is_none();
    let node = document.get("kind").filter(|_| !foreign)?;
    let Some(better) = near_kind(word) else {
        return of_document(document, file, company);
    };
    let at = At { file, span: node.span() };
    let finding = Diagnostic::new(
        &rules::UNKNOWN_KIND,
        at,
        say!(en: "`{word}` is not a kind", es: "`{word}` no es una clase de entidad"),
    )
    .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
    .fix(false, vec![(at, better.to_owned())]);
    Some((finding, Kind::of_name(better)))
}
