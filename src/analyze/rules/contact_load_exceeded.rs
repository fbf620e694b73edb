//! People get more contacts than the policy allows.
//!
//! A customer counts messages and not departments: the invitation, its reminder and the four steps
//! of the playbook come from one company. A playbook is never held back by a survey, so what it adds
//! has to fit into what the policy allows from the start.
//!
//! Two years of contacts are simulated for each archetype. Reported is a playbook in a quarter of
//! whose cases a limit is passed. With a limit of its own, this rule also reports archetypes that
//! are expected to get more contacts in a year: `contact-load-exceeded: { limit: 24 }`.
//!
//! Source: people who are asked often answer less (Porter, Whitcomb and Weitzer, 2004).
//!
//! Bad: five steps reach the customer:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: four-a-month, scope: any, window: 30 days, maximum: 4 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: welcome
//! type: onboarding
//! steps:
//!   - { id: hello, channel: app, within: 1 business day, do: x }
//!   - { id: tour, channel: app, within: 2 business days, do: x }
//!   - { id: tips, channel: app, within: 5 business days, do: x }
//!   - { id: offer, channel: app, within: 8 business days, do: x }
//!   - { id: ask-how, channel: app, within: 10 business days, do: x }
//! ```
//!
//! Good: what can wait for one another is said at once:
//!
//! ```yaml
//! steps:
//!   - { id: hello, channel: app, within: 1 business day, do: x }
//!   - { id: tips, channel: app, within: 5 business days, do: x }
//!   - { id: ask-how, channel: app, within: 10 business days, do: x }
//! ```
//!
//! How to fix it: put contacts of one case together, leave out those that tell nothing new, or write
//! an exemption (`open-case`) with its reason.
//!
//! # es
//! La gente recibe más contactos de los que permite la política.
//!
//! El cliente cuenta mensajes, no departamentos: la invitación, su recordatorio y los cuatro pasos
//! del playbook vienen de una misma empresa. A un playbook no lo detiene ninguna encuesta, así que
//! lo que agrega tiene que caber desde el principio en lo que permite la política.
//!
//! Se simulan dos años de contactos por arquetipo. Se reporta el playbook que en una cuarta parte de
//! sus casos rebasa un límite. Si le pones un límite propio, esta regla también reporta los
//! arquetipos que recibirían más contactos al año: `contact-load-exceeded: { limit: 24 }`.
//!
//! Fuente: a quien se pregunta seguido responde menos (Porter, Whitcomb y Weitzer, 2004).
//!
//! Mal: cinco pasos llegan al cliente:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: four-a-month, scope: any, window: 30 days, maximum: 4 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: welcome
//! type: onboarding
//! steps:
//!   - { id: hello, channel: app, within: 1 business day, do: x }
//!   - { id: tour, channel: app, within: 2 business days, do: x }
//!   - { id: tips, channel: app, within: 5 business days, do: x }
//!   - { id: offer, channel: app, within: 8 business days, do: x }
//!   - { id: ask-how, channel: app, within: 10 business days, do: x }
//! ```
//!
//! Bien: lo que puede decirse junto se dice de una vez:
//!
//! ```yaml
//! steps:
//!   - { id: hello, channel: app, within: 1 business day, do: x }
//!   - { id: tips, channel: app, within: 5 business days, do: x }
//!   - { id: ask-how, channel: app, within: 10 business days, do: x }
//! ```
//!
//! Cómo corregirlo: junta contactos de un mismo caso, quita los que no dicen nada nuevo, o escribe
//! una excepción (`open-case`) con su razón.

use crate::analyze::contacts::{Overload, words};
use crate::analyze::contacts::plan::Starts;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, counted, say};
use crate::model::archetype::Archetype;
use crate::model::program::Threshold;
use crate::model::scalar::Scalar;

rule! { contact_load_exceeded CustomerCentricity Warning everything limit Count }

fn check(context: &Context<'_>, out: &mut Findings) {
    let outlook = context.outlook();
    for overload in &outlook.overloads {
        one(overload, context, out);
    }
    let Some(Threshold::Count(most)) = context.limit(&RULE) else { return };
    for archetype in context.in_use::<Archetype>() {
        let load = outlook.per_year(archetype.index);
        if load <= most.0 as f64 {
            continue;
        }
        let (id, load, most) = (archetype.id(), words::count(load), most.0);
        out.push(
            RULE.finding(
                archetype.entity.head(),
                say!(en: "somebody of `{id}` gets about {load} contacts in a year, and {most} is the limit",
                     es: "alguien de `{id}` recibe unos {load} contactos al año, y el límite es {most}"),
            )
            .help(say!(
                en: "invitations, reminders and steps of playbooks are counted together: leave out what tells nothing new",
                es: "se cuentan juntas invitaciones, recordatorios y pasos de playbooks: quita lo que no dice nada nuevo"
            ))
            .entity(archetype.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

fn one(overload: &Overload, context: &Context<'_>, out: &mut Findings) {
    let outlook = context.outlook();
    let plan = &outlook.plan;
    let (stream, limit) = (&plan.streams[overload.stream], &plan.policies.limits[overload.limit]);
    let entity = context.program.entity(stream.source);
    let (rule, most, window) = (limit.id, limit.maximum, limit.written.spell());
    let (share, own) = (words::percent(overload.share), overload.own);
    let message = if own > most {
        let own = counted(own, ["contact", "contacts"], ["contacto", "contactos"]);
        say!(en: "each case of this playbook brings {} in `{window}`, and `{rule}` allows {most}", own.en;
             es: "cada caso de este playbook trae {} en `{window}`, y `{rule}` permite {most}", own.es)
    } else {
        let most = counted(most, ["contact", "contacts"], ["contacto", "contactos"]);
        say!(en: "in about {share} of the cases of this playbook people get more than {} in `{window}`", most.en;
             es: "en cerca del {share} de los casos de este playbook la persona recibe más de {} en `{window}`", most.es)
    };
    let invited = matches!(stream.starts, Starts::Answers { .. });
    let counted = if invited {
        say!(en: "the invitation that opened the case is counted", es: "se cuenta la invitación que abrió el caso")
    } else {
        say!(en: "the case alone brings {own}", es: "el caso solo trae {own}")
    };
    let left_out = words::left_out(outlook, context);
    out.push(
        RULE.finding(entity.head(), message)
            .help(say!(
                en: "{}: put contacts together, leave out what tells nothing new, or write an exemption with its reason{}", counted.en, left_out.en;
                es: "{}: junta contactos, quita lo que no dice nada nuevo, o escribe una excepción con su razón{}", counted.es, left_out.es
            ))
            .related(
                limit.at,
                say!(en: "`{rule}` allows {most} in `{window}`", es: "`{rule}` permite {most} en `{window}`"),
            )
            .entity(entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
