//! An expectation that no need explains.
//!
//! People expect something because they need something. An expectation without its need is a wish
//! list, and cannot be met in another way. Concept A17.
//!
//! Bad:
//!
//! ```yaml
//! expectations:
//!   - { text: That somebody explains it first, because: [] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! needs:
//!   - { id: know-how, text: I do not know how to start }
//! expectations:
//!   - { text: That somebody explains it first, because: know-how }
//! ```
//!
//! How to fix it: name under `because` the need of the archetype that explains it; if there is none,
//! write the need.
//!
//! # es
//! Una expectativa que ninguna necesidad explica.
//!
//! La gente espera algo porque necesita algo. Una expectativa sin su necesidad es una lista de
//! deseos, y no se puede cumplir de otro modo. Concepto A17.
//!
//! Mal:
//!
//! ```yaml
//! expectations:
//!   - { text: Que alguien me explique antes, because: [] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! needs:
//!   - { id: know-how, text: No sé cómo empezar }
//! expectations:
//!   - { text: Que alguien me explique antes, because: know-how }
//! ```
//!
//! Cómo corregirlo: nombra en `because` la necesidad del arquetipo que la explica; si no hay ninguna,
//! escribe la necesidad.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { expectation_without_need CustomerCentricity Error each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    for expectation in archetype.expectations.items() {
        let Some((at, because)) = expectation.because.spanned() else { continue };
        if because.list().is_empty() {
            out.push(
                RULE.finding(
                    archetype.place(at),
                    say!(en: "no need explains this expectation", es: "ninguna necesidad explica esta expectativa"),
                )
                .help(say!(
                    en: "people expect because they need: name the need under `because`",
                    es: "la gente espera porque necesita: nombra la necesidad en `because`"
                ))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
            );
        }
    }
}
