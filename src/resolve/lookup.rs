//! Finds what a path means: goals in order, scopes for bare part ids, the nearest name when
//! there is none.

use super::near::{Near, Propositions};
use super::{Parts, Site, Target, defined_here, place, rules, shown};
use crate::diagnostic::{Diagnostic, a_or_an, say};
use crate::model::common::Status;
use crate::model::id::{Id, to_id};
use crate::model::reader::nearest;
use crate::model::reference::{Goal, Library, inside};
use crate::model::{EntityIndex, Kind, Model, library, spanish};
use crate::source::At;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Former ids of entities.
pub struct Renames(HashMap<(Kind, Id), EntityIndex>);

impl Renames {
    pub fn of(model: &Model, findings: &mut Vec<Diagnostic>) -> Self {
        let mut former = HashMap::new();
        for (index, entity) in model.entities() {
            let package = model.packages.of_file(entity.file).map(|it| it.name);
            for (span, old) in entity.common().was.spanned_items() {
                let old = &package.map_or(*old, |package| inside(package, *old));
                let taken =
                    model.find(entity.kind, *old).or_else(|| former.get(&(entity.kind, *old)).copied());
                match taken {
                    Some(other) if other != index => findings.push(
                        Diagnostic::new(
                            &rules::FORMER_ID_TAKEN,
                            entity.place(span),
                            say!(en: "`{old}` cannot be a former id: {} uses it", shown(model, other);
                                 es: "`{old}` no puede ser un id anterior: lo usa {}", shown(model, other)),
                        )
                        .related(model.entity(other).head(), defined_here(old.as_str()))
                        .help(say!(en: "remove it here, or rename the other one", es: "quítalo aquí o cambia el nombre del otro"))
                        .entity(entity.name()),
                    ),
                    _ => {
                        former.insert((entity.kind, *old), index);
                    }
                }
            }
        }
        Self(former)
    }
}

/// What is said when something in use refers to something that is a draft or retired.
pub fn out_of_use(model: &Model, from: EntityIndex, to: EntityIndex, at: At) -> Option<Diagnostic> {
    let active = |status: Option<&Status>| !matches!(status, Some(Status::Draft | Status::Retired));
    let same = from == to;
    let (from, to) = (model.entity(from), model.entity(to));
    let state = to.common().status.get();
    if same || active(state) || !active(from.common().status.get()) {
        return None;
    }
    let word = state.map_or("", |s| s.word());
    Some(
        Diagnostic::new(
            &rules::RETIRED_REFERENCE,
            at,
            say!(en: "{} is `{word}`, and this refers to it", to.name(); es: "{} está `{word}`, y esto se refiere a ello", to.name()),
        )
        .related(to.head(), defined_here(to.id.as_str()))
        .help(say!(
            en: "refer to what takes its place, or set `status: active` there",
            es: "refiérete a lo que toma su lugar, o pon ahí `status: active`"
        ))
        .entity(from.name()),
    )
}

pub struct Finder<'f> {
    model: &'f Model,
    parts: &'f Parts,
    renames: &'f Renames,
    propositions: Propositions,
    /// The parts in one list of all entities of a kind, by their ids; put together when first asked for.
    everywhere: Mutex<HashMap<(Kind, &'static str), Arc<Named>>>,
}

/// Parts by their ids, present and former.
type Named = HashMap<Id, Vec<Target>>;

impl<'f> Finder<'f> {
    pub fn new(model: &'f Model, parts: &'f Parts, renames: &'f Renames) -> Self {
        let mut finder = Self {
            model,
            parts,
            renames,
            propositions: Propositions::default(),
            everywhere: Mutex::default(),
        };
        finder.propositions = Propositions::of(model, &finder);
        finder
    }

    /// The parts of this id in one list of any entity of a kind, in the order of the entities.
    fn anywhere(&self, kind: Kind, list: &'static str, id: Id) -> Vec<Target> {
        let named = {
            let mut everywhere = self.everywhere.lock().unwrap_or_else(PoisonError::into_inner);
            everywhere.entry((kind, list)).or_insert_with(|| Arc::new(self.names_in(kind, list))).clone()
        };
        named.get(&id).cloned().unwrap_or_default()
    }

    fn names_in(&self, kind: Kind, list: &'static str) -> Named {
        let mut named = Named::new();
        for (index, _) in self.model.of_kind(kind) {
            for id in self.parts.names_in(index, list) {
                let part = self.parts.find(index, list, id).map(|part| Target::Part(index, part));
                named.entry(id).or_default().extend(part);
            }
        }
        named
    }

