//! Reads all files of a program into typed entities, one file at a time and in parallel. The
//! tree of a file is dropped as soon as its entities are read.

use super::Model;
use super::earlier::{Earlier, Shared};
use super::id::Id;
use super::kindless::{self, Company};
use super::reader::Reader;
use super::scalar::Scalar;
use super::suppression::{self, Suppression};
use super::wordings::{LOCK_FILE, Wordings};
use super::{Body, Entity, Kind, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::schema::Violation;
use crate::source::{At, FileId, Listed, Reopen, Source, SourceMap, Span, World};
use crate::syntax::{self, Node, Tree};
use rayon::prelude::*;
use std::io;
use std::sync::Arc;

/// The root file of a program.
pub const ROOT_FILE: &str = "senda.yaml";

/// What reading gives: always a model, with what could be read.
pub struct Read {
    pub sources: SourceMap,
    pub model: Model,
    pub findings: Vec<Diagnostic>,
}

/// Files of a program that needs all memory; compiling the schemas again is a small part of reading it again.
const MANY: usize = 5000;

/// Reads every YAML file that the world lists.
///
/// # Errors
/// The environment: a folder that cannot be listed, a file that cannot be read. Mistakes of the
/// user are findings.
pub fn read(world: &dyn World) -> Result<Read, ReadError> {
    read_beside(world, None)
}

/// Reads a program of which another state was read already: files that both have are not read again.
///
/// # Errors
/// As [`read`].
pub fn read_beside(world: &dyn World, earlier: Option<&Earlier<'_>>) -> Result<Read, ReadError> {
    let (paths, nested) = listed(world).map_err(ReadError::List)?;

    let again = world.again();
    let reopen: Reopen = Arc::new(move |path| syntax::decode_bytes(again.read(path).ok()?).ok());
    let files: Vec<OneFile> = paths
        .par_iter()
        .enumerate()
        .map(|(index, listed)| {
            let file = FileId(index as u32);
            match earlier.and_then(|earlier| earlier.file(&listed.path, file, &reopen)) {
                Some(shared) => Ok(OneFile::from(shared)),
                None => read_file(world, &reopen, file, listed),
            }
        })
        .collect::<Result<_, _>>()?;

    if files.len() >= MANY {
        Kind::forget_checkers();
    }

    let mut sources = Vec::with_capacity(files.len());
    let (mut entities, mut findings, mut suppressions) = (Vec::new(), Vec::new(), Vec::new());
    let (mut nameless, mut unread) = (Vec::new(), false);
    for file in files {
        unread |= file.unread;
        nameless.extend(file.nameless);
        sources.push(file.source);
        entities.extend(file.entities);
        findings.extend(file.findings);
        suppressions.extend(file.suppressions);
    }
    let kept = kept_wordings(world, &mut sources, &mut findings);
    let sources = SourceMap::new(sources);
    let mut model =
        Model::new(entities, suppressions).with_nameless(nameless).with_unread(unread || !nested.is_empty());
    model.wordings = kept;
    findings.extend(super::layout::findings(&model, &sources, &nested));
    findings.extend(super::layout::missing_files(&model, world));
    Ok(Read { sources, model, findings })
}

/// The wordings that `senda lock` kept. A file that is none of its own is a finding, and not as if
/// nothing had been kept.
fn kept_wordings(
    world: &dyn World,
    sources: &mut Vec<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Wordings> {
    let bytes = world.read(LOCK_FILE).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let kept = Wordings::parse(&text);
    if kept.is_none() {
        let at = At { file: FileId(sources.len() as u32), span: Span::default() };
        sources.push(Source::new(LOCK_FILE, text));
        findings.push(
            Diagnostic::new(
                &rules::LOCK_UNREADABLE,
                at,
                say!(en: "this is not a file that `senda lock` wrote", es: "este archivo no es como los que escribe `senda lock`"),
            )
            .help(say!(
                en: "take it back from git as it was; or delete it and run `senda lock`, and changes of wording before today are not seen",
                es: "recupéralo de git como estaba; o bórralo y ejecuta `senda lock`, y los cambios de redacción de antes de hoy no se verán"
            )),
        );
    }
    kept
}

/// The paths of the YAML files of a program, in order.
///
/// # Errors
/// A folder that cannot be listed.
pub fn yaml_files(world: &dyn World) -> Result<Vec<String>, ReadError> {
    let (paths, _) = listed(world).map_err(ReadError::List)?;
    Ok(paths.into_iter().map(|file| file.path).filter(|path| is_yaml(path)).collect())
}

/// The YAML files of the program, and the programs inside of it, which are left out.
fn listed(world: &dyn World) -> io::Result<(Vec<Listed>, Vec<super::layout::NestedProgram>)> {
    let mut paths: Vec<_> = world.list()?;
    paths.retain(|file| is_yaml(&file.path) || is_yaml_with_more(&file.path));
    let exclude = excluded(world);
    paths.retain(|file| !exclude(&file.path));
    let nested = super::layout::nested_programs(&paths);
    paths.retain(|file| !nested.iter().any(|n| file.path.starts_with(&n.folder)));
    paths.retain(|file| is_yaml(&file.path) || is_ours(world, file));
    paths.sort();
    Ok((paths, nested))
}

/// Whether a file is read, by its name.
pub fn is_yaml(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
}

/// `a.yaml.txt`: the name that a simple editor gives to `a.yaml`.
fn is_yaml_with_more(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(name, ending)| ending.eq_ignore_ascii_case("txt") && is_yaml(name))
}

fn is_ours(world: &dyn World, file: &Listed) -> bool {
    let text = || syntax::decode_bytes(world.read(&file.path).ok()?).ok();
    syntax::too_large(file.size).is_none() && text().is_some_and(|text| looks_like_ours(&text))
}

fn wrong_ending(path: &str, file: FileId) -> Diagnostic {
    let better = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(name, _)| name);
    Diagnostic::new(
        &rules::FILE_ENDING,
        At { file, span: Span::default() },
        say!(en: "this file is not read, because its name ends in `.txt`", es: "este archivo no se lee, porque su nombre termina en `.txt`"),
    )
    .help(say!(
        en: "rename it to `{better}`; if it is not part of the program, name it under `exclude` in {ROOT_FILE}",
        es: "cámbiale el nombre a `{better}`; si no es parte del programa, nómbralo en `exclude`, en {ROOT_FILE}"
    ))
}

