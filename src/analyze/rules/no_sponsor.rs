//! A program that nobody at the top stands for.
//!
//! The first quarter rarely shows results. A program without a sponsor ends there, whatever its
//! quality. Concepts B25 and D30.
//!
//! Bad:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! sponsor:
//!   role: ceo
//!   commitments: [Looks at the scorecard every month]
//! ```
//!
//! How to fix it: name the role, and write what that person does and how often.
//!
//! # es
//! Un programa por el que nadie responde desde la dirección.
//!
//! El primer trimestre rara vez da resultados. Un programa sin patrocinio termina ahí, por bueno que
//! sea. Conceptos B25 y D30.
//!
//! Mal:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! sponsor:
//!   role: ceo
//!   commitments: [Revisa el tablero cada mes]
//! ```
//!
//! Cómo corregirlo: nombra el rol y escribe qué hace esa persona y cada cuánto.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::program::Program;

rule! { no_sponsor CustomerCentricity Error each Program }

fn check(program: Of<'_, Program>, context: &Context<'_>, out: &mut Findings) {
    if program.sponsor.is_absent() {
        out.push(
            RULE.finding(
                program.entity.head(),
                say!(en: "nobody sponsors this program", es: "nadie patrocina este programa"),
            )
            .help(say!(
                en: "it will not outlive its first bad quarter: name the role under `sponsor`, and what it does and how often",
                es: "no sobrevivirá a su primer mal trimestre: nombra el rol en `sponsor`, y qué hace y cada cuánto"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
