//! A question for reasons whose list leaves no way out.
//!
//! Nobody foresees all reasons. Whoever does not find theirs picks the nearest, and a reason that
//! nobody has wins. It is found in questions for reasons with three options or more, of which none asks
//! for words of one's own and none is exclusive.
//!
//! Source: Pew Research Center, “Writing Survey Questions”.
//!
//! Bad:
//!
//! ```yaml
//! text: What was the reason you left?
//! options:
//!   - { id: price, text: The price }
//!   - { id: service, text: The service }
//!   - { id: moved, text: I moved }
//! ```
//!
//! Good:
//!
//! ```yaml
//! text: What was the reason you left?
//! options:
//!   - { id: price, text: The price }
//!   - { id: service, text: The service }
//!   - { id: another, text: "Another reason, which?", other: true }
//! ```
//!
//! How to fix it: add an option with `other: true` ("another reason, which?").
//!
//! # es
//! Una pregunta por razones cuya lista no deja salida.
//!
//! Nadie prevé todas las razones. Quien no encuentra la suya elige la más cercana, y gana una razón que
//! nadie tiene. Se busca en preguntas por razones con tres opciones o más, de las que ninguna pide
//! palabras propias ni excluye a las demás.
//!
//! Fuente: Pew Research Center, «Writing Survey Questions».
//!
//! Mal:
//!
//! ```yaml
//! text: ¿Por qué te fuiste?
//! options:
//!   - { id: price, text: El precio }
//!   - { id: service, text: La atención }
//!   - { id: moved, text: Me mudé }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! text: ¿Por qué te fuiste?
//! options:
//!   - { id: price, text: El precio }
//!   - { id: service, text: La atención }
//!   - { id: another, text: "Otra razón, ¿cuál?", other: true }
//! ```
//!
//! Cómo corregirlo: agrega una opción con `other: true` ("otra razón, ¿cuál?").

use crate::analyze::questions::all;
use crate::analyze::words::{Plain, Theme, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Entity;
use crate::model::field::List;
use crate::model::question::{AnswerOption, QuestionType};
use crate::model::text::base_language;
use crate::source::At;

rule! { options_not_exhaustive Suspicious Warning everything }

/// With fewer options it is a choice between sides, and not a list of reasons.
const FEWEST: usize = 3;

fn check(context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    for question in all(context) {
        let item = question.item;
        let (Some(QuestionType::Choice), Some(text)) = (item.question_type.value(), item.text.get()) else { continue };
        let Some((at, options)) = item.options.spanned() else { continue };
        let way_out =
            options.fields().iter().any(|it| it.get().is_none_or(|it| it.other.value() == Some(true) || it.exclusive.value() == Some(true)));
        let for_reasons = text.readings().any(|reading| {
            let heard = listen(language(reading, first), &Plain::of(reading.words));
            heard.iter().any(|found| found.means == Theme::Reason)
        });
        if options.len() < FEWEST || way_out || !for_reasons {
            continue;
        }
        let count = options.len();
        out.push(
            RULE.finding(
                question.entity.place(at),
                say!(en: "whoever has none of these {count} reasons finds no answer", es: "quien no tiene ninguna de estas {count} razones no encuentra respuesta"),
            )
            .help(say!(
                en: "add an option with `other: true`: who does not find theirs picks the nearest, and the result is made up",
                es: "agrega una opción con `other: true`: quien no encuentra la suya elige la más cercana, y el resultado es inventado"
            ))
            .guess(another(question.entity, options, context))
            .entity(question.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// The edit that adds another reason, in the languages of the program.
fn another(entity: &Entity, options: &List<AnswerOption>, context: &Context<'_>) -> Vec<(At, String)> {
    let words = |language: &str| match base_language(language) {
        "en" => Some("Another reason"),
        "es" => Some("Otro motivo"),
        _ => None,
    };
    let languages = context.program.languages();
    let readings: Option<Vec<String>> =
        languages.iter().map(|language| words(language).map(|words| format!("{language}: {words}"))).collect();
    let (Some(readings), Some((at, _))) = (readings, options.spanned().last()) else { return Vec::new() };
    context.added_item(entity.place(at), &format!("id: other\ntext: {{ {} }}\nother: true", readings.join(", ")))
}
