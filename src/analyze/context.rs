//! What rules look at: the program, the day, and libraries that are computed once.

use super::Rule;
use super::clocks::Clocks;
use super::contacts::Outlook;
use super::examples::{self, Tried};
use super::signals::Signals;
use super::texts::TextSite;
use super::words::{Hearing, OwnTerm, OwnWords, Said, Theme};
use super::written::{Found, Written};
use crate::diagnostic::Severity;
use crate::model::common::Status;
use crate::model::id::Id;
use crate::model::program::{Approach, Profile, Program, Readiness, Threshold};
use crate::model::quantity::Duration;
use crate::model::time::Date;
use crate::model::{Entity, EntityIndex, EntityKind, Kind, Of};
use crate::resolve::Resolved;
use crate::source::{At, FileId, SourceMap, Span, add_field, add_item, key_before};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Everything a rule may read.
pub struct Context<'a> {
    once: Once<'a>,
    pub program: &'a Resolved,
    pub sources: &'a SourceMap,
    /// The day the program is looked at. Nothing reads the clock.
    pub as_of: Date,
}

/// What several rules look at, put together when the first one asks.
#[derive(Default)]
struct Once<'a> {
    /// Of each entity, by its index.
    in_use: OnceLock<Vec<bool>>,
    written: OnceLock<Written<'a>>,
    hearing: OnceLock<Hearing>,
    clocks: OnceLock<Clocks>,
    signals: OnceLock<Signals<'a>>,
    outlook: OnceLock<Outlook>,
    tests: OnceLock<Vec<Tried<'a>>>,
}

/// What a rule asks of a program: how firmly it may speak depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Work done well: journeys, playbooks, surveys. Everybody can do it from the first day.
    Craft,
    /// A business model, a vision, a link with money: where a program grows to.
    Strategy,
}

impl<'a> Context<'a> {
    pub fn new(program: &'a Resolved, sources: &'a SourceMap, as_of: Date) -> Self {
        Self { once: Once::default(), program, sources, as_of }
    }

