//! An archetype: whom we serve, by what they need and expect.

use super::job::{self, ForcesView};
use super::page::Page;
use super::view::{Facts, Shown};
use crate::model::archetype::{Archetype, Expectation, NeedOf};
use crate::model::channel::Channel;
use crate::model::field::Field;
use crate::model::job::Job;
use crate::model::quantity::MoneyPerTime;
use crate::model::value_proposition::ValueProposition;
use crate::model::{EntityIndex, EntityKind, Kind};
use crate::resolve::Target;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Expected {
    text: Shown,
    domain: String,
    set_by: String,
    outside: bool,
}

#[derive(Serialize, JsonSchema)]
struct Need {
    id: String,
    text: Shown,
    importance: String,
    level: i64,
    expects: Vec<Expected>,
}

#[derive(Serialize, JsonSchema)]
struct Value {
    now: String,
    then: String,
    ratio: String,
}

#[derive(Serialize, JsonSchema)]
struct Becomes {
    to: Shown,
    sign: Shown,
}

/// A channel, with the icon of its type.
#[derive(Serialize, JsonSchema)]
pub struct ChannelMark {
    icon: &'static str,
    name: Shown,
}

#[derive(Serialize, JsonSchema)]
struct JobOf {
    link: Shown,
    progress: Option<Shown>,
    forces: ForcesView,
}

