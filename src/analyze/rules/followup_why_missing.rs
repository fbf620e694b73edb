//! A recommendation score that nobody is asked the reason for.
//!
//! The score tells where you stand, the reason tells what to do; without it the number is a thermometer
//! without a patient. The open question after it belongs to the method. Of surveys without any open
//! question another rule speaks.
//!
//! Source: concept D28; Reichheld (2003) asks for the reason behind each score.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - { id: clear, type: scale, text: How clear was it?, scale: { points: 1..5 } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - { id: why, use: why, show_when: recommend is answered }
//! ```
//!
//! How to fix it: add `use: why` right after the score, with `show_when: … is answered`.
//!
//! # es
//! Una calificación de recomendación cuya razón nadie pregunta.
//!
//! La calificación dice dónde estás, la razón dice qué hacer; sin ella el número es un termómetro sin
//! paciente. La pregunta abierta que le sigue es parte del método. De las encuestas sin ninguna
//! pregunta abierta habla otra regla.
//!
//! Fuente: concepto D28; Reichheld (2003) pide la razón detrás de cada calificación.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - { id: clear, type: scale, text: How clear was it?, scale: { points: 1..5 } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - { id: why, use: why, show_when: recommend is answered }
//! ```
//!
//! Cómo corregirlo: agrega `use: why` justo después de la calificación, con `show_when: … is answered`.

use crate::analyze::questions::{answered_as, canonical};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::question::{QuestionType, SurveyQuestion};
use crate::model::survey::Survey;

rule! { followup_why_missing CustomerCentricity Warning each Survey }

/// How many questions may stand between the score and its reason.
const NEAR: usize = 3;

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let questions: Vec<&SurveyQuestion> = survey.it.questions.items().collect();
    let places: Vec<_> = survey.it.questions.spanned_items().map(|(at, _)| survey.place(at)).collect();
    let is_open = |question: &&SurveyQuestion| {
        answered_as(context, survey.index, question).is_none_or(|it| it == QuestionType::Open)
    };
    if !questions.iter().any(is_open) {
        return;
    }
    for (index, question) in questions.iter().enumerate() {
        let Some((at, id)) = question.id.spanned() else { continue };
        let asked = canonical(context, survey.index, question) == Some("nps");
        if !asked || questions[index + 1..].iter().take(NEAR).any(is_open) {
            continue;
        }
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "nobody is asked the reason for `{id}`", es: "a nadie se le pregunta la razón de `{id}`"),
            )
            .help(say!(
                en: "add `use: why` right after it, with `show_when: {id} is answered`",
                es: "agrega `use: why` justo después, con `show_when: {id} is answered`"
            ))
            .guess(context.added_item(places[index], &format!("id: why-{id}\nuse: why\nshow_when: {id} is answered")))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
