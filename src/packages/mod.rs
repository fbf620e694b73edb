//! Programs that import others. What the program names of a package comes in, with all that it leans on,
//! as if it had been written here under the name of the package: `corp:nps` is the entity `corp-nps`.

pub mod lock;
mod open;
mod respell;
mod wanted;

use crate::diagnostic::{Diagnostic, say};
use crate::model::id::Id;
use crate::model::package::{Called, Package, Packages};
use crate::model::package_rules as rules;
use crate::model::read::{ROOT_FILE, Read};
use crate::model::reader::nearest;
use crate::model::reference::inside;
use crate::model::{Entity, EntityIndex, Kind, Model};
use crate::resolve::rules::UNKNOWN_REFERENCE;
use crate::source::{At, World};
use lock::Lock;
use open::{Importer, Opened};
use respell::Respelling;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use wanted::Wanted;

/// A package of the program, and what of it is used.
struct Import {
    name: Id,
    at: At,
    opened: Opened,
    used: BTreeSet<EntityIndex>,
    /// Entities whose place one of the program takes, with the id of that one.
    replaced: HashMap<EntityIndex, Id>,
}

/// Brings in what a program uses of its packages. `open` are the programs that are being read.
pub fn bring_in(world: &dyn World, read: &mut Read, open: &[String]) {
    check_exports(&read.model, &mut read.findings);
    let Some(program) = read.model.program().filter(|it| it.it.packages.items().next().is_some()) else {
        return;
    };
    let importer = Importer { world, open, lock: Lock::of(world) };
    let (mut declared, mut imports, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for package in program.it.packages.items() {
        let Some((span, name)) = package.id.spanned() else { continue };
        let at = program.place(span);
        if let Some(finding) = bad_name(*name, at, &declared) {
            findings.push(finding);
            continue;
        }
        let place = match importer.open(name.as_str(), package, at) {
            Ok(opened) => {
                let place = opened.place.clone();
                let (used, replaced) = (BTreeSet::new(), HashMap::new());
                imports.push(Import { name: *name, at, opened, used, replaced });
                place
            }
            Err(finding) => {
                findings.push(*finding);
                String::new()
            }
        };
        declared.push(Package { name: *name, at, place, files: 0..0 });
    }
    let wanted = wanted::all(&read.model);
    overrides(&read.model, &mut imports, &mut findings);
    let private = choose(&wanted, &mut imports, &mut findings);
    let identity = world.identity();
    carry(read, declared, imports, &identity, &mut findings);
    for (finding, kind, id) in private {
        let far = read.model.find(kind, id).map(|index| read.model.entity(index).head());
        let words = say!(en: "it is defined here, and `exports` of its program does not name it", es: "se define aquí, y `exports` de su programa no la nombra");
        findings.push(match far {
            Some(far) => finding.related(far, words),
            None => finding,
        });
    }
    read.findings.extend(findings);
}

fn bad_name(name: Id, at: At, declared: &[Package]) -> Option<Diagnostic> {
    let twice = declared.iter().find(|it| it.name == name);
    let message = match (Kind::of_name(name.as_str()), twice) {
        (Some(_), _) => {
            say!(en: "a package cannot be called `{name}`, because that is a kind", es: "un paquete no puede llamarse `{name}`, porque es una clase")
        }
        (None, Some(_)) => {
            say!(en: "there are two packages called `{name}`", es: "hay dos paquetes llamados `{name}`")
        }
        (None, None) => return None,
    };
    let finding = Diagnostic::new(&crate::model::rules::DUPLICATE_ID, at, message)
        .help(say!(en: "give it another name", es: "ponle otro nombre"));
    Some(match twice {
        Some(first) => finding.related(first.at, say!(en: "the first one", es: "el primero")),
        None => finding,
    })
}

/// Entries of `exports` that nothing answers to.
fn check_exports(model: &Model, findings: &mut Vec<Diagnostic>) {
    let Some(program) = model.program() else { return };
    for (span, entry) in program.it.exports.spanned_items() {
        let (kind, id) = entry.split_once(':').map_or((&**entry, None), |(kind, id)| (kind, Some(id.trim())));
        let kind = Kind::of_name(kind.trim());
        let is_there = kind.is_some_and(|kind| id.is_none_or(|id| model.find(kind, Id::new(id)).is_some()));
        if is_there || kind.is_some_and(|kind| model.may_have(kind)) {
            continue;
        }
        let near = kind.and_then(|kind| {
            let better = nearest(id?, model.ids(kind).map(Id::as_str))?;
            Some(format!("{}:{better}", kind.name()))
        });
        let finding = Diagnostic::new(
            &UNKNOWN_REFERENCE,
            program.place(span),
            say!(en: "`{}` is neither a kind nor an entity of this program", &**entry; es: "`{}` no es una clase ni una entidad de este programa", &**entry),
        );
        findings.push(match near {
            Some(better) => finding
                .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
                .fix(false, vec![(program.place(span), better)]),
            None => finding.help(say!(en: "write a kind, `metric`, or one entity, `metric:nps`", es: "escribe una clase, `metric`, o una entidad, `metric:nps`")),
        });
    }
}

/// Whether a program offers an entity to those that import it.
fn offers(program: &Model, entity: &Entity) -> bool {
    let own = program.packages.of_file(entity.file).is_none();
    let said = |entry: &str| match entry.split_once(':') {
        Some((kind, id)) => kind.trim() == entity.kind.name() && id.trim() == entity.id.as_str(),
        None => entry.trim() == entity.kind.name(),
    };
    own && entity.kind != Kind::Program
        && program.program().is_some_and(|it| it.it.exports.items().any(|entry| said(entry)))
}

/// The entities of an import that a name may mean.
fn meant(import: &Import, wanted: &Wanted) -> Vec<EntityIndex> {
    let program = &import.opened.loaded.program;
    let local = wanted.path.local();
    let fits = |entity: &Entity| {
        wanted.kinds.contains(&entity.kind)
            && (entity.id == local || entity.common().was.items().any(|was| *was == local))
    };
    program.entities().filter(|(_, entity)| fits(entity)).map(|(index, _)| index).collect()
}

/// A finding that waits for the place of its other end.
type Waiting = (Diagnostic, Kind, Id);

/// Takes note of what is used, and of what that leans on.
fn choose(wanted: &[Wanted], imports: &mut [Import], findings: &mut Vec<Diagnostic>) -> Vec<Waiting> {
    let mut private = Vec::new();
    for want in wanted {
        let import = imports.iter_mut().find(|it| Some(it.name) == want.path.package);
        let Some(import) = import else { continue };
        let program = &import.opened.loaded.program;
        let found = meant(import, want);
        let Some(first) = found.first().copied() else {
            if !want.or_text {
                findings.push(unknown(import, want));
            }
            continue;
        };
        let offered = |index: &EntityIndex| offers(&program.model, program.entity(*index));
        if !found.iter().any(offered) {
            let entity = program.entity(first);
            private.push((not_offered(import, want), entity.kind, inside(import.name, entity.id)));
        }
        import.used.extend(found);
    }
    for import in imports {
        let mut open: Vec<EntityIndex> = import.used.iter().copied().collect();
        let program = &import.opened.loaded.program;
        while let Some(index) = open.pop() {
            if import.replaced.contains_key(&index) {
                continue;
            }
            for to in program.edges_from(index).iter().filter_map(|edge| edge.to.entity()) {
                if program.entity(to).kind != Kind::Program && import.used.insert(to) {
                    open.push(to);
                }
            }
        }
    }
    private
}

fn unknown(import: &Import, want: &Wanted) -> Diagnostic {
    let (program, name) = (&import.opened.loaded.program, import.name);
    let offered =
        program.entities().filter(|(_, it)| want.kinds.contains(&it.kind) && offers(&program.model, it));
    let offered: Vec<&str> = offered.map(|(_, it)| it.id.as_str()).collect();
    let local = want.path.local();
    let finding = Diagnostic::new(
        &UNKNOWN_REFERENCE,
        want.at,
        say!(en: "the package `{name}` has no `{local}` that could stand here", es: "el paquete `{name}` no tiene un `{local}` que pueda ir aquí"),
    )
    .related(import.at, say!(en: "the package is named here", es: "el paquete se nombra aquí"))
    .entity(want.by.clone());
    if let Some(better) = nearest(local.as_str(), offered.iter().copied()) {
        let written = Id::new(&format!("{name}:{better}"));
        let finding = finding.help(say!(en: "did you mean `{written}`?", es: "¿quisiste decir `{written}`?"));
        let whole = want.path.kind.is_none() && want.path.part.is_none();
        return if whole { finding.fix(false, vec![(want.at, written.to_string())]) } else { finding };
    }
    let listed = offered.iter().take(8).map(|id| format!("`{name}:{id}`")).collect::<Vec<_>>().join(", ");
    finding.help(match listed.is_empty() {
        true => say!(en: "its `exports` offer nothing of the kind", es: "sus `exports` no ofrecen nada de esa clase"),
        false => say!(en: "it offers: {listed}", es: "ofrece: {listed}"),
    })
}

fn not_offered(import: &Import, want: &Wanted) -> Diagnostic {
    let place = &import.opened.place;
    let program = &import.opened.loaded.program;
    let owner = program.program().and_then(|it| {
        let sponsor = it.it.sponsor.get().and_then(|sponsor| sponsor.role.value());
        it.it.common.owner.value().or(sponsor).map(|role| role.id())
    });
    let who = match owner {
        Some(role) => {
            say!(en: "`{role}`, who answers for that program, can add it", es: "`{role}`, responsable de ese programa, puede agregarla")
        }
        None => {
            say!(en: "those who write that program can add it", es: "quienes escriben ese programa pueden agregarla")
        }
    };
    Diagnostic::new(
        &rules::PRIVATE_REFERENCE,
        want.at,
        say!(en: "`{}` is not offered by its package", want.path; es: "el paquete de `{}` no la ofrece", want.path),
    )
    .help(say!(en: "{} to `exports` in {place}{ROOT_FILE}", who.en; es: "{} a `exports`, en {place}{ROOT_FILE}", who.es))
    .entity(want.by.clone())
}

/// What the program puts in the place of entities of its packages.
fn overrides(model: &Model, imports: &mut [Import], findings: &mut Vec<Diagnostic>) {
    let Some(program) = model.program() else { return };
    for it in program.it.overrides.items() {
        let (Some((span, of)), Some((by_span, by))) = (it.of.spanned(), it.by.spanned()) else { continue };
        let Some(import) = imports.iter_mut().find(|import| Some(import.name) == of.path.package) else {
            if of.path.package.is_none() {
                findings.push(
                    Diagnostic::new(
                        &UNKNOWN_REFERENCE,
                        program.place(span),
                        say!(en: "`{}` is no entity of a package", of.path; es: "`{}` no es una entidad de un paquete", of.path),
                    )
                    .help(say!(en: "write it with the name of its package: `corp:{}`", of.path; es: "escríbela con el nombre de su paquete: `corp:{}`", of.path)),
                );
            }
            continue;
        };
        let theirs = &import.opened.loaded.program;
        let fits = |entity: &Entity| {
            entity.id == of.path.local()
                && of.path.kind.is_none_or(|kind| kind == entity.kind)
                && by.path.kind.is_none_or(|kind| kind == entity.kind)
        };
        let mut found = theirs.entities().filter(|(_, entity)| fits(entity));
        let pair = found.find(|(_, entity)| model.find(entity.kind, by.path.head).is_some());
        let Some((index, entity)) = pair else {
            if theirs.entities().any(|(_, entity)| fits(entity)) {
                findings.push(
                    Diagnostic::new(
                        &UNKNOWN_REFERENCE,
                        program.place(by_span),
                        say!(en: "`{}` is no entity of this program of the kind that `{}` has", by.path, of.path;
                             es: "`{}` no es una entidad de este programa de la clase de `{}`", by.path, of.path),
                    )
                    .help(say!(en: "name one of the same kind", es: "nombra una de la misma clase")),
                );
            }
            continue;
        };
        let (kind, why) = (entity.kind.name(), it.why.get().and_then(|why| why.readings().next()));
        let why = why.map(|why| format!(": {}", why.words)).unwrap_or_default();
        let finding = Diagnostic::new(
            &rules::PACKAGE_OVERRIDE,
            program.place(span),
            say!(en: "`{}` takes the place of the {kind} `{}`{why}", by.path, of.path; es: "`{}` toma el lugar de `{}` ({kind}){why}", by.path, of.path),
        )
        .help(say!(en: "whoever compares this program with others of the group should know", es: "quien compare este programa con otros del grupo debe saberlo"));
        let own = model.find(entity.kind, by.path.head).map(|index| model.entity(index).head());
        findings.push(match own {
            Some(own) => finding.related(own, say!(en: "this takes its place", es: "esto toma su lugar")),
            None => finding,
        });
        import.replaced.insert(index, by.path.head);
    }
}

/// Puts everything that is used into the model, each entity once.
fn carry(
    read: &mut Read,
    mut declared: Vec<Package>,
    imports: Vec<Import>,
    importer: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut ids: HashMap<(Kind, Arc<str>), Id> = HashMap::new();
    let mut names: Vec<(Kind, Id, Id, Id, Arc<str>)> = Vec::new();
    let mut carried = Vec::new();
    let first_language = read.model.first_language().to_owned();
    // What a package has of its own is called after it, and not after one that imports it.
    for own in [true, false] {
        for import in &imports {
            let program = &import.opened.loaded.program;
            for index in import.used.iter().copied() {
                if program.packages.of_file(program.entity(index).file).is_none() == own {
                    let entity = program.entity(index);
                    let here = inside(import.name, entity.id);
                    ids.entry((entity.kind, origin(import, index, importer))).or_insert(here);
                }
            }
        }
    }
    let mut taken = HashSet::new();
    for import in &imports {
        let program = &import.opened.loaded.program;
        let (mut respelled, mut brought) = (Vec::new(), Vec::new());
        for index in import.used.iter().copied() {
            let entity = program.entity(index);
            let origin = origin(import, index, importer);
            let spelled = Id::new(&format!("{}:{}", import.name, entity.id));
            let here = inside(import.name, entity.id);
            let replaced = import.replaced.get(&index).copied();
            let id = replaced.unwrap_or_else(|| ids[&(entity.kind, origin.clone())]);
            respelled.push((index, id));
            names.push((entity.kind, here, id, spelled, origin));
            if replaced.is_some() || !taken.insert((entity.kind, id)) {
                continue;
            }
            if let Some(own) = read.model.find(entity.kind, id) {
                findings.push(clash(&read.model, own, import, spelled));
                continue;
            }
            brought.push(index);
        }
        let from = read.sources.len() as u32;
        let name_language = program.first_language() != first_language;
        let respelling = Respelling { ids: respelled, brought, name_language };
        match respelling.carry(&import.opened, &mut read.sources) {
            Ok(entities) => carried.extend(entities),
            Err(path) => findings.push(
                Diagnostic::new(
                    &rules::PACKAGE_BROKEN,
                    import.at,
                    say!(en: "`{path}` of the package `{}` cannot be read under other names", import.name; es: "`{path}`, del paquete `{}`, no se puede leer con otros nombres", import.name),
                )
                .help(say!(en: "`senda fmt` in the package may put it right", es: "`senda fmt` en el paquete puede arreglarlo")),
            ),
        }
        if let Some(package) = declared.iter_mut().find(|it| it.name == import.name) {
            package.files = from..read.sources.len() as u32;
        }
    }
    let mut model = std::mem::take(&mut read.model).joined(carried);
    let called = names.into_iter().filter_map(|(kind, here, id, spelled, origin)| {
        let index = model.find(kind, id)?;
        Some(Called { kind, id: here, spelled, index, origin })
    });
    let called: Vec<Called> = called.collect();
    for it in &called {
        model.call(it.kind, it.id, it.index);
    }
    model.packages = Packages::new(declared, called);
    read.model = model;
}

/// What an entity is, wherever it is imported from. Where something is put in the place of another, it is
/// not what others have.
fn origin(import: &Import, index: EntityIndex, importer: &str) -> Arc<str> {
    let program = &import.opened.loaded.program;
    let entity = program.entity(index);
    let known = program.packages.names_of(index).find(|it| it.id == entity.id);
    if let Some(known) = known {
        return known.origin.clone();
    }
    let (identity, id) = (&import.opened.identity, entity.id);
    let as_here =
        if import.replaced.is_empty() { String::new() } else { format!("\0{importer}\0{}", import.name) };
    format!("{identity}\0{id}{as_here}").into()
}

fn clash(model: &Model, own: EntityIndex, import: &Import, spelled: Id) -> Diagnostic {
    let entity = model.entity(own);
    let id = entity.id;
    Diagnostic::new(
        &crate::model::rules::DUPLICATE_ID,
        entity.head(),
        say!(en: "`{id}` is what `{spelled}` is called in everything that is generated", es: "`{id}` es como se llama `{spelled}` en todo lo que se genera"),
    )
    .related(import.at, say!(en: "the package is named here", es: "el paquete se nombra aquí"))
    .help(say!(en: "rename this entity, or give the package another name", es: "cambia el nombre de esta entidad, o el del paquete"))
    .entity(entity.name())
}
