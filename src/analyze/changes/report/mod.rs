//! Changes as people and programs read them.

mod findings;
mod json;
mod markdown;
mod text;

pub use findings::{Findings, findings};
pub use json::json;
pub use markdown::{MOST_CHARACTERS, markdown};
pub use text::text;

use super::{Change, Differences, Found, Level, Side, What};
use crate::analyze::impact::{self, Owner, Touched};
use crate::diagnostic::{Lang, Say, counted, say};
use crate::model::id::Id;
use crate::model::{Entity, EntityIndex, Kind};
use crate::resolve::Resolved;
use crate::source::{At, SourceMap};

/// What a report is made of.
pub struct Report<'r> {
    /// How the two sides are called: a revision, a folder, the working tree.
    pub from: &'r Say,
    pub to: &'r Say,
    pub before: Side<'r>,
    pub after: Side<'r>,
    pub differences: &'r Differences,
    pub lang: Lang,
    /// Where the program stands in its repository, empty or with a `/` at its end.
    pub folder: &'r str,
    /// What a check finds in both; none where nobody asked for it.
    pub found: Option<&'r Found>,
}

/// What a set of changes touches beyond itself.
pub struct Impact {
    pub touched: Vec<Reached>,
    pub owners: Vec<Owner>,
}

/// An entity that is touched, by its name, and how it is reached.
pub struct Reached {
    pub kind: Kind,
    pub id: Id,
    pub through: String,
    pub field: &'static str,
    pub distance: u32,
}

impl Reached {
    pub fn name(&self) -> String {
        Entity::name_of(self.kind, self.id)
    }
}

fn reached(program: &Resolved, touched: &[Touched]) -> Vec<Reached> {
    let one = |it: &Touched| {
        let entity = program.entity(it.index);
        let through = program.entity(it.through).name();
        Reached { kind: entity.kind, id: entity.id, through, field: it.field, distance: it.distance }
    };
    touched.iter().map(one).collect()
}

impl Report<'_> {
    /// What the changes touch that break or change something. What is gone touched things before.
    pub fn impact(&self) -> Impact {
        let (was, is) = (self.before.program, self.after.program);
        let (mut starts, mut gone) = (Vec::new(), Vec::new());
        for it in self.differences.changes.iter().filter(|it| it.level != Level::Cosmetic) {
            let of_before = matches!(it.what, What::EntityRemoved | What::SuppressionRemoved);
            if of_before { gone.extend(it.index) } else { starts.extend(it.index) }
        }
        for list in [&mut starts, &mut gone] {
            list.sort_unstable();
            list.dedup();
        }
        let mut touched = reached(is, &impact::downstream(is, &starts, None));
        for it in reached(was, &impact::downstream(was, &gone, None)) {
            let known = is.find(it.kind, it.id).is_none_or(|index| starts.contains(&index));
            if !known && touched.iter().all(|other| (other.kind, other.id) != (it.kind, it.id)) {
                touched.push(it);
            }
        }
        let found = touched.iter().filter_map(|it| is.find(it.kind, it.id));
        let all: Vec<EntityIndex> = starts.into_iter().chain(found).collect();
        Impact { owners: impact::owners(is, &all), touched }
    }

    /// The place of a change that a reviewer looks at: afterwards, or before when it is gone.
    pub fn place(&self, change: &Change) -> String {
        match (change.after_at, change.before_at) {
            (Some(at), _) => self.described(self.after.sources, at),
            (None, Some(at)) => self.described(self.before.sources, at),
            (None, None) => String::new(),
        }
    }

    pub fn described(&self, sources: &SourceMap, at: At) -> String {
        let source = sources.get(at.file);
        format!("{}{}:{}", self.folder, source.path, source.place(at.span.start).line)
    }

    /// How many changes there are, by level; what is declared apart.
    pub fn counts(&self) -> Say {
        let all = &self.differences.changes;
        let open: Vec<(Level, usize)> = Level::ALL
            .into_iter()
            .map(|level| (level, all.iter().filter(|it| it.counts() && it.level == level).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let words = |lang: Lang| {
            let parts: Vec<String> = open
                .iter()
                .map(|(level, count)| format!("{}: {count}", level.title().in_lang(lang).to_lowercase()))
                .collect();
            parts.join(", ")
        };
        let total = counted(all.len(), ["change", "changes"], ["cambio", "cambios"]);
        let declared = all.iter().filter(|it| !it.counts()).count();
        let mut say = Say { en: words(Lang::En), es: words(Lang::Es) };
        if declared > 0 {
            let comma = if open.is_empty() { "" } else { ", " };
            say.en += &format!("{comma}declared with a bridge: {declared}");
            say.es += &format!("{comma}declarado con un puente: {declared}");
        }
        say!(en: "{} ({})", total.en, say.en; es: "{} ({})", total.es, say.es)
    }

    /// How many findings are new, and how many are there no more.
    pub fn fresh(&self) -> Option<Say> {
        let found = self.found?;
        let new = counted(
            found.fresh().len(),
            ["new finding", "new findings"],
            ["hallazgo nuevo", "hallazgos nuevos"],
        );
        let gone = counted(found.mended().len(), ["mended", "mended"], ["corregido", "corregidos"]);
        Some(say!(en: "{}, {}", new.en, gone.en; es: "{}, {}", new.es, gone.es))
    }

    /// A word on what could not be compared.
    pub fn unread(&self) -> Option<Say> {
        let unread = self.differences.unread;
        (unread > 0).then(|| {
            let places = counted(unread, ["place", "places"], ["lugar", "lugares"]);
            say!(
                en: "Nothing is said about {}, because one side cannot be read there; `senda check` shows why.", places.en;
                es: "No se dice nada de {}, porque un lado no se puede leer ahí; `senda check` muestra por qué.", places.es
            )
        })
    }

    pub fn nothing(&self) -> Say {
        let (from, to) = (self.from, self.to);
        say!(en: "Nothing changed in meaning from {} to {}.", from.en, to.en; es: "Nada cambió de significado desde {} hasta {}.", from.es, to.es)
    }
}

/// Entities by their kinds, in the order of kinds.
pub fn by_kind(touched: &[Reached]) -> Vec<(Kind, Vec<String>)> {
    let of_kind = |kind: Kind| touched.iter().filter(move |it| it.kind == kind).map(|it| it.id.to_string());
    let all = Kind::ALL.iter().map(|kind| (*kind, of_kind(*kind).collect::<Vec<_>>()));
    all.filter(|(_, ids)| !ids.is_empty()).collect()
}
