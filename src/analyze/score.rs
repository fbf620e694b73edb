//! How far a program goes from what it promises to who answers for it: promise, step, metric,
//! question, playbook, owner. A number with its parts, and where work pays most.

use super::Context;
use crate::diagnostic::{Say, Words, say};
use crate::model::journey::Journey;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::survey::Survey;
use crate::model::value_proposition::ValueProposition;
use crate::model::{Entity, Kind, Of};
use crate::resolve::Target;
use crate::source::At;
use std::collections::BTreeMap;

/// One link of the chain: what there is, and what of it is linked.
pub struct Part {
    pub name: &'static str,
    pub title: Words,
    pub have: usize,
    pub of: usize,
    /// What to do where there is nothing to count yet.
    start: Words,
    /// What lacks its link: entity, place, what it is.
    lacking: Vec<(String, At)>,
    /// What is lacking, in words, for one and for several.
    words: (Words, Words),
}

impl Part {
    /// From 0 to 100; 0 where there is nothing yet.
    pub fn score(&self) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * self.have as f64 / self.of as f64 }
    }

    fn count(&mut self, entity: &Entity, at: At, linked: bool) {
        self.of += 1;
        if linked {
            self.have += 1;
        } else {
            self.lacking.push((entity.name(), at));
        }
    }
}

/// A place where work pays.
pub struct Work {
    /// Points that the score would gain.
    pub points: f64,
    pub part: &'static str,
    /// The entity it is about, and where to begin; none where something has yet to be written.
    pub place: Option<(String, At)>,
    pub what: Say,
}

/// The score of a program.
pub struct Score {
    pub parts: Vec<Part>,
    /// The places where work pays most, the best first; three at most.
    pub work: Vec<Work>,
}

impl Score {
    /// The mean of its parts, rounded down: 100 only when nothing is lacking.
    pub fn total(&self) -> u32 {
        let sum: f64 = self.parts.iter().map(Part::score).sum();
        (sum / self.parts.len().max(1) as f64 + 1e-9).floor() as u32
    }
}

/// Scores what is in use.
pub fn score(context: &Context<'_>) -> Score {
    let parts =
        vec![promises(context), moments(context), questions(context), surveys(context), playbooks(context)];
    let share = 100.0 / parts.len() as f64;
    let mut work: Vec<Work> = parts.iter().flat_map(|part| places(part, share)).collect();
    work.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| name(a).cmp(&name(b))));
    work.truncate(3);
    Score { parts, work }
}

fn name(work: &Work) -> Option<(&str, &'static str)> {
    work.place.as_ref().map(|(entity, _)| (entity.as_str(), work.part))
}

/// What is lacking in a part, put together by entity.
fn places(part: &Part, share: f64) -> Vec<Work> {
    if part.of == 0 {
        let what = Say { en: part.start.en.to_owned(), es: part.start.es.to_owned() };
        return vec![Work { points: share, part: part.name, place: None, what }];
    }
    let mut by_entity: BTreeMap<&str, (usize, At)> = BTreeMap::new();
    for (entity, at) in &part.lacking {
        by_entity.entry(entity).and_modify(|(count, _)| *count += 1).or_insert((1, *at));
    }
    let (one, several) = part.words;
    by_entity
        .into_iter()
        .map(|(entity, (count, at))| Work {
            points: share * count as f64 / part.of as f64,
            part: part.name,
            place: Some((entity.to_owned(), at)),
            what: match count {
                1 => Say { en: one.en.to_owned(), es: one.es.to_owned() },
                _ => say!(en: "{count} {}", several.en; es: "{count} {}", several.es),
            },
        })
        .collect()
}

fn part(name: &'static str, title: Words, start: Words, words: (Words, Words)) -> Part {
    Part { name, title, have: 0, of: 0, start, lacking: Vec::new(), words }
}

const fn w(en: &'static str, es: &'static str) -> Words {
    Words { en, es }
}

/// Promises that some step keeps.
fn promises(context: &Context<'_>) -> Part {
    let mut part = part(
        "promises",
        w("promises that a step keeps", "promesas que algún paso cumple"),
        w("write a value proposition with its promises", "escribe una propuesta de valor con sus promesas"),
        (
            w("one promise that no step keeps", "una promesa que ningún paso cumple"),
            w("promises that no step keeps", "promesas que ningún paso cumple"),
        ),
    );
    let program = context.program;
    for it in context.in_use::<ValueProposition>() {
        for promise in it.promises.items() {
            let Some((at, id)) = promise.id.spanned() else { continue };
            let Some(own) = program.parts.find(it.index, "promises", *id) else { continue };
            let kept = program.edges_to(it.index).any(|edge| {
                edge.field() == "delivers"
                    && edge.to == Target::Part(it.index, own)
                    && context.is_in_use(program.entity(edge.from))
            });
            part.count(it.entity, it.place(at), kept);
        }
    }
    part
}

