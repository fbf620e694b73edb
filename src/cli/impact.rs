//! `senda impact` and `senda why`: what hangs on an entity, and what it hangs on.

use super::files::Files;
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::impact::{Touched, downstream, owners, upstream};
use crate::diagnostic::render::clean;
use crate::diagnostic::{Lang, Say, counted, say};
use crate::load;
use crate::model::id::Id;
use crate::model::reader::nearest;
use crate::model::{EntityIndex, Kind};
use crate::resolve::{PartIndex, Resolved};
use crate::source::SourceMap;
use clap::ArgMatches;
use serde_json::json;
use std::fmt::Write;

/// Which way is looked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What feels a change.
    Impact,
    /// What it leans on.
    Why,
}

/// The entity that is asked about, or a part of it.
struct Asked {
    index: EntityIndex,
    part: Option<PartIndex>,
    name: String,
}

pub fn run(way: Way, matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::of(matches)?;
    let loaded = load(&files.world).map_err(|error| unreadable(&error))?;
    let program = &loaded.program;
    let asked = asked(matches.get_one::<String>("name").map_or("", String::as_str), program)?;
    let touched = match way {
        Way::Impact => downstream(program, &[asked.index], asked.part),
        Way::Why => upstream(program, &[asked.index], asked.part),
    };
    let as_json = matches.get_one::<String>("format").is_some_and(|form| form == "json");
    setting.terminal.say(&match as_json {
        true => in_json(way, &asked, &touched, program, &loaded.sources),
        false => clean(&in_words(way, &asked, &touched, program, &loaded.sources, setting.lang)),
    });
    Ok(Status::Clean)
}

fn asked(word: &str, program: &Resolved) -> Result<Asked, Failure> {
    let (kind, id) = word.split_once(':').unwrap_or(("", word));
    let (id, part) = id.split_once('/').map_or((id, None), |(id, part)| (id, Some(part)));
    let index = Kind::of_name(kind).and_then(|kind| program.find(kind, Id::new(id)));
    let names = || program.entities().map(|(_, entity)| entity.name()).collect::<Vec<_>>();
    let Some(index) = index else {
        return Err(none(word, nearest(&format!("{kind}:{id}"), names().iter().map(String::as_str))));
    };
    let name = program.entity(index).name();
    let Some(part) = part else { return Ok(Asked { index, part: None, name }) };
    let last = part.rsplit('/').next().unwrap_or(part);
    let mut own = program.parts.iter().filter(|(_, it)| it.entity == index);
    match own.find(|(_, it)| it.id.as_str() == last) {
        Some((found, _)) => Ok(Asked { index, part: Some(found), name: format!("{name}/{part}") }),
        None => {
            let own = program.parts.iter().filter(|(_, it)| it.entity == index);
            let all: Vec<String> = own.map(|(_, it)| format!("{name}/{}", it.id)).collect();
            Err(none(word, nearest(word, all.iter().map(String::as_str))))
        }
    }
}

fn none(word: &str, better: Option<&str>) -> Failure {
    Failure::new(
        say!(en: "there is no `{word}`", es: "no hay `{word}`"),
        match better {
            Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
            None => {
                say!(en: "write it as KIND:ID, such as `metric:nps`, or KIND:ID/PART for a part", es: "escríbelo como CLASE:ID, por ejemplo `metric:nps`, o CLASE:ID/PARTE para una parte")
            }
        },
    )
}

fn in_words(
    way: Way,
    asked: &Asked,
    touched: &[Touched],
    program: &Resolved,
    sources: &SourceMap,
    lang: Lang,
) -> String {
    let name = &asked.name;
    let count = counted(touched.len(), ["entity", "entities"], ["entidad", "entidades"]);
    let head = match way {
        _ if touched.is_empty() => match way {
            Way::Impact => say!(en: "Nothing leans on {name}.", es: "Nada se apoya en {name}."),
            Way::Why => say!(en: "{name} leans on nothing else.", es: "{name} no se apoya en nada más."),
        },
        Way::Impact => {
            say!(en: "{} would feel a change of {name}", count.en; es: "{} sentirían un cambio de {name}", count.es)
        }
        Way::Why => say!(en: "{name} leans on {}", count.en; es: "{name} se apoya en {}", count.es),
    };
    let mut out = format!("{}\n", head.in_lang(lang));
    let (near, far): (Vec<&Touched>, Vec<&Touched>) = touched.iter().partition(|it| it.distance == 1);
    let titles =
        [(near, say!(en: "Directly", es: "Directamente")), (far, say!(en: "Further on", es: "Más allá"))];
    for (list, title) in titles {
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{}", title.in_lang(lang));
        for it in list {
            let _ = writeln!(out, "  {}", line(it, program, sources).in_lang(lang));
        }
    }
    if way == Way::Impact {
        let all: Vec<EntityIndex> =
            std::iter::once(asked.index).chain(touched.iter().map(|it| it.index)).collect();
        let owners = owners(program, &all);
        if !owners.is_empty() {
            let title = say!(en: "Who answers for it", es: "Quién responde por ello");
            let _ = writeln!(out, "\n{}", title.in_lang(lang));
        }
        for owner in owners {
            let _ = writeln!(out, "  {}", owner.say().in_lang(lang));
        }
    }
    out
}

fn line(it: &Touched, program: &Resolved, sources: &SourceMap) -> Say {
    let entity = program.entity(it.index);
    let (name, field, place) = (entity.name(), it.field, sources.describe(entity.head()));
    if it.distance == 1 {
        return Say::same(format!("{name}  `{field}`  {place}"));
    }
    let through = program.entity(it.through).name();
    say!(en: "{name}  through {through} (`{field}`)  {place}", es: "{name}  por {through} (`{field}`)  {place}")
}

fn in_json(way: Way, asked: &Asked, touched: &[Touched], program: &Resolved, sources: &SourceMap) -> String {
    let all: Vec<EntityIndex> =
        std::iter::once(asked.index).chain(touched.iter().map(|it| it.index)).collect();
    let entities = touched.iter().map(|it| {
        let entity = program.entity(it.index);
        let source = sources.get(entity.file);
        json!({
            "entity": entity.name(),
            "through": program.entity(it.through).name(),
            "field": it.field,
            "distance": it.distance,
            "file": &*source.path,
            "line": source.place(entity.at.start).line,
        })
    });
    let owners = owners(program, &all);
    let owners = owners.iter().map(|it| json!({"role": it.role, "entities": it.entities}));
    let way = if way == Way::Impact { "impact" } else { "why" };
    let all = json!({
        "version": 1,
        "asked": asked.name,
        "way": way,
        "entities": entities.collect::<Vec<_>>(),
        "owners": owners.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&all).unwrap_or_default()
}
