//! A question that asks two things and takes one answer.
//!
//! "How fast and friendly was it?" Whoever was served fast and rudely has no answer to give, and
//! whoever reads the result does not know what to mend. Pew Research names it among the commonest
//! faults of questionnaires.
//!
//! Source: Pew Research Center, “Writing Survey Questions”.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: care, type: scale, text: How fast and friendly was it?, scale: { points: 1..5 } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: fast, type: scale, text: How fast was it?, scale: { points: 1..5 } }
//!   - { id: friendly, type: scale, text: How friendly were we?, scale: { points: 1..5 } }
//! ```
//!
//! How to fix it: make two questions of it, or drop the half that nobody will act on. Pairs that are
//! one thing, "terms and conditions", are left alone, and so is what leads up to the question.
//!
//! # es
//! Una pregunta que pregunta dos cosas y admite una sola respuesta.
//!
//! "¿Qué tan rápido y amable fue?" Quien fue atendido rápido y de malas no tiene qué contestar, y quien
//! lee el resultado no sabe qué corregir. Pew Research la cuenta entre las fallas más comunes de los
//! cuestionarios.
//!
//! Fuente: Pew Research Center, «Writing Survey Questions».
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: care, type: scale, text: "¿Qué tan rápido y amable fue?", scale: { points: 1..5 } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: fast, type: scale, text: "¿Qué tan rápido fue?", scale: { points: 1..5 } }
//!   - { id: friendly, type: scale, text: "¿Qué tan amable fue quien te atendió?", scale: { points: 1..5 } }
//! ```
//!
//! Cómo corregirlo: haz dos preguntas, o quita la mitad sobre la que nadie va a actuar. Los pares que
//! son una sola cosa, "términos y condiciones", se respetan, igual que lo que se dice antes de la
//! pregunta.

use crate::analyze::questions::{Asked, all};
use crate::analyze::words::{Plain, asked, language, place_of};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::question::QuestionType;
use crate::model::text::Text;

rule! { question_double_barrelled Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for question in all(context) {
        let takes_one = match question.item.question_type.value() {
            Some(QuestionType::Scale | QuestionType::YesNo | QuestionType::Number | QuestionType::Matrix) => true,
            Some(QuestionType::Choice) => question.item.multiple.is_absent(),
            _ => false,
        };
        if !takes_one {
            continue;
        }
        if let Some(text) = question.item.text.get() {
            tell(&question, text, context, out);
        }
        for row in question.item.rows.items() {
            if let Some(text) = row.text.get() {
                tell(&question, text, context, out);
            }
        }
    }
}

/// Speaks of the first language in which two things are asked: the others say the same.
fn tell(question: &Asked<'_>, text: &Text, context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    let found = text.readings().find_map(|reading| {
        let plain = Plain::of(reading.words);
        let tokens = asked::joined(language(reading, first), reading.words, &plain)?;
        Some((reading, plain.bytes(tokens)))
    });
    let Some((reading, words)) = found else { return };
    let said = reading.words.get(words.clone()).unwrap_or(reading.words);
    out.push(
        RULE.finding(
            place_of(context, question.entity, reading, words.clone()),
            say!(en: "\"{said}\" asks two things, and one answer cannot tell them apart", es: "\"{said}\" pregunta dos cosas, y una sola respuesta no las distingue"),
        )
        .help(say!(
            en: "make two questions of it, or keep the half that somebody will act on",
            es: "haz dos preguntas, o quédate con la mitad sobre la que alguien va a actuar"
        ))
        .entity(question.entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
