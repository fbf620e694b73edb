//! A survey whose type and trigger do not fit.
//!
//! A relationship survey asks about the whole, in waves; sent after a call it measures the call. A
//! transactional survey asks about one experience, right after it; in waves it asks about a memory.
//! Concept D21.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! trigger: { after: calls/ended }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! trigger: { every: quarter }
//! ```
//!
//! How to fix it: choose by what you want to know: the relationship (`every`), or one experience
//! (`after`, with `type: transactional`).
//!
//! # es
//! Una encuesta cuyo tipo no encaja con su disparador.
//!
//! Una encuesta de relación pregunta por el conjunto, en olas; enviada después de una llamada mide la
//! llamada. Una transaccional pregunta por una experiencia, justo después; en olas pregunta por un
//! recuerdo. Concepto D21.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! trigger: { after: calls/ended }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! trigger: { every: quarter }
//! ```
//!
//! Cómo corregirlo: elige según lo que quieres saber: la relación (`every`), o una experiencia
//! (`after`, con `type: transactional`).

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::survey::{Survey, SurveyType};

rule! { survey_type_trigger_mismatch Statistics Warning each Survey }

fn check(survey: Of<'_, Survey>, _: &Context<'_>, out: &mut Findings) {
    let Some(trigger) = survey.trigger.get() else { return };
    let after = trigger.after.spanned().map(|(at, _)| at);
    let every = trigger.every.spanned().map(|(at, _)| at);
    let (at, message, help, other) = match (survey.survey_type.value(), after, every) {
        (Some(SurveyType::Relationship), Some(at), _) => (
            at,
            say!(en: "a relationship survey is sent after one moment, and will measure that moment", es: "una encuesta de relación se envía después de un momento, y medirá ese momento"),
            say!(en: "send it in waves (`every: quarter`), or say `type: transactional`", es: "envíala en olas (`every: quarter`), o di `type: transactional`"),
            Some("transactional"),
        ),
        (Some(SurveyType::Transactional), _, Some(at)) => (
            at,
            say!(en: "a transactional survey is sent in waves, and will measure a memory", es: "una encuesta transaccional se envía en olas, y medirá un recuerdo"),
            say!(en: "send it `after` a step or an event, or say `type: relationship`", es: "envíala después (`after`) de un paso o un hecho, o di `type: relationship`"),
            Some("relationship"),
        ),
        (Some(SurveyType::Exit), _, Some(at)) => (
            at,
            say!(en: "an exit survey is sent in waves, although people leave one by one", es: "una encuesta de salida se envía en olas, aunque la gente se va de una en una"),
            say!(en: "send it `after` the event in which somebody leaves", es: "envíala después (`after`) del hecho en que alguien se va"),
            None,
        ),
        _ => return,
    };
    let kind = survey.place(survey.survey_type.span());
    let edits = other.map(|other: &str| (kind, other.to_owned())).into_iter().collect();
    out.push(RULE.finding(survey.place(at), message).help(help).guess(edits));
}
