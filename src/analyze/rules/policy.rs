//! A rule of the team's own that is not kept.
//!
//! The message, the level and the reason are those of the policy; this page is about all of them. A
//! policy says which entities or parts it is for, which of them it looks at (`where`), and what must be
//! true of them (`must`). What is absent is never true: ask `is present` first.
//!
//! ```yaml
//! kind: policy
//! id: every-contact-has-a-script
//! for: playbook/steps
//! where: channel is present
//! must: say is present
//! message: Step {{ entity.id }} reaches the customer and does not say what to tell them.
//! level: warning
//! ```
//!
//! Source: your own team, which writes it under `because`.
//!
//! Bad, with that policy:
//!
//! ```yaml
//! steps:
//!   - { id: call, channel: phone, do: Call the customer }
//! ```
//!
//! Good: the step has its `say`.
//!
//! How to fix it: do what the policy asks for, or change the policy: the file that declares it is
//! named in the finding.
//!
//! # es
//! Una regla propia del equipo que no se cumple.
//!
//! El mensaje, el nivel y la razón son los de la política; esta página trata de todas. Una política dice
//! para qué entidades o partes es, cuáles mira (`where`) y qué debe cumplirse en ellas (`must`). Lo que
//! falta nunca es cierto: pregunta antes `is present`.
//!
//! ```yaml
//! kind: policy
//! id: every-contact-has-a-script
//! for: playbook/steps
//! where: channel is present
//! must: say is present
//! message: El paso {{ entity.id }} llega al cliente y no dice qué decirle.
//! level: warning
//! ```
//!
//! Fuente: tu propio equipo, que la escribe en `because`.
//!
//! Mal, con esa política:
//!
//! ```yaml
//! steps:
//!   - { id: call, channel: phone, do: Llamar al cliente }
//! ```
//!
//! Bien: el paso lleva su `say`.
//!
//! Cómo corregirlo: haz lo que pide la política o cambia la política: el hallazgo nombra el archivo
//! que la declara.

use crate::analyze::policies::{self, Fields, Readable, Verdict};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::policy::PolicyLevel;

rule! { policy Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for readable in policies::readable(context) {
        let Some(level) = readable.policy.it.level.value() else { continue };
        for subject in policies::subjects(context, readable.subject) {
            let fields = Fields::of(context.program, context.as_of, readable.subject, &subject);
            let (Verdict::Broken { .. }, Some(index)) = (readable.verdict(&fields), subject.entity) else {
                continue;
            };
            let entity = context.program.entity(index);
            let id = readable.policy.id();
            let message = policies::message(context.program, readable.policy.it, &fields);
            let mut finding = RULE
                .finding(entity.place(subject.at), message.map(|words| format!("{words} (policy:{id})")))
                .severity(severity(level))
                .here(policies::seen_in_words(&readable.seen(&fields)))
                .related(
                    readable.policy.place(readable.policy.it.must.span()),
                    say!(en: "what `{id}` demands", es: "lo que exige `{id}`"),
                )
                .entity(entity.name());
            if let Some(why) = why(context, &readable) {
                finding = finding.help(why);
            }
            out.push(finding);
        }
    }
}

fn severity(level: PolicyLevel) -> Severity {
    match level {
        PolicyLevel::Error => Severity::Error,
        PolicyLevel::Warning => Severity::Warning,
        PolicyLevel::Info => Severity::Info,
    }
}

fn why(context: &Context<'_>, readable: &Readable<'_>) -> Option<Say> {
    readable.policy.it.why.get().map(|why| policies::in_both(context.program, why))
}
