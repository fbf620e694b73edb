//! Typed references: the field fixes what may be meant, so a bare id is enough.

use super::Kind;
use super::id::{Id, is_id};
use super::reader::Reader;
use super::rules;
use super::schemas::Schemas;
use super::value::{Key, Value};
use super::walk::{Leaf, Visitor};
use crate::diagnostic::{Mistake, Say, a_or_an, say};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};
use std::marker::PhantomData;

/// What a reference says: `id`, `entity/part`, `entity/part/sub`, `kind:id`, and any of these with the
/// name of a package before the id: `corp:nps`, `metric:corp:nps`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    pub kind: Option<Kind>,
    /// The package that the entity comes from.
    pub package: Option<Id>,
    /// The id of the entity in this program: that of `corp:nps` is `corp-nps`.
    pub head: Id,
    pub part: Option<Id>,
    pub sub: Option<Id>,
}

impl Path {
    /// Reads the text of a reference. Errors are in words.
    pub fn parse(text: &str) -> Result<Self, Say> {
        if is_id(text) {
            return Ok(Path { kind: None, package: None, head: Id::new(text), part: None, sub: None });
        }
        let (kind, rest) = match text.split_once(':') {
            Some((name, rest)) => match Kind::of_name(name.trim()) {
                Some(kind) => (Some(kind), rest.trim()),
                None => (None, text),
            },
            None => (None, text),
        };
        let (package, rest) = match rest.split_once(':') {
            Some((name, rest)) if is_id(name.trim()) => (Some(Id::new(name.trim())), rest.trim()),
            Some((name, _)) => {
                return Err(
                    say!(en: "`{name}` is neither a kind nor a package", es: "`{name}` no es una clase de entidad ni un paquete"),
                );
            }
            None => (None, rest),
        };
        let mut parts = rest.split('/').map(str::trim);
        let mut next = || parts.next().map(name).transpose();
        let head = next()?.ok_or_else(|| say!(en: "nothing is named here", es: "aquí no se nombra nada"))?;
        let (part, sub) = (next()?, next()?);
        if parts.next().is_some() {
            return Err(
                say!(en: "an address has three levels at most", es: "una dirección tiene tres niveles como mucho"),
            );
        }
        let head = package.map_or(head, |package| inside(package, head));
        Ok(Path { kind, package, head, part, sub })
    }

    /// The id that the entity has where it is written.
    pub fn local(&self) -> Id {
        let own = |package: Id| self.head.as_str().strip_prefix(package.as_str())?.strip_prefix('-');
        self.package.and_then(own).map_or(self.head, Id::new)
    }
}

/// The id by which an entity of a package goes where it is imported. It is an id like others, so that
/// files, tables and forms can be called by it.
pub fn inside(package: Id, id: Id) -> Id {
    Id::new(&format!("{package}-{id}"))
}

/// `survey/question` of `survey.question`.
fn slashed(text: &str) -> Option<String> {
    let pieces: Vec<String> = text.split('.').map(super::id::to_id).collect();
    let fits =
        matches!(pieces.len(), 2 | 3) && pieces.iter().all(|piece| is_id(piece)) && !text.contains(' ');
    fits.then(|| pieces.join("/"))
}

/// Ids, and the snake_case names of dataset columns.
fn name(text: &str) -> Result<Id, Say> {
    let column = !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if is_id(text) || column {
        return Ok(Id::new(text));
    }
    if let Some(better) = slashed(text) {
        return Err(
            say!(en: "`{text}` has a point where a part stands behind a slash: `{better}`", es: "`{text}` lleva un punto donde una parte va tras una diagonal: `{better}`"),
        );
    }
    let better = super::id::to_id(text);
    Err(if better.is_empty() {
        say!(en: "`{text}` is not an id", es: "`{text}` no es un id")
    } else {
        say!(en: "`{text}` is not an id (`{better}` would be one)", es: "`{text}` no es un id (`{better}` sí lo sería)")
    })
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(kind) = self.kind {
            write!(f, "{}:", kind.name())?;
        }
        if let Some(package) = self.package {
            write!(f, "{package}:")?;
        }
        write!(f, "{}", self.local())?;
        for part in [self.part, self.sub].into_iter().flatten() {
            write!(f, "/{part}")?;
        }
        Ok(())
    }
}

