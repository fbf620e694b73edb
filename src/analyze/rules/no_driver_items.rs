//! A score of which nobody asks what moves it.
//!
//! A score says how it was and not why. Two or three items about clarity, time or care, asked in the
//! same survey, show which of them moves it; without them every improvement is a guess. Concept D22.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! question: relationship-survey/recommend
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! question: relationship-survey/recommend
//! drivers: { questions: [relationship-survey/clarity, relationship-survey/time] }
//! ```
//!
//! How to fix it: add items to the survey and name them under `drivers.questions`, or mark an item with
//! `driver_of`.
//!
//! # es
//! Una calificación de la que nadie pregunta qué la mueve.
//!
//! Una calificación dice cómo fue y no por qué. Dos o tres preguntas sobre claridad, tiempo o trato, en
//! la misma encuesta, muestran cuál la mueve; sin ellas toda mejora es una apuesta. Concepto D22.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! question: relationship-survey/recommend
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! question: relationship-survey/recommend
//! drivers: { questions: [relationship-survey/clarity, relationship-survey/time] }
//! ```
//!
//! Cómo corregirlo: agrega preguntas a la encuesta y nómbralas en `drivers.questions`, o marca una
//! pregunta con `driver_of`.

use crate::analyze::bands::question_of;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Family, Metric};
use crate::model::Kind;

rule! { no_driver_items CustomerCentricity Info each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if !matches!(metric.it.family.value(), Some(Family::Nps | Family::Csat | Family::Ces)) {
        return;
    }
    let Some((survey, _)) = question_of(metric, context) else { return };
    let named = metric.it.drivers.is_bad()
        || metric.it.drivers.get().is_some_and(|drivers| !drivers.questions.has_none());
    let marked = [Kind::Survey, Kind::Question]
        .into_iter()
        .any(|kind| context.program.is_referenced_by(metric.index, kind, "driver_of"));
    // One that takes the place of another, or says it once more, has the items of that one.
    if named || marked || !metric.it.restates.is_absent() {
        return;
    }
    let (id, survey) = (metric.id(), survey.id());
    out.push(
        RULE.finding(
            metric.entity.head(),
            say!(en: "no item of `{survey}` may explain why `{id}` is high or low", es: "ninguna pregunta de `{survey}` puede explicar por qué `{id}` es alto o bajo"),
        )
        .severity(context.weigh(Severity::Info, Asks::Craft))
        .help(say!(en: "ask for two or three things that may move it, and name them under `drivers.questions`", es: "pregunta por dos o tres cosas que lo puedan mover, y nómbralas en `drivers.questions`")),
    );
}
