//! An archetype that nobody has checked with people.
//!
//! An archetype from a workshop tells what the room believes. Everything that follows, journeys,
//! promises, playbooks, inherits the belief. Concept D24: archetypes come from surveys and interviews
//! with customers and employees.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evidence:
//!   - { level: assumption, source: Workshop, date: 2026-02-10 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evidence:
//!   - { level: research, source: "Interviews, March 2026", date: 2026-03-18, n: 24 }
//! ```
//!
//! How to fix it: talk to eight people and write it under `evidence` with source, date and n; until
//! then it is an assumption and may be called one with `status: draft`.
//!
//! # es
//! Un arquetipo que nadie ha comprobado con la gente.
//!
//! Un arquetipo que sale de un taller cuenta lo que cree la sala. Todo lo que sigue, recorridos,
//! promesas, playbooks, hereda esa creencia. Concepto D24: los arquetipos salen de encuestas y
//! entrevistas con clientes y empleados.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evidence:
//!   - { level: assumption, source: Workshop, date: 2026-02-10 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! evidence:
//!   - { level: research, source: "Interviews, March 2026", date: 2026-03-18, n: 24 }
//! ```
//!
//! Cómo corregirlo: habla con ocho personas y escríbelo en `evidence` con fuente, fecha y n; mientras
//! tanto es un supuesto y puede llamarse así con `status: draft`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::common::EvidenceLevel;

rule! { archetype_assumption_based CustomerCentricity Warning each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let evidence = &archetype.entity.common().evidence;
    let fields = evidence.get().map_or(&[][..], |list| list.fields());
    let believed = |level: Option<EvidenceLevel>| level == Some(EvidenceLevel::Assumption);
    if evidence.is_bad() || !fields.iter().all(|it| it.get().is_some_and(|it| believed(it.level.value()))) {
        return;
    }
    let message = match fields.len() {
        0 => say!(en: "nothing supports this archetype", es: "nada sustenta este arquetipo"),
        _ => say!(en: "this archetype rests on assumptions alone", es: "este arquetipo descansa solo en supuestos"),
    };
    out.push(
        RULE.finding(archetype.entity.head(), message)
            .help(say!(
                en: "talk to people and write it under `evidence` with source, date and n: journeys and promises inherit what this page believes",
                es: "habla con la gente y escríbelo en `evidence` con fuente, fecha y n: los recorridos y promesas heredan lo que esta página cree"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
