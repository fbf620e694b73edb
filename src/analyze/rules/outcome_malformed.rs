//! An outcome that lacks a part, or that nobody could measure.
//!
//! People judge progress by something they could count: minimize the time it takes to know whether I am
//! accepted. "Ease of use" has no unit and no direction, and "minimize the number" says the direction
//! twice. Ulwick, outcome-driven innovation: direction, measure, object, context.
//!
//! Source: concept C21; Ulwick, What Customers Want (2005).
//!
//! Bad:
//!
//! ```yaml
//! outcomes:
//!   - { id: easy, measure: ease of use }
//! ```
//!
//! Good:
//!
//! ```yaml
//! outcomes:
//!   - { id: time-to-know, direction: minimize, measure: the time it takes, object: to know whether I am accepted }
//! ```
//!
//! How to fix it: state `direction`, in `measure` a thing that can be counted (time, number,
//! likelihood, effort), and in `object` of what.
//!
//! # es
//! Un resultado al que le falta una parte, o que nadie podría medir.
//!
//! La gente juzga su progreso por algo que podría contar: minimizar el tiempo para saber si me aceptan.
//! "Facilidad de uso" no tiene unidad ni dirección, y "minimizar el número" dice la dirección dos
//! veces. Ulwick, innovación orientada a resultados: dirección, medida, objeto, contexto.
//!
//! Fuente: concepto C21; Ulwick, What Customers Want (2005).
//!
//! Mal:
//!
//! ```yaml
//! outcomes:
//!   - { id: easy, measure: facilidad de uso }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! outcomes:
//!   - { id: time-to-know, direction: minimize, measure: el tiempo, object: para saber si me aceptan }
//! ```
//!
//! Cómo corregirlo: pon `direction`, en `measure` algo que se cuente (tiempo, número, probabilidad,
//! esfuerzo) y en `object` de qué.

use crate::analyze::words::{Plain, Theme, language, listen, place_of};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::Of;
use crate::model::job::{Job, Outcome};
use crate::source::At;

rule! { outcome_malformed CustomerCentricity Warning each Job }

fn check(job: Of<'_, Job>, context: &Context<'_>, out: &mut Findings) {
    for outcome in job.it.outcomes.items() {
        let Some((at, id)) = outcome.id.spanned() else { continue };
        let mut missing = Vec::new();
        for (absent, key) in [
            (outcome.direction.is_absent(), "direction"),
            (outcome.measure.is_absent(), "measure"),
            (outcome.object.is_absent(), "object"),
        ] {
            if absent {
                missing.push(format!("`{key}`"));
            }
        }
        let (at, message) = if missing.is_empty() {
            let Some(found) = unmeasurable(job, outcome, context) else { continue };
            found
        } else {
            let missing = missing.join(", ");
            (job.place(at), say!(en: "the outcome `{id}` lacks {missing}", es: "al resultado `{id}` le falta {missing}"))
        };
        out.push(
            RULE.finding(at, message)
                .help(say!(
                    en: "an outcome has a direction, a measure that can be counted (time, number, likelihood, effort) and an object",
                    es: "un resultado tiene dirección, una medida que se pueda contar (tiempo, número, probabilidad, esfuerzo) y un objeto"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// The words of the measure that cannot be counted, or that say the direction again.
fn unmeasurable(job: Of<'_, Job>, outcome: &Outcome, context: &Context<'_>) -> Option<(At, Say)> {
    let first = context.program.first_language();
    outcome.measure.get()?.readings().find_map(|reading| {
        let plain = Plain::of(reading.words);
        let heard = listen(language(reading, first), &plain);
        let found = heard
            .into_iter()
            .find(|found| matches!(found.means, Theme::Unmeasurable | Theme::DirectionWord))?;
        let words = plain.bytes(found.tokens);
        let at = place_of(context, job.entity, reading, words.clone());
        let said = reading.words.get(words).unwrap_or(reading.words);
        Some((
            at,
            match found.means {
                Theme::Unmeasurable => say!(en: "\"{said}\" cannot be measured", es: "\"{said}\" no se puede medir"),
                _ => say!(en: "\"{said}\" says the direction again", es: "\"{said}\" repite la dirección"),
            },
        ))
    })
}
