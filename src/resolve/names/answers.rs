//! What the answers to a question are: their type, their scale, their options, wherever the question
//! takes them from.

use super::vocabulary::{Meaning, Vocabulary};
use crate::diagnostic::{Mistake, say};
use crate::model::expression::{Choices, Symbol, SymbolKind, Type};
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::library;
use crate::model::question::{Item, Question, QuestionType, SurveyQuestion};
use crate::model::survey::Survey;
use crate::model::unions::Multiple;
use crate::model::{EntityIndex, Of};
use crate::resolve::{PartIndex, Resolved, Target};
use std::sync::Arc;

/// The answers to a question, as expressions, columns and tests see them.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    pub question_type: QuestionType,
    /// Of a matrix: a group, and the answers to its lines are named `matrix.line`.
    pub ty: Type,
    /// Lowest and highest code, of a scale.
    pub scale: Option<(i64, i64)>,
    /// The lines of a matrix.
    pub rows: Vec<Id>,
    /// How many options may be chosen at most; none when any number may.
    pub most: Option<i64>,
}

/// Questions that take their form from one another, and from another again, end somewhere.
const MOST_STEPS: u32 = 8;

/// The answers to a question; none when its form could not be read.
pub fn of_item(resolved: &Resolved, from: EntityIndex, address: &str, item: Item<'_>) -> Option<Answers> {
    of_item_within(resolved, from, address, item, MOST_STEPS)
}

fn of_item_within(
    resolved: &Resolved,
    from: EntityIndex,
    address: &str,
    item: Item<'_>,
    steps: u32,
) -> Option<Answers> {
    let steps = steps.checked_sub(1)?;
    if item.question_type.is_absent() {
        return match resolved.target(from, item.r#use.span()) {
            Some(Target::Entity(shared)) if !item.r#use.is_absent() => {
                shared_item(resolved, shared, address, resolved.as_kind::<Question>(shared)?.it, steps)
            }
            Some(Target::BuiltIn(name)) if !item.r#use.is_absent() => of_library(address, name),
            _ => None,
        };
    }
    let question_type = item.question_type.value()?;
    let scale =
        item.scale.get().and_then(|scale| scale.points.value()).map(|points| (points.from(), points.to()));
    let ids: Vec<&str> =
        item.options.items().filter_map(|option| option.id.value()).map(Id::as_str).collect();
    let all_read = item.options.items().count() == item.options.get().map_or(0, |list| list.len());
    let choices = if all_read { Choices::closed(address, ids) } else { Choices::partly(address, ids) };
    let most = match item.multiple.value() {
        Some(Multiple::All(true)) => None,
        Some(Multiple::AtMost(most)) => Some(most.0),
        _ => Some(1),
    };
    let rows = item.rows.items().filter_map(|row| row.id.value()).collect();
    Some(Answers { question_type, ty: answer_type(question_type, &choices, most), scale, rows, most })
}

/// A shared question: its own form, or that of the canonical item it is a wording of.
fn shared_item(
    resolved: &Resolved,
    from: EntityIndex,
    address: &str,
    question: &Question,
    steps: u32,
) -> Option<Answers> {
    let item = question.item();
    if item.question_type.is_absent() && item.r#use.is_absent() {
        return of_library(address, question.canonical_of.value()?.id());
    }
    of_item_within(resolved, from, address, item, steps)
}

fn of_library(address: &str, name: Id) -> Option<Answers> {
    let item = library::question(name)?;
    let question_type = QuestionType::ALL.iter().copied().find(|ty| ty.word() == item.question_type)?;
    let choices = Choices::closed(address, item.options.iter().map(|option| option.id.as_str()));
    let ty = answer_type(question_type, &choices, Some(1));
    Some(Answers { question_type, ty, scale: item.range(), rows: Vec::new(), most: Some(1) })
}

fn answer_type(question_type: QuestionType, choices: &Arc<Choices>, most: Option<i64>) -> Type {
    match question_type {
        QuestionType::Open => Type::Text,
        QuestionType::Choice if most == Some(1) => Type::Option(choices.clone()),
        QuestionType::Choice | QuestionType::Ranking => Type::Options(choices.clone()),
        QuestionType::Scale => Type::Integer,
        QuestionType::YesNo => Type::YesNo,
        QuestionType::Number => Type::Number,
        QuestionType::Date => Type::Date,
        QuestionType::Matrix | QuestionType::Statement => Type::Group,
    }
}

/// The questions of a survey that come before one of them; all of them when none is given. Later
/// ones are known and refused.
pub fn of_survey(resolved: &Resolved, survey: Of<'_, Survey>, before: Option<PartIndex>) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    add(resolved, survey, before, "", &mut vocabulary);
    vocabulary
}

