//! A claimed readiness that the files do not show.
//!
//! Involved means people and money; focused means that the leadership sponsors it and that it is
//! reviewed, measured and planned. A claim above that gives the sponsor a false picture, and one below
//! it hides what was reached. Concepts D06, D07 and D08.
//!
//! Bad: claimed without a budget.
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! resources: { budget: 3200000 MXN, team: [cx-lead] }
//! ```
//!
//! How to fix it: claim the level that the message says the files show, or add what is missing.
//!
//! # es
//! Una madurez declarada que los archivos no muestran.
//!
//! Involucrada significa personas y dinero; enfocada, que la dirección lo patrocina y que se revisa, se
//! mide y se planea. Declarar más da a quien patrocina una imagen falsa, y declarar menos esconde lo
//! alcanzado. Conceptos D06, D07 y D08.
//!
//! Mal: declarada sin presupuesto.
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! resources: { budget: 3200000 MXN, team: [cx-lead] }
//! ```
//!
//! Cómo corregirlo: declara el nivel que según el mensaje muestran los archivos, o agrega lo que falta.

use crate::analyze::readiness::{listed, missing_for, shown};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::program::Program;

rule! { readiness_claim_unsupported CustomerCentricity Error each Program }

fn check(program: Of<'_, Program>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, claim)) = program.readiness.spanned() else { return };
    let shown = shown(context);
    let (said, found) = (claim.word(), shown.word());
    if shown > *claim {
        out.push(
            RULE.finding(
                program.place(at),
                say!(en: "the files show `{found}`, more than is claimed", es: "los archivos muestran `{found}`, más de lo que se declara"),
            )
            .help(say!(en: "write `readiness: {found}`, and add the step to `history`";
                       es: "escribe `readiness: {found}` y agrega el paso a `history`"))
            .guess(vec![(program.place(at), found.to_owned())])
            .severity(Severity::Info),
        );
    } else if shown < *claim {
        let missing = listed(&missing_for(*claim, context));
        out.push(
            RULE.finding(
                program.place(at),
                say!(en: "`{said}` is claimed and the files show `{found}`", es: "se declara `{said}` y los archivos muestran `{found}`"),
            )
            .help(say!(en: "what is missing: {}; write it, or claim `{found}`", missing.en;
                       es: "lo que falta: {}; escríbelo, o declara `{found}`", missing.es))
            .guess(vec![(program.place(at), found.to_owned())])
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
