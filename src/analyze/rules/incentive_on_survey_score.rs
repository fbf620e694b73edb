//! Variable pay that hangs on a survey score.
//!
//! Whoever is paid by the score will ask for the score: "anything below nine counts against me". The
//! number goes up and says nothing anymore. Concepts A35 and A37; Reichheld, The Ultimate Question
//! 2.0.
//!
//! Bad:
//!
//! ```yaml
//! incentives:
//!   - { metric: relationship-nps, share: 30 %, applies_to: individual }
//! ```
//!
//! Good:
//!
//! ```yaml
//! incentives:
//!   - { metric: goal-achievement, share: 15 %, horizon: 12 months, applies_to: team }
//! ```
//!
//! How to fix it: pay for what customers do over time (they stay, they use, they get where they
//! wanted), for the team or the company. Use scores to learn, not to pay.
//!
//! # es
//! Un pago variable que depende de una calificación de encuesta.
//!
//! A quien se le paga por la calificación la pedirá: "menos de nueve me perjudica". El número sube y
//! ya no dice nada. Conceptos A35 y A37; Reichheld, The Ultimate Question 2.0.
//!
//! Mal:
//!
//! ```yaml
//! incentives:
//!   - { metric: relationship-nps, share: 30 %, applies_to: individual }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! incentives:
//!   - { metric: goal-achievement, share: 15 %, horizon: 12 months, applies_to: team }
//! ```
//!
//! Cómo corregirlo: paga por lo que el cliente hace con el tiempo (se queda, usa, llega a donde
//! quería), al equipo o a la empresa. Usa las calificaciones para aprender, no para pagar.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Family, Metric};
use crate::model::role::{IncentiveScope, Role};

rule! { incentive_on_survey_score CustomerCentricity Warning each Role }

fn check(role: Of<'_, Role>, context: &Context<'_>, out: &mut Findings) {
    for incentive in role.incentives.items() {
        let Some((at, _)) = incentive.metric.spanned() else { continue };
        let Some(metric) = context.program.follow::<Metric>(role.index, at) else { continue };
        if !matches!(metric.family.value(), Some(Family::Nps | Family::Csat | Family::Ces)) {
            continue;
        }
        let individual = matches!(incentive.applies_to.value(), None | Some(IncentiveScope::Individual));
        let severity = if individual { Severity::Error } else { Severity::Warning };
        out.push(
            RULE.finding(
                role.place(at),
                say!(en: "pay hangs on the survey score `{}`", metric.id(); es: "el pago depende de la calificación `{}`", metric.id()),
            )
            .help(say!(
                en: "people will ask for the score instead of earning it: pay for what customers do over time, and for the team or the company",
                es: "la gente pedirá la calificación en vez de ganarla: paga por lo que el cliente hace con el tiempo, y al equipo o a la empresa"
            ))
            .severity(severity),
        );
    }
}
