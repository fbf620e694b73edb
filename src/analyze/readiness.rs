//! How ready the files show an organization to be, whatever it claims.

use super::Context;
use crate::diagnostic::{Say, say};
use crate::model::business_model::BusinessModel;
use crate::model::metric::Metric;
use crate::model::program::Readiness;
use crate::model::roadmap::Roadmap;
use crate::model::scorecard::Scorecard;
use crate::model::value_proposition::ValueProposition;

/// What the files would have to show for a claim, and do not.
pub fn missing_for(claim: Readiness, context: &Context<'_>) -> Vec<Say> {
    let Some(program) = context.root_program() else { return Vec::new() };
    let program = program.it;
    let mut missing = Vec::new();
    if claim == Readiness::Passive {
        return missing;
    }
    let resources = program.resources.get();
    let given = resources.is_some_and(|it| !it.budget.is_absent() && !it.team.has_none());
    if !given && !program.resources.is_bad() {
        missing.push(say!(en: "a budget and a team (`resources`)", es: "presupuesto y equipo (`resources`)"));
    }
    if claim == Readiness::Involved {
        return missing;
    }
    if program.sponsor.get().is_none_or(|it| it.commitments.has_none()) && !program.sponsor.is_bad() {
        missing.push(
            say!(en: "a sponsor with commitments (`sponsor`)", es: "patrocinio con compromisos (`sponsor`)"),
        );
    }
    if !context.in_use::<Scorecard>().any(|it| !it.rituals.has_none()) {
        missing.push(
            say!(en: "a scorecard with its session (`rituals`)", es: "un tablero con su sesión (`rituals`)"),
        );
    }
    if !context.in_use::<Metric>().any(|it| !it.decision.is_absent()) {
        missing.push(say!(en: "a metric with its decision (`decision`)", es: "una métrica con su decisión (`decision`)"));
    }
    if !context.in_use::<Roadmap>().any(|it| !it.initiatives.has_none()) {
        missing.push(say!(en: "a roadmap with initiatives", es: "una hoja de ruta con iniciativas"));
    }
    missing
}

/// The highest readiness that the files show.
pub fn shown(context: &Context<'_>) -> Readiness {
    [Readiness::Focused, Readiness::Involved]
        .into_iter()
        .find(|claim| missing_for(*claim, context).is_empty())
        .unwrap_or(Readiness::Passive)
}

/// What a program that says it starts from the business model would have to show, and does not.
pub fn missing_for_intelligent(context: &Context<'_>) -> Vec<Say> {
    let mut missing = Vec::new();
    let mut models = context.in_use::<BusinessModel>().peekable();
    if models.peek().is_none() {
        missing.push(say!(en: "a business model", es: "un modelo de negocio"));
    } else {
        let models: Vec<_> = models.collect();
        if !models.iter().any(|it| !it.identity.is_absent()) {
            missing.push(
                say!(en: "what business we are in (`identity`)", es: "en qué negocio estamos (`identity`)"),
            );
        }
        if !models.iter().any(|it| !it.economic_behaviors.has_none()) {
            missing.push(say!(en: "the behaviors to move (`economic_behaviors`)", es: "los comportamientos que mover (`economic_behaviors`)"));
        }
    }
    if context.in_use::<ValueProposition>().next().is_none() {
        missing.push(say!(en: "a value proposition", es: "una propuesta de valor"));
    }
    missing
}

/// `a, b and c`.
pub fn listed(items: &[Say]) -> Say {
    let join = |words: Vec<&str>, and: &str| match words.as_slice() {
        [start @ .., last] if !start.is_empty() => format!("{} {and} {last}", start.join(", ")),
        _ => words.concat(),
    };
    Say {
        en: join(items.iter().map(|it| it.en.as_str()).collect(), "and"),
        es: join(items.iter().map(|it| it.es.as_str()).collect(), "y"),
    }
}
