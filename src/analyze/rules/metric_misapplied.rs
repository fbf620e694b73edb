//! A score that is asked where it does not belong.
//!
//! Whether somebody recommends you says something of the whole relationship; after one call it says
//! something of the call and is read as the other. How hard something was can be told of what has just
//! been done, not of a year. Reichheld, "The One Number You Need to Grow" (2003); Dixon, Freeman
//! and Toman, "Stop Trying to Delight Your Customers" (2010).
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: call-nps
//! family: nps
//! question: after-the-call/recommend
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: call-effort
//! family: ces
//! question: after-the-call/effort
//! ```
//!
//! How to fix it: after a moment ask how hard it was or how satisfied they are; ask for a
//! recommendation in the survey of the relationship.
//!
//! # es
//! Una calificación que se pregunta donde no corresponde.
//!
//! Si alguien te recomienda dice algo de toda la relación; después de una llamada dice algo de la
//! llamada y se lee como lo otro. Qué tan difícil fue algo se puede decir de lo que se acaba de hacer,
//! no de un año. Reichheld, «The One Number You Need to Grow» (2003); Dixon, Freeman y Toman,
//! «Stop Trying to Delight Your Customers» (2010).
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: call-nps
//! family: nps
//! question: after-the-call/recommend
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: call-effort
//! family: ces
//! question: after-the-call/effort
//! ```
//!
//! Cómo corregirlo: después de un momento pregunta qué tan difícil fue o qué tan satisfechos quedaron;
//! pregunta por la recomendación en la encuesta de relación.

use crate::analyze::bands::question_of;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Family, Metric};
use crate::model::survey::SurveyType;

rule! { metric_misapplied Statistics Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((survey, _)) = question_of(metric, context) else { return };
    let (id, at) = (survey.id(), metric.it.question.span());
    let (message, help) = match (metric.it.family.value(), survey.it.survey_type.value()) {
        (Some(Family::Nps), Some(SurveyType::Transactional)) => (
            say!(en: "`{id}` is asked after one moment, and an NPS speaks of the whole relationship", es: "`{id}` se pregunta después de un momento, y un NPS habla de toda la relación"),
            say!(en: "ask there how hard it was (`ces`) or how satisfied they are (`csat`), and for a recommendation in the survey of the relationship", es: "pregunta ahí qué tan difícil fue (`ces`) o qué tan satisfechos quedaron (`csat`), y por la recomendación en la encuesta de relación"),
        ),
        (Some(Family::Ces), Some(SurveyType::Relationship)) => (
            say!(en: "`{id}` asks about the whole relationship, and effort is that of something just done", es: "`{id}` pregunta por toda la relación, y el esfuerzo es el de algo que se acaba de hacer"),
            say!(en: "ask for the effort right after the moment, in a survey of type `transactional`", es: "pregunta por el esfuerzo justo después del momento, en una encuesta de tipo `transactional`"),
        ),
        _ => return,
    };
    out.push(
        RULE.finding(metric.place(at), message)
            .related(survey.entity.head(), say!(en: "the survey", es: "la encuesta"))
            .help(help),
    );
}