    /// What is written in entities, collected on first use.
    pub fn written(&self) -> &Written<'a> {
        self.once.written.get_or_init(|| Written::of(self.program))
    }

    /// Every text of the program.
    pub fn texts(&self) -> &[TextSite<'a>] {
        &self.written().texts
    }

    /// Every test that is in use, tried on first use.
    pub fn tests(&self) -> &[Tried<'a>] {
        self.once.tests.get_or_init(|| examples::try_all(self))
    }

    /// What the lexicons find in the texts of entities that are in use. All texts are listened to
    /// once, for all lexicons together.
    pub fn heard(&self, theme: Theme) -> impl Iterator<Item = Said<'_>> {
        self.hearing().about(theme, self)
    }

    /// The first words of a theme in each text: what another language of the same text says is the same.
    pub fn heard_once(&self, theme: Theme) -> impl Iterator<Item = Said<'_>> {
        let mut last = None;
        self.heard(theme).filter(move |said| last.replace(said.number) != Some(said.number))
    }

    /// A term of a glossary of the program.
    pub fn term(&self, number: u32) -> Option<&OwnTerm> {
        self.hearing().own.terms.get(number as usize)
    }

    fn hearing(&self) -> &Hearing {
        self.once
            .hearing
            .get_or_init(|| Hearing::of(self.program, self.texts(), OwnWords::of(self.program, self.as_of)))
    }

    /// Where to point when the program as a whole is meant.
    pub fn root(&self) -> At {
        self.program
            .of_kind(Kind::Program)
            .next()
            .map_or(At { file: FileId(0), span: Span::default() }, |(_, entity)| entity.head())
    }

    /// Not a draft, not retired, not over and not yet begun: what proofs and outputs count.
    pub fn is_in_use(&self, entity: &Entity) -> bool {
        in_use(entity, self.as_of)
    }

    /// The entities of a kind that are in use, in the order of their ids.
    pub fn in_use<T: EntityKind>(&self) -> impl Iterator<Item = Of<'a, T>> {
        self.program.all::<T>().filter(|it| self.uses(it.index))
    }

    /// Those of a kind that is known by its name only.
    pub fn in_use_of(&self, kind: Kind) -> impl Iterator<Item = EntityIndex> {
        self.program.of_kind(kind).map(|(index, _)| index).filter(|index| self.uses(*index))
    }

    /// Like [`Context::is_in_use`], for an entity that is known by its index.
    pub fn uses(&self, entity: EntityIndex) -> bool {
        let all = || self.program.entities().map(|(_, entity)| in_use(entity, self.as_of)).collect();
        self.once.in_use.get_or_init(all).get(entity.0 as usize).copied().unwrap_or(false)
    }

    /// Whether an entity of this kind that is in use names another one, or a part of it, under a key.
    pub fn is_named_by(&self, entity: EntityIndex, kind: Kind, key: &str) -> bool {
        self.program.edges_to(entity).any(|edge| {
            let from = self.program.entity(edge.from);
            edge.field() == key && from.kind == kind && self.is_in_use(from)
        })
    }

    /// Whether a metric is only there to compute another one: an operand of a formula, a part of
    /// a health score, a parameter of a library KPI.
    pub fn is_part_of_another(&self, metric: EntityIndex) -> bool {
        let mut uses = self.program.edges_to(metric).filter(|edge| edge.from != metric).peekable();
        uses.peek().is_some()
            && uses.all(|edge| {
                self.program.entity(edge.from).kind == Kind::Metric
                    && matches!(edge.field(), "formula" | "metric" | "with")
            })
    }

    /// The hours of the program, its roles and channels.
    pub fn clocks(&self) -> &Clocks {
        self.once.clocks.get_or_init(|| Clocks::of(self))
    }

    /// What starts what: playbooks by their signals, surveys by their moments.
    pub fn signals(&self) -> &Signals<'a> {
        self.once.signals.get_or_init(|| Signals::of(self))
    }

    /// Two years of contacts against the contact policies.
    pub fn outlook(&self) -> &Outlook {
        self.once.outlook.get_or_init(|| Outlook::of(self))
    }

    /// Lengths of time in business time, in entities that are in use.
    pub fn business_time(&self) -> impl Iterator<Item = &Found<Duration>> {
        self.written().business_time.iter().filter(|it| self.uses(it.from))
    }

    /// Where something stands that was found.
    pub fn place<T>(&self, found: &Found<T>) -> At {
        self.program.entity(found.from).place(found.at)
    }

    /// Whether a playbook in use starts from a band of this metric.
    pub fn starts_a_playbook(&self, metric: EntityIndex) -> bool {
        !self.signals().on_metric(metric).is_empty()
    }

    /// The edit that adds a field below the id, or above the first key, that stands at `head`; none
    /// where the file leaves no room for it.
    pub fn added(&self, head: At, field: &str) -> Vec<(At, String)> {
        let added = add_field(self.sources.get(head.file).text(), head.span, field);
        added.map(|(span, by)| (At { file: head.file, span }, by)).into_iter().collect()
    }

    /// The edit that adds an item behind one of a list.
    pub fn added_item(&self, item: At, lines: &str) -> Vec<(At, String)> {
        let added = add_item(self.sources.get(item.file).text(), item.span, lines);
        added.map(|(span, by)| (At { file: item.file, span }, by)).into_iter().collect()
    }

    /// The edit that gives the value that stands here another key.
    pub fn rekeyed(&self, value: At, key: &str) -> Vec<(At, String)> {
        let span = key_before(self.sources.get(value.file).text(), value.span);
        span.map(|span| (At { file: value.file, span }, key.to_owned())).into_iter().collect()
    }

    /// The role that answers for most things.
    pub fn usual_role(&self) -> Option<Id> {
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        for edge in self.program.edges().iter().filter(|edge| edge.field() == "owner") {
            let entity = edge.to.entity().map(|index| self.program.entity(index));
            if let Some(role) = entity.filter(|entity| entity.kind == Kind::Role) {
                *counts.entry(role.id).or_default() += 1;
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(role, _)| role)
    }

    /// The edit that names the role that answers for most things under a key.
    pub fn with_usual_role(&self, head: At, key: &str) -> Vec<(At, String)> {
        self.usual_role().map(|role| self.added(head, &format!("{key}: {role}"))).unwrap_or_default()
    }

    /// A text in the program's first language.
    pub fn first<'t>(&self, text: &'t crate::model::text::Text) -> &'t str {
        let first = self.program.first_language();
        text.reading(first, first)
    }

    /// How firmly a rule speaks. Listening in order to repair is a good way to start (approach
    /// `reactive`), and so is an interest that has no people and no money yet (readiness `passive`):
    /// what such a program could grow to is told as a note, and what it could do better as a warning. The profile `strict` demands what is usually recommended.
    pub fn weigh(&self, usual: Severity, asks: Asks) -> Severity {
        let starting = self.root_program().is_some_and(|program| {
            program.it.approach.value() == Some(Approach::Reactive)
                || program.it.readiness.value() == Some(Readiness::Passive)
        });
        match (starting, asks) {
            (true, Asks::Strategy) => Severity::Info,
            (true, Asks::Craft) => usual.min(Severity::Warning),
            (false, _) if self.has_profile(Profile::Strict) && usual == Severity::Warning => Severity::Error,
            (false, _) => usual,
        }
    }

    /// Whether the program switched on a set of rules; `core` is on when nothing is said.
    pub fn has_profile(&self, profile: Profile) -> bool {
        self.root_program().is_some_and(|program| {
            let named = &program.it.profiles;
            if named.has_none() { profile == Profile::Core } else { named.items().any(|it| *it == profile) }
        })
    }

    /// The root entity.
    pub fn root_program(&self) -> Option<Of<'a, Program>> {
        self.program.all::<Program>().next()
    }

    /// The limit that the program sets for a rule.
    pub fn limit(&self, rule: &Rule) -> Option<&'a Threshold> {
        debug_assert!(rule.limit.is_some(), "{} asks for a limit that it does not declare", rule.info.name);
        let program = self.root_program()?;
        program.it.rules.pairs().find(|(name, _)| name.as_str() == rule.info.name)?.1.limit()
    }

    /// The limit of a rule as a count, or the usual one.
    pub fn limit_count(&self, rule: &Rule, usual: u64) -> u64 {
        match self.limit(rule) {
            Some(Threshold::Count(count)) => u64::try_from(count.0).unwrap_or(usual),
            _ => usual,
        }
    }

    /// The limit of a rule in per cent, or the usual one.
    pub fn limit_percent(&self, rule: &Rule, usual: u32) -> Decimal {
        match self.limit(rule) {
            Some(Threshold::Share(share)) => share.percent(),
            _ => Decimal::from(usual),
        }
    }

    /// The limit of a rule as a length of time, or the usual one.
    pub fn limit_time(&self, rule: &Rule, usual: Duration) -> Duration {
        match self.limit(rule) {
            Some(Threshold::Time(time)) => *time,
            _ => usual,
        }
    }
}

/// Whether an entity is in use on a day: `draft` and `retired` are not, nor is one whose `until`
/// has passed or whose `since` lies ahead.
pub fn in_use(entity: &Entity, day: Date) -> bool {
    let common = entity.common();
    let state = !matches!(common.status.get(), Some(Status::Draft | Status::Retired));
    let begun = common.since.get().is_none_or(|since| since.0 <= day.0);
    let not_over = common.until.get().is_none_or(|until| until.0 >= day.0);
    state && begun && not_over
}
