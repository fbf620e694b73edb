//! A question that tells what answer is hoped for.
//!
//! "How much did you enjoy our excellent service?" measures politeness. People tend to agree with what
//! is put into their mouths, and the score that follows cannot be compared with anything. Pew Research:
//! leading words move answers by many points.
//!
//! Source: Pew Research Center, “Writing Survey Questions”.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: visit, type: open, text: How much did you enjoy our excellent service? }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: visit, type: open, text: "How was your visit, for better or worse?" }
//! ```
//!
//! How to fix it: ask for both ends ("how easy or difficult"), leave praise out, and do not put your
//! own opinion before the question.
//!
//! # es
//! Una pregunta que deja ver qué respuesta se espera.
//!
//! "¿Cuánto disfrutaste nuestro excelente servicio?" mide cortesía. La gente tiende a asentir a lo que
//! se le pone en la boca, y la calificación que sale no se puede comparar con nada. Pew Research: las
//! palabras que inducen mueven las respuestas muchos puntos.
//!
//! Fuente: Pew Research Center, «Writing Survey Questions».
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: visit, type: open, text: "¿Cuánto disfrutaste nuestro excelente servicio?" }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: visit, type: open, text: "¿Cómo estuvo tu visita, para bien o para mal?" }
//! ```
//!
//! Cómo corregirlo: pregunta por los dos extremos ("qué tan fácil o difícil"), quita los elogios y no
//! pongas tu opinión antes de la pregunta.

use crate::analyze::questions::is_question;
use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};

rule! { question_leading Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in context.heard_once(Theme::Leading).filter(is_question) {
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" pushes towards an answer", es: "\"{words}\" empuja hacia una respuesta"),
            )
            .help(say!(
                en: "name both ends (\"how easy or difficult\"), without praise and without your own opinion before the question; a new wording is a new `version`",
                es: "nombra los dos extremos (\"qué tan fácil o difícil\"), sin elogios y sin tu opinión antes de la pregunta; otro texto es otra `version`"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