/// Why a program could not be read at all.
#[derive(Debug)]
pub enum ReadError {
    List(io::Error),
    File { path: String, error: io::Error },
}

struct OneFile {
    source: Source,
    entities: Vec<Entity>,
    findings: Vec<Diagnostic>,
    suppressions: Vec<Suppression>,
    /// Kinds of documents whose id could not be read.
    nameless: Vec<Kind>,
    /// Whether nothing in it could be read.
    unread: bool,
}

impl From<Shared> for OneFile {
    fn from(it: Shared) -> Self {
        let Shared { source, entities, suppressions } = it;
        Self { source, entities, suppressions, findings: Vec::new(), nameless: Vec::new(), unread: false }
    }
}

fn read_file(
    world: &dyn World,
    reopen: &Reopen,
    file: FileId,
    listed: &Listed,
) -> Result<OneFile, ReadError> {
    let failed = |error| ReadError::File { path: listed.path.clone(), error };
    let empty = |text: &str, finding: Option<Diagnostic>| OneFile {
        source: Source::new(listed.path.as_str(), text),
        entities: Vec::new(),
        findings: finding.into_iter().collect(),
        suppressions: Vec::new(),
        nameless: Vec::new(),
        unread: false,
    };
    let unread =
        |it: &syntax::Unreadable| OneFile { unread: true, ..empty(&it.text, Some(it.diagnostic(file))) };
    if let Some(unreadable) = syntax::too_large(listed.size) {
        return Ok(unread(&unreadable));
    }
    let bytes = world.read(&listed.path).map_err(failed)?;
    let text = match syntax::decode_bytes(bytes) {
        Ok(text) => text,
        Err(unreadable) => return Ok(unread(&unreadable)),
    };
    if !is_yaml(&listed.path) {
        let finding = wrong_ending(&listed.path, file);
        return Ok(OneFile { unread: true, ..empty(&text, Some(finding)) });
    }
    if !looks_like_ours(&text) {
        let (findings, nameless) = kindless::of_file(&text, file);
        return Ok(OneFile { nameless, findings, ..empty(&text, None) });
    }
    let (tree, mut findings) = syntax::parse(file, &text);
    let mut entities = Vec::new();
    let mut nameless = Vec::new();
    // Where the YAML is broken, a kind may be in what was left out.
    let company = if findings.is_empty() { company(&tree) } else { Company::Unknown };
    for document in tree.documents() {
        match read_document(document, file, company, &mut findings) {
            Ok(entity) => {
                let written = document.get("id").and_then(Node::raw);
                let renamed = written.is_some_and(|id| id != entity.id.as_str());
                nameless.extend(renamed.then_some(entity.kind));
                entities.push(entity);
            }
            Err(kind) => nameless.extend(kind),
        }
    }
    let suppressions = suppression::read(&tree, file, &mut findings);
    drop(tree);
    Ok(OneFile {
        source: Source::new(listed.path.as_str(), text).let_go(reopen),
        entities,
        findings,
        suppressions,
        nameless,
        unread: false,
    })
}

