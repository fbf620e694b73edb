//! A survey that does not say how long answers are kept.
//!
//! People tell things in a survey that nobody needs after two years. The GDPR wants a limit that is
//! known beforehand, and other laws follow it; what is kept for ever leaks some day.
//!
//! Bad:
//!
//! ```yaml
//! consent: { basis: consent, purpose: To learn what to mend }
//! ```
//!
//! Good:
//!
//! ```yaml
//! consent: { basis: consent, purpose: To learn what to mend, retention: 24 months }
//! ```
//!
//! How to fix it: write `consent.retention` with the time after which answers lose their name or are
//! deleted.
//!
//! # es
//! Una encuesta que no dice cuánto se guardan las respuestas.
//!
//! En una encuesta la gente cuenta cosas que nadie necesita dos años después. El RGPD pide un límite
//! conocido de antemano, y otras leyes lo siguen; lo que se guarda para siempre un día se filtra.
//!
//! Mal:
//!
//! ```yaml
//! consent: { basis: consent, purpose: To learn what to mend }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! consent: { basis: consent, purpose: To learn what to mend, retention: 24 months }
//! ```
//!
//! Cómo corregirlo: escribe `consent.retention` con el tiempo tras el cual las respuestas pierden el
//! nombre o se borran.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::survey::Survey;

rule! { retention_missing Suspicious Warning each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, consent)) = survey.it.consent.spanned() else { return };
    if !consent.retention.is_absent() {
        return;
    }
    let id = survey.id();
    out.push(
        RULE.finding(
            survey.place(at),
            say!(en: "nobody says how long the answers of `{id}` are kept", es: "nadie dice cuánto se guardan las respuestas de `{id}`"),
        )
        .help(say!(
            en: "write `retention`: the time after which answers lose their name or are deleted",
            es: "escribe `retention`: el tiempo tras el cual las respuestas pierden el nombre o se borran"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
