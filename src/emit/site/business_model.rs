//! The loyalty business model of one unit: canvas, behaviors, baseline, tensions.

use super::archetype::{ChannelMark, channel_at, quotes};
use super::page::Page;
use super::view::{Facts, Shown};
use crate::model::archetype::Archetype;
use crate::model::business_model::{Baseline, BusinessModel, Canvas, Tension};
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::field::{Field, List};
use crate::model::text::Text;
use crate::model::value_proposition::ValueProposition;
use crate::model::{EntityIndex, Of};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct SegmentCard {
    who: Shown,
    moment: Option<Shown>,
    now: String,
    then: String,
    becomes: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct PropositionCard {
    link: Shown,
    archetype: Option<Shown>,
    promises: Vec<Shown>,
    quote: Option<Shown>,
    said: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct BehaviorRow {
    link: Shown,
    metric: Option<Shown>,
    direction: Option<Shown>,
    value: String,
}

#[derive(Serialize, JsonSchema)]
struct TensionView {
    tone: &'static str,
    word: String,
    with: Option<Shown>,
    metric: Option<Shown>,
    resolution: Option<Shown>,
    src: String,
}

#[derive(Serialize, JsonSchema)]
struct CompetitorView {
    id: String,
    name: String,
    says: Option<Shown>,
    since: String,
}

#[derive(Serialize, JsonSchema)]
struct ReciprocityView {
    to: Option<Shown>,
    how: Option<Shown>,
    points: bool,
}

/// Something the program will not do, and why.
#[derive(Serialize, JsonSchema)]
pub struct NotDoing {
    what: Shown,
    why: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
pub struct ModelView {
    unit: Option<Shown>,
    identity: Shown,
    asked: Option<Shown>,
    segments: Vec<SegmentCard>,
    propositions: Vec<PropositionCard>,
    channels: Vec<ChannelMark>,
    relationships: Vec<Shown>,
    revenue: Vec<Shown>,
    resources: Vec<Shown>,
    activities: Vec<Shown>,
    partners: Vec<Shown>,
    costs: Vec<Shown>,
    cost_notes: Vec<Shown>,
    revenue_notes: Vec<Shown>,
    behaviors: Vec<BehaviorRow>,
    baseline: Facts,
    as_of: String,
    tensions: Vec<TensionView>,
    competitors: Vec<CompetitorView>,
    reciprocity: Vec<ReciprocityView>,
    not_doing: Vec<NotDoing>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &BusinessModel) -> ModelView {
    let canvas = it.canvas.get();
    let block =
        |pick: fn(&Canvas) -> &Field<List<Text>>| canvas.map(|c| page.texts(pick(c))).unwrap_or_default();
    let baseline = it.baseline.get();
    let note = |word: &str, value: String| {
        (!value.is_empty()).then(|| Shown::new(format!("{}: {value}", page.word(word))))
    };
    ModelView {
        unit: page.opt(&it.unit),
        identity: identity(page, it).unwrap_or_else(|| page.title(index)),
        asked: asked(page, index, it),
        segments: canvas
            .map(|c| {
                c.customer_segments.spanned_items().filter_map(|(at, _)| segment(page, index, at)).collect()
            })
            .unwrap_or_default(),
        propositions: canvas
            .map(|c| {
                c.value_propositions
                    .spanned_items()
                    .filter_map(|(at, _)| proposition(page, index, at))
                    .collect()
            })
            .unwrap_or_default(),
        channels: canvas
            .map(|c| c.channels.spanned_items().filter_map(|(at, _)| channel_at(page, index, at)).collect())
            .unwrap_or_default(),
        relationships: block(|c| &c.customer_relationships),
        revenue: block(|c| &c.revenue_streams),
        resources: block(|c| &c.key_resources),
        activities: block(|c| &c.key_activities),
        partners: block(|c| &c.key_partnerships),
        costs: block(|c| &c.cost_structure),
        cost_notes: baseline
            .into_iter()
            .flat_map(|b| {
                [
                    note("bmc.acquisition_cost", page.written(&b.acquisition_cost)),
                    note("bmc.unprofitable_customer_cost", page.written(&b.unprofitable_customer_cost)),
                ]
            })
            .flatten()
            .collect(),
        revenue_notes: baseline
            .into_iter()
            .flat_map(|b| {
                [
                    note("bmc.annual_customer_value", page.written(&b.annual_customer_value)),
                    note("bmc.customers", page.written(&b.customers)),
                ]
            })
            .flatten()
            .collect(),
        behaviors: it
            .economic_behaviors
            .spanned_items()
            .filter_map(|(at, _)| behavior(page, index, at))
            .collect(),
        baseline: baseline.map(|b| baseline_facts(page, b)).unwrap_or_default(),
        as_of: baseline
            .and_then(|b| b.as_of.get())
            .map(|d| format!("{} {}", page.word("frame.as_of"), page.write(d)))
            .unwrap_or_default(),
        tensions: it.tensions.items().map(|t| tension(page, index, t)).collect(),
        competitors: it
            .competitors
            .items()
            .map(|c| CompetitorView {
                id: c.id.get().map(|id| id.to_string()).unwrap_or_default(),
                name: c
                    .name
                    .get()
                    .map(|n| n.to_string())
                    .or_else(|| c.id.get().map(|id| id.readable()))
                    .unwrap_or_default(),
                says: page.opt(&c.says),
                since: page.written(&c.since),
            })
            .collect(),
        reciprocity: it
            .reciprocity
            .items()
            .map(|r| ReciprocityView {
                to: page.one(index, &r.to),
                how: page.opt(&r.how),
                points: r.points.value() == Some(true),
            })
            .collect(),
        not_doing: not_doing(page),
    }
}

/// The business we are in, in the customer's words.
pub fn identity(page: &Page<'_>, it: &BusinessModel) -> Option<Shown> {
    page.opt(&it.identity.get()?.statement)
}

/// How many customers it was asked of, and with which survey.
pub fn asked(page: &Page<'_>, index: EntityIndex, it: &BusinessModel) -> Option<Shown> {
    let asked = it.identity.get()?.asked.get()?;
    let survey = page.one(index, &asked.with)?;
    let answers = page.written(&asked.answers);
    Some(survey.wrap(|name| format!("{answers} {} · {name}", page.word("bmc.answers"))))
}

fn segment(page: &Page<'_>, from: EntityIndex, at: crate::source::Span) -> Option<SegmentCard> {
    let archetype: Of<'_, Archetype> = page.program().follow(from, at)?;
    let value = archetype.it.value.get();
    Some(SegmentCard {
        who: page.entity(archetype.index),
        moment: page.opt(&archetype.it.life_moment),
        now: value.map(|v| page.written(&v.current)).unwrap_or_default(),
        then: value.map(|v| page.written(&v.projected)).unwrap_or_default(),
        becomes: archetype.it.evolves_to.items().find_map(|e| page.one(archetype.index, &e.archetype)),
    })
}

fn proposition(page: &Page<'_>, from: EntityIndex, at: crate::source::Span) -> Option<PropositionCard> {
    let it: Of<'_, ValueProposition> = page.program().follow(from, at)?;
    let quote = quotes(page, it.index, it.it).into_iter().next();
    let said = quote.as_ref().and_then(|q| {
        let source = q.source.clone()?;
        Some(if q.date.is_empty() { source } else { source.wrap(|s| format!("{s}, {}", q.date)) })
    });
    Some(PropositionCard {
        link: page.entity(it.index),
        archetype: page.one(it.index, &it.it.archetype),
        promises: it.it.promises.items().filter_map(|p| page.opt(&p.text)).collect(),
        quote: quote.map(|q| q.quote),
        said,
    })
}

fn behavior(page: &Page<'_>, from: EntityIndex, at: crate::source::Span) -> Option<BehaviorRow> {
    let it: Of<'_, EconomicBehavior> = page.program().follow(from, at)?;
    Some(BehaviorRow {
        link: page.entity(it.index),
        metric: page.one(it.index, &it.it.metric),
        direction: it.it.direction.get().map(|d| Shown::new(page.value("direction", d.word()))),
        value: it.it.value.get().map(|v| v.text.to_string()).unwrap_or_default(),
    })
}

fn baseline_facts(page: &Page<'_>, it: &Baseline) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "bmc.customers", page.shown(&it.customers));
    page.add(&mut facts, "bmc.churn_rate", page.shown(&it.churn_rate));
    page.add(
        &mut facts,
        "bmc.churn_counts",
        it.churn_counts.get().map(|c| Shown::new(page.value("churn_counts", c.word()))),
    );
    page.add(&mut facts, "bmc.annual_customer_value", page.shown(&it.annual_customer_value));
    page.add(&mut facts, "bmc.lifetime_value", page.shown(&it.lifetime_value));
    page.add(&mut facts, "bmc.acquisition_cost", page.shown(&it.acquisition_cost));
    page.add(&mut facts, "bmc.unprofitable_customer_cost", page.shown(&it.unprofitable_customer_cost));
    page.add(&mut facts, "bmc.discount_rate", page.shown(&it.discount_rate));
    page.add(&mut facts, "bmc.market_share", page.shown(&it.market_share));
    page.add(&mut facts, "bmc.revenue_growth", page.shown(&it.revenue_growth));
    facts
}

fn tension(page: &Page<'_>, index: EntityIndex, it: &Tension) -> TensionView {
    let solved = it.resolution.get().is_some();
    TensionView {
        tone: if solved { "good" } else { "alert" },
        word: page.word(if solved { "bmc.solved" } else { "bmc.open" }),
        with: page.one(index, &it.with),
        metric: page.one(index, &it.metric),
        resolution: page.opt(&it.resolution),
        src: page.src_in(index, it.with.span()),
    }
}

/// What the program will not do.
pub fn not_doing(page: &Page<'_>) -> Vec<NotDoing> {
    let Some(program) = page.program().program() else { return Vec::new() };
    program
        .it
        .not_doing
        .items()
        .filter_map(|n| Some(NotDoing { what: page.opt(&n.what)?, why: page.opt(&n.why) }))
        .collect()
}
