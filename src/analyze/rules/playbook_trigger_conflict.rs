//! Two triggers of one playbook that say different things about one signal.
//!
//! "Six or less" in one line and "four or less" in the next: whoever reads the first works more
//! cases than whoever reads the second, and both are right. One of the two does nothing.
//!
//! Source: a case from the field: one playbook with two triggers that said different things.
//!
//! Bad: which of the two holds?:
//!
//! ```yaml
//! trigger:
//!   - { survey: relationship-survey, when: recommend <= 6 }
//!   - { survey: relationship-survey, when: recommend <= 4 }
//! ```
//!
//! Good: one condition:
//!
//! ```yaml
//! trigger:
//!   - { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! How to fix it: keep the one that is meant.
//!
//! # es
//! Dos señales de un playbook que dicen cosas distintas de lo mismo.
//!
//! "Seis o menos" en una línea y "cuatro o menos" en la siguiente: quien lee la primera atiende más
//! casos que quien lee la segunda, y los dos tienen razón. Una de las dos no hace nada.
//!
//! Fuente: un caso real: un playbook con dos disparadores que decían cosas distintas.
//!
//! Mal: ¿cuál de las dos vale?:
//!
//! ```yaml
//! trigger:
//!   - { survey: relationship-survey, when: recommend <= 6 }
//!   - { survey: relationship-survey, when: recommend <= 4 }
//! ```
//!
//! Bien: una condición:
//!
//! ```yaml
//! trigger:
//!   - { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Cómo corregirlo: deja la que se quiere decir.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;
use crate::model::expression::{Meeting, TypedExpr, meeting};
use crate::source::Span;

rule! { playbook_trigger_conflict Suspicious Warning each Playbook }

/// A playbook has few triggers; more pairs than these are not compared.
const MOST: usize = 30;

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let target = |at: Option<Span>| context.program.target(playbook.index, at?);
    let triggers: Vec<_> = playbook.it.trigger.spanned_items().take(MOST).collect();
    for (index, (at, one)) in triggers.iter().enumerate() {
        for (first_at, first) in &triggers[..index] {
            let signal = |it: &crate::model::playbook::Trigger| {
                target(it.survey.spanned().map(|it| it.0)).or_else(|| target(it.event.spanned().map(|it| it.0)))
            };
            if signal(one).is_none() || signal(one) != signal(first) || one.when.is_bad() || first.when.is_bad() {
                continue;
            }
            let typed = |when: Option<Span>| when.and_then(|at| context.program.expression(playbook.index, at));
            let (a, b) = (one.when.spanned().map(|it| it.0), first.when.spanned().map(|it| it.0));
            let contained = match (typed(a), typed(b)) {
                (Some(a), Some(b)) => implies(a, b) || implies(b, a),
                _ => a.is_none() || b.is_none(),
            };
            if !contained {
                continue;
            }
            out.push(
                RULE.finding(
                    playbook.place(*at),
                    say!(en: "two triggers of this playbook wait for the same signal, and one of them does nothing", es: "dos señales de este playbook esperan lo mismo, y una de ellas no hace nada"),
                )
                .help(say!(
                    en: "the wider condition starts it already: keep the one that is meant",
                    es: "la condición más amplia ya lo inicia: deja la que se quiere decir"
                ))
                .related(playbook.place(*first_at), say!(en: "the other trigger", es: "la otra señal"))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
            break;
        }
    }
}

/// Whether one condition never holds without the other.
fn implies(one: &TypedExpr, other: &TypedExpr) -> bool {
    meeting(&[one], &[other]) == Meeting::Never
}
