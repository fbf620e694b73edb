//! A question in other words than those that are kept, under the same version.
//!
//! One word decides what people answer: "how easy" and "how quick" are two questions. Answers before
//! and after a change are two series, and a line drawn across both shows the change and not the
//! customers. `senda lock` keeps each wording, scale and list of options in `senda.lock`; what differs
//! from it while `version` stayed the same was changed in silence.
//!
//! Source: Pew Research Center: another wording gives other answers (“Writing Survey Questions”).
//!
//! Bad: `senda.lock` keeps "How clear was it what we repaired?" as version 1.
//!
//! ```yaml
//! questions:
//!   - id: clear
//!     type: scale
//!     text: How honest was it what we repaired?
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - id: clear
//!     type: scale
//!     version: 2
//!     bridge: { from: 1, to: 2, method: restart, why: Clear was read as loud. }
//!     text: How honest was it what we repaired?
//! ```
//!
//! How to fix it: write it as it was; or raise `version`, say with `bridge` how the two are joined, and
//! run `senda lock`. Another language of the same question is a series of its own and no change.
//!
//! # es
//! Una pregunta con otras palabras que las guardadas, en la misma versión.
//!
//! Una palabra decide lo que la gente contesta: "qué tan fácil" y "qué tan rápido" son dos preguntas.
//! Las respuestas de antes y de después de un cambio son dos series, y una línea sobre ambas muestra el
//! cambio y no a los clientes. `senda lock` guarda cada redacción, escala y lista de opciones en
//! `senda.lock`; lo que difiere de ahí con la misma `version` se cambió en silencio.
//!
//! Fuente: Pew Research Center: otra redacción da otras respuestas («Writing Survey Questions»).
//!
//! Mal: `senda.lock` guarda "¿Qué tan claro fue lo que reparamos?" como versión 1.
//!
//! ```yaml
//! questions:
//!   - id: clear
//!     type: scale
//!     text: ¿Qué tan honesto fue lo que reparamos?
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - id: clear
//!     type: scale
//!     version: 2
//!     bridge: { from: 1, to: 2, method: restart, why: Claro se entendía como ruidoso. }
//!     text: ¿Qué tan honesto fue lo que reparamos?
//! ```
//!
//! Cómo corregirlo: escríbela como era; o sube `version`, di con `bridge` cómo se unen las dos y ejecuta
//! `senda lock`. Otro idioma de la misma pregunta es una serie propia y no un cambio.

use crate::analyze::questions::{self, Asked};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Kind;
use crate::model::wordings;
use crate::source::Span;

rule! { wording_changed Continuity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(kept) = &context.program.model.wordings else { return };
    for question in questions::all(context) {
        let Some(name) = name(&question, context) else { continue };
        let Some(before) = kept.questions.get(&name) else { continue };
        let Some(now) = wordings::Asked::if_read(question.item) else { continue };
        let used = question.item.r#use.spanned();
        if used.is_some_and(|(at, _)| context.program.target(question.index, at).is_none()) {
            continue; // that it leads nowhere is said already
        }
        if now.version > before.version || question.item.version.is_bad() {
            continue;
        }
        let Some((key, was, is)) = now.first_change(before) else { continue };
        let (version, next) = (before.version, before.version + 1);
        let message = match (was.is_empty(), is.is_empty()) {
            (true, _) => say!(en: "`{name}` is still version {version}, and `{key}` is new: \"{is}\"", es: "`{name}` sigue en la versión {version} y `{key}` es nuevo: \"{is}\""),
            (_, true) => say!(en: "`{name}` is still version {version}, and `{key}` is gone: it was \"{was}\"", es: "`{name}` sigue en la versión {version} y ya no está `{key}`: era \"{was}\""),
            _ => say!(en: "`{name}` is still version {version}, and it was asked in other words: \"{was}\"", es: "`{name}` sigue en la versión {version} y se preguntaba con otras palabras: \"{was}\""),
        };
        let at = question.entity.place(place(&question, key));
        let edits = match question.item.version.spanned() {
            Some((at, _)) => vec![(question.entity.place(at), next.to_string())],
            None => context.added(question.entity.place(question.at), &format!("version: {next}")),
        };
        out.about(question.entity);
        out.push(
            RULE.finding(at, message)
                .help(say!(
                    en: "answers to other words are another series: write it as it was, or raise `version` to {next}, say with `bridge` how the two are joined, and run `senda lock`",
                    es: "las respuestas a otras palabras son otra serie: escríbela como era, o sube `version` a {next}, di con `bridge` cómo se unen las dos y ejecuta `senda lock`"
                ))
                .guess(edits),
        );
    }
}

/// The name under which a question is kept.
fn name(question: &Asked<'_>, context: &Context<'_>) -> Option<String> {
    let id = question.entity.id;
    if question.entity.kind == Kind::Question {
        return Some(id.to_string());
    }
    let own = context.sources.slice(question.entity.place(question.at)).trim_matches(['"', '\'']);
    Some(format!("{id}/{own}"))
}

/// Where the field of a key stands, or the name of the question.
fn place(question: &Asked<'_>, key: &str) -> Span {
    let item = question.item;
    let span = match key.split('.').next().unwrap_or("") {
        "text" => item.text.span(),
        "subject" => item.subject.span(),
        "options" => item.options.span(),
        "rows" => item.rows.span(),
        "scale" => item.scale.span(),
        "use" => item.r#use.span(),
        "type" => item.question_type.span(),
        _ => Span::default(),
    };
    if span == Span::default() { question.at } else { span }
}
