//! A journey in which the customer has to give before anybody helped.
//!
//! "The first thing they ask for is proof of income": papers, data or money are demanded before
//! somebody listened or explained. It says that the customer is here for us. Concept A29.
//!
//! Bad: the first step asks for papers.
//!
//! ```yaml
//! steps:
//!   - { id: first-contact, actor: frontstage, does: Asks for proof of income, demands: [documents] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: first-talk, actor: frontstage, does: Listens and explains, delivers: [guided] }
//!   - { id: gather-papers, actor: customer, does: Uploads three papers, demands: [documents] }
//! ```
//!
//! How to fix it: put a step before it that keeps a promise (`delivers`), or in which somebody of yours
//! helps and demands nothing. Every way to the demand has to pass it.
//!
//! # es
//! Un recorrido en el que el cliente tiene que dar antes de que alguien lo ayude.
//!
//! "Lo primero que le piden son comprobantes de ingresos": se exigen papeles, datos o dinero antes de
//! que alguien escuche o explique. Eso dice que el cliente está aquí para nosotros. Concepto A29.
//!
//! Mal: el primer paso pide papeles.
//!
//! ```yaml
//! steps:
//!   - { id: first-contact, actor: frontstage, does: Pide comprobantes de ingresos, demands: [documents] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: first-talk, actor: frontstage, does: Escucha y explica, delivers: [guided] }
//!   - { id: gather-papers, actor: customer, does: Sube tres papeles, demands: [documents] }
//! ```
//!
//! Cómo corregirlo: pon antes un paso que cumpla una promesa (`delivers`), o en que alguien de tu equipo
//! ayude sin exigir nada. Todo camino a la exigencia debe pasar por él.

use crate::analyze::journeys::Paths;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::step::{Actor, Demand, Step};

rule! { demand_before_help CustomerCentricity Warning each Journey }

fn demands(step: &Step) -> Option<Demand> {
    let heavy = |demand: &&Demand| {
        matches!(demand, Demand::Documents | Demand::PersonalData | Demand::Identification | Demand::Payment)
    };
    step.demands.items().find(heavy).copied()
}

fn helps(step: &Step) -> bool {
    let serves = step.actor.value() == Some(Actor::Frontstage) && demands(step).is_none();
    serves || !step.delivers.has_none()
}

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    if !paths.complete {
        return;
    }
    for (index, step) in paths.steps.iter().enumerate() {
        let (Some(demand), Some((at, id))) = (demands(step), step.id.spanned()) else { continue };
        let closed = |other: usize| other != index && (helps(paths.steps[other]) || demands(paths.steps[other]).is_some());
        if helps(step) || !paths.reaches_without(index, closed) {
            continue;
        }
        let (en, es) = match demand {
            Demand::Documents => ("papers", "papeles"),
            Demand::PersonalData => ("personal data", "datos personales"),
            Demand::Identification => ("identification", "identificación"),
            _ => ("money", "dinero"),
        };
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "`{id}` asks the customer for {en} before anybody helped"; es: "`{id}` le pide {es} al cliente antes de que alguien lo ayude"),
            )
            .help(say!(
                en: "listen or explain first: put a step before it that keeps a promise (`delivers`), or in which somebody helps and demands nothing",
                es: "primero escucha o explica: pon antes un paso que cumpla una promesa (`delivers`), o en que alguien ayude sin exigir nada"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