/// One thing a reference may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A whole entity: `id`.
    Entity(Kind),
    /// A part of an entity, in one of its lists: `entity/part`.
    Part(Kind, &'static str),
    /// A part of the entity that holds the reference, by its bare id.
    Own(&'static str),
    /// A part, by its bare id, of the entities that the scope names.
    Near(Scope, Kind, &'static str),
    /// A part of a part: `survey/question/option`.
    Sub(Kind, &'static str, &'static str),
    /// A name of a built-in library.
    BuiltIn(Library),
}

/// Where a bare part id is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The archetypes that the entity names in `archetype`.
    ItsArchetype,
    /// The job that the entity names in `job`.
    ItsJob,
    /// Value propositions of the archetype of a journey; of everybody, for a playbook.
    PromisesInReach,
    /// The one program.
    TheProgram,
    /// The dataset that the entity names in `dataset`.
    ItsDataset,
    /// The entity that the same record names under this key.
    Beside(&'static str),
    /// Every entity of the kind: the part id must be unique among them.
    Anywhere,
}

/// Built-in names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Canonical survey items.
    Questions,
    /// KPI definitions.
    Metrics,
}

/// A target of references: a list of goals, tried in order.
pub trait Target {
    const GOALS: &'static [Goal];
    /// How the target is named in schemas and messages: `journey/step`.
    const NAME: &'static str;
}

/// A reference to a `T`.
pub struct Ref<T> {
    pub path: Path,
    target: PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "→{}", self.path)
    }
}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl<T> Ref<T> {
    /// The id of the entity, when the reference is a bare id of a whole entity.
    pub fn id(&self) -> Id {
        self.path.head
    }
}

/// A reference, whatever its target.
pub trait Reference {
    fn path(&self) -> Path;
    fn goals(&self) -> &'static [Goal];
    fn target_name(&self) -> &'static str;
    /// Free text is allowed as well, and this is it.
    fn free_text(&self) -> Option<&str> {
        None
    }
}

impl<T: Target> Reference for Ref<T> {
    fn path(&self) -> Path {
        self.path
    }
    fn goals(&self) -> &'static [Goal] {
        T::GOALS
    }
    fn target_name(&self) -> &'static str {
        T::NAME
    }
}

const REFERENCE: &str = "^([a-z][a-z0-9-]*:\\s*){0,2}[a-z_][a-z0-9_-]*(\\s*/\\s*[a-z_][a-z0-9_-]*){0,2}$";

fn read_path(node: Node<'_>, reader: &mut Reader<'_>, target: &str) -> Option<Path> {
    let Content::Text(raw) = node.content() else {
        reader.wrong_type(node, &format!("reference to {target}"), &[]);
        return None;
    };
    match Path::parse(raw) {
        Ok(path) => Some(path),
        Err(message) => {
            if let Some(better) = slashed(raw) {
                let help = say!(en: "write `{better}`", es: "escribe `{better}`");
                reader.mistake_meant(node, Mistake::new(message, help), Some(better));
                return None;
            }
            reader.fault(
                node.span(),
                &rules::BAD_VALUE,
                message,
                Some({
                    let target = super::spanish::label(target);
                    say!(en: "write the id of {}, not its title", a_or_an(&target.en); es: "escribe el id, no el título ({})", target.es)
                }),
            );
            None
        }
    }
}

impl<T: Target> Value for Ref<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { path: read_path(node, reader, T::NAME)?, target: PhantomData })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define(
            &format!("ref-{}", T::NAME.replace(['/', ' '], "-")),
            |_| json!({"type": "string", "pattern": REFERENCE, "x-senda-ref": T::NAME}),
        )
    }

    fn type_name() -> String {
        format!("reference to {}", T::NAME)
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Reference(self), span);
    }
}