/// Moments of truth that something measures.
fn moments(context: &Context<'_>) -> Part {
    let mut part = part(
        "steps",
        w("moments of truth that are measured", "momentos de la verdad que se miden"),
        w("mark the moments of truth of a journey", "marca los momentos de la verdad de un recorrido"),
        (
            w("one moment of truth that nothing measures", "un momento de la verdad que nada mide"),
            w("moments of truth that nothing measures", "momentos de la verdad que nada mide"),
        ),
    );
    for it in context.in_use::<Journey>() {
        for step in it.steps.items() {
            let Some(moment) = step.moment_of_truth.get() else { continue };
            let measured = !moment.survey.is_absent() || !moment.metrics.has_none();
            part.count(it.entity, it.place(moment.at), measured);
        }
    }
    part
}

/// Metrics of what customers say whose question is asked.
fn questions(context: &Context<'_>) -> Part {
    let mut part = part(
        "metrics",
        w("metrics whose question is asked", "métricas cuya pregunta se hace"),
        w("write a metric over a question of a survey", "escribe una métrica sobre una pregunta de encuesta"),
        (
            w("its question is in no survey in use", "su pregunta no está en ninguna encuesta en uso"),
            w("questions that no survey in use asks", "preguntas que ninguna encuesta en uso hace"),
        ),
    );
    let program = context.program;
    for it in context.in_use::<Metric>() {
        let Some((at, _)) = it.question.spanned() else { continue };
        let survey = program.target(it.index, at).and_then(Target::entity);
        let asked = survey.is_some_and(|index| {
            let entity = program.entity(index);
            entity.kind == Kind::Survey && context.is_in_use(entity)
        });
        part.count(it.entity, it.place(at), asked);
    }
    part
}

/// Surveys whose answers lead to something.
fn surveys(context: &Context<'_>) -> Part {
    let mut part = part(
        "questions",
        w(
            "surveys whose answers start a playbook or reach a session",
            "encuestas cuyas respuestas inician un playbook o llegan a una sesión",
        ),
        w("write a survey and the playbook it starts", "escribe una encuesta y el playbook que inicia"),
        (
            w("nothing happens with its answers", "nada pasa con sus respuestas"),
            w("surveys without consequence", "encuestas sin consecuencia"),
        ),
    );
    for it in context.in_use::<Survey>() {
        part.count(it.entity, it.entity.head(), has_consequence(it, context));
    }
    part
}

/// Whether something happens with the answers to a survey: it says so, or something in use takes them.
pub fn has_consequence(survey: Of<'_, Survey>, context: &Context<'_>) -> bool {
    let taken = || {
        context.program.edges_to(survey.index).any(|edge| {
            let from = context.program.entity(edge.from);
            let takes = match from.kind {
                Kind::Playbook => edge.field() == "survey",
                Kind::Scorecard | Kind::Roadmap => matches!(edge.field(), "inputs" | "from"),
                Kind::ValueProposition => edge.field() == "derived_from",
                _ => false,
            };
            takes && context.is_in_use(from)
        })
    };
    !survey.it.acts.has_none() || taken()
}

/// Playbooks and steps that somebody answers for.
fn playbooks(context: &Context<'_>) -> Part {
    let mut part = part(
        "playbooks",
        w(
            "playbooks and steps with somebody who answers for them",
            "playbooks y pasos con quien responda por ellos",
        ),
        w("write a playbook with roles in its steps", "escribe un playbook con roles en sus pasos"),
        (
            w("one step, or the whole, without a role", "un paso, o el conjunto, sin rol"),
            w("steps without a role", "pasos sin rol"),
        ),
    );
    for it in context.in_use::<Playbook>() {
        part.count(it.entity, it.entity.head(), !it.common.owner.is_absent());
        for step in it.steps.items() {
            let Some((at, _)) = step.id.spanned() else { continue };
            part.count(it.entity, it.place(at), !step.role.is_absent());
        }
    }
    part
}
