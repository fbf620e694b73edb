//! What SurveyJS cannot carry, at the line that asks for it.

use super::text::{DEFAULT, LOCALES};
use super::values::{asks_for_words, has_buttons};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Say, Severity, say};
use crate::emit::survey::{Answer, Condition, Instrument, Item, Most, Operand, Words};
use crate::model::text::{Piece, base_language, pieces};
use crate::source::At;

/// The losses of one survey.
pub fn losses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for item in &instrument.items {
        of_scale(item, &mut found);
        of_options(item, &mut found);
        of_conditions(item, &mut found);
        found.extend(item.words().iter().flat_map(braces));
    }
    found.extend(instrument.title.iter().flat_map(braces));
    found.extend(of_language(instrument));
    let name = instrument.survey.entity.name();
    found.into_iter().map(|finding| finding.entity(name.clone())).collect()
}

fn loss(at: At, message: Say, help: Say) -> Diagnostic {
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

fn of_scale(item: &Item<'_>, out: &mut Vec<Diagnostic>) {
    let Answer::Scale(scale) = &item.answer else { return };
    if has_buttons(scale) {
        return;
    }
    let id = item.id;
    let points = scale.codes().count();
    if scale.not_applicable {
        out.push(loss(
            item.at,
            say!(en: "SurveyJS asks `{id}` as a number, for it has {points} points, and cannot offer \"does not apply\"",
                 es: "SurveyJS pregunta `{id}` como número, porque tiene {points} puntos, y no puede ofrecer «no aplica»"),
            say!(en: "use at most 11 points, or ask before whether it applies", es: "usa 11 puntos como máximo, o pregunta antes si aplica"),
        ));
    }
    if !scale.labelled().is_empty() || scale.low_words.is_some() != scale.high_words.is_some() {
        out.push(loss(
            item.at,
            say!(en: "SurveyJS asks `{id}` as a number, for it has {points} points, and shows only the words of both ends",
                 es: "SurveyJS pregunta `{id}` como número, porque tiene {points} puntos, y solo muestra las palabras de ambos extremos"),
            say!(en: "use at most 11 points, or write `low` and `high`", es: "usa 11 puntos como máximo, o escribe `low` y `high`"),
        ));
    }
}

fn of_options(item: &Item<'_>, out: &mut Vec<Diagnostic>) {
    let words = asks_for_words(item);
    for option in item.options().iter().filter(|option| option.other) {
        if words.is_some_and(|words| words.id == option.id) {
            continue;
        }
        let id = option.id;
        out.push(loss(
            option.at,
            say!(en: "SurveyJS does not ask which, for `{id}`: that works for one option of a choice, always offered and not exclusive",
                 es: "SurveyJS no pregunta cuál, para `{id}`: eso funciona con una sola opción de una pregunta de opciones, siempre ofrecida y no excluyente"),
            say!(en: "keep one such option, without `show_when`, or ask with an open question after it",
                 es: "deja una sola opción así, sin `show_when`, o pregunta con una abierta después"),
        ));
    }
    let Some(words) = words else { return };
    let behind = item.options().iter().skip_while(|option| option.id != words.id).skip(1);
    if behind.clone().any(|option| !option.exclusive) {
        let id = words.id;
        let moved = loss(
            words.at,
            say!(en: "SurveyJS shows `{id}` after all other options", es: "SurveyJS muestra `{id}` después de todas las demás opciones"),
            say!(en: "put it last, so that everybody sees the same order", es: "ponla al final, para que todos vean el mismo orden"),
        );
        out.push(moved.severity(Severity::Info));
    }
    if words.exclusive && matches!(item.answer, Answer::Choice { most: Most::Some(_) | Most::All, .. }) {
        let id = words.id;
        out.push(loss(
            words.at,
            say!(en: "in SurveyJS, `{id}` does not exclude the others", es: "en SurveyJS, `{id}` no excluye a las demás"),
            say!(en: "take away `exclusive` or `other`", es: "quita `exclusive` u `other`"),
        ));
    }
}

fn of_conditions(item: &Item<'_>, out: &mut Vec<Diagnostic>) {
    for branch in item.branches() {
        if branch.condition.as_ref().is_ok_and(compares_texts) {
            let told = loss(
                branch.at,
                say!(en: "SurveyJS compares texts without regard to capitals and outer spaces",
                     es: "SurveyJS compara textos sin distinguir mayúsculas ni espacios al inicio y al final"),
                say!(en: "compare with the option of a choice where that matters", es: "compara con la opción de una pregunta de opciones si eso importa"),
            );
            out.push(told.severity(Severity::Info));
        }
    }
}

fn compares_texts(condition: &Condition) -> bool {
    match condition {
        Condition::All(each) | Condition::Any(each) => each.iter().any(compares_texts),
        Condition::Compare { left, right, .. } => [left, right].into_iter().any(is_text),
        _ => false,
    }
}

fn is_text(operand: &Operand) -> bool {
    match operand {
        Operand::Text(_) => true,
        Operand::Either(_, first, second) => is_text(first) || is_text(second),
        _ => false,
    }
}

/// A first language that SurveyJS has no words of its own in.
fn of_language(instrument: &Instrument<'_>) -> Option<Diagnostic> {
    let language = base_language(instrument.language());
    if language == DEFAULT || LOCALES.contains(&language) {
        return None;
    }
    let message = say!(en: "SurveyJS has no words in `{language}`: its buttons and errors are in English",
                       es: "SurveyJS no tiene palabras en `{language}`: sus botones y errores salen en inglés");
    let help = say!(en: "register a localization for `{language}` where the survey is shown, and set its locale",
                    es: "registra una localización para `{language}` donde se muestre la encuesta y elige ese idioma");
    Some(loss(instrument.survey.entity.head(), message, help).severity(Severity::Info))
}

/// Braces stand for the name of a question in SurveyJS.
fn braces(words: &Words<'_>) -> Vec<Diagnostic> {
    let has_braces = |text: &str| {
        pieces(text).iter().any(|piece| matches!(piece, Piece::Words(words) if words.contains(['{', '}'])))
    };
    let told = |(_, at): (&str, At)| {
        let message = say!(en: "SurveyJS reads braces as the name of a question; they are written as parentheses",
                           es: "SurveyJS lee las llaves como el nombre de una pregunta; se escriben como paréntesis");
        let help = say!(en: "write parentheses", es: "escribe paréntesis");
        loss(at, message, help).severity(Severity::Info)
    };
    words.own_readings().filter(|(text, _)| has_braces(text)).map(told).collect()
}