impl<T: Target> Key for Ref<T> {
    fn read_key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { path: read_path(node, reader, T::NAME)?, target: PhantomData })
    }
    fn spell_key(&self) -> String {
        self.path.to_string()
    }
    fn key_pattern() -> Option<&'static str> {
        Some(REFERENCE)
    }
    fn key_type() -> &'static str {
        T::NAME
    }
    fn walk_key<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.key_reference(self, span);
    }
}

/// A reference where the id exists, and text otherwise: a source, a competitor.
#[derive(Clone, Debug, PartialEq)]
pub struct RefOrText<T> {
    pub text: super::text::Text,
    /// What the text would mean as a reference.
    pub reference: Option<Ref<T>>,
}

impl<T: Target> Reference for RefOrText<T> {
    fn path(&self) -> Path {
        self.reference.map_or(
            Path { kind: None, package: None, head: Id::new(""), part: None, sub: None },
            |reference| reference.path,
        )
    }
    fn goals(&self) -> &'static [Goal] {
        T::GOALS
    }
    fn target_name(&self) -> &'static str {
        T::NAME
    }
    fn free_text(&self) -> Option<&str> {
        self.text.readings().next().map(|r| r.words)
    }
}

impl<T: Target> Value for RefOrText<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = super::text::Text::read(node, reader)?;
        let reference = text
            .is_plain()
            .then(|| Path::parse(text.readings().next()?.words).ok())
            .flatten()
            .map(|path| Ref { path, target: PhantomData });
        Some(Self { text, reference })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        super::text::Text::schema(schemas)
    }

    fn type_name() -> String {
        format!("reference to {}, or text", T::NAME)
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Text(&self.text), span);
        if self.reference.is_some() {
            visitor.leaf(Leaf::Reference(self), span);
        }
    }
}

