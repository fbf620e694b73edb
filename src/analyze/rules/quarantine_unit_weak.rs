//! A limit on contacts that does not protect any person.
//!
//! Counted per session, the same person is asked at every visit. Counted per account, one colleague
//! gets all the invitations or all of them get one each. Only a limit per person lets people rest. It
//! is found when no rule of the policy counts per person.
//!
//! Source: the contact rules of the US Department of Veterans Affairs, which count by person.
//!
//! Bad:
//!
//! ```yaml
//! rules:
//!   - { id: once, scope: surveys, window: 30 days, maximum: 1, per: session }
//! ```
//!
//! Good:
//!
//! ```yaml
//! rules:
//!   - { id: once, scope: surveys, window: 30 days, maximum: 1, per: person }
//! ```
//!
//! How to fix it: add a rule with `per: person`; a limit per account may stand beside it.
//!
//! # es
//! Un límite de contactos que no protege a ninguna persona.
//!
//! Contado por sesión, a la misma persona se le pregunta en cada visita. Contado por cuenta, una colega
//! recibe todas las invitaciones o todas reciben una. Solo un límite por persona la deja descansar. Se
//! encuentra cuando ninguna regla de la política cuenta por persona.
//!
//! Fuente: las reglas de contacto del Departamento de Asuntos de los Veteranos de EE. UU., que
//! cuentan por persona.
//!
//! Mal:
//!
//! ```yaml
//! rules:
//!   - { id: once, scope: surveys, window: 30 days, maximum: 1, per: session }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! rules:
//!   - { id: once, scope: surveys, window: 30 days, maximum: 1, per: person }
//! ```
//!
//! Cómo corregirlo: agrega una regla con `per: person`; junto a ella puede haber un límite por cuenta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::contact_policy::{ContactPolicy, ContactUnit};

rule! { quarantine_unit_weak Suspicious Warning each ContactPolicy }

fn check(policy: Of<'_, ContactPolicy>, context: &Context<'_>, out: &mut Findings) {
    let Some(rules) = policy.it.rules.get() else { return };
    let weak = rules.fields().iter().all(|rule| {
        rule.get().is_some_and(|rule| matches!(rule.per.value(), Some(ContactUnit::Session | ContactUnit::Account)))
    });
    let first = rules.iter().find_map(|rule| rule.per.spanned());
    let (true, Some((at, unit))) = (weak, first) else { return };
    let unit = unit.word();
    out.push(
        RULE.finding(
            policy.place(at),
            say!(en: "limits per `{unit}` let the same person be asked again and again", es: "los límites por `{unit}` permiten preguntar una y otra vez a la misma persona"),
        )
        .help(say!(
            en: "add a rule with `per: person`; the other limit may stand beside it",
            es: "agrega una regla con `per: person`; el otro límite puede quedarse al lado"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
