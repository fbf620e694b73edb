//! A survey without a legal basis.
//!
//! Answers are personal data. Whoever collects them has to know on what basis and for what purpose,
//! and tell the person so (GDPR, articles 6 and 13; similar laws in Mexico, Colombia, Brazil, Chile
//! and California).
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! consent:
//!   basis: legitimate-interest
//!   purpose: To improve how we answer
//!   retention: 18 months
//! ```
//!
//! How to fix it: write `consent` with its basis and its purpose in the words the person reads. Ask
//! whoever looks after privacy with you; this is no legal advice.
//!
//! # es
//! Una encuesta sin base legal.
//!
//! Las respuestas son datos personales. Quien las recoge debe saber con qué base y para qué, y
//! decírselo a la persona (RGPD, artículos 6 y 13; leyes parecidas en México, Colombia, Brasil, Chile
//! y California).
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! consent:
//!   basis: legitimate-interest
//!   purpose: Mejorar cómo respondemos
//!   retention: 18 months
//! ```
//!
//! Cómo corregirlo: escribe `consent` con su base y su finalidad en las palabras que lee la persona.
//! Pregunta a quien cuida la privacidad en tu organización; esto no es asesoría legal.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::survey::Survey;

rule! { consent_missing Suspicious Error each Survey }

fn check(survey: Of<'_, Survey>, _: &Context<'_>, out: &mut Findings) {
    if survey.consent.is_absent() {
        out.push(
            RULE.finding(
                survey.entity.head(),
                say!(en: "this survey does not say on what legal basis people are asked", es: "esta encuesta no dice con qué base legal se pregunta"),
            )
            .help(say!(
                en: "answers are personal data: write `consent` with its `basis`, its `purpose` and how long answers are kept",
                es: "las respuestas son datos personales: escribe `consent` con su base (`basis`), su finalidad (`purpose`) y cuánto se guardan"
            )),
        );
    }
}
