//! A reminder that the contact policy never lets through.
//!
//! A reminder is a contact unless the policy says otherwise. Where a rule allows one survey contact
//! in thirty days, the invitation has used it up, and a reminder after five days is never sent: the
//! response rate that counts on it is not reached.
//!
//! Source: a case from the field: reminders that nobody counted as contacts.
//!
//! Bad: the rule counts reminders:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: one-a-month, scope: surveys, window: 30 days, maximum: 1 }
//! ```
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! reminders: [5 days]
//! contact_policy: standard
//! ```
//!
//! Good: it counts invitations:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: one-a-month, scope: surveys, window: 30 days, maximum: 1, counts_reminders: false }
//! ```
//!
//! How to fix it: write `counts_reminders: false` in the rule if a reminder belongs to its
//! invitation, raise `maximum`, or take the reminder out.
//!
//! # es
//! Un recordatorio que la política de contacto no deja pasar nunca.
//!
//! Un recordatorio es un contacto, salvo que la política diga otra cosa. Donde una regla permite un
//! contacto de encuesta en treinta días, la invitación ya lo gastó, y un recordatorio a los cinco
//! días no se envía nunca: la tasa de respuesta que contaba con él no se alcanza.
//!
//! Fuente: un caso real: recordatorios que nadie contaba como contactos.
//!
//! Mal: la regla cuenta los recordatorios:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: one-a-month, scope: surveys, window: 30 days, maximum: 1 }
//! ```
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! reminders: [5 days]
//! contact_policy: standard
//! ```
//!
//! Bien: cuenta las invitaciones:
//!
//! ```yaml
//! kind: contact-policy
//! id: standard
//! rules:
//!   - { id: one-a-month, scope: surveys, window: 30 days, maximum: 1, counts_reminders: false }
//! ```
//!
//! Cómo corregirlo: escribe `counts_reminders: false` en la regla si el recordatorio es parte de su
//! invitación, sube `maximum`, o quita el recordatorio.

use crate::analyze::contacts::days::{Day, Length};
use crate::analyze::contacts::limits::{Limit, Maker};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;

rule! { reminder_breaches_policy Statistics Warning each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    if survey.it.reminders.has_none() || survey.it.reminders.is_bad() {
        return;
    }
    let maker = Maker::survey(survey.it);
    let limits = &context.outlook().plan.policies.limits;
    let limits: Vec<&Limit> = limits.iter().filter(|it| it.reminders && it.covers(survey.index, maker)).collect();
    // The invitation, and the reminders that were let through.
    let mut made: Vec<Day> = vec![0];
    let mut reminders: Vec<_> = survey.it.reminders.spanned_items().collect();
    reminders.sort_by_key(|(at, length)| (Length::of(**length).about(), *at));
    for (at, reminder) in reminders {
        let day = Length::of(*reminder).about();
        let full = |limit: &&&Limit| made.iter().filter(|it| limit.window.after(**it) > day).count() >= limit.maximum;
        let Some(limit) = limits.iter().find(full) else {
            made.push(day);
            continue;
        };
        let (after, id, most, window) = (reminder.spell(), limit.id, limit.maximum, limit.written.spell());
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "the reminder after `{after}` is never sent: `{id}` allows {most} in `{window}`, reminders counted",
                     es: "el recordatorio a los `{after}` no se envía nunca: `{id}` permite {most} en `{window}`, contando recordatorios"),
            )
            .help(say!(
                en: "write `counts_reminders: false` in `{id}` if a reminder belongs to its invitation, raise `maximum`, or take the reminder out",
                es: "escribe `counts_reminders: false` en `{id}` si el recordatorio es parte de su invitación, sube `maximum`, o quita el recordatorio"
            ))
            .related(limit.at, say!(en: "the rule that counts it", es: "la regla que lo cuenta"))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
