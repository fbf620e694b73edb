//! A survey in which nobody can say anything in their own words.
//!
//! A score says how much; only words say what to change. Concept D28: feedback is there to know how
//! something works and how it can be better.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: the repair }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: the repair }
//!   - { id: improve, use: improve }
//! ```
//!
//! How to fix it: add `use: improve`, the open question of the bank, or `use: why` after the score.
//!
//! # es
//! Una encuesta en la que nadie puede decir nada con sus palabras.
//!
//! Una calificación dice cuánto; solo las palabras dicen qué cambiar. Concepto D28: la opinión sirve
//! para saber cómo funciona algo y cómo puede mejorar.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: the repair }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: the repair }
//!   - { id: improve, use: improve }
//! ```
//!
//! Cómo corregirlo: agrega `use: improve`, la pregunta abierta del banco, o `use: why` después de la
//! calificación.

use crate::analyze::questions::answered_as;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::question::QuestionType;
use crate::model::survey::Survey;
use crate::source::At;

rule! { survey_no_open_question CustomerCentricity Warning each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, questions)) = survey.it.questions.spanned() else { return };
    let mut types = questions.iter().map(|question| answered_as(context, survey.index, question));
    // A question that could not be read may be open.
    if questions.is_empty()
        || questions.iter().count() < questions.len()
        || types.any(|it| it.is_none_or(|it| it == QuestionType::Open))
    {
        return;
    }
    let id = survey.id();
    out.push(
        RULE.finding(
            survey.place(at),
            say!(en: "in `{id}` nobody can say anything in their own words", es: "en `{id}` nadie puede decir nada con sus palabras"),
        )
        .help(say!(
            en: "add `use: improve` or `use: why`: a score says how much, words say what to change",
            es: "agrega `use: improve` o `use: why`: una calificación dice cuánto, las palabras dicen qué cambiar"
        ))
        .guess(one_more(survey, context))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}

/// The edit that asks at the end what should be better.
fn one_more(survey: Of<'_, Survey>, context: &Context<'_>) -> Vec<(At, String)> {
    let Some((at, _)) = survey.it.questions.spanned_items().last() else { return Vec::new() };
    let taken = survey.it.questions.items().any(|it| it.id.value().is_some_and(|id| id.as_str() == "improve"));
    if taken { Vec::new() } else { context.added_item(survey.place(at), "id: improve\nuse: improve") }
}