#[derive(Serialize, JsonSchema)]
struct PropositionOf {
    link: Shown,
    promises: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct RelationshipView {
    we_do: Option<Shown>,
    rows: Facts,
}

#[derive(Serialize, JsonSchema)]
struct PersonaView {
    id: String,
    name: String,
    story: Option<Shown>,
    quote: Option<Shown>,
}

/// Words of a customer.
#[derive(Serialize, JsonSchema)]
pub struct Quote {
    pub quote: Shown,
    pub source: Option<Shown>,
    pub date: String,
    pub question: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct SegmentView {
    id: String,
    dataset: Option<Shown>,
    r#where: String,
    share: String,
}

#[derive(Serialize, JsonSchema)]
pub struct ArchetypeView {
    moment: Option<Shown>,
    circumstances: Vec<Shown>,
    context: Option<Shown>,
    needs: Vec<Need>,
    gaps: Vec<Shown>,
    value: Option<Value>,
    evolves: Vec<Becomes>,
    prefers: Vec<ChannelMark>,
    jobs: Vec<JobOf>,
    propositions: Vec<PropositionOf>,
    relationship: Option<RelationshipView>,
    personas: Vec<PersonaView>,
    quotes: Vec<Quote>,
    segments: Vec<SegmentView>,
    criteria: Vec<Shown>,
    traits: Vec<Shown>,
    size: String,
    journeys: Vec<Shown>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Archetype) -> ArchetypeView {
    let propositions: Vec<_> = of_archetype::<ValueProposition>(page, index);
    ArchetypeView {
        moment: page.opt(&it.life_moment),
        circumstances: page.texts(&it.circumstances),
        context: page.opt(&it.context),
        needs: it.needs.items().map(|need| need_view(page, index, it, need)).collect(),
        gaps: page.texts(&it.capability_gaps),
        value: it.value.get().and_then(|value| value_view(page, &value.current, &value.projected)),
        evolves: it
            .evolves_to
            .items()
            .filter_map(|e| Some(Becomes { to: page.one(index, &e.archetype)?, sign: page.opt(&e.sign)? }))
            .collect(),
        prefers: it.prefers.spanned_items().filter_map(|(at, _)| channel_at(page, index, at)).collect(),
        jobs: of_archetype::<Job>(page, index)
            .into_iter()
            .map(|(i, job)| JobOf {
                link: page.entity(i),
                progress: page.opt(&job.progress),
                forces: job::forces(page, job),
            })
            .collect(),
        quotes: propositions.iter().flat_map(|(i, p)| quotes(page, *i, p)).collect(),
        propositions: propositions
            .iter()
            .map(|(i, p)| PropositionOf {
                link: page.entity(*i),
                promises: p.promises.items().filter_map(|promise| page.opt(&promise.text)).collect(),
            })
            .collect(),
        relationship: it.relationship.get().map(|relationship| {
            let mut rows = Facts::default();
            page.add(&mut rows, "archetype.with_promise", page.list(index, &relationship.value_propositions));
            page.add(&mut rows, "archetype.through", page.list(index, &relationship.channels));
            page.add(
                &mut rows,
                "archetype.objectives",
                relationship.objectives.items().filter_map(|o| {
                    let text = page.opt(&o.text)?;
                    Some(match page.one(index, &o.metric) {
                        Some(metric) => text.wrap(|t| format!("{t} ({})", metric.s)).to(metric.href),
                        None => text,
                    })
                }),
            );
            page.add(
                &mut rows,
                "archetype.stance",
                relationship.stance.get().map(|s| Shown::new(page.value("stance", s.word()))),
            );
            RelationshipView { we_do: page.opt(&relationship.we_do), rows }
        }),
        personas: it
            .personas
            .items()
            .map(|p| PersonaView {
                id: p.id.get().map(|id| id.to_string()).unwrap_or_default(),
                name: p.name.get().map(|n| n.to_string()).unwrap_or_default(),
                story: page.opt(&p.story),
                quote: page.opt(&p.quote),
            })
            .collect(),
        segments: it
            .segments
            .items()
            .map(|s| SegmentView {
                id: s.id.get().map(|id| id.to_string()).unwrap_or_default(),
                dataset: page
                    .one(index, &s.dataset)
                    .or_else(|| s.id.get().map(|id| Shown::new(id.readable()))),
                r#where: s.r#where.get().map(|w| w.text.to_string()).unwrap_or_default(),
                share: page.written(&s.share),
            })
            .collect(),
        criteria: page.texts(&it.selection_criteria),
        traits: page.texts(&it.traits),
        size: page.written(&it.size),
        journeys: referring(page, index, Kind::Journey, "archetype")
            .into_iter()
            .map(|i| page.entity(i))
            .collect(),
    }
}

fn need_view(page: &Page<'_>, index: EntityIndex, it: &Archetype, need: &NeedOf) -> Need {
    let id = need.id.value();
    let level = need.importance.value().map_or(0, |i| i.get());
    let expects = it.expectations.items().filter(|e| explains(page, index, e, id)).map(|e| Expected {
        text: page.opt(&e.text).unwrap_or_default(),
        domain: e.domain.get().map(|d| page.value("domain", d.word())).unwrap_or_default(),
        set_by: e.set_by.get().map(|s| s.to_string()).unwrap_or_default(),
        outside: e.outside_sector.value() == Some(true),
    });
    Need {
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        text: page
            .opt(&need.text)
            .unwrap_or_else(|| Shown::new(id.map(|id| id.readable()).unwrap_or_default())),
        importance: if level > 0 {
            format!("{} {level}/5", page.word("archetype.importance"))
        } else {
            String::new()
        },
        level,
        expects: expects.collect(),
    }
}

/// Whether an expectation is explained by this need.
pub fn explains(
    page: &Page<'_>,
    archetype: EntityIndex,
    expectation: &Expectation,
    need: Option<crate::model::id::Id>,
) -> bool {
    expectation.because.spanned_items().any(|(at, _)| {
        page.program()
            .follow_part(archetype, at)
            .is_some_and(|part| part.list() == "needs" && Some(part.id) == need)
    })
}

fn value_view(page: &Page<'_>, now: &Field<MoneyPerTime>, then: &Field<MoneyPerTime>) -> Option<Value> {
    let (now, then) = (now.get()?, then.get()?);
    let annual = |value: &MoneyPerTime| page.in_base(value.annual()?);
    let ratio = match (annual(now), annual(then)) {
        (Some(a), Some(b)) if a.amount > Decimal::ZERO => {
            format!("× {}", page.locale.rounded(b.amount / a.amount, 1))
        }
        _ => String::new(),
    };
    Some(Value { now: page.write(now), then: page.write(then), ratio })
}

/// The words of customers in a value proposition.
pub fn quotes(page: &Page<'_>, index: EntityIndex, it: &ValueProposition) -> Vec<Quote> {
    it.voice_of_customer
        .items()
        .map(|v| Quote {
            quote: page.opt(&v.quote).unwrap_or_default(),
            source: page.source(index, &v.source),
            date: page.written(&v.date),
            question: page.one(index, &v.answers_to),
        })
        .collect()
}

/// The entities of a kind that refer to an entity under a key, in the order of their ids.
pub fn referring(page: &Page<'_>, index: EntityIndex, kind: Kind, field: &str) -> Vec<EntityIndex> {
    let mut found: Vec<EntityIndex> = page
        .program()
        .edges_to(index)
        .filter(|e| {
            e.field() == field
                && e.part.is_none()
                && e.to == Target::Entity(index)
                && page.program().entity(e.from).kind == kind
        })
        .map(|e| e.from)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The entities of a type whose `archetype` this is.
pub fn of_archetype<'s, T: EntityKind>(page: &Page<'s>, index: EntityIndex) -> Vec<(EntityIndex, &'s T)> {
    referring(page, index, T::KIND, "archetype")
        .into_iter()
        .filter_map(|i| Some((i, T::of(&page.site.program().entity(i).body)?)))
        .collect()
}

/// The icon of a type of channel.
pub fn icon(channel: &Channel) -> &'static str {
    channel.channel_type.get().map_or("", |t| t.word())
}

/// The channel that a reference at this place leads to.
pub fn channel_at(page: &Page<'_>, from: EntityIndex, at: crate::source::Span) -> Option<ChannelMark> {
    let channel = page.program().follow::<Channel>(from, at)?;
    Some(ChannelMark { icon: icon(channel.it), name: page.entity(channel.index) })
}

impl ChannelMark {
    /// The same without its link, where a reader has no use for one.
    pub fn unlinked(mut self) -> Self {
        self.name.href.clear();
        self
    }

    pub fn into_parts(self) -> (&'static str, Shown) {
        (self.icon, self.name)
    }
}
