//! A new id for an entity or for one of its parts: everywhere it is named, with the old one kept for
//! history. Nothing else changes.

mod mentions;
mod values;

use super::format::kept_in_form;
use super::{Change, Overlay, apply, restored};
use crate::diagnostic::{Diagnostic, Say, say};
use crate::model::id::{Id, is_id, to_id};
use crate::model::read::ReadError;
use crate::model::reader::nearest;
use crate::model::{EntityIndex, Kind};
use crate::resolve::{PartIndex, Resolved};
use crate::source::{At, FileId, SourceMap, Span, World, add_field};
use crate::{Outcome, check};
use std::collections::{BTreeMap, BTreeSet};

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    Entity(EntityIndex),
    Part(EntityIndex, PartIndex),
}

/// The files that change, with their new bytes, and how many places that is.
#[derive(Debug)]
pub struct Renamed {
    pub files: BTreeMap<String, Vec<u8>>,
    pub places: usize,
}

/// Why nothing is renamed.
#[derive(Debug)]
pub enum Refused {
    Unreadable(ReadError),
    /// What is in the way, and what to do.
    Because(Say, Say),
}

/// Renames in a program as `world` has it, and reads the result again: it must be as sound as before.
///
/// # Errors
/// A name that is taken or no id, something that is not there, errors of form.
pub fn rename(
    world: &dyn World,
    outcome: &Outcome,
    kind: Kind,
    old: &str,
    new: &str,
) -> Result<Renamed, Refused> {
    let program = &outcome.program;
    if let Some(broken) = outcome.diagnostics.iter().find(|d| d.stops_a_build()) {
        let place = outcome.sources.describe(broken.at);
        return Err(because(
            say!(en: "there are errors of form, the first one at {place}, and a reference that cannot be read cannot be renamed",
                 es: "hay errores de forma, el primero en {place}, y una referencia que no se puede leer no se puede renombrar"),
            say!(en: "mend them first: `senda check` lists them", es: "corrígelos primero: `senda check` los enumera"),
        ));
    }
    let thing = found(program, kind, old)?;
    own(program, thing)?;
    free(program, kind, thing, new)?;
    let mut places: BTreeSet<(FileId, Change)> = mentions::all(program, &outcome.sources, thing, new);
    // What came from packages is read anew with the names that it needs here.
    places.retain(|(file, _)| program.packages.of_file(*file).is_none());
    let named = places.len();
    places.extend(history(outcome, thing));
    let mut overlay = Overlay::new(world);
    for (file, changes) in by_file(places) {
        let source = outcome.sources.get(file);
        let Some(text) = apply(source.text(), &changes) else { continue };
        let text = kept_in_form(source.text(), text);
        let before = world.read(&source.path).unwrap_or_default();
        overlay.set(&source.path, restored(&before, &text));
    }
    let after = check(&overlay, outcome.as_of).map_err(Refused::Unreadable)?;
    if let Some(lost) = after.diagnostics.iter().find(|d: &&Diagnostic| d.stops_a_build()) {
        let (place, message) = (after.sources.describe(lost.at), &lost.message);
        return Err(because(
            say!(en: "the program would break at {place}: {}", message.en; es: "el programa se rompería en {place}: {}", message.es),
            say!(en: "nothing was changed; change that place by hand, or choose another name",
                 es: "no se cambió nada; cambia ese lugar a mano, o elige otro nombre"),
        ));
    }
    Ok(Renamed { files: overlay.into_changed(), places: named })
}

/// The changes that give an entity another id everywhere, its former ids left as they are.
pub fn respelled(
    program: &Resolved,
    sources: &SourceMap,
    entity: EntityIndex,
    new: &str,
) -> BTreeSet<(FileId, Change)> {
    mentions::all(program, sources, Thing::Entity(entity), new)
}

fn because(message: Say, help: Say) -> Refused {
    Refused::Because(message, help)
}

fn by_file(places: BTreeSet<(FileId, Change)>) -> BTreeMap<FileId, Vec<Change>> {
    let mut files: BTreeMap<FileId, Vec<Change>> = BTreeMap::new();
    for (file, change) in places {
        files.entry(file).or_default().push(change);
    }
    files
}

/// The entity of an id, or the part of `entity/part`.
fn found(program: &Resolved, kind: Kind, old: &str) -> Result<Thing, Refused> {
    let (head, part) = old.split_once('/').map_or((old, None), |(head, part)| (head, Some(part)));
    let name = kind.name();
    let Some(entity) = program.find(kind, Id::new(head)) else {
        let ids: Vec<&str> = program.ids(kind).map(Id::as_str).collect();
        return Err(because(
            say!(en: "there is no `{name}:{head}`", es: "no hay `{name}:{head}`"),
            offer(head, &ids),
        ));
    };
    let Some(part) = part else { return Ok(Thing::Entity(entity)) };
    let parts: Vec<_> = program.parts.iter().filter(|(_, p)| p.entity == entity).collect();
    let path: Vec<&str> = part.split('/').map(str::trim).collect();
    let hit = parts.iter().find(|(_, p)| match path[..] {
        [id] => p.parent.is_none() && p.id.as_str() == id,
        [owner, id] => {
            p.id.as_str() == id && p.parent.is_some_and(|up| program.parts.get(up).id.as_str() == owner)
        }
        _ => false,
    });
    match hit {
        Some((index, _)) => Ok(Thing::Part(entity, *index)),
        None => {
            let ids: Vec<&str> = parts.iter().map(|(_, p)| p.id.as_str()).collect();
            Err(because(
                say!(en: "`{name}:{head}` has no part called `{part}`", es: "`{name}:{head}` no tiene una parte llamada `{part}`"),
                offer(part, &ids),
            ))
        }
    }
}