/// Adds the questions of a survey under their ids, with something in front of each.
pub fn add(
    resolved: &Resolved,
    survey: Of<'_, Survey>,
    before: Option<PartIndex>,
    prefix: &str,
    vocabulary: &mut Vocabulary,
) {
    let questions = &survey.it.questions;
    if questions.is_bad() || questions.items().count() != questions.get().map_or(0, |list| list.len()) {
        vocabulary.mark_incomplete();
    }
    let stop = before.map(|part| resolved.parts.get(part).at);
    let mut later = false;
    for question in questions.items() {
        let Some((at, id)) = question.id.spanned() else {
            vocabulary.mark_incomplete();
            continue;
        };
        let own = stop == Some(at);
        later |= own;
        let target =
            resolved.parts.find(survey.index, "questions", *id).map(|part| Target::Part(survey.index, part));
        let name = format!("{prefix}{id}");
        if later {
            vocabulary.add(name, Meaning::Refused(too_early(id.as_str(), own), target));
            continue;
        }
        let address = format!("{}/{id}", survey.id());
        match of_item(resolved, survey.index, &address, question.item()) {
            Some(Answers { question_type: QuestionType::Statement, .. }) => {
                vocabulary.add(name, Meaning::Refused(only_read(id.as_str()), target));
            }
            Some(answers) => add_question(vocabulary, &name, &address, &answers, target),
            None => vocabulary.add(name, Meaning::Unreadable),
        }
    }
}

fn add_question(
    vocabulary: &mut Vocabulary,
    name: &str,
    address: &str,
    answers: &Answers,
    target: Option<Target>,
) {
    let symbol = |name: &str, ty: Type| {
        let symbol = Symbol::new(SymbolKind::Question, name, ty);
        match answers.scale {
            Some((low, high)) => symbol.with_scale(low, high),
            None => symbol,
        }
    };
    for row in &answers.rows {
        let line = symbol(&format!("{address}.{row}"), line_type(answers));
        vocabulary.add(format!("{name}.{row}"), Meaning::Value(Arc::new(line), target.into_iter().collect()));
    }
    let whole = symbol(address, answers.ty.clone());
    vocabulary.add(name, Meaning::Value(Arc::new(whole), target.into_iter().collect()));
}

/// What an answer under a name answers.
pub enum Asked {
    /// A question, or a line of a matrix as `matrix.line`.
    Known(Answers),
    /// It is there and could not be read.
    Unreadable,
    /// There is no such question; these are.
    Unknown(Vec<String>),
}

/// The question of a survey that answers are given under a name to.
pub fn in_survey(resolved: &Resolved, survey: Of<'_, Survey>, name: &str) -> Asked {
    let (id, row) = name.split_once('.').map_or((name, None), |(id, row)| (id, Some(row)));
    let own = |question: &&SurveyQuestion| question.id.value().is_some_and(|own| own.as_str() == id);
    let unread = survey.it.questions.is_bad()
        || survey.it.questions.get().is_some_and(|list| list.fields().iter().any(Field::is_bad));
    let Some(question) = survey.it.questions.items().find(own) else {
        let names =
            survey.it.questions.items().filter_map(|question| question.id.value()).map(|id| id.to_string());
        return if unread { Asked::Unreadable } else { Asked::Unknown(names.collect()) };
    };
    let answers = of_item(resolved, survey.index, &format!("{}/{id}", survey.id()), question.item());
    match (answers, row) {
        (None, _) => Asked::Unreadable,
        (Some(answers), None) => Asked::Known(answers),
        (Some(answers), Some(row)) if answers.rows.iter().any(|own| own.as_str() == row) => {
            let question_type =
                if answers.scale.is_some() { QuestionType::Scale } else { QuestionType::Open };
            Asked::Known(Answers { question_type, ty: line_type(&answers), rows: Vec::new(), ..answers })
        }
        (Some(answers), Some(_)) => {
            Asked::Unknown(answers.rows.iter().map(|row| format!("{id}.{row}")).collect())
        }
    }
}

/// The answer to one line of a matrix: a code of its scale, or words when it has none.
fn line_type(answers: &Answers) -> Type {
    if answers.scale.is_some() { Type::Integer } else { Type::Text }
}

fn only_read(id: &str) -> Mistake {
    Mistake::new(
        say!(en: "`{id}` is a statement: it is read, and nobody answers it.",
             es: "`{id}` es un texto: se lee, y nadie lo contesta."),
        say!(en: "Name a question that is answered.", es: "Nombra una pregunta que se conteste."),
    )
}

fn too_early(id: &str, own: bool) -> Mistake {
    if own {
        return Mistake::new(
            say!(en: "`{id}` is this question itself: nobody has answered it yet.",
                 es: "`{id}` es esta misma pregunta: todavía nadie la ha contestado."),
            say!(en: "Name a question that comes before it.", es: "Nombra una pregunta anterior."),
        );
    }
    Mistake::new(
        say!(en: "`{id}` is asked later, so it has no answer yet.", es: "`{id}` se pregunta después, así que todavía no tiene respuesta."),
        say!(en: "Move `{id}` before this question, or name an earlier one.",
             es: "Mueve `{id}` antes de esta pregunta, o nombra una anterior."),
    )
}
