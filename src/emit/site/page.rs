//! The program in one language: its texts, names and links as a page shows them.

use super::locale::{Locale, Written};
use super::shared::Shared;
use super::view::{Badge, Facts, How, Shown};
use super::words::Words;
use crate::analyze::{Checked, in_use};
use crate::diagnostic::Lang;
use crate::emit::Options;
use crate::model::common::{Evidence, EvidenceLevel};
use crate::model::field::{Field, List, OneOrMany};
use crate::model::id::Id;
use crate::model::quantity::Money;
use crate::model::reference::{Ref, RefOrText, Target as RefTarget};
use crate::model::text::{Plain, Text, base_language};
use crate::model::{Entity, EntityIndex, Kind};
use crate::resolve::{PartIndex, Resolved, Target};
use crate::source::{At, Span};
use std::sync::OnceLock;

/// The program in one of its languages.
pub struct Site<'a> {
    pub checked: &'a Checked<'a>,
    pub shared: &'a Shared<'a>,
    /// The program's language of these pages: `es`.
    pub language: &'a str,
    /// The program's first language, in which a plain string stands.
    pub first: &'a str,
    pub lang: Lang,
    pub words: &'static Words,
    pub locale: Locale,
    /// What the user chose for this site.
    pub options: Options,
    /// Every sheet, sought once.
    pub sheets: OnceLock<Vec<(EntityIndex, EntityIndex)>>,
}

impl<'a> Site<'a> {
    pub fn new(checked: &'a Checked<'a>, shared: &'a Shared<'a>, language: &'a str) -> Self {
        let program = checked.program;
        let country =
            program.program().and_then(|p| p.it.locale.get().map(|l| l.to_string())).unwrap_or_default();
        Self {
            checked,
            shared,
            language,
            first: program.first_language(),
            lang: Lang::of_tag(language).unwrap_or(Lang::En),
            words: Words::of(language),
            locale: Locale::of(language, &country),
            options: Options::default(),
            sheets: OnceLock::new(),
        }
    }

    /// The same, as the user wants it.
    pub fn told(self, options: &Options) -> Self {
        Self { options: options.clone(), ..self }
    }

    /// Whether an entity has a page of its own.
    pub fn shows(&self, entity: EntityIndex) -> bool {
        self.options.wants(entity)
    }

    /// Whether the site is about some entities only, without the pages about the program as a whole.
    pub fn is_part(&self) -> bool {
        self.options.only.is_some()
    }

    /// The entities of a kind that have pages.
    pub fn shown_of(&self, kind: Kind) -> impl Iterator<Item = EntityIndex> + '_ {
        self.program().of_kind(kind).map(|(index, _)| index).filter(|index| self.shows(*index))
    }

    pub fn program(&self) -> &'a Resolved {
        self.checked.program
    }

    /// An amount in the currency of the program, by its rates: sums are made in one currency.
    pub fn in_base(&self, money: Money) -> Option<Money> {
        let rates = crate::resolve::names::rates(self.program())?;
        money.into_currency(rates.base(), &rates).ok()
    }

    /// Whether an entity is in use on the day of the build.
    pub fn in_use(&self, entity: &Entity) -> bool {
        in_use(entity, self.checked.as_of)
    }

    /// The language of the page as HTML names it: `es-MX` when the program's locale is of this language.
    pub fn tag(&self) -> String {
        let locale = self.program().program().and_then(|p| p.it.locale.get().map(|l| l.to_string()));
        locale.filter(|l| base_language(l) == self.language).unwrap_or_else(|| self.language.to_owned())
    }
}

/// One page: the site, and where the page stands in it, so that links are relative.
pub struct Page<'s> {
    pub site: &'s Site<'s>,
    /// From the folder of the language: `metric/churn-rate.html`.
    pub path: String,
}

impl<'s> std::ops::Deref for Page<'s> {
    type Target = Site<'s>;
    fn deref(&self) -> &Site<'s> {
        self.site
    }
}

impl<'s> Page<'s> {
    pub fn new(site: &'s Site<'s>, path: impl Into<String>) -> Self {
        Self { site, path: path.into() }
    }

    /// The way from this page to the folder of the language.
    pub fn up(&self) -> String {
        "../".repeat(self.path.matches('/').count())
    }

    /// The address, from this page, of a path in the folder of the language.
    pub fn href(&self, path: &str) -> String {
        let (file, anchor) = path.split_once('#').map_or((path, None), |(f, a)| (f, Some(a)));
        match anchor {
            Some(anchor) if file == self.path => format!("#{anchor}"),
            _ => format!("{}{path}", self.up()),
        }
    }

    pub fn word(&self, path: &str) -> String {
        self.words.get(path).to_owned()
    }

