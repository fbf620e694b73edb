//! A diagnosis that compares today with nothing.
//!
//! A gap is the distance between today and what should be. A diagnosis without a statement of the
//! vision finds what is loud and not what is missing. Concept C10.
//!
//! Bad:
//!
//! ```yaml
//! diagnosis:
//!   of: first-credit-today
//!   date: 2026-09-30
//! ```
//!
//! Good:
//!
//! ```yaml
//! diagnosis:
//!   of: first-credit-today
//!   against: no-fear
//!   date: 2026-09-30
//! ```
//!
//! How to fix it: name under `against` the statements of the vision that today is held against.
//!
//! # es
//! Un diagnóstico que compara lo de hoy con nada.
//!
//! Una brecha es la distancia entre hoy y lo que debería ser. Un diagnóstico sin una frase de la
//! visión encuentra lo que hace ruido y no lo que falta. Concepto C10.
//!
//! Mal:
//!
//! ```yaml
//! diagnosis:
//!   of: first-credit-today
//!   date: 2026-09-30
//! ```
//!
//! Bien:
//!
//! ```yaml
//! diagnosis:
//!   of: first-credit-today
//!   against: no-fear
//!   date: 2026-09-30
//! ```
//!
//! Cómo corregirlo: nombra en `against` las frases de la visión con las que se compara lo de hoy.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;

rule! { diagnosis_without_vision CustomerCentricity Error each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    let Some(diagnosis) = roadmap.diagnosis.get() else { return };
    if diagnosis.against.has_none() {
        out.push(
            RULE.finding(
                roadmap.place(diagnosis.at),
                say!(en: "this diagnosis compares today with nothing", es: "este diagnóstico compara lo de hoy con nada"),
            )
            .help(say!(
                en: "a gap is the distance to what should be: name the statements of the vision under `against`",
                es: "una brecha es la distancia a lo que debería ser: nombra las frases de la visión en `against`"
            ))
            .severity(context.weigh(Severity::Error, Asks::Strategy)),
        );
    }
}
