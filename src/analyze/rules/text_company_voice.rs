//! The company speaks in a field that belongs to the customer.
//!
//! A need, a pain or a goal is written as people say it. "The customer must send a complete file" tells
//! what is convenient for us, and nobody will design for it. Concept E06: think like customers.
//!
//! Bad:
//!
//! ```yaml
//! needs:
//!   - { id: papers, text: The customer must send a complete file }
//! ```
//!
//! Good:
//!
//! ```yaml
//! needs:
//!   - { id: papers, text: I want to bring all the papers in one trip }
//! ```
//!
//! How to fix it: write it as a customer said it in an interview, in the first person if that helps;
//! what you want from customers goes into `goal.organization` or into a playbook.
//!
//! # es
//! La empresa habla en un campo que es del cliente.
//!
//! Una necesidad, un dolor o una meta se escriben como los dice la gente. "El cliente debe entregar su
//! expediente completo" cuenta lo que nos conviene a nosotros, y nadie diseñará para eso. Concepto E06:
//! pensar como el cliente.
//!
//! Mal:
//!
//! ```yaml
//! needs:
//!   - { id: papers, text: El cliente debe entregar su expediente completo }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! needs:
//!   - { id: papers, text: Quiero llevar todos los papeles en una sola vuelta }
//! ```
//!
//! Cómo corregirlo: escríbelo como lo dijo un cliente en una entrevista, en primera persona si ayuda;
//! lo que tú quieres del cliente va en `goal.organization` o en un playbook.

use crate::analyze::words::Theme;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Kind;
use std::collections::HashSet;

rule! { text_company_voice CustomerCentricity Info everything }

/// Where customers speak.
const THEIRS: &[(Kind, &str, &str)] = &[
    (Kind::Archetype, "needs", "text"),
    (Kind::Archetype, "expectations", "text"),
    (Kind::Archetype, "capability_gaps", "*"),
    (Kind::Job, "circumstance", "*"),
    (Kind::Job, "progress", "*"),
    (Kind::Job, "dimensions", "*"),
    (Kind::Job, "forces", "*"),
    (Kind::Job, "outcomes", "*"),
    (Kind::Job, "done_when", "*"),
    (Kind::Journey, "start", "*"),
    (Kind::Journey, "stages", "customer"),
    (Kind::Journey, "steps", "thinks"),
    (Kind::Journey, "steps", "text"),
];

fn check(context: &Context<'_>, out: &mut Findings) {
    // What the organization wants is told by a rule of its own.
    let goals: HashSet<u32> = context.heard_once(Theme::OrganizationGoal).map(|said| said.number).collect();
    for said in context.heard_once(Theme::CompanyVoice) {
        if !said.stands_in(THEIRS) || goals.contains(&said.number) {
            continue;
        }
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" is the company speaking, and this field is the customer's", es: "\"{words}\" lo dice la empresa, y este campo es del cliente"),
            )
            .help(say!(
                en: "write it as a customer said it; what we want from them has places of its own (`goal.organization`, playbooks)",
                es: "escríbelo como lo dijo un cliente; lo que queremos de él tiene sus propios lugares (`goal.organization`, playbooks)"
            ))
            .entity(said.entity.name()),
        );
    }
}
