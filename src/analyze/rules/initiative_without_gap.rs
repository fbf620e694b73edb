//! An initiative that closes no gap and pursues no opportunity.
//!
//! A roadmap goes from the vision to the diagnosis, from there to the gaps, and from each gap to what
//! will be done. What hangs on no gap was decided for another reason. Concept C11.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-welcome, type: process, moves: [retention] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! gaps:
//!   - { id: papers-first, at: first-credit-today/first-contact, text: We ask for papers before we listen }
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! How to fix it: name the gap under `closes` or the opportunity under `pursues`. If none fits, the
//! diagnosis is incomplete, or the initiative is not needed.
//!
//! # es
//! Una iniciativa que no cierra ninguna brecha ni aprovecha ninguna oportunidad.
//!
//! Una hoja de ruta va de la visión al diagnóstico, de ahí a las brechas, y de cada brecha a lo que se
//! hará. Lo que no cuelga de ninguna brecha se decidió por otra razón. Concepto C11.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-welcome, type: process, moves: [retention] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! gaps:
//!   - { id: papers-first, at: first-credit-today/first-contact, text: Pedimos papeles antes de escuchar }
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! Cómo corregirlo: nombra la brecha en `closes` o la oportunidad en `pursues`. Si ninguna encaja, el
//! diagnóstico está incompleto o la iniciativa no hace falta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;
use crate::model::roadmap::initiative::InitiativeType;

rule! { initiative_without_gap CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    for initiative in roadmap.initiatives.items() {
        let Some((at, id)) = initiative.id.spanned() else { continue };
        let other_rule = initiative.initiative_type.value() == Some(InitiativeType::Technology);
        if !other_rule && initiative.closes.has_none() && initiative.pursues.has_none() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "the initiative `{id}` closes no gap", es: "la iniciativa `{id}` no cierra ninguna brecha"),
                )
                .help(say!(
                    en: "it hangs on nothing that was found: name the gap under `closes`, or the opportunity under `pursues`",
                    es: "no cuelga de nada que se haya encontrado: nombra la brecha en `closes` o la oportunidad en `pursues`"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