    /// The word for a value of an enumeration.
    pub fn value(&self, domain: &str, value: &str) -> String {
        self.words.value(domain, value)
    }

    pub fn write(&self, value: &impl Written) -> String {
        value.written(&self.locale, self.words)
    }

    /// The value of a field as people of this language write it; empty when there is none.
    pub fn written<T: Written>(&self, field: &Field<T>) -> String {
        field.get().map(|value| self.write(value)).unwrap_or_default()
    }

    /// The same, as what a fact shows: nothing when there is none.
    pub fn shown<T: Written>(&self, field: &Field<T>) -> Option<Shown> {
        field.get().map(|value| Shown::new(self.write(value)))
    }

    /// A text in the language of the page; when it has no reading there, in another one, marked.
    pub fn text(&self, text: &Text) -> Shown {
        let own = |tag: &str| if tag.is_empty() { self.first.to_owned() } else { tag.to_owned() };
        let find = |wanted: &str| text.readings().find(|r| own(r.language.as_str()) == wanted);
        let base =
            |wanted: &str| text.readings().find(|r| base_language(&own(r.language.as_str())) == wanted);
        let Some(reading) = find(&self.tag())
            .or_else(|| find(self.language))
            .or_else(|| base(self.language))
            .or_else(|| find(self.first))
            .or_else(|| text.readings().next())
        else {
            return Shown::default();
        };
        let tag = own(reading.language.as_str());
        let tag = tag.split(':').next().unwrap_or(&tag);
        let lang = if base_language(tag) == self.language { String::new() } else { tag.to_owned() };
        Shown { lang, ..Shown::new(reading.words) }
    }

    pub fn opt(&self, field: &Field<Text>) -> Option<Shown> {
        field.get().map(|text| self.text(text))
    }

    /// Something a person says.
    pub fn voice(&self, field: &Field<Text>) -> Option<Shown> {
        self.opt(field).map(|t| t.how(How::Voice))
    }

    pub fn texts(&self, field: &Field<List<Text>>) -> Vec<Shown> {
        field.items().map(|text| self.text(text)).collect()
    }

    pub fn plains(&self, field: &Field<List<Plain>>) -> Vec<Shown> {
        field.items().map(|text| Shown::new(&**text)).collect()
    }

    /// What people call an entity: its title, or its id made readable.
    pub fn title(&self, entity: EntityIndex) -> Shown {
        match self.shared.title(entity) {
            Some(title) => self.text(title),
            None => Shown::new(self.program().entity(entity).id.readable()),
        }
    }

    pub fn entity(&self, entity: EntityIndex) -> Shown {
        let title = self.title(entity);
        if self.shows(entity) { title.to(self.href(&path_of(self.program(), entity))) } else { title }
    }

    /// What people call a part: its title, its text, or its id made readable.
    pub fn part_name(&self, part: PartIndex) -> Shown {
        let found = self.program().parts.get(part);
        match self.shared.part_name(part) {
            Some(name) => self.text(name),
            None if found.list() == "columns" => Shown::code(found.id.as_str()),
            None => super::asked::name(self, part).unwrap_or_else(|| Shown::new(found.id.readable())),
        }
    }

    pub fn part(&self, entity: EntityIndex, part: PartIndex) -> Shown {
        let path = match anchor(self.program(), part) {
            Some(anchor) => format!("{}#{anchor}", path_of(self.program(), entity)),
            None => path_of(self.program(), entity),
        };
        if self.shows(entity) { self.part_name(part).to(self.href(&path)) } else { self.part_name(part) }
    }

    /// The part of this id in a list of an entity.
    pub fn part_of(&self, entity: EntityIndex, list: &str, id: Id) -> Option<Shown> {
        self.program().parts.find(entity, list, id).map(|part| self.part(entity, part))
    }

    pub fn target(&self, target: Target) -> Shown {
        match target {
            Target::Entity(entity) => self.entity(entity),
            Target::Part(entity, part) => self.part(entity, part),
            Target::BuiltIn(id) => Shown::code(id.as_str()),
        }
    }

    /// What a reference leads to, as a link. One that leads nowhere shows what was written.
    pub fn reference<T: RefTarget>(&self, from: EntityIndex, at: Span, reference: &Ref<T>) -> Shown {
        match self.program().target(from, at) {
            Some(target) => self.target(target),
            None => Shown::new(reference.path.to_string()).how(How::Gone),
        }
    }

    pub fn one<T: RefTarget>(&self, from: EntityIndex, field: &Field<Ref<T>>) -> Option<Shown> {
        field.spanned().map(|(at, reference)| self.reference(from, at, reference))
    }

    pub fn list<T: RefTarget>(&self, from: EntityIndex, field: &Field<List<Ref<T>>>) -> Vec<Shown> {
        field.spanned_items().map(|(at, reference)| self.reference(from, at, reference)).collect()
    }

