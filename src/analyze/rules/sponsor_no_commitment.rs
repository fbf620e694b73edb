//! A sponsor who has committed to nothing.
//!
//! A name in a box protects nobody when the first quarter shows nothing yet. Leadership shows in what
//! it does and how often: it looks, it asks, it releases the budget. Concept D30: patience and
//! commitment.
//!
//! Bad:
//!
//! ```yaml
//! sponsor: { role: ceo }
//! ```
//!
//! Good:
//!
//! ```yaml
//! sponsor: { role: ceo, commitments: [Looks at the scorecard every month] }
//! ```
//!
//! How to fix it: agree with the sponsor on two things they do, and how often, and write them under
//! `commitments`.
//!
//! # es
//! Un patrocinio que no se comprometió a nada.
//!
//! Un nombre en una casilla no protege a nadie cuando el primer trimestre aún no muestra nada. El
//! liderazgo se ve en lo que hace y cada cuánto: mira, pregunta, libera el presupuesto. Concepto D30:
//! paciencia y compromiso.
//!
//! Mal:
//!
//! ```yaml
//! sponsor: { role: ceo }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! sponsor: { role: ceo, commitments: [Looks at the scorecard every month] }
//! ```
//!
//! Cómo corregirlo: acuerda con quien patrocina dos cosas que hará y cada cuánto, y escríbelas en
//! `commitments`.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;

rule! { sponsor_no_commitment CustomerCentricity Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program() else { return };
    let Some((at, sponsor)) = program.it.sponsor.spanned() else { return };
    if !sponsor.commitments.has_none() {
        return;
    }
    out.push(
        RULE.finding(
            program.place(at),
            say!(en: "the sponsor has committed to nothing", es: "quien patrocina no se comprometió a nada"),
        )
        .help(say!(
            en: "agree on what the sponsor does and how often, and write it under `commitments`",
            es: "acuerda qué hará quien patrocina y cada cuánto, y escríbelo en `commitments`"
        ))
        .entity(program.entity.name()),
    );
}
