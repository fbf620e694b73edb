//! The questions of a program, wherever they are written.

use super::Context;
use super::answers::canonical_item;
use super::words::Said;
use crate::model::dataset::Dataset;
use crate::model::library::{self, BankQuestion};
use crate::model::question::{Item, Question, QuestionType, SurveyQuestion};
use crate::model::survey::Survey;
use crate::model::{Entity, EntityIndex, Kind, Of};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use std::collections::BTreeSet;

/// A question that somebody wrote: of a survey, or shared by several.
#[derive(Clone, Copy)]
pub struct Asked<'c> {
    pub entity: &'c Entity,
    pub index: EntityIndex,
    /// Where its name stands.
    pub at: Span,
    pub item: Item<'c>,
}

/// Every question that is written in the program, of surveys in use and shared ones.
pub fn all<'c>(context: &Context<'c>) -> impl Iterator<Item = Asked<'c>> {
    let of_surveys = context.in_use::<Survey>().flat_map(|survey| {
        survey.it.questions.spanned_items().map(move |(at, question)| {
            let at = question.id.spanned().map_or(at, |(at, _)| at);
            Asked { entity: survey.entity, index: survey.index, at, item: question.item() }
        })
    });
    let shared = context.in_use::<Question>().map(|question| {
        let at = question.entity.head().span;
        Asked { entity: question.entity, index: question.index, at, item: question.it.item() }
    });
    of_surveys.chain(shared)
}

/// Whether words stand in the wording of a question itself, and not in its options or anchors.
pub fn is_question(said: &Said<'_>) -> bool {
    let place = match said.entity.kind {
        Kind::Survey => "questions",
        Kind::Question => "",
        _ => return false,
    };
    said.site.field() == "text" && said.site.parent() == place
}

/// The datasets that hold answers to a survey, to its own questions or to those it shares.
pub fn holding<'p>(program: &'p Resolved, survey: Of<'_, Survey>) -> Vec<Of<'p, Dataset>> {
    let shared = survey.it.questions.items().filter_map(|question| {
        program.follow::<Question>(survey.index, question.r#use.span()).map(|shared| shared.index)
    });
    let edges = shared.chain([survey.index]).flat_map(|asked| program.edges_to(asked));
    let indices: BTreeSet<EntityIndex> =
        edges.filter(|edge| edge.field() == "question").map(|edge| edge.from).collect();
    indices.into_iter().filter_map(|index| program.as_kind::<Dataset>(index)).collect()
}

/// What a question of a survey asks in the end: itself, a shared question, or an item of the bank.
pub enum Source<'c> {
    Own,
    Shared(Of<'c, Question>),
    Bank(&'static BankQuestion),
    /// What it uses could not be found.
    Unknown,
}

/// Where the wording of a question of a survey comes from.
pub fn source<'c>(context: &Context<'c>, survey: EntityIndex, question: &SurveyQuestion) -> Source<'c> {
    if question.r#use.is_absent() {
        return Source::Own;
    }
    match context.program.target(survey, question.r#use.span()) {
        Some(Target::BuiltIn(name)) => library::question(name).map_or(Source::Unknown, Source::Bank),
        Some(Target::Entity(index)) => context.program.as_kind(index).map_or(Source::Unknown, Source::Shared),
        _ => Source::Unknown,
    }
}

/// How a question of a survey is answered.
pub fn answered_as(
    context: &Context<'_>,
    survey: EntityIndex,
    question: &SurveyQuestion,
) -> Option<QuestionType> {
    let of_word = |word: &str| QuestionType::ALL.iter().copied().find(|it| it.word() == word);
    match source(context, survey, question) {
        Source::Own => question.question_type.value(),
        Source::Bank(item) => of_word(&item.question_type),
        Source::Shared(shared) => shared.it.question_type.value().or_else(|| {
            canonical_item(context, survey, question)
                .and_then(library::question)
                .and_then(|item| of_word(&item.question_type))
        }),
        Source::Unknown => None,
    }
}

/// The canonical item that a question asks, directly or through a shared one.
pub fn canonical(
    context: &Context<'_>,
    survey: EntityIndex,
    question: &SurveyQuestion,
) -> Option<&'static str> {
    canonical_item(context, survey, question).map(|id| id.as_str())
}