    pub fn many<T: RefTarget>(&self, from: EntityIndex, field: &Field<OneOrMany<Ref<T>>>) -> Vec<Shown> {
        field.spanned_items().map(|(at, reference)| self.reference(from, at, reference)).collect()
    }

    /// A source: the survey or study it names, or its words.
    pub fn source<T: RefTarget>(&self, from: EntityIndex, field: &Field<RefOrText<T>>) -> Option<Shown> {
        let (at, source) = field.spanned()?;
        Some(
            self.program()
                .target(from, at)
                .map_or_else(|| self.text(&source.text), |target| self.target(target)),
        )
    }

    /// `path:line` of a place; of what came in, with the name of its package.
    pub fn src(&self, at: At) -> String {
        let source = self.checked.sources.get(at.file);
        let line = source.place(at.span.start).line;
        match self.program().packages.of_file(at.file) {
            None => format!("{}:{line}", source.path),
            Some(package) => {
                let path = source.path.strip_prefix(package.place.as_str()).unwrap_or(&source.path);
                let (word, name) = (self.words.get("entity.package"), package.name);
                format!("{word} {name}, {}:{line}", path.trim_start_matches('/'))
            }
        }
    }

    pub fn src_in(&self, entity: EntityIndex, at: Span) -> String {
        self.src(self.program().entity(entity).place(at))
    }

    /// A fact of one word and its values; nothing when there are none.
    pub fn add(&self, facts: &mut Facts, word: &str, values: impl IntoIterator<Item = Shown>) {
        facts.add(self.words.get(word), values);
    }

    /// How well something is supported: the strongest of its evidence.
    pub fn badge(&self, from: EntityIndex, evidence: &Field<List<Evidence>>) -> Badge {
        let best =
            evidence.items().filter_map(|e| Some((e.level.value()?, e))).max_by_key(
                |(level, _)| match level {
                    EvidenceLevel::Assumption => 0,
                    EvidenceLevel::Partial => 1,
                    EvidenceLevel::Research => 2,
                },
            );
        let Some((level, evidence)) = best else { return self.no_badge() };
        let mut note: Vec<String> = Vec::new();
        note.extend(evidence.n.get().map(|n| format!("n {}", self.write(n))));
        note.extend(self.source(from, &evidence.source).map(|s| s.s));
        note.extend(evidence.date.get().map(|d| self.write(d)));
        Badge {
            level: level.word(),
            word: self.value("evidence", level.word()),
            note: Some(note.join(" · ")),
        }
    }

    pub fn no_badge(&self) -> Badge {
        Badge { level: "none", word: self.value("evidence", "none"), note: None }
    }
}

/// The page of an entity, from the folder of a language.
pub fn path_of(program: &Resolved, entity: EntityIndex) -> String {
    let entity = program.entity(entity);
    format!("{}/{}.html", entity.kind.name(), entity.id)
}

/// The list of a kind.
pub fn list_path(kind: Kind) -> String {
    format!("{}.html", kind.name())
}

/// The anchor of a part on the page of its entity, when it has one.
pub fn anchor(program: &Resolved, part: PartIndex) -> Option<String> {
    let found = program.parts.get(part);
    let kind = program.entity(found.entity).kind;
    let anchored = match kind {
        Kind::Program => {
            matches!(found.list(), "business_challenges" | "objectives" | "not_doing" | "lifecycle")
        }
        Kind::BusinessModel => found.list() == "competitors",
        Kind::Archetype => matches!(found.list(), "needs" | "personas" | "segments"),
        Kind::Job => found.list() == "outcomes",
        Kind::ValueProposition => found.list() == "promises",
        Kind::Journey => matches!(found.list(), "stages" | "steps"),
        Kind::Metric => found.list() == "components",
        Kind::Dataset => matches!(found.list(), "columns" | "events"),
        Kind::Survey | Kind::Question => matches!(found.list(), "questions" | "options"),
        Kind::ContactPolicy => found.list() == "rules",
        Kind::Playbook => matches!(found.list(), "steps" | "outcomes"),
        Kind::Roadmap => matches!(
            found.list(),
            "statements" | "gaps" | "insights" | "opportunities" | "initiatives" | "dependencies"
        ),
        Kind::Study => found.list() == "arms",
        Kind::Scorecard => found.list() == "commitments",
        Kind::Assessment => matches!(found.list(), "dimensions" | "questions"),
        Kind::Glossary => found.list() == "terms",
        _ => false,
    };
    if !anchored {
        return None;
    }
    match found.parent {
        Some(parent) if kind == Kind::Survey => {
            Some(format!("{}_{}", program.parts.get(parent).id, found.id))
        }
        _ => Some(found.id.to_string()),
    }
}
