//! Findings about the folder as a whole: no root, two roots, two entities of one name.

use super::Model;
use super::dataset::Dataset;
use super::read::ROOT_FILE;
use super::text::Plain;
use super::{Kind, Of, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, FileId, Listed, SourceMap, Span, World};
use std::collections::HashMap;

/// A program inside the folder of another one.
pub struct NestedProgram {
    /// Its folder, with a closing `/`.
    pub folder: String,
}

pub fn nested_programs(files: &[Listed]) -> Vec<NestedProgram> {
    let root = files.iter().any(|f| f.path == ROOT_FILE);
    files
        .iter()
        .filter(|f| root && f.path.ends_with(&format!("/{ROOT_FILE}")))
        .map(|f| NestedProgram { folder: f.path[..f.path.len() - ROOT_FILE.len()].to_owned() })
        .collect()
}

pub fn findings(model: &Model, sources: &SourceMap, nested: &[NestedProgram]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let root = sources.iter().find(|(_, s)| &*s.path == ROOT_FILE).map(|(id, _)| id);
    if let Some(file) = root {
        for program in nested {
            let folder = &program.folder;
            out.push(
                Diagnostic::new(
                    &rules::TWO_PROGRAMS,
                    At { file, span: Span::default() },
                    say!(en: "there is another program inside this folder: `{folder}{ROOT_FILE}`",
                         es: "hay otro programa dentro de esta carpeta: `{folder}{ROOT_FILE}`"),
                )
                .help(say!(
                    en: "its files were left out; move it elsewhere, or leave it out on purpose with `exclude: [{folder}]`",
                    es: "sus archivos quedaron fuera; muévelo, o déjalo fuera a propósito con `exclude: [{folder}]`"
                )),
            );
        }
    }
    let programs: Vec<_> = model.of_kind(Kind::Program).collect();
    for (_, second) in programs.iter().skip(1) {
        let first = programs[0].1;
        if first.id == second.id {
            continue; // said as a duplicate
        }
        out.push(
            Diagnostic::new(
                &rules::TWO_PROGRAMS,
                second.head(),
                say!(en: "a folder holds one program, and this is a second one", es: "una carpeta contiene un programa, y este es el segundo"),
            )
            .related(first.head(), say!(en: "the first one", es: "el primero"))
            .entity(second.name()),
        );
    }
    if programs.is_empty() {
        let file = root.unwrap_or(FileId(0));
        if !sources.is_empty() && root.is_some() && out.is_empty() {
            out.push(
                Diagnostic::new(
                    &rules::NO_PROGRAM,
                    At { file, span: Span::default() },
                    say!(en: "`{ROOT_FILE}` has no document of `kind: program`", es: "`{ROOT_FILE}` no tiene un documento `kind: program`"),
                )
                .help(say!(
                    en: "start it with `kind: program`, `id: …`, `senda: 1`, `languages: [es]`",
                    es: "empiézalo con `kind: program`, `id: …`, `senda: 1`, `languages: [es]`"
                )),
            );
        }
    }
    out.extend(duplicates(model));
    out.extend(clashing_files(sources));
    out.extend(reserved_ids(model));
    out
}

/// Datasets whose file is not where they say.
pub fn missing_files(model: &Model, world: &dyn World) -> Vec<Diagnostic> {
    let stated = model.all::<Dataset>().filter_map(|dataset| Some((dataset, dataset.it.file.spanned()?)));
    let missing: Vec<_> = stated.filter(|(_, (_, path))| world.has(path) == Some(false)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let there: Vec<String> =
        world.list().map(|all| all.into_iter().map(|it| it.path).collect()).unwrap_or_default();
    let data = |path: &&str| [".csv", ".parquet"].iter().any(|end| path.ends_with(end));
    let finding = |(dataset, (at, path)): (Of<'_, Dataset>, (Span, &Plain))| {
        let near = super::reader::nearest(path, there.iter().map(String::as_str).filter(data));
        let rest = say!(
            en: "a path starts at the folder of `{ROOT_FILE}`; what only the data warehouse has is `table`",
            es: "una ruta empieza en la carpeta de `{ROOT_FILE}`; lo que solo está en el almacén de datos es `table`"
        );
        let offer = near
            .map(|near| say!(en: "did you mean `{near}`? ", es: "¿quisiste decir `{near}`? "))
            .unwrap_or_default();
        Diagnostic::new(
            &rules::MISSING_FILE,
            dataset.place(at),
            say!(en: "there is no file `{path}`, so nothing can be measured from it here", es: "no hay un archivo `{path}`, así que aquí no se puede medir nada con él"),
        )
        .help(say!(en: "{}{}", offer.en, rest.en; es: "{}{}", offer.es, rest.es))
        .entity(dataset.entity.name())
    };
    missing.into_iter().map(finding).collect()
}

fn clashing_files(sources: &SourceMap) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut out = Vec::new();
    for (file, source) in sources.iter() {
        if let Some(first) = seen.insert(source.path.to_lowercase(), &source.path) {
            out.push(
                Diagnostic::new(
                    &rules::NAME_CLASH,
                    At { file, span: Span::default() },
                    say!(en: "`{}` and `{first}` are one file on Windows and Mac", source.path; es: "`{}` y `{first}` son un solo archivo en Windows y Mac", source.path),
                )
                .help(say!(en: "rename one of them", es: "cambia el nombre de uno")),
            );
        }
    }
    out
}

/// Names that Windows keeps for devices: no file may be called so, whatever its ending.
fn is_reserved(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || matches!(name.strip_prefix("com").or(name.strip_prefix("lpt")), Some(n) if n.len() == 1 && n != "0" && n.bytes().all(|b| b.is_ascii_digit()))
}

fn reserved_ids(model: &Model) -> Vec<Diagnostic> {
    model
        .entities()
        .filter(|(_, e)| is_reserved(e.id.as_str()))
        .map(|(_, entity)| {
            let id = entity.id;
            Diagnostic::new(
                &rules::NAME_CLASH,
                entity.head(),
                say!(en: "`{id}` is a name that Windows keeps for itself, and files are named after ids",
                     es: "`{id}` es un nombre que Windows se reserva, y los archivos se llaman como los ids"),
            )
            .help(say!(en: "choose another id, such as `{id}-1`", es: "elige otro id, por ejemplo `{id}-1`"))
            .entity(entity.name())
        })
        .collect()
}

fn duplicates(model: &Model) -> Vec<Diagnostic> {
    let entities: Vec<_> = model.entities().map(|(_, e)| e).collect();
    entities
        .windows(2)
        .filter(|pair| pair[0].kind == pair[1].kind && pair[0].id == pair[1].id)
        .map(|pair| {
            let (first, second) = (pair[0], pair[1]);
            let (kind, id) = (second.kind.name(), second.id);
            Diagnostic::new(
                &rules::DUPLICATE_ID,
                second.head(),
                say!(en: "there are two of `{kind}:{id}`", es: "hay dos de `{kind}:{id}`"),
            )
            .related(first.head(), say!(en: "the first one; references mean this", es: "el primero; las referencias apuntan a este"))
            .help(say!(en: "an id is unique among its kind: rename one of them", es: "un id es único en su clase: cambia el nombre de uno"))
            .entity(second.name())
        })
        .collect()
}
