//! A score is measured with a wording of one's own that has no version.
//!
//! The wording decides the value: six versions of one question stood in one published series of the
//! United States, and nobody could say which change moved the line. A number in `version` says that the
//! wording is frozen, and what to raise when a word changes.
//!
//! Source: Pew Research Center: another wording gives other answers (“Writing Survey Questions”).
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, type: scale, text: How did we do?, scale: { points: 1..5 } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, type: scale, text: How did we do?, scale: { points: 1..5 }, version: 1 }
//! ```
//!
//! How to fix it: write `version: 1` at the question; when the wording changes, raise it and declare
//! the `bridge`.
//!
//! # es
//! Una calificación se mide con un texto propio que no tiene versión.
//!
//! El texto decide el valor: en una serie publicada de Estados Unidos hubo seis versiones de una misma
//! pregunta, y nadie podía decir qué cambio movió la línea. Un número en `version` dice que el texto
//! está congelado, y qué hay que subir cuando cambie una palabra.
//!
//! Fuente: Pew Research Center: otra redacción da otras respuestas («Writing Survey Questions»).
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, type: scale, text: How did we do?, scale: { points: 1..5 } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, type: scale, text: How did we do?, scale: { points: 1..5 }, version: 1 }
//! ```
//!
//! Cómo corregirlo: escribe `version: 1` en la pregunta; cuando cambie el texto, súbela y declara el
//! puente (`bridge`).

use crate::analyze::bands::question_of;
use crate::analyze::questions::{Source, source};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { question_unversioned Continuity Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((survey, question)) = question_of(metric, context) else { return };
    if !context.is_in_use(survey.entity) || !question.version.is_absent() {
        return;
    }
    let Some((at, id)) = question.id.spanned() else { return };
    let place = match source(context, survey.index, question) {
        Source::Own => survey.place(at),
        Source::Shared(shared) if shared.it.version.is_absent() && !shared.it.text.is_absent() => shared.entity.head(),
        _ => return,
    };
    let score = metric.id();
    out.push(
        RULE.finding(
            place,
            say!(en: "`{score}` is measured with the wording of `{id}`, which has no version", es: "`{score}` se mide con el texto de `{id}`, que no tiene versión"),
        )
        .help(say!(
            en: "write `version: 1`: another wording is another series, and the number says which one this is",
            es: "escribe `version: 1`: otro texto es otra serie, y el número dice cuál es esta"
        ))
        .guess(context.added(place, "version: 1"))
        .entity(survey.entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