    /// What a reference leads to; says why when it leads nowhere.
    pub fn follow(&self, site: &Site, near: &Near, findings: &mut Vec<Diagnostic>) -> Option<Target> {
        let mut found: Vec<Target> = Vec::new();
        for goal in site.goals {
            let hits = self.hits(site, near, *goal);
            if !hits.is_empty() {
                found = hits;
                break;
            }
        }
        // An id that exists in several kinds must say which is meant.
        if let [Target::Entity(first)] = found[..]
            && site.path.kind.is_none()
        {
            let rivals: Vec<EntityIndex> = site
                .goals
                .iter()
                .filter_map(|goal| match goal {
                    Goal::Entity(kind) => self.model.find(*kind, site.path.head),
                    _ => None,
                })
                .filter(|other| *other != first)
                .collect();
            if !rivals.is_empty() && site.path.part.is_none() {
                let all: Vec<String> = [first].iter().chain(&rivals).map(|i| shown(self.model, *i)).collect();
                self.ambiguous(site, &all, findings);
                return None;
            }
        }
        match found[..] {
            // What stands beside leads nowhere: its finding is out.
            [] if near.lacks(site) => None,
            // Its package could not be opened or has no such entity: that finding is out.
            [] if self.is_told(site) => None,
            // It may be what could not be read, or hang on it, and that finding is out.
            [] if site.goals.iter().filter_map(kind_of).any(|kind| self.model.may_have(kind)) => None,
            [] if self.model.is_partial() && site.is_scoped() => None,
            [] => {
                if !site.or_text {
                    findings.push(self.unknown(site, near));
                } else {
                    findings.extend(self.near_miss(site, near));
                }
                None
            }
            [one] => {
                self.remark(site, one, findings);
                Some(one)
            }
            // A column that several datasets have: any of them will do.
            [first, ..] if matches!(first, Target::Part(_, p) if self.parts.get(p).list() == "columns") => {
                Some(first)
            }
            _ => {
                let all: Vec<String> = found.iter().map(|t| self.address(*t)).collect();
                self.ambiguous(site, &all, findings);
                None
            }
        }
    }

    /// Whether what is said of a package already says why a name of it leads nowhere.
    fn is_told(&self, site: &Site) -> bool {
        let known = site.path.package.is_some_and(|name| self.model.packages.named(name).is_some());
        let mut kinds = site.goals.iter().filter_map(kind_of);
        known && !kinds.any(|kind| self.model.find(kind, site.path.head).is_some())
    }

    fn hits(&self, site: &Site, near: &Near, goal: Goal) -> Vec<Target> {
        let path = site.path;
        let part = |entity: EntityIndex, list: &str, id: Id| {
            self.parts.find(entity, list, id).map(|p| Target::Part(entity, p))
        };
        let one = |target: Option<Target>| target.into_iter().collect::<Vec<_>>();
        match goal {
            Goal::Entity(kind) if path.part.is_none() && path.kind.is_none_or(|k| k == kind) => {
                one(self.entity(site, kind).map(Target::Entity))
            }
            Goal::Part(kind, list) if path.kind.is_none_or(|k| k == kind) && path.sub.is_none() => {
                one(path.part.and_then(|id| part(self.entity(site, kind)?, list, id)))
            }
            Goal::Sub(kind, list, sub_list) => one(path.part.zip(path.sub).and_then(|(id, sub)| {
                let entity = self.entity(site, kind)?;
                let parent = self.parts.find(entity, list, id)?;
                self.parts.find_sub(parent, sub_list, sub).map(|p| Target::Part(entity, p))
            })),
            Goal::Own(list) if path.part.is_none() && path.kind.is_none() => {
                one(part(site.from, list, path.head))
            }
            Goal::Near(scope, kind, list) if path.part.is_none() && path.kind.is_none() => {
                match near.named(self.model, &self.propositions, scope, site) {
                    Some(entities) => {
                        entities.into_iter().filter_map(|entity| part(entity, list, path.head)).collect()
                    }
                    None => self.anywhere(kind, list, path.head),
                }
            }
            Goal::BuiltIn(library) if path.part.is_none() && path.kind.is_none() => {
                one(library::knows(library, path.head).then_some(Target::BuiltIn(path.head)))
            }
            _ => Vec::new(),
        }
    }

    fn entity(&self, site: &Site, kind: Kind) -> Option<EntityIndex> {
        let id = site.path.head;
        let found = self.model.find(kind, id).or_else(|| self.renames.0.get(&(kind, id)).copied())?;
        let fits = site.path.package.is_some() || !self.is_foreign(site, found);
        fits.then_some(found)
    }

    /// Whether an entity of a package is named by a file of the program itself.
    fn is_foreign(&self, site: &Site, entity: EntityIndex) -> bool {
        let packages = &self.model.packages;
        let from = |index: EntityIndex| packages.of_file(self.model.entity(index).file);
        !packages.list.is_empty() && from(entity).is_some() && from(site.from).is_none()
    }

