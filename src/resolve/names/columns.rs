//! Columns of datasets as names of an expression.

use super::answers;
use super::vocabulary::{Meaning, Vocabulary, currency};
use crate::diagnostic::{Mistake, say};
use crate::model::dataset::{Column, ColumnType, Dataset};
use crate::model::expression::{BUILT_IN, Choices, Currency, Symbol, SymbolKind, Type};
use crate::model::id::Id;
use crate::model::metric::Metric;
use crate::model::question::{Question, SurveyQuestion};
use crate::model::survey::Survey;
use crate::model::unions::{ColumnRefersTo, ColumnValues};
use crate::model::{EntityIndex, Of};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use std::sync::Arc;

/// The columns of a dataset, by their names.
pub fn of_dataset(resolved: &Resolved, dataset: Of<'_, Dataset>) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    add(resolved, dataset, &mut vocabulary);
    vocabulary
}

/// Adds the columns of a dataset to what may be named.
pub fn add(resolved: &Resolved, dataset: Of<'_, Dataset>, vocabulary: &mut Vocabulary) {
    if dataset.it.columns.is_bad() {
        vocabulary.mark_incomplete();
    }
    for entry in dataset.it.columns.entries() {
        let name = entry.key.as_str();
        if BUILT_IN.contains(&name) {
            continue; // its finding is out
        }
        let symbol = entry.value.get().and_then(|column| symbol(resolved, dataset.index, name, column));
        let meaning = match symbol {
            Some(symbol) => {
                Meaning::Value(Arc::new(symbol), target(resolved, dataset.index, name).into_iter().collect())
            }
            None => Meaning::Unreadable,
        };
        vocabulary.add(name, meaning);
    }
}

fn target(resolved: &Resolved, dataset: EntityIndex, name: &str) -> Option<Target> {
    let part = resolved.parts.find(dataset, "columns", Id::new(name))?;
    Some(Target::Part(dataset, part))
}

/// The cuts of a metric, by the names of their columns; other columns of its dataset are refused.
pub fn cuts(resolved: &Resolved, metric: Of<'_, Metric>) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    let spans = metric.it.cuts.items().flat_map(|cut| cut.list().spanned()).map(|(span, _)| span);
    let named: Vec<(EntityIndex, Id)> = spans
        .filter_map(|span| resolved.follow_part(metric.index, span))
        .map(|part| (part.entity, part.id))
        .collect();
    let Some(dataset) = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span()) else {
        return Vocabulary::unreadable(resolved);
    };
    add(resolved, dataset, &mut vocabulary);
    for entry in dataset.it.columns.entries() {
        let (name, place) = (entry.key.as_str(), target(resolved, dataset.index, entry.key.as_str()));
        let is_cut = named.contains(&(dataset.index, entry.key.0));
        let personal = entry.value.get().is_some_and(|column| column.pii.value() == Some(true));
        if personal {
            let mistake = Mistake::new(
                say!(en: "`{name}` holds personal data.", es: "`{name}` contiene datos personales."),
                say!(en: "Bands and cuts tell groups of people apart, never one person: name another column.",
                     es: "Las bandas y los cortes distinguen grupos de personas, nunca a una sola: nombra otra columna."),
            );
            vocabulary.replace(name, Meaning::Refused(mistake, place));
        } else if !is_cut {
            let mistake = Mistake::new(
                say!(en: "`{name}` is not a cut of this metric.", es: "`{name}` no es un corte de esta métrica."),
                say!(en: "Add it: `cuts: [{name}]`, or name one of its cuts.",
                     es: "Agrégala: `cuts: [{name}]`, o nombra uno de sus cortes."),
            );
            vocabulary.replace(name, Meaning::Refused(mistake, place));
        }
    }
    vocabulary
}

/// What a column is in an expression; none when its type could not be read.
pub fn symbol(resolved: &Resolved, dataset: EntityIndex, name: &str, column: &Column) -> Option<Symbol> {
    let ty = column_type(resolved, dataset, name, column)?;
    let mut symbol = Symbol::new(SymbolKind::Column, name, ty);
    if let Some(scale) = column.scale.value() {
        symbol = symbol.with_scale(scale.from(), scale.to());
    }
    Some(symbol)
}

fn column_type(resolved: &Resolved, dataset: EntityIndex, name: &str, column: &Column) -> Option<Type> {
    let unit = column.unit.get().map(|unit| &**unit);
    Some(match column.column_type.value()? {
        ColumnType::Text => text_type(resolved, dataset, name, column),
        ColumnType::Integer | ColumnType::Number if matches!(unit, Some("fraction" | "percent")) => {
            Type::Share
        }
        ColumnType::Integer | ColumnType::Number if unit.and_then(Currency::of_code).is_some() => {
            Type::Money(unit.and_then(Currency::of_code)?)
        }
        ColumnType::Integer => Type::Integer,
        ColumnType::Number => Type::Number,
        ColumnType::Boolean => Type::YesNo,
        ColumnType::Date => Type::Date,
        ColumnType::Timestamp => Type::Timestamp,
        ColumnType::Money => Type::Money(unit.and_then(Currency::of_code).or_else(|| currency(resolved))?),
    })
}

/// Words are ids when the column says of what, options when it holds the answers to a question or
/// lists its values, and free text otherwise.
fn text_type(resolved: &Resolved, dataset: EntityIndex, name: &str, column: &Column) -> Type {
    if let Some(ColumnRefersTo::Kind(kind)) = column.refers_to.get() {
        return Type::Id(resolved.choices(*kind));
    }
    if let Some(ty) = answered(resolved, dataset, column) {
        return ty;
    }
    match column.values.get() {
        Some(ColumnValues::Valid(values)) => {
            Type::Option(Choices::closed(name, values.iter().map(|value| &**value)))
        }
        Some(ColumnValues::Meanings(codes)) => {
            let ours = codes.entries().iter().filter_map(|entry| entry.value.get()).map(|id| &**id);
            Type::Option(Choices::closed(name, ours))
        }
        None => Type::Text,
    }
}

/// The type of the answers that a column holds, when they are options.
fn answered(resolved: &Resolved, dataset: EntityIndex, column: &Column) -> Option<Type> {
    let (span, _) = column.question.spanned_items().next()?;
    let answers = question_at(resolved, dataset, span)?;
    matches!(answers.ty, Type::Option(_) | Type::Options(_)).then_some(answers.ty)
}

/// The answers to the question that a reference leads to.
pub fn question_at(resolved: &Resolved, from: EntityIndex, at: Span) -> Option<answers::Answers> {
    match resolved.target(from, at)? {
        Target::Part(entity, part) => {
            let survey = resolved.as_kind::<Survey>(entity)?;
            let id = resolved.parts.get(part).id;
            let question: &SurveyQuestion = survey.it.questions.items().find(|q| q.id.value() == Some(id))?;
            answers::of_item(resolved, entity, &format!("{}/{id}", survey.id()), question.item())
        }
        Target::Entity(entity) => {
            let question = resolved.follow::<Question>(from, at)?;
            answers::of_item(resolved, entity, question.id().as_str(), question.it.item())
        }
        Target::BuiltIn(_) => None,
    }
}
