//! A moment of truth that nobody measures.
//!
//! Here the customer goes on or leaves. Without a survey right after it or a metric in which it
//! shows, you learn of a bad moment when the customer has gone. Concept D27.
//!
//! Bad:
//!
//! ```yaml
//! moment_of_truth:
//!   why: If refused without a reason, they do not come back
//! ```
//!
//! Good:
//!
//! ```yaml
//! moment_of_truth:
//!   why: If refused without a reason, they do not come back
//!   survey: decision-pulse
//!   metrics: [ces-decision]
//! ```
//!
//! How to fix it: name the survey that asks right after it, or the metrics in which it shows. If
//! you cannot think of any, it may be an ordinary step.
//!
//! # es
//! Un momento de la verdad que nadie mide.
//!
//! Aquí el cliente sigue o se va. Sin una encuesta justo después o una métrica en que se note, te
//! enteras de un mal momento cuando el cliente ya se fue. Concepto D27.
//!
//! Mal:
//!
//! ```yaml
//! moment_of_truth:
//!   why: Si lo rechazan sin motivo, no vuelve
//! ```
//!
//! Bien:
//!
//! ```yaml
//! moment_of_truth:
//!   why: Si lo rechazan sin motivo, no vuelve
//!   survey: decision-pulse
//!   metrics: [ces-decision]
//! ```
//!
//! Cómo corregirlo: nombra la encuesta que pregunta justo después, o las métricas en que se nota.
//! Si no se te ocurre ninguna, quizá es un paso como los demás.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { mot_not_measured CustomerCentricity Error each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    for step in journey.steps.items() {
        let (Some(moment), Some(id)) = (step.moment_of_truth.get(), step.id.get()) else { continue };
        if moment.survey.is_absent() && moment.metrics.has_none() {
            out.push(
                RULE.finding(
                    journey.place(moment.at),
                    say!(en: "the moment of truth at `{id}` is measured by nothing", es: "nada mide el momento de la verdad de `{id}`"),
                )
                .help(say!(
                    en: "here people go on or leave, and you would learn of it too late: name the `survey` that asks right after it, or the `metrics` in which it shows",
                    es: "aquí la gente sigue o se va, y te enterarías tarde: nombra la encuesta (`survey`) que pregunta justo después, o las métricas (`metrics`) en que se nota"
                ))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
            );
        }
    }
}