    /// What is worth saying about a reference that leads somewhere.
    fn remark(&self, site: &Site, target: Target, findings: &mut Vec<Diagnostic>) {
        let Some(entity) = target.entity() else { return };
        let (from, to) = (self.model.entity(site.from), self.model.entity(entity));
        let at = place(self.model, site.from, site.at);
        let is_called = |id: Id| to.id == id || self.model.packages.names_of(entity).any(|it| it.id == id);
        let old_entity = matches!(target, Target::Entity(_)) && !is_called(site.path.head);
        let old_part = matches!(target, Target::Part(_, p) if ![site.path.part, Some(site.path.head)].contains(&Some(self.parts.get(p).id)));
        if old_entity || old_part {
            let now = self.address(target);
            findings.push(
                Diagnostic::new(
                    &rules::RENAMED_REFERENCE,
                    at,
                    say!(en: "`{}` is now called `{now}`", site.path; es: "`{}` se llama ahora `{now}`", site.path),
                )
                .help(say!(en: "write `{now}` when you next touch this file", es: "escribe `{now}` cuando vuelvas a tocar este archivo"))
                .entity(from.name())
                .fix(true, vec![(at, now)]),
            );
        }
        // Something that takes the place of another must name it, and a column keeps old wordings.
        let historical = matches!(site.field, "replaces" | "restates" | "source")
            || (from.kind == Kind::Dataset && site.field == "question");
        if !historical {
            findings.extend(out_of_use(self.model, site.from, entity, at));
        }
    }

    fn address(&self, target: Target) -> String {
        match target {
            Target::Entity(entity) => self.model.spelled(entity).to_string(),
            Target::Part(entity, part) => {
                format!("{}/{}", self.model.spelled(entity), self.parts.get(part).id)
            }
            Target::BuiltIn(id) => id.to_string(),
        }
    }

    fn ambiguous(&self, site: &Site, candidates: &[String], findings: &mut Vec<Diagnostic>) {
        let listed = candidates.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ");
        findings.push(
            Diagnostic::new(
                &rules::AMBIGUOUS_REFERENCE,
                place(self.model, site.from, site.at),
                say!(en: "`{}` could mean {listed}", site.path; es: "`{}` podría significar {listed}", site.path),
            )
            .help(say!(en: "write the one that is meant", es: "escribe el que corresponda"))
            .entity(self.model.entity(site.from).name()),
        );
    }

    /// A name before a colon that is neither a kind nor a package.
    fn no_package(&self, site: &Site) -> Option<Diagnostic> {
        let (packages, name) = (&self.model.packages, site.path.package?);
        if packages.named(name).is_some() {
            return None;
        }
        let kinds = Kind::ALL.iter().map(|kind| kind.name());
        let known = packages.list.iter().map(|it| it.name.as_str());
        let help = match nearest(name.as_str(), known.chain(kinds)) {
            Some(better) => say!(en: "did you mean `{better}:`?", es: "¿quisiste decir `{better}:`?"),
            None => say!(en: "name the other program under `packages` in senda.yaml, or leave `{name}:` out",
                         es: "nombra el otro programa en `packages`, en senda.yaml, o quita `{name}:`"),
        };
        Some(
            Diagnostic::new(
                &rules::UNKNOWN_REFERENCE,
                place(self.model, site.from, site.at),
                say!(en: "`{name}` is neither a kind nor a package of this program", es: "`{name}` no es una clase ni un paquete de este programa"),
            )
            .help(help)
            .entity(self.model.entity(site.from).name()),
        )
    }

