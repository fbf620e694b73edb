//! A journey in which nearly everything is a moment of truth.
//!
//! A moment of truth is where people decide whether they go on. If every third contact is one, the
//! word only means "important", and nobody knows where to begin. Concept D26.
//!
//! The limit is 30 % of the points of contact, and two moments at least; a program can set another:
//! `too-many-mot: { limit: 40 % }`.
//!
//! Bad: every step is marked:
//!
//! ```yaml
//! steps:
//!   - { id: ask, touchpoint: { channels: [app] }, moment_of_truth: { why: It matters } }
//!   - { id: apply, touchpoint: { channels: [app] }, moment_of_truth: { why: It matters } }
//! ```
//!
//! Good: the one that decides is marked:
//!
//! ```yaml
//! steps:
//!   - { id: ask, touchpoint: { channels: [app] } }
//!   - { id: apply, touchpoint: { channels: [app] } }
//! ```
//!
//! How to fix it: keep those where people really leave, and take the mark off the others.
//!
//! # es
//! Un recorrido en el que casi todo es un momento de la verdad.
//!
//! Un momento de la verdad es donde la gente decide si sigue. Si lo es uno de cada tres contactos,
//! la palabra solo quiere decir "importante", y nadie sabe por dónde empezar. Concepto D26.
//!
//! El límite es el 30 % de los puntos de contacto, y al menos dos momentos; un programa puede poner
//! otro: `too-many-mot: { limit: 40 % }`.
//!
//! Mal: todos los pasos están marcados:
//!
//! ```yaml
//! steps:
//!   - { id: ask, touchpoint: { channels: [app] }, moment_of_truth: { why: It matters } }
//!   - { id: apply, touchpoint: { channels: [app] }, moment_of_truth: { why: It matters } }
//! ```
//!
//! Bien: está marcado el que decide:
//!
//! ```yaml
//! steps:
//!   - { id: ask, touchpoint: { channels: [app] } }
//!   - { id: apply, touchpoint: { channels: [app] } }
//! ```
//!
//! Cómo corregirlo: deja los pasos donde la gente de verdad se va, y quita la marca a los demás.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use rust_decimal::Decimal;

rule! { too_many_mot CustomerCentricity Warning each Journey limit Share }

const MOST: u32 = 30;

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let contacts = journey.it.steps.items().filter(|step| !step.touchpoint.is_absent()).count();
    let decisive = journey.it.steps.items().filter(|step| !step.moment_of_truth.is_absent()).count();
    let most = context.limit_percent(&RULE, MOST);
    if decisive < 2 || Decimal::from(decisive * 100) <= most * Decimal::from(contacts) {
        return;
    }
    let most = most.normalize();
    out.push(
        RULE.finding(
            journey.entity.head(),
            say!(en: "{decisive} of {contacts} points of contact are moments of truth, and {most} % is the limit", es: "{decisive} de {contacts} puntos de contacto son momentos de la verdad, y el límite es {most} %"),
        )
        .help(say!(
            en: "keep those where people really leave: when everything decides, nobody knows where to begin",
            es: "deja los que hacen que la gente se vaya: si todo decide, nadie sabe por dónde empezar"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