/// The entities of a text that was read before and was changed since.
pub fn entities_of(text: &str, file: FileId) -> Vec<Entity> {
    let (tree, mut findings) = syntax::parse(file, text);
    let read = |document| read_document(document, file, Company::Ours, &mut findings).ok();
    tree.documents().filter_map(read).collect()
}

/// Whether a text has a document that says a kind of ours, or nearly so: files of other tools in
/// the same folder are left alone, broken ones included.
pub fn looks_like_ours(text: &str) -> bool {
    text.split(['\n', '\r']).any(|line| {
        let line = line.trim_start_matches(['{', ' ', '"', '\'']);
        let Some(rest) = line.strip_prefix("kind").map(|r| r.trim_start_matches(['"', '\'', ' '])) else {
            return false;
        };
        let Some(value) = rest.strip_prefix(':') else { return false };
        let word = value.trim_start_matches([' ', '"', '\'']);
        let word = word.split([' ', '"', '\'', ',', '}', '#', '\r']).next().unwrap_or("");
        nearly_a_kind(word)
    })
}

/// A file is ours when one of its documents is, beyond doubt.
fn company(tree: &Tree) -> Company {
    let is_ours = |document: Node<'_>| {
        document.get("kind").and_then(Node::raw).and_then(Kind::of_name).is_some()
            && document.get("id").is_some()
    };
    if tree.documents().any(is_ours) { Company::Ours } else { Company::Unknown }
}

/// The kind of a word, or the one that it nearly is.
pub(super) fn nearest_kind(word: &str) -> Option<Kind> {
    Kind::of_name(word).or_else(|| near_kind(word).and_then(Kind::of_name))
}

fn nearly_a_kind(word: &str) -> bool {
    Kind::of_name(word).is_some() || near_kind(word).is_some()
}

/// The kind that a misspelt or Spanish word means. Kinds of other tools start with a capital.
pub fn near_kind(word: &str) -> Option<&'static str> {
    if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Kind::ALL.iter().map(|k| k.name()).find(|name| name.eq_ignore_ascii_case(word));
    }
    let spanish = super::spanish::key(word).or_else(|| super::spanish::word(word)).and_then(Kind::of_name);
    let called = |kind: &&Kind| {
        let name = super::id::to_id(&super::spanish::label(kind.name()).es);
        let plain = super::id::to_id(word);
        name == plain
            || name.strip_prefix(&plain).is_some_and(|rest| plain.len() > 3 && rest.starts_with('-'))
    };
    let spanish = spanish.or_else(|| Kind::ALL.iter().find(called).copied());
    spanish.map(Kind::name).or_else(|| super::reader::nearest(word, Kind::ALL.iter().map(|k| k.name())))
}

