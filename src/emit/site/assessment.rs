//! A structured self-evaluation: levels, speeds, answers and their proof.

use super::entity::level_badge;
use super::page::Page;
use super::view::{Badge, Facts, How, Shown, percent};
use crate::model::EntityIndex;
use crate::model::assessment::{Assessment, AssessmentDimension, AssessmentQuestion};
use crate::model::id::Id;
use crate::model::unions::AssessmentAnswer;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct DimensionRow {
    id: String,
    text: Option<Shown>,
    level: String,
    of5: i64,
    customer: String,
    ours: String,
    customer_word: String,
    ours_word: String,
    gap: Option<Shown>,
    proved: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Proof {
    level: Badge,
    note: Shown,
}

#[derive(Serialize, JsonSchema)]
struct QuestionView {
    id: String,
    text: Option<Shown>,
    answer: Option<Shown>,
    proofs: Vec<Proof>,
}

#[derive(Serialize, JsonSchema)]
struct Group {
    word: Option<Shown>,
    questions: Vec<QuestionView>,
}

#[derive(Serialize, JsonSchema)]
pub struct AssessmentView {
    facts: Facts,
    speeds: bool,
    dimensions: Vec<DimensionRow>,
    groups: Vec<Group>,
    leads_to: Vec<Shown>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Assessment) -> AssessmentView {
    let mut facts = Facts::default();
    page.add(
        &mut facts,
        "assessment.model",
        it.model.get().map(|m| Shown::new(page.value("assessment_model", m.word()))),
    );
    page.add(&mut facts, "assessment.date", page.shown(&it.date));
    page.add(&mut facts, "assessment.answered_by", page.list(index, &it.answered_by));
    AssessmentView {
        facts,
        speeds: it.dimensions.items().any(|d| d.customer_speed.get().is_some()),
        dimensions: it.dimensions.items().map(|d| dimension(page, index, it, d)).collect(),
        groups: groups(page, index, it),
        leads_to: page.list(index, &it.leads_to),
    }
}

/// The dimension a question belongs to.
fn of_dimension(page: &Page<'_>, index: EntityIndex, question: &AssessmentQuestion) -> Option<Id> {
    let (at, _) = question.dimension.spanned()?;
    Some(page.program().follow_part(index, at)?.id)
}

fn dimension(page: &Page<'_>, index: EntityIndex, it: &Assessment, d: &AssessmentDimension) -> DimensionRow {
    let speed =
        |value: Option<i64>| value.map(|v| percent(0.06 + 0.88 * (v - 1) as f64 / 4.0)).unwrap_or_default();
    let (customer, ours) = (d.customer_speed.value().map(|v| v.get()), d.our_speed.value().map(|v| v.get()));
    let questions: Vec<_> = it
        .questions
        .items()
        .filter(|q| of_dimension(page, index, q) == d.id.value() && d.id.get().is_some())
        .collect();
    let proved = questions.iter().filter(|q| q.evidence.items().next().is_some()).count();
    let word =
        |key: &str, value: Option<i64>| value.map(|v| format!("{} {v}", page.word(key))).unwrap_or_default();
    let behind = customer.zip(ours).is_some_and(|(c, o)| c > o);
    DimensionRow {
        id: d.id.get().map(|id| id.to_string()).unwrap_or_default(),
        text: page.opt(&d.text),
        level: d.level.value().map(|v| v.get().to_string()).unwrap_or_default(),
        of5: d.level.value().map_or(0, |v| v.get()),
        customer: speed(customer),
        ours: if customer.is_some() { speed(ours.or(customer)) } else { String::new() },
        customer_word: word("assessment.customer", customer),
        ours_word: word("assessment.ours", ours),
        gap: behind.then(|| Shown::mark(How::Watch, page.word("assessment.behind"))),
        proved: (!questions.is_empty()).then(|| {
            Shown::new(format!("{proved}/{} {}", questions.len(), page.word("assessment.evidence_count")))
        }),
    }
}

fn groups(page: &Page<'_>, index: EntityIndex, it: &Assessment) -> Vec<Group> {
    let mut groups: Vec<(Option<Id>, Group)> = Vec::new();
    for question in it.questions.items() {
        let id = of_dimension(page, index, question);
        let view = question_view(page, index, question);
        match groups.iter_mut().find(|(known, _)| *known == id) {
            Some((_, group)) => group.questions.push(view),
            None => {
                let word = page.one(index, &question.dimension).map(|d| Shown::new(d.s));
                groups.push((id, Group { word, questions: vec![view] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn question_view(page: &Page<'_>, index: EntityIndex, it: &AssessmentQuestion) -> QuestionView {
    let answer = it.answer.get().map(|answer| match answer {
        AssessmentAnswer::Text(text) => page.text(text),
        AssessmentAnswer::Number(number) => Shown::new(page.write(number)),
        AssessmentAnswer::Bool(yes) => {
            Shown::new(page.words.get(if *yes { "playbook.answer_yes" } else { "playbook.answer_no" }))
        }
    });
    let proofs = it.evidence.items().map(|e| {
        let date = page.written(&e.date);
        let note = page.source(index, &e.source).unwrap_or_default();
        Proof {
            level: level_badge(page, e.level.value()),
            note: if date.is_empty() { note } else { note.wrap(|s| format!("{s}, {date}")) },
        }
    });
    QuestionView {
        id: it.id.get().map(|id| id.to_string()).unwrap_or_default(),
        text: page.opt(&it.text),
        answer,
        proofs: proofs.collect(),
    }
}
