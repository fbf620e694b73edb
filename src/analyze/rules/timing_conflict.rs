//! Two times in one plan that cannot both hold.
//!
//! A reminder for a survey that is closed, a step that is due before the one it comes after, an
//! initiative that is over before customers notice anything, a thing whose last day comes before its
//! first: whoever follows one of the two breaks the other, and finds out on the day.
//!
//! Source: a case from the field: two rules that gave one event two different times.
//!
//! Bad: resolved before anybody has called:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: care, within: 5 business days, do: Call }
//!   - { id: resolve, role: care, within: 3 business days, do: Mend it }
//! ```
//!
//! Good: each step after the one before:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: Call }
//!   - { id: resolve, role: care, within: 3 business days, do: Mend it }
//! ```
//!
//! How to fix it: put the times in the order of the steps, or the steps in the order of the times;
//! put dates in the order in which things happen.
//!
//! # es
//! Dos tiempos de un mismo plan que no pueden valer a la vez.
//!
//! Un recordatorio de una encuesta ya cerrada, un paso que vence antes que el que va primero, una
//! iniciativa que acaba antes de que el cliente note algo, algo cuyo último día llega antes que el
//! primero: quien cumple uno de los dos rompe el otro, y se entera ese día.
//!
//! Fuente: un caso real: dos reglas que daban plazos distintos a un mismo hecho.
//!
//! Mal: resuelto antes de que alguien llame:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: care, within: 5 business days, do: Call }
//!   - { id: resolve, role: care, within: 3 business days, do: Mend it }
//! ```
//!
//! Bien: cada paso después del anterior:
//!
//! ```yaml
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: Call }
//!   - { id: resolve, role: care, within: 3 business days, do: Mend it }
//! ```
//!
//! Cómo corregirlo: pon los tiempos en el orden de los pasos, o los pasos en el orden de los
//! tiempos; pon las fechas en el orden en que suceden las cosas.

use crate::analyze::clocks::Clocks;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Diagnostic, Severity, say};
use crate::model::field::Field;
use crate::model::playbook::Playbook;
use crate::model::roadmap::Roadmap;
use crate::model::time::Date;
use crate::model::{Entity, Of};
use crate::model::quantity::Sla;
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::unions::Within;
use crate::source::Span;
use std::cmp::Ordering;

rule! { timing_conflict Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let clocks = context.clocks();
    let severity = context.weigh(Severity::Warning, Asks::Craft);
    for survey in context.in_use::<Survey>() {
        for finding in late_reminders(survey) {
            out.push(finding.entity(survey.entity.name()).severity(severity));
        }
    }
    for playbook in context.in_use::<Playbook>() {
        for finding in early_steps(playbook, clocks) {
            out.push(finding.entity(playbook.entity.name()).severity(severity));
        }
    }
    for (_, entity) in context.program.entities() {
        let common = entity.common();
        let days = [("since", &common.since), ("until", &common.until)];
        tell(entity, &days, out, severity);
    }
    for roadmap in context.in_use::<Roadmap>() {
        for it in roadmap.it.initiatives.items() {
            let days = [("start", &it.start), ("first_value", &it.first_value), ("end", &it.end)];
            tell(roadmap.entity, &days, out, severity);
        }
        for phase in roadmap.it.phases.items() {
            tell(roadmap.entity, &[("start", &phase.start), ("end", &phase.end)], out, severity);
        }
    }
}

fn tell(entity: &Entity, days: &[(&str, &Field<Date>)], out: &mut Findings, severity: Severity) {
    for finding in backward(days, entity) {
        out.push(finding.entity(entity.name()).severity(severity));
    }
}

/// Days that come before one that happens earlier, of days in the order in which things happen.
fn backward(days: &[(&str, &Field<Date>)], entity: &Entity) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut latest: Option<(&str, Span, Date)> = None;
    for (key, field) in days {
        let Some((at, day)) = field.spanned() else { continue };
        if let Some((before, before_at, earlier)) = latest.filter(|(_, _, earlier)| earlier.0 > day.0) {
            let (day, earlier) = (day.spell(), earlier.spell());
            found.push(
                RULE.finding(
                    entity.place(at),
                    say!(en: "`{key}` is {day}, and `{before}`, which comes first, is {earlier}", es: "`{key}` es {day}, y `{before}`, que va antes, es {earlier}"),
                )
                .help(say!(en: "check the two dates, year included", es: "revisa las dos fechas, también el año"))
                .related(entity.place(before_at), say!(en: "this day comes later", es: "este día llega después")),
            );
        } else {
            latest = Some((key, at, *day));
        }
    }
    found
}

fn late_reminders(survey: Of<'_, Survey>) -> Vec<Diagnostic> {
    let Some((open_at, open)) = survey.it.open_for.spanned() else { return Vec::new() };
    let late = survey.it.reminders.spanned_items().filter(|(_, it)| it.compare(*open) == Some(Ordering::Greater));
    late.map(|(at, reminder)| {
        let (reminder, open) = (reminder.spell(), open.spell());
        RULE.finding(
            survey.place(at),
            say!(en: "the reminder after `{reminder}` comes when the survey is closed, after `{open}`", es: "el recordatorio a los `{reminder}` llega con la encuesta cerrada, a los `{open}`"),
        )
        .help(say!(en: "remind earlier, or leave it open longer", es: "recuerda antes, o déjala abierta más tiempo"))
        .related(survey.place(open_at), say!(en: "it closes here", es: "aquí se cierra"))
    })
    .collect()
}

/// Steps that are due before one that is taken before them.
fn early_steps(playbook: Of<'_, Playbook>, clocks: &Clocks) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The latest deadline so far, of the steps on the usual way that count from the signal.
    let mut latest: Option<(Span, Sla)> = None;
    for step in playbook.it.steps.items() {
        let beside = !step.only_from.has_none() || !step.after.is_absent();
        let Some((at, Within::Always(sla))) = step.within.spanned() else { continue };
        let Some((before_at, before)) = latest else {
            latest = (!beside).then_some((at, *sla));
            continue;
        };
        if beside {
            continue;
        }
        if clocks.surely_later(&[before.duration()], &[sla.duration()]) {
            let (due, earlier) = (sla.spell(), before.spell());
            found.push(
                RULE.finding(
                    playbook.place(at),
                    say!(en: "this step is due after `{due}`, and one that is taken before it only after `{earlier}`", es: "este paso vence a los `{due}`, y uno que va antes vence apenas a los `{earlier}`"),
                )
                .help(say!(
                    en: "both count from the signal: put the times in the order of the steps, or count from the step before with `after`",
                    es: "los dos cuentan desde la señal: pon los tiempos en el orden de los pasos, o cuenta desde el paso anterior con `after`"
                ))
                .related(playbook.place(before_at), say!(en: "the step before it", es: "el paso anterior")),
            );
        } else {
            latest = Some((at, *sla));
        }
    }
    found
}