/// The entity of a document; without one, the kind that it says or seems to have.
fn read_document(
    document: Node<'_>,
    file: FileId,
    company: Company,
    findings: &mut Vec<Diagnostic>,
) -> Result<Entity, Option<Kind>> {
    let kind_node = document.get("kind");
    let word = kind_node.and_then(Node::raw).filter(|word| !word.is_empty());
    let (Some(kind_node), Some(word)) = (kind_node, word) else {
        let (finding, kind) = kindless::of_document(document, file, company).ok_or(None)?;
        findings.push(finding);
        return Err(kind);
    };
    let Some(kind) = Kind::of_name(word) else {
        let (finding, kind) = kindless::of_word(document, file, word, company).ok_or(None)?;
        findings.push(finding);
        return Err(kind);
    };
    let id_node = document.get("id");
    let id = id_node.and_then(Node::raw).and_then(|raw| Id::parse(raw).ok());
    let meant = || id_node.and_then(Node::raw).map(super::id::to_id).filter(|id| super::id::is_id(id));
    let id = id.or_else(|| meant().map(|id| Id::new(&id)));
    // Nobody refers to the program by its id, and everything hangs on its calendar and currency.
    let id = id.or_else(|| (kind == Kind::Program).then(|| Id::new(kind.name())));
    let mut said = Vec::new();
    let mut reader = Reader::new(file, &mut said);
    reader.entity = id.map(|id| format!("{}:{id}", kind.name()));
    let body = Body::read(kind, document, &mut reader);
    let violations = kind.checker().violations(document);
    drift(document, &violations, &mut said, findings, file);
    findings.append(&mut said);
    let id_at = id_node.map_or(kind_node.span(), Node::span);
    // An entity whose id is bad has the id that was meant; without any it is kept out, since nothing
    // can refer to it. Its finding is out.
    let (id, body) = id.zip(body).ok_or(Some(kind))?;
    Ok(Entity { kind, id, file, at: id_at, span: document.span(), body })
}

/// What the schema rejects and nobody has spoken of is a fault of ours, said as such.
fn drift(
    document: Node<'_>,
    violations: &[Violation],
    said: &mut Vec<Diagnostic>,
    syntax: &[Diagnostic],
    file: FileId,
) {
    // A key that was spoken of speaks for its value as well.
    let is_key_of = |key: Span, value: Span| {
        let between = document.tree().text.get(key.end as usize..value.start as usize);
        between.is_some_and(|it| it.contains(':') && it.chars().all(|c| c == ':' || c.is_whitespace()))
    };
    let near = |a: Span, b: Span| a.start <= b.end && b.start <= a.end || is_key_of(a, b);
    for violation in violations {
        let spoken = said.iter().chain(syntax).any(|d| d.at.file == file && near(d.at.span, violation.span));
        if spoken {
            continue;
        }
        let (keyword, path) = (&violation.keyword, &violation.path);
        let mut finding = Diagnostic::new(
            &rules::SCHEMA_DRIFT,
            At { file, span: violation.span },
            say!(en: "the schema rejects this ({keyword} at {path}), and the reader does not know why",
                 es: "el esquema rechaza esto ({keyword} en {path}) y el lector no sabe por qué"),
        );
        finding.internal = true;
        said.push(finding);
    }
}

/// The files that `exclude:` in the root file leaves out, by the patterns of `.gitignore`.
fn excluded(world: &dyn World) -> impl Fn(&str) -> bool + Sync {
    let mut builder = ignore::gitignore::GitignoreBuilder::new("");
    if let Ok(bytes) = world.read(ROOT_FILE)
        && let Ok(text) = String::from_utf8(bytes)
    {
        let (tree, _) = syntax::parse(FileId(0), &text);
        for pattern in
            tree.documents().filter_map(|d| d.get("exclude")).flat_map(Node::items).filter_map(Node::raw)
        {
            let _ = builder.add_line(None, pattern); // a bad pattern is the reader's finding
        }
    }
    let patterns = builder.build().unwrap_or_else(|_| ignore::gitignore::Gitignore::empty());
    move |path: &str| path != ROOT_FILE && patterns.matched_path_or_any_parents(path, false).is_ignore()
}
