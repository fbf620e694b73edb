//! A question that uses another one and writes words of its own as well.
//!
//! With `use`, wording and scale come from the question that is used, and stay as they are there: that
//! is what makes the answers comparable. Words beside it are asked by nobody, and whoever reads the file
//! believes that they are.
//!
//! Source: Pew Research Center: another wording gives other answers (“Writing Survey Questions”).
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels, text: Do you love us? }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//! ```
//!
//! How to fix it: remove the words; or, if yours are to be asked, write a shared question with
//! `canonical_of`, so that it is seen to be another series.
//!
//! # es
//! Una pregunta que usa otra y además escribe palabras propias.
//!
//! Con `use`, el texto y la escala vienen de la pregunta usada y se quedan como están ahí: eso hace
//! comparables las respuestas. Lo que se escribe al lado no lo pregunta nadie, y quien lee el archivo
//! cree que sí.
//!
//! Fuente: Pew Research Center: otra redacción da otras respuestas («Writing Survey Questions»).
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Dos Ruedas, text: ¿Nos amas? }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Dos Ruedas }
//! ```
//!
//! Cómo corregirlo: quita esas palabras; o, si las tuyas son las que se preguntan, escribe una pregunta
//! compartida con `canonical_of`, para que se vea que es otra serie.

use crate::analyze::questions::all;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;

rule! { wording_beside_use Continuity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for question in all(context) {
        let Some(used) = question.item.r#use.get() else { continue };
        let item = question.item;
        let written = [
            ("text", (!item.text.is_absent()).then(|| item.text.span())),
            ("options", (!item.options.is_absent()).then(|| item.options.span())),
            ("rows", (!item.rows.is_absent()).then(|| item.rows.span())),
            ("scale", (!item.scale.is_absent()).then(|| item.scale.span())),
        ];
        for (key, at) in written.into_iter().filter_map(|(key, at)| Some((key, at?))) {
            let used = &used.path;
            out.push(
                RULE.finding(
                    question.entity.place(at),
                    say!(en: "`{key}` is not what is asked: `use: {used}` brings its own, which stays as it is", es: "`{key}` no es lo que se pregunta: `use: {used}` trae lo suyo, que no cambia"),
                )
                .help(say!(
                    en: "remove `{key}`; or, if these words are to be asked, write a shared question with them and use that",
                    es: "quita `{key}`; o, si lo que se pregunta es esto, escribe con ello una pregunta compartida y usa esa"
                ))
                .related(question.entity.place(item.r#use.span()), say!(en: "what is asked", es: "lo que se pregunta"))
                .entity(question.entity.name()),
            );
        }
    }
}
