//! A value proposition: what we do for whom, and what of it answers what they need.

use super::archetype::{Quote, explains, quotes, referring};
use super::coverage::{Promises, promises};
use super::job;
use super::page::Page;
use super::view::{Facts, Shown};
use crate::model::archetype::Archetype;
use crate::model::job::Job;
use crate::model::value_proposition::{TradeOffStance, Transcended, ValueProposition};
use crate::model::{EntityIndex, EntityKind, Kind, Of};
use crate::resolve::Target;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct PromiseView {
    id: String,
    text: Shown,
}

/// Something a customer needs or judges by, and our answers to it.
#[derive(Serialize, JsonSchema)]
struct Fit {
    id: String,
    side: &'static str,
    text: Shown,
    weight: String,
    expects: Vec<Shown>,
    answers: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct OfferView {
    products: Vec<Shown>,
    services: Vec<Shown>,
    advice: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Different {
    text: Shown,
    versus: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct TradeOffView {
    ends: Vec<Shown>,
    how: Option<Shown>,
    accepted: bool,
    priority: String,
}

#[derive(Serialize, JsonSchema)]
struct MatrixOf {
    journey: Shown,
    matrix: Promises,
}

#[derive(Serialize, JsonSchema)]
pub struct PropositionView {
    archetype: Option<Shown>,
    job: Option<Shown>,
    promises: Vec<PromiseView>,
    fit: Vec<Fit>,
    anxieties: Vec<Shown>,
    answered: usize,
    asked: usize,
    offer: OfferView,
    differentiators: Vec<Different>,
    transcends: Vec<TradeOffView>,
    give: Vec<Shown>,
    get: Vec<Shown>,
    quotes: Vec<Quote>,
    matrices: Vec<MatrixOf>,
    facts: Facts,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &ValueProposition) -> PropositionView {
    let archetype: Option<Of<'_, Archetype>> =
        it.archetype.spanned().and_then(|(at, _)| page.program().follow(index, at));
    let job: Option<Of<'_, Job>> = it.job.spanned().and_then(|(at, _)| page.program().follow(index, at));
    let mut fit: Vec<Fit> = archetype.iter().flat_map(|a| needs(page, index, it, a)).collect();
    fit.extend(job.iter().flat_map(|j| outcomes(page, index, it, j)));
    let offer = it.offer.get();
    let give_get = it.give_get.get();
    PropositionView {
        archetype: page.one(index, &it.archetype),
        job: page.one(index, &it.job),
        promises: it
            .promises
            .items()
            .filter_map(|p| Some(PromiseView { id: p.id.get()?.to_string(), text: page.opt(&p.text)? }))
            .collect(),
        answered: fit.iter().filter(|f| !f.answers.is_empty()).count(),
        asked: fit.len(),
        fit,
        anxieties: job.and_then(|j| j.it.forces.get()).map(|f| page.texts(&f.anxiety)).unwrap_or_default(),
        offer: OfferView {
            products: offer.map(|o| page.texts(&o.products)).unwrap_or_default(),
            services: offer.map(|o| page.texts(&o.services)).unwrap_or_default(),
            advice: offer.map(|o| page.texts(&o.advice)).unwrap_or_default(),
        },
        differentiators: it
            .differentiators
            .items()
            .filter_map(|d| {
                Some(Different { text: page.opt(&d.text)?, versus: page.source(index, &d.versus) })
            })
            .collect(),
        transcends: it.transcends.items().map(|t| trade_off(page, t)).collect(),
        give: give_get.map(|g| page.texts(&g.we_give)).unwrap_or_default(),
        get: give_get.map(|g| page.texts(&g.we_ask)).unwrap_or_default(),
        quotes: quotes(page, index, it),
        matrices: archetype.iter().flat_map(|a| matrices(page, index, a.index)).collect(),
        facts: facts(page, index, it),
    }
}

fn facts(page: &Page<'_>, index: EntityIndex, it: &ValueProposition) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "vp.derived", page.list(index, &it.derived_from));
    page.add(&mut facts, "vp.personalization", it.personalization.get().and_then(|p| page.opt(&p.rule)));
    facts
}

fn needs(
    page: &Page<'_>,
    index: EntityIndex,
    it: &ValueProposition,
    archetype: &Of<'_, Archetype>,
) -> Vec<Fit> {
    let answer = |need: Option<crate::model::id::Id>| {
        it.relieves
            .items()
            .filter(|relief| {
                relief.need.spanned().is_some_and(|(at, _)| {
                    page.program()
                        .follow_part(index, at)
                        .is_some_and(|part| part.list() == "needs" && Some(part.id) == need)
                })
            })
            .filter_map(|relief| page.opt(&relief.how))
            .collect::<Vec<_>>()
    };
    archetype
        .it
        .needs
        .items()
        .map(|need| {
            let id = need.id.value();
            Fit {
                id: id.map(|id| format!("need_{id}")).unwrap_or_default(),
                side: "need",
                text: page
                    .opt(&need.text)
                    .unwrap_or_else(|| Shown::new(id.map(|id| id.readable()).unwrap_or_default())),
                weight: need
                    .importance
                    .value()
                    .map(|i| format!("{} {}/5", page.word("archetype.importance"), i.get()))
                    .unwrap_or_default(),
                expects: archetype
                    .it
                    .expectations
                    .items()
                    .filter(|e| explains(page, archetype.index, e, id))
                    .filter_map(|e| page.opt(&e.text))
                    .collect(),
                answers: answer(id),
            }
        })
        .collect()
}

fn outcomes(page: &Page<'_>, index: EntityIndex, it: &ValueProposition, job: &Of<'_, Job>) -> Vec<Fit> {
    let answer = |outcome: Option<crate::model::id::Id>| {
        it.achieves
            .items()
            .filter(|a| {
                a.outcome.spanned().is_some_and(|(at, _)| {
                    page.program()
                        .follow_part(index, at)
                        .is_some_and(|part| part.list() == "outcomes" && Some(part.id) == outcome)
                })
            })
            .map(|a| page.opt(&a.how).unwrap_or_else(|| Shown::new("✓")))
            .collect::<Vec<_>>()
    };
    job.it
        .outcomes
        .items()
        .map(|outcome| {
            let id = outcome.id.value();
            Fit {
                id: id.map(|id| format!("outcome_{id}")).unwrap_or_default(),
                side: "outcome",
                text: job::outcome_text(page, outcome),
                weight: job::opportunity(outcome)
                    .map(|score| format!("{} {score}", page.word("job.opportunity").to_lowercase()))
                    .unwrap_or_default(),
                expects: Vec::new(),
                answers: answer(id),
            }
        })
        .collect()
}

fn trade_off(page: &Page<'_>, it: &Transcended) -> TradeOffView {
    TradeOffView {
        ends: it.between.get().map(|b| b.ends().map(|end| page.text(end)).collect()).unwrap_or_default(),
        how: page.opt(&it.how),
        accepted: it.stance.value() == Some(TradeOffStance::Accept),
        priority: page.written(&it.priority),
    }
}

/// One table per journey of the archetype: which step keeps which promise of this proposition.
fn matrices(page: &Page<'_>, index: EntityIndex, archetype: EntityIndex) -> Vec<MatrixOf> {
    referring(page, archetype, Kind::Journey, "archetype")
        .into_iter()
        .filter(|journey| {
            page.program()
                .edges_from(*journey)
                .iter()
                .any(|e| e.field() == "delivers" && leads_into(e.to, index))
        })
        .filter_map(|journey| {
            let it = crate::model::journey::Journey::of(&page.program().entity(journey).body)?;
            Some(MatrixOf { journey: page.entity(journey), matrix: promises(page, journey, it, &[index]) })
        })
        .collect()
}

fn leads_into(target: Target, entity: EntityIndex) -> bool {
    target.entity() == Some(entity)
}
