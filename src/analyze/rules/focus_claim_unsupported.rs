//! A program that says it starts from the business model and does not show one.
//!
//! The intelligent approach begins with what sustains the business and designs the experience that
//! brings it about. Without the model it is the reactive approach under another name; that one is a
//! good way to start, and may be called by its name. Concept B06.
//!
//! Bad: no document with `kind: business-model`.
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! approach: intelligent
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! approach: reactive
//! ```
//!
//! How to fix it: write the business model with its identity and the economic behaviors to move, and a
//! value proposition; or say `approach: reactive` for now.
//!
//! # es
//! Un programa que dice partir del modelo de negocio y no lo muestra.
//!
//! El enfoque inteligente empieza por lo que sostiene al negocio y diseña la experiencia que lo logra.
//! Sin el modelo es el enfoque reactivo con otro nombre; ese es un buen comienzo y puede llamarse por
//! su nombre. Concepto B06.
//!
//! Mal: no hay ningún documento con `kind: business-model`.
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! approach: intelligent
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! approach: reactive
//! ```
//!
//! Cómo corregirlo: escribe el modelo de negocio con su identidad y los comportamientos económicos que
//! mover, y una propuesta de valor; o di por ahora `approach: reactive`.

use crate::analyze::readiness::{listed, missing_for_intelligent};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::program::{Approach, Program};

rule! { focus_claim_unsupported CustomerCentricity Error each Program }

fn check(program: Of<'_, Program>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, Approach::Intelligent)) = program.approach.spanned() else { return };
    let missing = missing_for_intelligent(context);
    if missing.is_empty() {
        return;
    }
    let missing = listed(&missing);
    out.push(
        RULE.finding(
            program.place(at),
            say!(en: "the approach is called intelligent, and the model it would start from is not here", es: "el enfoque se declara inteligente, y el modelo del que partiría no está"),
        )
        .help(say!(en: "what is missing: {}; write it, or say `approach: reactive`, which is a good way to start", missing.en;
                   es: "lo que falta: {}; escríbelo, o di `approach: reactive`, que es un buen comienzo", missing.es)),
    );
}