/// Declares what references may point at.
macro_rules! targets {
    ($($(#[doc = $doc:literal])* $name:ident $label:literal = [$($goal:expr),+ $(,)?];)+) => {
        /// The targets of references, as types.
        pub mod to {
            use super::{Goal::*, Library, Scope::*, Target};
            use super::super::Kind::*;
            $(
                $(#[doc = $doc])*
                #[derive(Debug, Clone, Copy, PartialEq)]
                pub enum $name {}
                impl Target for $name {
                    const GOALS: &'static [super::Goal] = &[$($goal),+];
                    const NAME: &'static str = $label;
                }
            )+
        }
    };
}

targets! {
    AnyProgram "program" = [Entity(Program)];
    AnyBusinessModel "business model" = [Entity(BusinessModel)];
    AnyBehavior "economic behavior" = [Entity(EconomicBehavior)];
    AnyArchetype "archetype" = [Entity(Archetype)];
    AnyJob "job" = [Entity(Job)];
    AnyValueProposition "value proposition" = [Entity(ValueProposition)];
    AnyJourney "journey" = [Entity(Journey)];
    AnyChannel "channel" = [Entity(Channel)];
    AnyMetric "metric" = [Entity(Metric)];
    AnyDataset "dataset" = [Entity(Dataset)];
    AnySurvey "survey" = [Entity(Survey)];
    AnyContactPolicy "contact policy" = [Entity(ContactPolicy)];
    AnyPlaybook "playbook" = [Entity(Playbook)];
    AnyRole "role" = [Entity(Role)];
    AnyRoadmap "roadmap" = [Entity(Roadmap)];
    AnyStudy "study" = [Entity(Study)];
    AnyScorecard "scorecard" = [Entity(Scorecard)];
    /// Where evidence comes from.
    SurveyOrStudy "survey or study" = [Entity(Survey), Entity(Study)];
    PlaybookOrScorecard "playbook or scorecard" = [Entity(Playbook), Entity(Scorecard)];
    RitualInput "scorecard, metric or survey" = [Entity(Scorecard), Entity(Metric), Entity(Survey)];
    SurveyOrPlaybook "survey or playbook" = [Entity(Survey), Entity(Playbook)];
    /// Anything a program's target may be limited to.
    Anything "entity" = [
        Entity(Program), Entity(BusinessModel), Entity(EconomicBehavior), Entity(Archetype), Entity(Job),
        Entity(ValueProposition), Entity(Journey), Entity(Channel), Entity(Metric), Entity(Dataset), Entity(Survey),
        Entity(Question), Entity(ContactPolicy), Entity(Playbook), Entity(Role), Entity(Roadmap), Entity(Study),
        Entity(Scorecard), Entity(Assessment), Entity(Glossary), Entity(Test), Entity(Policy),
    ];
    /// A need of the archetype that the entity is about.
    Need "need" = [Own("needs"), Near(ItsArchetype, Archetype, "needs"), Part(Archetype, "needs")];
    Outcome "outcome" = [Near(ItsJob, Job, "outcomes"), Part(Job, "outcomes")];
    Promise "promise" = [Near(PromisesInReach, ValueProposition, "promises"), Part(ValueProposition, "promises")];
    AnyPromise "promise" = [Near(Anywhere, ValueProposition, "promises"), Part(ValueProposition, "promises")];
    Competitor "competitor" = [Near(Anywhere, BusinessModel, "competitors"), Part(BusinessModel, "competitors")];
    Challenge "business challenge" = [Near(TheProgram, Program, "business_challenges"), Part(Program, "business_challenges")];
    Lifecycle "life-cycle stage" = [Near(TheProgram, Program, "lifecycle"), Part(Program, "lifecycle")];
    OwnStage "stage" = [Own("stages")];
    OwnStep "step" = [Own("steps")];
    /// A step of the playbook that is named beside it.
    StepOfPlaybook "step" = [Near(Beside("playbook"), Playbook, "steps")];
    AnyStep "journey step" = [Part(Journey, "steps")];
    StepOrJourney "journey or step" = [Part(Journey, "steps"), Entity(Journey)];
    /// Between what a customer changes hands.
    HandoffEnd "channel, role or step" = [Own("steps"), Entity(Channel), Entity(Role)];
    Moment "journey step or dataset event" = [Part(Journey, "steps"), Part(Dataset, "events")];
    AboutTarget "archetype, job, journey, step or channel" =
        [Entity(Archetype), Entity(Job), Entity(Journey), Part(Journey, "steps"), Entity(Channel)];
    Observable "metric, journey or step" = [Entity(Metric), Entity(Journey), Part(Journey, "steps")];
    AnyEvent "dataset event" = [Part(Dataset, "events")];
    EventOrColumn "dataset event or date column" = [Part(Dataset, "events"), Part(Dataset, "columns")];
    Column "column" = [Near(ItsDataset, Dataset, "columns"), Part(Dataset, "columns"), Near(Anywhere, Dataset, "columns")];
    AnyQuestion "question" = [Part(Survey, "questions"), Entity(Question)];
    SurveyQuestion "survey question" = [Part(Survey, "questions")];
    BankQuestion "canonical or shared question" = [Entity(Question), BuiltIn(Library::Questions)];
    CanonicalQuestion "canonical question" = [BuiltIn(Library::Questions)];
    LibraryMetric "library KPI" = [BuiltIn(Library::Metrics)];
    OwnVision "vision statement" = [Own("statements")];
    OwnGap "gap" = [Own("gaps")];
    OwnInsight "insight" = [Own("insights")];
    OwnOpportunity "opportunity" = [Own("opportunities")];
    OwnPhase "phase" = [Own("phases")];
    OwnInitiative "initiative" = [Own("initiatives")];
    OwnDimension "dimension" = [Own("dimensions")];
    OwnOutcome "outcome" = [Own("outcomes")];
    OuterLoop "roadmap or opportunity" = [Entity(Roadmap), Part(Roadmap, "opportunities")];
    WhatFollows "initiative, discipline or value proposition" =
        [Part(Roadmap, "initiatives"), Part(Roadmap, "disciplines"), Entity(ValueProposition)];
    InsightPlace "journey step" = [Part(Journey, "steps"), Entity(Journey)];
}
