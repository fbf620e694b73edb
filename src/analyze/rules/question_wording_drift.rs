//! A question that is nearly one of the bank, with words of its own.
//!
//! The canonical wording is what makes a score comparable, with last year and with others. A few
//! changed words look the same and are another instrument. It is found when a question on the same kind
//! of scale shares most of its words with an item of the bank and does not use it.
//!
//! Source: Pew Research Center: another wording gives other answers (“Writing Survey Questions”).
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, type: scale, text: How likely would you be to recommend us to a friend or colleague?, scale: { points: 0..10 } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//! ```
//!
//! How to fix it: write `use` with the item of the bank. If your wording must stay, make it a shared
//! question with `canonical_of`, so that everybody sees that it is another series.
//!
//! # es
//! Una pregunta que es casi una del banco, con palabras propias.
//!
//! El texto canónico es lo que hace comparable una calificación, con el año pasado y con otros. Unas
//! pocas palabras cambiadas parecen lo mismo y son otro instrumento. Se encuentra cuando una pregunta
//! con la misma escala comparte casi todas sus palabras con una del banco y no la usa.
//!
//! Fuente: Pew Research Center: otra redacción da otras respuestas («Writing Survey Questions»).
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, type: scale, text: "¿Qué tan probable es que nos recomiendes con un amigo o colega?", scale: { points: 0..10 } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Dos Ruedas }
//! ```
//!
//! Cómo corregirlo: escribe `use` con la pregunta del banco. Si tu texto debe quedarse, hazlo una
//! pregunta compartida con `canonical_of`, para que todos vean que es otra serie.

use crate::analyze::words::{alike, content, language};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::library::{self, BankQuestion};
use crate::model::question::{QuestionType, SurveyQuestion};
use crate::model::reference::Library;
use crate::model::survey::Survey;
use crate::model::text::base_language;

rule! { question_wording_drift Continuity Warning each Survey }

/// Of the words of both, so many per cent are shared when one was made from the other.
const NEARLY: usize = 55;

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    for question in survey.it.questions.items() {
        let Some((at, id)) = question.id.spanned() else { continue };
        let Some((item, found)) = nearly(question, context) else { continue };
        let name = &item.id;
        // Each reader sees the wording in their own language, where the bank has it.
        let wording = |language| BankQuestion::reading(&item.text, language).unwrap_or(found);
        let (en, es) = (wording("en"), wording("es"));
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "`{id}` is nearly `{name}` of the bank, in other words", es: "`{id}` es casi `{name}` del banco, con otras palabras"),
            )
            .help(say!(
                en: "the canonical wording is \"{en}\": write `use: {name}`, or a shared question with `canonical_of: {name}`, so that it is seen to be another series",
                es: "el texto canónico es \"{es}\": escribe `use: {name}`, o una pregunta compartida con `canonical_of: {name}`, para que se vea que es otra serie"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// The item of the bank that a question was nearly copied from, and its wording.
fn nearly(question: &SurveyQuestion, context: &Context<'_>) -> Option<(&'static BankQuestion, &'static str)> {
    if question.question_type.value()? != QuestionType::Scale {
        return None;
    }
    let points = question.scale.get()?.points.value()?;
    let first = context.program.first_language();
    let items = library::names(Library::Questions).into_iter().filter_map(|name| library::question(crate::model::id::Id::new(name)));
    let of_scale: Vec<&BankQuestion> =
        items.filter(|item| item.range() == Some((points.from(), points.to()))).collect();
    question.text.get()?.readings().find_map(|reading| {
        let own = language(reading, first);
        let words = content(own, &without_names(reading.words));
        of_scale.iter().find_map(|item| {
            let mut wordings = item.text.iter().filter(|(tag, _)| base_language(tag) == own);
            let (_, wording) =
                wordings.find(|(_, text)| {
                    !is_exactly(reading.words, text)
                        && alike(&words, &content(own, &text.replace("{subject}", " ")), NEARLY)
                })?;
            Some((*item, wording.as_str()))
        })
    })
}

/// The words of a question without the name it asks about, where the canonical wording has a gap: a
/// word with a capital that does not begin a sentence.
fn without_names(text: &str) -> String {
    let mut begins = true;
    let kept = text.split_whitespace().filter(|word| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let opens = begins || word.starts_with(['¿', '¡']);
        begins = word.ends_with(['.', '?', '!', ':']);
        opens || !bare.starts_with(char::is_uppercase) || bare.chars().count() == 1
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// Whether a wording is the canonical one, with something in its gap.
fn is_exactly(own: &str, canonical: &str) -> bool {
    match canonical.split_once("{subject}") {
        Some((before, after)) => own.starts_with(before) && own.ends_with(after),
        None => own == canonical,
    }
}
