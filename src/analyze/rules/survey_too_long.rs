//! A survey that asks more than people will answer.
//!
//! Each question costs answers, and the last ones are given without reading. The limits: five for
//! transactional surveys and pulses, fifteen in public services (OMB Circular A-11, section 280),
//! twenty for all others. Counted is what everybody is asked; questions that only some see do not
//! count.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: after-visit
//! type: transactional
//! questions:
//!   - { id: ease, use: ces, subject: the counter }
//!   - { id: why, use: why }
//!   - { id: wait, use: csat, subject: the wait }
//!   - { id: greeting, use: csat, subject: the greeting }
//!   - { id: room, use: csat, subject: the room }
//!   - { id: signs, use: csat, subject: the signs }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: after-visit
//! type: transactional
//! questions:
//!   - { id: ease, use: ces, subject: the counter }
//!   - { id: why, use: why }
//! ```
//!
//! How to fix it: keep the question somebody acts on, the reason, and two or three drivers; ask the
//! rest of a part of the people.
//!
//! # es
//! Una encuesta que pregunta más de lo que la gente va a contestar.
//!
//! Cada pregunta cuesta respuestas, y las últimas se dan sin leer. Los límites: cinco en encuestas
//! transaccionales y pulsos, quince en servicios públicos (circular A-11 de la OMB, sección 280),
//! veinte en las demás. Se cuenta lo que se pregunta a todos; lo que solo ven algunos no cuenta.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: after-visit
//! type: transactional
//! questions:
//!   - { id: ease, use: ces, subject: la ventanilla }
//!   - { id: why, use: why }
//!   - { id: wait, use: csat, subject: la espera }
//!   - { id: greeting, use: csat, subject: el saludo }
//!   - { id: room, use: csat, subject: la sala }
//!   - { id: signs, use: csat, subject: los letreros }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: after-visit
//! type: transactional
//! questions:
//!   - { id: ease, use: ces, subject: la ventanilla }
//!   - { id: why, use: why }
//! ```
//!
//! Cómo corregirlo: deja la pregunta sobre la que alguien actúa, la razón y dos o tres causas posibles;
//! pregunta lo demás a una parte de la gente.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::expression::{Node, State};
use crate::model::program::Profile;
use crate::model::question::{QuestionType, SurveyQuestion};
use crate::model::survey::{Survey, SurveyType};

rule! { survey_too_long Suspicious Warning each Survey limit Count }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let asked = survey.it.questions.items().filter(|question| is_for_all(question)).count() as u64;
    let usual = match survey.it.survey_type.value() {
        Some(SurveyType::Transactional | SurveyType::Pulse) => 5,
        _ if context.has_profile(Profile::UsA11280) || context.has_profile(Profile::Gov) => 15,
        _ => 20,
    };
    let limit = context.limit_count(&RULE, usual);
    if asked <= limit {
        return;
    }
    let id = survey.id();
    out.push(
        RULE.finding(
            survey.place(survey.it.questions.span()),
            say!(en: "`{id}` asks everybody {asked} questions, and {limit} are what people answer", es: "`{id}` hace {asked} preguntas a todos, y la gente contesta {limit}"),
        )
        .help(say!(
            en: "keep the question somebody acts on, the reason and two or three drivers; the rest can be asked of a part of the people",
            es: "deja la pregunta sobre la que alguien actúa, la razón y dos o tres causas; lo demás se puede preguntar a una parte de la gente"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}

/// Asked of everybody, or of everybody who answered an earlier question.
fn is_for_all(question: &SurveyQuestion) -> bool {
    // A statement takes no answer.
    if question.question_type.value() == Some(QuestionType::Statement) {
        return false;
    }
    question.show_when.get().is_none_or(
        |when| matches!(&when.expr.node, Node::State { state: State::Answered, negated: false, .. }),
    )
}
