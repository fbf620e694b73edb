//! A survey or playbook whose contacts cannot be counted, because its volume is written nowhere.
//!
//! Whether people are asked too often can only be told when the files say how many there are and how
//! many of them are reached. What is left out makes every collision look smaller than it is.
//!
//! Source: what is not counted cannot be kept within limits; see `quarantine-collision`, which counts
//! it (Porter, Whitcomb and Weitzer, 2004).
//!
//! Bad: nobody knows how many moments there are:
//!
//! ```yaml
//! kind: survey
//! id: after-repair
//! trigger: { after: repairs/collected }
//! sample: { share: 40 %, response_rate: 30 % }
//! ```
//!
//! Good: so many a month:
//!
//! ```yaml
//! kind: survey
//! id: after-repair
//! trigger: { after: repairs/collected }
//! sample: { invitations: 400, response_rate: 30 % }
//! ```
//!
//! How to fix it: write what is missing: `size` of the archetypes, `sample.invitations` of the
//! survey (in a wave, or in a month when it follows a moment), or `expected_cases` of the playbook.
//!
//! # es
//! Una encuesta o un playbook cuyos contactos no se pueden contar, porque su volumen no está
//! escrito.
//!
//! Saber si se pregunta demasiado solo es posible cuando los archivos dicen cuánta gente hay y a
//! cuánta se llega. Lo que queda fuera hace que todo choque parezca menor de lo que es.
//!
//! Fuente: lo que no se cuenta no se puede mantener dentro de límites; lo cuenta `quarantine-
//! collision` (Porter, Whitcomb y Weitzer, 2004).
//!
//! Mal: nadie sabe cuántos momentos hay:
//!
//! ```yaml
//! kind: survey
//! id: after-repair
//! trigger: { after: repairs/collected }
//! sample: { share: 40 %, response_rate: 30 % }
//! ```
//!
//! Bien: tantos al mes:
//!
//! ```yaml
//! kind: survey
//! id: after-repair
//! trigger: { after: repairs/collected }
//! sample: { invitations: 400, response_rate: 30 % }
//! ```
//!
//! Cómo corregirlo: escribe lo que falta: el tamaño (`size`) de los arquetipos, las invitaciones
//! (`sample.invitations`) de la encuesta (por ola, o al mes si sigue a un momento), o los casos
//! esperados (`expected_cases`) del playbook.

use crate::analyze::contacts::plan::archetype_id;
use crate::analyze::contacts::volumes::Missing;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};

rule! { contact_volume_unknown Statistics Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let plan = &context.outlook().plan;
    // Where there is nothing else to meet, nothing is lost.
    if plan.untold.len() + plan.streams.len() < 2 {
        return;
    }
    for untold in &plan.untold {
        let entity = context.program.entity(untold.source);
        let missing = match untold.missing {
            Missing::Size(archetype) => {
                let Some(id) = archetype_id(archetype, context) else { continue };
                say!(en: "the `size` of `{id}`", es: "el tamaño (`size`) de `{id}`")
            }
            Missing::Invitations => say!(en: "`sample.invitations`", es: "las invitaciones (`sample.invitations`)"),
            Missing::Unreadable => continue,
            Missing::ExpectedCases => say!(en: "`expected_cases`", es: "los casos esperados (`expected_cases`)"),
        };
        let id = entity.id;
        out.push(
            RULE.finding(
                entity.head(),
                say!(en: "how often `{id}` reaches people cannot be counted", es: "no se puede contar cada cuánto llega `{id}` a la gente"),
            )
            .help(say!(
                en: "until it is known, its contacts are left out when collisions with other surveys and playbooks are looked for: write {}", missing.en;
                es: "mientras no se sepa, sus contactos quedan fuera al buscar choques con otras encuestas y playbooks: escribe {}", missing.es
            ))
            .entity(entity.name())
            .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}