fn offer(name: &str, known: &[&str]) -> Say {
    match nearest(name, known.iter().copied()) {
        Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
        None => {
            let all = known.iter().take(8).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            say!(en: "there are: {all}", es: "hay: {all}")
        }
    }
}

/// What came from a package is renamed where it is written.
fn own(program: &Resolved, thing: Thing) -> Result<(), Refused> {
    let (Thing::Entity(entity) | Thing::Part(entity, _)) = thing;
    let Some(package) = program.packages.of_file(program.entity(entity).file) else { return Ok(()) };
    let place = &package.place;
    Err(because(
        say!(en: "`{}` comes from the package `{}`", program.spelled(entity), package.name;
             es: "`{}` viene del paquete `{}`", program.spelled(entity), package.name),
        say!(en: "rename it in its own program, {place}", es: "renómbralo en su propio programa, {place}"),
    ))
}

/// Whether the new name is an id that nothing else has, now or formerly.
fn free(program: &Resolved, kind: Kind, thing: Thing, new: &str) -> Result<(), Refused> {
    let column = matches!(thing, Thing::Part(_, p) if program.parts.get(p).list() == "columns");
    let fits = if column {
        new.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') && !new.is_empty()
    } else {
        is_id(new)
    };
    if !fits {
        let better = if column { to_id(new).replace('-', "_") } else { to_id(new) };
        return Err(because(
            say!(en: "`{new}` cannot be an id", es: "`{new}` no puede ser un id"),
            say!(en: "lower-case letters, digits and hyphens: `{better}`", es: "minúsculas sin acento, cifras y guiones: `{better}`"),
        ));
    }
    let id = Id::new(new);
    let taken = match thing {
        Thing::Entity(own) => {
            let former = program.entities().find(|(index, e)| {
                *index != own && e.kind == kind && e.common().was.items().any(|was| *was == id)
            });
            program
                .find(kind, id)
                .or(former.map(|(index, _)| index))
                .map(|index| program.entity(index).head())
        }
        Thing::Part(entity, own) => {
            let mine = program.parts.get(own);
            let rival = program.parts.iter().find(|(index, p)| {
                *index != own
                    && p.entity == entity
                    && p.id == id
                    && p.parent == mine.parent
                    && (p.list() == "columns") == column
            });
            rival.map(|(_, p)| program.entity(entity).place(p.at))
        }
    };
    match taken {
        None => Ok(()),
        Some(At { .. }) => Err(because(
            say!(en: "`{new}` is taken already, now or as a former id", es: "`{new}` ya está en uso, ahora o como id anterior"),
            say!(en: "choose another name; nothing was changed", es: "elige otro nombre; no se cambió nada"),
        )),
    }
}

/// Keeps the old id under `was`, where the thing can have one.
fn history(outcome: &Outcome, thing: Thing) -> Option<(FileId, Change)> {
    let program = &outcome.program;
    let (entity, at, id) = match thing {
        Thing::Entity(index) => (index, program.entity(index).at, program.entity(index).id),
        Thing::Part(entity, part) => {
            let part = program.parts.get(part);
            (entity, part.at, part.id)
        }
    };
    let file = program.entity(entity).file;
    let text = outcome.sources.get(file).text();
    let was = mentions::was_of(program, entity, thing);
    let (span, by) = match was {
        None if matches!(thing, Thing::Part(_, p) if !keeps_history(program, p)) => return None,
        None => add_field(text, at, &format!("was: {id}"))?,
        Some(was) => extended(text, was, id),
    };
    Some((file, Change { span, by }))
}

/// Columns, options and bare words have no former names.
fn keeps_history(program: &Resolved, part: PartIndex) -> bool {
    let part = program.parts.get(part);
    let bare = part.list() == "outcomes" && program.entity(part.entity).kind == Kind::Playbook;
    part.parent.is_none() && !bare && !matches!(part.list(), "columns" | "disciplines" | "bands")
}

/// One more former id: in a list between brackets, in a list of lines, or beside a single one.
fn extended(text: &str, was: Span, id: Id) -> (Span, String) {
    let written = &text[was.range()];
    let end = Span { start: was.end, end: was.end };
    if let Some(inside) = written.strip_suffix(']') {
        let comma = if inside.trim_end().ends_with('[') { "" } else { ", " };
        return (Span { start: was.end - 1, end: was.end - 1 }, format!("{comma}{id}"));
    }
    if written.trim_start().starts_with("- ") {
        let start = was.start as usize;
        let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
        return (end, format!("\n{}- {id}", " ".repeat(start - line)));
    }
    (was, format!("[{written}, {id}]"))
}