    fn unknown(&self, site: &Site, near: &Near) -> Diagnostic {
        if let Some(finding) = self.no_package(site) {
            return finding;
        }
        let (path, wanted) = (site.path, spanish::label(site.target_name));
        let at = place(self.model, site.from, site.at);
        let mut diagnostic = Diagnostic::new(
            &rules::UNKNOWN_REFERENCE,
            at,
            say!(en: "there is no {} called `{path}`", wanted.en; es: "no existe `{path}` ({})", wanted.es),
        )
        .entity(self.model.entity(site.from).name());
        let candidates = self.candidates(site, near);
        let text = path.to_string();
        let close = candidates
            .iter()
            .find(|(name, _)| to_id(name) == to_id(&text))
            .or_else(|| candidates.iter().find(|(_, target)| self.is_titled(*target, &text)))
            .map(|(name, _)| name.as_str())
            .or_else(|| nearest(&text, candidates.iter().map(|(name, _)| name.as_str())));
        if let Some(better) = close {
            let target = candidates.iter().find(|(name, _)| name == better).and_then(|(_, target)| *target);
            if let Some(entity) = target.and_then(Target::entity) {
                let far = match target {
                    Some(Target::Part(_, part)) => place(self.model, entity, self.parts.get(part).at),
                    _ => self.model.entity(entity).head(),
                };
                diagnostic = diagnostic.related(far, defined_here(better));
            }
            return diagnostic
                .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
                .fix(false, vec![(at, better.to_owned())]);
        }
        // The name exists, as something else.
        let elsewhere = Kind::ALL.iter().find_map(|kind| self.model.find(*kind, path.head));
        if let Some(other) = elsewhere.filter(|_| path.part.is_none()) {
            let entity = self.model.entity(other);
            return diagnostic
                .related(entity.head(), defined_here(entity.id.as_str()))
                .help(say!(en: "`{path}` is {}; {} is meant here", a_or_an(entity.kind.name()), a_or_an(&wanted.en);
                           es: "`{path}` es de clase `{}`; aquí se espera: {}", entity.kind.name(), wanted.es));
        }
        let mut candidates = candidates;
        let last = format!("/{}", path.head);
        candidates.sort_by_key(|(name, _)| !(path.part.is_none() && name.ends_with(&last)));
        let names: Vec<String> = candidates.iter().take(8).map(|(name, _)| format!("`{name}`")).collect();
        let more = if candidates.len() > 8 { " …" } else { "" };
        diagnostic.help(if names.is_empty() {
            say!(en: "none is defined yet: write one, or remove the reference", es: "todavía no hay ninguno: defínelo o quita la referencia")
        } else {
            say!(en: "there are: {}{more}", names.join(", "); es: "hay: {}{more}", names.join(", "))
        })
    }

    /// Whether people call an entity so: by its title, in any language.
    fn is_titled(&self, target: Option<Target>, name: &str) -> bool {
        let Some(Target::Entity(entity)) = target else { return false };
        let title = self.model.entity(entity).common().title.get();
        title.is_some_and(|it| it.readings().any(|reading| to_id(reading.words) == to_id(name)))
    }

    /// Text that is almost the id of something: probably a reference.
    fn near_miss(&self, site: &Site, near: &Near) -> Option<Diagnostic> {
        let text = site.path.to_string();
        let candidates = self.candidates(site, near);
        let better = nearest(&text, candidates.iter().map(|(name, _)| name.as_str()))?;
        let edits = strsim::damerau_levenshtein(&text, better);
        if edits > 2 {
            return None;
        }
        let mut diagnostic = self.unknown(site, near);
        diagnostic.severity = crate::diagnostic::Severity::Warning;
        Some(diagnostic)
    }

    /// Every name that would have been right here.
    fn candidates(&self, site: &Site, near: &Near) -> Vec<(String, Option<Target>)> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        let mut add = |name: String, target: Option<Target>| {
            if seen.insert(name.clone()) {
                out.push((name, target));
            }
        };
        for goal in site.goals {
            match *goal {
                Goal::Entity(kind) => {
                    for (index, _) in self.model.of_kind(kind) {
                        add(self.model.spelled(index).to_string(), Some(Target::Entity(index)));
                    }
                }
                Goal::Part(kind, list) | Goal::Sub(kind, list, _) => {
                    for (index, _) in self.model.of_kind(kind) {
                        for (part, p) in self.parts.in_list(index, list) {
                            add(
                                format!("{}/{}", self.model.spelled(index), p.id),
                                Some(Target::Part(index, part)),
                            );
                        }
                    }
                }
                Goal::Own(list) => {
                    for (part, p) in self.parts.in_list(site.from, list) {
                        add(p.id.to_string(), Some(Target::Part(site.from, part)));
                    }
                }
                Goal::Near(scope, kind, list) => {
                    for entity in near.entities(self.model, &self.propositions, scope, site, kind) {
                        for (part, p) in self.parts.in_list(entity, list) {
                            add(p.id.to_string(), Some(Target::Part(entity, part)));
                        }
                    }
                }
                Goal::BuiltIn(lib) => {
                    for name in names_of(lib) {
                        add(name.to_owned(), Some(Target::BuiltIn(Id::new(name))));
                    }
                }
            }
        }
        out
    }
}

fn names_of(lib: Library) -> Vec<&'static str> {
    library::names(lib)
}

/// The kind of entity in which a goal is looked for, when it is not the one at hand.
fn kind_of(goal: &Goal) -> Option<Kind> {
    match goal {
        Goal::Entity(kind) | Goal::Part(kind, _) | Goal::Near(_, kind, _) | Goal::Sub(kind, ..) => {
            Some(*kind)
        }
        Goal::Own(_) | Goal::BuiltIn(_) => None,
    }
}
