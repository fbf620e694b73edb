//! What people write is kept with the personal data in it.
//!
//! In a free text people name neighbors, illnesses and account numbers. Whoever switches the redaction
//! off passes that on to everybody who reads the answers, and to third parties where there are any.
//!
//! Source: GDPR, article 5(1)(c) (no more data than needed) and article 9 (special categories).
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: why, type: open, text: What happened?, redact: false }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: why, type: open, text: What happened? }
//! ```
//!
//! How to fix it: take `redact: false` out. If the words are needed as they are, for a court or a
//! safety case, keep a suppression with the reason and its end.
//!
//! # es
//! Lo que escribe la gente se guarda con los datos personales que trae.
//!
//! En un texto libre la gente nombra vecinos, enfermedades y números de cuenta. Quien apaga la
//! protección se lo pasa a todos los que leen las respuestas, y a terceros si los hay.
//!
//! Fuente: RGPD, artículo 5.1.c (no más datos de los necesarios) y artículo 9 (categorías
//! especiales).
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: why, type: open, text: What happened?, redact: false }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: why, type: open, text: What happened? }
//! ```
//!
//! Cómo corregirlo: quita `redact: false`. Si las palabras hacen falta tal cual, para un juicio o un
//! caso de seguridad, deja una excepción con el motivo y su plazo.

use crate::analyze::questions::all;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};

rule! { free_text_no_redaction Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for question in all(context) {
        let Some((at, false)) = question.item.redact.spanned() else { continue };
        out.push(
            RULE.finding(
                question.entity.place(at),
                say!(en: "names, illnesses and numbers stay in what people write here", es: "en lo que la gente escribe aquí se quedan nombres, enfermedades y números"),
            )
            .help(say!(
                en: "take `redact: false` out, or keep a suppression with the reason and its end",
                es: "quita `redact: false`, o deja una excepción con el motivo y su plazo"
            ))
            .guess(vec![(question.entity.place(at), "true".to_owned())])
            .entity(question.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
